//! The table by keyboard and mouse: rows are walked, opened, chosen and edited. In the browser only; without it the links and
//! boxes do as much. Single keys can be switched off, and are never taken from somebody who types.

use super::{choose::Chooser, edit::Editing, scroll::Engine};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

/// What a key does in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Toggle,
    Extend,
    AllLoaded,
    /// Changes the status.
    Edit,
    /// Chooses nothing.
    Clear,
}

/// A key was pressed somewhere on the page.
pub fn pressed(event: &KeyboardEvent, engine: &Rc<Engine>, chooser: Chooser, single_keys: bool) {
    let Some(target) = target(event) else { return };
    if event.default_prevented() || event.is_composing() || is_typing(&target) {
        return;
    }
    let region: &Element = &engine.surface().region;
    let inside = region.contains(Some(&target));
    let Some(deed) = deed(event, inside, single_keys && (inside || is_nowhere(&target))) else { return };
    // Keys go on from the row that the focus is still under way to: nobody waits for it.
    let focused = engine.awaited_row().or(engine.surface().focused());
    let from = focused.or(engine.current());
    match deed {
        // On the region itself these keys scroll, as on any page.
        Deed::PageUp | Deed::PageDown | Deed::First | Deed::Last if focused.is_none() => return,
        Deed::Toggle | Deed::Extend | Deed::Edit if from.is_none() => return,
        Deed::Clear if !chooser.selection.is_any_now() => return,
        _ => event.prevent_default(),
    }
    let seen = engine.seen();
    let page = (seen.end - seen.start - 2).max(1);
    let index = from.unwrap_or(seen.start);
    match deed {
        Deed::Up => engine.go(if from.is_some() { index - 1 } else { index }),
        Deed::Down => engine.go(if from.is_some() { index + 1 } else { index }),
        Deed::PageUp => engine.go(index - page),
        Deed::PageDown => engine.go(index + page),
        Deed::First => engine.go(0),
        Deed::Last => engine.go(i64::MAX),
        Deed::Toggle => chooser.toggle(index),
        Deed::Extend => chooser.extend(index),
        Deed::AllLoaded => chooser.all_loaded(true),
        Deed::Edit => engine.surface().edit_status(index),
        Deed::Clear => chooser.clear(),
    }
}

fn deed(event: &KeyboardEvent, inside: bool, single: bool) -> Option<Deed> {
    let command = event.ctrl_key() || event.meta_key();
    let letter = letter(event);
    if event.alt_key() {
        return None;
    }
    if command {
        return (inside && letter == "a").then_some(Deed::AllLoaded);
    }
    match letter.as_str() {
        "x" if single && event.shift_key() => Some(Deed::Extend),
        "x" if single => Some(Deed::Toggle),
        _ if event.shift_key() => None,
        "j" if single => Some(Deed::Down),
        "k" if single => Some(Deed::Up),
        "e" if single => Some(Deed::Edit),
        "escape" if single || inside => Some(Deed::Clear),
        "arrowdown" if inside => Some(Deed::Down),
        "arrowup" if inside => Some(Deed::Up),
        "pagedown" if inside => Some(Deed::PageDown),
        "pageup" if inside => Some(Deed::PageUp),
        "home" if inside => Some(Deed::First),
        "end" if inside => Some(Deed::Last),
        _ => None,
    }
}

/// What a key is called. Keys of other alphabets say the place of the key only.
pub fn letter(event: &KeyboardEvent) -> String {
    let key = event.key();
    match key.is_ascii() {
        true => key.to_ascii_lowercase(),
        false => event.code().trim_start_matches("Key").to_ascii_lowercase(),
    }
}

/// Something in the table was clicked: a box, a cell that is edited, or with Shift a row.
pub fn clicked(event: &MouseEvent, engine: &Rc<Engine>, chooser: Chooser, editing: Option<Editing>) {
    let Some(target) = target(event) else { return };
    let Some(index) = engine.surface().index_of(&target) else { return };
    let opens = !(event.ctrl_key() || event.meta_key() || event.shift_key());
    let cell = target.closest(".cell-edit").ok().flatten().filter(|_| opens);
    if let (Some(cell), Some(editing), Some(order)) = (cell, editing, chooser.rows.get(index)) {
        event.prevent_default();
        return editing.open(&order, &cell.id());
    }
    let is_box = target.matches("input[name=order]").unwrap_or_default();
    if is_box {
        engine.came_to(index);
        match event.shift_key() {
            true => chooser.extend(index),
            false => chooser.toggle(index),
        }
    } else if event.shift_key() && !is_control(&target) {
        event.prevent_default();
        chooser.extend(index);
    } else {
        engine.remember();
    }
}

/// What the server drew as a link is a button: the space bar presses it.
pub fn presses_button(event: &KeyboardEvent) {
    let button = target(event).filter(|target| event.key() == " " && target.matches(".cell-edit").unwrap_or_default());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        event.stop_propagation();
        button.click();
    }
}

/// A press begins. With Shift it would mark the text between two rows.
pub fn press_begins(event: &MouseEvent) {
    if event.shift_key() && target(event).is_some_and(|target| !is_control(&target) && !is_typing(&target)) {
        event.prevent_default();
    }
}

/// Something in the table has the focus now.
pub fn focused(event: &Event, engine: &Rc<Engine>) {
    if let Some(index) = target(event).and_then(|target| engine.surface().index_of(&target)) {
        engine.came_to(index);
    }
}

/// What an event is about.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether nothing has the focus.
pub fn is_nowhere(target: &Element) -> bool {
    matches!(target.tag_name().as_str(), "BODY" | "HTML" | "MAIN")
}

fn is_control(target: &Element) -> bool {
    target.closest("a, button, input, select, textarea, summary, label, [role=menu]").ok().flatten().is_some()
}

/// Whether keys make text or choose from a list here. A box takes no text.
pub fn is_typing(target: &Element) -> bool {
    let takes =
        "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable], dialog, details[open] *";
    target.matches(takes).unwrap_or_default()
}
