//! Chosen rows as text for a spreadsheet: the shown columns in their order, apart by tabs, below a line of heads.
//!
//! Amounts are plain numbers with the decimal mark of the language, days are ISO 8601 in the desk's zone. Text that a
//! spreadsheet would take for a formula gets an apostrophe, numbers and phones excepted.

use super::sheet::{Plain, Sheet};
use crate::{context::Boot, i18n::Words};
use chrono::{NaiveDateTime, Timelike};
use domain::{Columns, Locale, Order};

/// The text of these orders in these columns.
pub fn tsv<'a>(orders: impl IntoIterator<Item = &'a Order>, columns: &Columns, boot: &Boot) -> String {
    let sheet = Sheet::new(columns, Words(boot.locale), boot.zone.clone(), boot.now);
    let mut text = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        for (n, cell) in cells.enumerate() {
            text.push_str(if n == 0 { "" } else { "\t" });
            text.push_str(&one_line(&cell));
        }
        text.push_str("\r\n");
    };
    line(&mut sheet.header().into_iter().map(str::to_owned));
    for order in orders {
        line(&mut sheet.row(order).into_iter().map(|cell| written(cell, boot.locale)));
    }
    text
}

fn written(cell: Plain, locale: Locale) -> String {
    match cell {
        Plain::Empty => String::new(),
        Plain::Text(text) => safe(&text),
        Plain::Phone(phone) => safe(&phone),
        Plain::Amount(money) => plain(money.decimal(), locale),
        Plain::Integer(number) => number.to_string(),
        Plain::DateTime(at) => minute(at),
        Plain::Date(day) => day.to_string(),
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
