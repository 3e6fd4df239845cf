//! What a hand does to the columns and to what cards say is kept, said, and leaves the focus where it was.

use crate::context::Home;
use domain::{CardFields, Columns, Listing};
use leptos::prelude::*;

/// Shared by whatever arranges columns on the screen: it outlives the table, which is drawn anew.
#[derive(Clone, Copy)]
pub struct Arranging {
    home: Home,
    said: RwSignal<String>,
    focus: StoredValue<Option<String>>,
}

impl Arranging {
    /// For a screen, by whoever draws it.
    pub fn new(home: Home) -> Self {
        Self { home, said: RwSignal::new(String::new()), focus: StoredValue::new(None) }
    }

    /// Keeps the columns on the server, and where the section begins from now on. What fails is tried with the next
    /// change: the columns stand in the address all the same.
    pub fn keep(self, columns: Columns) {
        let code = columns.code();
        self.begin_with(|begins| Listing { columns, ..begins });
        leptos::task::spawn_local(async move {
            if let Err(error) = super::api::arrange_columns(code).await {
                leptos::logging::warn!("the columns were not kept: {error}");
            }
        });
    }

    /// Keeps what cards say, in the same way.
    pub fn keep_cards(self, card: CardFields) {
        let code = card.code();
        self.begin_with(|begins| Listing { card, ..begins });
        leptos::task::spawn_local(async move {
            if let Err(error) = super::api::arrange_cards(code).await {
                leptos::logging::warn!("what cards say was not kept: {error}");
            }
        });
    }

    /// The section begins so from now on, unless it begins with a saved view.
    fn begin_with(self, change: impl FnOnce(Listing) -> Listing) {
        self.home.0.update(|query| {
            let (begins, _) = Listing::from_query(query);
            if begins.saved.is_none() {
                *query = change(begins).to_query();
            }
        });
    }

    /// Says something to those who do not see the table.
    pub fn say(self, text: String) {
        self.said.set(text);
    }

    /// What is said. Reactive.
    pub fn said(self) -> String {
        self.said.get()
    }

    /// Gives the focus to an element of the heads once they are drawn anew.
    pub fn focus_next(self, id: String) {
        self.focus.set_value(Some(id));
    }

    /// The heads are drawn anew: the focus goes where it was asked to go.
    pub fn drawn(self) {
        if let Some(id) = self.focus.try_update_value(Option::take).flatten() {
            focus(id);
        }
    }
}

/// Gives the focus to an element of the next frame. Nothing on the server.
#[cfg(feature = "hydrate")]
fn focus(id: String) {
    use wasm_bindgen::JsCast;
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(found) = found {
            let _ = found.focus();
        }
    });
}

/// Nothing has the focus on the server.
#[cfg(not(feature = "hydrate"))]
fn focus(id: String) {
    drop(id);
}
