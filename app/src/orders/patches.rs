//! What was changed since the page was fetched: a page that is drawn anew (a column was moved, another was folded) shows
//! the orders and totals as they are now, and not as they came. Pages that were shown last are kept for the way back;
//! any change forgets them.

use super::api::list_orders;
use crate::error::AppError;
use domain::{Listing, Order, Totals, board, ids::OrderId, listing::OrdersPage};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How many pages are kept.
const KEPT: usize = 4;

#[derive(Default)]
struct Inner {
    /// The page that the rest is about.
    stamp: u32,
    orders: BTreeMap<OrderId, Order>,
    totals: Option<Totals>,
    fetched: u32,
    /// How often anything has changed.
    changes: u32,
    kept: Vec<(String, OrdersPage)>,
}

impl Inner {
    /// The page of a query without asking anybody: as it is kept, or as the same orders are kept in the other layout.
    fn known(&mut self, query: &str) -> Option<OrdersPage> {
        if let Some((_, page)) = self.kept.iter().find(|(kept, _)| *kept == query) {
            return Some(page.clone());
        }
        let to = Listing::from_query(query).0;
        let laid_out = |(kept, page): &(String, OrdersPage)| board::laid_out(page, &Listing::from_query(kept).0, &to);
        let page = self.kept.iter().find_map(laid_out)?;
        self.fetched += 1;
        let page = OrdersPage { stamp: self.fetched, ..page };
        self.keep(query.to_owned(), &page);
        Some(page)
    }

    fn keep(&mut self, query: String, page: &OrdersPage) {
        if page.totals.is_some() {
            self.kept.retain(|(kept, _)| *kept != query);
            self.kept.push((query, page.clone()));
            let surplus = self.kept.len().saturating_sub(KEPT);
            self.kept.drain(..surplus);
        }
    }
}

/// The changes. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Patches(StoredValue<Inner>);

impl Patches {
    /// No changes.
    pub fn none() -> Self {
        Self(StoredValue::new(Inner::default()))
    }

    /// The page of a query: the one that was shown before, unless anything has changed since, else the server's.
    pub async fn fetch(self, query: String) -> Result<OrdersPage, AppError> {
        if cfg!(feature = "ssr") {
            return list_orders(query).await;
        }
        if let Some(page) = self.0.try_update_value(|inner| inner.known(&query)).flatten() {
            return Ok(page);
        }
        let changes = self.0.try_with_value(|inner| inner.changes);
        let mut page = list_orders(query.clone()).await?;
        self.0.try_update_value(|inner| {
            inner.fetched += 1;
            page.stamp = inner.fetched;
            // What may take long is asked for apart, and is not there yet; what changed meanwhile may be missing.
            if changes == Some(inner.changes) {
                inner.keep(query, &page);
            }
        });
        Ok(page)
    }

    /// The page that the server brought along is kept like any other.
    #[cfg(feature = "hydrate")]
    pub fn begins(self, query: String, page: &OrdersPage) {
        self.0.try_update_value(|inner| inner.keep(query, page));
    }

    /// The page as it is now.
    pub fn applied(self, mut page: OrdersPage, listing: &Listing) -> OrdersPage {
        self.0.update_value(|inner| {
            if inner.stamp != page.stamp {
                (inner.stamp, inner.totals) = (page.stamp, None);
                inner.orders.clear();
            }
            if inner.totals.is_some() {
                page.totals.clone_from(&inner.totals);
            }
            if let Some(cards) = &mut page.board {
                let (lanes, sort) = (board::lanes(&listing.filter, &page.funnels), board::sort_of(listing.sort));
                for order in inner.orders.values() {
                    board::settle(cards, &lanes, order, sort);
                }
            }
        });
        page
    }

    /// These orders are so now.
    pub fn changed(self, orders: &[Order]) {
        self.0.try_update_value(|inner| {
            inner.orders.extend(orders.iter().map(|order| (order.id, order.clone())));
        });
        self.forget();
    }

    /// Whether this is nothing new: it was changed here, or heard of.
    #[cfg(feature = "hydrate")]
    pub fn knows(self, order: &Order) -> bool {
        let known = |inner: &Inner| inner.orders.get(&order.id).is_some_and(|known| known.version >= order.version);
        self.0.try_with_value(known) == Some(true)
    }

    /// The totals of a page are these now.
    pub fn counted(self, stamp: u32, totals: &Totals) {
        self.0.try_update_value(|inner| {
            if inner.stamp == stamp {
                inner.totals = Some(totals.clone());
            }
        });
    }

    /// Anything may have changed.
    pub fn forget(self) {
        self.0.try_update_value(|inner| {
            inner.changes = inner.changes.wrapping_add(1);
            inner.kept.clear();
        });
    }
}
