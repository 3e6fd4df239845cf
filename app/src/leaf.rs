//! Pages whose content the server writes alone: the form of a new order, contacts, what is sold. The client keeps what is
//! typed into a form that wants it, asks for what stands beside it, and reloads a page that it came back to empty-handed.

#[cfg(feature = "ssr")]
use crate::{catalogue, contacts, order::new};
use crate::{
    context::use_words,
    shell::frame::Frame,
};
use leptos::{html::Div, prelude::*};

/// What such a page shows; the server's middleware puts it into the request's extensions.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub enum Leaf {
    /// The form of a new order.
    NewOrder(Box<new::Sheet>),
    /// A contact.
    Contact(Box<domain::contact::ContactSheet>),
    /// Offers, products and promo codes.
    Catalogue(Box<catalogue::Sheet>),
}

/// The page.
#[component]
pub fn LeafPage() -> impl IntoView {
    let words = use_words();
    let title = SharedValue::new(title).into_inner();
    let title = if title.is_empty() { words.error_title().to_owned() } else { title };
    let page = NodeRef::<Div>::new();
    enliven(page);
    view! {
        <Frame title=title>
            <div class="settings" node_ref=page inner_html=content()></div>
        </Frame>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn leaf() -> Option<Leaf> {
    use_context::<axum::http::request::Parts>().and_then(|parts| parts.extensions.get::<Leaf>().cloned())
}

#[cfg(feature = "ssr")]
fn title() -> String {
    let words = use_words();
    match leaf() {
        Some(Leaf::NewOrder(_)) => words.new_order_title().to_owned(),
        Some(Leaf::Contact(sheet)) => sheet.facts.contact(sheet.id).display_name(),
        Some(Leaf::Catalogue(sheet)) => catalogue::title(words, &sheet).to_owned(),
        None => words.forbidden_title().to_owned(),
    }
}

#[cfg(not(feature = "ssr"))]
const fn title() -> String {
    String::new()
}

#[cfg(feature = "ssr")]
fn content() -> String {
    match leaf() {
        Some(Leaf::NewOrder(sheet)) => new::html(&sheet).to_html(),
        Some(Leaf::Contact(sheet)) => contacts::html(&sheet).to_html(),
        Some(Leaf::Catalogue(sheet)) => catalogue::html(&sheet).to_html(),
        None => crate::settings::content::forbidden().to_html(),
    }
}

/// Hydration leaves what the server wrote.
#[cfg(not(feature = "ssr"))]
const fn content() -> String {
    String::new()
}

/// Keeps what is typed, a moment after it was. Nothing on the server.
fn enliven(page: NodeRef<Div>) {
    #[cfg(feature = "hydrate")]
    {
        Effect::new(move |_| {
            let Some(page) = page.get() else { return };
            if page.child_element_count() == 0 {
                // Come back to by the browser, without the server.
                let _ = window().location().reload();
            } else if page.query_selector("form[data-keeps]").ok().flatten().is_some() {
                crate::order::keep::listen(&page, use_words());
            }
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = page;
}
