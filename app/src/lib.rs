//! Stub.

pub mod format;
pub mod i18n;
