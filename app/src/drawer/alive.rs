//! What opens, fills and closes the drawer in the browser. It shows the sheet of the order's page, taken out of the page
//! itself, with what a form said there; so a form that is sent in it does and says what it does without the client.
//! What there is to remember stands in the element's attributes: there is one for each page, and each listens for all.

use leptos::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Document, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, MouseEvent,
    SubmitEvent, UrlSearchParams, XmlHttpRequest, XmlHttpRequestResponseType,
};

/// From which width on an order opens over the list, in CSS pixels.
const WIDE: f64 = 1100.0;
/// How long an answer is waited for, in milliseconds.
const PATIENCE: u32 = 30_000;
/// What a page says of the form that led to it.
const SAID: &str = ".frame__notice > *, .card > .notice[role]";
/// Fields of forms that are not being sent.
const UNSENT: &str = "form:not(:has([aria-busy])) :is(input, textarea)[id]";
/// What is to be put right or confirmed first, where there is such a thing.
const ASKED: [&str; 2] = [
    ".drawer__sheet :is([autofocus], [aria-invalid], [role=alert] ~ * .input)",
    ".drawer__said section .button--primary",
];
/// The id of the link that opened the order, while one is open.
const LINK: &str = "data-link";
/// The title of the list meanwhile.
const TITLE: &str = "data-title";
/// There while an answer is waited for.
const BUSY: &str = "aria-busy";
/// There while something is typed that was not sent.
const TYPED: &str = "data-typed";

/// The drawer of a page.
struct Drawer(HtmlElement);

/// Why a page was asked for.
#[derive(PartialEq)]
enum Asked {
    /// Another order is opened.
    Opened,
    /// A form was sent from this part of the sheet.
    Sent(String),
    /// The same order, as it is now.
    Anew,
}

/// Hears what opens orders, and what is done in the drawer.
pub fn listen(search: Memo<String>) {
    Effect::new(move |before: Option<()>| {
        search.track();
        if before.is_none() {
            begin();
        } else if let Some(drawer) = Drawer::here() {
            // Another list is gone to below it.
            drawer.close();
        }
    });
}

fn begin() {
    static BEGUN: AtomicBool = AtomicBool::new(false);
    if BEGUN.swap(true, Ordering::Relaxed) {
        return;
    }
    let heard = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        if let Some(drawer) = Drawer::here() {
            drawer.hear(&event);
        }
    });
    let act: &js_sys::Function = heard.as_ref().unchecked_ref();
    // Before the router and the list hear of it; behind whoever has dragged.
    let _ = document().add_event_listener_with_callback_and_bool("click", act, true);
    for name in ["submit", "input", "keydown", "popstate"] {
        let _ = window().add_event_listener_with_callback(name, act);
    }
    heard.forget();
}

/// An order is now of this version. Whoever reads an older one sees it as it is now; whoever is in the middle of something
/// is told.
pub fn heard(order: i64, version: i64) {
    let Some(drawer) = find(&document(), ".drawer:not([hidden], [aria-busy])") else { return };
    let Some(sheet) = find(&drawer, "[data-seen]") else { return };
    let seen = sheet.get_attribute("data-seen").unwrap_or_default();
    let Some((id, seen)) = seen.split_once(':') else { return };
    if id.parse() != Ok(order) || seen.parse().is_ok_and(|seen: i64| seen >= version) {
        return;
    }
    if drawer.has_attribute(TYPED) || find(&sheet, ":focus, [open], [autofocus]").is_some() {
        say(&drawer, "[data-say=news]");
    } else {
        Drawer(drawer.unchecked_into()).load("?", None, Asked::Anew);
    }
}

/// Says what the sheet has the words for.
fn say(drawer: &Element, words: &str) {
    if let (Some(words), Some(place)) = (find(drawer, words), find(drawer, ".drawer__aside")) {
        place.set_inner_html(&words.inner_html());
    }
}

/// Elements and documents are asked alike.
#[inline(never)]
fn find(within: &JsValue, selector: &str) -> Option<Element> {
    within.unchecked_ref::<Element>().query_selector(selector).ok().flatten()
}

