//! The frame around every page, and the document that holds it.

pub mod change_notice;
#[cfg(feature = "ssr")]
mod change_said;
pub mod document;
pub mod frame;
pub mod help;
pub mod message;
pub mod nav;
pub mod not_found;
pub mod palette;
pub mod shortcuts;
