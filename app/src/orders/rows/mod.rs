//! The orders that are loaded: the page that the server drew at first, then whatever is scrolled to.
//!
//! Given by context on `/orders`. Asks for more through two requests at most; answers to another list are dropped.
//! Where rows lie is `domain::scroll`'s; drawing them is `scroll`'s.

mod list;

use super::api::{count_days, list_rows};
use crate::{
    context::{Boot, use_boot},
    error::AppError,
};
use domain::{
    Listing, Order, OrderFilter,
    filter::{Conditions, Moment},
    ids::OrderId,
    scroll::{Want, Window},
};
use leptos::{prelude::*, task::spawn_local};
use list::Asked;
pub use list::List;
use std::sync::Arc;

/// How much is loaded: how many orders at once, and how many are kept ready in the direction of movement.
#[derive(Clone, Copy)]
struct Pace {
    page: u32,
    ahead: i64,
}

/// The table's pace.
const ROWS: Pace = Pace { page: 100, ahead: 150 };
/// That of each column of a board: the thirty that come with the board are enough until it is scrolled.
#[cfg(feature = "hydrate")]
const CARDS: Pace = Pace { page: 30, ahead: 12 };
/// How far outside the loaded orders a place may be to be reached through its neighbours.
const REACH: i64 = 100;

/// The cards of a board, which take the place of rows.
#[derive(Clone, Copy)]
pub struct Cards {
    /// Told of each order that changes, and whether others did it.
    pub hears: Callback<(Vec<Order>, bool)>,
    /// An order as it is shown, if it is.
    pub finds: Callback<OrderId, Option<Arc<Order>>>,
    /// Those that are loaded.
    pub all: Callback<(), Vec<Arc<Order>>>,
}

/// The loaded orders. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Rows {
    list: StoredValue<List>,
    pace: Pace,
    /// Whether orders have changed that are loaded, nobody knows which.
    outdated: StoredValue<bool>,
    boot: StoredValue<Boot>,
    /// What shows the orders, where that is not the list.
    cards: StoredValue<Option<Cards>>,
    /// Grows whenever other rows are to be drawn.
    pub changed: RwSignal<u32>,
    /// Whether the client has taken over: rows are drawn as they are scrolled to.
    pub live: RwSignal<bool>,
    /// Why the last request failed, until one succeeds.
    pub failed: RwSignal<Option<AppError>>,
}

impl Rows {
    /// No orders yet.
    pub fn new() -> Self {
        Self {
            list: StoredValue::new(List::default()),
            pace: ROWS,
            outdated: StoredValue::new(false),
            boot: StoredValue::new(use_boot()),
            cards: StoredValue::new(None),
            changed: RwSignal::new(0),
            live: RwSignal::new(false),
            failed: RwSignal::new(None),
        }
    }

    /// No orders yet, of a column of a board.
    #[cfg(feature = "hydrate")]
    pub fn of_cards() -> Self {
        Self { pace: CARDS, ..Self::new() }
    }

    /// Begins another list with a page of it. `count` is how many orders it has, where that is known.
    pub fn begin(self, listing: &Listing, orders: Vec<Order>, (front, behind): (bool, bool), count: Option<i64>) {
        self.outdated.set_value(false);
        self.list.update_value(|list| list.begin(listing, orders, (front, behind), count));
    }

    /// Shows orders that the reader has changed; what the filter no longer lets through stays, marked, until the list is
    /// loaded again.
    pub fn replace(self, orders: Vec<Order>) {
        self.change(orders, false);
    }

    /// The same of what others have changed.
    pub fn heard(self, orders: Vec<Order>) {
        self.change(orders, true);
    }

    fn change(self, orders: Vec<Order>, by_others: bool) {
        let conditions = self.conditions();
        self.list.update_value(|list| {
            for order in &orders {
                list.replace(order.clone(), &conditions);
            }
        });
        self.redraw();
        if let Some(cards) = self.cards() {
            cards.hears.run((orders, by_others));
        }
    }

    /// Cards take the place of rows, or no longer.
    pub fn shown_by(self, cards: Option<Cards>) {
        let _ = self.cards.try_set_value(cards);
    }

    fn cards(self) -> Option<Cards> {
        self.cards.try_get_value().flatten()
    }

    /// An order as it is shown, if it is.
    pub fn shown(self, id: OrderId) -> Option<Arc<Order>> {
        let row = self.list.try_with_value(|list| list.get(list.place_of(id)?)).flatten();
        row.or_else(|| self.cards()?.finds.run(id))
    }

    /// Whether the list holds an order, loaded or not. What a kept search finds is known by the server alone.
    pub fn would_show(self, order: &Order) -> bool {
        let search = self.list.with_value(|list| list.listing().filter.search.clone());
        let needles = domain::search::needles(&search);
        self.conditions().matches_fields(order)
            && (needles.is_empty() || domain::search::matches(&order.search_text(), &needles))
    }

    /// What the orders are sorted by.
    #[cfg(feature = "hydrate")]
    pub fn sort(self) -> domain::listing::Sort {
        self.list.with_value(|list| list.listing().sort)
    }

    /// Whether these are the same.
    pub fn is(self, other: Self) -> bool {
        self.changed == other.changed
    }

    /// Takes an order out. Whether it was loaded.
    pub fn take_out(self, id: OrderId) -> bool {
        self.list.try_update_value(|list| list.take_out(id)).unwrap_or_default()
    }

