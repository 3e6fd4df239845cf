//! What each column shows of an order, as HTML.

use super::{edit::Edited, row::Pen};
use crate::{format, marks, names, ui::html::Html};
use domain::{Column, Order, Timestamp};

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
        Column::Updated | Column::PaidAt | Column::NextDue | Column::AccessUntil | Column::ContactedAt => "col--date",
        Column::Funnel
        | Column::Manager
        | Column::Tags
        | Column::Offer
        | Column::PaymentMethod
        | Column::Source
        | Column::Country
        | Column::PromoCode
        | Column::Origin => "col--text",
    }
}

/// What a column's cells edit, where they do.
pub const fn edited(column: Column) -> Option<Edited> {
    match column {
        Column::Status => Some(Edited::Status),
        Column::Manager => Some(Edited::Manager),
        Column::Tags => Some(Edited::Tags),
        _ => None,
    }
}

/// Writes a cell. `href` leads to the order.
pub fn write(html: &mut Html, column: Column, order: &Order, href: &str, pen: &Pen) {
    let class = column_class(column);
    if column == Column::Number {
        html.raw("<th scope='row'").value("class", class).raw("><a class='number'");
        html.value("id", &format!("open-{}", order.id)).value("href", href).raw(">");
        html.text(order.number.as_str()).raw("</a></th>");
        return;
    }
    html.raw("<td").value("class", class).raw(">");
    match edited(column).filter(|_| pen.may_edit) {
        Some(edited) => editor(html, (column, edited), order, href, pen),
        None => content(html, column, order, pen),
    }
    html.raw("</td>");
}

/// What a cell shows, as a control that edits it; without the client it is a link to the order's own form.
fn editor(html: &mut Html, (column, edited): (Column, Edited), order: &Order, href: &str, pen: &Pen) {
    let title = edited.title(pen.words());
    html.raw("<a class='cell-edit'").value("id", &Edited::cell(column, order)).value("href", &format!("{href}#edit"));
    html.value("title", title);
    if cfg!(feature = "hydrate") {
        html.value("role", "button");
    }
    html.raw(">");
    if edited.is_empty(order) {
        html.raw("<span class='cell-edit__none'>").text(pen.words().edit_none()).raw("</span>");
    } else {
        content(html, column, order, pen);
    }
    html.raw("<span class='visually-hidden'> (").text(title).raw(")</span></a>");
}

fn content(html: &mut Html, column: Column, order: &Order, pen: &Pen) {
    let (words, boot) = (pen.words(), &pen.boot);
    let money = |minor: i64| format::money(boot.locale, order.money(minor));
    let text = match column {
        Column::Number => return,
        Column::Created => return time(html, Some(order.created_at), pen),
        Column::Updated => return time(html, Some(order.updated_at), pen),
        Column::PaidAt => return time(html, order.paid_at, pen),
        Column::NextDue => return time(html, order.next_due_at, pen),
        Column::AccessUntil => return time(html, order.access_until, pen),
        Column::ContactedAt => return time(html, order.contacted_at, pen),
        Column::Status => {
            let (kind, name) = (order.stage.kind, order.stage.name.as_deref());
            let tone = order.stage.colour.map_or(marks::class_of(kind), marks::tone);
            html.raw("<span class='payment'>");
            marks::pill(html, (marks::stage_icon(kind), tone), &names::stage(words, name, kind), false);
            if order.is_stale(boot.now) {
                marks::pill(html, (marks::STALE, "awaiting"), words.stale(), false);
            }
            if order.has_twin {
                marks::pill(html, (marks::DUPLICATE, "awaiting"), words.filter_duplicate(), true);
            }
            html.raw("</span>");
            return;
        }
        Column::Payment => {
            html.raw("<span class='payment'>");
            marks::pill(html, marks::payment_mark(order.payment), names::payment(words, order.payment), false);
            if order.is_overdue(boot.now) {
                marks::pill(html, (marks::OVERDUE, "error"), words.overdue(), false);
            }
            if order.has_unpaid_access(boot.now) {
                marks::pill(html, (marks::UNPAID_ACCESS, "error"), words.filter_unpaid_access(), true);
            }
            if order.received() > 0 && order.due > 0 {
                let received = format::money_plain(boot.locale, order.money(order.received()));
                html.raw("<span class='payment__part'>").text(&received).raw(" / ").text(&money(order.total));
                html.raw("</span>");
            }
            html.raw("</span>");
            return;
        }
        Column::Client => return two_lines(html, &order.contact.display_name(), order.contact.detail()),
        Column::Products => {
            let first = order.products.first().map_or("", |p| p.title.as_str());
            let rest = i64::try_from(order.products.len()).unwrap_or(1) - 1;
            return two_lines(html, first, &if rest > 0 { words.products_more(rest) } else { String::new() });
        }
        Column::PaymentDetails => {
            let method = order.payment_method.as_deref().map(|m| names::method(words, m));
            let paid = (order.received() > 0).then(|| format!("{} {}", words.column_paid(), money(order.received())));
            let detail = [paid, method].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            return two_lines(html, &money(order.total), &detail);
        }
        Column::Comments => {
            let more = (order.comments > 1).then(|| words.comments_count(order.comments));
            return two_lines(html, order.pinned_comment.as_deref().unwrap_or_default(), &more.unwrap_or_default());
        }
        Column::Tags => {
            for tag in &order.tags {
                html.raw("<span class='tag'>").text(&tag.name).raw("</span>");
            }
            return;
        }
        Column::Kind => names::kind(words, order.kind).to_owned(),
        Column::Funnel => names::funnel(words, order.funnel.name.as_deref()),
        Column::Manager => order.manager.as_ref().map(|m| m.name.clone()).unwrap_or_default(),
        Column::Offer => order.offer.clone().unwrap_or_default(),
        Column::Discount if order.discount <= 0 => return,
        Column::Discount => money(order.discount),
        Column::Total => money(order.total),
        Column::Paid => money(order.received()),
        Column::Due => money(order.due),
        Column::DaysInStage => format::integer(boot.locale, order.days_in_stage(boot.now)),
        Column::PaymentMethod => order.payment_method.as_deref().map(|m| names::method(words, m)).unwrap_or_default(),
        Column::Source => order.source.clone().unwrap_or_default(),
        Column::Country => order.contact.country.clone(),
        Column::PromoCode => order.promo.clone().unwrap_or_default(),
        Column::Origin => names::origin(words, &order.origin),
    };
    html.text(&text);
}

/// A line, and a smaller one below it where there is something to say.
fn two_lines(html: &mut Html, first: &str, second: &str) {
    let both = !first.is_empty() && !second.is_empty();
    if both {
        html.raw("<span class='stack'>");
    }
    for (class, text) in [("stack__line", first), ("stack__detail", second)] {
        if !text.is_empty() {
            html.raw("<span").value("class", class).value("title", text).raw(">").text(text).raw("</span>");
        }
    }
    if both {
        html.raw("</span>");
    }
}

/// An instant in the desk's time zone, where there is one.
fn time(html: &mut Html, at: Option<Timestamp>, pen: &Pen) {
    let Some(at) = at else { return };
    let local = pen.boot.zone.local(at);
    html.raw("<time").value("datetime", &at.rfc3339());
    html.value("title", &format::date_time(pen.boot.locale, local)).raw(">");
    html.text(&format::short_date_time(pen.boot.locale, local, pen.year)).raw("</time>");
}
