//! Orders: found, listed, added up, and written in one place.

mod chart;
mod conditions;
pub(crate) mod days;
mod fetch;
pub mod list;
pub(crate) mod new_rows;
mod rollups;
mod row;
mod save;
mod spans;
pub(crate) mod text_fields;
mod totals;

pub use chart::chart;
pub use days::{days, histogram, rebuild_in as rebuild_days_in};
pub use fetch::fetch;
pub use list::{Batch, page, page_sql};
pub use save::{Applied, Insert, Saved, apply, apply_in, insert_in};
pub use totals::{totals, totals_are_quick, totals_sql};
