//! A settings page in its frame. What is inside comes from the server as it is; the client only makes its menus close,
//! its link be copied, and what stands in an order be dragged: the form that moves it by one place says which place.

use super::section::Section;
use crate::{
    context::{use_boot, use_words},
    shell::frame::Frame,
    ui::{
        copy::copy_beside,
        drag::{Axis, Drag, Place, drag_within},
    },
};
use domain::Role;
use leptos::{ev, html::Div, prelude::*};
use leptos_router::hooks::use_location;

/// The page that the address names.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let words = use_words();
    let section = Section::at(&use_location().pathname.get_untracked()).unwrap_or(Section::Profile);
    let role = use_boot().user.map(|user| user.role);
    let may = role.is_some_and(|role| Role::may(role, section.permission()));
    let title = if may { section.name(words) } else { words.forbidden_title() };
    let page = NodeRef::<Div>::new();
    enliven(page);
    drag_within(
        page,
        Drag {
            axis: Axis::Down,
            scrolls: Axis::Down,
            marks: true,
            may: Callback::new(|_| true),
            over: Callback::new(|_| true),
            moved: Callback::new(move |(key, place): (String, Place)| put(page, &key, place.index)),
        },
    );
    let copy = move |event: ev::MouseEvent| copy_beside(&event, words.copied());
    view! {
        <Frame title=title>
            <div class="settings" node_ref=page on:click=copy inner_html=content(section)></div>
        </Frame>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn content(section: Section) -> String {
    super::content::html(section)
}

/// Hydration leaves what the server wrote.
#[cfg(not(feature = "ssr"))]
const fn content(_: Section) -> String {
    String::new()
}

/// Sends the form that puts an item at another place of its list.
#[cfg(feature = "hydrate")]
fn put(page: NodeRef<Div>, key: &str, index: usize) {
    use wasm_bindgen::JsCast;
    use web_sys::{HtmlFormElement, HtmlInputElement};
    let field = page.get_untracked().and_then(|page| {
        page.query_selector(&format!("[data-drag-item=\"{key}\"] form input[name=to]")).ok().flatten()
    });
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else { return };
    field.set_value(&index.to_string());
    if let Some(form) = field.closest("form").ok().flatten().and_then(|f| f.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.request_submit();
    }
}

/// Nothing is dragged on the server.
#[cfg(not(feature = "hydrate"))]
fn put(_: NodeRef<Div>, _: &str, _: usize) {}

/// Closes the menus of the page on Escape and on a press outside, and asks the server for the page where the client came
/// here without it, by the browser's Back. Nothing on the server.
fn enliven(page: NodeRef<Div>) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let open = move || page.get_untracked().and_then(|page| page.query_selector("details[open]").ok().flatten());
        let close = |menu: &web_sys::Element| {
            // An attribute that is there can be taken away.
            let _ = menu.remove_attribute("open");
        };
        let keys = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape"
                && let Some(menu) = open()
            {
                close(&menu);
                let button = menu.query_selector("summary").ok().flatten();
                if let Some(button) = button.and_then(|b| b.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = button.focus();
                }
            }
        });
        let presses = window_event_listener(ev::pointerdown, move |event| {
            let target = event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
            if let Some(menu) = open().filter(|menu| !menu.contains(target.as_ref())) {
                close(&menu);
            }
        });
        on_cleanup(move || {
            keys.remove();
            presses.remove();
        });
        Effect::new(move |_| {
            if page.get().is_some_and(|page| page.child_element_count() == 0) {
                let _ = window().location().reload();
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = page;
}
