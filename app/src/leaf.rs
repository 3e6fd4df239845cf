//! Pages whose content the server writes alone: settings, the form of a new order, contacts, what is sold. The client
//! carries none of it. It makes their menus close, their link be copied, what stands in an order be dragged (the form that
//! moves it by one place says which place), and keeps what is typed into a form that wants it.

#[cfg(feature = "ssr")]
use crate::{catalogue, contacts, mentions, order::new, settings};
use crate::{
    context::use_words,
    shell::frame::Frame,
    ui::{
        copy::copy_beside,
        drag::{Axis, Drag, Place, drag_within},
    },
};
use leptos::{ev, html::Div, prelude::*};

/// What such a page shows; the server's middleware puts it into the request's extensions.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub enum Leaf {
    /// The form of a new order.
    NewOrder(Box<new::Sheet>),
    /// Comments that name the reader.
    Mentions(Box<domain::order::mention::ToldSheet>),
    /// A contact.
    Contact(Box<domain::contact::ContactSheet>),
    /// A page of contacts.
    Contacts(Box<domain::contact::ContactList>),
    /// Offers, products and promo codes.
    Catalogue(Box<catalogue::Sheet>),
}

/// The page.
#[component]
pub fn LeafPage() -> impl IntoView {
    let words = use_words();
    let title = SharedValue::new(title).into_inner();
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
            <div class="settings" node_ref=page on:click=copy inner_html=content()></div>
        </Frame>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn parts() -> Option<axum::http::request::Parts> {
    use_context::<axum::http::request::Parts>()
}

#[cfg(feature = "ssr")]
fn leaf() -> Option<Leaf> {
    parts()?.extensions.get::<Leaf>().cloned()
}

#[cfg(feature = "ssr")]
fn section() -> Option<settings::section::Section> {
    settings::section::Section::at(parts()?.uri.path())
}

#[cfg(feature = "ssr")]
fn title() -> String {
    let words = use_words();
    match leaf() {
        Some(Leaf::NewOrder(_)) => words.new_order_title().to_owned(),
        Some(Leaf::Mentions(_)) => words.mentions_title().to_owned(),
        Some(Leaf::Contacts(_)) => words.contacts_title().to_owned(),
        Some(Leaf::Contact(sheet)) => sheet.facts.contact(sheet.id).display_name(),
        Some(Leaf::Catalogue(sheet)) => catalogue::title(words, &sheet).to_owned(),
        None => {
            section().map_or(words.forbidden_title(), |section| settings::content::title(words, section)).to_owned()
        }
    }
}

/// It came with the page.
#[cfg(not(feature = "ssr"))]
const fn title() -> String {
    String::new()
}

#[cfg(feature = "ssr")]
fn content() -> String {
    match (leaf(), section()) {
        (Some(Leaf::NewOrder(sheet)), _) => new::html(&sheet).to_html(),
        (Some(Leaf::Mentions(sheet)), _) => mentions::html(&sheet).to_html(),
        (Some(Leaf::Contacts(list)), _) => contacts::list::html(&list).to_html(),
        (Some(Leaf::Contact(sheet)), _) => contacts::html(&sheet).to_html(),
        (Some(Leaf::Catalogue(sheet)), _) => catalogue::html(&sheet).to_html(),
        (None, Some(section)) => settings::content::html(section),
        (None, None) => settings::content::forbidden().to_html(),
    }
}

/// Hydration leaves what the server wrote.
#[cfg(not(feature = "ssr"))]
const fn content() -> String {
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

/// Closes the menus of the page on Escape and on a press outside, keeps what is typed, and asks the server for the page
/// where the client came here without it, by the browser's Back. Nothing on the server.
fn enliven(page: NodeRef<Div>) {
    #[cfg(feature = "hydrate")]
    {
        use wasm_bindgen::JsCast;
        let words = use_words();
        let open = move || page.get_untracked().and_then(|page| page.query_selector(".menu[open]").ok().flatten());
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
            let Some(page) = page.get() else { return };
            if page.child_element_count() == 0 {
                let _ = window().location().reload();
            } else if page.query_selector("form[data-keeps]").ok().flatten().is_some() {
                crate::order::keep::listen(&page, words);
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = page;
}
