//! Access that the lines of an order give: opened, moved, closed. Plain forms.

use super::form::Form;
use crate::context::{use_boot, use_words};
use domain::{
    Order,
    order::{Line, LineKind, access::AccessRule},
    user::Permission,
};
use leptos::prelude::*;

/// The section; nothing for whoever may only read, whom the lines tell all of it.
#[component]
pub fn Access<'a>(
    /// The order.
    order: &'a Order,
    /// Its lines.
    lines: &'a [Line],
    /// What its offer says of access while a part is overdue.
    rule: AccessRule,
) -> impl IntoView + use<> {
    let (words, boot) = (use_words(), use_boot());
    let may = boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders));
    let products: Vec<&Line> = lines.iter().filter(|l| l.kind == LineKind::Product).collect();
    if !may || order.archived_at.is_some() || products.is_empty() {
        return ().into_any();
    }
    let flash = boot.flash.as_ref();
    let to_come = order.access_closed_at.is_none() && products.iter().any(|l| l.access.is_to_come(boot.now));
    let day = |at: Option<domain::Timestamp>| at.map_or_else(String::new, |at| boot.zone.date_of(at).to_string());
    let forms = products.iter().map(|line| {
        let id = line.id.to_string();
        let form = Form::of(words, flash, "access", &id);
        // What is not open yet is offered from today on.
        let from = if line.access.from.is_some() { day(line.access.from) } else { day(Some(boot.now)) };
        let name = if line.access.from.is_some() { words.access_change() } else { words.access_open() };
        view! {
            <details class="fold" open=form.is_refused()>
                <summary class="button">{format!("{name} · {}", line.title)}</summary>
                <form class="edit__form" action="/orders/access" method="post">
                    {form.hidden(order, &boot.request_id, "access", Some(id))}
                    {form.problem()}
                    {form.line("from", words.order_access_from(), "date", from, false)}
                    {form.line("until", words.order_access_until(), "date", day(line.access.until), false)}
                    <button class="button button--primary">{words.save()}</button>
                </form>
            </details>
        }
    });
    let close = to_come.then(|| {
        let form = Form::of(words, flash, "close_access", "");
        view! {
            <form action="/orders/access" method="post">
                {form.hidden(order, &boot.request_id, "close_access", None)}
                {form.problem()}
                <button class="button">{words.access_close()}</button>
            </form>
        }
    });
    // Closed as a whole, whatever the lines say.
    let whole = order.access_closed_at.map(|at| {
        let form = Form::of(words, flash, "reopen_access", "");
        let since = crate::format::date(words.0, boot.zone.date_of(at));
        let by_rule = rule == AccessRule::Close && order.is_overdue(boot.now);
        view! {
            <div class="notice notice--change">
                <p>
                    {words.access_closed_whole(&since)}
                    {by_rule.then(|| format!(" {}", words.access_closed_by_rule()))}
                </p>
                <form action="/orders/access" method="post">
                    {form.hidden(order, &boot.request_id, "reopen_access", None)}
                    {form.problem()}
                    <button class="button">{words.access_reopen()}</button>
                </form>
            </div>
        }
    });
    let closed = to_come && order.stage.kind.owes_nothing();
    view! {
        <section class="panel" id="access" tabindex="-1">
            <h2 class="panel__title">{words.order_access()}</h2>
            {closed.then(|| view! { <p class="notice notice--danger">{words.access_of_closed()}</p> })}
            {whole}
            {(rule == AccessRule::Close && order.access_closed_at.is_none())
                .then(|| view! { <p class="panel__none">{words.access_rule_holds()}</p> })}
            {forms.collect_view()}
            {close}
        </section>
    }
    .into_any()
}
