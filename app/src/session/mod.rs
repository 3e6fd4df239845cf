//! Getting in: the page to sign in, and the page behind a one-time link.

pub mod api;
pub mod sign_in;
pub mod welcome;
