//! Days partition time, whatever the clocks do; chrono-tz is the oracle.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use chrono::{DateTime, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use domain::{
    OrderFilter, Timestamp, Zone,
    filter::{DateField, DateFilter, Moment},
    time::{DAY, DayRange, day_number, day_of_number},
};
use proptest::prelude::*;

/// Odd offsets, changes of half an hour, changes at midnight, a day that never was.
const ZONES: [Tz; 8] = [
    Tz::Europe__Kyiv,
    Tz::Asia__Kathmandu,
    Tz::Australia__Lord_Howe,
    Tz::Europe__Paris,
    Tz::America__Sao_Paulo,
    Tz::Pacific__Apia,
    Tz::America__Havana,
    Tz::Asia__Beirut,
];

fn offset(tz: Tz, at: i64) -> i32 {
    tz.offset_from_utc_datetime(&Timestamp(at).utc()).fix().local_minus_utc()
}

/// The zone of `tz` from 1970 to 2100, found minute by minute around each change.
fn zone(tz: Tz) -> Zone {
    const STEP: i64 = 6 * 3_600_000;
    let mut offsets = vec![(0, offset(tz, 0))];
    let mut at = 0;
    while at < Timestamp::END.0 + 2 * DAY {
        if offset(tz, at) != offset(tz, at + STEP) {
            let change = (at..=at + STEP).step_by(1000).find(|t| offset(tz, *t) != offset(tz, at)).unwrap();
            offsets.push((change, offset(tz, change)));
        }
        at += STEP;
    }
    Zone::new(tz.name(), offsets).unwrap()
}

fn zones() -> &'static Vec<(Tz, Zone)> {
    static MADE: std::sync::OnceLock<Vec<(Tz, Zone)>> = std::sync::OnceLock::new();
    MADE.get_or_init(|| ZONES.into_iter().map(|tz| (tz, zone(tz))).collect())
}

fn any_instant() -> impl Strategy<Value = Timestamp> {
    // Also instants within two hours of a change of clocks: that is where mistakes live.
    let changes: Vec<i64> = zones()
        .iter()
        .flat_map(|(tz, _)| {
            let days = (15_000..25_000_i64).filter(|d| offset(*tz, d * DAY) != offset(*tz, (d + 1) * DAY));
            days.map(|d| d * DAY).collect::<Vec<_>>()
        })
        .collect();
    prop_oneof![
        (DAY..Timestamp::END.0).prop_map(Timestamp),
        (prop::sample::select(changes), -DAY..2 * DAY).prop_map(|(at, by)| Timestamp(at + by)),
    ]
}

proptest! {
    #[test]
    fn a_clock_shows_what_the_iana_database_says(at in any_instant()) {
        for (tz, zone) in zones() {
            let oracle = tz.from_utc_datetime(&at.utc()).naive_local();
            prop_assert_eq!(zone.local(at), oracle, "{}", zone.name());
        }
    }

    #[test]
    fn every_instant_lies_in_exactly_one_day(at in any_instant()) {
        for (_, zone) in zones() {
            let day = zone.date_of(at);
            prop_assert!(zone.day_start(day) <= at, "{} {day}", zone.name());
            prop_assert!(at < zone.day_start(day.succ_opt().unwrap()), "{} {day}", zone.name());
        }
    }

    #[test]
    fn days_follow_each_other(at in any_instant()) {
        for (_, zone) in zones() {
            let day = at.utc().date();
            let (before, start, after) = (day.pred_opt().unwrap(), day, day.succ_opt().unwrap());
            prop_assert!(zone.day_start(before) <= zone.day_start(start));
            prop_assert!(zone.day_start(start) <= zone.day_start(after));
        }
    }

    #[test]
    fn a_wall_time_begins_when_a_clock_first_shows_it_or_later(at in any_instant()) {
        for (tz, zone) in zones() {
            let local = zone.local(at);
            let first = zone.at_local(local);
            prop_assert!(first <= at);
            prop_assert!(zone.local(first) >= local);
            // A millisecond earlier no clock had shown it.
            prop_assert!(shown_until(*tz, first) < local, "{} {local}", zone.name());
        }
    }

    #[test]
    fn day_numbers_are_one_addition_away(at in any_instant(), before in 0..400 * DAY, after in 0..400 * DAY) {
        for (_, zone) in zones() {
            let day = zone.date_of(at);
            let number = day_number(day);
            prop_assert_eq!(day_of_number(number), Some(day));
            let steps = zone.day_steps(at.plus_millis(-before), at.plus_millis(after));
            prop_assert!(steps.windows(2).all(|w| w[0].0 < w[1].0));
            let (_, shift) = steps[steps.partition_point(|(from, _)| *from <= at).saturating_sub(1)];
            prop_assert_eq!((at.0 + shift).div_euclid(DAY), number, "{}", zone.name());
        }
    }

    #[test]
    fn the_last_day_of_a_span_is_included(at in any_instant(), length in 0_i64..400) {
        for (_, zone) in zones() {
            let first = zone.date_of(at);
            let last = first + TimeDelta::days(length);
            let (from, until) = zone.span(&DayRange { from: Some(first), to: Some(last) });
            let (from, until) = (from.unwrap(), until.unwrap());
            let inside = |t: Timestamp| from <= t && t < until;
            prop_assert!(inside(at));
            for moment in [from, Timestamp(until.0 - 1)] {
                let day = zone.date_of(moment);
                prop_assert!(inside(moment) == (first <= day && day <= last), "{} {day}", zone.name());
            }
            prop_assert!(zone.date_of(until) > last && zone.date_of(Timestamp(from.0 - 1)) < first);
        }
    }
}

