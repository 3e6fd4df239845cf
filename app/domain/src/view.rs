//! Saved views of the list of orders: a name for a filter, an order, columns with widths, a chart. Pure.

use crate::{
    Listing,
    ids::ViewId,
    user::{Permission, Role},
};
use serde::{Deserialize, Serialize};

/// The longest name, in characters.
pub const NAME_MAX: usize = 60;
/// How many views a person may have.
pub const VIEWS_MAX: usize = 50;

/// A view that somebody has saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Identifier, kept in links.
    pub id: ViewId,
    /// Grows with each change; guards writes.
    pub version: i64,
    /// Name.
    pub name: String,
    /// The canonical query of `/orders` that it stands for.
    pub query: String,
    /// Whether everybody sees it.
    pub shared: bool,
    /// Whether the reader made it.
    pub own: bool,
    /// Whether the reader begins with it.
    pub is_default: bool,
}

impl SavedView {
    /// What the view shows. Parts that mean nothing any more are left out of it; the page says so.
    pub fn listing(&self) -> Listing {
        Listing { saved: Some(self.id), ..Listing::from_query(&self.query).0 }
    }

    /// Whether somebody of this role, who sees the view, may change and remove it.
    pub fn may_change(&self, role: Role) -> bool {
        let shares = role.may(Permission::EditOrders);
        self.own && (shares || !self.shared) || self.shared && role.may(Permission::ManageDesk)
    }

    /// Whether a listing shows something else than this view does.
    pub fn differs(&self, listing: &Listing) -> bool {
        self.listing().lasting() != listing.lasting()
    }
}

/// A name as it is kept: trimmed, 1 to 60 characters. `None` when it cannot be one.
pub fn name(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=NAME_MAX).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then_some(text)
}
