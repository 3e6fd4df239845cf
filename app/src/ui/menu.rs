//! A button that opens a panel. A native `<details>`: it works before the client is alive and without it.
//!
//! Once hydrated, Escape and a press outside close it, and focus returns to the button.

use icondata_core::Icon as IconData;
use leptos::{html::Details, prelude::*};

use super::icon::Icon;

/// A button with a panel behind it.
#[component]
pub fn Menu(
    /// The word on the button.
    #[prop(into)]
    label: String,
    /// The icon on the button.
    icon: IconData,
    /// What the button does, where its word alone does not say it.
    #[prop(optional, into)]
    title: Option<String>,
    /// `menu--end` opens towards the left, `menu--wide` takes the width of a form.
    #[prop(optional)]
    class: &'static str,
    /// How many things are in force behind the button; 0 shows nothing.
    #[prop(optional, into)]
    count: Signal<usize>,
    /// Menus of one group are open one at a time.
    #[prop(optional)]
    group: Option<&'static str>,
    /// The name by which the palette finds the button.
    #[prop(optional)]
    command: Option<&'static str>,
    /// Becomes a new value when the panel should close.
    #[prop(optional, into)]
    close: Signal<u32>,
    /// The panel.
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<Details>::new();
    closes(details, close);
    view! {
        <details class=format!("menu {class}").trim_end().to_owned() name=group node_ref=details>
            <summary class="button menu__button" data-command=command aria-label=title.clone() title=title>
                <Icon icon=icon/>
                <span class="button__label">{label}</span>
                <span class="menu__count" hidden=move || count.get() == 0>{move || count.get()}</span>
            </summary>
            <div class="menu__panel">{children()}</div>
        </details>
    }
    .into_any()
}

/// Closes the panel when asked to, on Escape and on a press outside. Nothing on the server.
fn closes(details: NodeRef<Details>, close: Signal<u32>) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        Effect::new(move |seen: Option<u32>| {
            let now = close.get();
            if seen.is_some_and(|seen| seen != now)
                && let Some(open) = details.get_untracked()
            {
                open.set_open(false);
            }
            now
        });
        let keys = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape"
                && let Some(open) = details.get_untracked().filter(|d| d.open())
            {
                open.set_open(false);
                if let Some(button) = open.query_selector("summary").ok().flatten()
                    && let Ok(button) = button.dyn_into::<web_sys::HtmlElement>()
                {
                    let _ = button.focus();
                }
            }
        });
        let presses = window_event_listener(leptos::ev::pointerdown, move |event| {
            let inside = |open: &web_sys::HtmlDetailsElement| {
                event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok()).is_some_and(|t| open.contains(Some(&t)))
            };
            if let Some(open) = details.get_untracked().filter(|d| d.open() && !inside(d)) {
                open.set_open(false);
            }
        });
        on_cleanup(move || {
            keys.remove();
            presses.remove();
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (details, close);
}
