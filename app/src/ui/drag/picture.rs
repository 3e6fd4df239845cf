//! What is seen of a drag: a picture of the item that follows the hand, and the mark of its place. Both lie above the
//! page and take no room in it.

use super::place::{Axis, Span};
use leptos::prelude::document;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How much of a list is outlined, in pixels: what is drawn anew while an item goes from list to list is bounded.
const OUTLINED: i32 = 640;
const LIST: &str = "drag-mark drag-mark--list";
const LONG: &str = "drag-mark drag-mark--list drag-mark--long";

/// The picture and the mark; gone when dropped.
pub struct Picture {
    item: HtmlElement,
    ghost: HtmlElement,
    mark: HtmlElement,
    /// Where the mark will be with the next frame.
    next: Cell<Option<(i32, i32)>>,
}

impl Picture {
    /// Takes a picture of an item, and marks the item as held.
    pub fn of(item: &HtmlElement) -> Option<Self> {
        let rect = item.get_bounding_client_rect();
        let ghost = layer("drag-ghost")?;
        let copy = item.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok()?;
        anonymous(&copy);
        let _ = ghost.append_child(&copy);
        place(&ghost, whole(rect.left()), whole(rect.top()));
        size(&ghost, whole(rect.width()), whole(rect.height()));
        // Nothing yet, but there: what is moved by a transition has to have been somewhere.
        let mark = layer("drag-mark")?;
        size(&mark, 0, 0);
        let _ = item.set_attribute("data-held", "");
        Some(Self { item: item.clone(), ghost, mark, next: Cell::new(None) })
    }

    /// Moves the picture so far from where the item lies.
    pub fn move_by(&self, by: (i32, i32)) {
        move_to(&self.ghost, by);
    }

    /// Shows the mark at a point of the axis, as long as what it crosses.
    pub fn mark(&self, axis: Axis, at: i32, across: Span) {
        let line = Span { start: at - 1, end: at + 1 };
        match axis {
            Axis::Across => self.put_mark(line, across),
            Axis::Down => self.put_mark(across, line),
        }
    }

    /// Outlines a list; of a long one the part where it begins. From one to the next in two frames: all between where the
    /// outline was and where it is would be drawn at once.
    pub fn outline(&self, across: Span, down: Span) {
        let is_long = down.end - down.start > OUTLINED;
        self.mark.set_class_name(if is_long { LONG } else { LIST });
        let down = Span { start: down.start, end: down.end.min(down.start + OUTLINED) };
        match self.mark.hidden() {
            true => self.put_mark(across, down),
            false => {
                size(&self.mark, across.end - across.start, down.end - down.start);
                move_to(&self.mark, (-across.end, -down.end));
                self.next.set(Some((across.start, down.start)));
            }
        }
    }

    /// Whether the mark is on its way to a list.
    pub fn is_on_its_way(&self) -> bool {
        self.next.get().is_some()
    }

    /// The next frame has come.
    pub fn arrives(&self) {
        if let Some(at) = self.next.take() {
            move_to(&self.mark, at);
        }
    }

    /// Shows whether the item is welcome where it is.
    pub fn welcomes(&self, welcome: bool) {
        let _ = self.mark.toggle_attribute_with_force("data-no", !welcome);
    }

    /// Moved like the picture; most places are of one size.
    fn put_mark(&self, across: Span, down: Span) {
        size(&self.mark, across.end - across.start, down.end - down.start);
        if self.mark.hidden() {
            self.mark.set_hidden(false);
            // It comes from nowhere, and now: else its first move would be a slow frame, as the picture's own first is.
            move_to(&self.mark, (0, 0));
            let _ = self.mark.get_bounding_client_rect();
        }
        move_to(&self.mark, (across.start, down.start));
    }

    /// Hides the mark: the item would go nowhere.
    pub fn unmark(&self) {
        self.next.set(None);
        self.mark.set_hidden(true);
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        let _ = self.item.remove_attribute("data-held");
        self.ghost.remove();
        self.mark.remove();
    }
}

fn layer(class: &str) -> Option<HtmlElement> {
    let made = document().create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
    made.set_class_name(class);
    let _ = made.set_attribute("aria-hidden", "true");
    let _ = made.set_attribute("inert", "");
    document().body()?.append_child(&made).ok()?;
    Some(made)
}

/// A copy that no label, link or form finds, and that is no item of a list.
fn anonymous(copy: &Element) {
    let strip = |element: &Element| {
        for name in ["id", "name", "for", "popover", "popovertarget", "data-drag-item", "data-drag-list"] {
            let _ = element.remove_attribute(name);
        }
    };
    strip(copy);
    let Ok(inside) = copy.query_selector_all("*") else { return };
    for element in (0..inside.length()).filter_map(|n| inside.item(n)?.dyn_into::<Element>().ok()) {
        match element.has_attribute("popover") {
            true => element.remove(),
            false => strip(&element),
        }
    }
}

fn move_to(element: &HtmlElement, (x, y): (i32, i32)) {
    let _ = element.style().set_property("transform", &format!("translate({x}px, {y}px)"));
}

fn place(element: &HtmlElement, left: i32, top: i32) {
    let _ = element.style().set_property("left", &format!("{left}px"));
    let _ = element.style().set_property("top", &format!("{top}px"));
}

fn size(element: &HtmlElement, width: i32, height: i32) {
    let _ = element.style().set_property("width", &format!("{width}px"));
    let _ = element.style().set_property("height", &format!("{height}px"));
}

/// What an element takes up along an axis.
pub fn span(element: &Element, axis: Axis) -> Span {
    let rect = element.get_bounding_client_rect();
    match axis {
        Axis::Across => Span { start: whole(rect.left()), end: whole(rect.right()) },
        Axis::Down => Span { start: whole(rect.top()), end: whole(rect.bottom()) },
    }
}

#[expect(clippy::cast_possible_truncation, reason = "lengths of a page are far below 2³¹")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
