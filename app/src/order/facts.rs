//! The forms that say whose an order is and where it came from.

use super::form::Form;
use crate::{
    context::{Boot, use_boot, use_words},
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

/// Gives the order to another client: whoever is found by what is typed is chosen from.
pub fn client(order: &Order) -> Option<AnyView> {
    let (words, boot) = (use_words(), use_boot());
    if !may(&boot, order) {
        return None;
    }
    let flash = boot.flash.as_ref();
    let form = Form::of(words, flash, "client", "");
    let found = flash.filter(|_| form.is_refused()).into_iter().flat_map(|flash| &flash.fields);
    let found = found.filter(|(name, _)| name == "found").filter_map(|(_, found)| found.split_once(':'));
    let choices: Vec<AnyView> = found
        .map(|(id, name)| {
            view! {
                <label class="check edit__field--wide">
                    <input type="radio" name="contact" value=id.to_owned()/>
                    <span>{name.to_owned()}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    let fields = view! {
        {form.line("client_q", words.contacts_search(), "text", String::new(), false)}
        {choices.into_iter().collect_view()}
    };
    Some(fold(&form, order, &boot, "client", words.facts_client(), fields.into_any()))
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
