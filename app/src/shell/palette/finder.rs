//! Orders by number or contact for what is typed in the palette: asked for when typing rests, and only the last answer
//! counts. The text travels in the body of a request, so that no address and no log holds it.

use crate::orders::api::list_orders;
use domain::{Listing, Order, OrderFilter, filter::Archived, funnel::Funnels};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long typing rests before the server is asked.
const PAUSE: Duration = Duration::from_millis(180);
/// How many orders are offered for a text.
const OFFERED: usize = 8;
/// How many of the latest orders are offered before anything is typed.
const LATEST: usize = 5;

/// Where the search stands.
#[derive(Clone)]
pub enum Stage {
    /// The answer is under way.
    Pending,
    /// These orders were found.
    Found(Vec<Order>),
    /// There was no answer.
    Failed,
}

/// The search of the palette.
#[derive(Clone, Copy)]
pub struct Finder {
    /// What is typed, without the spaces around it.
    pub text: RwSignal<String>,
    /// Where its search stands.
    pub stage: RwSignal<Stage>,
    /// The desk's funnels, once they are known.
    pub funnels: RwSignal<Funnels>,
    asked: StoredValue<(u32, Option<TimeoutHandle>)>,
}

impl Finder {
    /// Asks for the latest orders to begin with.
    pub fn new() -> Self {
        let finder = Self {
            text: RwSignal::new(String::new()),
            stage: RwSignal::new(Stage::Pending),
            funnels: RwSignal::new(Funnels::default()),
            asked: StoredValue::new((0, None)),
        };
        finder.ask(Duration::ZERO);
        finder
    }

    /// Something was typed.
    pub fn typed(self, text: &str) {
        let text: String = text.trim().chars().take(domain::search::MAX_LENGTH).collect();
        if self.text.with_untracked(|now| *now != text) {
            self.text.set(text);
            self.ask(PAUSE);
        }
    }

    /// Asks once more.
    pub fn again(self) {
        self.ask(Duration::ZERO);
    }

    /// The search cannot be carried out.
    pub fn fails(self) {
        self.stage.try_set(Stage::Failed);
    }

    fn ask(self, pause: Duration) {
        let Some(turn) = self.asked.try_update_value(|(turn, waiting)| {
            if let Some(waiting) = waiting.take() {
                waiting.clear();
            }
            *turn += 1;
            *turn
        }) else {
            return;
        };
        self.stage.set(Stage::Pending);
        let ask = move || {
            let Some(text) = self.text.try_get_untracked() else { return };
            spawn_local(async move {
                let answer = list_orders(query(&text)).await;
                // Whoever has typed on, or closed the palette, wants another answer or none.
                if self.asked.try_with_value(|(now, _)| *now == turn) != Some(true) {
                    return;
                }
                let Ok(page) = answer else { return self.fails() };
                let most = if text.is_empty() { LATEST } else { OFFERED };
                self.funnels.try_set(page.funnels);
                self.stage.try_set(Stage::Found(page.orders.into_iter().take(most).collect()));
            });
        };
        let waiting = set_timeout_with_handle(ask, pause).ok();
        self.asked.try_update_value(|(_, kept)| *kept = waiting);
    }
}

/// What is asked for: a text is looked for in archived orders too.
fn query(text: &str) -> String {
    if text.is_empty() {
        return Listing::default().to_query();
    }
    let filter = OrderFilter { search: text.to_owned(), archived: Archived::All, ..OrderFilter::default() };
    Listing::default().with_filter(filter).to_query()
}
