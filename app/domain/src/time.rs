//! Instants, days and the desk's time zone. Pure: the present instant is always an argument.
//!
//! A `Zone` is a list of offsets, made on the server from the IANA database and small enough to be sent to the browser.
//! Days partition time: `day_start` never decreases from one day to the next, whatever a clock change does.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// An instant: milliseconds of UTC since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The earliest instant that an order may carry: 1970-01-01.
    pub const MIN: Self = Self(0);
    /// The first instant that no order may carry: 2100-01-01, before ids run out of bits.
    pub const END: Self = Self(4_102_444_800_000);

    /// The civil date and time in UTC.
    pub fn utc(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0).map(|d| d.naive_utc()).unwrap_or_default()
    }

    /// RFC 3339 text in UTC, to the second: `2026-11-23T14:02:00Z`.
    pub fn rfc3339(self) -> String {
        // Written by hand: chrono's formatter would be the largest thing in the client that only this uses.
        let (day, time) = (self.utc().date(), self.utc().time());
        format!("{day}T{:02}:{:02}:{:02}Z", time.hour(), time.minute(), time.second())
    }

    /// This instant moved by a number of milliseconds.
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }
}

/// A day in milliseconds.
pub const DAY: i64 = 86_400_000;

/// The number of a day: 0 is 1970-01-01.
pub fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

/// The day of a number; none outside of what a calendar holds.
pub fn day_of_number(number: i64) -> Option<NaiveDate> {
    i32::try_from(number.checked_add(719_163)?).ok().and_then(NaiveDate::from_num_days_from_ce_opt)
}

/// A time zone as the offsets in force from certain instants on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    name: String,
    /// (from this instant on, seconds east of UTC), ascending; the first also holds for all time before it.
    offsets: Vec<(i64, i32)>,
}

impl Zone {
    /// UTC, where every day has 24 hours.
    pub fn utc() -> Self {
        Self { name: "UTC".into(), offsets: vec![(0, 0)] }
    }

    /// A zone from its IANA name and its offsets (instant in milliseconds, seconds east of UTC) in ascending order.
    /// `None` when there is no offset or they are out of order.
    pub fn new(name: impl Into<String>, offsets: Vec<(i64, i32)>) -> Option<Self> {
        let ascending = offsets.windows(2).all(|w| matches!(w, [a, b] if a.0 < b.0));
        (ascending && !offsets.is_empty()).then(|| Self { name: name.into(), offsets })
    }

    /// The IANA name: `Europe/Paris`.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn segment_at(&self, at: i64) -> usize {
        self.offsets.partition_point(|(from, _)| *from <= at).saturating_sub(1)
    }

    /// The civil date and time that a clock in this zone shows at `at`.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        let offset = self.offsets.get(self.segment_at(at.0)).map_or(0, |o| o.1);
        at.plus_millis(i64::from(offset) * 1000).utc()
    }

    /// The day that holds `at`: the last one that had begun by then.
    pub fn date_of(&self, at: Timestamp) -> NaiveDate {
        let shown = self.local(at).date();
        // Where clocks go back over midnight, the day that had begun stays begun.
        shown.succ_opt().filter(|next| self.day_start(*next) <= at).unwrap_or(shown)
    }

    /// The milliseconds that make day numbers of instants, from each first instant on: `date_of(at)` is the number
    /// `(at + milliseconds) / DAY`, rounded down. As many steps as hold from `first` to `last`, ascending.
    pub fn day_steps(&self, first: Timestamp, last: Timestamp) -> Vec<(Timestamp, i64)> {
        // One segment earlier: what holds there may go on into the next one, see below.
        let (begin, end) = (self.segment_at(first.0).saturating_sub(1), self.segment_at(last.0));
        let mut steps = Vec::new();
        for (from, offset) in self.offsets.get(begin..=end).unwrap_or_default() {
            let offset = i64::from(*offset) * 1000;
            // Where clocks go back over midnight, the day that had begun stays begun until it begins again.
            let day = day_number(self.date_of(Timestamp(*from))) * DAY;
            let again = if day > from + offset { day - offset } else { *from };
            steps.push((Timestamp(again), offset));
        }
        steps
    }

    /// The first instant at which a clock in this zone shows `date` (or later, where clocks skip over midnight).
    pub fn day_start(&self, date: NaiveDate) -> Timestamp {
        self.at_local(date.and_time(NaiveTime::MIN))
    }

    /// The last instant of the day that holds `at`.
    pub fn day_end(&self, at: Timestamp) -> Timestamp {
        let next = self.date_of(at).checked_add_days(Days::new(1));
        next.map_or(at, |day| self.day_start(day).plus_millis(-1))
    }

    /// The first instant at which a clock in this zone shows `local` or later.
    pub fn at_local(&self, local: NaiveDateTime) -> Timestamp {
        let wall = local.and_utc().timestamp_millis();
        // No offset is larger than 26 hours: start before any segment that may show the wall time.
        let mut segment = self.segment_at(wall - 26 * 3_600_000);
        loop {
            let Some((from, offset)) = self.offsets.get(segment) else { return Timestamp(wall) };
            let from = if segment == 0 { i64::MIN } else { *from };
            let candidate = from.max(wall - i64::from(*offset) * 1000);
            match self.offsets.get(segment + 1) {
                Some((end, _)) if candidate >= *end => segment += 1,
                _ => return Timestamp(candidate),
            }
        }
    }

    /// The half-open span of instants from the first day to the last one, both included. Open ends are `None`.
    pub fn span(&self, days: &DayRange) -> (Option<Timestamp>, Option<Timestamp>) {
        let from = days.from.map(|d| self.day_start(d));
        let until = days.to.and_then(|d| d.checked_add_days(Days::new(1))).map(|d| self.day_start(d));
        (from, until)
    }
}

/// A range of days, both ends included; an absent end is open.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayRange {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day, included.
    pub to: Option<NaiveDate>,
}
