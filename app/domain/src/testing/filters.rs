//! Random filters: they name what a cast holds, so that they find something. Pure.

use super::{Cast, NOW, ORIGINS, SOURCES, currency};
use crate::{
    OrderFilter, OrderKind, PaymentStatus, Slug, StageKind, Timestamp,
    filter::{
        Absence, AmountField, AmountRange, Amounts, Archived, Choice, DateField, DateFilter, Days, Flag, ManagerChoice,
        Preset, SearchToken, Text, TextField, Texts,
    },
    time::DAY,
};
use proptest::{
    collection::{btree_map, btree_set, vec},
    option,
    prelude::*,
    sample::select,
};
use std::{collections::BTreeMap, fmt::Debug};

/// A choice among values: mostly none, else a few that are wanted, not wanted, or both.
pub fn choice<T: Ord + Clone + Debug + 'static>(values: Vec<T>) -> BoxedStrategy<Choice<T>> {
    if values.is_empty() {
        return Just(Choice::default()).boxed();
    }
    let some = move |least: usize| btree_set(select(values.clone()), least..=2.max(least));
    prop_oneof![
        30 => Just(Choice::default()),
        2 => some(1).prop_map(|include| Choice { include, ..Choice::default() }),
        1 => some(1).prop_map(|exclude| Choice { exclude, ..Choice::default() }),
        1 => (some(1), some(1)).prop_map(|(include, exclude)| Choice { include, exclude }),
    ]
    .boxed()
}

/// A range of days around [`NOW`], or a preset, wanted or not.
pub fn dates() -> impl Strategy<Value = DateFilter> {
    let day = |back: i64| Timestamp(NOW.0 - back * DAY).utc().date();
    let between = (0..60_i64, 0..60_i64, 0..4).prop_filter_map("a range", move |(a, b, open)| match open {
        0 => Days::parse(&format!("{}..", day(a))),
        1 => Days::parse(&format!("..{}", day(b))),
        _ => Days::parse(&format!("{}..{}", day(a), day(b))),
    });
    let preset = select(Preset::ALL.to_vec()).prop_map(Days::Preset);
    (any::<bool>(), prop_oneof![between, preset]).prop_map(|(negated, days)| DateFilter { negated, days })
}

fn range() -> impl Strategy<Value = AmountRange> {
    let end = || option::of(prop_oneof![Just(0), Just(19_900), 0..80_000_i64]);
    (currency(), end(), end()).prop_map(|(currency, min, max)| AmountRange { currency, min, max })
}

/// Searches that find somebody of the cast, a number, or nobody.
pub fn search(cast: &Cast) -> BoxedStrategy<String> {
    let mut words: Vec<String> = vec!["100".into(), "10".into(), "#1".into(), "inc. %".into(), "zz".into()];
    for contact in &cast.contacts {
        words.extend([&contact.first_name, &contact.last_name, &contact.company, &contact.phone].map(Clone::clone));
    }
    let piece = (select(words), 0..4_usize, 1..12_usize, any::<bool>()).prop_map(|(word, from, length, upper)| {
        let text: String = word.chars().skip(from).take(length).collect();
        if upper { text.to_uppercase() } else { text.to_lowercase() }
    });
    prop_oneof![6 => Just(String::new()), 3 => piece, 1 => "\\PC{0,12}"].prop_map(|t| t.trim().to_owned()).boxed()
}

/// Any text that a filter may name, most of them of the cast.
pub fn text(known: &[&str]) -> BoxedStrategy<Text> {
    let known: Vec<String> = known.iter().filter(|t| !t.is_empty()).map(|t| (*t).to_owned()).collect();
    prop_oneof![4 => select(known), 1 => "\\PC{1,12}"].prop_filter_map("a text", |t| Text::parse(&t)).boxed()
}

fn texts(known: &[&str]) -> BoxedStrategy<Choice<Text>> {
    let some = btree_set(text(known), 1..3);
    prop_oneof![
        30 => Just(Choice::default()),
        2 => some.clone().prop_map(|include| Choice { include, ..Choice::default() }),
        1 => some.prop_map(|exclude| Choice { exclude, ..Choice::default() }),
    ]
    .boxed()
}

