//! The HTML document: head, hydration script, theme and language. Rendered by the server only.
//!
//! The script is written from the names of the embedded files; its nonce is the one of the page's content security
//! policy. `data-hydrated` is set on `<html>` once the client is alive.

use crate::{App, context::use_boot};
use domain::{Density, user::Theme};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// Addresses of the client's files, as embedded in the program.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// JavaScript that loads the client.
    pub js: String,
    /// The client.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
    /// The icon of the tab.
    pub favicon: String,
    /// Fonts that the first paint needs.
    pub fonts: Vec<String>,
}

/// The whole document of a page.
pub fn shell(assets: Assets) -> impl IntoView {
    let boot = use_boot();
    let nonce = use_nonce();
    let theme = (boot.theme != Theme::Auto).then_some(boot.theme.code());
    let density = boot.user.map(|user| user.density).filter(|d| *d != Density::Normal).map(Density::code);
    let Assets { js, wasm, css, favicon, fonts } = assets;
    let start = format!(
        "import init,{{hydrate}} from '{js}';init({{module_or_path:'{wasm}'}})\
         .then(()=>{{hydrate();document.documentElement.dataset.hydrated=''}})"
    );
    view! {
        <!DOCTYPE html>
        <html lang=boot.locale.code() data-theme=theme data-density=density>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="robots" content="noindex"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=css/>
                <link rel="icon" type="image/svg+xml" href=favicon/>
                {fonts
                    .into_iter()
                    .map(|font| view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin="anonymous"/> })
                    .collect_view()}
                <MetaTags/>
                <script type="module" nonce=nonce>{start}</script>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
