//! A form whose fields become a link. Without the client the browser sends it; with it the caller gets the pairs.

use leptos::{ev::SubmitEvent, prelude::*};

/// A `GET` form.
#[component]
pub fn GetForm(
    /// Where the browser sends it.
    action: &'static str,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// `search` for the form that searches.
    #[prop(optional)]
    role: Option<&'static str>,
    /// Gets the names and values of the fields instead, once the client is alive.
    on_pairs: Callback<Vec<(String, String)>>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_pairs.run(pairs_of(&event));
    };
    view! { <form action=action method="get" class=class role=role on:submit=submit>{children()}</form> }.into_any()
}

/// The names and values of a form's fields, as the browser would send them. Empty on the server.
#[cfg(feature = "hydrate")]
pub fn pairs_of(event: &SubmitEvent) -> Vec<(String, String)> {
    use wasm_bindgen::JsCast;
    let form = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlFormElement>().ok());
    let Some(data) = form.and_then(|f| web_sys::FormData::new_with_form(&f).ok()) else { return Vec::new() };
    let Ok(params) = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&data) else { return Vec::new() };
    domain::filter::decode(&String::from(params.to_string()))
}

/// The names and values of a form's fields, as the browser would send them. Empty on the server.
#[cfg(not(feature = "hydrate"))]
pub fn pairs_of(_: &SubmitEvent) -> Vec<(String, String)> {
    Vec::new()
}
