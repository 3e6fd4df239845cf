//! Which orders somebody has chosen to do something with: some by name, or all that the filter lets through.

use domain::{Order, ids::OrderId};
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

    /// What was ticked before the client came.
    pub fn begun() -> Self {
        let selection = Self::none();
        #[cfg(feature = "hydrate")]
        {
            let ticked = ticked();
            // The first render is the server's, which knows of none.
            Effect::new(move |_| selection.chosen.set(ticked.clone()));
        }
        selection
    }

    /// Whether anything is chosen. Reactive.
    pub fn is_any(self) -> bool {
        self.everything.get() || self.chosen.with(|chosen| !chosen.is_empty())
    }

    /// Whether anything is chosen. Not reactive.
    pub fn is_any_now(self) -> bool {
        untrack(|| self.is_any())
    }

    /// What is chosen of these orders was seen as they are now.
    pub fn saw(self, orders: &[Order]) {
        let any = |chosen: &BTreeMap<OrderId, i64>| orders.iter().any(|order| chosen.contains_key(&order.id));
        if self.chosen.try_with_untracked(any) == Some(true) {
            self.chosen.update(|chosen| {
                for order in orders {
                    chosen.entry(order.id).and_modify(|seen| *seen = order.version);
                }
            });
        }
    }

    /// Chooses nothing.
    pub fn clear(self) {
        self.everything.set(false);
        self.chosen.set(BTreeMap::new());
    }
}

/// The boxes of rows that are ticked on the page, by order and version.
#[cfg(feature = "hydrate")]
fn ticked() -> BTreeMap<OrderId, i64> {
    use wasm_bindgen::JsCast;
    let Ok(boxes) = document().query_selector_all("input[name=order]:checked") else { return BTreeMap::new() };
    let value = |at| boxes.item(at)?.dyn_into::<web_sys::HtmlInputElement>().ok().map(|ticked| ticked.value());
    let order = |text: String| {
        let (id, version) = text.split_once(':')?;
        Some((id.parse().ok()?, version.parse().ok()?))
    };
    domain::gather::map((0..boxes.length()).filter_map(value).filter_map(order))
}
