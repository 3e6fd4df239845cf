//! The links of the side bar to pages that the server writes alone. They stand in the document: the client takes them from
//! there, with how many mentions wait, and carries neither their words nor their icons.

use leptos::prelude::*;

/// The links as HTML.
#[derive(Clone, Debug, Default)]
pub struct Nav(pub String);

/// Gives the links to the frames of all pages. Called once, at the root.
pub fn provide_nav() {
    provide_context(Nav(links()));
}

/// The links; on pages of the section of orders, which the client leads to itself, none of them is the current one.
pub fn use_nav(in_orders: bool) -> String {
    let Nav(links) = use_context::<Nav>().unwrap_or_default();
    if in_orders && cfg!(feature = "hydrate") { links.replace(" aria-current=\"page\"", "") } else { links }
}

#[cfg(feature = "ssr")]
fn links() -> String {
    use crate::{
        context::{use_boot, use_words},
        routes::{CONTACTS, MENTIONS, OFFERS, SETTINGS_PROFILE},
        ui::icon::Icon,
    };
    use icondata_lu::{LuAtSign, LuPackage, LuSettings, LuUsers};
    let (words, boot) = (use_words(), use_boot());
    let path = use_context::<axum::http::request::Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    let count = (boot.unseen > 0).then(|| {
        let shown = if boot.unseen < store::mentions::COUNTED { boot.unseen.to_string() } else { "99+".to_owned() };
        view! {
            <span class="nav-link__count" aria-hidden="true">{shown}</span>
            <span class="visually-hidden">{words.mentions_unseen(boot.unseen)}</span>
        }
    });
    // Loaded whole: what a form said, and the desk's name, come with the document.
    let link = |href: &'static str, section: &str, icon, name: &'static str| {
        let current = (path == section || path.starts_with(&format!("{section}/"))).then_some("page");
        view! {
            <a class="nav-link nav-link--icon" href=href rel="external" aria-current=current>
                <Icon icon=icon/>
                <span class="nav-link__label">{name}</span>
                {(href == MENTIONS).then(|| count.clone())}
            </a>
        }
    };
    view! {
        {link(CONTACTS, CONTACTS, LuUsers, words.contacts_title())}
        {link(MENTIONS, MENTIONS, LuAtSign, words.mentions_title())}
        {link(OFFERS, "/catalogue", LuPackage, words.nav_catalogue())}
        {link(SETTINGS_PROFILE, "/settings", LuSettings, words.nav_settings())}
    }
    .to_html()
}

/// As they came with the document.
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
fn links() -> String {
    let there = document().query_selector(".frame__leaves").ok().flatten();
    there.map(|element| element.inner_html()).unwrap_or_default()
}

#[cfg(not(any(feature = "hydrate", feature = "ssr")))]
const fn links() -> String {
    String::new()
}
