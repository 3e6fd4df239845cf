//! An order over the list, on wide screens once the client is alive: the list stays as it is below. The address is the
//! order's, so Back closes it, a reload shows its page, and a link to it is the same for everybody. ↑ and ↓ go to the
//! neighbours in the list. Elsewhere the links lead to the page.

#[cfg(feature = "hydrate")]
mod alive;

use crate::{context::use_words, ui::icon::Icon};
use icondata_lu::{LuArrowLeft, LuChevronDown, LuChevronUp};
use leptos::{html::Div, prelude::*};

/// The drawer; empty and hidden until an order is opened.
#[component]
pub fn Drawer() -> impl IntoView {
    let words = use_words();
    let drawer = NodeRef::<Div>::new();
    listen(drawer);
    // What they do is heard by the drawer itself.
    let step = |name: &'static str, to: &'static str, icon| {
        view! {
            <button type="button" class="button button--icon" data-step=to aria-label=name title=name><Icon icon=icon/></button>
        }
    };
    view! {
        <div class="drawer" role="region" node_ref=drawer tabindex="-1" hidden=true>
            <div class="drawer__head">
                <a class="back" href="/orders" data-step="close"><Icon icon=LuArrowLeft/>{words.order_back()}</a>
                {step(words.drawer_previous(), "-1", LuChevronUp)}
                {step(words.drawer_next(), "1", LuChevronDown)}
            </div>
            <div class="drawer__sheet"></div>
        </div>
    }
    .into_any()
}

#[cfg(feature = "hydrate")]
fn listen(drawer: NodeRef<Div>) {
    let (words, desk) = (use_words(), crate::context::use_boot().desk);
    let search = leptos_router::hooks::use_location().search;
    Effect::new(move |_| {
        if let Some(drawer) = drawer.get() {
            alive::listen(&drawer, words, &desk, search);
        }
    });
}

/// Nothing opens on the server.
#[cfg(not(feature = "hydrate"))]
fn listen(_: NodeRef<Div>) {}
