//! Keys to press, one after the other or together, as they look on a keyboard.

use leptos::prelude::*;

/// The keys.
#[component]
pub fn Keys(
    /// What stands on each of them.
    keys: Vec<&'static str>,
) -> impl IntoView {
    let keys = keys.into_iter().map(|key| view! { <kbd class="key">{key}</kbd> }).collect_view();
    view! { <span class="keys">{keys}</span> }.into_any()
}
