//! How high bars are and where the lines behind them lie, in whole numbers only. Pure.
//!
//! Lines lie at multiples of 1, 2 or 5 times a power of ten: what somebody would choose with a ruler.

/// An axis from 0 up to `top`, with a line at each multiple of `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// From one line to the next.
    pub step: i64,
    /// The last line; no value is higher.
    pub top: i64,
}

/// The most lines above zero.
const LINES: i64 = 4;
/// The highest value that is drawn, so that the line above it still is a number.
const HIGHEST: i64 = i64::MAX / 4;

impl Scale {
    /// The scale of the highest value; below 1 is drawn like 1, so that an empty chart has an axis as well.
    pub fn of(highest: i64) -> Self {
        let highest = highest.clamp(1, HIGHEST);
        let mut power = 1_i64;
        loop {
            for factor in [1, 2, 5] {
                let step = power.saturating_mul(factor);
                if highest <= step.saturating_mul(LINES) {
                    let lines = (highest - 1) / step + 1;
                    return Self { step, top: step.saturating_mul(lines) };
                }
            }
            power = power.saturating_mul(10);
        }
    }

    /// The lines from zero up.
    pub fn lines(self) -> impl Iterator<Item = i64> {
        (0..=self.top / self.step).map(move |line| line * self.step)
    }

    /// How many of `pixels` a value takes: all for `top`, none for nothing, and at least one for anything above it.
    pub fn pixels(self, value: i64, pixels: i64) -> i64 {
        let value = value.clamp(0, self.top);
        let rounded = (i128::from(value) * i128::from(pixels) + i128::from(self.top / 2)) / i128::from(self.top);
        i64::try_from(rounded).unwrap_or(pixels).max(i64::from(value > 0))
    }
}

/// The whole width of a chart, in parts that `percent` writes.
pub const WIDTH: i64 = 10_000;

/// Where the `at`th of `count` equal columns begins, in parts of `WIDTH`; column `count` begins where the last one ends.
pub fn column(at: usize, count: usize) -> i64 {
    let (at, count) = (i64::try_from(at).unwrap_or(0), i64::try_from(count).unwrap_or(1).max(1));
    WIDTH * at / count
}

/// Parts of `WIDTH` as an attribute: `12.50%`.
pub fn percent(parts: i64) -> String {
    format!("{}.{:02}%", parts / 100, parts % 100)
}

/// From one column with a label to the next, so that there are at most `most` labels among `count` columns.
pub fn label_every(count: usize, most: usize) -> usize {
    let wanted = count.div_ceil(most.max(1));
    [1, 2, 3, 4, 6, 7, 12, 14, 28].into_iter().find(|every| *every >= wanted).unwrap_or(wanted)
}
