//! Which rows are drawn: those in sight and some on either side, so that their elements are used again for others. Pure.

use super::Ruler;
use std::ops::Range;

/// How many rows are drawn at most, unless more are in sight at once.
pub const MOST_DRAWN: i64 = 56;
/// How many rows beside those in sight are drawn at least, wherever the list goes.
const LEAST: i64 = 4;
/// How many rows are drawn where a list that moves is going, as soon as there is time for them.
const AHEAD: i64 = 12;
/// How many of them are drawn in one frame.
const STEP: i64 = 4;

/// The rows that are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The first one.
    pub first: i64,
    /// How many.
    pub count: i64,
}

impl Window {
    /// The rows to draw for where the ruler stands, `most` of them, unless more are in sight: those that are drawn, and
    /// what is missing of those in sight and beside them.
    #[must_use]
    pub fn next(self, ruler: &Ruler, most: i64) -> Self {
        let seen = Self::seen(ruler);
        let (first, end) = match self.first < seen.end && seen.start < self.end() {
            true => (self.first, self.end()),
            false => (seen.start, seen.end),
        };
        Self::around(&seen, (first.min(seen.start - LEAST), end.max(seen.end + LEAST)), ruler, most)
    }

    /// The same and a few more where a list that moves is going, until it is long before others are needed.
    #[must_use]
    pub fn ahead(self, ruler: &Ruler, most: i64, down: bool) -> Self {
        let seen = Self::seen(ruler);
        let ends = match down {
            true if self.end() < seen.end + AHEAD => (self.first, self.end() + STEP),
            false if self.first > seen.start - AHEAD => (self.first - STEP, self.end()),
            _ => return self,
        };
        Self::around(&seen, ends, ruler, most)
    }

    /// The rows between two ends that the list has. Those that are too many go where most lie beside those in sight.
    fn around(seen: &Range<i64>, (first, end): (i64, i64), ruler: &Ruler, most: i64) -> Self {
        let (mut first, mut end) = (first.max(0), end.min(ruler.rows()));
        let in_sight = ruler.view() / ruler.row() + 2;
        // At the top there is nothing to draw above.
        let sides = if ruler.top() == 0 { 1 } else { 2 };
        let too_many = (end - first - most.max(in_sight + sides * LEAST)).max(0);
        let (above, below) = (seen.start - first, end - seen.end);
        match above > below {
            true => first += too_many.min((above - LEAST).max(0)),
            false => end -= too_many.min((below - LEAST).max(0)),
        }
        Self { first, count: end - first }
    }

    /// The rows of which at least a part is in sight.
    pub fn seen(ruler: &Ruler) -> Range<i64> {
        let first = (ruler.top() / ruler.row()).min(ruler.rows());
        let end = (ruler.top() + ruler.view() + ruler.row() - 1) / ruler.row();
        first..end.clamp(first, ruler.rows())
    }

    /// The row behind the last one.
    pub const fn end(&self) -> i64 {
        self.first + self.count
    }

    /// Whether a row is drawn.
    pub const fn contains(&self, index: i64) -> bool {
        self.first <= index && index < self.end()
    }
}
