//! What is tried again while there is no connection: how long to wait before that, and what is said meanwhile.

/// How long to wait for the connection before each further try, in milliseconds.
pub const AGAIN: [u32; 5] = [1_000, 2_000, 4_000, 8_000, 15_000];
/// The message about the connection.
pub const LOST: &str = "connection";

/// Waits so many milliseconds.
#[cfg(feature = "hydrate")]
pub async fn pause(milliseconds: u32) {
    let over = js_sys::Promise::new(&mut |resolve, _| {
        let wait = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        let _ = leptos::prelude::window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(over).await;
}

/// The server sends nothing to itself.
#[cfg(not(feature = "hydrate"))]
pub async fn pause(milliseconds: u32) {
    let _ = milliseconds;
}
