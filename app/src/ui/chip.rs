//! A chip: a word for something that is in force, with a link that takes it away.
//!
//! Its text may lead to where the thing is set. Once hydrated, that opens whatever stands closed around the place, and
//! Delete or Backspace anywhere on the chip takes the thing away.

use super::icon::Icon;
use icondata_lu::LuX;
use leptos::{html::A, prelude::*};

/// Shows what is in force, where it is set and how to take it away.
#[component]
pub fn Chip(
    /// What is in force.
    text: String,
    /// The id of the element where it is set, on the same page.
    #[prop(optional, into)]
    place: Option<String>,
    /// What the text leads to, for those who hear it alone.
    #[prop(optional, into)]
    edit: Option<String>,
    /// Where it is no longer in force.
    href: String,
    /// What the link does, for those who do not see the cross.
    label: String,
    /// Told when a key takes the chip away: the focus is then nowhere.
    #[prop(optional)]
    on_key: Option<Callback<()>>,
) -> impl IntoView {
    let cross = NodeRef::<A>::new();
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Delete" | "Backspace") {
            event.prevent_default();
            if let Some(told) = on_key {
                told.run(());
            }
            if let Some(cross) = cross.get_untracked() {
                cross.click();
            }
        }
    };
    let text = match place {
        None => view! { <span class="chip__text">{text}</span> }.into_any(),
        Some(place) => {
            let target = format!("#{place}");
            let clicked = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                open_at(&place);
            };
            view! { <a class="chip__text" href=target title=edit rel="external" on:click=clicked>{text}</a> }.into_any()
        }
    };
    view! {
        <li class="chip" on:keydown=keys>
            {text}
            <a class="chip__remove" href=href aria-label=label.clone() title=label node_ref=cross>
                <Icon icon=LuX/>
            </a>
        </li>
    }
    .into_any()
}

/// Opens whatever stands closed around an element, brings it into sight and puts the focus on it or on its first control.
/// Nothing on the server.
pub fn open_at(id: &str) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let Some(place) = document().get_element_by_id(id) else { return };
        let mut around = place.parent_element();
        while let Some(element) = around {
            if let Some(details) = element.dyn_ref::<web_sys::HtmlDetailsElement>() {
                details.set_open(true);
            }
            around = element.parent_element();
        }
        let inside = place.query_selector("input:not([type=hidden]), select, summary").ok().flatten();
        let control = inside.or(Some(place));
        if let Some(control) = control.and_then(|c| c.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = control.focus();
        }
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = id;
}
