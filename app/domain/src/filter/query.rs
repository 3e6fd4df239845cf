//! Filters in URLs: stable English keys, canonical when written, forgiving when read. Pure.
//!
//! Laws: reading what was written gives the same filter, and writing that again the same text. What cannot be read is
//! a `Problem` to be shown; it never silently widens the set of orders.

use super::{AmountRange, Archived, Choice, DateFilter, ManagerChoice, OrderFilter};
use crate::{OrderKind, PaymentStatus, Slug, StageKind};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// Decoded pairs of a query string, in order.
pub type Pairs = Vec<(String, String)>;

/// A part of a link that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The key.
    pub key: String,
    /// The value that says nothing under this key.
    pub value: String,
}

/// What stays readable in our links: no character that separates pairs or that browsers rewrite.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b',').remove(b':').remove(b'!');

/// Splits a query string (without `?`) into decoded pairs.
pub fn decode(query: &str) -> Pairs {
    let text = |t: &str| percent_decode_str(&t.replace('+', " ")).decode_utf8_lossy().into_owned();
    query
        .split('&')
        .filter(|p| !p.is_empty())
        .map(|p| p.split_once('=').unwrap_or((p, "")))
        .map(|(k, v)| (text(k), text(v)))
        .collect()
}

/// One segment of a path, or a key or value of a query, as our links write it.
pub fn encode_component(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// Writes pairs as a query string (without `?`).
pub fn encode_pairs<K: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (K, V)>) -> String {
    let pairs: Vec<String> = pairs
        .into_iter()
        .map(|(k, v)| format!("{}={}", encode_component(k.as_ref()), encode_component(v.as_ref())))
        .collect();
    pairs.join("&")
}

impl OrderFilter {
    /// The pairs of a canonical link; what is default is left out.
    pub fn to_pairs(&self) -> Pairs {
        // Destructured, so that a new field is an error here until it has a key.
        let Self {
            funnel,
            stage,
            stage_kind,
            kind,
            payment,
            created,
            paid,
            total,
            manager,
            product,
            tag,
            archived,
            search,
        } = self;
        let slug = |s: &Slug| s.as_str().to_owned();
        let pairs = [
            ("funnel", write(funnel, slug)),
            ("stage", write(stage, slug)),
            ("stage_kind", write(stage_kind, |k| k.code().into())),
            ("kind", write(kind, |k| k.code().into())),
            ("payment", write(payment, |p| p.code().into())),
            ("created", created.map(DateFilter::code)),
            ("paid", paid.map(DateFilter::code)),
            ("total", write(total, AmountRange::code)),
            ("manager", write(manager, |m| m.code())),
            ("product", write(product, slug)),
            ("tag", write(tag, slug)),
            ("archived", archived.code().map(str::to_owned)),
            ("q", Some(search.clone()).filter(|s| !s.is_empty())),
        ];
        pairs.into_iter().filter_map(|(key, value)| value.map(|v| (key.to_owned(), v))).collect()
    }

    /// Reads the pairs of a link. A key may be repeated, as forms do; unknown keys are ignored.
    pub fn from_pairs(pairs: &[(String, String)]) -> (Self, Vec<Problem>) {
        let mut filter = Self::default();
        let mut problems = Vec::new();
        for (key, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let understood = match key.as_str() {
                "funnel" => read(&mut filter.funnel, value, Slug::parse),
                "stage" => read(&mut filter.stage, value, Slug::parse),
                "stage_kind" => read(&mut filter.stage_kind, value, StageKind::parse),
                "kind" => read(&mut filter.kind, value, OrderKind::parse),
                "payment" => read(&mut filter.payment, value, PaymentStatus::parse),
                "total" => read(&mut filter.total, value, AmountRange::parse),
                "manager" => read(&mut filter.manager, value, ManagerChoice::parse),
                "product" => read(&mut filter.product, value, Slug::parse),
                "tag" => read(&mut filter.tag, value, Slug::parse),
                "created" => set(DateFilter::parse(value.trim()), |v| filter.created = Some(v)),
                "paid" => set(DateFilter::parse(value.trim()), |v| filter.paid = Some(v)),
                "archived" => set(Archived::parse(value), |v| filter.archived = v),
                "q" => {
                    let limited: String = value.trim().chars().take(crate::search::MAX_LENGTH).collect();
                    filter.search = limited.trim_end().to_owned();
                    true
                }
                _ => true,
            };
            if !understood {
                problems.push(Problem { key: key.clone(), value: value.clone() });
            }
        }
        (filter, problems)
    }
}

fn set<T>(value: Option<T>, assign: impl FnOnce(T)) -> bool {
    value.map(assign).is_some()
}

fn write<T: Ord + Clone>(choice: &Choice<T>, code: impl Fn(&T) -> String) -> Option<String> {
    let wanted = choice.include.iter().map(&code);
    let unwanted = choice.exclude.iter().map(|v| format!("!{}", code(v)));
    let all: Vec<String> = wanted.chain(unwanted).collect();
    (!all.is_empty()).then(|| all.join(","))
}

/// Adds the values of one pair to a choice; false when one of them says nothing.
fn read<T: Ord + Clone>(choice: &mut Choice<T>, text: &str, parse: impl Fn(&str) -> Option<T>) -> bool {
    let mut understood = true;
    for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let (negated, name) = match part.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, part),
        };
        match parse(name) {
            Some(value) if negated => drop(choice.exclude.insert(value)),
            Some(value) => drop(choice.include.insert(value)),
            None => understood = false,
        }
    }
    understood
}
