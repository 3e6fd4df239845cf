//! While somebody fills in a new order: a moment after each change the form is kept on the server, and what it comes to is
//! shown beside it. Only in the browser; without it the form's own buttons do the same.

use super::api::keep_order_form;
use crate::i18n::Words;
use gloo::timers::callback::Timeout;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, FormData, HtmlFormElement, UrlSearchParams};

/// How long after a change, milliseconds.
const PAUSE: u32 = 250;

/// Listens to the form of a page that has one.
pub fn listen(page: &Element, words: Words) {
    let waiting: Rc<RefCell<Option<Timeout>>> = Rc::default();
    // An answer to what was typed before says nothing any more.
    let newest: Rc<Cell<u32>> = Rc::default();
    let whole = page.clone();
    let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let of_client = event.target().and_then(|t| t.dyn_into::<Element>().ok()).is_some_and(|field| {
            matches!(field.get_attribute("name").as_deref(), Some("client_q" | "email" | "phone"))
        });
        newest.set(newest.get().wrapping_add(1));
        let (page, newest, turn) = (whole.clone(), Rc::clone(&newest), newest.get());
        let later = Timeout::new(PAUSE, move || keep(page, of_client, words, move || newest.get() == turn));
        // What was waiting is dropped, and with it its timer.
        waiting.borrow_mut().replace(later);
    });
    // A listener that is not there for want of memory keeps nothing; the buttons still do.
    let _ = page.add_event_listener_with_callback("input", heard.as_ref().unchecked_ref());
    heard.forget();
}

fn keep(page: Element, of_client: bool, words: Words, is_newest: impl Fn() -> bool + 'static) {
    let form = page.query_selector("form[data-keeps]").ok().flatten();
    let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
    let Some(typed) = FormData::new_with_form(&form).ok().and_then(|data| text(&data)) else { return };
    leptos::task::spawn_local(async move {
        let put = |part: &str, html: &str| {
            if let Ok(Some(place)) = page.query_selector(&format!("[data-live-part={part}]")) {
                place.set_inner_html(html);
            }
        };
        let kept = keep_order_form(typed).await;
        if !is_newest() {
            return;
        }
        match kept {
            Ok((summary, clients)) => {
                put("summary", &summary);
                if of_client {
                    put("clients", &clients);
                }
                put("kept", words.new_order_kept());
            }
            Err(_) => put("kept", words.new_order_not_kept()),
        }
    });
}

/// The fields as a form sends them.
fn text(data: &FormData) -> Option<String> {
    let all = UrlSearchParams::new().ok()?;
    for entry in js_sys::try_iter(data).ok()?? {
        let pair = js_sys::Array::from(&entry.ok()?);
        all.append(&pair.get(0).as_string()?, &pair.get(1).as_string().unwrap_or_default());
    }
    all.to_string().as_string()
}
