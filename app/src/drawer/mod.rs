//! An order over the list, on wide screens once the client is alive: the list stays as it is below. The address is the
//! order's, so Back closes it, a reload shows its page, and a link to it is the same for everybody. ↑ and ↓ go to the
//! neighbours in the list; forms are sent in place. Elsewhere the links lead to the page.

#[cfg(feature = "hydrate")]
mod alive;

#[cfg(feature = "hydrate")]
pub use alive::heard;

use crate::{context::use_words, i18n::Words, ui::html::Html};
use icondata_lu::{LuArrowLeft, LuChevronDown, LuChevronUp};
use leptos::prelude::*;

/// The drawer; empty and hidden until an order is opened. Its title is that of the sheet.
#[component]
pub fn Drawer() -> impl IntoView {
    listen();
    let inside = html(use_words());
    view! { <div class="drawer" role="region" aria-labelledby="sheet-title" tabindex="-1" hidden=true inner_html=inside></div> }
        .into_any()
}

/// What it has besides the sheet. What its buttons do is heard by the drawer itself.
fn html(words: Words) -> String {
    let mut html = Html::default();
    html.raw("<div class='drawer__head'><a class='back' href='/orders' data-step='close'>").icon(LuArrowLeft, "icon");
    html.text(words.order_back()).raw("</a>");
    for (name, to, icon) in [(words.drawer_previous(), "-1", LuChevronUp), (words.drawer_next(), "1", LuChevronDown)] {
        html.raw("<button type='button' class='button button--icon'").value("data-step", to).value("aria-label", name);
        html.value("title", name).raw(">").icon(icon, "icon").raw("</button>");
    }
    html.raw("</div><div class='drawer__top'><div class='drawer__said' role='status'></div>");
    html.raw("<div class='drawer__aside' role='status'></div></div><div class='drawer__sheet'></div>").finish()
}

/// Whoever goes to another list below it closes it.
#[cfg(feature = "hydrate")]
fn listen() {
    alive::listen(leptos_router::hooks::use_location().search);
}

/// Nothing opens on the server.
#[cfg(not(feature = "hydrate"))]
const fn listen() {}
