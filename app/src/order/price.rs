//! Another price for an order: its lines and its discount, as a plain form.

use super::form::Form;
use crate::{
    context::{use_boot, use_words},
    format,
};
use domain::{
    Money, Order,
    order::{Line, price::as_typed},
    user::Permission,
};
use leptos::prelude::*;

/// How many empty lines the form has below those that are there.
const EMPTY: usize = 2;

/// The form; nothing for whoever may only read.
#[component]
pub fn Price<'a>(
    /// The order.
    order: &'a Order,
    /// Its lines.
    lines: &'a [Line],
) -> impl IntoView + use<> {
    let (words, boot) = (use_words(), use_boot());
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
                <div class="new-order__title">{form.nth("line_title", n, words.order_line_title(), title, false)}</div>
                {form.nth("line_quantity", n, words.order_quantity(), quantity, true)}
                {form.nth("line_price", n, words.order_unit_price(), price, true)}
            </div>
        }
    });
    let discount = if order.discount > 0 { typed(order.discount) } else { String::new() };
    view! {
        <details class="fold" open=form.is_refused()>
            <summary class="button">{words.price_change()}</summary>
            <form class="edit__form" action="/orders/price" method="post">
                {form.hidden(order, &boot.request_id, "price", None)}
                {form.problem()}
                <div class="new-order__lines edit__field--wide">{rows.collect_view()}</div>
                <p class="panel__none edit__field--wide">{words.price_hint()}</p>
                {form.line("discount", words.sale_discount(), "decimal", discount, false)}
                <button class="button button--primary">{words.save()}</button>
            </form>
        </details>
    }
    .into_any()
}
