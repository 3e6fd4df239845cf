//! One column in the browser: draws the cards in sight of all that it holds, and asks for more as it is scrolled.
//!
//! Cards keep their elements while they are in sight; a card that has not changed is never drawn again. In the browser
//! only.

mod fill;

use super::html;
use crate::{
    context::Boot,
    orders::{rows::Rows, scroll::now},
};
use domain::{
    Listing, Order,
    board::Lane,
    ids::OrderId,
    scroll::{LONGEST, Pace, Ruler, Window},
};
use leptos::prelude::{GetUntracked, document, request_animation_frame};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    sync::Arc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The height of a card before one was measured.
const USUAL: i64 = 120;
/// That of what is in sight of a column before it was measured.
const VIEW: i64 = 600;
/// How many cards are drawn at most, unless more are in sight at once.
const MOST: i64 = 22;
/// How many of them while the column stands at its top, where most columns stay.
const AT_TOP: i64 = 10;

/// What all columns share.
pub struct Shared {
    /// What the URL says.
    pub listing: Listing,
    /// The page's request.
    pub boot: Boot,
    /// Whether the reader may move cards.
    pub may_move: bool,
    /// Says how long ago something was.
    pub ago: super::ago::Ago,
    /// Whether an order is chosen.
    pub is_chosen: Box<dyn Fn(OrderId) -> bool>,
}

impl Shared {
    /// What draws HTML.
    pub fn page(&self) -> html::Page<'_> {
        html::Page::new(&self.listing, &self.boot, self.may_move)
    }
}

struct Drawn {
    element: Element,
    order: Option<Arc<Order>>,
    stays: bool,
}

/// A column.
pub struct LaneView {
    /// Which one.
    pub lane: Lane,
    /// Its orders.
    pub rows: Rows,
    /// Its element.
    pub section: Element,
    shared: Rc<Shared>,
    scroll: HtmlElement,
    list: HtmlElement,
    ruler: RefCell<Ruler>,
    pace: RefCell<Pace>,
    window: Cell<Window>,
    drawn: RefCell<BTreeMap<OrderId, Drawn>>,
    blanks: RefCell<Vec<Element>>,
    measured: Cell<bool>,
    /// Where the scrollbar was seen or put last.
    bar: Cell<i64>,
    down: Cell<bool>,
    queued: Cell<bool>,
    gone: Cell<bool>,
}

impl LaneView {
    /// Takes a column over. `None` where it is folded. Nothing is measured: the page would be laid out for it before it
    /// is shown, and once more then.
    pub fn of(lane: Lane, rows: Rows, section: Element, shared: Rc<Shared>) -> Option<Rc<Self>> {
        let find = |what: &str| section.query_selector(what).ok().flatten()?.dyn_into::<HtmlElement>().ok();
        let (scroll, list) = (find(".lane__scroll")?, find(".lane__cards")?);
        let mut drawn = BTreeMap::new();
        let children = list.children();
        let there: Vec<Element> = (0..children.length()).filter_map(|at| children.item(at)).collect();
        for (index, element) in (0..).zip(there) {
            match rows.get(index).filter(|order| element.id() == format!("card-{}", order.id)) {
                Some(order) => drop(drawn.insert(order.id, Drawn { element, order: Some(order), stays: false })),
                None => element.remove(),
            }
        }
        let this = Rc::new(Self {
            lane,
            rows,
            section,
            shared,
            scroll,
            list,
            ruler: RefCell::new(Ruler::new(USUAL, VIEW, LONGEST)),
            pace: RefCell::default(),
            window: Cell::new(Window::default()),
            drawn: RefCell::new(drawn),
            blanks: RefCell::default(),
            measured: Cell::new(false),
            bar: Cell::new(0),
            down: Cell::new(true),
            queued: Cell::new(false),
            gone: Cell::new(false),
        });
        Some(this)
    }

    /// Looks how far the column is scrolled and how high its cards are, where any are drawn.
    pub fn look(&self) -> Option<i64> {
        self.measure();
        self.heed();
        self.measured.get().then(|| self.ruler.borrow().row())
    }

