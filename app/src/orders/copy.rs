//! Chosen rows as text for a spreadsheet: the shown columns in their order, apart by tabs, below a line of heads.
//!
//! Amounts are plain numbers with the decimal mark of the language, days are ISO 8601 in the desk's zone. Text that a
//! spreadsheet would take for a formula gets an apostrophe, numbers and phones excepted.

use crate::{context::Boot, i18n::Words, names};
use chrono::{NaiveDateTime, Timelike};
use domain::{Column, Locale, Order, Timestamp};

/// The text of these orders in these columns. Amounts of several currencies need to be told apart: where a column
/// brings an amount, a column with its currency follows the first of them.
pub fn tsv<'a>(orders: impl IntoIterator<Item = &'a Order>, columns: &[Column], boot: &Boot) -> String {
    let words = Words(boot.locale);
    let first_amount = columns.iter().position(|column| is_amount(*column));
    let mut text = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = (usize, String)>, currency: &str| {
        for (n, cell) in cells {
            text.push_str(if n == 0 { "" } else { "\t" });
            text.push_str(&one_line(&cell));
            if Some(n) == first_amount {
                text.push('\t');
                text.push_str(currency);
            }
        }
        text.push_str("\r\n");
    };
    let heads = columns.iter().map(|column| names::column(words, *column).to_owned());
    line(&mut heads.enumerate(), words.column_currency());
    for order in orders {
        let cells = columns.iter().map(|column| cell(*column, order, boot, words));
        line(&mut cells.enumerate(), order.currency.code());
    }
    text
}

const fn is_amount(column: Column) -> bool {
    matches!(column, Column::PaymentDetails | Column::Total | Column::Paid | Column::Due | Column::Discount)
}

fn cell(column: Column, order: &Order, boot: &Boot, words: Words) -> String {
    let amount = |minor: i64| plain(order.money(minor).decimal(), boot.locale);
    let moment = |at: Timestamp| minute(boot.zone.local(at));
    let day = |at: Option<Timestamp>| at.map(|at| boot.zone.date_of(at).to_string()).unwrap_or_default();
    match column {
        Column::Created => moment(order.created_at),
        Column::Updated => moment(order.updated_at),
        Column::PaidAt => order.paid_at.map(moment).unwrap_or_default(),
        Column::DaysInStage => order.days_in_stage(boot.now).to_string(),
        Column::NextDue => day(order.next_due_at),
        Column::AccessUntil => day(order.access_until),
        Column::Kind => names::kind(words, order.kind).to_owned(),
        Column::Number => safe(order.number.as_str()),
        Column::Status => safe(&names::stage(words, order.stage.name.as_deref(), order.stage.kind)),
        Column::Payment => names::payment(words, order.payment).to_owned(),
        Column::Client => safe(&order.contact.display_name()),
        Column::Products => safe(&joined(order.products.iter().map(|product| product.title.as_str()))),
        Column::PaymentDetails | Column::Total => amount(order.total),
        Column::Paid => amount(order.received()),
        Column::Due => amount(order.due),
        Column::Discount => amount(order.discount),
        Column::Comments => safe(order.pinned_comment.as_deref().unwrap_or_default()),
        Column::Funnel => safe(&names::funnel(words, order.funnel.name.as_deref())),
        Column::Manager => safe(order.manager.as_ref().map_or("", |manager| &manager.name)),
        Column::Tags => safe(&joined(order.tags.iter().map(|tag| tag.name.as_str()))),
        Column::Offer => safe(order.offer.as_deref().unwrap_or_default()),
        Column::PaymentMethod => {
            order.payment_method.as_deref().map(|m| safe(&names::method(words, m))).unwrap_or_default()
        }
        Column::Source => safe(order.source.as_deref().unwrap_or_default()),
        Column::Country => safe(&order.contact.country),
        Column::Origin => safe(&names::origin(words, &order.origin)),
    }
}

/// A decimal number as spreadsheets of the language read it: without groups.
fn plain(decimal: String, locale: Locale) -> String {
    if locale == Locale::En { decimal } else { decimal.replace('.', ",") }
}

/// `2026-11-23 14:02`.
fn minute(at: NaiveDateTime) -> String {
    format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
}

/// The texts, each once.
fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct.join("; ")
}

/// Text that no spreadsheet reads as a formula.
fn safe(text: &str) -> String {
    let begins = text.trim_start().starts_with(['=', '+', '-', '@']);
    let number = text.chars().all(|c| c.is_ascii_digit() || " +-.,()".contains(c));
    if begins && !number { format!("'{text}") } else { text.to_owned() }
}

/// Tabs and line ends part cells and rows; within a cell they are spaces.
fn one_line(text: &str) -> String {
    text.split(['\t', '\r', '\n']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
