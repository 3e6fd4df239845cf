//! From the position of a scrollbar to the rows in sight, for lists that are higher than a browser can draw. Pure.
//!
//! A short list scrolls as it is. A longer one lies on a scroller of [`LONGEST`] pixels: small moves are exact to the
//! pixel, large ones (the scrollbar) are proportional, and at rest the two are brought together again. Both ends of the
//! scroller are exact, so that the first and the last row are always reached.

use super::MOST_DRAWN;

/// The highest scroller, in pixels: below what each browser can lay out, and exact in single precision.
pub const LONGEST: i64 = 16_000_000;

/// How many heights of the view a single move may span and still be exact.
const NEAR: i64 = 3;
/// How many heights of the view at either end of a scaled list are exact.
const ENDS: i64 = 8;

/// Room for how many rows is kept on either side: as many as are drawn.
const BESIDE: i64 = MOST_DRAWN;

/// Rows of one height on a scroller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruler {
    row: i64,
    rows: i64,
    view: i64,
    longest: i64,
    top: i64,
    at: i64,
}

impl Ruler {
    /// A ruler at its top: `row` is the height of a row, `view` that of what is in sight, `longest` the highest
    /// scroller that may be used.
    pub fn new(row: i64, view: i64, longest: i64) -> Self {
        let view = view.max(1);
        Self {
            row: row.max(1),
            rows: 0,
            view,
            longest: longest.max((view + row.max(1) * 8) * (2 * ENDS + 4)),
            top: 0,
            at: 0,
        }
    }

    /// The height of a row.
    pub const fn row(&self) -> i64 {
        self.row
    }

    /// The height of what is in sight.
    pub const fn view(&self) -> i64 {
        self.view
    }

    /// How many rows there are.
    pub const fn rows(&self) -> i64 {
        self.rows
    }

    /// How far the list is scrolled, as if it were drawn whole.
    pub const fn top(&self) -> i64 {
        self.top
    }

    /// Where the scrollbar must stand.
    pub const fn at(&self) -> i64 {
        self.at
    }

    /// The height of the scroller.
    pub fn height(&self) -> i64 {
        self.length().min(self.longest)
    }

    /// Where on the scroller a row lies at present.
    pub const fn place(&self, index: i64) -> i64 {
        self.at - self.top + index * self.row
    }

    /// The scrollbar stands at `at`. `at()` differs from it afterwards when the scrollbar has to be put elsewhere.
    pub fn scrolled(&mut self, at: i64) {
        let at = self.within(at);
        let moved = at - self.at;
        self.at = at;
        if !self.is_scaled() {
            self.top = at;
        } else if moved.abs() <= NEAR * self.view {
            self.top = (self.top + moved).clamp(0, self.last_top());
            // Near an end of the scroller there may be more rows than room, or than the rows beside those in sight need.
            let room = at.min(self.last_at() - at);
            if room <= 2 * self.view + BESIDE * self.row {
                self.settle();
            }
        } else {
            self.top = self.top_at(at);
        }
    }

    /// The nearest place of the scrollbar at which the list is in sight: a page goes on above it and below.
    pub fn within(&self, at: i64) -> i64 {
        at.clamp(0, self.last_at())
    }

    /// Puts the scrollbar where it belongs; what is in sight stays. For moments of rest.
    pub fn settle(&mut self) {
        self.at = self.at_of(self.top);
    }

    /// Another height of a row or of the view. The first row in sight stays.
    pub fn measured(&mut self, row: i64, view: i64) {
        let (index, rest) = (self.top / self.row, self.top % self.row);
        let row = row.max(1);
        let top = index * row + rest.min(row - 1);
        *self = Self { rows: self.rows, top, ..Self::new(row, view, self.longest) };
        self.goes_to(top);
    }

    /// Another number of rows, of which `above` came (or went, when negative) above what is in sight, which stays.
    pub fn counted(&mut self, rows: i64, above: i64) {
        self.rows = rows.max(0);
        self.goes_to(self.top + above * self.row);
    }

    /// Scrolls the list to `top`.
    pub fn goes_to(&mut self, top: i64) {
        self.top = top.clamp(0, self.last_top());
        self.settle();
    }

    /// Scrolls as little as possible to have all of a row in sight.
    pub fn shows(&mut self, index: i64) {
        let begin = index.clamp(0, (self.rows - 1).max(0)) * self.row;
        let (least, most) = (begin + self.row - self.view, begin);
        // In a view that is lower than a row the row's beginning wins.
        self.goes_to(self.top.max(least).min(most));
    }

    fn length(&self) -> i64 {
        self.row * self.rows
    }

    fn is_scaled(&self) -> bool {
        self.length() > self.longest
    }

    fn last_top(&self) -> i64 {
        (self.length() - self.view).max(0)
    }

    fn last_at(&self) -> i64 {
        (self.height() - self.view).max(0)
    }

    /// The exact stretch at each end, and what lies between in the list and on the scroller.
    fn middle(&self) -> (i64, i64, i64) {
        let end = ENDS * self.view + BESIDE * self.row;
        (end, self.last_top() - 2 * end, self.last_at() - 2 * end)
    }

    fn at_of(&self, top: i64) -> i64 {
        if !self.is_scaled() {
            return top;
        }
        let (end, list, scroller) = self.middle();
        let below = self.last_top() - top;
        if top <= end {
            top
        } else if below <= end {
            self.last_at() - below
        } else {
            end + scaled(top - end, scroller, list)
        }
    }

    fn top_at(&self, at: i64) -> i64 {
        let (end, list, scroller) = self.middle();
        let below = self.last_at() - at;
        if at <= end {
            at
        } else if below <= end {
            self.last_top() - below
        } else {
            end + scaled(at - end, list, scroller)
        }
    }
}

/// `value × to ÷ from`, for lengths of any list.
fn scaled(value: i64, to: i64, from: i64) -> i64 {
    let exact = i128::from(value) * i128::from(to) / i128::from(from.max(1));
    i64::try_from(exact).unwrap_or(i64::MAX)
}
