//! Wakes the page up: hydrates what the server rendered. Nothing else, ever.

/// Called by the page's script once the client is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
