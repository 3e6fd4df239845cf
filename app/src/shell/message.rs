//! A page's answer when there is nothing to show: what, why, and what to do.

use crate::{context::use_words, error::AppError};
use leptos::prelude::*;

/// A title, a sentence, and perhaps something to do.
#[component]
pub fn Message(
    /// What it is.
    #[prop(into)]
    title: String,
    /// Why, and what to do.
    #[prop(into)]
    body: String,
    /// Links or buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="message">
            <h2 class="message__title">{title}</h2>
            <p class="message__body">{body}</p>
            {children.map(|children| view! { <div class="message__actions">{children()}</div> })}
        </section>
    }
    .into_any()
}

/// What went wrong, as far as a person can act on it; on the server the page gets its status too.
#[component]
pub fn Failure(
    /// What went wrong.
    error: AppError,
    /// Where the same is tried again.
    #[prop(into)]
    retry: String,
) -> impl IntoView {
    let words = use_words();
    set_status(&error);
    let (title, body) = match &error {
        AppError::NotFound => (words.not_found_title(), words.not_found_body()),
        AppError::Forbidden => (words.forbidden_title(), words.forbidden_body()),
        AppError::Unavailable | AppError::Connection => (words.unavailable_title(), words.unavailable_body()),
        AppError::Conflict => (words.conflict_title(), words.conflict_body()),
        AppError::SignIn => (words.sign_in_title(), words.session_over()),
        AppError::Invalid(_) | AppError::Internal { .. } => (words.error_title(), words.error_body()),
    };
    let id = match &error {
        AppError::Internal { id } if !id.is_empty() => Some(words.error_request(id)),
        _ => None,
    };
    view! {
        <Message title=title body=body>
            {id.map(|id| view! { <p class="message__id">{id}</p> })}
            <a class="button" href=retry rel="external">{words.error_retry()}</a>
        </Message>
    }
    .into_any()
}

/// Gives the page the status that says the same. Nothing in the browser.
pub fn set_status(error: &AppError) {
    #[cfg(feature = "ssr")]
    if let (Some(response), Ok(status)) =
        (use_context::<leptos_axum::ResponseOptions>(), axum::http::StatusCode::from_u16(error.status()))
    {
        response.set_status(status);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = error;
}
