//! Puts chosen rows on the clipboard: by a button, or by Ctrl/⌘+C where no text is marked. Nothing on the server.

use super::{choose::Chooser, copy::tsv};
use crate::context::Boot;
use domain::Columns;
use leptos::prelude::*;

/// The chosen rows as text for a spreadsheet.
pub fn text(chooser: Chooser, columns: &Columns, boot: &Boot) -> String {
    let orders = chooser.orders();
    tsv(orders.iter().map(|order| &**order), columns, boot)
}

/// Writes a text to the clipboard and says whether it is there.
#[cfg(feature = "hydrate")]
pub fn write(text: String, done: Callback<bool>) {
    use wasm_bindgen::JsCast;
    let navigator = window().navigator();
    // Only a page that came over a trusted connection has a clipboard.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok().filter(|found| found.is_object());
    let Some(clipboard) = clipboard.and_then(|found| found.dyn_into::<web_sys::Clipboard>().ok()) else {
        return done.run(false);
    };
    let promise = clipboard.write_text(&text);
    leptos::task::spawn_local(async move {
        let written = wasm_bindgen_futures::JsFuture::from(promise).await.is_ok();
        done.run(written);
    });
}

/// Writes a text to the clipboard and says whether it is there.
#[cfg(not(feature = "hydrate"))]
pub fn write(_: String, _: Callback<bool>) {}

/// Copies chosen rows when somebody copies and has marked no text.
#[cfg(feature = "hydrate")]
pub fn on_key(chooser: Chooser, text: Callback<(), String>, done: Callback<bool>) {
    use wasm_bindgen::JsCast;
    let copied = window_event_listener_untyped("copy", move |event| {
        let marked = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
        let typing = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.matches("input:not([type=checkbox]), textarea").unwrap_or_default());
        let Ok(event) = event.dyn_into::<web_sys::ClipboardEvent>() else { return };
        if marked || typing || chooser.orders().is_empty() {
            return;
        }
        let Some(data) = event.clipboard_data() else { return };
        let written = data.set_data("text/plain", &text.run(())).is_ok();
        event.prevent_default();
        done.run(written);
    });
    on_cleanup(move || copied.remove());
}

/// Copies chosen rows when somebody copies and has marked no text.
#[cfg(not(feature = "hydrate"))]
pub fn on_key(_: Chooser, _: Callback<(), String>, _: Callback<bool>) {}
