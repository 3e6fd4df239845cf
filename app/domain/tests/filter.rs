//! Filters in links: what was written is read back the same, and what is not understood is said.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use chrono::NaiveDate;
use domain::{
    OrderFilter, Timestamp, Zone,
    filter::{
        Absence, AmountRange, Archived, Choice, DateField, DateFilter, Days, Flag, ManagerChoice, Moment, Preset,
        Problem, SearchToken, Text, TextField, Texts, decode, encode_pairs,
        values::{self, Value},
    },
    ids::{ContactId, OfferId, UserId},
    testing,
    time::DAY,
};
use proptest::prelude::*;

mod common;
use common::{cast, order_of};

fn read(query: &str) -> (OrderFilter, Vec<Problem>) {
    OrderFilter::from_pairs(&decode(query))
}

proptest! {
    #[test]
    fn a_filter_is_read_back_as_it_was_written(filter in testing::linked_filter(&cast())) {
        let pairs = filter.to_pairs();
        let (again, problems) = OrderFilter::from_pairs(&pairs);
        prop_assert_eq!(problems, vec![]);
        prop_assert_eq!(&again, &filter);
        prop_assert_eq!(again.to_pairs(), pairs);
    }

    #[test]
    fn a_filter_of_any_slugs_is_read_back(slugs in prop::collection::vec(testing::slug(), 1..4), search in "\\PC{0,250}") {
        let filter = OrderFilter {
            tag: Choice { include: slugs.iter().cloned().collect(), exclude: slugs.first().cloned().into_iter().collect() },
            ..read(&encode_pairs([("q", search)])).0
        };
        let query = encode_pairs(filter.to_pairs());
        let (again, problems) = read(&query);
        prop_assert_eq!((&again, problems), (&filter, vec![]));
        prop_assert_eq!(encode_pairs(again.to_pairs()), query);
    }

    #[test]
    fn a_list_of_any_texts_is_read_back(list in prop::collection::vec((any::<bool>(), "[^\0]{1,12}|[ ,!\\\\a]{1,5}"), 0..5)) {
        let list: Vec<Value> = list.into_iter().map(|(negated, text)| Value { negated, text }).collect();
        let written = values::join(list.clone());
        prop_assert_eq!(values::split(&written), list, "{}", written);
    }

    #[test]
    fn a_filter_of_any_texts_is_read_back(texts in prop::collection::btree_set(testing::text(&testing::SOURCES), 1..4)) {
        let both = Choice { include: texts.clone(), exclude: texts };
        let texts = TextField::ALL.iter().fold(Texts::default(), |texts, field| texts.with(*field, both.clone()));
        let filter = OrderFilter { texts, ..OrderFilter::default() };
        let (again, problems) = read(&encode_pairs(filter.to_pairs()));
        prop_assert_eq!((again, problems), (filter, vec![]));
    }

    #[test]
    fn a_flag_and_its_opposite_split_the_orders(draft in testing::draft(&cast()), later in -20..20_i64) {
        let order = order_of(&draft.check().unwrap(), &cast());
        let zone = Zone::utc();
        let moment = Moment { now: Timestamp(testing::NOW.0 + later * DAY), zone: &zone, me: None };
        let passes = |f: OrderFilter| f.resolve(&moment).matches(&order);
        let none = OrderFilter::default;
        let flagged = |flag, yes| passes(OrderFilter { flags: [(flag, yes)].into(), ..none() });
        for flag in Flag::ALL {
            prop_assert_ne!(flagged(flag, true), flagged(flag, false));
        }
        for what in Absence::ALL {
            let lacks = |lacks| OrderFilter { empty: [(what, lacks)].into(), ..none() };
            prop_assert_ne!(passes(lacks(true)), passes(lacks(false)), "{:?}", what);
        }
        prop_assert_eq!(flagged(Flag::Comment, true), passes(OrderFilter { empty: [(Absence::Comment, false)].into(), ..none() }));
    }

    #[test]
    fn pairs_of_any_text_survive_a_link(pairs in prop::collection::vec((".{1,12}", ".{0,20}"), 0..5)) {
        let query = encode_pairs(pairs.clone());
        prop_assert!(query.is_ascii());
        prop_assert_eq!(decode(&query), pairs);
    }

    #[test]
    fn no_link_makes_the_reader_panic_and_what_was_read_is_stable(query in "\\PC{0,60}|((q|s|tag|tag_all|created|due|total|owed|manager|client|offer|kind|source|country|empty|stale|archived)=[!a-z0-9:.,%+\\\\-]{0,20}&?){0,4}") {
        let (filter, _) = read(&query);
        let canonical = encode_pairs(filter.to_pairs());
        let (again, problems) = read(&canonical);
        prop_assert_eq!((&again, problems), (&filter, vec![]));
        prop_assert_eq!(encode_pairs(again.to_pairs()), canonical);
    }

    #[test]
    fn without_a_filter_every_order_passes_that_is_not_archived(draft in testing::draft(&cast())) {
        let mut order = order_of(&draft.check().unwrap(), &cast());
        let zone = Zone::utc();
        let moment = Moment { now: testing::NOW, zone: &zone, me: None };
        let archived = |archived| OrderFilter { archived, ..OrderFilter::default() }.resolve(&moment);
        prop_assert!(archived(Archived::No).matches(&order) && archived(Archived::All).matches(&order));
        prop_assert!(!archived(Archived::Only).matches(&order));
        order.archived_at = Some(testing::NOW);
        prop_assert!(!archived(Archived::No).matches(&order) && archived(Archived::Only).matches(&order));
    }

    #[test]
    fn wanted_and_excluded_values_split_the_orders(draft in testing::draft(&cast()), filter in testing::filter(&cast())) {
        let order = order_of(&draft.check().unwrap(), &cast());
        let zone = Zone::utc();
        let moment = Moment { now: testing::NOW, zone: &zone, me: Some(UserId(2)) };
        // Turning one field's wanted values into excluded ones turns the answer of that field around.
        let passes = |f: OrderFilter| f.resolve(&moment).matches(&order);
        let tag = Choice { include: filter.tag.include, exclude: Default::default() };
        if !tag.include.is_empty() {
            let turned = Choice { include: Default::default(), exclude: tag.include.clone() };
            let only = |tag| OrderFilter { tag, ..OrderFilter::default() };
            prop_assert_ne!(passes(only(tag)), passes(only(turned)));
        }
        for (field, dates) in filter.dates {
            let only = |dates| OrderFilter { dates: [(field, dates)].into(), ..OrderFilter::default() };
            prop_assert_ne!(passes(only(dates)), passes(only(DateFilter { negated: !dates.negated, ..dates })));
        }
    }
}

