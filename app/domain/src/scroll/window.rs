//! Which rows are drawn: those in sight and some on either side, always as many, so that their elements are used again
//! for others. Pure.

use super::Ruler;
use std::ops::Range;

/// How many rows are drawn at most, unless more are in sight at once.
pub const MOST_DRAWN: i64 = 56;
/// How many rows beside those in sight are drawn at least, wherever the list goes.
const LEAST: i64 = 4;

/// The rows that are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The first one.
    pub first: i64,
    /// How many.
    pub count: i64,
}

impl Window {
    /// The rows to draw for where the ruler stands, `most` of them, unless more are in sight. They stay as they are while
    /// some lie on either side of those in sight; else as many as can are drawn where the list is going, so that it is
    /// long until others are needed: drawing a few costs almost as much as drawing many.
    #[must_use]
    pub fn next(self, ruler: &Ruler, most: i64, down: bool) -> Self {
        let seen = Self::seen(ruler);
        let in_sight = ruler.view() / ruler.row() + 2;
        // At the top there is nothing to draw above.
        let least = if ruler.top() == 0 { in_sight + LEAST } else { in_sight + 2 * LEAST };
        let count = most.max(least).min(ruler.rows());
        let last = ruler.rows() - count;
        let has_room = (self.first == 0 || self.first + LEAST <= seen.start)
            && (self.end() == ruler.rows() || self.end() >= seen.end + LEAST);
        let covers = self.first <= seen.start && seen.end <= self.end();
        if self.count == count && self.first <= last && covers && has_room {
            return self;
        }
        let first = if down { seen.start - LEAST } else { seen.end + LEAST - count };
        Self { first: first.clamp(0, last), count }
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
