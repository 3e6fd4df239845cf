//! Amounts in a column: which character begins the decimals, decided by the whole column; which currency they are of.
//! Pure. Numbers that the file stores as numbers need no decision.

use super::{Cell, Reason};
use crate::{
    Currency,
    money::{DecimalMark, currency_of_symbol, parse_decimal, split_symbol},
};
use rust_decimal::Decimal;

/// The most minor units that an amount of a file may have: sums of thousands of such amounts still fit in 64 bits.
pub const MOST: i64 = 1_000_000_000_000_000;

/// Symbols that several currencies share.
const SHARED: [&str; 9] = ["$", "¥", "kr", "kr.", "Rs", "₨", "R", "Fr", "fr."];

/// Decides the decimal mark of a column from its texts; `None` when no text tells.
pub fn decide<'a>(cells: impl Iterator<Item = &'a Cell>) -> Option<DecimalMark> {
    let (mut point, mut comma) = (0_u32, 0_u32);
    for cell in cells {
        if let Cell::Text(text) = cell {
            match evidence(text) {
                Some(DecimalMark::Point) => point += 1,
                Some(DecimalMark::Comma) => comma += 1,
                None => {}
            }
        }
    }
    match (point, comma) {
        (0, 0) => None,
        // The column contradicts itself: the mark of the greater number of rows, so that the others are listed.
        _ if point >= comma => Some(DecimalMark::Point),
        _ => Some(DecimalMark::Comma),
    }
}

/// What one text tells of the decimal mark. A single mark with three digits behind it may group thousands.
fn evidence(text: &str) -> Option<DecimalMark> {
    let at = |mark: char| text.match_indices(mark).map(|(at, _)| at).collect::<Vec<_>>();
    let (points, commas) = (at('.'), at(','));
    let between_digits = |mark: usize| {
        let digit = |c: Option<&u8>| c.is_some_and(u8::is_ascii_digit);
        digit(text.as_bytes().get(mark + 1))
    };
    let (points, commas): (Vec<usize>, Vec<usize>) = (
        points.into_iter().filter(|m| between_digits(*m)).collect(),
        commas.into_iter().filter(|m| between_digits(*m)).collect(),
    );
    match (points.as_slice(), commas.as_slice()) {
        ([], []) => None,
        ([.., point], [.., comma]) => Some(if point > comma { DecimalMark::Point } else { DecimalMark::Comma }),
        ([one], []) => is_decimal(text, *one).then_some(DecimalMark::Point),
        ([], [one]) => is_decimal(text, *one).then_some(DecimalMark::Comma),
        // A mark that occurs twice groups, so the other one begins the decimals.
        ([_, _, ..], []) => Some(DecimalMark::Comma),
        ([], [_, _, ..]) => Some(DecimalMark::Point),
    }
}

/// Whether the only mark of a text cannot group thousands.
fn is_decimal(text: &str, at: usize) -> bool {
    let behind = text.as_bytes().iter().skip(at + 1).take_while(|b| b.is_ascii_digit()).count();
    let (before, _) = text.split_at(at);
    let ahead: Vec<char> = before.chars().rev().take_while(char::is_ascii_digit).collect();
    behind != 3 || ahead.len() > 3 || ahead.is_empty() || ahead.last() == Some(&'0')
}

/// An amount and the symbol or code that stands in the same cell.
pub fn read(cell: &Cell, mark: DecimalMark) -> Result<(Decimal, Option<String>), Reason> {
    match cell {
        Cell::Number(number) => plain(number).map(|value| (value, None)).ok_or(Reason::BadAmount),
        Cell::Text(text) => {
            let (body, symbol) = without_symbol(text);
            let value = parse_decimal(&body, mark).ok_or(Reason::BadAmount)?;
            Ok((value, symbol))
        }
        Cell::Empty => Err(Reason::MissingAmount),
        Cell::Date(_) | Cell::Bool(_) => Err(Reason::BadAmount),
    }
}

/// Decimal text of a program, with a point and without groups.
pub fn plain(number: &str) -> Option<Decimal> {
    number.parse().ok().or_else(|| Decimal::from_scientific(number).ok())
}

/// The number without its symbol, wherever the sign stands: `-$12`, `($12)`, `12 $-`.
fn without_symbol(text: &str) -> (String, Option<String>) {
    let text = text.trim();
    let (inner, negative) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (rest, true),
            None => (text, false),
        },
    };
    let (body, symbol) = split_symbol(inner);
    let body = if negative { format!("-{body}") } else { body.to_owned() };
    (body, symbol.map(str::to_owned))
}

/// The currency that a symbol or code means.
pub fn currency(symbol: &str) -> Result<Currency, Reason> {
    let symbol = symbol.trim();
    match currency_of_symbol(symbol).or_else(|| currency_of_symbol(&symbol.to_lowercase())) {
        Some(currency) => Ok(currency),
        None if SHARED.contains(&symbol) => Err(Reason::AmbiguousSymbol),
        None => Err(Reason::UnknownCurrency),
    }
}

/// The currency that a header names: `Total (EUR)`, `Сума, грн`, `Prix en €`.
pub fn currency_of_header(header: &str) -> Option<Currency> {
    let named = |word: &str| {
        let code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        let symbol = ["€", "£", "₴", "zł"].contains(&word) || word.starts_with("грн");
        if code || symbol { currency(word.trim_end_matches('.')).ok() } else { None }
    };
    let mut words = header.split(|c: char| c.is_whitespace() || "(),[]/:".contains(c)).filter(|w| !w.is_empty());
    // The first word says what the column is; in a header of capitals every word looks like a code.
    words.next().filter(|first| first.chars().any(char::is_lowercase))?;
    words.find_map(named)
}
