//! Getting in: the page to sign in, and the page behind a one-time link.

pub mod api;
#[cfg(feature = "ssr")]
mod content;
pub mod page;
