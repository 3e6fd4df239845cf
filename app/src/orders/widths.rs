//! How wide the columns are drawn: said to the browser by the table's `<col>` elements, so that rows never decide it.
//!
//! By attributes, for the content security policy allows no inline style.

use domain::{Column, Columns};
use leptos::prelude::*;

/// Holds a width attribute as it was before a hand changed it.
#[cfg(feature = "hydrate")]
const BEFORE: &str = "data-before";

/// How wide the boxes in front of the rows are, in pixels.
const CHOOSE: u32 = 44;

/// A `<col>` for the boxes and for each column. The last one takes what room is left, or an empty one behind it.
pub fn cols(columns: &Columns) -> impl IntoView + use<> {
    let last = columns.stretches().then(|| columns.iter().len().saturating_sub(1));
    let one = |(at, (column, width)): (usize, (Column, domain::columns::Width))| {
        let pixels = (Some(at) != last).then(|| width.pixels().to_string());
        leptos::html::col().attr("data-column", column.code()).attr("width", pixels)
    };
    let each = columns.iter().zip(columns.widths()).enumerate().map(one).collect_view();
    let rest = last.is_some().then_some("");
    let choose = leptos::html::col().attr("width", CHOOSE.to_string());
    (choose, each, leptos::html::col().attr("data-rest", "").attr("hidden", rest))
}

/// How wide the table is at least, in pixels.
pub fn table_width(columns: &Columns) -> u32 {
    columns.widths().map(|width| u32::from(width.pixels())).sum::<u32>() + CHOOSE
}

/// How wide a column is drawn.
#[cfg(feature = "hydrate")]
pub fn drawn(column: Column) -> Option<i32> {
    head(column).map(|head| head.offset_width())
}

/// Draws a column so wide until the table is drawn anew, or `restore`. By the attributes that the next drawing sets too.
#[cfg(feature = "hydrate")]
pub fn show(column: Column, pixels: i32) {
    let Some((table, col)) = table_and_col(column) else { return };
    let Some(before) = drawn(column) else { return };
    let heads = table.query_selector_all("thead tr:first-child > *").ok();
    let whole: i32 = heads.map_or(0, |heads| {
        (0..heads.length()).filter_map(|n| node(heads.item(n))).map(|head| head.offset_width()).sum()
    });
    for (element, pixels) in [(&col, pixels), (&table, whole - before + pixels)] {
        if !element.has_attribute(BEFORE) {
            let _ = element.set_attribute(BEFORE, &element.get_attribute("width").unwrap_or_default());
        }
        let _ = element.set_attribute("width", &pixels.to_string());
    }
    if col.get_attribute(BEFORE).is_some_and(|before| before.is_empty())
        && let Some(rest) = element(table.query_selector("col[data-rest]").ok().flatten())
    {
        rest.set_hidden(false);
    }
}

/// Ends what `show` began: the old width comes back, or the new one is about to be drawn.
#[cfg(feature = "hydrate")]
pub fn settle(column: Column, kept: bool) {
    let Some((table, col)) = table_and_col(column) else { return };
    for changed in [&col, &table] {
        let Some(before) = changed.get_attribute(BEFORE) else { continue };
        let _ = changed.remove_attribute(BEFORE);
        if kept {
            continue;
        }
        let _ = changed.set_attribute("width", &before);
        if before.is_empty() {
            let _ = changed.remove_attribute("width");
            if let Some(rest) = element(table.query_selector("col[data-rest]").ok().flatten()) {
                rest.set_hidden(true);
            }
        }
    }
}

/// How wide a column's head and cells ask to be.
#[cfg(feature = "hydrate")]
pub fn natural(column: Column) -> Option<i32> {
    let (table, _) = table_and_col(column)?;
    let _ = table.set_attribute("data-measured", "");
    let wide = drawn(column);
    let _ = table.remove_attribute("data-measured");
    wide
}

#[cfg(feature = "hydrate")]
fn table_and_col(column: Column) -> Option<(web_sys::HtmlElement, web_sys::HtmlElement)> {
    let table = element(head(column)?.closest("table").ok().flatten())?;
    let col = element(table.query_selector(&format!("col[data-column={}]", column.code())).ok().flatten())?;
    Some((table, col))
}

#[cfg(feature = "hydrate")]
fn head(column: Column) -> Option<web_sys::HtmlElement> {
    element(document().query_selector(&format!("th[data-drag-item={}]", column.code())).ok().flatten())
}

#[cfg(feature = "hydrate")]
fn element(found: Option<web_sys::Element>) -> Option<web_sys::HtmlElement> {
    wasm_bindgen::JsCast::dyn_into(found?).ok()
}

#[cfg(feature = "hydrate")]
fn node(found: Option<web_sys::Node>) -> Option<web_sys::HtmlElement> {
    wasm_bindgen::JsCast::dyn_into(found?).ok()
}

/// Nothing is drawn on the server.
#[cfg(not(feature = "hydrate"))]
pub const fn drawn(_: Column) -> Option<i32> {
    None
}

/// Nothing is drawn on the server.
#[cfg(not(feature = "hydrate"))]
pub const fn show(_: Column, _: i32) {}

/// Nothing is drawn on the server.
#[cfg(not(feature = "hydrate"))]
pub const fn settle(_: Column, _: bool) {}

/// Nothing is drawn on the server.
#[cfg(not(feature = "hydrate"))]
pub const fn natural(_: Column) -> Option<i32> {
    None
}
