//! Draws the rows in sight of an endless list, with as many elements for a million orders as for fifty.
//!
//! The first render is the server's: one page, a row each. Once the client is alive an `Engine` takes the rows' elements
//! for whatever is scrolled to: a row that leaves one end of the window is moved to the other and filled anew. Nothing
//! happens on the server.

#[cfg(feature = "hydrate")]
pub mod alive;
#[cfg(feature = "hydrate")]
mod elements;
#[cfg(feature = "hydrate")]
mod engine;
#[cfg(feature = "hydrate")]
pub mod kept;
#[cfg(feature = "hydrate")]
mod surface;

#[cfg(feature = "hydrate")]
pub use engine::Engine;

#[cfg(feature = "hydrate")]
use super::rows::Rows;
use super::{choose::Chooser, edit::Editing, row::Pen};
use leptos::{html, prelude::*};

/// What a row shows.
#[cfg(feature = "hydrate")]
struct Drawn {
    /// Its place in the list.
    index: i64,
    /// Its order, once it is loaded.
    order: Option<std::sync::Arc<domain::Order>>,
    /// Whether the filter no longer lets it through.
    stays: bool,
}

#[cfg(feature = "hydrate")]
impl Drawn {
    /// Whether a row looks the same, wherever it lies.
    fn shows_as(&self, other: &Self) -> bool {
        let same = match (&self.order, &other.order) {
            (Some(a), Some(b)) => std::sync::Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && self.stays == other.stays
    }
}

/// The time of the machine, in milliseconds.
#[cfg(feature = "hydrate")]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds are far below 2⁵³")]
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// What the row at a place shows.
#[cfg(feature = "hydrate")]
fn drawn(index: i64, rows: Rows) -> Drawn {
    let order = rows.get(index);
    let stays = order.as_ref().is_some_and(|order| rows.stays(order.id));
    Drawn { index, order, stays }
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
    /// Writes rows.
    pub pen: Pen,
    /// Opens the lists of cells, where orders may be changed.
    pub editing: Option<Editing>,
    /// The first place in sight while the list moves.
    pub moving: RwSignal<Option<i64>>,
    /// How rows are chosen.
    pub chooser: Chooser,
    /// How far the list was scrolled when it was left.
    pub top: Option<i64>,
    /// The name under which its place is kept.
    pub key: String,
}