#[test]
fn what_is_not_understood_is_a_problem_and_widens_nothing_in_silence() {
    for (key, value) in [
        ("kind", "standard,gift"),
        ("payment", "maybe"),
        ("stage_kind", "!lost"),
        ("created", "2026-02-30"),
        ("created", "26-1-1"),
        ("created", ".."),
        ("created", "1969-12-31"),
        ("paid", "soon"),
        ("total", "EUR:1.234.."),
        ("total", "XXX:1.."),
        ("total", "EUR:a..b"),
        ("manager", "somebody"),
        ("tag", "a b"),
        ("archived", "perhaps"),
        ("overdue", "maybe"),
        ("stale", "!yes"),
        ("comment", "1"),
        ("empty", "stage"),
        ("tag_all", "!vip"),
        ("client", "Anna"),
        ("offer", "spring"),
        ("due", "next week"),
        ("owed", "1..2"),
        ("s", "short"),
        ("s", "../../../../etc/passwd"),
    ] {
        let (_, problems) = OrderFilter::from_pairs(&[(key.into(), value.into())]);
        assert_eq!(problems, [Problem { key: key.into(), value: value.into() }], "{key}={value}");
    }
    assert_eq!(read("page=7&unknown=x&q=").1, []);
}

#[test]
fn links_are_forgiving_when_read_and_canonical_when_written() {
    let (filter, problems) =
        read("tag=vip,+!retour,&tag=vip&created=2026-11-23..2026-11-01&total=eur:100.50..&manager=me,none,7");
    assert_eq!(problems, []);
    assert!(filter.dates.get(&DateField::Created).is_some_and(|d| d.code() == "2026-11-01..2026-11-23"));
    let canonical = "created=2026-11-01..2026-11-23&total=EUR:100.5..&manager=me,none,7&tag=vip,!retour";
    assert_eq!(encode_pairs(filter.to_pairs()), canonical);
    assert!(filter.manager.include.contains(&ManagerChoice::User(UserId(7))));
}

