//! The fields of the forms on an order's page. The form that was refused comes back as it was typed, with what is wrong
//! under each field.

use crate::{context::Flash, i18n::Words, problems};
use domain::Order;
use leptos::prelude::*;

/// One of the forms: which, and what it said.
pub struct Form<'a> {
    words: Words,
    /// What was typed, if this is the form that was refused.
    typed: Option<&'a Flash>,
    id: String,
}

impl<'a> Form<'a> {
    /// The form `what` about the entry `of`, which is empty where it is about none.
    pub fn of(words: Words, flash: Option<&'a Flash>, what: &str, of: &str) -> Self {
        let mine = |flash: &&Flash| {
            !flash.errors.is_empty() && flash.field("what") == Some(what) && flash.typed("payment") == of
        };
        Self { words, typed: flash.filter(mine), id: format!("{what}{of}") }
    }

    /// Whether it comes back refused.
    pub const fn is_refused(&self) -> bool {
        self.typed.is_some()
    }

    /// What names the request: the order in the version that is seen, and the key of this form on this page.
    pub fn hidden(
        &self,
        order: &Order,
        request: &str,
        what: &'static str,
        payment: Option<String>,
    ) -> impl IntoView + use<> {
        let key = format!("{request}-{}-{}-{}", order.id, order.version, self.id);
        view! {
            <input type="hidden" name="idempotency_key" value=key/>
            <input type="hidden" name="order" value=format!("{}:{}", order.id, order.version)/>
            <input type="hidden" name="what" value=what/>
            {payment.map(|id| view! { <input type="hidden" name="payment" value=id/> })}
        }
    }

    /// What is wrong with the form as a whole.
    pub fn problem(&self) -> impl IntoView + use<> {
        let code = self.typed.and_then(|flash| flash.error(""));
        // What others did meanwhile.
        let theirs = self.typed.iter().flat_map(|flash| &flash.fields).filter(|(name, _)| name == "theirs");
        let theirs = theirs.map(|(_, line)| view! { <li>{line.clone()}</li> }).collect_view();
        code.map(|code| {
            view! {
                <div class="notice notice--danger edit__field--wide" role="alert">
                    <p>{problems::text(self.words, code)}</p>
                    <ul>{theirs}</ul>
                </div>
            }
        })
    }

    /// One line of text. `kind` is `text`, `date` or `decimal`.
    pub fn line(
        &self,
        name: &'static str,
        label: &'static str,
        kind: &'static str,
        value: String,
        needed: bool,
    ) -> AnyView {
        let id = format!("{}-{name}", self.id);
        let note = self.note(name, &id);
        let mode = (kind == "decimal").then_some("decimal");
        let kind = if kind == "decimal" { "text" } else { kind };
        view! {
            <div class="edit__field">
                <label for=id.clone()>{label}</label>
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    type=kind
                    inputmode=mode
                    maxlength=(kind == "text").then_some("300")
                    value=self.value(name, value)
                    required=needed
                    autocomplete="off"
                    aria-invalid=note.is_some().then_some("true")
                    aria-describedby=note.is_some().then(|| format!("{id}-note"))
                />
                {note}
            </div>
        }
        .into_any()
    }

    /// How many values of a name were typed.
    pub fn count(&self, name: &str) -> usize {
        self.typed.map_or(0, |flash| flash.fields.iter().filter(|(key, _)| key == name).count())
    }

    /// What was typed into the n-th field of a name.
    pub fn typed_nth(&self, name: &str, n: usize) -> Option<String> {
        let mut all = self.typed?.fields.iter().filter(|(key, _)| key == name);
        all.nth(n).map(|(_, text)| text.clone())
    }

    /// The n-th of several lines of one name.
    /// `kind` is `text`, `date` or `decimal`.
    pub fn nth(&self, name: &'static str, n: usize, label: &'static str, value: String, kind: &'static str) -> AnyView {
        let field = format!("{name}{n}");
        let id = format!("{}-{field}", self.id);
        let note = self.note(&field, &id);
        view! {
            <div class="edit__field">
                <label for=id.clone()>{label}</label>
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    type=if kind == "date" { kind } else { "text" }
                    inputmode=(kind == "decimal").then_some("decimal")
                    maxlength="200"
                    value=self.typed_nth(name, n).unwrap_or(value)
                    autocomplete="off"
                    aria-invalid=note.is_some().then_some("true")
                    aria-describedby=note.is_some().then(|| format!("{id}-note"))
                />
                {note}
            </div>
        }
        .into_any()
    }

    /// Several lines of text.
    pub fn area(&self, name: &'static str, label: &'static str, value: String, most: usize) -> AnyView {
        let id = format!("{}-{name}", self.id);
        let note = self.note(name, &id);
        view! {
            <div class="edit__field edit__field--wide">
                <label for=id.clone()>{label}</label>
                <textarea
                    class="input input--area"
                    id=id.clone()
                    name=name
                    maxlength=most.to_string()
                    rows="3"
                    required=true
                    aria-invalid=note.is_some().then_some("true")
                    aria-describedby=note.is_some().then(|| format!("{id}-note"))
                >
                    {self.value(name, value)}
                </textarea>
                {note}
            </div>
        }
        .into_any()
    }

    /// One of a few.
    pub fn choice(
        &self,
        name: &'static str,
        label: &'static str,
        options: Vec<(String, String)>,
        value: &str,
    ) -> AnyView {
        let id = format!("{}-{name}", self.id);
        let note = self.note(name, &id);
        let chosen = self.value(name, value.to_owned());
        let options = options.into_iter().map(|(code, text)| {
            let selected = code == chosen;
            view! { <option value=code selected=selected>{text}</option> }
        });
        view! {
            <div class="edit__field">
                <label for=id.clone()>{label}</label>
                <select
                    class="input"
                    id=id.clone()
                    name=name
                    aria-invalid=note.is_some().then_some("true")
                    aria-describedby=note.is_some().then(|| format!("{id}-note"))
                >
                    {options.collect_view()}
                </select>
                {note}
            </div>
        }
        .into_any()
    }

    /// A box to tick.
    pub fn tick(&self, name: &'static str, label: &'static str) -> AnyView {
        let checked = self.typed.is_some_and(|flash| flash.field(name).is_some());
        view! {
            <label class="check edit__field--wide">
                <input type="checkbox" name=name value="yes" checked=checked/>
                <span>{label}</span>
            </label>
        }
        .into_any()
    }

    fn value(&self, name: &str, otherwise: String) -> String {
        self.typed.and_then(|flash| flash.field(name)).map_or(otherwise, str::to_owned)
    }

    fn note(&self, name: &str, id: &str) -> Option<AnyView> {
        let code = self.typed.and_then(|flash| flash.error(name))?;
        let text = problems::text(self.words, code);
        Some(view! { <p class="field__error" id=format!("{id}-note")>{text}</p> }.into_any())
    }
}
