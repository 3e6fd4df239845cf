//! Filters in URLs: stable English keys, canonical when written, forgiving when read. Pure.
//!
//! Laws: reading what was written gives the same filter, and writing that again the same text. What cannot be read is
//! a `Problem` to be shown; it never silently widens the set of orders.

use super::{
    Absence, AmountField, AmountRange, Archived, Choice, Choices, DateField, DateFilter, Flag, ManagerChoice,
    OrderFilter, SearchToken, Text, TextField,
    values::{self, Value},
};
use crate::{
    OrderKind, PaymentStatus, Slug, StageKind,
    ids::{ContactId, OfferId},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// How many values a link may give for one key: each is a condition of the query.
const VALUES_MAX: usize = 100;
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
            flags,
            dates,
            amounts,
            manager,
            client,
            product,
            offer,
            tag,
            tag_all,
            texts,
            empty,
            archived,
            search,
            kept_search,
        } = self;
        let slug = |s: &Slug| s.as_str().to_owned();
        let empty = empty.iter().map(|(what, lacks)| Value { negated: !lacks, text: what.code().to_owned() });
        let all_of = tag_all.iter().map(|tag| Value { negated: false, text: slug(tag) });
        let filled = |list: String| Some(list).filter(|list| !list.is_empty());
        let first = [
            ("funnel", write(funnel, slug)),
            ("stage", write(stage, slug)),
            ("stage_kind", write(stage_kind, |k| k.code().into())),
            ("kind", write(kind, |k| k.code().into())),
            ("payment", write(payment, |p| p.code().into())),
        ];
        let flags = flags.iter().map(|(flag, yes)| (flag.code(), Some((if *yes { "yes" } else { "no" }).to_owned())));
        let dates = dates.iter().map(|(field, dates)| (field.code(), Some(dates.code())));
        let amounts = amounts.iter().map(|(field, choice)| (field.code(), write(choice, AmountRange::code)));
        let people = [
            ("manager", write(manager, |m| m.code())),
            ("client", write(client, ContactId::to_string)),
            ("product", write(product, slug)),
            ("offer", write(offer, OfferId::to_string)),
            ("tag", write(tag, slug)),
            ("tag_all", filled(values::join(all_of))),
        ];
        let texts = texts.iter().map(|(field, choice)| (field.code(), write(choice, |t| t.as_str().to_owned())));
        let rest = [
            ("empty", filled(values::join(empty))),
            ("archived", archived.code().map(str::to_owned)),
            ("q", filled(search.clone())),
            ("s", kept_search.as_ref().map(|token| token.as_str().to_owned())),
        ];
        first
            .into_iter()
            .chain(flags)
            .chain(dates)
            .chain(amounts)
            .chain(people)
            .chain(texts)
            .chain(rest)
            .filter_map(|(key, value)| value.map(|v| (key.to_owned(), v)))
            .collect()
    }

    /// Reads the pairs of a link. A key may be repeated, as forms do; unknown keys are ignored.
    pub fn from_pairs(pairs: &[(String, String)]) -> (Self, Vec<Problem>) {
        let mut filter = Self::default();
        let mut problems = Vec::new();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (key, value) in pairs.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let count = counts.entry(key).or_default();
            *count += values::split(value).len();
            if *count > VALUES_MAX && key != "q" {
                problems.push(Problem { key: key.clone(), value: value.chars().take(VALUES_MAX).collect() });
                continue;
            }
            let understood = match key.as_str() {
                "funnel" => read(&mut filter.funnel, value, Slug::parse),
                "stage" => read(&mut filter.stage, value, Slug::parse),
                "stage_kind" => read(&mut filter.stage_kind, value, StageKind::parse),
                "kind" => read(&mut filter.kind, value, OrderKind::parse),
                "payment" => read(&mut filter.payment, value, PaymentStatus::parse),
                "manager" => read(&mut filter.manager, value, ManagerChoice::parse),
                "product" => read(&mut filter.product, value, Slug::parse),
                "tag" => read(&mut filter.tag, value, Slug::parse),
                "client" => read(&mut filter.client, value, |t| t.parse().ok().map(ContactId)),
                "offer" => read(&mut filter.offer, value, |t| t.parse().ok().map(OfferId)),
                "tag_all" => each(value, |negated, text| {
                    let tag = Slug::parse(text).filter(|_| !negated);
                    set(tag, |tag| _ = filter.tag_all.insert(tag))
                }),
                "empty" => each(value, |negated, text| {
                    set(Absence::parse(text), |what| _ = filter.empty.insert(what, !negated))
                }),
                "s" => set(SearchToken::parse(value.trim()), |v| filter.kept_search = Some(v)),
                "archived" => set(Archived::parse(value), |v| filter.archived = v),
                "q" => {
                    let limited: String = value.trim().chars().take(crate::search::MAX_LENGTH).collect();
                    filter.search = limited.trim_end().to_owned();
                    true
                }
                key => filter.read_field(key, value),
            };
            if !understood {
                problems.push(Problem { key: key.clone(), value: value.clone() });
            }
        }
        // A link holds one search: the one that names a person wins, and the other never stands beside it.
        if filter.kept_search.is_some() {
            filter.search.clear();
        }
        (filter, problems)
    }

    /// Reads the value of a field that is one of many alike; a key that nobody knows says nothing.
    fn read_field(&mut self, key: &str, value: &str) -> bool {
        if let Some(field) = Flag::parse(key) {
            set(flag(value), |yes| _ = self.flags.insert(field, yes))
        } else if let Some(field) = DateField::parse(key) {
            set(DateFilter::parse(value.trim()), |dates| _ = self.dates.insert(field, dates))
        } else if let Some(field) = AmountField::parse(key) {
            read_one(&mut self.amounts, field, value, AmountRange::parse)
        } else if let Some(field) = TextField::parse(key) {
            read_one(&mut self.texts, field, value, Text::parse)
        } else {
            true
        }
    }
}

fn flag(text: &str) -> Option<bool> {
    match text.trim() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn set<T>(value: Option<T>, assign: impl FnOnce(T)) -> bool {
    value.map(assign).is_some()
}

fn write<T: Ord + Clone>(choice: &Choice<T>, code: impl Fn(&T) -> String) -> Option<String> {
    let value = |negated: bool| {
        let code = &code;
        move |v: &T| Value { negated, text: code(v) }
    };
    let wanted = choice.include.iter().map(value(false));
    let list = values::join(wanted.chain(choice.exclude.iter().map(value(true))));
    (!list.is_empty()).then_some(list)
}

/// Adds the values of one pair to a choice; false when one of them says nothing.
fn read<T: Ord + Clone>(choice: &mut Choice<T>, list: &str, parse: impl Fn(&str) -> Option<T>) -> bool {
    each(list, |negated, text| {
        let side = if negated { &mut choice.exclude } else { &mut choice.include };
        set(parse(text), |value| _ = side.insert(value))
    })
}

/// The same of one field among several.
fn read_one<F: Ord + Copy, T: Ord + Clone>(
    choices: &mut Choices<F, T>,
    field: F,
    list: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> bool {
    let mut choice = choices.get(field);
    let understood = read(&mut choice, list, parse);
    choices.set(field, choice);
    understood
}

/// Gives each value of a pair to `take`; false when it did not understand one of them.
fn each(list: &str, mut take: impl FnMut(bool, &str) -> bool) -> bool {
    let mut understood = true;
    for value in values::split(list) {
        understood &= take(value.negated, &value.text);
    }
    understood
}
