//! The chart of a filter: orders and amounts per day, week or month, each currency for itself. Pure.
//!
//! Made from sums by day (`DayTotals`), whose days are those of the desk's zone. Periods follow one another without a
//! gap, so one without orders is shown as zero; each order lies in exactly one of them. `scale` says how high bars are.
//! A filter of many years shows its last periods only, and says so. Currencies are never added together.

pub mod scale;

use crate::{
    Currency, Money, Zone,
    filter::Span,
    gather,
    listing::ChartPeriod,
    money::MoneyError,
    time::{day_number, day_of_number},
    totals::{CurrencyTotals, DayTotals},
};
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// What is drawn of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// How long each period is.
    pub period: ChartPeriod,
    /// The number of each period's first day, ascending.
    begins: Vec<i64>,
    /// One series for each currency, by code.
    pub series: Vec<Series>,
    /// Whether the filter reaches further back than what is shown.
    pub is_cut: bool,
}

/// The periods of one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The currency.
    pub currency: Currency,
    /// One for each period.
    pub bars: Vec<Bar>,
}

/// One period in one currency; amounts in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// How many orders.
    pub orders: i64,
    /// Σ total.
    pub ordered: i64,
    /// Σ (paid − refunded).
    pub received: i64,
}

impl ChartPeriod {
    /// The first day of the period in which a day lies; weeks begin on Monday.
    pub fn first_day(self, day: NaiveDate) -> NaiveDate {
        let back = match self {
            Self::Day => 0,
            Self::Week => day.weekday().num_days_from_monday(),
            Self::Month => day.day0(),
        };
        day.checked_sub_days(Days::new(back.into())).unwrap_or(day)
    }

    /// The last day of the period that begins on `first`.
    pub fn last_day(self, first: NaiveDate) -> NaiveDate {
        self.next(first).and_then(|next| next.pred_opt()).unwrap_or(first)
    }

    /// The most periods that are drawn: a quarter of days, two years of weeks, five years of months.
    pub const fn most(self) -> usize {
        match self {
            Self::Day => 92,
            Self::Week => 104,
            Self::Month => 60,
        }
    }

    fn next(self, first: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => first.succ_opt(),
            Self::Week => first.checked_add_days(Days::new(7)),
            Self::Month => first.checked_add_months(chrono::Months::new(1)),
        }
    }

    fn before(self, first: NaiveDate) -> Option<NaiveDate> {
        first.pred_opt().map(|day| self.first_day(day))
    }
}

/// The days that a filter on the date of creation spans, as far as it says: its first and its last one. What is left
/// open, lies in the future or is excluded is none; `today` bounds a range that goes on.
pub fn asked_days(span: Option<&Span>, zone: &Zone, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let Some(span) = span.filter(|span| !span.negated) else { return (None, None) };
    let last = span.until.map(|until| zone.date_of(until.plus_millis(-1)).min(today));
    (span.from.map(|from| zone.date_of(from)), last)
}

impl Chart {
    /// The chart of these days. It begins and ends where `asked` says, or where the orders do.
    pub fn of(
        days: &[DayTotals],
        period: ChartPeriod,
        asked: (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Result<Self, MoneyError> {
        let earliest = days.iter().map(|d| d.day).min();
        let latest = days.iter().map(|d| d.day).max();
        let (Some(first), Some(last)) = (asked.0.or(earliest), asked.1.max(latest)) else {
            return Ok(Self { period, begins: Vec::new(), series: Vec::new(), is_cut: false });
        };
        // An order always lies in what is drawn, whatever was asked for.
        let first = earliest.map_or(first, |day| day.min(first));
        let (begins, is_cut) = periods(period, first, last);
        let mut chart =
            Self { period, begins: begins.iter().map(|day| day_number(*day)).collect(), series: Vec::new(), is_cut };
        for day in days {
            let begin = day_number(period.first_day(day.day));
            if let Ok(at) = chart.begins.binary_search(&begin) {
                chart.add(at, &day.amounts)?;
            }
        }
        Ok(chart)
    }

    fn add(&mut self, at: usize, amounts: &CurrencyTotals) -> Result<(), MoneyError> {
        let place = match self.series.binary_search_by_key(&amounts.currency, |s| s.currency) {
            Ok(place) => place,
            Err(place) => {
                let bars = vec![Bar::default(); self.begins.len()];
                self.series.insert(place, Series { currency: amounts.currency, bars });
                place
            }
        };
        match self.series.get_mut(place).and_then(|series| series.bars.get_mut(at)) {
            Some(bar) => bar.add(&Bar::of(amounts)),
            None => Ok(()),
        }
    }

    /// The first day of each period, ascending.
    pub fn begins(&self) -> impl ExactSizeIterator<Item = NaiveDate> + '_ {
        self.begins.iter().map(|number| day_of_number(*number).unwrap_or_default())
    }

    /// How many orders each period holds, of all currencies: orders are counted once, whatever they are paid in.
    pub fn orders(&self) -> Vec<i64> {
        let of = |at: usize| self.series.iter().filter_map(|s| s.bars.get(at)).map(|bar| bar.orders).sum();
        (0..self.begins.len()).map(of).collect()
    }

    /// The series, those of most orders first.
    pub fn by_orders(&self) -> Vec<&Series> {
        let place = |s: &Series| (std::cmp::Reverse(s.bars.iter().map(|bar| bar.orders).sum::<i64>()), s.currency);
        gather::sorted(&self.series, |a, b| place(a).cmp(&place(b)))
    }
}

/// The periods from one day to another, at most as many as are drawn, and whether earlier ones were left out.
fn periods(period: ChartPeriod, first: NaiveDate, last: NaiveDate) -> (Vec<NaiveDate>, bool) {
    let first = period.first_day(first);
    let mut next = Some(period.first_day(last));
    let mut found = Vec::new();
    while let Some(begin) = next.filter(|begin| *begin >= first) {
        if found.len() == period.most() {
            found.reverse();
            return (found, true);
        }
        found.push(begin);
        next = period.before(begin);
    }
    found.reverse();
    (found, false)
}

impl Series {
    /// Everything that is shown of the currency.
    pub fn sum(&self) -> Result<Bar, MoneyError> {
        let mut sum = Bar::default();
        self.bars.iter().try_for_each(|bar| sum.add(bar))?;
        Ok(sum)
    }

    /// An amount of a bar as money.
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

impl Bar {
    const fn of(amounts: &CurrencyTotals) -> Self {
        Self { orders: amounts.orders, ordered: amounts.ordered, received: amounts.received }
    }

    fn add(&mut self, other: &Self) -> Result<(), MoneyError> {
        let sum = |a: i64, b: i64| a.checked_add(b).ok_or(MoneyError::Overflow);
        self.orders = sum(self.orders, other.orders)?;
        self.ordered = sum(self.ordered, other.ordered)?;
        self.received = sum(self.received, other.received)?;
        Ok(())
    }
}
