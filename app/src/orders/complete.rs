//! Completion of a field as one types: the server is asked when typing rests, and only the last answer counts.

use super::api::suggest;
use domain::listing::Suggestion;
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long typing rests before the server is asked.
const PAUSE: Duration = Duration::from_millis(120);

/// What the server has found for what is typed.
#[derive(Clone, Copy)]
pub struct Completion {
    /// The values, of the last text that was asked for.
    pub found: RwSignal<Vec<Suggestion>>,
    asked: StoredValue<(u32, Option<TimeoutHandle>)>,
}

impl Completion {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { found: RwSignal::new(Vec::new()), asked: StoredValue::new((0, None)) }
    }

    /// Asks for the values of a field, of every field when the key is empty, that contain the text.
    pub fn ask(self, key: &'static str, text: String) {
        let Some(turn) = self.asked.try_update_value(|(turn, waiting)| {
            if let Some(waiting) = waiting.take() {
                waiting.clear();
            }
            *turn += 1;
            *turn
        }) else {
            return;
        };
        let ask = move || {
            spawn_local(async move {
                // A failed completion offers nothing; what is typed still works when it is sent.
                let found = suggest(key.to_owned(), text).await.unwrap_or_default();
                if self.asked.try_with_value(|(now, _)| *now == turn).unwrap_or(false) {
                    self.found.try_set(found);
                }
            });
        };
        let waiting = set_timeout_with_handle(ask, PAUSE).ok();
        self.asked.try_update_value(|(_, kept)| *kept = waiting);
    }

    /// Forgets what was found, and every question that is still open.
    pub fn clear(self) {
        self.asked.try_update_value(|(turn, waiting)| {
            *turn += 1;
            if let Some(waiting) = waiting.take() {
                waiting.clear();
            }
        });
        self.found.try_set(Vec::new());
    }
}
