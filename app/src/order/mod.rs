//! `/orders/:number`: one order, to be read.

pub mod api;
mod edit;
mod events;
mod money;
pub mod page;
