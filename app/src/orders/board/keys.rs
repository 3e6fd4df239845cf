//! The board by click and by keyboard: cards are walked, opened, chosen and moved. In the browser only; without it the links
//! and boxes do as much. Single keys can be switched off, and are never taken from somebody who types.

use super::{alive::Board, lane::LaneView, moving::Mover};
use crate::orders::{choose::Chooser, keys};
use domain::{Order, board::Lane, ids::OrderId};
use leptos::prelude::*;
use std::{rc::Rc, sync::Arc};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

impl Board {
    /// Something on the board was clicked.
    pub fn clicked(&self, event: &MouseEvent, chooser: Chooser, menu: RwSignal<Option<Arc<Order>>>) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        if target.matches("[data-retry]").unwrap_or_default() {
            return self.lanes.iter().filter(|lane| lane.section.contains(Some(&target))).for_each(|lane| lane.retry());
        }
        let Some(order) = card_of(&target).and_then(|id| self.order(id)) else { return };
        if target.closest(".tile__more").ok().flatten().is_some() {
            return menu.set(Some(order));
        }
        let control = target.closest("a, button, label, input").ok().flatten();
        if target.matches("input[name=order]").unwrap_or_default() || (control.is_none() && event.shift_key()) {
            return chooser.toggle_order(&order);
        }
        // A card opens as a row does not: there is nothing else to press on it.
        if control.is_none() && has_nothing_marked() {
            let link = document().get_element_by_id(&super::moving::open_id(order.id));
            if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                link.click();
            }
        }
    }

    /// A key was pressed somewhere on the page.
    pub fn pressed(
        self: &Rc<Self>,
        event: &KeyboardEvent,
        chooser: Chooser,
        mover: Option<Mover>,
        menu: RwSignal<Option<Arc<Order>>>,
        single_keys: bool,
    ) {
        let Some(target) = keys::target(event) else { return };
        if event.default_prevented() || event.is_composing() || keys::is_typing(&target) {
            return;
        }
        let inside = self.root.contains(Some(&target));
        let single = single_keys && (inside || keys::is_nowhere(&target));
        if event.alt_key() || event.ctrl_key() || event.meta_key() || !(inside || single) {
            return;
        }
        let at = card_of(&target).and_then(|id| Some((id, self.place_of(id)?)));
        let name = keys::letter(event);
        let shift = event.shift_key();
        let step = match name.as_str() {
            "arrowdown" if inside && !shift => Some((0, 1)),
            "arrowup" if inside && !shift => Some((0, -1)),
            "j" if single && !shift => Some((0, 1)),
            "k" if single && !shift => Some((0, -1)),
            "arrowright" if inside => Some((1, 0)),
            "arrowleft" if inside => Some((-1, 0)),
            _ => None,
        };
        match (name.as_str(), step, at) {
            (_, Some((across, 0)), Some((id, _))) if shift => {
                if let (Some(mover), Some(order)) = (mover, self.order(id)) {
                    self.shift(&order, across, mover);
                }
            }
            (_, Some((across, down)), Some((_, place))) => self.go(place, across, down),
            // Keys scroll what has no card under them, as on any page.
            (_, Some(_), None) if inside => return,
            (_, Some(_), None) => self.first(),
            ("x", None, Some((id, _))) if single => {
                if let Some(order) = self.order(id) {
                    chooser.toggle_order(&order);
                }
            }
            ("e", None, Some((id, _))) if single && mover.is_some() => menu.set(self.order(id)),
            ("escape", None, _) if chooser.selection.is_any_now() => chooser.clear(),
            _ => return,
        }
        event.prevent_default();
    }

    /// Goes to a neighbouring card: below, above, or in the next column that has any.
    fn go(&self, (lane, place): (usize, i64), across: i32, down: i64) {
        if across == 0 {
            let Some(lane) = self.lanes.get(lane) else { return };
            let next = lane.order((place + down).max(0)).or_else(|| lane.order(place));
            next.map(|order| lane.focus(order.id));
            return;
        }
        let mut others: Vec<&Rc<LaneView>> = match across > 0 {
            true => self.lanes.iter().skip(lane + 1).collect(),
            false => self.lanes.iter().take(lane).rev().collect(),
        };
        others.retain(|lane| lane.order(0).is_some());
        if let Some(next) = others.first() {
            let order = (0..=place).rev().find_map(|place| next.order(place));
            order.map(|order| next.focus(order.id));
        }
    }

    fn first(&self) {
        let first = self.lanes.iter().find_map(|lane| Some((lane, lane.order(0)?)));
        first.map(|(lane, order)| lane.focus(order.id));
    }

    /// Moves a card to the next column that takes it.
    fn shift(&self, order: &Arc<Order>, across: i32, mover: Mover) {
        let Some(at) = self.all.iter().position(|lane| lane.holds(order)) else { return };
        let mut lanes: Box<dyn Iterator<Item = &Lane>> = match across > 0 {
            true => Box::new(self.all.iter().skip(at + 1)),
            false => Box::new(self.all.iter().take(at).rev()),
        };
        if let Some(lane) = lanes.find(|lane| mover.may(order, lane)) {
            mover.to_lane(order, lane);
        }
    }
}

/// The order of the card that an element is part of.
pub fn card_of(element: &Element) -> Option<OrderId> {
    let card = element.closest(".slot").ok().flatten()?;
    card.id().strip_prefix("card-")?.parse().ok()
}

/// Whether no text is marked: who marks a card's text does not want to open it.
fn has_nothing_marked() -> bool {
    window().get_selection().ok().flatten().is_none_or(|marked| marked.is_collapsed())
}
