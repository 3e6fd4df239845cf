//! A text to take away: selected by a click, and copied by a button once the client is alive.

use super::icon::Icon;
use crate::context::use_words;
use icondata_lu::{LuCheck, LuCopy};
use leptos::{html::Input, prelude::*};

/// A text that is only read, with a button that copies it.
#[component]
pub fn Copy(
    /// What it is.
    label: &'static str,
    /// The text.
    text: String,
) -> impl IntoView {
    let words = use_words();
    let input = NodeRef::<Input>::new();
    let done = RwSignal::new(false);
    let copied = move || if done.get() { words.copied() } else { "" };
    let icon = move || view! { <Icon icon=if done.get() { LuCheck } else { LuCopy }/> };
    view! {
        <div class="copy">
            <input class="input copy__text" aria-label=label readonly value=text node_ref=input on:focus=move |_| select(input)/>
            <button class="button needs-client" type="button" on:click=move |_| copy(input, done)>
                {icon}
                <span class="button__label">{words.copy()}</span>
            </button>
            <span class="visually-hidden" role="status">{copied}</span>
        </div>
    }
    .into_any()
}

/// Selects the whole text. Nothing on the server.
fn select(input: NodeRef<Input>) {
    #[cfg(feature = "hydrate")]
    if let Some(input) = input.get_untracked() {
        input.select();
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = input;
}

/// Copies the text and says so; where the browser does not let us, the text is selected. Nothing on the server.
fn copy(input: NodeRef<Input>, done: RwSignal<bool>) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let Some(input) = input.get_untracked() else { return };
        input.select();
        // The clipboard's own interface is absent where the site is plain http.
        let page = document().dyn_into::<web_sys::HtmlDocument>().ok();
        done.set(page.is_some_and(|page| page.exec_command("copy").unwrap_or(false)));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (input, done);
}
