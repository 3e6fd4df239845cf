//! A form that the browser posts, unless the client can do what it asks for by itself.

use super::get_form::pairs_of;
use leptos::{ev::SubmitEvent, prelude::*};

/// A `POST` form of a page's own fields; what is typed into it stands in no address.
#[component]
pub fn PostForm(
    /// Where the browser sends it.
    action: &'static str,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// `search` for the form that searches.
    #[prop(optional)]
    role: Option<&'static str>,
    /// Gets the names and values of the fields, once the client is alive. True: it is done, nothing is sent.
    on_pairs: Callback<Vec<(String, String)>, bool>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        if on_pairs.run(pairs_of(&event)) {
            event.prevent_default();
        }
    };
    view! { <form action=action method="post" class=class role=role on:submit=submit>{children()}</form> }.into_any()
}
