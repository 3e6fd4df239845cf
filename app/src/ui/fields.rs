//! The fields of a form, each with its label, its hint and its error. The error is announced with the field.
//!
//! A refused form comes back as it was typed. Where somebody else changed the same in the meantime, what they set stands
//! under each field that differs.

use crate::{
    context::{Flash, use_boot, use_words},
    i18n::Words,
    problems,
};
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
    #[prop(optional, into)]
    hint: Option<String>,
    /// What stands in it before anything is typed.
    #[prop(optional, into)]
    value: String,
    /// The `datalist` with what it completes to.
    #[prop(optional)]
    list: Option<&'static str>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let words = use_words();
    let flash = use_boot().flash.unwrap_or_default();
    let note = Note::of(words, &flash, name, &value, &value, hint);
    let shown = flash.field(name).map_or(value, str::to_owned);
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            <input
                class="input"
                id=name
                name=name
                type=kind
                list=list
                autocomplete=autocomplete
                required=!optional
                value=shown
                aria-invalid=note.invalid()
                aria-describedby=note.id()
            />
            {note.view()}
        </div>
    }
    .into_any()
}

/// One of many.
#[component]
pub fn Select(
    /// Name in the form, and in the flash of a refused one.
    name: &'static str,
    /// Label.
    label: &'static str,
    /// Values and what they are called.
    options: Vec<(String, String)>,
    /// The value that is in force.
    #[prop(into)]
    value: String,
    /// What to know before choosing.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let words = use_words();
    let flash = use_boot().flash.unwrap_or_default();
    let note = Note::of(words, &flash, name, &value, called(&options, &value), hint);
    let shown = flash.field(name).map_or(value, str::to_owned);
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let selected = value == shown;
            view! { <option value=value selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}</label>
            <select class="input" id=name name=name aria-invalid=note.invalid() aria-describedby=note.id()>
                {options}
            </select>
            {note.view()}
        </div>
    }
    .into_any()
}

/// One of a few that are all seen, side by side.
#[component]
pub fn Segments(
    /// Name in the form, and in the flash of a refused one.
    name: &'static str,
    /// Label.
    label: &'static str,
    /// Values and what they are called.
    options: Vec<(String, String)>,
    /// The value that is in force.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    let words = use_words();
    let flash = use_boot().flash.unwrap_or_default();
    let note = Note::of(words, &flash, name, &value, called(&options, &value), None);
    let described = note.id();
    let shown = flash.field(name).map_or(value, str::to_owned);
    let options = options
        .into_iter()
        .map(|(value, text)| {
            let checked = value == shown;
            view! {
                <label class="segment">
                    <input class="segment__input" type="radio" name=name value=value checked=checked/>
                    <span class="segment__text">{text}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" id=name aria-describedby=described>
            <legend class="field__label">{label}</legend>
            <div class="segments">{options}</div>
            {note.view()}
        </fieldset>
    }
    .into_any()
}

fn called<'a>(options: &'a [(String, String)], value: &str) -> &'a str {
    options.iter().find(|(v, _)| v == value).map_or("", |(_, text)| text.as_str())
}

/// What stands under a field: its error, what somebody else set, or its hint.
pub struct Note {
    id: String,
    text: Option<String>,
    wrong: bool,
}

impl Note {
    /// The note of the field `name`, whose value in force is `value`, which people call `called`.
    pub fn of(words: Words, flash: &Flash, name: &str, value: &str, called: &str, hint: Option<String>) -> Self {
        let wrong = flash.error(name).map(|code| problems::text(words, code).into_owned());
        let differs = flash.error("") == Some("conflict") && flash.field(name).is_some_and(|typed| typed != value);
        let theirs = differs.then(|| words.conflict_theirs(called));
        Self { id: format!("{name}-note"), wrong: wrong.is_some(), text: wrong.or(theirs).or(hint) }
    }

    /// `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        self.wrong.then_some("true")
    }

    /// `aria-describedby`.
    pub fn id(&self) -> Option<String> {
        self.text.is_some().then(|| self.id.clone())
    }

    /// The text.
    pub fn view(self) -> impl IntoView {
        let class = if self.wrong { "field__error" } else { "field__hint" };
        self.text.map(|text| view! { <p class=class id=self.id>{text}</p> })
    }
}

/// What a refused form says as a whole.
#[component]
pub fn FormError() -> impl IntoView {
    let words = use_words();
    let flash = use_boot().flash.unwrap_or_default();
    flash
        .error("")
        .map(|code| view! { <p class="notice notice--danger" role="alert">{problems::text(words, code)}</p> })
}
