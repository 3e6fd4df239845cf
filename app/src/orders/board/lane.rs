//! One column in the browser: draws the cards in sight of all that it holds, and asks for more as it is scrolled.
//!
//! Cards keep their elements while they are in sight; a card that has not changed is never drawn again. In the browser
//! only.

use super::html;
use crate::{context::Boot, orders::rows::Rows};
use domain::{
    Listing, Order,
    board::Lane,
    ids::OrderId,
    scroll::{LONGEST, Ruler, Window},
};
use leptos::prelude::{document, request_animation_frame};
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
    /// Takes a column over. `None` where it is folded.
    pub fn of(lane: Lane, rows: Rows, section: Element, shared: Rc<Shared>) -> Option<Rc<Self>> {
        let find = |what: &str| section.query_selector(what).ok().flatten()?.dyn_into::<HtmlElement>().ok();
        let (scroll, list) = (find(".lane__scroll")?, find(".lane__cards")?);
        let view = i64::from(scroll.client_height());
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
            ruler: RefCell::new(Ruler::new(USUAL, view, LONGEST)),
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
                if this.gone.get() {
                    return;
                }
                this.heed();
                // Most frames show other parts of the same cards.
                if this.next(0) != this.window.get() || this.ruler.borrow().at() != this.bar.get() {
                    this.paint();
                }
            });
        }
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
            {
                when.set_text_content(Some(&text));
            }
        }
    }

    /// Draws what is in sight, and asks for what is missing.
    pub fn draw(&self) {
        if self.gone.get() {
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
        let most = if ruler.top() == 0 { AT_TOP } else { MOST };
        Window { first: before.first + moved, ..before }.next(&ruler, most, self.down.get())
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

    /// Draws what has been looked at.
    pub fn paint(&self) {
        self.measure();
        let moved = self.rows.take_moved();
        let (height, row) = {
            let mut ruler = self.ruler.borrow_mut();
            let room = self.rows.room();
            if moved != 0 || room != ruler.rows() {
                ruler.counted(room, moved);
            }
            (ruler.height(), ruler.row())
        };
        let window = self.next(moved);
        self.window.set(window);
        self.fill(window);
        let offset = self.ruler.borrow().place(window.first).max(0);
        let rest = (height - offset - window.count * row).max(0);
        let _ = self.list.style().set_property("padding-block", &format!("{offset}px {rest}px"));
        self.put_scrollbar();
        if let Some(none) = self.section.query_selector(".lane__none").ok().flatten() {
            let _ = none.toggle_attribute_with_force("hidden", window.count > 0);
        }
        self.rows.ask(window, self.down.get());
    }

    /// Makes the elements those of a window. What has not changed keeps its element, and with it the focus.
    fn fill(&self, window: Window) {
        for blank in self.blanks.borrow_mut().drain(..) {
            blank.remove();
        }
        let wanted: Vec<(i64, Option<Arc<Order>>)> =
            (window.first..window.end()).map(|index| (index, self.rows.get(index))).collect();
        let mut old = std::mem::take(&mut *self.drawn.borrow_mut());
        let active = document().active_element();
        let mut refocus = None;
        old.retain(|id, drawn| {
            let now = wanted.iter().find_map(|(_, order)| order.as_ref().filter(|order| order.id == *id));
            let same = now.is_some_and(|now| {
                drawn.order.as_ref().is_some_and(|was| Arc::ptr_eq(was, now)) && drawn.stays == self.rows.stays(*id)
            });
            if !same {
                let had_focus = active.as_ref().is_some_and(|active| drawn.element.contains(Some(active)));
                if had_focus {
                    refocus = Some(*id);
                }
                drawn.element.remove();
            }
            same
        });
        let mut next = BTreeMap::new();
        let mut cursor = self.list.first_element_child();
        for (index, order) in wanted {
            let drawn = match order.as_ref().and_then(|order| old.remove(&order.id)) {
                Some(drawn) => Some(drawn),
                None => {
                    let stays = order.as_ref().is_some_and(|order| self.rows.stays(order.id));
                    let html = match &order {
                        Some(order) => {
                            let when = self.shared.ago.of(order.created_at);
                            self.shared.page().card(order, index, stays, when)
                        }
                        None => html::Page::blank(index),
                    };
                    let made = self.made(&html);
                    if let (Some(element), None) = (made.as_ref().and_then(|m| m.dyn_ref::<HtmlElement>()), &order) {
                        // The place of a card that is not loaded yet is as high as others.
                        let _ = element.style().set_property("height", &format!("{}px", self.ruler.borrow().row()));
                    }
                    made.map(|element| Drawn { element, order: order.clone(), stays })
                }
            };
            let Some(drawn) = drawn else { continue };
            let _ = drawn.element.set_attribute("data-index", &index.to_string());
            if cursor.as_ref() == Some(&drawn.element) {
                cursor = drawn.element.next_element_sibling();
            } else {
                let _ = self.list.insert_before(&drawn.element, cursor.as_ref().map(AsRef::as_ref));
            }
            match order {
                Some(order) => {
                    self.mark(order.id, &drawn.element);
                    next.insert(order.id, drawn);
                }
                None => self.blanks.borrow_mut().push(drawn.element),
            }
        }
        if let Some(drawn) = refocus.and_then(|id| next.get(&id)) {
            let link = drawn.element.query_selector("a.number").ok().flatten();
            if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                let _ = link.focus();
            }
        } else if refocus.is_some() {
            let _ = self.scroll.focus();
        }
        *self.drawn.borrow_mut() = next;
    }

    fn made(&self, html: &str) -> Option<Element> {
        let holder = document().create_element("ol").ok()?;
        holder.set_inner_html(html);
        holder.first_element_child()
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
