//! Filters in links: what was written is read back the same, and what is not understood is said.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use chrono::NaiveDate;
use domain::{
    OrderFilter, Timestamp, Zone,
    filter::{
        AmountRange, Archived, Choice, DateFilter, Days, ManagerChoice, Moment, Preset, Problem, decode, encode_pairs,
    },
    ids::UserId,
    testing,
};
use proptest::prelude::*;

mod common;
use common::{cast, order_of};

fn read(query: &str) -> (OrderFilter, Vec<Problem>) {
    OrderFilter::from_pairs(&decode(query))
}

proptest! {
    #[test]
    fn a_filter_is_read_back_as_it_was_written(filter in testing::filter(&cast())) {
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
    fn pairs_of_any_text_survive_a_link(pairs in prop::collection::vec((".{1,12}", ".{0,20}"), 0..5)) {
        let query = encode_pairs(pairs.clone());
        prop_assert!(query.is_ascii());
        prop_assert_eq!(decode(&query), pairs);
    }

    #[test]
    fn no_link_makes_the_reader_panic_and_what_was_read_is_stable(query in "\\PC{0,60}|((q|tag|created|total|manager|kind|archived)=[!a-z0-9:.,%+-]{0,20}&?){0,4}") {
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
        if let Some(dates) = filter.paid {
            let only = |paid| OrderFilter { paid: Some(paid), ..OrderFilter::default() };
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
    assert!(filter.created.is_some_and(|d| d.code() == "2026-11-01..2026-11-23"));
    let canonical = "created=2026-11-01..2026-11-23&total=EUR:100.5..&manager=me,none,7&tag=vip,!retour";
    assert_eq!(encode_pairs(filter.to_pairs()), canonical);
    assert!(filter.manager.include.contains(&ManagerChoice::User(UserId(7))));
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
    assert_eq!(Timestamp(0).utc().date().to_string(), "1970-01-01");
}
