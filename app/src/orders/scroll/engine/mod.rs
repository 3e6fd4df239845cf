//! From a scrolled pixel to filled rows: reads the scrollbar once a frame, then writes, and asks for what is missing.

mod flow;

use super::{Parts, elements::Elements, kept, surface::Surface};
use crate::{
    orders::{choose::Chooser, row::Pen, rows::Rows},
    ui::unhurried::once_shown,
};
use domain::scroll::{LONGEST, Pace, Ruler, Window};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// How many rows are drawn while the list stands at its top, where most lists stay; and before their height is known.
const FIRST: i64 = 24;
/// How many rows are put on paper at most.
const PRINTED: i64 = 500;

/// What was measured of the last table, which the next one most likely has as well.
#[derive(Clone, Copy)]
struct Measures {
    paged: bool,
    row: i64,
    head: i64,
    view: i64,
}

thread_local! {
    static MEASURED: Cell<Option<Measures>> = const { Cell::new(None) };
}

/// Draws one list.
pub struct Engine {
    surface: Surface,
    rows: Rows,
    elements: Elements,
    key: String,
    ruler: RefCell<Ruler>,
    pace: RefCell<Pace>,
    paged: Cell<bool>,
    down: Cell<bool>,
    queued: Cell<bool>,
    /// Where the scrollbar was seen or put last: looked at only before anything is written.
    bar: Cell<i64>,
    height: Cell<(i64, i64)>,
    /// The height of the table's head.
    head: Cell<i64>,
    offset: Cell<i64>,
    /// The row that the keyboard is at.
    current: Cell<Option<i64>>,
    /// Whether the focus waits for that row to be drawn.
    focusing: Cell<bool>,
    /// Where the list was left, while its rows are under way.
    awaited: Cell<Option<i64>>,
    rest: Cell<Option<TimeoutHandle>>,
    hide: Cell<Option<TimeoutHandle>>,
    gone: Cell<bool>,
    /// The first place in sight while the list moves.
    pub moving: RwSignal<Option<i64>>,
}

impl Engine {
    /// Takes over the rows, or draws those that lie `top` below the first. `None` while they take no room.
    pub fn start(
        parts: Parts,
        pen: Rc<Pen>,
        chooser: Chooser,
        key: String,
        moving: RwSignal<Option<i64>>,
        top: Option<i64>,
    ) -> Option<Rc<Self>> {
        let (surface, rows) = (Surface::of(parts)?, chooser.rows);
        // What waits behind a page that is being left is drawn when it takes its place.
        if !surface.region.is_connected() {
            return None;
        }
        let begins = surface.set_live();
        let elements = Elements::of(parts.body.get_untracked()?, pen, chooser, begins);
        let paged = surface.is_paged();
        // A page that is measured before it is shown is laid out twice: it is supposed to be like the last one.
        let known = MEASURED.get().filter(|known| !begins && known.paged == paged);
        let Measures { row, head, view, .. } = if let Some(known) = known {
            known
        } else {
            if !begins {
                elements.draw(Window { first: 0, count: rows.room().min(FIRST) });
            }
            let (row, head) = (surface.row()?, surface.head());
            Measures { paged, row, head, view: surface.view(paged, head) }
        };
        let mut ruler = Ruler::new(row, view, LONGEST);
        ruler.counted(rows.room(), 0);
        let engine = Rc::new(Self {
            ruler: RefCell::new(ruler),
            pace: RefCell::default(),
            paged: Cell::new(paged),
            down: Cell::new(true),
            queued: Cell::new(false),
            bar: Cell::new(0),
            height: Cell::new((-1, -1)),
            head: Cell::new(head),
            offset: Cell::new(-1),
            current: Cell::new(None),
            focusing: Cell::new(false),
            awaited: Cell::new(None),
            rest: Cell::new(None),
            hide: Cell::new(None),
            gone: Cell::new(false),
            surface,
            rows,
            elements,
            key,
            moving,
        });
        rows.live.set(true);
        if known.is_none() {
            engine.rows_changed();
        }
        if known.is_some() || top.is_some() {
            let seen = {
                let mut ruler = engine.ruler.borrow_mut();
                ruler.goes_to(top.unwrap_or_default());
                Window::seen(&ruler)
            };
            engine.place(Window { first: seen.start, count: seen.end - seen.start });
            engine.put_scrollbar();
        }
        Some(engine)
    }

