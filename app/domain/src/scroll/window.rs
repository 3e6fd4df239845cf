//! Which rows are drawn: those in sight and some on either side, always as many, so that their elements are used again
//! for others. Pure.

use super::Ruler;
use std::ops::Range;

/// How many rows are drawn at most, unless more are in sight at once.
pub const MOST_DRAWN: i64 = 56;
/// How many rows are drawn on either side of those in sight, where there is room for them.
const BESIDE: i64 = 12;

/// The rows that are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The first one.
    pub first: i64,
    /// How many.
    pub count: i64,
}

impl Window {
    /// The rows to draw for where the ruler stands.
    pub fn of(ruler: &Ruler) -> Self {
        let most_seen = ruler.view() / ruler.row() + 2;
        let beside = ((MOST_DRAWN - most_seen) / 2).clamp(1, BESIDE);
        let count = (most_seen + 2 * beside).min(ruler.rows());
        let first = (ruler.top() / ruler.row() - beside).clamp(0, ruler.rows() - count);
        Self { first, count }
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
