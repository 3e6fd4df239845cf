//! The keys that work on every page: help, search, the list, the palette, sending a form. Which key means what is pure.
//!
//! Single keys follow the reader's choice (WCAG 2.1.4) and are never taken from somebody who types, composes or is in a
//! dialog. Rows have keys of their own, which the table hears; whoever has handled a key has prevented its default.

use domain::Locale;
use leptos::prelude::*;

/// What floats over a page: open or not.
#[derive(Clone, Copy)]
pub struct Overlays {
    /// The palette.
    pub palette: RwSignal<bool>,
    /// The list of keys.
    pub help: RwSignal<bool>,
}

/// The page's overlays, both closed.
pub fn provide_overlays() -> Overlays {
    let overlays = Overlays { palette: RwSignal::new(false), help: RwSignal::new(false) };
    provide_context(overlays);
    overlays
}

/// A key as the browser reports it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Press<'a> {
    /// What it types: `event.key`.
    pub key: &'a str,
    /// Where it is: `event.code`.
    pub code: &'a str,
    /// With Ctrl or ⌘.
    pub command: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Opens the palette, or closes it.
    Palette,
    /// Sends the form that is being filled in.
    Submit,
    /// Lists the keys.
    Help,
    /// Goes to the search.
    Search,
    /// Waits for the place to go to.
    Go,
    /// Goes to the list of orders.
    Orders,
    /// Goes to the board.
    Board,
    /// Begins a new order.
    Create,
}

impl Deed {
    /// Whether a key alone does it, which can be switched off.
    pub const fn is_single(self) -> bool {
        !matches!(self, Self::Palette | Self::Submit)
    }
}

/// What a key means, after `g` or on its own. Keys of other alphabets are known by their place.
pub fn deed(press: Press<'_>, after_go: bool) -> Option<Deed> {
    let name = if press.key.is_ascii() { press.key } else { press.code.trim_start_matches("Key") }.to_ascii_lowercase();
    if press.alt {
        return None;
    }
    match (name.as_str(), press.command, press.shift) {
        ("k", true, false) => Some(Deed::Palette),
        ("enter", true, _) => Some(Deed::Submit),
        (_, true, _) => None,
        // Some layouts have these behind Shift, others do not.
        ("?", ..) => Some(Deed::Help),
        ("/", ..) => Some(Deed::Search),
        ("g", _, false) => Some(Deed::Go),
        ("c", _, false) => Some(Deed::Create),
        ("t", _, false) if after_go => Some(Deed::Orders),
        ("k", _, false) if after_go => Some(Deed::Board),
        _ => None,
    }
}

/// What stands on the key that commands are given with: Ctrl, on Apple's keyboards ⌘ once the client knows of it.
pub fn command_key() -> Signal<&'static str> {
    let name = RwSignal::new("Ctrl");
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let platform = window().navigator().platform().unwrap_or_default();
        if ["Mac", "iPhone", "iPad"].iter().any(|apple| platform.starts_with(apple)) {
            name.set("⌘");
        }
    });
    name.into()
}

/// Hears the keys for as long as the page stands. Nothing on the server.
pub fn listen(overlays: Overlays, single_keys: bool) {
    #[cfg(feature = "hydrate")]
    client::listen(overlays, single_keys);
    #[cfg(not(feature = "hydrate"))]
    let _ = (overlays, single_keys);
}

/// Does what a visible control does: opens its panel and goes into it, goes into a field, or presses it. Nothing on the
/// server.
pub fn press(selector: &str) {
    #[cfg(feature = "hydrate")]
    client::press(selector);
    #[cfg(not(feature = "hydrate"))]
    let _ = selector;
}

/// Whether the page has such a control. Never on the server.
pub fn is_here(selector: &str) -> bool {
    #[cfg(feature = "hydrate")]
    return document().query_selector(selector).ok().flatten().is_some();
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = selector;
        false
    }
}

/// The field of the search on the list.
pub const SEARCH: &str = "#filter-search";

/// What stands on keys that have a name.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// Opens.
    pub enter: &'static str,
    /// Closes.
    pub escape: &'static str,
    /// Changes the case.
    pub shift: &'static str,
}

/// What stands on the keys of a language's keyboards.
pub const fn caps(locale: Locale) -> Caps {
    let words = crate::i18n::Words(locale);
    Caps { enter: words.key_cap_enter(), escape: words.key_cap_escape(), shift: words.key_cap_shift() }
}

#[cfg(feature = "hydrate")]
mod client {
    use super::{Deed, Overlays, Press, SEARCH, deed};
    use crate::{context::use_home, routes};
    use domain::{Listing, listing::Layout};
    use leptos::{ev, prelude::*};
    use leptos_router::hooks::{use_location, use_navigate};
    use std::{rc::Rc, time::Duration};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

