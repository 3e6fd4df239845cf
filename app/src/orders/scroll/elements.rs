//! The elements of rows: each shows one order, and is filled anew for another one when the list moves.

use super::{Drawn, drawn};
use crate::{
    orders::{choose::Chooser, row::Pen, rows::Rows},
    ui::html::Html,
};
use domain::{ids::OrderId, scroll::Window};
use leptos::prelude::document;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, HtmlInputElement, HtmlTableSectionElement};

struct Row {
    element: Element,
    /// What it shows; nothing that is known at first.
    drawn: Option<Drawn>,
    /// The text that it was filled with.
    html: String,
    chosen: bool,
}

impl Row {
    fn new() -> Option<Self> {
        let element = document().create_element("tr").ok()?;
        element.set_class_name("row");
        Some(Self { element, drawn: None, html: String::new(), chosen: false })
    }
}

/// The rows of a table, in the order of the list.
pub struct Elements {
    body: HtmlTableSectionElement,
    pen: Rc<Pen>,
    rows: Rows,
    chooser: Chooser,
    shown: RefCell<VecDeque<Row>>,
    window: Cell<Window>,
}

impl Elements {
    /// Takes over what is there: the server's page when `begins`, else elements of a list that was shown before.
    pub fn of(body: HtmlTableSectionElement, pen: Rc<Pen>, chooser: Chooser, begins: bool) -> Self {
        let rows = chooser.rows;
        let children = body.children();
        let there = (0..children.length()).filter_map(|at| children.item(at));
        let row = |(index, element)| Row {
            element,
            drawn: begins.then(|| drawn(index, rows)),
            html: String::new(),
            chosen: false,
        };
        let shown: VecDeque<Row> = (0..).zip(there).map(row).collect();
        let window = Window { first: 0, count: i64::try_from(shown.len()).unwrap_or_default() };
        let this = Self { body, pen, rows, chooser, shown: RefCell::new(shown), window: Cell::new(window) };
        if begins {
            this.shown.borrow().iter().for_each(|row| this.place(row));
            this.links_are_buttons();
        }
        this
    }

    /// What the server drew as links opens a list now.
    fn links_are_buttons(&self) {
        let Ok(links) = self.body.query_selector_all(".cell-edit") else { return };
        for link in (0..links.length()).filter_map(|at| links.item(at)?.dyn_into::<Element>().ok()) {
            let _ = link.set_attribute("role", "button");
        }
    }

    /// The places that are drawn.
    pub fn window(&self) -> Window {
        self.window.get()
    }

    /// The same rows have other places now.
    pub fn moved(&self, by: i64) {
        let window = self.window.get();
        self.window.set(Window { first: window.first + by, ..window });
        for row in self.shown.borrow_mut().iter_mut() {
            if let Some(drawn) = &mut row.drawn {
                drawn.index += by;
            }
            self.place(row);
        }
    }

    /// Draws a window. What it shares with the one before keeps its elements; those of rows that leave it are used again.
    /// How many rows were filled.
    pub fn draw(&self, window: Window) -> usize {
        let old = self.window.replace(window);
        let mut shown = self.shown.borrow_mut();
        let mut left = Vec::new();
        if old.first >= window.end() || window.first >= old.end() {
            // Taken out and put in again: moved as they are, rows that come from afar would count as a shift of the page.
            left.extend(shown.drain(..));
        } else {
            let gone = |places: i64| usize::try_from(places).unwrap_or_default();
            left.extend(shown.drain(..gone(window.first - old.first)));
            let behind = shown.len().saturating_sub(gone(old.end() - window.end()));
            left.extend(shown.drain(behind..));
            for _ in window.first..old.first {
                let Some(row) = left.pop().or_else(Row::new) else { return 0 };
                let _ = self.body.insert_before(&row.element, self.body.first_child().as_ref());
                shown.push_front(row);
            }
        }
        let count = usize::try_from(window.count).unwrap_or_default();
        let kept = count.min(shown.len());
        left.extend(shown.drain(kept..));
        while shown.len() < count {
            let Some(row) = left.pop().or_else(Row::new) else { return 0 };
            let _ = self.body.append_child(&row.element);
            shown.push_back(row);
        }
        left.iter().for_each(|row| row.element.remove());
        let focused = document().active_element();
        let show = |(index, row): (i64, &mut Row)| self.show(row, drawn(index, self.rows), focused.as_ref());
        (window.first..).zip(shown.iter_mut()).map(show).filter(|filled| *filled).count()
    }

