//! Takes the board over once the client is alive: scrolling, dragging, keys, clicks, and orders that change.

use super::{
    lane::{LaneView, Shared},
    moving::Mover,
};
use crate::{
    context::use_boot,
    orders::{
        choose::{Chooser, use_chooser},
        keys,
        rows::Rows,
        totals::Fresh,
    },
    ui::drag::{Axis, Drag, Place, drag_within},
};
use domain::{
    Listing, Order, Timestamp, Totals,
    board::{self, Lane, LaneCards},
    funnel::Funnels,
    ids::OrderId,
};
use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Interval,
};
use leptos::{ev, html::Div, prelude::*};
use std::{cell::Cell, rc::Rc, sync::Arc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

/// How often it is said again how long ago something was, in milliseconds.
const TICK: u32 = 60_000;

/// What the client takes over.
pub struct Alive {
    pub listing: Listing,
    pub cards: Vec<LaneCards>,
    pub funnels: Funnels,
    pub totals: Option<Totals>,
    pub fresh: Fresh,
    pub area: NodeRef<Div>,
    pub mover: Option<Mover>,
    pub menu: RwSignal<Option<Arc<Order>>>,
}

/// Says how long ago something was, in the page's language, for a week.
pub struct Ago(Option<js_sys::Intl::RelativeTimeFormat>);

impl Ago {
    fn new(locale: domain::Locale) -> Self {
        let options = js_sys::Object::new();
        let set = |name: &str, value: &str| js_sys::Reflect::set(&options, &name.into(), &value.into());
        let _ = (set("numeric", "auto"), set("style", "short"));
        let locales = js_sys::Array::of1(&JsValue::from_str(locale.code()));
        Self(Some(js_sys::Intl::RelativeTimeFormat::new(&locales, &options)))
    }

    /// `il y a 5 min`; nothing for what is older than a week, or is yet to come.
    pub fn of(&self, at: Timestamp) -> Option<String> {
        #[expect(clippy::cast_possible_truncation, reason = "the time of day is far below 2⁵³")]
        let seconds = (js_sys::Date::now() as i64 - at.0) / 1000;
        let (value, unit) = match seconds {
            ..0 => return None,
            0..60 => (0, "second"),
            60..3_600 => (seconds / 60, "minute"),
            3_600..86_400 => (seconds / 3_600, "hour"),
            86_400..604_800 => (seconds / 86_400, "day"),
            _ => return None,
        };
        let value = i32::try_from(-value).unwrap_or_default();
        Some(self.0.as_ref()?.format(f64::from(value), unit).into())
    }
}

struct Board {
    lanes: Vec<Rc<LaneView>>,
    all: Vec<Lane>,
    shared: Rc<Shared>,
    funnels: Funnels,
    root: HtmlElement,
    /// The card that the reader has just moved: the focus goes where it goes.
    follow: Cell<Option<OrderId>>,
}

type Held = StoredValue<Option<Rc<Board>>, LocalStorage>;

/// Takes the board over.
pub fn comes_alive(alive: Alive) {
    let Alive { listing, cards, funnels, totals, fresh, area, mover, menu } = alive;
    let (chooser, boot) = (use_chooser(), use_boot());
    let single_keys = boot.user.as_ref().is_some_and(|user| user.single_keys);
    let board: Held = StoredValue::new_local(None);
    let heard: StoredValue<Vec<EventListener>, LocalStorage> = StoredValue::new_local(Vec::new());
    let total = totals.as_ref().map(|totals| totals.orders);
    chooser.rows.begin(&listing, Vec::new(), (false, true), total);
    let all = board::lanes(&listing.filter, &funnels);
    let rows: Vec<Rows> = all
        .iter()
        .map(|lane| {
            let rows = Rows::new();
            let narrowed = Listing {
                filter: lane.narrowed(&listing.filter),
                sort: board::sort_of(listing.sort),
                ..Listing::default()
            };
            let (orders, more) = cards
                .iter()
                .find(|cards| cards.lane == lane.code())
                .map_or((Vec::new(), false), |cards| (cards.orders.clone(), cards.more));
            let head = totals.as_ref().and_then(|totals| lane.head(totals, &listing.filter, &funnels).ok());
            rows.begin(&narrowed, orders, (false, more), head.map(|head| head.orders));
            rows
        })
        .collect();
    let lane_rows = rows.clone();
    Effect::new(move |_| {
        let Some(root) = area.get().filter(|_| board.with_value(Option::is_none)) else { return };
        let is_chosen = Box::new(move |id| chooser.is_chosen(id));
        let shared = Shared {
            listing: listing.clone(),
            ago: Ago::new(boot.locale),
            boot: boot.clone(),
            may_move: mover.is_some(),
            is_chosen,
        };
        let shared = Rc::new(shared);
        let section = |lane: &Lane| document().get_element_by_id(&format!("lane-{}", lane.code()));
        let lanes = all
            .iter()
            .zip(&rows)
            .filter_map(|(lane, rows)| LaneView::of(lane.clone(), *rows, section(lane)?, Rc::clone(&shared)));
        let (lanes, all, funnels) = (lanes.collect(), all.clone(), funnels.clone());
        let made = Rc::new(Board { lanes, all, shared, funnels, root: root.into(), follow: Cell::new(None) });
        heard.set_value(listens(&made, chooser, menu));
        made.lanes.iter().for_each(|lane| lane.tick());
        board.set_value(Some(made));
    });
    let with = move |act: &dyn Fn(&Rc<Board>)| {
        if let Some(board) = board.try_get_value().flatten() {
            act(&board);
        }
    };
    for rows in lane_rows {
        Effect::new(move |_| {
            rows.changed.track();
            with(&|board| board.lanes.iter().filter(|lane| lane.rows.is(rows)).for_each(|lane| lane.draw()));
        });
    }
    Effect::new(move |_| {
        if let Some(Ok(totals)) = fresh.get() {
            with(&|board| board.counted(&totals));
        }
    });
    Effect::new(move |_| {
        chooser.selection.everything.track();
        chooser.selection.chosen.track();
        with(&|board| board.lanes.iter().for_each(|lane| lane.mark_chosen()));
    });
    let hears = Callback::new(move |orders: Vec<Order>| with(&|board| board.changed(&orders)));
    let finds = Callback::new(move |id| board.try_get_value().flatten()?.order(id).map(|order| order.version));
    chooser.rows.shown_by(Some(hears), Some(finds));
    if let Some(mover) = mover {
        drag_within(area, dragging(board, mover));
    }
    let pressed = window_event_listener(ev::keydown, move |event| {
        with(&|board| board.pressed(&event, chooser, mover, menu, single_keys));
    });
    let resized =
        window_event_listener(ev::resize, move |_| with(&|board| board.lanes.iter().for_each(|l| l.resized())));
    let clock = StoredValue::new_local(Some(Interval::new(TICK, move || {
        with(&|board| board.lanes.iter().for_each(|lane| lane.tick()));
    })));
    on_cleanup(move || {
        pressed.remove();
        resized.remove();
        drop(clock.try_update_value(Option::take));
        chooser.rows.shown_by(None, None);
        let _ = heard.try_update_value(Vec::clear);
        with(&|board| board.lanes.iter().for_each(|lane| lane.stop()));
    });
}

/// What dragging a card does.
fn dragging(board: Held, mover: Mover) -> Drag {
    let found = move |key: &str| {
        let board = board.try_get_value().flatten()?;
        let order = board.order(key.parse().ok()?)?;
        Some((board, order))
    };
    let over = move |(key, place): (String, Option<Place>)| {
        let Some((board, order)) = found(&key) else { return };
        let place = place.map(|place| place.list);
        board.show_over(place.as_deref(), |lane| mover.may(&order, lane));
    };
    let moved = move |(key, place): (String, Place)| {
        let Some((board, order)) = found(&key) else { return };
        board.show_over(None, |_| true);
        if let Some(lane) = board.all.iter().find(|lane| lane.code() == place.list) {
            board.follow.set(Some(order.id));
            mover.to_lane(&order, lane);
        }
    };
    Drag {
        axis: Axis::Down,
        scrolls: Axis::Across,
        marks: false,
        may: Callback::new(|_| true),
        over: Callback::new(over),
        moved: Callback::new(moved),
    }
}

fn listens(board: &Rc<Board>, chooser: Chooser, menu: RwSignal<Option<Arc<Order>>>) -> Vec<EventListener> {
    let capture = EventListenerOptions::run_in_capture_phase();
    let [scrolled, clicked] = std::array::from_fn(|_| Rc::clone(board));
    vec![
        // Scrolling does not bubble: it is heard on the way down.
        EventListener::new_with_options(&board.root, "scroll", capture, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(lane) =
                target.and_then(|target| scrolled.lanes.iter().find(|lane| lane.scrolls(&target)).cloned())
            {
                lane.scrolled();
            }
        }),
        EventListener::new_with_options(
            &board.root,
            "click",
            EventListenerOptions::enable_prevent_default(),
            move |event| {
                if let Some(event) = event.dyn_ref::<MouseEvent>() {
                    clicked.clicked(event, chooser, menu);
                }
            },
        ),
    ]
}