    /// Its cards will be so high, as long as none was measured.
    pub fn expects(&self, height: i64) {
        if !self.measured.get() {
            self.ruler.borrow_mut().measured(height, i64::from(self.scroll.client_height()));
        }
    }

    /// Says that its next cards did not come, or no longer.
    pub fn show_failed(&self) {
        let failed = self.rows.failed.try_get_untracked().flatten().is_some();
        let shown = self.section.query_selector(".lane__failed").ok().flatten();
        match shown {
            Some(shown) if !failed => shown.remove(),
            None if failed => {
                let Ok(told) = document().create_element("p") else { return };
                told.set_class_name("lane__failed");
                let _ = told.set_attribute("role", "alert");
                let _ = self.section.append_child(&told);
                told.set_inner_html(&self.shared.page().failed());
            }
            _ => {}
        }
    }

    /// Asks once more for cards that did not come.
    pub fn retry(&self) {
        if self.rows.failed.try_get_untracked().flatten().is_some() {
            self.rows.retry();
        }
    }

    /// Lets go of the column.
    pub fn stop(&self) {
        self.gone.set(true);
    }

    /// Whether this element scrolls the column.
    pub fn scrolls(&self, element: &Element) -> bool {
        *AsRef::<Element>::as_ref(&self.scroll) == *element
    }

    /// It was scrolled: draws it with the next frame.
    pub fn scrolled(self: &Rc<Self>) {
        if !self.queued.replace(true) {
            let this = Rc::clone(self);
            request_animation_frame(move || {
                this.queued.set(false);
                if !this.gone.get() {
                    this.frame();
                }
            });
        }
    }

    fn frame(self: &Rc<Self>) {
        self.heed();
        let (now, was_blurred) = (now(), self.is_blurred());
        let blurred = {
            let ruler = self.ruler.borrow();
            self.pace.borrow_mut().begins(now, ruler.top(), ruler.view())
        };
        if blurred != was_blurred {
            // Every card inherits it: it is set where it is needed alone.
            let height = format!("{}px", self.ruler.borrow().row());
            let _ = self.list.style().set_property("--slot", &height);
            let _ = self.list.toggle_attribute_with_force("data-blurred", blurred);
        }
        if blurred {
            // Looked at again until it is slow enough to be read.
            return self.scrolled();
        }
        // Most frames show other parts of the same cards.
        let (drawn, next) = (self.window.get(), self.next(0));
        if was_blurred || next != drawn || self.ruler.borrow().at() != self.bar.get() {
            let made = self.paint();
            self.pace.borrow_mut().drew(now, made);
            // There may be more to draw, and it is seen how long this took.
            if made > 0 {
                self.scrolled();
            }
            return;
        }
        let ahead = {
            let ruler = self.ruler.borrow();
            drawn.ahead(&ruler, most(&ruler), self.down.get())
        };
        if ahead != drawn {
            let made = self.lay(ahead);
            self.pace.borrow_mut().drew(now, made);
            self.scrolled();
        }
    }

    /// Whether cards pass too fast to be drawn.
    fn is_blurred(&self) -> bool {
        self.pace.borrow().is_blurred()
    }

    /// The window has another size.
    pub fn resized(&self) {
        self.measured.set(false);
        self.draw();
    }

    /// Brings a card into sight and gives it the focus. Whether the column has it.
    pub fn focus(&self, id: OrderId) -> bool {
        let Some(place) = self.rows.place_of(id) else { return false };
        self.ruler.borrow_mut().shows(place);
        self.paint();
        self.put_scrollbar();
        let link = document().get_element_by_id(&format!("open-{id}"));
        link.and_then(|link| link.dyn_into::<HtmlElement>().ok()).is_some_and(|link| {
            self.section.scroll_into_view_with_scroll_into_view_options(&near());
            link.focus().is_ok()
        })
    }

    /// The order at a place, if it is loaded.
    pub fn order(&self, place: i64) -> Option<Arc<Order>> {
        self.rows.get(place)
    }

