//! Orders: found, listed, added up, and written in one place.

mod apply;
mod background;
mod board;
pub mod change;
mod chart;
mod command_log;
mod conditions;
pub(crate) mod days;
mod fetch;
mod fields;
mod histogram;
pub mod list;
pub(crate) mod new_rows;
mod ranges;
pub(crate) mod rehome;
mod rollups;
mod row;
mod rows;
mod save;
mod spans;
pub(crate) mod text_fields;
mod totals;

pub(crate) use apply::lock_in;
pub use apply::{Applied, apply, apply_in};
pub use background::{Running, go_on, undoing};
pub use change::{Aim, Change, Work, change, undo};
pub use chart::chart;
pub use days::{counts as day_counts, days, rebuild_in as rebuild_days_in};
pub(crate) use fetch::by_ids_in;
pub use fetch::{by_ids, fetch};
pub use histogram::{histogram, histogram_sql};
pub use list::{Batch, page, page_sql};
pub use ranges::{Wanted, far_sql, near_sql};
pub use rows::{rows, seek};
pub use save::{Insert, Saved, insert_in};
pub use totals::{totals, totals_are_quick, totals_sql};