impl Board {
    fn order(&self, id: OrderId) -> Option<Arc<Order>> {
        self.lanes.iter().find_map(|lane| lane.rows.get(lane.rows.place_of(id)?))
    }

    /// The column of a card among those that are unfolded, and its place there.
    fn place_of(&self, id: OrderId) -> Option<(usize, i64)> {
        self.lanes.iter().enumerate().find_map(|(n, lane)| Some((n, lane.rows.place_of(id)?)))
    }

    /// Orders are so now: cards change where they stand, or go where they belong.
    fn changed(&self, orders: &[Order]) {
        for order in orders {
            let mut was = None;
            for lane in &self.lanes {
                if lane.rows.place_of(order.id).is_none() {
                    continue;
                }
                if lane.lane.holds(order) {
                    lane.rows.replace(vec![order.clone()]);
                    lane.draw();
                } else {
                    was = lane.rows.take_out(order.id).then(|| Rc::clone(lane)).or(was);
                }
            }
            let Some(was) = was else { continue };
            was.draw();
            if let Some(lane) = self.lanes.iter().find(|lane| lane.lane.holds(order)) {
                lane.rows.put(&Arc::new(order.clone()));
                lane.draw();
                if self.follow.get() == Some(order.id) {
                    lane.focus(order.id);
                }
            }
        }
    }

