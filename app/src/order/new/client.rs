//! Who orders: somebody whom the desk knows, found as one types, or somebody new.

use super::{Form, Sheet};
use crate::i18n::Words;
use domain::Contact;
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn client(&self) -> AnyView {
        let words = self.words;
        let content = view! {
            <div class="edit__fields">
                {self.field("client_q", words.new_order_find_client(), "search")}
                <button class="button without-client" name="do" value="client">{words.search_submit()}</button>
            </div>
            {self.error("contact").map(|text| view! { <p class="field__error" id="contact">{text}</p> })}
            <div data-live-part="clients">{found(words, self.sheet)}</div>
            <details class="fold" open=self.is_new()>
                <summary class="button">{words.new_order_new_client()}</summary>
                <div class="edit__fields edit__fields--inset">
                    {self.field("first_name", words.first_name(), "text")}
                    {self.field("last_name", words.last_name(), "text")}
                    {self.field("company", words.column_company(), "text")}
                    {self.field("email", words.column_email(), "email")}
                    {self.field("phone", words.column_phone(), "tel")}
                    {self.field("country", words.column_country(), "text")}
                </div>
            </details>
        };
        self.panel("client-title", words.order_client(), content.into_any())
    }

    /// Whether somebody new is being written down.
    fn is_new(&self) -> bool {
        let named = ["first_name", "last_name", "company", "email", "phone"].iter();
        named.into_iter().any(|name| !self.typed(name).is_empty()) || self.error("email").is_some()
    }
}

/// Clients to choose from; somebody new where their e-mail or phone is known already.
pub(super) fn found(words: Words, sheet: &Sheet) -> AnyView {
    let typed = sheet.pairs.iter().find(|(key, _)| key == "contact").map_or("", |(_, value)| value.as_str());
    let mut all: Vec<&Contact> = sheet.chosen.iter().collect();
    all.extend(sheet.clients.iter().filter(|c| Some(c.id) != sheet.chosen.as_ref().map(|chosen| chosen.id)));
    if all.is_empty() {
        let asked = sheet.pairs.iter().any(|(key, value)| key == "client_q" && !value.trim().is_empty());
        return asked.then(|| view! { <p class="panel__none">{words.new_order_no_client()}</p> }).into_any();
    }
    let options = all.iter().map(|contact| {
        let (name, detail) = (contact.display_name(), contact.detail().to_owned());
        let chosen = typed == contact.id.to_string();
        view! {
            <label class="check">
                <input type="radio" name="contact" value=contact.id.to_string() checked=chosen/>
                <span>{name}" "<span class="panel__none">{detail}</span></span>
            </label>
        }
    });
    view! {
        <fieldset class="checks">
            <legend class="field__label">{words.new_order_which_client()}</legend>
            {options.collect_view()}
            <label class="check">
                <input type="radio" name="contact" value="new" checked=typed == "new"/>
                <span>{words.new_order_somebody_new()}</span>
            </label>
        </fieldset>
    }
    .into_any()
}
