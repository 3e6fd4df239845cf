//! What opens, fills and closes the drawer in the browser.

use crate::{i18n::Words, order::api::get_order};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

/// From which width on an order opens over the list, in CSS pixels.
const WIDE: f64 = 1100.0;

/// The drawer of a page.
struct Drawer {
    element: HtmlElement,
    words: Words,
    desk: String,
    /// The title of the list, and the id of the link that opened the order, while one is open.
    before: RefCell<Option<(String, String)>>,
}

/// Hears what opens orders, and what is done in the drawer.
pub fn listen(element: &HtmlElement, words: Words, desk: &str, search: Memo<String>) {
    let drawer = Rc::new(Drawer { element: element.clone(), words, desk: desk.to_owned(), before: RefCell::new(None) });
    let opens = Rc::clone(&drawer);
    // Before the router and the list hear of it; behind whoever has dragged.
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    let pressed = EventListener::new_with_options(&document(), "click", options, move |event: &Event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            opens.clicked(event);
        }
    });
    // Gone with the page.
    StoredValue::new_local(pressed);
    let closes = Rc::clone(&drawer);
    let left = window_event_listener_untyped("popstate", move |_| closes.close());
    // Another list is gone to below it.
    let elsewhere = Rc::clone(&drawer);
    Effect::new(move |before: Option<()>| {
        search.track();
        if before.is_some() {
            elsewhere.close();
        }
    });
    let keys = window_event_listener(leptos::ev::keydown, move |event| drawer.key(&event));
    on_cleanup(move || {
        left.remove();
        keys.remove();
    });
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

impl Drawer {
    fn is_open(&self) -> bool {
        self.before.borrow().is_some()
    }

    fn clicked(self: &Rc<Self>, event: &MouseEvent) {
        let Some(target) = target(event) else { return };
        if let Some(step) = target.closest("[data-step]").ok().flatten() {
            event.prevent_default();
            event.stop_propagation();
            match step.get_attribute("data-step").as_deref() {
                Some("close") => self.leave(),
                Some(by) => self.step(by.parse().unwrap_or(1)),
                None => {}
            }
            return;
        }
        let plain =
            event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        let wide = window().inner_width().ok().and_then(|w| w.as_f64()).is_some_and(|w| w >= WIDE);
        let link = target.closest(".orders a.number").ok().flatten();
        if let Some(link) = link.filter(|_| plain && wide && !event.default_prevented()) {
            event.prevent_default();
            event.stop_propagation();
            self.open(&link);
        }
    }

    fn key(self: &Rc<Self>, event: &KeyboardEvent) {
        let typing = target(event).is_some_and(|t| t.matches("input, select, textarea").unwrap_or(false));
        if !self.is_open()
            || event.default_prevented()
            || document().query_selector("dialog[open]").ok().flatten().is_some()
        {
            return;
        }
        match event.key().as_str() {
            "Escape" => self.leave(),
            "ArrowUp" if !typing => self.step(-1),
            "ArrowDown" if !typing => self.step(1),
            _ => return,
        }
        event.prevent_default();
    }

    /// Opens the order of a link, or goes on to it.
    fn open(self: &Rc<Self>, link: &Element) {
        let Some(href) = link.get_attribute("href") else { return };
        let history = window().history();
        let first = !self.is_open();
        if first {
            *self.before.borrow_mut() = Some((document().title(), link.id()));
        } else if let Some(before) = self.before.borrow_mut().as_mut() {
            before.1 = link.id();
        }
        let moved = history.and_then(|history| {
            if first {
                history.push_state_with_url(&JsValue::NULL, "", Some(&href))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&href))
            }
        });
        let path = href.split('?').next().unwrap_or_default().to_owned();
        let number = js_sys::decode_uri_component(path.trim_start_matches("/orders/")).ok().and_then(|n| n.as_string());
        let (true, Some(number)) = (moved.is_ok(), number) else { return };
        let drawer = Rc::clone(self);
        leptos::task::spawn_local(async move {
            let sheet = get_order(number.clone()).await;
            // Somebody may have gone back, or on, meanwhile.
            if !drawer.is_open() || window().location().pathname().ok() != Some(path) {
                return;
            }
            match sheet {
                Ok(sheet) => drawer.show(&number, &sheet),
                // The page says what is wrong.
                Err(_) => drop(window().location().reload()),
            }
        });
    }

    fn show(&self, number: &str, sheet: &str) {
        let title = self.words.order_title(number);
        if let Some(place) = self.element.query_selector(".drawer__sheet").ok().flatten() {
            place.set_inner_html(sheet);
        }
        document().set_title(&self.words.page_title(&self.desk, &title));
        let _ = self.element.set_attribute("aria-label", &title);
        let _ = self.element.remove_attribute("hidden");
        self.rest(true);
        self.element.set_scroll_top(0);
        let _ = self.element.focus();
    }

    /// The list is out of reach while an order is over it.
    fn rest(&self, covered: bool) {
        if let Some(list) = document().query_selector(".orders").ok().flatten() {
            let _ = if covered { list.set_attribute("inert", "") } else { list.remove_attribute("inert") };
            let _ =
                if covered { list.set_attribute("aria-hidden", "true") } else { list.remove_attribute("aria-hidden") };
        }
    }

    /// The order before or behind this one in the list.
    fn step(self: &Rc<Self>, by: i32) {
        let here = window().location().pathname().unwrap_or_default();
        let Ok(links) = document().query_selector_all(".orders :is(tr:not([hidden]), .slot) a.number") else { return };
        let path = |n: u32| {
            let link = links.item(n)?.dyn_into::<Element>().ok()?;
            let href = link.get_attribute("href")?;
            Some((href.split('?').next()?.to_owned(), link))
        };
        let at = (0..links.length()).find(|n| path(*n).is_some_and(|(path, _)| path == here));
        if let Some((_, link)) = at.and_then(|at| at.checked_add_signed(by)).and_then(path) {
            self.open(&link);
        }
    }

    /// Goes back to the list.
    fn leave(&self) {
        if let Ok(history) = window().history() {
            let _ = history.back();
        }
    }

    /// The address is that of the list again.
    fn close(&self) {
        let Some((title, link)) = self.before.borrow_mut().take() else { return };
        document().set_title(&title);
        let _ = self.element.set_attribute("hidden", "");
        self.rest(false);
        let link = document().get_element_by_id(&link).and_then(|link| link.dyn_into::<HtmlElement>().ok());
        if let Some(link) = link {
            let _ = link.focus();
        }
    }
}
