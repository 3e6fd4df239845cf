//! `/orders/:number`: one order, to be read.

pub mod api;
mod edit;
pub mod events;
mod money;
pub mod page;
