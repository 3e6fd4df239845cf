//! Where an item goes: whole pixels along the axis of a list. Pure.

/// How far a mouse or a pen moves before it drags, in pixels; less is a click of an unsteady hand.
pub const SLOP: i32 = 4;
/// How far a finger may tremble while it is held down; more is a scroll.
pub const TREMBLE: i32 = 8;
/// How long a finger is held down before it drags, in milliseconds.
pub const LONG_PRESS: u32 = 250;

/// How near to an edge of what scrolls a hand makes it scroll, in pixels.
const NEAR: i32 = 48;
/// Pixels that are scrolled in a frame at the edge itself.
const FASTEST: i32 = 16;

/// Which way the items of a list follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Across,
    /// From top to bottom.
    Down,
}

/// A place in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The key of the list.
    pub list: String,
    /// How many items of the list lie in front of it, the one that is dragged not counted.
    pub index: usize,
}

/// What an item takes up along the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first pixel.
    pub start: i32,
    /// The pixel behind its last one.
    pub end: i32,
}

impl Span {
    const fn middle(self) -> i32 {
        self.start + (self.end - self.start) / 2
    }
}

/// How many of the items lie in front of a point: those whose middle it has passed.
pub fn index_at(items: &[Span], at: i32) -> usize {
    items.iter().filter(|item| item.middle() < at).count()
}

/// Where the mark of a place stands: between its neighbours, at the start of an empty list.
pub fn mark_at(items: &[Span], list: Span, index: usize) -> i32 {
    let next = items.get(index).map(|item| item.start);
    let last = index.checked_sub(1).and_then(|before| items.get(before)).map(|item| item.end);
    next.or(last).unwrap_or(list.start)
}

/// What is in sight of what scrolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// Where it lies.
    pub span: Span,
    /// How much lies in front of it, out of sight.
    pub before: i32,
    /// How much lies behind it.
    pub behind: i32,
}

/// How many pixels to scroll in this frame: more the nearer the hand is to an edge, none away from both, nor where there
/// is nothing more.
pub fn scroll_step(view: View, at: i32) -> i32 {
    let step = |near: i32| near.clamp(0, NEAR) * FASTEST / NEAR;
    let step = step(at - (view.span.end - NEAR)) - step(view.span.start + NEAR - at);
    step.clamp(-view.before.max(0), view.behind.max(0))
}

/// Whether a hand went further than so many pixels.
pub const fn went_further(from: (i32, i32), to: (i32, i32), than: i32) -> bool {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    x * x + y * y >= than * than
}
