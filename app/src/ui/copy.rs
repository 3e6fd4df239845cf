//! A text to take away: read only, and copied by a button once the client is alive.
//!
//! The button is found by its mark, so that it may also stand in what the server alone wrote.

use super::icon::Icon;
use crate::context::use_words;
use icondata_lu::LuCopy;
use leptos::{ev::MouseEvent, prelude::*};

/// A text that is only read, with a button that copies it: `copy_beside` is to hear its clicks.
#[component]
pub fn Copy(
    /// What it is.
    label: &'static str,
    /// The text.
    text: String,
) -> impl IntoView {
    let words = use_words();
    view! {
        <div class="copy">
            <input class="input copy__text" aria-label=label readonly value=text/>
            <button class="button needs-client" type="button" data-copy="">
                <Icon icon=LuCopy/>
                <span class="button__label">{words.copy()}</span>
            </button>
            <span class="copy__done" role="status"></span>
        </div>
    }
    .into_any()
}

/// Copies the text beside the button that was clicked and says `done`; where the browser does not let us, the text is
/// selected. Nothing on the server.
pub fn copy_beside(event: &MouseEvent, done: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let button = target.and_then(|t| t.closest("[data-copy]").ok().flatten());
        let Some(block) = button.and_then(|button| button.parent_element()) else { return };
        let find = |what: &str| block.query_selector(what).ok().flatten();
        let Some(input) = find("input").and_then(|i| i.dyn_into::<web_sys::HtmlInputElement>().ok()) else { return };
        input.select();
        // The clipboard's own interface is absent where the site is plain http.
        let page = document().dyn_into::<web_sys::HtmlDocument>().ok();
        if page.is_some_and(|page| page.exec_command("copy").unwrap_or(false))
            && let Some(status) = find("[role=status]")
        {
            status.set_text_content(Some(done));
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (event, done);
}