    /// Puts an order where it belongs among the cards of a board.
    pub fn put(self, order: &Arc<Order>) {
        let conditions = self.conditions();
        self.list.update_value(|list| list.put(order, &conditions));
        self.redraw();
    }

    /// Puts an order back, if its place is among the cards that are loaded.
    pub fn put_back(self, order: &Arc<Order>) {
        let conditions = self.conditions();
        if self.list.try_update_value(|list| list.put_back(order, &conditions)) == Some(true) {
            self.redraw();
        }
    }

    /// How many orders there are, as the bar has counted them.
    pub fn told(self, count: i64) {
        // Each redraw lays a column out.
        if self.list.try_update_value(|list| list.told(count)) == Some(true) {
            self.redraw();
        }
    }

    /// The order at a place.
    pub fn get(self, index: i64) -> Option<Arc<Order>> {
        self.list.try_with_value(|list| list.get(index)).flatten()
    }

    /// Whether an order is shown although the filter no longer lets it through.
    pub fn stays(self, id: OrderId) -> bool {
        self.list.with_value(|list| list.stays(id))
    }

    /// The place of an order.
    pub fn place_of(self, id: OrderId) -> Option<i64> {
        self.list.with_value(|list| list.place_of(id))
    }

    /// The loaded orders between two places, both included.
    pub fn between(self, a: i64, b: i64) -> Vec<Arc<Order>> {
        (a.min(b)..=a.max(b)).filter_map(|index| self.get(index)).collect()
    }

    /// The loaded orders.
    pub fn loaded(self) -> Vec<Arc<Order>> {
        self.cards().map_or_else(|| self.list.with_value(List::loaded), |cards| cards.all.run(()))
    }

    /// How many rows the scroller has room for; more are found on the way where the end is not known.
    pub fn room(self) -> i64 {
        self.list.try_with_value(List::room).unwrap_or_default()
    }

    /// How many orders there are, where that is certain.
    pub fn count(self) -> Option<i64> {
        self.list.with_value(List::count)
    }

    /// Whether places are counted from the first order of the list.
    pub fn is_placed(self) -> bool {
        self.list.with_value(List::is_placed)
    }

    /// A day that orders at a place are of, though they may not be loaded.
    pub fn day_at(self, index: i64) -> Option<domain::Timestamp> {
        self.list.with_value(|list| list.day_at(index))
    }

    /// By how many places the rows have moved since this was last asked.
    pub fn take_moved(self) -> i64 {
        self.list.try_update_value(List::take_moved).unwrap_or_default()
    }

    /// What is loaded is not to be kept: any of it may have changed.
    pub fn outdate(self) {
        self.outdated.set_value(true);
    }

    /// What the list has, to be kept while another screen is shown.
    pub fn snapshot(self) -> Option<List> {
        let kept = self.outdated.try_get_value() == Some(false);
        kept.then(|| self.list.try_with_value(Clone::clone)).flatten()
    }

    /// Shows what was kept.
    pub fn restore(self, kept: List) {
        self.list.update_value(|list| *list = kept.resumed(list));
        self.redraw();
    }

    /// Asks for what is missing around the drawn rows.
    pub fn ask(self, window: Window, down: bool) {
        let wants =
            self.list.try_with_value(|list| list.wants(window, down, self.pace.ahead, REACH)).unwrap_or_default();
        for want in wants {
            self.fetch(want, window);
        }
    }

    /// Asks once more after a failure.
    pub fn retry(self) {
        self.failed.set(None);
        self.redraw();
    }

    /// Learns how many orders each day has, where the list is in that order.
    pub fn count_days(self) {
        let Some((query, epoch)) = self.list.with_value(List::days_query) else { return };
        spawn_local(async move {
            let Ok(days) = count_days(query).await else { return };
            self.list.try_update_value(|list| list.counted(epoch, days));
            self.redraw();
        });
    }

    /// Asks for the orders around a place that was left, by the order in front of them.
    pub fn reload(self, after: Option<domain::OrderNumber>, base: i64) {
        let Some(asked) = self.list.try_update_value(|list| list.ask_again(after, base)) else { return };
        self.send(asked);
    }

    fn fetch(self, want: Want, window: Window) {
        if self.failed.get_untracked().is_some() {
            return;
        }
        if let Some(asked) = self.list.try_update_value(|list| list.asks(want, window)).flatten() {
            self.send(asked);
        }
    }

    fn send(self, asked: Asked) {
        spawn_local(async move {
            let answer = list_rows(asked.query.clone(), asked.at, self.pace.page).await;
            let failed = self.list.try_update_value(|list| list.answered(&asked, answer)).flatten();
            if self.failed.try_get_untracked().is_some_and(|now| now != failed) {
                self.failed.set(failed);
            }
            self.redraw();
        });
    }

    /// What the filter lets through. The search is left out: nothing that is done to a row changes what it finds.
    fn conditions(self) -> Conditions {
        let filter = self.list.with_value(|list| list.listing().filter.clone());
        let filter = OrderFilter { search: String::new(), kept_search: None, ..filter };
        self.boot.with_value(|boot| {
            let me = boot.user.as_ref().map(|user| user.id);
            filter.resolve(&Moment { now: boot.now, zone: &boot.zone, me })
        })
    }

    fn redraw(self) {
        let _ = self.changed.try_update(|n| *n = n.wrapping_add(1));
    }
}

impl Default for Rows {
    fn default() -> Self {
        Self::new()
    }
}

/// The orders of the screen that this is part of.
pub fn use_rows() -> Rows {
    use_context::<Rows>().unwrap_or_default()
}
