//! Choosing rows: one, a range from the one before, all that are loaded, or all that the filter lets through. In the
//! browser; without it the boxes are fields of a form. Given by context on `/orders`.

use super::{rows::Rows, selection::Selection};
use domain::{Order, ids::OrderId};
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// How rows are chosen. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Chooser {
    /// The loaded orders.
    pub rows: Rows,
    /// What is chosen.
    pub selection: Selection,
    /// The row that a range begins at.
    anchor: StoredValue<Option<OrderId>>,
    /// Chosen orders as they were seen, by place: what is copied, even when it is no longer loaded.
    seen: StoredValue<BTreeMap<OrderId, (i64, Arc<Order>)>>,
}

impl Chooser {
    /// Nothing chosen yet.
    pub fn new(rows: Rows, selection: Selection) -> Self {
        Self { rows, selection, anchor: StoredValue::new(None), seen: StoredValue::new(BTreeMap::new()) }
    }

    /// Chooses the row at a place, or no longer.
    pub fn toggle(self, index: i64) {
        let Some(order) = self.rows.get(index) else { return };
        let on = !self.is_chosen(order.id);
        self.anchor.set_value(Some(order.id));
        self.set(index, &[order], on);
    }

    /// Chooses an order, or no longer.
    pub fn toggle_order(self, order: &Arc<Order>) {
        let on = !self.is_chosen(order.id);
        self.set(0, std::slice::from_ref(order), on);
    }

    /// Chooses all rows from the one that was chosen last to the one at a place; or leaves them out, when that one is
    /// chosen. Without an earlier one it is this row alone.
    pub fn extend(self, index: i64) {
        let Some(order) = self.rows.get(index) else { return };
        let anchor = self.anchor.get_value().and_then(|id| self.rows.place_of(id));
        let Some(anchor) = anchor else { return self.toggle(index) };
        let on = self.anchor.get_value().is_some_and(|id| self.is_chosen(id)) || !self.is_chosen(order.id);
        let first = anchor.min(index);
        self.set(first, &self.rows.between(anchor, index), on);
    }

    /// Chooses all loaded rows, or none.
    pub fn all_loaded(self, on: bool) {
        if !on {
            return self.clear();
        }
        let loaded = self.rows.loaded();
        let first = loaded.first().and_then(|order| self.rows.place_of(order.id)).unwrap_or_default();
        self.set(first, &loaded, true);
    }

    /// Chooses every order of the filter, loaded or not.
    pub fn everything(self) {
        self.selection.everything.set(true);
    }

    /// Chooses nothing.
    pub fn clear(self) {
        self.anchor.set_value(None);
        self.seen.update_value(BTreeMap::clear);
        self.selection.clear();
    }

    /// Whether an order is chosen.
    pub fn is_chosen(self, id: OrderId) -> bool {
        self.selection.everything.get_untracked()
            || self.selection.chosen.with_untracked(|chosen| chosen.contains_key(&id))
    }

    /// How many orders are chosen; `None` while all of a filter are that nobody has counted. Reactive.
    pub fn count(self) -> Option<i64> {
        match self.selection.everything.get() {
            true => {
                self.rows.changed.track();
                self.rows.count()
            }
            false => i64::try_from(self.selection.chosen.with(BTreeMap::len)).ok(),
        }
    }

    /// The chosen orders in the order of the list; of everything, those that are loaded.
    pub fn orders(self) -> Vec<Arc<Order>> {
        if self.selection.everything.get_untracked() {
            return self.rows.loaded();
        }
        let mut found: Vec<(i64, Arc<Order>)> = self.seen.with_value(|seen| {
            self.selection.chosen.with_untracked(|chosen| {
                let kept = chosen.keys().filter_map(|id| seen.get(id));
                kept.map(|(place, order)| (*place, Arc::clone(order))).collect()
            })
        });
        for (place, order) in &mut found {
            if let Some(now) = self.rows.place_of(order.id) {
                *place = now;
            }
            if let Some(now) = self.rows.shown(order.id) {
                *order = now;
            }
        }
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, order)| order).collect()
    }

    fn set(self, first: i64, orders: &[Arc<Order>], on: bool) {
        // Out of everything one is left out: what is loaded is what can still be told apart.
        if self.selection.everything.get_untracked() {
            self.selection.everything.set(false);
            self.all_loaded(true);
        }
        self.seen.update_value(|seen| {
            for (place, order) in (first..).zip(orders) {
                seen.insert(order.id, (place, Arc::clone(order)));
            }
        });
        self.selection.chosen.update(|chosen| {
            for order in orders {
                match on {
                    true => chosen.insert(order.id, order.version),
                    false => chosen.remove(&order.id),
                };
            }
        });
    }
}

/// How the rows of the screen that this is part of are chosen.
pub fn use_chooser() -> Chooser {
    use_context::<Chooser>().unwrap_or_else(|| Chooser::new(super::rows::use_rows(), Selection::none()))
}
