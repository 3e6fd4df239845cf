//! Orders that change on a board that is alive: cards change where they stand, or go where they belong; nothing moves
//! under a hand. In the browser only.

use super::{
    alive::{Board, Held},
    keys::card_of,
    lane::LaneView,
};
use crate::{orders::scroll::now, ui::choices::focus_later};
use domain::{Order, SortKey, board, ids::OrderId};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    sync::Arc,
    time::Duration,
};

/// How often it is looked whether a card is still held, or about to be taken.
const WHILE_HELD: Duration = Duration::from_millis(200);
/// How long after its last move a pointer still aims at something, in milliseconds.
const AIMS: i64 = 600;

/// What is not shown yet.
#[derive(Default)]
pub struct News {
    /// Orders as they are now.
    late: RefCell<BTreeMap<OrderId, Order>>,
    /// Whether it will be looked whether they can be shown.
    looks: Cell<bool>,
    /// When a pointer last moved over the board.
    aimed: Cell<i64>,
}

impl News {
    /// A pointer moves over the board.
    pub fn aims(&self) {
        self.aimed.set(now());
    }

    fn is_aimed(&self) -> bool {
        (0..AIMS).contains(&(now() - self.aimed.get()))
    }
}

/// Orders are so now. Nothing moves while a card is held; and what others did waits for a pointer that aims at something.
pub fn came(board: Held, orders: Vec<Order>, by_others: bool) {
    let Some(alive) = board.try_get_value().flatten() else { return };
    if !(alive.is_held() || (by_others && alive.news.is_aimed())) {
        return alive.changed(&orders, by_others);
    }
    {
        let mut late = alive.news.late.borrow_mut();
        for order in orders {
            let known = late.get(&order.id).map(|known| known.version);
            if known.is_none_or(|known| known <= order.version) {
                late.insert(order.id, order);
            }
        }
    }
    if !alive.news.looks.replace(true) {
        set_timeout(move || look_again(board), WHILE_HELD);
    }
}

/// Shows what has waited, once nothing is held.
fn look_again(board: Held) {
    let Some(alive) = board.try_get_value().flatten() else { return };
    if alive.is_held() || alive.news.is_aimed() {
        return set_timeout(move || look_again(board), WHILE_HELD);
    }
    alive.news.looks.set(false);
    let late: Vec<Order> = alive.news.late.take().into_values().collect();
    alive.changed(&late, true);
}

impl Board {
    fn is_held(&self) -> bool {
        self.root.query_selector("[data-held]").ok().flatten().is_some()
    }

    /// Orders are so now: cards change where they stand, or go where they belong.
    fn changed(&self, orders: &[Order], by_others: bool) {
        for order in orders {
            let had_focus = document().active_element().is_some_and(|active| card_of(&active) == Some(order.id));
            let shown = self.order(order.id);
            // What has waited may be older than what came since.
            if shown.as_ref().is_some_and(|shown| shown.version > order.version) {
                continue;
            }
            let stands = |lane: &LaneView| {
                let sort = lane.rows.sort();
                let same = |shown: &Arc<Order>| {
                    sort.key != SortKey::StageEntered || board::compare(sort, shown, order).is_eq()
                };
                lane.lane.holds(order) && shown.as_ref().is_some_and(same)
            };
            let mut moved = false;
            for lane in self.lanes.iter().filter(|lane| lane.rows.place_of(order.id).is_some()) {
                if stands(lane) {
                    lane.rows.replace(vec![order.clone()]);
                } else {
                    moved |= lane.rows.take_out(order.id);
                }
                lane.draw();
            }
            let followed = self.mover.is_some_and(|mover| mover.follow.get_value() == Some(order.id));
            let Some(lane) = self.lanes.iter().find(|lane| lane.lane.holds(order)) else {
                self.went_into_fold(order, had_focus || followed, by_others);
                continue;
            };
            if shown.is_none() {
                // It comes back from a column that is not in sight.
                if lane.rows.would_show(order) {
                    lane.rows.put_back(&Arc::new(order.clone()));
                    lane.draw();
                }
            } else if moved {
                lane.rows.put(&Arc::new(order.clone()));
                lane.draw();
                if had_focus || followed {
                    lane.focus(order.id);
                }
            }
        }
    }

    /// A card went into a column that is folded: the focus that it had goes to what unfolds that. One that was only folded for
    /// being empty unfolds once it is counted anew, where the reader has put the card there.
    fn went_into_fold(&self, order: &Order, had_focus: bool, by_others: bool) {
        let Some(lane) = self.all.iter().find(|lane| lane.holds(order)) else { return };
        if had_focus {
            focus_later(format!("fold-{}", lane.code()));
        }
        let named = self.shared.listing.folded.iter().any(|folded| folded.as_str() == lane.code());
        if !by_others && !named {
            self.unfolds.set(Some(order.id));
        }
    }
}
