//! Promo codes: what they take off, when, how often, and on what.

use super::{Edited, Sheet, framed, named, table};
use crate::{
    context::use_boot,
    format,
    i18n::Words,
    routes::PROMOS,
    ui::fields::{Field, Select},
};
use domain::{
    Currency, Timestamp,
    promo::{Cut, Promo, Terms},
};
use leptos::prelude::*;

pub(super) fn list(words: Words, sheet: &Sheet) -> AnyView {
    let boot = use_boot();
    let day = |at: Option<Timestamp>| at.map(|at| format::date(words.0, boot.zone.date_of(at)));
    let rows = sheet.promos.iter().map(|promo| {
        let terms = &promo.terms;
        let used = match terms.most {
            Some(most) => format!("{} / {}", format::integer(words.0, promo.used), format::integer(words.0, most)),
            None => format::integer(words.0, promo.used),
        };
        let days = [day(terms.from), day(terms.until)].map(Option::unwrap_or_default);
        let days = if days.iter().all(String::is_empty) { String::new() } else { days.join(" – ") };
        let offers = terms.offers.iter().filter_map(|id| sheet.offers.iter().find(|o| o.id == *id));
        let offers = offers.map(|o| o.terms.title.as_str()).collect::<Vec<_>>().join(", ");
        view! {
            <tr>
                <th scope="row">{named(sheet, promo.id.0, terms.code.clone())}</th>
                <td class="sum">{cut(words, &terms.cut)}</td>
                <td class="sum">{used}</td>
                <td>{days}</td>
                <td>{offers}</td>
                <td>{archive(words, sheet, promo)}</td>
            </tr>
        }
        .into_any()
    });
    let heads = [
        (words.column_promo_code(), false),
        (words.sale_discount(), true),
        (words.promo_used(), true),
        (words.promo_valid(), false),
        (words.catalogue_offers(), false),
        (words.order_payment_state(), false),
    ];
    table(words.catalogue_promos(), &heads, rows.collect(), words.catalogue_none())
}

fn cut(words: Words, cut: &Cut) -> String {
    match cut {
        Cut::Percent(percent) => words.per_cent(&percent.to_string()),
        Cut::Fixed(money) => format::money(words.0, *money),
    }
}

fn archive(words: Words, sheet: &Sheet, promo: &Promo) -> AnyView {
    if !sheet.may {
        return promo.archived.then(|| words.order_archived()).into_any();
    }
    let (value, name) = if promo.archived { ("no", words.archive_undo()) } else { ("yes", words.archive_do()) };
    view! {
        <form action="/catalogue/promo-codes/archive" method="post">
            <input type="hidden" name="id" value=promo.id.to_string()/>
            <input type="hidden" name="version" value=promo.version/>
            <button class="button" name="archive" value=value>{name}</button>
        </form>
    }
    .into_any()
}

pub(super) fn form(words: Words, sheet: &Sheet, edited: Edited) -> Option<AnyView> {
    let boot = use_boot();
    let flash = boot.flash.clone().unwrap_or_default();
    let (seen, terms) = match edited {
        Edited::New => (None, None),
        Edited::Id(id) => {
            let promo = sheet.promos.iter().find(|p| p.id.0 == id)?;
            (Some((id, promo.version)), Some(&promo.terms))
        }
    };
    let (unit, value, currency) = match terms.map(|terms| terms.cut) {
        None => ("percent", String::new(), boot.currency),
        Some(Cut::Percent(percent)) => ("percent", percent.to_string(), boot.currency),
        Some(Cut::Fixed(money)) => ("amount", format::decimal(words.0, &money.decimal()), money.currency),
    };
    let units = vec![
        ("percent".to_owned(), words.discount_percent().to_owned()),
        ("amount".to_owned(), words.discount_amount().to_owned()),
    ];
    let currencies = Currency::all().into_iter().map(|c| (c.code().to_owned(), c.code().to_owned()));
    let number = |value: Option<i64>| value.map_or_else(String::new, |n| n.to_string());
    let day = |at: Option<Timestamp>| at.map_or_else(String::new, |at| boot.zone.date_of(at).to_string());
    let sent = flash.field("code").is_some();
    let boxes = sheet.offers.iter().map(|offer| {
        let id = offer.id.to_string();
        let known = terms.is_some_and(|terms: &Terms| terms.offers.contains(&offer.id));
        let checked = if sent { flash.holds("offer", &id) } else { known };
        view! {
            <label class="check">
                <input type="checkbox" name="offer" value=id checked=checked/>
                <span>{offer.terms.title.clone()}</span>
            </label>
        }
    });
    let title = if seen.is_some() { words.promo_edit() } else { words.promo_new() };
    let fields = view! {
        <Field name="code" label=words.column_promo_code() kind="text" autocomplete="off" value=terms.map_or_else(String::new, |t| t.code.clone())/>
        <Field name="value" label=words.promo_value() kind="text" autocomplete="off" value=value/>
        <Select name="unit" label=words.discount_unit() options=units value=unit/>
        <Select name="currency" label=words.column_currency() options=currencies.collect() value=currency.code()/>
        <Field name="from" label=words.promo_from() kind="date" autocomplete="off" value=day(terms.and_then(|t| t.from)) optional=true/>
        <Field name="until" label=words.promo_until() kind="date" autocomplete="off" value=day(terms.and_then(|t| t.until)) optional=true/>
        <Field name="most" label=words.promo_most() kind="number" autocomplete="off" value=number(terms.and_then(|t| t.most)) optional=true/>
        <Field name="most_each" label=words.promo_most_each() kind="number" autocomplete="off" value=number(terms.and_then(|t| t.most_each)) optional=true/>
        <fieldset class="field">
            <legend class="field__label">{words.promo_offers()}</legend>
            <div class="edit__tags">{boxes.collect_view()}</div>
        </fieldset>
    };
    Some(framed(words, title, PROMOS, seen, fields.into_any()))
}
