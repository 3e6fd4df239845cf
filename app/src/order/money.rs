//! What was ordered, and what it costs. What was paid stands in `ledger`.

use super::{
    card::{Instant, fact},
    price::Price,
};
use crate::{
    context::{use_boot, use_words},
    format, names,
};
use domain::{
    Order,
    money::{DecimalMark, parse_decimal},
    order::{Line, LineKind, ledger::Books},
};
use leptos::prelude::*;

/// The lines, with the access each of them gives.
#[component]
pub fn Lines<'a>(
    /// The order, with what its money is decided by.
    books: Books<'a>,
    /// Its lines.
    lines: &'a [Line],
) -> impl IntoView + use<> {
    let words = use_words();
    let boot = use_boot();
    let currency = books.order.currency;
    let money = move |minor: i64| format::money(words.0, domain::Money::new(minor, currency));
    let with_access = lines.iter().any(|l| l.access.from.is_some() || l.access.until.is_some());
    let plain = |text: &str| match parse_decimal(text, DecimalMark::Point) {
        Some(number) => format::decimal(words.0, &number.normalize().to_string()),
        None => text.to_owned(),
    };
    let rows = lines
        .iter()
        .map(|line| {
            let kind = (line.kind != LineKind::Product).then(|| names::line_kind(words, line.kind));
            view! {
                <tr>
                    <th scope="row">
                        {line.title.clone()}
                        {kind.map(|k| view! { <span class="tag">{k}</span> })}
                    </th>
                    <td class="sum">{plain(&line.quantity)}</td>
                    <td class="sum">{line.unit_price.as_deref().map(plain)}</td>
                    <td class="sum">{money(line.amount)}</td>
                    {with_access
                        .then(|| {
                            view! {
                                <td>{line.access.from.map(|at| view! { <Instant at=at boot=&boot/> })}</td>
                                <td>
                                    {match line.access.until {
                                        Some(at) => view! { <Instant at=at boot=&boot/> }.into_any(),
                                        None => line.access.from.map(|_| words.order_access_unlimited()).into_any(),
                                    }}
                                </td>
                            }
                        })}
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="panel" id="lines" tabindex="-1">
            <h2 class="panel__title">{words.order_lines()}</h2>
            <div class="panel__scroll" tabindex="0" role="region" aria-label=words.order_lines()>
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{words.order_line_title()}</th>
                            <th scope="col" class="sum">{words.order_quantity()}</th>
                            <th scope="col" class="sum">{words.order_unit_price()}</th>
                            <th scope="col" class="sum">{words.order_amount()}</th>
                            {with_access
                                .then(|| {
                                    view! {
                                        <th scope="col">{words.order_access_from()}</th>
                                        <th scope="col">{words.order_access_until()}</th>
                                    }
                                })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <Price books=books lines=lines/>
        </section>
    }
    .into_any()
}

/// Subtotal, discount, total, paid, refunded, due.
#[component]
pub fn Pricing<'a>(
    /// The order.
    order: &'a Order,
) -> impl IntoView + use<> {
    let words = use_words();
    let currency = order.currency;
    let money = move |minor: i64| format::money(words.0, domain::Money::new(minor, currency));
    view! {
        <section class="panel">
            <h2 class="panel__title">{words.column_payment_details()}</h2>
            <dl class="facts facts--sums">
                {(order.discount > 0)
                    .then(|| {
                        view! {
                            {fact(words.order_subtotal(), money(order.subtotal))}
                            {fact(words.order_discount(), money(-order.discount))}
                        }
                    })}
                {fact(words.order_total(), view! { <strong>{money(order.total)}</strong> })}
                {fact(words.order_paid(), money(order.paid))}
                {(order.refunded > 0).then(|| fact(words.order_refunded(), money(order.refunded)))}
                {fact(words.order_due(), view! { <strong>{money(order.due)}</strong> })}
                {fact(words.column_currency(), currency.code())}
            </dl>
        </section>
    }
    .into_any()
}
