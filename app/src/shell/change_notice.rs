//! What a form that changes orders says on the page that follows: done, with a way back; or to be looked over first.
//!
//! Plain forms: it is how undo and review work without the client. The server alone writes it, once; the client carries
//! nothing of it.

use leptos::prelude::*;

/// The notice, if there is one.
#[component]
pub fn Notice() -> impl IntoView {
    view! { <div class="frame__notice" inner_html=notice()></div> }.into_any()
}

#[cfg(feature = "ssr")]
fn notice() -> String {
    view! { <super::change_said::ChangeSaid/> }.to_html()
}

/// Hydration leaves what the server wrote.
#[cfg(not(feature = "ssr"))]
const fn notice() -> String {
    String::new()
}
