//! Offers: products at a price, paid at once, in parts or each period.

use super::{Edited, Sheet, framed, named, on_sale, published, table};
use crate::{
    context::use_boot,
    format,
    i18n::Words,
    names,
    routes::OFFERS,
    ui::fields::{Field, Select},
};
use domain::{
    Currency, Money, OrderKind,
    catalogue::OfferTerms,
    order::{access::AccessRule, subscription::Period},
};
use leptos::prelude::*;

pub(super) fn list(words: Words, sheet: &Sheet) -> AnyView {
    let rows = sheet.offers.iter().map(|offer| {
        let terms = &offer.terms;
        let sold = terms.products.iter().filter_map(|id| sheet.products.iter().find(|p| p.id == *id));
        let sold = sold.map(|p| p.terms.title.as_str()).collect::<Vec<_>>().join(", ");
        view! {
            <tr>
                <th scope="row">{named(sheet, offer.id.0, terms.title.clone())}</th>
                <td class="sum">{format::money(words.0, terms.price)}</td>
                <td>{names::kind(words, terms.kind)}</td>
                <td>{sold}</td>
                <td>{on_sale(words, terms.published)}</td>
            </tr>
        }
        .into_any()
    });
    let heads = [
        (words.order_line_title(), false),
        (words.offer_price(), true),
        (words.column_kind(), false),
        (words.column_products(), false),
        (words.order_payment_state(), false),
    ];
    table(words.catalogue_offers(), &heads, rows.collect(), words.catalogue_none())
}

pub(super) fn form(words: Words, sheet: &Sheet, edited: Edited) -> Option<AnyView> {
    let boot = use_boot();
    let flash = boot.flash.unwrap_or_default();
    let (seen, terms) = match edited {
        Edited::New => (None, empty(boot.currency)),
        Edited::Id(id) => {
            let offer = sheet.offers.iter().find(|o| o.id.0 == id)?;
            (Some((id, offer.version)), offer.terms.clone())
        }
    };
    let kinds = OrderKind::ALL.iter().map(|k| (k.code().to_owned(), names::kind(words, *k).to_owned()));
    let periods = Period::ALL.map(|p| (p.code().to_owned(), names::period(words, p).to_owned()));
    let currencies = Currency::all().into_iter().map(|c| (c.code().to_owned(), c.code().to_owned()));
    let none = (String::new(), words.offer_any_funnel().to_owned());
    let funnels = sheet.funnels.0.iter().map(|f| (f.id.to_string(), names::funnel(words, f.name.as_deref())));
    let sent = flash.field("title").is_some();
    let boxes = sheet.products.iter().filter(|p| p.terms.published || terms.products.contains(&p.id)).map(|product| {
        let id = product.id.to_string();
        let checked = if sent { flash.holds("product", &id) } else { terms.products.contains(&product.id) };
        view! {
            <label class="check">
                <input type="checkbox" name="product" value=id checked=checked/>
                <span>{product.terms.title.clone()}</span>
            </label>
        }
    });
    let number = |value: Option<i64>| value.map_or_else(String::new, |n| n.to_string());
    let price = if seen.is_some() { format::decimal(words.0, &terms.price.decimal()) } else { String::new() };
    let title = if seen.is_some() { words.offer_edit() } else { words.offer_new() };
    let fields = view! {
        <Field name="title" label=words.order_line_title() kind="text" autocomplete="off" value=terms.title.clone()/>
        <Field name="price" label=words.offer_price() kind="text" autocomplete="off" value=price/>
        <Select name="currency" label=words.column_currency() options=currencies.collect() value=terms.price.currency.code()/>
        <Select name="kind" label=words.column_kind() options=kinds.collect() value=terms.kind.code()/>
        <Field name="parts" label=words.new_order_parts() kind="number" autocomplete="off" value=number(terms.parts) optional=true/>
        <Select
            name="period"
            label=words.new_order_period()
            options=periods.to_vec()
            value=terms.period.unwrap_or(Period::Month).code()
            hint=words.new_order_kind_hint()
        />
        <Field
            name="access_days"
            label=words.offer_access_days()
            kind="number"
            autocomplete="off"
            value=number(terms.access_days)
            hint=words.offer_access_hint()
            optional=true
        />
        <Select
            name="access_rule"
            label=words.offer_access_rule()
            options=vec![
                (AccessRule::Keep.code().to_owned(), words.offer_access_keep().to_owned()),
                (AccessRule::Close.code().to_owned(), words.offer_access_close().to_owned()),
            ]
            value=terms.access_rule.code()
            hint=words.offer_access_rule_hint()
        />
        <Select
            name="funnel"
            label=words.column_funnel()
            options=std::iter::once(none).chain(funnels).collect()
            value=terms.funnel.map_or_else(String::new, |f| f.to_string())
        />
        <fieldset class="field">
            <legend class="field__label">{words.column_products()}</legend>
            <div class="edit__tags">{boxes.collect_view()}</div>
        </fieldset>
        {published(words, terms.published)}
    };
    Some(framed(words, title, OFFERS, seen, fields.into_any()))
}

const fn empty(currency: Currency) -> OfferTerms {
    OfferTerms {
        title: String::new(),
        price: Money::new(0, currency),
        kind: OrderKind::Standard,
        funnel: None,
        parts: None,
        period: None,
        access_days: None,
        access_rule: AccessRule::Keep,
        products: Vec::new(),
        published: true,
    }
}
