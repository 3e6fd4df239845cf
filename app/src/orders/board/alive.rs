//! Takes the board over once the client is alive: scrolling, dragging, keys, clicks, and orders that change.

use super::{
    ago::Ago,
    keys::card_of,
    lane::{LaneView, Shared},
    moving::Mover,
};
use crate::{
    context::use_boot,
    orders::{
        choose::{Chooser, use_chooser},
        rows::Rows,
        totals::Fresh,
    },
    ui::drag::{Axis, Drag, Place, drag_within},
};
use domain::{
    Listing, Order, Totals,
    board::{self, Lane, LaneCards},
    funnel::Funnels,
    ids::OrderId,
};
use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Interval,
};
use leptos::{ev, html::Div, prelude::*};
use std::{cell::RefCell, collections::BTreeMap, rc::Rc, sync::Arc, time::Duration};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

/// How often it is said again how long ago something was, in milliseconds.
const TICK: u32 = 60_000;
/// How often it is looked whether a card is still held.
const WHILE_HELD: Duration = Duration::from_millis(200);

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

/// A board that is alive.
pub struct Board {
    /// The columns that are unfolded.
    pub lanes: Vec<Rc<LaneView>>,
    /// All columns.
    pub all: Vec<Lane>,
    shared: Rc<Shared>,
    funnels: Funnels,
    /// Its element.
    pub root: HtmlElement,
    mover: Option<Mover>,
    /// How many orders each column was last said to have.
    counts: RefCell<BTreeMap<String, i64>>,
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
            let rows = Rows::of_cards();
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
        let (lanes, all, funnels): (Vec<_>, _, _) = (lanes.collect(), all.clone(), funnels.clone());
        let counts = RefCell::default();
        let made = Rc::new(Board { lanes, all, shared, funnels, root: root.into(), mover, counts });
        if let Some(totals) = &totals {
            made.counted(totals);
        }
        heard.set_value(listens(&made, chooser, menu));
        made.lanes.iter().for_each(|lane| lane.tick());
        board.set_value(Some(made));
        // What is in sight is drawn; the frame after the one that shows it draws what lies beside.
        request_animation_frame(move || {
            request_animation_frame(move || {
                if let Some(board) = board.try_get_value().flatten() {
                    board.draw_all();
                }
            });
        });
    });
    let with = move |act: &dyn Fn(&Rc<Board>)| {
        if let Some(board) = board.try_get_value().flatten() {
            act(&board);
        }
    };
    for rows in lane_rows {
        Effect::new(move |drawn: Option<()>| {
            rows.changed.track();
            // What the board begins with is drawn already.
            if drawn.is_some() {
                with(&|board| board.lanes.iter().filter(|lane| lane.rows.is(rows)).for_each(|lane| lane.draw()));
            }
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
    let hears = Callback::new(move |orders: Vec<Order>| changed(board, orders));
    let finds = Callback::new(move |id| board.try_get_value().flatten()?.order(id));
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

/// Orders are so now; nothing moves while a card is held.
fn changed(board: Held, orders: Vec<Order>) {
    let Some(alive) = board.try_get_value().flatten() else { return };
    if alive.root.query_selector("[data-held]").ok().flatten().is_some() {
        set_timeout(move || changed(board, orders), WHILE_HELD);
    } else {
        alive.changed(&orders);
    }
}

/// What dragging a card does.
fn dragging(board: Held, mover: Mover) -> Drag {
    let found = move |key: &str| {
        let board = board.try_get_value().flatten()?;
        let order = board.order(key.parse().ok()?)?;
        Some((board, order))
    };
    let over = move |(key, place): (String, Option<Place>)| {
        let Some((board, order)) = found(&key) else { return false };
        let place = place.map(|place| place.list);
        board.show_over(place.as_deref(), |lane| mover.may(&order, lane))
    };
    let moved = move |(key, place): (String, Place)| {
        let Some((board, order)) = found(&key) else { return };
        board.show_over(None, |_| true);
        if let Some(lane) = board.all.iter().find(|lane| lane.code() == place.list) {
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
    /// Draws all columns. All are looked at before any is drawn: else the page would be laid out once for each of them.
    fn draw_all(&self) {
        let height = self.lanes.iter().filter_map(|lane| lane.look()).max();
        // Cards are of one height, also in columns that have drawn none yet.
        height.into_iter().for_each(|height| self.lanes.iter().for_each(|lane| lane.expects(height)));
        for lane in &self.lanes {
            lane.paint();
        }
    }

    /// A loaded order.
    pub fn order(&self, id: OrderId) -> Option<Arc<Order>> {
        self.lanes.iter().find_map(|lane| lane.rows.get(lane.rows.place_of(id)?))
    }

    /// The column of a card among those that are unfolded, and its place there.
    pub fn place_of(&self, id: OrderId) -> Option<(usize, i64)> {
        self.lanes.iter().enumerate().find_map(|(n, lane)| Some((n, lane.rows.place_of(id)?)))
    }

    /// Orders are so now: cards change where they stand, or go where they belong.
    fn changed(&self, orders: &[Order]) {
        for order in orders {
            let had_focus = document().active_element().is_some_and(|active| card_of(&active) == Some(order.id));
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
                let followed = self.mover.is_some_and(|mover| mover.follow.get_value() == Some(order.id));
                if had_focus || followed {
                    lane.focus(order.id);
                }
            }
        }
    }

    /// The heads say what the bar says. Whoever moves cards is warned of a column that grows beyond its limit.
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
            let before = self.counts.borrow_mut().insert(lane.code().to_owned(), head.orders);
            let grew = lane.is_over(head.orders) && before.is_some_and(|before| before < head.orders);
            if let Some(mover) = self.mover.filter(|_| grew) {
                mover.warn(&page.name(lane), &page.counted(lane, head.orders));
            }
        }
    }

    /// Tells the column under the hand whether the card may go there. Whether it may.
    fn show_over(&self, code: Option<&str>, may: impl Fn(&Lane) -> bool) -> bool {
        let mut welcome = false;
        for lane in &self.all {
            let Some(section) = document().get_element_by_id(&format!("lane-{}", lane.code())) else { continue };
            if code == Some(lane.code()) {
                welcome = may(lane);
                let _ = section.set_attribute("data-over", if welcome { "yes" } else { "no" });
            } else {
                let _ = section.remove_attribute("data-over");
            }
        }
        welcome
    }
}