    /// Shows what lies at a place. Whether it was not shown yet.
    fn show(&self, row: &mut Row, next: Drawn, focused: Option<&Element>) -> bool {
        let same = row.drawn.as_ref().is_some_and(|now| now.shows_as(&next));
        let placed = same && row.drawn.as_ref().is_some_and(|now| now.index == next.index);
        let kept = (!same).then(|| focused.filter(|at| row.element.contains(Some(at)))).flatten().map(selector);
        let order = |drawn: &Drawn| drawn.order.as_ref().map(|order| order.id);
        let same_order = row.drawn.as_ref().and_then(order).is_some_and(|id| order(&next) == Some(id));
        row.drawn = Some(next);
        if !placed {
            self.place(row);
        }
        if same {
            return false;
        }
        let Some(drawn) = &row.drawn else { return false };
        let mut html = Html::default();
        match &drawn.order {
            Some(order) => self.pen.cells(&mut html, order, drawn.stays),
            None => self.pen.blank(&mut html),
        }
        let html = html.finish();
        // An order that was asked for again mostly says what it said.
        if same_order && row.html == html {
            return false;
        }
        row.element.set_inner_html(&html);
        row.html = html;
        let _ = match drawn.stays {
            true => row.element.set_attribute("title", self.pen.words().row_stays()),
            false => row.element.remove_attribute("title"),
        };
        let _ = row.element.toggle_attribute_with_force("data-stays", drawn.stays);
        // The box is a new one.
        row.chosen = false;
        let _ = row.element.remove_attribute("data-chosen");
        self.mark(row);
        // An order that changed under the focus keeps it.
        if let Some(kept) = kept.filter(|_| same_order) {
            focus(row.element.query_selector(&kept).ok().flatten());
        }
        true
    }

    /// Says where in the list a row is.
    fn place(&self, row: &Row) {
        let Some(drawn) = &row.drawn else { return };
        let _ = row.element.set_attribute("data-index", &drawn.index.to_string());
        let _ = match self.rows.is_placed() {
            // The head is the first row.
            true => row.element.set_attribute("aria-rowindex", &(drawn.index + 2).to_string()),
            false => row.element.remove_attribute("aria-rowindex"),
        };
    }

    /// Shows which rows are chosen.
    pub fn mark_chosen(&self) {
        self.shown.borrow_mut().iter_mut().for_each(|row| self.mark(row));
    }

    fn mark(&self, row: &mut Row) {
        let id: Option<OrderId> = row.drawn.as_ref().and_then(|drawn| Some(drawn.order.as_ref()?.id));
        let chosen = id.is_some_and(|id| self.chooser.is_chosen(id));
        // What somebody ticks by hand is so already; a box may also be so before the client came.
        let tick =
            || row.element.query_selector("input[name=order]").ok().flatten()?.dyn_into::<HtmlInputElement>().ok();
        if chosen != row.chosen || tick().is_some_and(|tick| tick.checked() != chosen) {
            row.chosen = chosen;
            let _ = row.element.toggle_attribute_with_force("data-chosen", chosen);
            if let Some(tick) = tick() {
                tick.set_checked(chosen);
            }
        }
    }
}

/// How an element of a row is found again after the row was filled anew.
fn selector(element: &Element) -> String {
    match element.id() {
        id if !id.is_empty() => format!("[id=\"{id}\"]"),
        _ => element.tag_name(),
    }
}

/// Gives an element the focus, without scrolling.
pub fn focus(element: Option<Element>) -> bool {
    let quietly = FocusOptions::new();
    quietly.set_prevent_scroll(true);
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus_with_options(&quietly).is_ok())
}
