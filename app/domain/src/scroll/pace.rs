//! How fast a list is scrolled, and whether it can be drawn as fast. Pure.
//!
//! What passes faster than it can be read need not be drawn where drawing would hold up the scrolling: a fast machine
//! draws always, a slow one shows lines until the hand slows down.

/// Over how long a speed is measured at least, in milliseconds; at most it is twice as long.
const WHILE: i64 = 60;
/// After how long without a frame a move is a jump, which has no speed.
const REST: i64 = 240;
/// How many heights of the view a second are too fast to read, and how many no longer are.
const FAST: i64 = 3;
const SLOW: i64 = 2;
/// How long a frame that draws a few rows may take, in milliseconds.
const SMOOTH: i64 = 24;
/// How many rows are a few.
const FEW: usize = 8;

/// The speed of one list.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    /// When it was somewhere, and where: some time ago, and lately.
    before: (i64, i64),
    lately: (i64, i64),
    fast: bool,
    /// When the last frame began, if it drew a few rows.
    drew: Option<i64>,
    /// What such a frame takes of late, in milliseconds.
    takes: i64,
}

impl Pace {
    /// A frame begins at `now` and finds the list at `top`, both counted from anywhere; `view` of it is in sight.
    /// Whether what passes is better not drawn.
    pub fn begins(&mut self, now: i64, top: i64, view: i64) -> bool {
        if let Some(drew) = self.drew.take() {
            self.takes = (self.takes + (now - drew).clamp(0, 10 * SMOOTH)) / 2;
        }
        self.moves_on(now, top, view);
        self.is_blurred()
    }

    fn moves_on(&mut self, now: i64, top: i64, view: i64) {
        match now - self.lately.0 {
            // The clock of a machine may be put back.
            i64::MIN..0 | REST.. => (self.before, self.lately) = ((now, top), (now, top)),
            WHILE.. => (self.before, self.lately) = (self.lately, (now, top)),
            _ => {}
        }
        let (at, from) = self.before;
        let a_second = (top - from).abs() * 1_000 / (now - at).max(WHILE);
        self.fast = a_second > view * if self.fast { SLOW } else { FAST };
    }

    /// The frame that began at `now` has drawn so many rows. The next one follows at once and sees how long it took.
    pub fn drew(&mut self, now: i64, rows: usize) {
        self.drew = (1..=FEW).contains(&rows).then_some(now);
    }

    /// Whether what passes is better not drawn.
    pub const fn is_blurred(&self) -> bool {
        self.fast && self.takes > SMOOTH
    }
}
