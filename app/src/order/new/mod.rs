//! `/new-order`: the form of a new order. Written by the server; the client only keeps what is typed and asks for the
//! totals beside it. Every button is one of the form's own, so it works without the client.

mod client;
mod lines;
pub mod read;
mod summary;
mod terms;

use crate::{
    context::{Flash, use_boot, use_words},
    i18n::Words,
    problems,
    routes::NEW_ORDER,
};
use domain::{
    Contact, Funnels,
    catalogue::Offer,
    filter::Pairs,
    order::{
        TagLabel, UserLabel,
        new_form::{Sketch, Wrong},
    },
};
use leptos::prelude::*;
use std::borrow::Cow;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Tells this form from the one that is begun after it was sent.
    pub generation: i64,
    /// What was typed.
    pub pairs: Pairs,
    /// What was understood of it.
    pub sketch: Sketch,
    /// What is wrong with it.
    pub wrong: Vec<Wrong>,
    /// Clients that were found by what was typed.
    pub clients: Vec<Contact>,
    /// The client who was chosen.
    pub chosen: Option<Contact>,
    /// The funnels that the reader may see.
    pub funnels: Funnels,
    /// Who can look after it.
    pub managers: Vec<UserLabel>,
    /// Tags of the desk.
    pub tags: Vec<TagLabel>,
    /// Offers on sale.
    pub offers: Vec<Offer>,
    /// Titles of products.
    pub products: Vec<String>,
}

/// What the parts of the form are written from.
struct Form<'a> {
    words: Words,
    sheet: &'a Sheet,
    /// Whether it comes back refused: only then what is wrong is said.
    refused: Option<&'a Flash>,
}

/// The page as HTML.
pub fn html(sheet: &Sheet) -> AnyView {
    let (words, boot) = (use_words(), use_boot());
    let refused = boot.flash.as_ref().filter(|flash| !flash.errors.is_empty());
    let form = Form { words, sheet, refused };
    let user = boot.user.as_ref().map_or(0, |user| user.id.0);
    let errors = refused.map(|flash| {
        let items = flash.errors.iter().map(|(field, code)| {
            let href = format!("#{}", if field.is_empty() { "order-form" } else { field });
            view! { <li><a class="link" href=href rel="external">{problems::text(words, code)}</a></li> }
        });
        view! {
            <div class="notice notice--danger" role="alert">
                <p class="notice__title">{words.new_order_wrong()}</p>
                <ul>{items.collect_view()}</ul>
            </div>
        }
    });
    view! {
        <h1 class="settings__title">{words.new_order_title()}</h1>
        {errors}
        <form class="new-order" id="order-form" action=NEW_ORDER method="post" data-keeps="">
            <input type="hidden" name="idempotency_key" value=format!("new-{user}-{}", sheet.generation)/>
            <input type="hidden" name="generation" value=sheet.generation/>
            // Enter in a field makes the order, and does not choose the first button.
            <button class="visually-hidden" name="do" value="create" tabindex="-1" aria-hidden="true">{words.new_order_create()}</button>
            <div class="card__columns">
                <div class="card__column">{form.client()}{form.lines()}{form.terms()}</div>
                <div class="card__column card__column--sticky">
                    <section class="panel" aria-labelledby="summary-title">
                        <h2 class="panel__title" id="summary-title">{words.new_order_summary()}</h2>
                        <div data-live-part="summary" aria-live="polite" inner_html=summary::html(sheet)></div>
                        <div class="form__actions">
                            <button class="button button--primary" name="do" value="create">{words.new_order_create()}</button>
                            <button class="button" name="do" value="count">{words.new_order_count()}</button>
                            <button class="button" name="do" value="discard">{words.new_order_discard()}</button>
                        </div>
                        <p class="panel__none needs-client" data-live-part="kept" role="status"></p>
                    </section>
                    {form.about()}
                </div>
            </div>
        </form>
    }
    .into_any()
}

impl Form<'_> {
    fn typed(&self, name: &str) -> String {
        self.sheet.pairs.iter().find(|(key, _)| key == name).map_or_else(String::new, |(_, value)| value.clone())
    }

    fn all(&self, name: &str) -> Vec<String> {
        self.sheet.pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// What is wrong with a field.
    fn error(&self, field: &str) -> Option<Cow<'static, str>> {
        self.refused.and_then(|flash| flash.error(field)).map(|code| problems::text(self.words, code))
    }

    /// One line of text: `id` tells it from others of its name.
    fn line(&self, name: &'static str, id: String, label: &'static str, kind: &'static str, value: String) -> AnyView {
        let error = self.error(&id);
        let decimal = kind == "decimal";
        view! {
            <div class="edit__field">
                <label for=id.clone()>{label}</label>
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    type=if decimal { "text" } else { kind }
                    inputmode=decimal.then_some("decimal")
                    value=value
                    autocomplete="off"
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=error.is_some().then(|| format!("{id}-note"))
                />
                {error.map(|text| view! { <p class="field__error" id=format!("{id}-note")>{text}</p> })}
            </div>
        }
        .into_any()
    }

    /// One line of text of a name that stands alone.
    fn field(&self, name: &'static str, label: &'static str, kind: &'static str) -> AnyView {
        self.line(name, name.to_owned(), label, kind, self.typed(name))
    }

    /// One of a few.
    fn choice(&self, name: &'static str, label: &'static str, options: Vec<(String, String)>, usual: &str) -> AnyView {
        let typed = self.typed(name);
        let chosen = if typed.is_empty() { usual } else { &typed };
        let error = self.error(name);
        let options = options.into_iter().map(|(code, text)| {
            let selected = code == chosen;
            view! { <option value=code selected=selected>{text}</option> }
        });
        view! {
            <div class="edit__field">
                <label for=name>{label}</label>
                <select class="input" id=name name=name aria-invalid=error.is_some().then_some("true")>
                    {options.collect_view()}
                </select>
                {error.map(|text| view! { <p class="field__error">{text}</p> })}
            </div>
        }
        .into_any()
    }

    /// A section of the form.
    fn panel(&self, id: &'static str, title: &'static str, content: AnyView) -> AnyView {
        view! {
            <section class="panel" aria-labelledby=id>
                <h2 class="panel__title" id=id>{title}</h2>
                {content}
            </section>
        }
        .into_any()
    }
}

/// The parts that the client asks for while somebody types.
pub fn live(sheet: &Sheet) -> (String, String) {
    (summary::html(sheet), client::found(use_words(), sheet).to_html())
}
