//! How many orders each day has, which makes a scrollbar over them proportional: from a place in the list to an instant
//! and back. Pure. Days are those of UTC, which ids are made of; people are shown days of the desk's zone.

use crate::{Timestamp, time::DAY};

/// Counts of a list by creation, a day at a time, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days {
    descending: bool,
    /// (day since 1970, how many orders lie in front of it, how many it has).
    days: Vec<(i64, i64, i64)>,
    total: i64,
}

impl Days {
    /// Counts as they come, by day since 1970, in any order.
    pub fn new(counts: impl IntoIterator<Item = (i64, i64)>, descending: bool) -> Self {
        let mut counts: Vec<(i64, i64)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        counts.sort_unstable();
        if descending {
            counts.reverse();
        }
        let mut total = 0;
        let days = counts
            .into_iter()
            .map(|(day, count)| {
                total += count;
                (day, total - count, count)
            })
            .collect();
        Self { descending, days, total }
    }

    /// How many orders there are.
    pub const fn total(&self) -> i64 {
        self.total
    }

    /// The day of an instant.
    pub const fn of(at: Timestamp) -> i64 {
        at.0.div_euclid(DAY)
    }

    /// The instant to begin at for the order at a place, and the place of the first order from there on, which is exact
    /// at the beginning of a day. `None` where no order is.
    pub fn instant(&self, index: i64) -> Option<(Timestamp, i64, bool)> {
        let (day, before, count) = self.day_at(index)?;
        let within = index - before;
        let passed = DAY * within / count;
        let at = if self.descending { (day + 1) * DAY - passed } else { day * DAY + passed };
        Some((Timestamp(at), index, within == 0))
    }

    /// The same for the beginning of the day: exact, and never behind the last order.
    pub fn day_start(&self, index: i64) -> Option<(Timestamp, i64, bool)> {
        let (_, before, _) = self.day_at(index)?;
        self.instant(before)
    }

    /// How many orders lie in front of the first of these, which follow one another in the list; `true` when it is
    /// certain because a day begins among them, else the nearest place to `guess` that their day allows.
    pub fn place_of(&self, orders: impl Iterator<Item = Timestamp>, guess: i64) -> Option<(i64, bool)> {
        let mut days = orders.map(Self::of);
        let first = days.next()?;
        let mut position = 0;
        for day in days {
            position += 1;
            if day != first {
                return self.start_of(day).map(|start| ((start - position).max(0), true));
            }
        }
        let (_, before, count) = self.days.iter().find(|d| d.0 == first).copied()?;
        let latest = (before + count - position - 1).max(before);
        Some((guess.clamp(before, latest), false))
    }

    /// An instant of the day that an order at a place belongs to.
    pub fn noon_at(&self, index: i64) -> Option<Timestamp> {
        self.day_at(index).map(|(day, ..)| Timestamp(day * DAY + DAY / 2))
    }

    fn day_at(&self, index: i64) -> Option<(i64, i64, i64)> {
        if index < 0 || index >= self.total {
            return None;
        }
        let behind = self.days.partition_point(|(_, before, _)| *before <= index);
        self.days.get(behind.checked_sub(1)?).copied()
    }

    fn start_of(&self, day: i64) -> Option<i64> {
        self.days.iter().find(|d| d.0 == day).map(|d| d.1)
    }
}
