//! A labelled field of a form, with its hint and its error. The error is announced with the field.

use crate::{context::use_boot, i18n::Words};
use leptos::prelude::*;

/// One line of text.
#[component]
pub fn Field(
    /// Name in the form, and in the flash of a refused one.
    name: &'static str,
    /// Label.
    label: &'static str,
    /// `text`, `email`, `password`.
    kind: &'static str,
    /// What the browser may fill in.
    autocomplete: &'static str,
    /// What to know before typing.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let boot = use_boot();
    let words = Words(boot.locale);
    let flash = boot.flash.unwrap_or_default();
    let error = flash.error(name).map(|code| error_text(words, code));
    let described = format!("{name}-note");
    let note = error.or(hint);
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            <input
                class="input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                required=!optional
                value=flash.typed(name)
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=note.is_some().then(|| described.clone())
            />
            {note.map(|note| view! { <p class=if error.is_some() { "field__error" } else { "field__hint" } id=described>{note}</p> })}
        </div>
    }
    .into_any()
}

/// What a refused form says as a whole.
#[component]
pub fn FormError() -> impl IntoView {
    let boot = use_boot();
    let words = Words(boot.locale);
    let flash = boot.flash.unwrap_or_default();
    flash.error("").map(|code| view! { <p class="notice notice--danger" role="alert">{error_text(words, code)}</p> })
}

/// The words of a stable error code.
fn error_text(words: Words, code: &str) -> &'static str {
    match code {
        "sign_in_failed" => words.sign_in_failed(),
        "too_many" => words.sign_in_too_many(),
        "link_used" => words.setup_link_used(),
        "password_short" => words.password_too_short(),
        "password_mismatch" => words.password_mismatch(),
        "email_invalid" => words.email_invalid(),
        "name_missing" => words.name_missing(),
        _ => words.invalid_title(),
    }
}
