//! Where lists and their items lie, looked at once: nothing moves under a hand, and looking takes longer than following it.

use super::{
    Axis, Drag, Place,
    picture::span,
    place::{Span, View, index_at},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How close to a list is as good as in it, in pixels: between two of them there is no place to be lost at.
const GAP: i32 = 8;

/// Where everything lay when it was looked at.
pub struct Ground {
    /// What scrolls.
    pub view: Option<View>,
    /// The lists.
    pub lists: Vec<List>,
}

/// Where a list lay.
pub struct List {
    /// Its key.
    pub key: String,
    /// What it takes up from left to right.
    pub across: Span,
    /// And from top to bottom.
    pub down: Span,
    /// Its items but for the one that is held, where places among them are marked.
    pub items: Vec<Span>,
    /// What a mark crosses.
    pub long: Span,
}

impl List {
    /// What it takes up along an axis.
    pub const fn span(&self, axis: Axis) -> Span {
        match axis {
            Axis::Across => self.across,
            Axis::Down => self.down,
        }
    }
}

impl Ground {
    /// Where everything below an area lies now.
    pub fn of(area: &Element, item: &HtmlElement, drag: Drag, scrolls: Option<&Element>) -> Self {
        let own = area.has_attribute("data-drag-list").then(|| area.clone());
        let lists = own.into_iter().chain(all(area, "[data-drag-list]"));
        let list = |list: Element| {
            // Where places are not marked, the list alone counts.
            let items = if drag.marks { spans(&list, item, drag.axis) } else { Vec::new() };
            let (across, down) = (span(&list, Axis::Across), span(&list, Axis::Down));
            let key = list.get_attribute("data-drag-list")?;
            let long = closest(&list, "[data-drag-mark]").unwrap_or(list);
            Some(List { key, across, down, items, long: span(&long, other(drag.axis)) })
        };
        let lists = lists.filter_map(list).collect();
        Self { view: scrolls.map(|scrolls| view(scrolls, drag.scrolls)), lists }
    }

    /// The place under a hand, or close to it. Where there is one list only, in that one, wherever the hand is.
    pub fn under(&self, axis: Axis, at: (i32, i32)) -> Option<Place> {
        let list = match &self.lists[..] {
            [only] => Some(only),
            lists => [0, GAP].into_iter().find_map(|gap| {
                let within = |span: Span, at: i32| (span.start - gap..span.end + gap).contains(&at);
                lists.iter().find(|list| within(list.across, at.0) && within(list.down, at.1))
            }),
        }?;
        Some(Place { list: list.key.clone(), index: index_at(&list.items, along(axis, at)) })
    }
}

/// A point along an axis.
pub const fn along(axis: Axis, (x, y): (i32, i32)) -> i32 {
    match axis {
        Axis::Across => x,
        Axis::Down => y,
    }
}

const fn other(axis: Axis) -> Axis {
    match axis {
        Axis::Across => Axis::Down,
        Axis::Down => Axis::Across,
    }
}

/// What is in sight of an element that scrolls.
fn view(scrolls: &Element, axis: Axis) -> View {
    let (before, whole, seen) = match axis {
        Axis::Across => (scrolls.scroll_left(), scrolls.scroll_width(), scrolls.client_width()),
        Axis::Down => (scrolls.scroll_top(), scrolls.scroll_height(), scrolls.client_height()),
    };
    View { span: span(scrolls, axis), before, behind: whole - seen - before }
}

/// The nearest element around one that a selector finds.
pub fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

/// What a selector finds below an element.
pub fn all(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|n| found.item(n)?.dyn_into().ok()).collect()
}

/// What the items of a list take up, but for the one that is held.
fn spans(list: &Element, held: &HtmlElement, axis: Axis) -> Vec<Span> {
    let held: &Element = held;
    all(list, "[data-drag-item]").iter().filter(|item| *item != held).map(|item| span(item, axis)).collect()
}
