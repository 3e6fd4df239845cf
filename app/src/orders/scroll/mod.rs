//! Draws the rows in sight of an endless list, with as many elements for a million orders as for fifty.
//!
//! The first render is the server's: one page, a row each. Once the client is alive an `Engine` takes the rows' elements
//! for whatever is scrolled to: a row that leaves one end of the window is moved to the other and filled anew. Nothing
//! happens on the server.

#[cfg(feature = "hydrate")]
pub mod alive;
#[cfg(feature = "hydrate")]
mod engine;
#[cfg(feature = "hydrate")]
pub mod kept;
#[cfg(feature = "hydrate")]
mod surface;

#[cfg(feature = "hydrate")]
pub use engine::Engine;

use super::{choose::Chooser, rows::Rows};
use domain::{Order, scroll::Window};
use leptos::{html, prelude::*};
use std::sync::Arc;

/// What a row shows.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Its place in the list.
    pub index: i64,
    /// Its order, once it is loaded.
    pub order: Option<Arc<Order>>,
    /// Whether the filter no longer lets it through.
    pub stays: bool,
    /// Whether the row has nothing to show.
    pub hidden: bool,
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.order, &other.order) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && (self.index, self.stays, self.hidden) == (other.index, other.stays, other.hidden)
    }
}

/// The rows' elements, in the order in which they were made. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Slots {
    all: StoredValue<Vec<ArcRwSignal<Drawn>>>,
    /// How many there are.
    pub count: RwSignal<usize>,
}

impl Slots {
    /// A row for each place of a window.
    pub fn new(window: Window, rows: Rows) -> Self {
        let drawn = (window.first..window.end()).map(|index| ArcRwSignal::new(drawn(index, rows)));
        let all: Vec<_> = drawn.collect();
        Self { count: RwSignal::new(all.len()), all: StoredValue::new(all) }
    }

    /// What a row shows.
    pub fn get(self, slot: usize) -> ArcRwSignal<Drawn> {
        self.all.with_value(|all| all.get(slot).cloned()).unwrap_or_default()
    }

    /// Makes more rows, empty ones. Whether there was need to.
    pub fn grow(self, count: usize) -> bool {
        let had = self.all.with_value(Vec::len);
        if had >= count {
            return false;
        }
        let empty = || ArcRwSignal::new(Drawn { hidden: true, ..Drawn::default() });
        self.all.update_value(|all| all.resize_with(count, empty));
        self.count.set(count);
        true
    }

    /// Fills a row.
    pub fn show(self, slot: usize, next: Drawn) {
        let signal = self.get(slot);
        if signal.with_untracked(|now| *now != next) {
            signal.set(next);
        }
    }
}

/// What the row at a place shows.
pub fn drawn(index: i64, rows: Rows) -> Drawn {
    let order = rows.get(index);
    let stays = order.as_ref().is_some_and(|order| rows.stays(order.id));
    Drawn { index, order, stays, hidden: false }
}

/// The elements that are scrolled.
#[derive(Clone, Copy)]
pub struct Parts {
    /// Scrolls on wide screens.
    pub region: NodeRef<html::Div>,
    /// As high as all rows together.
    pub sizer: NodeRef<html::Div>,
    /// Moves along with what is in sight.
    pub table: NodeRef<html::Table>,
    /// Holds the rows.
    pub body: NodeRef<html::Tbody>,
}

impl Parts {
    /// Elements that are yet to be made.
    pub fn new() -> Self {
        Self { region: NodeRef::new(), sizer: NodeRef::new(), table: NodeRef::new(), body: NodeRef::new() }
    }
}

impl Default for Parts {
    fn default() -> Self {
        Self::new()
    }
}

/// What the client needs to take a table over.
pub struct Alive {
    /// The elements.
    pub parts: Parts,
    /// The loaded orders.
    pub rows: Rows,
    /// The rows' elements.
    pub slots: Slots,
    /// The first place in sight while the list moves.
    pub moving: RwSignal<Option<i64>>,
    /// How rows are chosen.
    pub chooser: Chooser,
    /// How far the list was scrolled when it was left.
    pub top: Option<i64>,
    /// The name under which its place is kept.
    pub key: String,
}
