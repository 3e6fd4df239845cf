//! Takes the board over once the client is alive: scrolling, dragging, keys, clicks, and orders that change.

use super::{
    ago::Ago,
    lane::{LaneView, Shared},
    moving::Mover,
    news::{self, News},
};
use crate::{
    context::use_boot,
    orders::{
        choose::{Chooser, use_chooser},
        page::Screen,
        rows::{Cards, Rows},
        totals::Fresh,
    },
    ui::{
        drag::{Axis, Drag, Place, drag_within},
        unhurried::once_shown,
    },
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
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    sync::Arc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

/// How often it is said again how long ago something was, in milliseconds.
const TICK: u32 = 60_000;

/// What the client takes over.
pub struct Alive {
    pub screen: Screen,
    pub listing: Listing,
    pub cards: Vec<LaneCards>,
    pub funnels: Funnels,
    pub totals: Option<Totals>,
    pub fresh: Fresh,
    pub ago: Ago,
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
    pub shared: Rc<Shared>,
    funnels: Funnels,
    /// Its element.
    pub root: HtmlElement,
    pub mover: Option<Mover>,
    /// How many orders each column was last said to have.
    counts: RefCell<BTreeMap<String, i64>>,
    /// What is not shown yet.
    pub news: News,
    /// A card that was put into a column that unfolds with it.
    pub unfolds: Cell<Option<OrderId>>,
    /// What is chosen counts all orders of the filter by this.
    told: Rows,
}

pub type Held = StoredValue<Option<Rc<Board>>, LocalStorage>;

/// Takes the board over.
pub fn comes_alive(alive: Alive) {
    let Alive { screen, listing, cards, funnels, totals, fresh, ago, area, mover, menu } = alive;
    let (chooser, boot) = (use_chooser(), use_boot());
    let single_keys = boot.user.as_ref().is_some_and(|user| user.single_keys);
    let board: Held = StoredValue::new_local(None);
    let heard: StoredValue<Vec<EventListener>, LocalStorage> = StoredValue::new_local(Vec::new());
    chooser.rows.begin(&listing, Vec::new(), (false, true), None);
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
            ago: ago.clone(),
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
        let made = Rc::new(Board {
            lanes,
            all,
            shared,
            funnels,
            root: root.into(),
            mover,
            counts: RefCell::default(),
            news: News::default(),
            unfolds: Cell::default(),
            told: chooser.rows,
        });
        if let Some(totals) = &totals {
            made.counted(totals, true);
        }
        heard.set_value(listens(&made, chooser, menu));
        made.lanes.iter().for_each(|lane| lane.tick());
        if let Some(card) = screen.card.try_update_value(Option::take).flatten() {
            let _ = made.lanes.iter().any(|lane| lane.focus(card));
        }
        board.set_value(Some(made));
        // What is in sight is drawn; the frame after the one that shows it draws what lies beside.
        once_shown(move || {
            if let Some(board) = board.try_get_value().flatten() {
                board.draw_all();
            }
        });
    });
    let with = move |act: &dyn Fn(&Rc<Board>)| {
        if let Some(board) = board.try_get_value().flatten() {
            act(&board);
        }
    };
    for rows in lane_rows {
        Effect::new(move |_| {
            rows.failed.track();
            with(&|board| board.lanes.iter().filter(|lane| lane.rows.is(rows)).for_each(|lane| lane.show_failed()));
        });
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
            with(&|board| board.counted(&totals, false));
        }
    });
    Effect::new(move |_| {
        chooser.selection.everything.track();
        chooser.selection.chosen.track();
        with(&|board| board.lanes.iter().for_each(|lane| lane.mark_chosen()));
    });
    chooser.rows.shown_by(Some(Cards {
        hears: Callback::new(move |(orders, by_others)| news::came(board, orders, by_others)),
        finds: Callback::new(move |id| board.try_get_value().flatten()?.order(id)),
        all: Callback::new(move |()| {
            let board = board.try_get_value().flatten();
            board.iter().flat_map(|board| &board.lanes).flat_map(|lane| lane.rows.loaded()).collect()
        }),
    }));
    if let Some(mover) = mover {
        drag_within(area, dragging(board, mover));
    }
    let pressed = window_event_listener(ev::keydown, move |event| {
        with(&|board| board.pressed(&event, chooser, mover, menu, single_keys));
    });
    let resized =
        window_event_listener(ev::resize, move |_| with(&|board| board.lanes.iter().for_each(|l| l.resized())));
    // What could not be asked for without a connection is asked for with one.
    let online =
        window_event_listener_untyped("online", move |_| with(&|board| board.lanes.iter().for_each(|l| l.retry())));
    let clock = StoredValue::new_local(Some(Interval::new(TICK, move || {
        with(&|board| board.lanes.iter().for_each(|lane| lane.tick()));
    })));
    on_cleanup(move || {
        pressed.remove();
        resized.remove();
        online.remove();
        drop(clock.try_update_value(Option::take));
        chooser.rows.shown_by(None);
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
    let [scrolled, clicked, aimed] = std::array::from_fn(|_| Rc::clone(board));
    vec![
        EventListener::new(&board.root, "pointermove", move |_| aimed.news.aims()),
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

    /// The heads say what the bar says, or do so already. Whoever moves cards is warned of a column that grows beyond its
    /// limit.
    fn counted(&self, totals: &Totals, drawn: bool) {
        self.told.told(totals.orders);
        let page = self.shared.page();
        for lane in &self.all {
            let Ok(head) = lane.head(totals, &self.shared.listing.filter, &self.funnels) else { continue };
            if !drawn {
                let (code, (count, sums)) = (lane.code(), page.head(lane, &head));
                for (what, html) in [
                    (format!("#lane-{code} .lane__count"), &count),
                    // The strip of a phone, which shows one column at a time.
                    (format!("[href='#lane-{code}'] .lane__count"), &count),
                    (format!("#lane-{code} .lane__sums"), &sums),
                ] {
                    if let Some(element) = self.root.query_selector(&what).ok().flatten() {
                        element.set_outer_html(html);
                    }
                }
            }
            if let Some(view) = self.lanes.iter().find(|view| view.lane == *lane) {
                view.rows.told(head.orders);
            }
            let before = self.counts.borrow_mut().insert(lane.code().to_owned(), head.orders);
            let grew = page.is_over(lane, head.orders) && before.is_some_and(|before| before < head.orders);
            if let Some(mover) = self.mover.filter(|_| grew) {
                mover.warn(&page.name(lane), &page.counted(lane, head.orders));
            }
        }
        if let (Some(mover), Some(card)) = (self.mover.filter(|_| !drawn), self.unfolds.take()) {
            mover.draws_anew(card);
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
