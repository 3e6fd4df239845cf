//! Wires a table to its engine once its elements are there: scrolling, keys, clicks, the window's size, leaving.

use super::{Alive, Engine, kept};
use crate::{
    context::use_boot,
    orders::{choose::Chooser, edit::Editing, keys},
    ui::unhurried::once_shown,
};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::{ev, prelude::*};
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Takes the table over.
pub fn comes_alive(alive: Alive) {
    let Alive { parts, pen, editing, moving, chooser, top, key } = alive;
    let (rows, pen) = (chooser.rows, Rc::new(pen));
    let engine: StoredValue<Option<Rc<Engine>>, LocalStorage> = StoredValue::new_local(None);
    // Dropped with the table: the region's element is used again for the next one.
    let heard: StoredValue<Vec<EventListener>, LocalStorage> = StoredValue::new_local(Vec::new());
    let single_keys = single_keys();
    let key_of_list = key.clone();
    let tried = RwSignal::new(0_u32);
    Effect::new(move |_| {
        tried.track();
        // Tracked: the elements come with the first render.
        let (Some(region), Some(_)) = (parts.region.get(), parts.body.get()) else { return };
        if engine.with_value(Option::is_some) {
            return;
        }
        let started = key_of_list.clone();
        let Some(made) = Engine::start(parts, Rc::clone(&pen), chooser, started.clone(), moving, top) else {
            // What is drawn behind a page that is being left has no height until it takes its place.
            request_animation_frame(move || {
                let _ = tried.try_update(|n| *n = n.wrapping_add(1));
            });
            return;
        };
        engine.set_value(Some(Rc::clone(&made)));
        let again = match (top, kept::left(&started)) {
            (None, Some(left)) if left.top <= 0 => None,
            (_, Some(left)) => Some((left.top, left.after, left.base)),
            (Some(0), None) => Some((0, None, 0)),
            _ => None,
        };
        if let (None, Some((top, ..))) = (top, &again) {
            made.waits_for(*top);
        }
        // What is in sight is shown; then it is measured, drawn around and asked for again.
        once_shown(move || {
            if let Some(engine) = engine.try_get_value().flatten() {
                engine.opened();
                if let Some((_, after, base)) = again {
                    rows.reload(after, base);
                }
                rows.count_days();
            }
        });
        heard.set_value(listens(&region, &made, chooser, editing));
    });
    // Rows that came in are drawn; the first run has nothing to draw yet.
    Effect::new(move |_| {
        rows.changed.track();
        if let Some(engine) = engine.get_value() {
            engine.rows_changed();
        }
    });
    let with = move |act: &dyn Fn(&Rc<Engine>)| {
        if let Some(engine) = engine.try_get_value().flatten() {
            act(&engine);
        }
    };
    Effect::new(move |_| {
        chooser.selection.everything.track();
        chooser.selection.chosen.track();
        with(&|engine| engine.mark_chosen());
    });
    let scrolled = window_event_listener(ev::scroll, move |_| with(&Engine::scrolled));
    let resized = window_event_listener(ev::resize, move |_| with(&Engine::resized));
    let hidden = window_event_listener_untyped("pagehide", move |_| with(&|engine| engine.remember()));
    let pressed = window_event_listener(ev::keydown, move |event| {
        with(&|engine| keys::pressed(&event, engine, chooser, single_keys));
    });
    // Dropped with the table.
    StoredValue::new_local(print_listener(move |begins| with(&|engine| engine.prints(begins))));
    on_cleanup(move || {
        for listener in [scrolled, resized, pressed] {
            listener.remove();
        }
        hidden.remove();
        if let Some(engine) = engine.try_get_value().flatten() {
            let top = engine.stop();
            if let Some(list) = rows.snapshot() {
                kept::keep(&key, list, top);
            }
        }
    });
}

/// Hears that the page is put on paper, and that it no longer is, until it is dropped.
fn print_listener(act: impl Fn(bool) + 'static) -> Option<EventListener> {
    let query = window().match_media("print").ok().flatten()?;
    let heard = query.clone();
    Some(EventListener::new(&query, "change", move |_| act(heard.matches())))
}

/// Listens to the region until what is returned is dropped.
fn listens(
    region: &web_sys::HtmlDivElement,
    engine: &Rc<Engine>,
    chooser: Chooser,
    editing: Option<Editing>,
) -> Vec<EventListener> {
    let [scrolled, clicked, focused]: [Rc<Engine>; 3] = std::array::from_fn(|_| Rc::clone(engine));
    let pressing = EventListenerOptions::enable_prevent_default();
    vec![
        EventListener::new(region, "scroll", move |_| scrolled.scrolled()),
        EventListener::new_with_options(region, "click", pressing, move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() {
                keys::clicked(event, &clicked, chooser, editing);
            }
        }),
        EventListener::new_with_options(region, "mousedown", pressing, |event| {
            if let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() {
                keys::press_begins(event);
            }
        }),
        EventListener::new_with_options(region, "keydown", pressing, |event| {
            if let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() {
                keys::presses_button(event);
            }
        }),
        EventListener::new(region, "focusin", move |event| keys::focused(event, &focused)),
    ]
}

/// Whether keys without Ctrl, Alt or ⌘ do anything: people who speak to their machine switch them off.
fn single_keys() -> bool {
    use_boot().user.is_some_and(|user| user.single_keys)
}