    /// How long `g` waits for the place to go to.
    const WAIT: Duration = Duration::from_millis(1500);
    /// What begins a new order.
    const CREATE: &str = "[data-command=create]";
    /// The way back from an order that lies over the list.
    const BACK: &str = ".drawer:not([hidden]) .back";
    /// How long the browser takes to go back.
    const BACKWARDS: Duration = Duration::from_millis(60);
    /// Where keys make text or choose from a list; a box takes no text.
    const TYPING: &str = "input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable], \
                          [role=menu] *, [role=listbox] *";

    pub fn listen(overlays: Overlays, single_keys: bool) {
        let after_go = StoredValue::new(None::<TimeoutHandle>);
        let to_orders = orders();
        let keys = window_event_listener(ev::keydown, move |event| {
            // What a browser fills in by itself is no key, though it says so.
            if !event.is_instance_of::<KeyboardEvent>() || event.default_prevented() || event.is_composing() {
                return;
            }
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            let waiting = after_go.try_update_value(Option::take).flatten();
            let was_go = waiting.is_some();
            if let Some(waiting) = waiting {
                waiting.clear();
            }
            let (key, code) = (event.key(), event.code());
            let command = event.ctrl_key() || event.meta_key();
            let press = Press { key: &key, code: &code, command, alt: event.alt_key(), shift: event.shift_key() };
            let Some(deed) = deed(press, was_go) else { return };
            let in_dialog = super::is_here("dialog[open]");
            if deed.is_single() && (!single_keys || in_dialog || target.matches(TYPING).unwrap_or_default()) {
                return;
            }
            match deed {
                // A dialog is finished first.
                Deed::Palette if in_dialog && !overlays.palette.get_untracked() => {}
                Deed::Palette => overlays.palette.update(|open| *open = !*open),
                Deed::Submit if !submit(&target) => return,
                Deed::Submit => {}
                Deed::Help => overlays.help.set(true),
                Deed::Search if super::is_here(SEARCH) => self::press(SEARCH),
                Deed::Search => overlays.palette.set(true),
                Deed::Go => {
                    let forget = move || {
                        after_go.try_update_value(Option::take);
                    };
                    after_go.set_value(set_timeout_with_handle(forget, WAIT).ok());
                }
                Deed::Orders => to_orders(Layout::Table),
                Deed::Board => to_orders(Layout::Board),
                Deed::Create if super::is_here(CREATE) => self::press(CREATE),
                Deed::Create => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || keys.remove());
    }

    /// Leads to the list: the one that an order was opened from, else where the reader begins.
    fn orders() -> impl Fn(Layout) {
        let (location, home, navigate) = (use_location(), use_home().0, use_navigate());
        let go = Rc::new(move |layout| {
            let path = location.pathname.get_untracked();
            let query = match path.starts_with("/orders") {
                true => location.search.get_untracked().trim_start_matches('?').to_owned(),
                false => home.get_untracked(),
            };
            let (listing, _) = Listing::from_query(&query);
            if path != "/orders" || listing.layout != layout {
                navigate(&routes::orders(&listing.with_layout(layout)), Default::default());
            }
        });
        move |layout| match find(&document().unchecked_into(), BACK) {
            Some(back) => {
                back.click();
                let go = Rc::clone(&go);
                set_timeout(move || go(layout), BACKWARDS);
            }
            None => go(layout),
        }
    }

    /// Sends the form of a field, as its first button does.
    fn submit(field: &Element) -> bool {
        let form = field.matches("input, select, textarea").unwrap_or_default().then(|| field.closest("form").ok());
        let button = form.flatten().flatten().and_then(|form| {
            form.query_selector("button:not([type=button], [disabled])").ok().flatten()?.dyn_into::<HtmlElement>().ok()
        });
        button.as_ref().map(HtmlElement::click).is_some()
    }

    pub fn press(selector: &str) {
        let Some(control) = find(&document().unchecked_into(), selector) else { return };
        if let Some(field) = control.dyn_ref::<HtmlInputElement>() {
            let _ = field.focus();
            return field.select();
        }
        let panel =
            control.closest("details").ok().flatten().filter(|_| control.matches("summary").unwrap_or_default());
        if panel.as_ref().is_none_or(|panel| !panel.has_attribute("open")) {
            control.click();
        }
        // The list of views is in sight on phones only.
        let inside = ".menu__panel :is(a, button, select, input:not([type=hidden], [disabled])):not(.views__list *)";
        if let Some(first) = panel.and_then(|panel| find(&panel, inside)) {
            let _ = first.focus();
        }
    }

    fn find(below: &Element, selector: &str) -> Option<HtmlElement> {
        below.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }
}
