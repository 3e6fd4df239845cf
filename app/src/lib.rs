//! What both sides run: screens, words, formats, server functions. Rendered on the server, hydrated in the browser.

pub mod context;
pub mod error;
pub mod format;
pub mod i18n;
