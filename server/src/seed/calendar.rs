//! When orders were made: three years up to the given day, more and more of them, most in the last ninety days, fewer on
//! week-ends and at night. Pure. Ascending, so that later orders have higher numbers; any number with flat memory.

use super::dice::Dice;
use domain::{Timestamp, time::DAY};
use std::collections::VecDeque;

/// How far back the oldest order lies, in days.
const DAYS: i64 = 1096;
/// The last days, in which a third of all orders lies.
const RECENT: i64 = 90;
const HOUR: i64 = 3_600_000;
/// How many orders each hour of a day (UTC) gets, relative to the others.
const HOURS: [(i64, i64); 24] = [
    (1, 0),
    (1, 1),
    (1, 2),
    (1, 3),
    (2, 4),
    (4, 5),
    (8, 6),
    (12, 7),
    (16, 8),
    (17, 9),
    (15, 10),
    (14, 11),
    (14, 12),
    (13, 13),
    (12, 14),
    (12, 15),
    (13, 16),
    (15, 17),
    (17, 18),
    (18, 19),
    (14, 20),
    (9, 21),
    (5, 22),
    (3, 23),
];

/// The instants of `orders` orders, handed out in batches.
pub struct Calendar {
    orders: u64,
    /// Σ weight of the days up to and including each.
    weights: Vec<u64>,
    start: i64,
    day: usize,
    made: u64,
    waiting: VecDeque<Timestamp>,
}

impl Calendar {
    /// The calendar of that many orders before `now`.
    pub fn new(orders: u64, now: Timestamp) -> Self {
        let start = now.0 - DAYS * DAY;
        let mut sum = 0;
        let weights = (0..DAYS)
            .map(|day| {
                // 1970-01-01 was a Thursday.
                let weekday = (start / DAY + day + 3).rem_euclid(7);
                let weekend = if weekday >= 5 { 6 } else { 10 };
                let busy = if day >= DAYS - RECENT { 4800 } else { 300 + day };
                sum += u64::try_from(busy * weekend).unwrap_or(0);
                sum
            })
            .collect();
        Self { orders, weights, start, day: 0, made: 0, waiting: VecDeque::new() }
    }

    /// The next instants, at most `limit`; none at the end.
    pub fn take(&mut self, dice: &mut Dice, limit: usize) -> Vec<Timestamp> {
        while self.waiting.len() < limit && self.day < self.weights.len() {
            self.begin_day(dice);
        }
        self.waiting.drain(..limit.min(self.waiting.len())).collect()
    }

    fn begin_day(&mut self, dice: &mut Dice) {
        let whole = u128::from(self.weights.last().copied().unwrap_or(1));
        let until = u128::from(self.orders) * u128::from(self.weights[self.day]) / whole;
        let until = u64::try_from(until).unwrap_or(self.orders);
        let start = self.start + i64::try_from(self.day).unwrap_or(0) * DAY;
        let last_day = self.day + 1 == self.weights.len();
        let mut instants: Vec<i64> = (self.made..until)
            .map(|order| {
                // A desk is never quiet until the very moment at which somebody looks at it.
                let hour = if last_day && until - order <= 3 { 23 } else { dice.weighted(&HOURS) };
                start + hour * HOUR + dice.below(HOUR)
            })
            .collect();
        instants.sort_unstable();
        self.waiting.extend(instants.into_iter().map(Timestamp));
        self.made = until;
        self.day += 1;
    }
}
