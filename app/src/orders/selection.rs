//! Which orders somebody has chosen to do something with: some by name, or all that the filter lets through.

use domain::ids::OrderId;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What is chosen. Cheap to copy; given by context on `/orders`.
#[derive(Clone, Copy)]
pub struct Selection {
    /// Chosen orders with the version that was seen.
    pub chosen: RwSignal<BTreeMap<OrderId, i64>>,
    /// Whether every order of the filter is chosen, loaded or not.
    pub everything: RwSignal<bool>,
}

impl Selection {
    /// Nothing chosen.
    pub fn none() -> Self {
        Self { chosen: RwSignal::new(BTreeMap::new()), everything: RwSignal::new(false) }
    }

    /// Whether anything is chosen. Reactive.
    pub fn is_any(self) -> bool {
        self.everything.get() || self.chosen.with(|chosen| !chosen.is_empty())
    }

    /// Whether anything is chosen. Not reactive.
    pub fn is_any_now(self) -> bool {
        untrack(|| self.is_any())
    }

    /// Chooses nothing.
    pub fn clear(self) {
        self.everything.set(false);
        self.chosen.set(BTreeMap::new());
    }
}