    /// Goes where the list was left as soon as the rows of that place have come.
    pub fn waits_for(&self, top: i64) {
        self.awaited.set(Some(top));
    }

    /// Lets go of the rows: the screen is left. Gives back how far the list was scrolled.
    pub fn stop(&self) -> i64 {
        self.gone.set(true);
        for timer in [self.rest.take(), self.hide.take()].into_iter().flatten() {
            timer.clear();
        }
        let (paged, head, ruler) = (self.paged.get(), self.head.get(), self.ruler.borrow());
        MEASURED.set(Some(Measures { paged, row: ruler.row(), head, view: ruler.view() }));
        ruler.top()
    }

    /// Learns how far a hand has scrolled. Before anything else moves the scrollbar, too: the event may be on its way yet,
    /// and what the hand did would be lost.
    fn heed(&self) {
        let (at, view) = (self.surface.at(self.paged.get()), self.view());
        self.bar.set(at);
        let mut ruler = self.ruler.borrow_mut();
        let before = ruler.top();
        if view != ruler.view() {
            let row = ruler.row();
            ruler.measured(row, view);
        }
        ruler.scrolled(at);
        if ruler.top() != before {
            self.down.set(ruler.top() > before);
            self.moving.set(Some(Window::seen(&ruler).start));
        }
    }

    /// Other rows are loaded, or others are shown.
    pub fn rows_changed(self: &Rc<Self>) {
        if self.gone.get() {
            return;
        }
        self.heed();
        let held = self.surface.focused();
        let moved = self.rows.take_moved();
        {
            let mut ruler = self.ruler.borrow_mut();
            let room = self.rows.room();
            if moved != 0 || room != ruler.rows() {
                ruler.counted(room, moved);
            }
        }
        if let Some(top) = self.awaited.get()
            && self.rows.get(top / self.ruler.borrow().row()).is_some()
        {
            self.awaited.set(None);
            let mut ruler = self.ruler.borrow_mut();
            let top = top + moved * ruler.row();
            ruler.goes_to(top);
        }
        if moved != 0 {
            // The same rows stay in the same elements.
            self.elements.moved(moved);
            self.current.set(self.current.get().map(|index| index + moved));
        }
        self.redraw();
        self.put_scrollbar();
        if let Some(index) = held.filter(|_| self.surface.focused().is_none()) {
            // Its row is blank until its order comes: the focus waits for it in the region.
            self.surface.focus_region();
            self.current.set(Some(index + moved));
            self.focusing.set(true);
        }
        self.focus_waiting();
        if self.focusing.get() {
            // The row's element is filled behind this turn.
            let engine = Rc::clone(self);
            request_animation_frame(move || engine.focus_waiting());
        }
    }

    /// The rows are shown: they are measured, and more are drawn beside them.
    pub fn opened(self: &Rc<Self>) {
        if self.gone.get() {
            return;
        }
        let Some(row) = self.surface.row() else {
            let engine = Rc::clone(self);
            return once_shown(move || engine.opened());
        };
        if row != self.ruler.borrow().row() {
            self.resized();
        }
        self.rows_changed();
    }

    /// The screen has another size, or the rows another height.
    pub fn resized(self: &Rc<Self>) {
        if self.gone.get() {
            return;
        }
        let paged = self.surface.is_paged();
        self.paged.set(paged);
        self.bar.set(self.surface.at(paged));
        self.offset.set(-1);
        let row = self.surface.row().unwrap_or(self.ruler.borrow().row());
        self.ruler.borrow_mut().measured(row, self.view());
        self.redraw();
        self.put_scrollbar();
    }