fn amounts() -> impl Strategy<Value = Amounts> {
    let ranges = || {
        (vec(range(), 1..3), vec(range(), 0..2)).prop_map(|(include, exclude)| Choice {
            include: include.into_iter().collect(),
            exclude: exclude.into_iter().collect(),
        })
    };
    each(AmountField::ALL, ranges)
        .prop_map(|all| all.into_iter().fold(Amounts::default(), |all, (field, choice)| all.with(field, choice)))
}

fn rare<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    option::weighted(0.06, strategy)
}

/// What is wanted of fields of a kind: mostly nothing.
fn each<F: Ord + Copy + Debug + 'static, S: Strategy>(
    fields: impl IntoIterator<Item = F>,
    wanted: impl Fn() -> S,
) -> impl Strategy<Value = BTreeMap<F, S::Value>> {
    let field = |field| rare(wanted()).prop_map(move |wanted| Some((field, wanted?)));
    let fields: Vec<_> = fields.into_iter().map(field).collect();
    fields.prop_map(|fields| fields.into_iter().flatten().collect())
}

/// Any filter on what the cast holds, without a kept search.
pub fn filter(cast: &Cast) -> BoxedStrategy<OrderFilter> {
    let funnels = cast.funnels.0.iter().map(|f| f.slug.clone()).collect();
    let stages: Vec<Slug> = cast.funnels.0.iter().flat_map(|f| f.stages.iter().map(|s| s.slug.clone())).collect();
    let mut managers = vec![ManagerChoice::Me, ManagerChoice::Nobody];
    managers.extend(cast.managers.iter().map(|m| ManagerChoice::User(m.id)));
    let tags: Vec<Slug> = cast.tags.iter().map(|t| t.1.clone()).collect();
    let tag_all =
        if tags.is_empty() { Just(Default::default()).boxed() } else { btree_set(select(tags.clone()), 1..3).boxed() };
    let countries: Vec<&str> = cast.contacts.iter().map(|c| c.country.as_str()).chain(["FR"]).collect();
    let absent = btree_map(select(Absence::ALL.to_vec()), any::<bool>(), 1..3);
    (
        (choice(funnels), choice(stages), choice(StageKind::ALL.to_vec()), choice(OrderKind::ALL.to_vec())),
        (choice(PaymentStatus::ALL.to_vec()), each(Flag::ALL, any::<bool>)),
        (each(DateField::ALL, dates), amounts()),
        (choice(managers), choice(cast.contacts.iter().map(|c| c.id).collect()), choice(tags), rare(tag_all)),
        (
            choice(cast.products.iter().map(|p| p.1.clone()).collect()),
            choice(cast.offers.iter().map(|o| o.0).collect()),
        ),
        (texts(&SOURCES), texts(&ORIGINS), texts(&["card", "bank_transfer", "cash"]), texts(&countries)),
        prop_oneof![6 => Just(Archived::No), 1 => Just(Archived::Only), 2 => Just(Archived::All)],
        (option::weighted(0.1, absent), search(cast)),
    )
        .prop_map(|(stages, (payment, flags), (dates, amounts), people, sold, texts, archived, (empty, search))| {
            OrderFilter {
                funnel: stages.0,
                stage: stages.1,
                stage_kind: stages.2,
                kind: stages.3,
                payment,
                flags,
                dates,
                amounts,
                manager: people.0,
                client: people.1,
                tag: people.2,
                tag_all: people.3.unwrap_or_default(),
                product: sold.0,
                offer: sold.1,
                texts: Texts::default()
                    .with(TextField::Source, texts.0)
                    .with(TextField::Origin, texts.1)
                    .with(TextField::Method, texts.2)
                    .with(TextField::Country, texts.3),
                empty: empty.unwrap_or_default(),
                archived,
                search,
                kept_search: None,
            }
        })
        .boxed()
}

/// Any filter as a link may say it, so also one with a kept search.
pub fn linked_filter(cast: &Cast) -> BoxedStrategy<OrderFilter> {
    let token = "[A-Za-z0-9]{16,64}".prop_filter_map("a token", |t| SearchToken::parse(&t));
    (filter(cast), option::weighted(0.2, token))
        .prop_map(|(filter, kept_search)| match kept_search {
            Some(_) => OrderFilter { kept_search, ..filter.without_search() },
            None => filter,
        })
        .boxed()
}
