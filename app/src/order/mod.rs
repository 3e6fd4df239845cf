//! `/orders/:number`: one order, to be read.

pub mod api;
mod events;
mod money;
pub mod page;
