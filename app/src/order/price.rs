//! Another price for an order: its lines and its discount, as a plain form; what it changes is shown before it is done.

use super::{form::Form, review::Review};
use crate::{
    context::{Boot, use_boot, use_words},
    format,
    i18n::Words,
};
use domain::{
    Money, Order,
    order::{
        Line,
        ledger::Books,
        ledger_form::Reader,
        new_form::read_price,
        price::{as_typed, reprice},
    },
    user::Permission,
};
use leptos::prelude::*;

/// How many empty lines the form has below those that are there.
const EMPTY: usize = 2;

/// The form; nothing for whoever may only read.
#[component]
pub fn Price<'a>(
    /// The order, with what its money is decided by.
    books: Books<'a>,
    /// Its lines.
    lines: &'a [Line],
) -> impl IntoView + use<> {
    let (words, boot, order) = (use_words(), use_boot(), books.order);
    let may = boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders));
    if !may || order.archived_at.is_some() {
        return ().into_any();
    }
    let form = Form::of(words, boot.flash.as_ref(), "price", "");
    let typed = |minor: i64| format::decimal(words.0, &Money::new(minor, order.currency).decimal());
    let count = (lines.len() + EMPTY).max(form.count("line_title"));
    let rows = (0..count).map(|n| {
        let line = lines.get(n);
        let (quantity, price) = line.map_or_else(
            || ("1".to_owned(), String::new()),
            |line| {
                as_typed(line, order.currency).map_or_else(
                    || ("1".to_owned(), typed(line.amount)),
                    |(q, p)| (format::decimal(words.0, &q), format::decimal(words.0, &p)),
                )
            },
        );
        // Which line was typed into is told by the form that was sent, whatever stands in its place now.
        let id =
            form.typed_nth("line_id", n).unwrap_or_else(|| line.map_or_else(String::new, |line| line.id.to_string()));
        let title = line.map_or_else(String::new, |line| line.title.clone());
        view! {
            <div class="new-order__line" role="group" aria-label=words.new_order_line(&(n + 1).to_string())>
                <input type="hidden" name="line_id" value=id/>
                <div class="new-order__title">{form.nth("line_title", n, words.order_line_title(), title, "text")}</div>
                {form.nth("line_quantity", n, words.order_quantity(), quantity, "decimal")}
                {form.nth("line_price", n, words.order_unit_price(), price, "decimal")}
            </div>
        }
    });
    let review = review(words, &boot, &books, lines);
    let discount = if order.discount > 0 { typed(order.discount) } else { String::new() };
    view! {
        {review}
        <details class="fold" open=form.is_refused()>
            <summary class="button">{words.price_change()}</summary>
            <form class="edit__form" action="/orders/price" method="post">
                {form.hidden(order, &boot.request_id, "price", None)}
                {form.problem()}
                <div class="new-order__lines edit__field--wide">{rows.collect_view()}</div>
                <p class="panel__none edit__field--wide">{words.price_hint()}</p>
                {form.line("discount", words.sale_discount(), "decimal", discount, false)}
                {form.line("promo", words.column_promo_code(), "text", order.promo.clone().unwrap_or_default(), false)}
                <p class="panel__none edit__field--wide">{words.price_promo_hint()}</p>
                <button class="button button--primary">{words.ledger_continue()}</button>
            </form>
        </details>
    }
    .into_any()
}

/// The price that is asked for, before it is given.
fn review(words: Words, boot: &Boot, books: &Books<'_>, lines: &[Line]) -> Option<AnyView> {
    let flash = boot.flash.as_ref().filter(|flash| flash.notice.as_deref() == Some("price_review"))?;
    let order = books.order;
    let reader = Reader { currency: order.currency, locale: words.0, zone: &boot.zone, now: boot.now };
    // What the server found the code to take off; it looks once more when the price is given.
    let cut = flash.field("promo_cut").and_then(|cut| cut.parse().ok()).unwrap_or(0);
    let code = flash.typed("promo");
    let wanted = read_price(&flash.fields, order, &reader, |_| Ok((code, cut))).ok()?;
    let after = reprice(books, lines, &wanted, || 0, boot.now).ok()??.order;
    let money = |minor: i64| format::money(words.0, Money::new(minor, order.currency));
    let code = |order: &Order| order.promo.clone().unwrap_or_else(|| words.none().to_owned());
    let promo = (after.promo != order.promo).then(|| (words.column_promo_code(), code(order), code(&after)));
    let sums = [
        (words.sale_discount(), money(order.discount), money(after.discount)),
        (words.sale_total(), money(order.total), money(after.total)),
        (words.sale_due(), money(order.due), money(after.due)),
    ];
    let review = Review {
        title: words.price_change().to_owned(),
        rows: promo.into_iter().chain(sums).collect(),
        notes: Vec::new(),
        warnings: Vec::new(),
        door: "/orders/price",
        button: words.save(),
    };
    Some(review.view(words, flash))
}