/// The latest wall time that any clock of the zone has shown before `at`.
fn shown_until(tz: Tz, at: Timestamp) -> NaiveDateTime {
    let back = (1..=26 * 60).map(|minutes| at.0 - minutes * 60_000).chain([at.0 - 1]);
    let shown =
        back.filter_map(DateTime::from_timestamp_millis).map(|t| tz.from_utc_datetime(&t.naive_utc()).naive_local());
    shown.max().unwrap()
}

fn hours(tz: Tz, date: (i32, u32, u32)) -> i64 {
    let day = NaiveDate::from_ymd_opt(date.0, date.1, date.2).unwrap();
    let (_, zone) = zones().iter().find(|(t, _)| *t == tz).unwrap();
    (zone.day_start(day.succ_opt().unwrap()).0 - zone.day_start(day).0) / 60_000
}

#[test]
fn nights_of_changed_clocks_are_shorter_or_longer() {
    assert_eq!(hours(Tz::Europe__Paris, (2026, 3, 29)), 23 * 60);
    assert_eq!(hours(Tz::Europe__Paris, (2026, 10, 25)), 25 * 60);
    assert_eq!(hours(Tz::Europe__Kyiv, (2026, 10, 25)), 25 * 60);
    assert_eq!(hours(Tz::Australia__Lord_Howe, (2026, 4, 5)), 24 * 60 + 30);
    assert_eq!(hours(Tz::Australia__Lord_Howe, (2026, 10, 4)), 23 * 60 + 30);
    assert_eq!(hours(Tz::Asia__Kathmandu, (2026, 10, 4)), 24 * 60);
    // Clocks jumped over midnight, or back over it.
    assert_eq!(hours(Tz::America__Sao_Paulo, (2018, 11, 4)), 23 * 60);
    assert_eq!(hours(Tz::America__Sao_Paulo, (2018, 2, 17)), 25 * 60);
    assert_eq!(hours(Tz::Asia__Beirut, (2026, 3, 29)), 23 * 60);
    assert_eq!(hours(Tz::America__Havana, (2026, 11, 1)), 25 * 60);
    // Samoa went from the 29th to the 31st of December 2011.
    assert_eq!(hours(Tz::Pacific__Apia, (2011, 12, 30)), 0);
}

/// The instants of a date filter, seen at a wall time of a zone.
fn filtered(tz: Tz, seen: &str, days: &str) -> (Timestamp, Timestamp) {
    let (_, zone) = zones().iter().find(|(t, _)| *t == tz).unwrap();
    let seen = NaiveDateTime::parse_from_str(seen, "%Y-%m-%dT%H:%M").unwrap();
    let moment = Moment { now: zone.at_local(seen), zone, me: None };
    let days = DateFilter::parse(days).unwrap();
    let filter =
        OrderFilter { dates: [(DateField::Created, days), (DateField::Due, days)].into(), ..OrderFilter::default() };
    let conditions = filter.resolve(&moment);
    let span = conditions.dates[&DateField::Created];
    assert_eq!(conditions.dates[&DateField::Due], span);
    (span.from.unwrap(), span.until.unwrap())
}

#[test]
fn today_is_the_desks_day_and_lasts_as_long_as_the_night_makes_it() {
    // Each night of changed clocks, seen in its first and in its last minute.
    for (tz, day, minutes) in [
        (Tz::Europe__Kyiv, "2026-03-29", 23 * 60),
        (Tz::Europe__Kyiv, "2026-10-25", 25 * 60),
        (Tz::Asia__Kathmandu, "2026-10-25", 24 * 60),
        (Tz::Australia__Lord_Howe, "2026-04-05", 24 * 60 + 30),
        (Tz::Australia__Lord_Howe, "2026-10-04", 23 * 60 + 30),
    ] {
        let date: NaiveDate = day.parse().unwrap();
        let (eve, morrow) = (date.pred_opt().unwrap(), date.succ_opt().unwrap());
        for time in ["00:00", "02:15", "23:59"] {
            let today = filtered(tz, &format!("{day}T{time}"), "today");
            assert_eq!(today.1.0 - today.0.0, minutes * 60_000, "{tz} {day} {time}");
            assert_eq!(today, filtered(tz, "2026-06-01T12:00", day), "{tz} {day} {time}");
            assert_eq!(today, filtered(tz, &format!("{morrow}T{time}"), "yesterday"), "{tz} {day} {time}");
            assert_eq!(today, filtered(tz, &format!("{eve}T{time}"), "tomorrow"), "{tz} {day} {time}");
            // The last day of a range is included, whole; days follow each other without a gap.
            assert_eq!(today.1, filtered(tz, &format!("{day}T{time}"), "7d").1);
            assert_eq!(today.0, filtered(tz, &format!("{day}T{time}"), "next_7d").0);
            assert_eq!(today.1, filtered(tz, "2026-06-01T12:00", &format!("{morrow}..{morrow}")).0);
        }
    }
}

#[test]
fn a_zone_without_offsets_or_out_of_order_is_refused() {
    assert_eq!(Zone::new("X", vec![]), None);
    assert_eq!(Zone::new("X", vec![(5, 0), (5, 3600)]), None);
    assert_eq!(Zone::utc().date_of(Timestamp(0)), NaiveDate::from_ymd_opt(1970, 1, 1).unwrap());
}
