//! The forms that say whose an order is, where it came from and by which offer.

use super::form::Form;
use crate::{
    context::{Boot, Flash, use_boot, use_words},
    i18n::Words,
};
use domain::{Order, user::Permission};
use leptos::prelude::*;

fn may(boot: &Boot, order: &Order) -> bool {
    order.archived_at.is_none() && boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders))
}

fn fold(
    form: &Form<'_>,
    order: &Order,
    boot: &Boot,
    what: &'static str,
    name: &'static str,
    fields: AnyView,
) -> AnyView {
    let words = Words(boot.locale);
    view! {
        <details class="fold" open=form.is_refused()>
            <summary class="button">{name}</summary>
            <form class="edit__form" action="/orders/facts" method="post">
                {form.hidden(order, &boot.request_id, what, None)}
                {form.problem()}
                {fields}
                <button class="button button--primary">{words.save()}</button>
            </form>
        </details>
    }
    .into_any()
}

/// What was found by what was typed, to be chosen from: `found` has an id and a name each.
fn found(flash: Option<&Flash>, form: &Form<'_>, found: &str, name: &'static str) -> Vec<AnyView> {
    let fields = flash.filter(|_| form.is_refused()).into_iter().flat_map(|flash| &flash.fields);
    let options = fields.filter(|(key, _)| key == found).filter_map(|(_, option)| option.split_once(':'));
    options.map(|(id, text)| one(name, id.to_owned(), text.to_owned())).collect()
}

fn one(name: &'static str, value: String, text: String) -> AnyView {
    view! {
        <label class="check edit__field--wide">
            <input type="radio" name=name value=value/>
            <span>{text}</span>
        </label>
    }
    .into_any()
}

/// Gives the order to another client: whoever is found by what is typed is chosen from, and somebody new is written down.
pub fn client(order: &Order) -> Option<AnyView> {
    let (words, boot) = (use_words(), use_boot());
    if !may(&boot, order) {
        return None;
    }
    let flash = boot.flash.as_ref();
    let form = Form::of(words, flash, "client", "");
    let mut choices = found(flash, &form, "found", "contact");
    let person = [
        ("first_name", words.first_name()),
        ("last_name", words.last_name()),
        ("company", words.column_company()),
        ("email", words.column_email()),
        ("phone", words.column_phone()),
        ("country", words.column_country()),
    ];
    let is_new = person.iter().any(|(name, _)| flash.is_some_and(|flash| !flash.typed(name).is_empty()));
    // Nobody is found: whoever it is can be written down at once.
    let nobody = form.is_refused() && choices.is_empty();
    if is_new && !choices.is_empty() {
        choices.push(one("contact", "new".to_owned(), words.new_order_somebody_new().to_owned()));
    }
    let person = person.map(|(name, label)| form.line(name, label, "text", String::new(), false));
    let fields = view! {
        {form.line("client_q", words.contacts_search(), "text", String::new(), false)}
        {choices.into_iter().collect_view()}
        <details class="fold edit__field--wide" open=nobody || is_new>
            <summary class="button">{words.new_order_new_client()}</summary>
            <div class="edit__fields edit__fields--inset">{person.into_iter().collect_view()}</div>
        </details>
    };
    Some(fold(&form, order, &boot, "client", words.facts_client(), fields.into_any()))
}

/// Says by which offer the order came: what is found by the beginning of its name is chosen from.
pub fn offer(order: &Order) -> Option<AnyView> {
    let (words, boot) = (use_words(), use_boot());
    if !may(&boot, order) {
        return None;
    }
    let flash = boot.flash.as_ref();
    let form = Form::of(words, flash, "offer", "");
    let now = order.offer.clone().unwrap_or_default();
    let fields = view! {
        {form.line("offer_q", words.sale_offer(), "text", now, false)}
        {found(flash, &form, "found_offer", "offer").into_iter().collect_view()}
        <p class="panel__none edit__field--wide">{words.facts_offer_hint()}</p>
    };
    Some(fold(&form, order, &boot, "offer", words.facts_offer(), fields.into_any()))
}

/// Says where the order came from.
pub fn source(order: &Order) -> Option<AnyView> {
    let (words, boot) = (use_words(), use_boot());
    if !may(&boot, order) {
        return None;
    }
    let form = Form::of(words, boot.flash.as_ref(), "source", "");
    let now = order.source.clone().unwrap_or_default();
    let fields = form.line("source", words.sale_source(), "text", now, false);
    Some(fold(&form, order, &boot, "source", words.facts_source(), fields))
}