    /// Shows which cards are chosen.
    pub fn mark_chosen(&self) {
        for (id, drawn) in &*self.drawn.borrow() {
            self.mark(*id, &drawn.element);
        }
    }

    fn mark(&self, id: OrderId, element: &Element) {
        let chosen = (self.shared.is_chosen)(id);
        let _ = element.toggle_attribute_with_force("data-chosen", chosen);
        let tick = element.query_selector("input[name=order]").ok().flatten();
        if let Some(tick) = tick.and_then(|tick| tick.dyn_into::<HtmlInputElement>().ok()) {
            tick.set_checked(chosen);
        }
    }

    /// Says again how long ago the orders in sight were made.
    pub fn tick(&self) {
        for drawn in self.drawn.borrow().values() {
            let when = drawn.element.query_selector(".tile__when").ok().flatten();
            if let (Some(when), Some(order)) = (when, &drawn.order)
                && let Some(text) = self.shared.ago.of(order.created_at)
                && when.text_content().is_none_or(|now| now != text)
            {
                when.set_text_content(Some(&text));
            }
        }
    }

    /// Draws what is in sight, and asks for what is missing.
    pub fn draw(&self) {
        if self.gone.get() || self.is_blurred() {
            return;
        }
        self.heed();
        self.paint();
    }

    /// Learns how far a hand has scrolled.
    fn heed(&self) {
        {
            // The event of a scroll may be on its way yet.
            let mut ruler = self.ruler.borrow_mut();
            let before = ruler.top();
            self.bar.set(i64::from(self.scroll.scroll_top()));
            ruler.scrolled(self.bar.get());
            self.down.set(ruler.top() >= before);
        }
    }

    /// The cards to draw now.
    fn next(&self, moved: i64) -> Window {
        let (ruler, before) = (self.ruler.borrow(), self.window.get());
        Window { first: before.first + moved, ..before }.next(&ruler, most(&ruler))
    }

    fn measure(&self) {
        if self.measured.get() {
            return;
        }
        let card = self.list.query_selector(".slot").ok().flatten().and_then(|c| c.dyn_into::<HtmlElement>().ok());
        let height = card.map_or(0, |card| i64::from(card.offset_height()));
        if height > 0 {
            self.measured.set(true);
            self.ruler.borrow_mut().measured(height, i64::from(self.scroll.client_height()));
        }
    }

    /// Draws what has been looked at. How many cards were made.
    pub fn paint(&self) -> usize {
        self.measure();
        let moved = self.rows.take_moved();
        {
            let mut ruler = self.ruler.borrow_mut();
            let room = self.rows.room();
            if moved != 0 || room != ruler.rows() {
                ruler.counted(room, moved);
            }
        }
        self.lay(self.next(moved))
    }

    /// Draws a window. How many cards were made.
    fn lay(&self, window: Window) -> usize {
        self.window.set(window);
        let made = self.fill(window);
        let (offset, rest) = {
            let ruler = self.ruler.borrow();
            let offset = ruler.place(window.first).max(0);
            (offset, (ruler.height() - offset - window.count * ruler.row()).max(0))
        };
        let _ = self.list.style().set_property("padding-block", &format!("{offset}px {rest}px"));
        self.put_scrollbar();
        if let Some(none) = self.section.query_selector(".lane__none").ok().flatten() {
            let _ = none.toggle_attribute_with_force("hidden", window.count > 0);
        }
        self.rows.ask(window, self.down.get());
        made
    }

    fn put_scrollbar(&self) {
        let at = self.ruler.borrow().at();
        if self.ruler.borrow().within(self.bar.get()) != at {
            self.scroll.set_scroll_top(i32::try_from(at).unwrap_or(i32::MAX));
            self.bar.set(at);
        }
    }
}

/// Scrolls no farther than is needed.
fn near() -> web_sys::ScrollIntoViewOptions {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
    options
}

/// How many cards are drawn at most where a column stands.
const fn most(ruler: &Ruler) -> i64 {
    if ruler.top() == 0 { AT_TOP } else { MOST }
}