    /// For paper, draws what is loaded around the rows in sight, so many at most; then what is in sight again.
    pub fn prints(&self, begins: bool) {
        if self.gone.get() {
            return;
        }
        if !begins {
            return self.redraw();
        }
        let loaded = |index: &i64| self.rows.get(*index).is_some();
        let seen = self.seen().start;
        let first = (0..=seen).rev().take_while(loaded).last().unwrap_or(seen).max(seen - PRINTED / 2);
        let count = (first..first + PRINTED).take_while(loaded).count();
        self.assign(Window { first, count: i64::try_from(count).unwrap_or_default() });
    }

    /// Shows which rows are chosen.
    pub fn mark_chosen(&self) {
        self.elements.mark_chosen();
    }

    /// The elements that are scrolled.
    pub const fn surface(&self) -> &Surface {
        &self.surface
    }

    /// The rows that are wholly or partly in sight.
    pub fn seen(&self) -> std::ops::Range<i64> {
        Window::seen(&self.ruler.borrow())
    }

    /// The row that the keyboard is at.
    pub fn current(&self) -> Option<i64> {
        self.current.get()
    }

    /// The row that the keyboard goes to, while it waits for its order.
    pub fn awaited_row(&self) -> Option<i64> {
        self.current.get().filter(|_| self.focusing.get())
    }

    /// Brings the keyboard to a row: into sight, and the focus to it once it is loaded.
    pub fn go(self: &Rc<Self>, index: i64) {
        let last = (self.rows.room() - 1).max(0);
        let index = index.clamp(0, last);
        self.current.set(Some(index));
        self.ruler.borrow_mut().shows(index);
        self.place(self.next().0);
        self.put_scrollbar();
        self.focusing.set(true);
        // The rows' elements are filled behind this turn.
        let engine = Rc::clone(self);
        request_animation_frame(move || engine.focus_waiting());
        self.rests();
    }

    /// The keyboard came to a row by itself.
    pub fn came_to(&self, index: i64) {
        self.current.set(Some(index));
        self.focusing.set(false);
    }

    /// Remembers the place with the entry of the browser's history.
    pub fn remember(&self) {
        if !self.gone.get() {
            let ruler = self.ruler.borrow();
            kept::remember(&self.key, self.rows, Window::seen(&ruler).start, ruler.top());
        }
    }

    fn view(&self) -> i64 {
        self.head.set(self.surface.head());
        self.surface.view(self.paged.get(), self.head.get())
    }

    fn focus_waiting(&self) {
        let Some(index) = self.current.get().filter(|_| self.focusing.get() && !self.gone.get()) else { return };
        if self.surface.focus(index) {
            self.focusing.set(false);
        }
    }

    fn put_scrollbar(&self) {
        let (now, at) = {
            let ruler = self.ruler.borrow();
            (ruler.within(self.bar.get()), ruler.at())
        };
        if now != at {
            self.surface.scroll_to(self.paged.get(), at);
            self.bar.set(at);
        }
    }

    /// Draws what is in sight, unless it passes too fast.
    fn redraw(&self) {
        if !self.is_blurred() {
            self.place(self.next().0);
        }
    }

    /// Writes what the ruler says: heights, offset, rows; and asks for what is missing. How many rows were filled.
    fn place(&self, window: Window) -> usize {
        let (height, drawn, offset) = {
            let ruler = self.ruler.borrow();
            (ruler.height(), window.count * ruler.row(), ruler.place(window.first))
        };
        let (head, rest) = if self.paged.get() { (0, 0) } else { (self.head.get(), height - drawn) };
        if self.height.replace((height + head, rest)) != (height + head, rest) {
            self.surface.set_height(height + head, rest);
        }
        let filled = self.assign(window);
        if self.offset.replace(offset) != offset {
            self.surface.set_offset(offset);
        }
        self.rows.ask(window, self.down.get());
        filled
    }

    /// Draws the rows of a window. A row that leaves it with the focus gives it to the region.
    fn assign(&self, window: Window) -> usize {
        if self.elements.window() != window && self.surface.focused().is_some_and(|index| !window.contains(index)) {
            self.surface.focus_region();
        }
        self.elements.draw(window)
    }
}