#[inline(never)]
fn around(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

#[inline(never)]
fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

#[inline(never)]
fn unset(element: &Element, name: &str) {
    let _ = element.remove_attribute(name);
}

#[inline(never)]
fn get(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

#[inline(never)]
fn here() -> String {
    window().location().pathname().unwrap_or_default()
}

fn path_of(href: &str) -> &str {
    href.split('?').next().unwrap_or_default()
}

impl Drawer {
    fn here() -> Option<Self> {
        find(&document(), ".drawer").map(|drawer| Self(drawer.unchecked_into()))
    }

    fn is_open(&self) -> bool {
        self.0.has_attribute(LINK)
    }

    fn hear(&self, event: &Event) {
        let name = event.type_();
        if name == "popstate" {
            return self.close();
        }
        let Some(target) = event.target().and_then(|target| target.dyn_into().ok()) else { return };
        if event.default_prevented() {
            return;
        }
        let heard = match name.as_str() {
            "click" => self.clicked(event.unchecked_ref(), &target),
            "keydown" => self.key(event.unchecked_ref(), &target),
            _ if !self.0.contains(Some(&target)) => false,
            "submit" => self.send(event.unchecked_ref(), &target),
            _ => {
                set(&self.0, TYPED, "");
                false
            }
        };
        if heard {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn clicked(&self, event: &MouseEvent, target: &Element) -> bool {
        if event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return false;
        }
        if let Some(step) = around(target, "[data-step]") {
            match get(&step, "data-step").parse() {
                Ok(by) => self.step(by),
                Err(_) => self.leave(),
            }
        } else if let Some(link) = around(target, ".drawer a") {
            let href = get(&link, "href");
            if href.starts_with('#') {
                self.focus(&[&href]);
            } else if href.starts_with('?') || path_of(&href) == here() {
                self.load(&href, None, Asked::Anew);
            } else {
                return false;
            }
        } else if let Some(link) = around(target, ".orders a.number") {
            if window().inner_width().ok().and_then(|width| width.as_f64()).is_none_or(|width| width < WIDE) {
                return false;
            }
            self.open(&link);
        } else {
            return false;
        }
        true
    }

    fn key(&self, event: &KeyboardEvent, target: &Element) -> bool {
        if !self.is_open() || find(&document(), "dialog[open]").is_some() {
            return false;
        }
        let typing = target.matches("input, select, textarea").unwrap_or(false);
        match event.key().as_str() {
            // What is typed is not left by one press.
            "Escape" if typing => self.focus(&[]),
            "Escape" => self.leave(),
            "ArrowUp" if !typing => self.step(-1),
            "ArrowDown" if !typing => self.step(1),
            _ => return false,
        }
        true
    }

    /// Opens the order of a link, or goes on to it.
    fn open(&self, link: &Element) {
        let (href, Ok(history)) = (get(link, "href"), window().history()) else { return };
        let moved = if self.is_open() {
            history.replace_state_with_url(&JsValue::NULL, "", Some(&href))
        } else {
            set(&self.0, TITLE, &document().title());
            history.push_state_with_url(&JsValue::NULL, "", Some(&href))
        };
        set(&self.0, LINK, &link.id());
        if moved.is_ok() {
            self.load(&href, None, Asked::Opened);
        }
    }

    /// Sends a form, once. What leads elsewhere does so.
    fn send(&self, event: &SubmitEvent, form: &Element) -> bool {
        if form.has_attribute("data-leads") {
            return false;
        }
        let data = FormData::new_with_form(form.unchecked_ref::<HtmlFormElement>());
        let fields = data.and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data));
        let Ok(fields) = fields else { return false };
        if !self.0.has_attribute(BUSY) {
            if let Some(button) = event.submitter() {
                set(&button, BUSY, "true");
            }
            let part = around(form, "section[id]").map_or_else(String::new, |part| part.id());
            self.load(&get(form, "action"), Some(&fields), Asked::Sent("#".to_owned() + &part));
        }
        true
    }

    /// Asks for a page, or for the one that a form leads to.
    fn load(&self, address: &str, fields: Option<&UrlSearchParams>, asked: Asked) {
        let Ok(request) = XmlHttpRequest::new() else { return };
        request.set_response_type(XmlHttpRequestResponseType::Document);
        let (drawer, answer, path) = (Self(self.0.clone()), request.clone(), here());
        let ended = Closure::once_into_js(move || drawer.answered(&answer, &path, &asked));
        request.set_onloadend(Some(ended.unchecked_ref()));
        set(&self.0, BUSY, "true");
        let _ = request.open(if fields.is_some() { "POST" } else { "GET" }, address);
        request.set_timeout(PATIENCE);
        let _ = request.send_with_opt_url_search_params(fields);
    }

    fn answered(&self, answer: &XmlHttpRequest, path: &str, asked: &Asked) {
        unset(&self.0, BUSY);
        // Somebody may have gone back, or on, meanwhile.
        if !self.is_open() || here() != path {
            return;
        }
        let page = answer.response_xml().ok().flatten();
        let status = answer.status().unwrap_or_default();
        if let Some((page, card)) = page.and_then(|page| find(&page, ".card").map(|card| (page, card))) {
            self.show(&page, &card, asked);
        } else if *asked != Asked::Opened && (status == 0 || status > 404) {
            // What was typed stands there still; sent again, it is the same request.
            say(&self.0, "[data-say=lost]");
            if let Some(button) = find(&self.0, "[aria-busy]") {
                unset(&button, BUSY);
            }
        } else {
            // The page says what is wrong, or lets sign in.
            let _ = window().location().reload();
        }
    }

    fn show(&self, page: &Document, card: &Element, asked: &Asked) {
        let place = |of: &str, shown: Option<&Element>| {
            let Some(place) = find(&self.0, of) else { return };
            place.set_inner_html("");
            if let Some(shown) = shown {
                let _ = place.append_child(shown);
            }
        };
        // What was done is said until something else is.
        let notice = find(page, SAID);
        if notice.is_some() || *asked != Asked::Anew {
            place(".drawer__said", notice.as_ref());
        }
        unset(&self.0, TYPED);
        self.keep(card);
        place(".drawer__aside", None);
        place(".drawer__sheet", Some(card));
        document().set_title(&page.title());
        unset(&self.0, "hidden");
        self.rest(true);
        match asked {
            Asked::Opened => {
                self.0.set_scroll_top(0);
                self.focus(&[]);
            }
            Asked::Sent(part) => self.focus(&[ASKED[0], ASKED[1], part]),
            Asked::Anew if find(&document(), ".drawer:focus-within").is_none() => self.focus(&[]),
            Asked::Anew => {}
        }
    }

    /// What was typed and not sent goes on in the fresh sheet of the order, unless others have changed the very field.
    fn keep(&self, card: &Element) {
        let order = |card: &Element| get(card, "data-seen").split(':').next().map(str::to_owned);
        if find(&self.0, ".card").is_none_or(|shown| order(&shown) != order(card)) {
            return;
        }
        let Ok(fields) = self.0.query_selector_all(UNSENT) else { return };
        for field in (0..fields.length()).filter_map(|n| fields.item(n)) {
            let field: HtmlInputElement = field.unchecked_into();
            let fresh = find(card, &("#".to_owned() + &field.id())).map(JsCast::unchecked_into::<HtmlInputElement>);
            let (typed, before) = (field.value(), field.default_value());
            if let Some(fresh) = fresh.filter(|fresh| typed != before && fresh.default_value() == before) {
                fresh.set_value(&typed);
                set(&self.0, TYPED, "");
                if let Some(fold) = around(&fresh, "details") {
                    set(&fold, "open", "");
                }
            }
        }
    }

    /// Leads to the first of these that is there, or to the drawer itself.
    fn focus(&self, places: &[&str]) {
        let place = places.iter().find_map(|place| find(&self.0, place));
        let _ = place.as_ref().unwrap_or(&self.0).unchecked_ref::<HtmlElement>().focus();
    }

    /// The list is out of reach while an order is over it.
    fn rest(&self, covered: bool) {
        if let Some(list) = find(&document(), ".orders") {
            for (name, value) in [("inert", ""), ("aria-hidden", "true")] {
                if covered {
                    set(&list, name, value);
                } else {
                    unset(&list, name);
                }
            }
        }
    }

    /// The order before or behind this one in the list.
    fn step(&self, by: i32) {
        let here = here();
        let Ok(links) = document().query_selector_all(".orders :is(tr:not([hidden]), .slot) a.number") else { return };
        let link = |n: u32| links.item(n).map(|link| link.unchecked_into::<Element>());
        let at = (0..links.length()).find(|n| link(*n).is_some_and(|link| path_of(&get(&link, "href")) == here));
        if let Some(link) = at.and_then(|at| at.checked_add_signed(by)).and_then(link) {
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
        if !self.is_open() {
            return;
        }
        let link = get(&self.0, LINK);
        unset(&self.0, LINK);
        document().set_title(&get(&self.0, TITLE));
        set(&self.0, "hidden", "");
        self.rest(false);
        if let Some(link) = document().get_element_by_id(&link) {
            let _ = link.unchecked_ref::<HtmlElement>().focus();
        }
    }
}