#[test]
fn texts_of_lists_stand_plainly_where_they_can() {
    let text = |t: &str| Text::parse(t).unwrap();
    let filter = OrderFilter {
        texts: Texts::default().with(
            TextField::Source,
            Choice { include: [text("a, b"), text("news letter")].into(), exclude: [text("!x"), text(" y\\")].into() },
        ),
        offer: Choice::only(OfferId(7)),
        client: Choice { exclude: [ContactId(3)].into(), ..Choice::default() },
        empty: [(Absence::Manager, true), (Absence::Tag, false)].into(),
        ..OrderFilter::default()
    };
    let source = r"a\, b,news letter,!\ y\\,!\!x";
    let expected = [("client", "!3"), ("offer", "7"), ("source", source), ("empty", "manager,!tag")];
    assert_eq!(filter.to_pairs(), expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
    assert_eq!(read(r"source=+a+,,+!+b+,\").0.texts.get(TextField::Source).include, [text("a"), text("\\")].into());
}

#[test]
fn a_search_that_nobody_can_open_lets_nothing_through() {
    let token = "s=0123456789abcdefghij";
    let (filter, problems) = read(&format!("q=anna&{token}&kind=standard"));
    assert_eq!(problems, []);
    assert_eq!(filter.search, "", "a link holds one search");
    assert_eq!(filter.kept_search, SearchToken::parse("0123456789abcdefghij"));
    let zone = Zone::utc();
    let moment = Moment { now: testing::NOW, zone: &zone, me: None };
    assert!(filter.clone().opened(None).resolve(&moment).lost_search);
    let opened = filter.opened(Some("anna@example.org".into()));
    assert_eq!((opened.search.as_str(), &opened.kept_search), ("anna@example.org", &None));
    assert!(!opened.resolve(&moment).lost_search);
    // A filter that keeps no search is not changed by a text.
    assert_eq!(OrderFilter::default().opened(Some("x".into())), OrderFilter::default());
}

#[test]
fn all_of_several_tags_is_less_than_any_of_them() {
    let mut order = order_of(&testing::Dice::new(1).roll(&testing::draft(&cast())).check().unwrap(), &cast());
    let tag = |t: &str| domain::order::TagLabel { slug: domain::Slug::of(t).unwrap(), name: t.into() };
    order.tags = vec![tag("vip"), tag("retour")];
    let zone = Zone::utc();
    let passes =
        |query: &str| read(query).0.resolve(&Moment { now: testing::NOW, zone: &zone, me: None }).matches(&order);
    assert!(passes("tag_all=vip,retour") && passes("tag_all=vip") && passes("tag=vip,other"));
    assert!(!passes("tag_all=vip,other") && !passes("tag_all=vip&tag=!retour"));
}

#[test]
fn an_amount_range_holds_both_ends_in_its_own_currency() {
    let range = AmountRange::parse("JPY:100..200").unwrap();
    let yen = range.currency;
    assert!(range.contains(yen, 100) && range.contains(yen, 200));
    assert!(!range.contains(yen, 99) && !range.contains(yen, 201) && !range.contains(domain::Currency::EURO, 150));
    assert_eq!(AmountRange::parse("EUR:0.10..").unwrap().min, Some(10));
    assert_eq!(AmountRange::parse("KWD").unwrap().code(), "KWD");
}

#[test]
fn presets_are_ranges_of_whole_days_around_today() {
    // A leap day, a Thursday.
    let today = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let ends = |preset| {
        let range = Days::Preset(preset).range(today);
        format!("{} {}", range.from.unwrap(), range.to.unwrap())
    };
    assert_eq!(ends(Preset::Today), "2024-02-29 2024-02-29");
    assert_eq!(ends(Preset::Yesterday), "2024-02-28 2024-02-28");
    assert_eq!(ends(Preset::Last7Days), "2024-02-23 2024-02-29");
    assert_eq!(ends(Preset::Last30Days), "2024-01-31 2024-02-29");
    assert_eq!(ends(Preset::ThisWeek), "2024-02-26 2024-03-03");
    assert_eq!(ends(Preset::ThisMonth), "2024-02-01 2024-02-29");
    assert_eq!(ends(Preset::LastMonth), "2024-01-01 2024-01-31");
    assert_eq!(ends(Preset::ThisYear), "2024-01-01 2024-12-31");
    assert_eq!(ends(Preset::LastYear), "2023-01-01 2023-12-31");
    assert_eq!(ends(Preset::Tomorrow), "2024-03-01 2024-03-01");
    assert_eq!(ends(Preset::Next7Days), "2024-02-29 2024-03-06");
    assert_eq!(ends(Preset::Next30Days), "2024-02-29 2024-03-29");
    for preset in Preset::PAST.into_iter().chain(Preset::COMING) {
        assert_eq!(Days::parse(preset.code()), Some(Days::Preset(preset)));
    }
    assert_eq!(Timestamp(0).utc().date().to_string(), "1970-01-01");
}
