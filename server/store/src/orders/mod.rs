//! Orders: found, listed, added up, and written in one place.

mod apply;
pub mod change;
mod command_log;
mod conditions;
mod fetch;
mod histogram;
pub mod list;
pub(crate) mod new_rows;
mod rollups;
mod row;
mod rows;
mod save;
mod totals;

pub use apply::{Applied, apply, apply_in};
pub use change::{Aim, Change, Work, change, undo};
pub use fetch::{by_ids, fetch};
pub use histogram::{histogram, histogram_sql};
pub use list::{Batch, page, page_sql};
pub use rows::{rows, seek};
pub use save::{Insert, Saved, insert_in};
pub use totals::{totals, totals_sql};
