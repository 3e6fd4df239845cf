//! Where a list was left: with the entry of the browser's history, so that Back and a reload lead there from anywhere;
//! and in memory with its orders, so that the way back within the desk is there at once, without a flash of the top.

use crate::orders::rows::{List, Rows};
use domain::OrderNumber;
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// How many lists are kept in memory.
const LISTS: usize = 3;
/// How many rows in front of those in sight are loaded again.
const FRONT: i64 = 20;
/// The name of the place within the state of a history entry.
const NAME: &str = "orders";

/// A place in a list, as it stands in the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Which list.
    pub key: String,
    /// How far it was scrolled.
    pub top: i64,
    /// The order in front of the rows to load; none for the first one.
    pub after: Option<OrderNumber>,
    /// The place of the first of them.
    pub base: i64,
}

struct Kept {
    key: String,
    list: List,
    top: i64,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a list that is left.
pub fn keep(key: &str, list: List, top: i64) {
    KEPT.with_borrow_mut(|kept| {
        kept.retain(|known| known.key != key);
        kept.push(Kept { key: key.to_owned(), list, top });
        let surplus = kept.len().saturating_sub(LISTS);
        kept.drain(..surplus);
    });
}

/// The list that is come back to: the one of this history entry, or the last one that was shown.
pub fn take(key: &str) -> Option<(List, i64)> {
    let left = left(key);
    KEPT.with_borrow_mut(|kept| {
        let last = kept.len().checked_sub(1);
        let found = kept.iter().position(|known| known.key == key)?;
        if left.is_none() && Some(found) != last {
            return None;
        }
        let Kept { list, top, .. } = kept.remove(found);
        Some((list, left.map_or(top, |left| left.top)))
    })
}

/// The place that the present history entry holds for this list.
pub fn left(key: &str) -> Option<Left> {
    let state = window().history().ok()?.state().ok()?;
    let text = js_sys::Reflect::get(&state, &JsValue::from_str(NAME)).ok()?.as_string()?;
    serde_json::from_str::<Left>(&text).ok().filter(|left| left.key == key)
}

/// Writes the place into the present history entry.
pub fn remember(key: &str, rows: Rows, first: i64, top: i64) {
    let in_front = first - FRONT - 1;
    let after = (in_front >= 0).then(|| rows.get(in_front)).flatten().map(|order| order.number.clone());
    let base = if after.is_some() { in_front + 1 } else { 0 };
    if after.is_none() && in_front >= 0 {
        return;
    }
    let left = Left { key: key.to_owned(), top, after, base };
    let (Ok(text), Ok(history)) = (serde_json::to_string(&left), window().history()) else { return };
    let state = match history.state() {
        Ok(state) if state.is_object() => state,
        _ => js_sys::Object::new().into(),
    };
    let written = js_sys::Reflect::set(&state, &JsValue::from_str(NAME), &JsValue::from_str(&text));
    if written.is_ok() {
        let _ = history.replace_state(&state, "");
    }
}