    /// The heads say what the bar says.
    fn counted(&self, totals: &Totals) {
        let page = self.shared.page();
        for lane in &self.all {
            let Ok(head) = lane.head(totals, &self.shared.listing.filter, &self.funnels) else { continue };
            let Some(section) = document().get_element_by_id(&format!("lane-{}", lane.code())) else { continue };
            let (count, sums) = page.head(lane, &head);
            for (what, html) in [(".lane__count", count), (".lane__sums", sums)] {
                if let Some(element) = section.query_selector(what).ok().flatten() {
                    element.set_outer_html(&html);
                }
            }
            if let Some(view) = self.lanes.iter().find(|view| view.lane == *lane) {
                view.rows.told(head.orders);
            }
        }
    }

    /// Outlines the column under the hand: whether the card may go there is told by the outline.
    fn show_over(&self, code: Option<&str>, may: impl Fn(&Lane) -> bool) {
        for lane in &self.all {
            let Some(section) = document().get_element_by_id(&format!("lane-{}", lane.code())) else { continue };
            let _ = match code == Some(lane.code()) {
                true => section.set_attribute("data-over", if may(lane) { "yes" } else { "no" }),
                false => section.remove_attribute("data-over"),
            };
        }
    }

    fn clicked(&self, event: &MouseEvent, chooser: Chooser, menu: RwSignal<Option<Arc<Order>>>) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
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

    fn pressed(
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
            (_, Some(_), None) if inside && !single => return,
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
            self.follow.set(Some(order.id));
            mover.to_lane(order, lane);
        }
    }
}

/// The order of the card that an element is part of.
fn card_of(element: &Element) -> Option<OrderId> {
    let card = element.closest(".slot").ok().flatten()?;
    card.id().strip_prefix("card-")?.parse().ok()
}

/// Whether no text is marked: who marks a card's text does not want to open it.
fn has_nothing_marked() -> bool {
    window().get_selection().ok().flatten().is_none_or(|marked| marked.is_collapsed())
}
