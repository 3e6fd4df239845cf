//! What both sides run: screens, words, formats, server functions. Rendered on the server, hydrated in the browser.

#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod catalogue;
mod connection;
#[cfg(feature = "ssr")]
pub mod contacts;
pub mod context;
mod drawer;
#[cfg(feature = "hydrate")]
mod ear;
pub mod error;
pub mod format;
pub mod i18n;
pub mod import;
pub mod leaf;
pub mod marks;
#[cfg(feature = "ssr")]
pub mod mentions;
pub mod names;
pub mod order;
pub mod orders;
pub mod outcome;
#[cfg(feature = "ssr")]
pub mod problems;
pub mod routes;
pub mod session;
#[cfg(feature = "ssr")]
pub mod settings;
pub mod shell;
pub mod ui;
pub mod wire;

pub use shell::document::{Assets, shell};

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;

/// The root of every page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    context::provide_boot();
    shell::nav::provide_nav();
    ui::toast::provide_toasts();
    view! {
        <Router>
            <routes::Pages/>
        </Router>
    }
    .into_any()
}
