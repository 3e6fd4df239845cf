//! Ranges of days as few spans whose sums are kept. Pure. Called by `rollups` (writes) and `totals` (reads).
//!
//! Spans of a size begin at multiples of it; each size is four times the one before, so a range is made of at most
//! three spans of each size at either end, and of as many of the largest as there are years.

use crate::sql::Sql;
use domain::{
    Zone,
    filter::Span,
    time::{day_number, day_of_number},
};

/// The sizes of spans, in days.
pub(super) const SIZES: [i64; 5] = [1, 4, 16, 64, 256];
/// Before the first day of any zone, at a multiple of the largest size.
const BEGIN: i64 = -256;
/// After the last day that an order may be created on (2099-12-31), at a multiple of the largest size.
const END: i64 = 47_616;

/// Days from the first number up to, and without, the second.
pub(super) type Days = (i64, i64);

/// The first day of the span of that size in which a day lies.
pub(super) const fn first_day(day: i64, size: i64) -> i64 {
    day - day.rem_euclid(size)
}

/// The days of a span of instants, if it begins and ends where days of the zone do: no, one or two ranges.
pub(super) fn whole_days(span: Option<&Span>, zone: &Zone) -> Option<Vec<Days>> {
    let Some(span) = span else { return Some(vec![(BEGIN, END)]) };
    let number = |at| {
        let number = day_number(zone.date_of(at));
        let begins = day_of_number(number).is_some_and(|day| zone.day_start(day) == at);
        begins.then(|| number.clamp(BEGIN, END))
    };
    let from = span.from.map_or(Some(BEGIN), number)?;
    let until = span.until.map_or(Some(END), number)?;
    let ranges = if span.negated { vec![(BEGIN, from), (until, END)] } else { vec![(from, until)] };
    Some(ranges.into_iter().filter(|(from, until)| from < until).collect())
}

/// Spans of one size that begin on one of these days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) size: i64,
    pub(super) first: Days,
}

/// The largest spans that make up these days.
pub(super) fn cover(days: &[Days]) -> Vec<Spans> {
    let mut all = Vec::new();
    for &(mut from, mut until) in days {
        for (size, next) in SIZES.iter().zip(SIZES.iter().skip(1).map(Some).chain([None])) {
            let (low, high) = match next {
                Some(next) => ((-first_day(-from, *next)).min(until), first_day(until, *next).max(from)),
                None => (until, until),
            };
            let (low, high) = if low > high { (until, until) } else { (low, high) };
            for first in [(from, low), (high, until)] {
                if first.0 < first.1 {
                    all.push(Spans { size: *size, first });
                }
            }
            (from, until) = (low, high);
        }
    }
    all
}

/// Appends ` and (…)`: the day in this column is one of these.
pub(super) fn push_days(sql: &mut Sql, column: &'static str, days: &[Days]) {
    sql.push(" and (");
    for (i, (from, until)) in days.iter().enumerate() {
        sql.push(if i == 0 { "" } else { " or " });
        sql.push(column).push(" >= ").bind(*from).push(" and ").push(column).push(" < ").bind(*until);
    }
    sql.push(if days.is_empty() { "1 = 0)" } else { ")" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_lies_in_one_span_of_the_cover_and_the_spans_are_few() {
        for (from, until) in (-256..900_i64).step_by(7).flat_map(|a| (a..1_500).step_by(11).map(move |b| (a, b))) {
            let spans = cover(&[(from, until)]);
            let mut seen: Vec<i64> = Vec::new();
            for Spans { size, first: (first, last) } in &spans {
                for begin in (*first..*last).filter(|day| first_day(*day, *size) == *day) {
                    seen.extend(begin..begin + size);
                }
                assert!((last - first) / size <= 3 || *size == 256, "{from} {until} {spans:?}");
            }
            seen.sort_unstable();
            assert!(seen.iter().copied().eq(from..until), "{from} {until} {spans:?}");
        }
    }
}
