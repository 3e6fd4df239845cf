//! The forms of `/orders`, which send their fields as they are: without JavaScript a browser can do no other. Pure.
//!
//! A form's pairs become those of a canonical link. What a person typed is read in their language's way.

use super::Listing;
use crate::{
    CardFields, Column, Columns, Currency, Locale,
    filter::{
        AmountField, AmountRange, DateField, Pairs, Problem, TextField,
        values::{self, Value},
    },
    money,
};

/// The pairs that the filter form sends for a range of days: a preset, or the days themselves, which win.
pub const DAY_PARTS: [&str; 3] = ["_preset", "_from", "_to"];

/// Fields of which somebody may type a name: `product_text`. The server finds what it names; until then it is a problem.
pub const NAMED: [&str; 5] = ["client", "product", "offer", "tag", "tag_all"];

impl Listing {
    /// Reads the pairs of a link or of a form. Besides the keys of a link a form sends:
    /// `not=KEY` (the values of KEY are excluded), `created_preset|from|to` and the same for other days,
    /// `total_currency|min|max` and the same for other amounts, `source_text` and the like, and for columns `col=NAME`
    /// with `place_NAME=1…`, and for what cards say `card_fields=yes` with `field=NAME`.
    pub fn from_form(pairs: &[(String, String)], locale: Locale) -> (Self, Vec<Problem>) {
        let mut plain: Pairs = Vec::new();
        let mut problems = Vec::new();
        let values_of = |key: &str| texts_of(pairs, key);
        let excluded = |key: &str| values_of("not").contains(&key);
        let mark = |key: &str, value: &str| match excluded(key) {
            true => values::join(values::split(value).into_iter().map(|v| Value { negated: true, ..v })),
            false => value.to_owned(),
        };
        for (key, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            plain.push((key.clone(), mark(key, value)));
        }
        // A text may be typed as it is: `source_text`.
        for key in TextField::ALL.map(TextField::code) {
            let typed =
                values_of(&format!("{key}_text")).into_iter().map(|text| Value { negated: false, text: text.into() });
            plain.push((key.to_owned(), mark(key, &values::join(typed))));
        }
        problems.extend(NAMED.iter().flat_map(|key| {
            let key = format!("{key}_text");
            let typed = values_of(&key).into_iter().map(str::to_owned).collect::<Vec<_>>();
            typed.into_iter().map(move |value| Problem { key: key.clone(), value })
        }));
        for key in DateField::ALL.map(DateField::code) {
            let part = |suffix: &str| values_of(&format!("{key}{suffix}")).first().copied();
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
        for key in AmountField::ALL.map(AmountField::code) {
            let Some(currency) = values_of(&format!("{key}_currency")).first().copied() else { continue };
            let ends = ["min", "max"].map(|end| format!("{key}_{end}"));
            let typed = [&ends[0], &ends[1]].map(|end| values_of(end).first().copied());
            match typed_range(currency, typed, locale) {
                Some(range) => plain.push((key.to_owned(), mark(key, &range.code()))),
                None => problems.extend(ends.iter().zip(typed).filter_map(|(key, value)| {
                    value.map(|value| Problem { key: key.clone(), value: value.to_owned() })
                })),
            }
        }
        let (mut listing, more) = Self::from_pairs(&plain);
        problems.extend(more);
        let chosen: Vec<Column> = values_of("col").into_iter().filter_map(Column::parse).collect();
        if !chosen.is_empty() {
            let place = |c: &Column| values_of(&format!("place_{}", c.code())).first().and_then(|p| p.parse().ok());
            let places = chosen.iter().map(|c| (*c, place(c).unwrap_or(u32::MAX)));
            listing.columns = Columns::from_places(places, &listing.columns);
        }
        // A form whose boxes are all empty says so too.
        if !values_of("card_fields").is_empty() {
            listing.card = CardFields::new(values_of("field").into_iter().filter_map(Column::parse));
        }
        (listing, problems)
    }
}

fn texts_of<'a>(pairs: &'a [(String, String)], key: &str) -> Vec<&'a str> {
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
