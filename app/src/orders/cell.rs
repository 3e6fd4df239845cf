//! What each column shows of an order.

use super::edit::{CellEditor, Edited};
use crate::{
    context::Boot,
    format,
    i18n::Words,
    marks::{PaymentPill, StagePill, StaleMark},
    names, routes,
};
use domain::{Column, Listing, Order, Timestamp};
use leptos::{either::EitherOf3, prelude::*};

/// How a column is styled: numbers to the right, the number in sight, the rest by width.
pub const fn column_class(column: Column) -> &'static str {
    match column {
        Column::Number => "col--number",
        Column::Created => "col--created",
        Column::Kind => "col--kind",
        Column::Status => "col--status",
        Column::Payment => "col--payment",
        Column::Client => "col--client",
        Column::Products => "col--products",
        Column::PaymentDetails => "col--details",
        Column::Comments => "col--comments",
        Column::Total | Column::Paid | Column::Due | Column::Discount | Column::DaysInStage => "col--amount",
        Column::Updated | Column::PaidAt | Column::NextDue | Column::AccessUntil => "col--date",
        Column::Funnel
        | Column::Manager
        | Column::Tags
        | Column::Offer
        | Column::PaymentMethod
        | Column::Source
        | Column::Country
        | Column::Origin => "col--text",
    }
}

/// What a column's cells edit, where they do.
const fn edited(column: Column) -> Option<Edited> {
    match column {
        Column::Status => Some(Edited::Status),
        Column::Manager => Some(Edited::Manager),
        Column::Tags => Some(Edited::Tags),
        _ => None,
    }
}

/// One cell.
#[component]
pub fn Cell<'a>(
    /// Which column.
    column: Column,
    /// Of which order.
    order: &'a Order,
    /// The list that the order's page leads back to.
    listing: &'a Listing,
    /// The page's request.
    boot: StoredValue<Boot>,
    /// The desk's present year, which dates leave out.
    year: i32,
) -> impl IntoView + use<> {
    let class = column_class(column);
    let mut content = boot.with_value(|boot| content(column, order, boot, year));
    if let Some(edited) = edited(column) {
        content =
            view! { <CellEditor column=column edited=edited order=order listing=listing content=content/> }.into_any();
    }
    if column == Column::Number {
        let href = routes::order(&order.number, listing);
        view! { <th scope="row" class=class><a class="number" href=href>{order.number.to_string()}</a></th> }.into_any()
    } else {
        view! { <td class=class>{content}</td> }.into_any()
    }
}

fn content(column: Column, order: &Order, boot: &Boot, year: i32) -> AnyView {
    let words = Words(boot.locale);
    let money = |minor: i64| format::money(boot.locale, order.money(minor));
    let date = |at: Option<Timestamp>| at.map(|at| time(at, boot, year));
    let text = |text: Option<String>| text.unwrap_or_default().into_any();
    match column {
        Column::Created => time(order.created_at, boot, year).into_any(),
        Column::Updated => time(order.updated_at, boot, year).into_any(),
        Column::DaysInStage => format::integer(boot.locale, order.days_in_stage(boot.now)).into_any(),
        Column::PaidAt => date(order.paid_at).into_any(),
        Column::NextDue => date(order.next_due_at).into_any(),
        Column::AccessUntil => date(order.access_until).into_any(),
        Column::Kind => names::kind(words, order.kind).into_any(),
        Column::Number => ().into_any(),
        Column::Status => {
            let name = names::stage(words, order.stage.name.as_deref(), order.stage.kind);
            let stale = order.is_stale(boot.now).then(|| view! { <StaleMark/> });
            view! {
                <span class="payment">
                    <StagePill name=name kind=order.stage.kind colour=order.stage.colour/>
                    {stale}
                </span>
            }
            .into_any()
        }
        Column::Payment => {
            let overdue = order.is_overdue(boot.now);
            let part = (order.received() > 0 && order.due > 0).then(|| {
                format!("{} / {}", format::money_plain(boot.locale, order.money(order.received())), money(order.total))
            });
            view! {
                <span class="payment">
                    <PaymentPill status=order.payment overdue=overdue/>
                    {part.map(|part| view! { <span class="payment__part">{part}</span> })}
                </span>
            }
            .into_any()
        }
        Column::Client => two_lines(order.contact.display_name(), order.contact.detail().to_owned()).into_any(),
        Column::Products => products(words, order).into_any(),
        Column::PaymentDetails => {
            let method = order.payment_method.as_deref().map(|m| names::method(words, m));
            let paid = (order.received() > 0).then(|| format!("{} {}", words.column_paid(), money(order.received())));
            let detail = [paid, method].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            two_lines(money(order.total), detail).into_any()
        }
        Column::Comments => {
            let more = (order.comments > 1).then(|| words.comments_count(order.comments));
            two_lines(order.pinned_comment.clone().unwrap_or_default(), more.unwrap_or_default()).into_any()
        }
        Column::Funnel => names::funnel(words, order.funnel.name.as_deref()).into_any(),
        Column::Manager => text(order.manager.as_ref().map(|m| m.name.clone())),
        Column::Tags => {
            order.tags.iter().map(|t| view! { <span class="tag">{t.name.clone()}</span> }).collect_view().into_any()
        }
        Column::Offer => text(order.offer.clone()),
        Column::Discount => text((order.discount > 0).then(|| money(order.discount))),
        Column::Total => money(order.total).into_any(),
        Column::Paid => money(order.received()).into_any(),
        Column::Due => money(order.due).into_any(),
        Column::PaymentMethod => text(order.payment_method.as_deref().map(|m| names::method(words, m))),
        Column::Source => text(order.source.clone()),
        Column::Country => order.contact.country.clone().into_any(),
        Column::Origin => names::origin(words, &order.origin).into_any(),
    }
}

fn products(words: Words, order: &Order) -> impl IntoView + use<> {
    let first = order.products.first().map(|p| p.title.clone()).unwrap_or_default();
    let rest = i64::try_from(order.products.len()).unwrap_or(1) - 1;
    two_lines(first, if rest > 0 { words.products_more(rest) } else { String::new() })
}

/// A line, and a smaller one below it where there is something to say.
fn two_lines(first: String, second: String) -> impl IntoView {
    if second.is_empty() {
        let title = first.clone();
        return EitherOf3::A(view! { <span class="stack__line" title=title>{first}</span> });
    }
    if first.is_empty() {
        return EitherOf3::B(view! { <span class="stack__detail">{second}</span> });
    }
    let (title, detail) = (first.clone(), second.clone());
    EitherOf3::C(view! {
        <span class="stack">
            <span class="stack__line" title=title>{first}</span>
            <span class="stack__detail" title=detail>{second}</span>
        </span>
    })
}

/// An instant in the desk's time zone.
pub fn time(at: Timestamp, boot: &Boot, year: i32) -> impl IntoView + use<> {
    let local = boot.zone.local(at);
    view! {
        <time datetime=at.rfc3339() title=format::date_time(boot.locale, local)>
            {format::short_date_time(boot.locale, local, year)}
        </time>
    }
    .into_any()
}
