//! The chart: bars are sums of the days, every order lies in one period, and lines lie where a ruler would put them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use chrono::{Datelike, Days, NaiveDate, Offset, TimeZone, Weekday};
use chrono_tz::Tz;
use domain::{
    Chart, Currency, Timestamp, Zone,
    chart::{
        Bar, asked_days,
        scale::{Scale, WIDTH, column, label_every, percent},
    },
    filter::Span,
    listing::ChartPeriod,
    time::DAY,
    totals::{CurrencyTotals, DayTotals},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const NOTHING_ASKED: (Option<NaiveDate>, Option<NaiveDate>) = (None, None);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period() -> impl Strategy<Value = ChartPeriod> {
    prop::sample::select(ChartPeriod::ALL.to_vec())
}

/// A year and a half around a change of clocks, hour by hour, in a zone of odd ones.
fn zone(tz: Tz) -> Zone {
    let offset = |at: i64| tz.offset_from_utc_datetime(&Timestamp(at).utc()).fix().local_minus_utc();
    let mut offsets = vec![(0, offset(BEGIN))];
    let mut at = BEGIN;
    while at < BEGIN + 550 * DAY {
        if offset(at) != offset(at + 600_000) {
            offsets.push((at + 600_000, offset(at + 600_000)));
        }
        at += 600_000;
    }
    Zone::new(tz.name(), offsets).unwrap()
}

fn zones() -> &'static Vec<Zone> {
    static MADE: std::sync::OnceLock<Vec<Zone>> = std::sync::OnceLock::new();
    MADE.get_or_init(|| ZONES.map(zone).into())
}

/// 2025-12-01 in UTC.
const BEGIN: i64 = 1_764_547_200_000;
const ZONES: [Tz; 4] = [Tz::Europe__Kyiv, Tz::Asia__Kathmandu, Tz::Australia__Lord_Howe, Tz::Pacific__Apia];

/// Instants of orders with their amounts, in three currencies.
fn orders() -> impl Strategy<Value = Vec<(Timestamp, Currency, i64, i64)>> {
    let codes = ["EUR", "JPY", "UAH"].map(|code| Currency::parse(code).unwrap());
    let order = (0..500 * DAY, prop::sample::select(codes.to_vec()), 0..1_000_000_i64, 0..1_000_000_i64);
    prop::collection::vec(order.prop_map(|(at, c, a, b)| (Timestamp(BEGIN + at), c, a, b)), 0..40)
}

fn by_day(orders: &[(Timestamp, Currency, i64, i64)], zone: &Zone) -> Vec<DayTotals> {
    let mut sums: BTreeMap<(NaiveDate, Currency), CurrencyTotals> = BTreeMap::new();
    for (at, currency, ordered, received) in orders {
        let sum = sums.entry((zone.date_of(*at), *currency)).or_insert_with(|| CurrencyTotals::empty(*currency));
        (sum.orders, sum.ordered, sum.received) = (sum.orders + 1, sum.ordered + ordered, sum.received + received);
    }
    sums.into_iter().map(|((day, _), amounts)| DayTotals { day, amounts }).collect()
}

proptest! {
    #[test]
    fn bars_add_up_to_the_orders_of_their_periods(orders in orders(), period in period()) {
        for zone in zones() {
            let chart = Chart::of(&by_day(&orders, zone), period, NOTHING_ASKED).unwrap();
            let begins: Vec<NaiveDate> = chart.begins().collect();
            let mut sums: BTreeMap<Currency, Bar> = BTreeMap::new();
            let mut earlier = false;
            for (at, currency, ordered, received) in &orders {
                let day = zone.date_of(*at);
                let within: Vec<_> = begins.iter().filter(|b| **b <= day && day <= period.last_day(**b)).collect();
                earlier |= within.is_empty();
                prop_assert!(within.len() == 1 || chart.is_cut && day < begins[0], "{day} {within:?}");
                if !within.is_empty() {
                    let sum = sums.entry(*currency).or_default();
                    *sum = Bar { orders: sum.orders + 1, ordered: sum.ordered + ordered, received: sum.received + received };
                }
            }
            prop_assert_eq!(chart.is_cut, earlier);
            let shown: BTreeMap<Currency, Bar> = chart.series.iter().map(|s| (s.currency, s.sum().unwrap())).collect();
            prop_assert_eq!(shown.len(), chart.series.len(), "a currency stands once");
            prop_assert_eq!(&shown, &sums);
            prop_assert_eq!(chart.orders().iter().sum::<i64>(), sums.values().map(|s| s.orders).sum::<i64>());
        }
    }

    #[test]
    fn periods_follow_one_another_without_a_gap(orders in orders(), period in period()) {
        let chart = Chart::of(&by_day(&orders, &Zone::utc()), period, NOTHING_ASKED).unwrap();
        let begins: Vec<NaiveDate> = chart.begins().collect();
        prop_assert!(begins.len() <= period.most());
        prop_assert!(chart.series.iter().all(|s| s.bars.len() == begins.len()));
        for pair in begins.windows(2) {
            prop_assert_eq!(period.last_day(pair[0]).succ_opt().unwrap(), pair[1]);
        }
        for begin in begins {
            prop_assert_eq!(period.first_day(period.last_day(begin)), begin);
            match period {
                ChartPeriod::Day => {}
                ChartPeriod::Week => prop_assert_eq!(begin.weekday(), Weekday::Mon),
                ChartPeriod::Month => prop_assert_eq!(begin.day(), 1),
            }
        }
    }

    #[test]
    fn the_highest_bar_reaches_a_round_line(highest in prop_oneof![0..10_000_i64, any::<i64>()], value in any::<i64>()) {
        let scale = Scale::of(highest);
        let mut mantissa = scale.step;
        while mantissa % 10 == 0 {
            mantissa /= 10;
        }
        prop_assert!([1, 2, 5].contains(&mantissa), "{scale:?}");
        prop_assert!((2..=5).contains(&scale.lines().count()), "{scale:?}");
        prop_assert_eq!(scale.lines().last(), Some(scale.top));
        prop_assert!(highest > i64::MAX / 4 || highest <= scale.top);
        let pixels = scale.pixels(value, 96);
        prop_assert!((0..=96).contains(&pixels));
        prop_assert_eq!(pixels > 0, value > 0);
        prop_assert_eq!((scale.pixels(0, 96), scale.pixels(scale.top, 96)), (0, 96));
    }

    #[test]
    fn columns_fill_the_width_and_labels_are_few(count in 1..200_usize, most in 1..9_usize) {
        prop_assert_eq!((column(0, count), column(count, count)), (0, WIDTH));
        prop_assert!((0..count).all(|at| column(at, count) < column(at + 1, count)));
        prop_assert!(count.div_ceil(label_every(count, most)) <= most);
    }
}

