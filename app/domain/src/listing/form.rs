//! The forms of `/orders`, which send their fields as they are: without JavaScript a browser can do no other. Pure.
//!
//! A form's pairs become those of a canonical link. What a person typed is read in their language's way.

use super::Listing;
use crate::{
    Column, Columns, Currency, Locale,
    filter::{AmountRange, Pairs, Problem},
    money,
};

/// The pairs that the filter form sends for a range of days: a preset, or the days themselves, which win.
pub const DAY_PARTS: [&str; 3] = ["_preset", "_from", "_to"];

impl Listing {
    /// Reads the pairs of a link or of a form. Besides the keys of a link a form sends:
    /// `not=KEY` (the values of KEY are excluded), `created_preset|from|to` and the same for `paid`,
    /// `total_currency|min|max`, and for columns `col=NAME` with `place_NAME=1…`.
    pub fn from_form(pairs: &[(String, String)], locale: Locale) -> (Self, Vec<Problem>) {
        let mut plain: Pairs = Vec::new();
        let mut problems = Vec::new();
        let values = |key: &str| values_of(pairs, key);
        let excluded = |key: &str| values("not").contains(&key);
        let mark = |key: &str, value: &str| match excluded(key) && !value.starts_with('!') {
            true => value.split(',').map(|v| format!("!{}", v.trim())).collect::<Vec<_>>().join(","),
            false => value.to_owned(),
        };
        for (key, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            plain.push((key.clone(), mark(key, value)));
        }
        for key in ["created", "paid"] {
            let part = |suffix: &str| values(&format!("{key}{suffix}")).first().copied();
            let [preset, from, to] = DAY_PARTS.map(part);
            let days = match (from, to) {
                (None, None) => preset.map(str::to_owned),
                (from, to) => Some(format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default())),
            };
            if let Some(days) = days {
                plain.retain(|(k, _)| k != key);
                plain.push((key.to_owned(), mark(key, &days)));
            }
        }
        if let Some(currency) = values("total_currency").first() {
            let ends = ["total_min", "total_max"].map(|key| (key, values(key).first().copied()));
            match typed_range(currency, ends.map(|e| e.1), locale) {
                Some(range) => plain.push(("total".to_owned(), mark("total", &range.code()))),
                None => problems.extend(ends.iter().filter_map(|(key, value)| {
                    value.map(|value| Problem { key: (*key).to_owned(), value: value.to_owned() })
                })),
            }
        }
        let (mut listing, more) = Self::from_pairs(&plain);
        problems.extend(more);
        let chosen: Vec<Column> = values("col").into_iter().filter_map(Column::parse).collect();
        if !chosen.is_empty() {
            let place = |c: &Column| values(&format!("place_{}", c.code())).first().and_then(|p| p.parse().ok());
            let places = chosen.iter().map(|c| (*c, place(c).unwrap_or(u32::MAX)));
            listing.columns = Columns::from_places(places, &listing.columns);
        }
        (listing, problems)
    }
}

fn values_of<'a>(pairs: &'a [(String, String)], key: &str) -> Vec<&'a str> {
    pairs.iter().filter(|p| p.0 == key).map(|p| p.1.trim()).filter(|v| !v.is_empty()).collect()
}

fn typed_range(currency: &str, [min, max]: [Option<&str>; 2], locale: Locale) -> Option<AmountRange> {
    let currency = Currency::parse(currency)?;
    let end = |text: Option<&str>| match text {
        None => Some(None),
        Some(text) => money::parse_amount(text, currency, locale).map(|m| Some(m.minor)),
    };
    let (min, max) = (end(min)?, end(max)?);
    match (min, max) {
        (Some(a), Some(b)) if a > b => Some(AmountRange { currency, min: Some(b), max: Some(a) }),
        _ => Some(AmountRange { currency, min, max }),
    }
}
