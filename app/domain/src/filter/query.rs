//! Filters in URLs: stable English keys, canonical when written, forgiving when read. Pure.
//!
//! Laws: reading what was written gives the same filter, and writing that again the same text. What cannot be read is
//! a `Problem` to be shown; it never silently widens the set of orders.

use super::{
    Absence, AmountRange, Archived, Choice, DateFilter, ManagerChoice, OrderFilter, SearchToken, Text, TextField,
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
            overdue,
            stale,
            attention,
            comment,
            created,
            paid,
            updated,
            due,
            access,
            total,
            received,
            owed,
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
        let flag = |flag: &Option<bool>| flag.map(|yes| (if yes { "yes" } else { "no" }).to_owned());
        let empty = empty.iter().map(|(what, lacks)| Value { negated: !lacks, text: what.code().to_owned() });
        let all_of = tag_all.iter().map(|tag| Value { negated: false, text: slug(tag) });
        let filled = |list: String| Some(list).filter(|list| !list.is_empty());
        let pairs = [
            ("funnel", write(funnel, slug)),
            ("stage", write(stage, slug)),
            ("stage_kind", write(stage_kind, |k| k.code().into())),
            ("kind", write(kind, |k| k.code().into())),
            ("payment", write(payment, |p| p.code().into())),
            ("overdue", flag(overdue)),
            ("stale", flag(stale)),
            ("attention", flag(attention)),
            ("comment", flag(comment)),
            ("created", created.map(DateFilter::code)),
            ("paid", paid.map(DateFilter::code)),
            ("updated", updated.map(DateFilter::code)),
            ("due", due.map(DateFilter::code)),
            ("access", access.map(DateFilter::code)),
            ("total", write(total, AmountRange::code)),
            ("received", write(received, AmountRange::code)),
            ("owed", write(owed, AmountRange::code)),
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
        pairs
            .into_iter()
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
                "total" => read(&mut filter.total, value, AmountRange::parse),
                "manager" => read(&mut filter.manager, value, ManagerChoice::parse),
                "product" => read(&mut filter.product, value, Slug::parse),
                "tag" => read(&mut filter.tag, value, Slug::parse),
                "client" => read(&mut filter.client, value, |t| t.parse().ok().map(ContactId)),
                "offer" => read(&mut filter.offer, value, |t| t.parse().ok().map(OfferId)),
                "received" => read(&mut filter.received, value, AmountRange::parse),
                "owed" => read(&mut filter.owed, value, AmountRange::parse),
                "tag_all" => each(value, |negated, text| {
                    let tag = Slug::parse(text).filter(|_| !negated);
                    set(tag, |tag| _ = filter.tag_all.insert(tag))
                }),
                "empty" => each(value, |negated, text| {
                    set(Absence::parse(text), |what| _ = filter.empty.insert(what, !negated))
                }),
                "overdue" => set(flag(value), |v| filter.overdue = Some(v)),
                "stale" => set(flag(value), |v| filter.stale = Some(v)),
                "attention" => set(flag(value), |v| filter.attention = Some(v)),
                "comment" => set(flag(value), |v| filter.comment = Some(v)),
                "created" => set(DateFilter::parse(value.trim()), |v| filter.created = Some(v)),
                "paid" => set(DateFilter::parse(value.trim()), |v| filter.paid = Some(v)),
                "updated" => set(DateFilter::parse(value.trim()), |v| filter.updated = Some(v)),
                "due" => set(DateFilter::parse(value.trim()), |v| filter.due = Some(v)),
                "access" => set(DateFilter::parse(value.trim()), |v| filter.access = Some(v)),
                "s" => set(SearchToken::parse(value.trim()), |v| filter.kept_search = Some(v)),
                "archived" => set(Archived::parse(value), |v| filter.archived = v),
                "q" => {
                    let limited: String = value.trim().chars().take(crate::search::MAX_LENGTH).collect();
                    filter.search = limited.trim_end().to_owned();
                    true
                }
                key => match TextField::parse(key) {
                    Some(field) => {
                        let mut choice = filter.texts.get(field).clone();
                        let understood = read(&mut choice, value, Text::parse);
                        filter.texts = std::mem::take(&mut filter.texts).with(field, choice);
                        understood
                    }
                    None => true,
                },
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

/// Gives each value of a pair to `take`; false when it did not understand one of them.
fn each(list: &str, mut take: impl FnMut(bool, &str) -> bool) -> bool {
    let mut understood = true;
    for value in values::split(list) {
        understood &= take(value.negated, &value.text);
    }
    understood
}