#[test]
fn the_nights_when_clocks_change_lie_in_one_day_each() {
    // Kyiv goes forward on 2026-03-29 and back on 2026-10-25; Lord Howe by half an hour on 2026-04-05.
    for (tz, night, hours) in [
        (Tz::Europe__Kyiv, "2026-03-29", 46),
        (Tz::Europe__Kyiv, "2026-10-25", 50),
        (Tz::Australia__Lord_Howe, "2026-04-05", 49),
        (Tz::Asia__Kathmandu, "2026-04-05", 48),
    ] {
        let zone = zone(tz);
        let euro = Currency::EURO;
        let begin = zone.day_start(date(night));
        let half_hours: Vec<_> = (0..hours).map(|n| (begin.plus_millis(n * 1_800_000), euro, 1, 0)).collect();
        let chart = Chart::of(&by_day(&half_hours, &zone), ChartPeriod::Day, NOTHING_ASKED).unwrap();
        assert_eq!((chart.begins().collect::<Vec<_>>(), chart.orders()), (vec![date(night)], vec![hours]), "{tz}");
        let one_more = begin.plus_millis(hours * 1_800_000);
        assert_eq!(zone.date_of(one_more), date(night).succ_opt().unwrap(), "{tz}");
    }
}

#[test]
fn what_the_filter_spans_is_drawn_also_where_nothing_was_ordered() {
    let zone = zone(Tz::Europe__Kyiv);
    let today = date("2026-11-24");
    let at = |day: &str| Some(zone.day_start(date(day)));
    let span = |from, until| Span { negated: false, from, until };
    let november = span(at("2026-11-01"), at("2026-12-01"));
    let asked = asked_days(Some(&november), &zone, today);
    assert_eq!(asked, (Some(date("2026-11-01")), Some(today)), "the future is not drawn");
    let amounts = CurrencyTotals { orders: 2, ordered: 500, ..CurrencyTotals::empty(Currency::EURO) };
    let chart = Chart::of(&[DayTotals { day: date("2026-11-10"), amounts }], ChartPeriod::Week, asked).unwrap();
    assert_eq!(chart.begins().next(), Some(date("2026-10-26")), "weeks begin on Monday");
    assert_eq!(chart.orders(), [0, 0, 2, 0, 0]);
    assert_eq!(chart.series[0].sum().unwrap().ordered, 500);

    assert_eq!(asked_days(Some(&Span { negated: true, ..november }), &zone, today), NOTHING_ASKED);
    assert_eq!(asked_days(None, &zone, today), NOTHING_ASKED);
    assert_eq!(asked_days(Some(&span(at("2026-11-01"), None)), &zone, today), (Some(date("2026-11-01")), None));
    let nothing = Chart::of(&[], ChartPeriod::Day, NOTHING_ASKED).unwrap();
    assert_eq!((nothing.begins().len(), nothing.series.len()), (0, 0));
}

#[test]
fn many_years_are_cut_to_the_last_periods() {
    let one = |day| DayTotals { day, amounts: CurrencyTotals { orders: 1, ..CurrencyTotals::empty(Currency::EURO) } };
    let last = date("2026-11-24");
    let days = [one(last.checked_sub_days(Days::new(4_000)).unwrap()), one(last)];
    for period in ChartPeriod::ALL {
        let chart = Chart::of(&days, period, NOTHING_ASKED).unwrap();
        assert_eq!((chart.begins().len(), chart.is_cut, chart.orders().iter().sum::<i64>()), (period.most(), true, 1));
    }
}

#[test]
fn a_sum_that_does_not_fit_is_an_error() {
    let amounts = CurrencyTotals { orders: 1, ordered: i64::MAX, ..CurrencyTotals::empty(Currency::EURO) };
    let days = ["2026-11-23", "2026-11-24"].map(|day| DayTotals { day: date(day), amounts });
    assert!(Chart::of(&days, ChartPeriod::Week, NOTHING_ASKED).is_err());
    assert!(Chart::of(&days, ChartPeriod::Day, NOTHING_ASKED).is_ok());
}

#[test]
fn widths_are_written_with_two_decimals() {
    assert_eq!([0, 1, 1_250, WIDTH].map(percent), ["0.00%", "0.01%", "12.50%", "100.00%"]);
}
