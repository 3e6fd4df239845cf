//! Orders: found, listed, added up, and written in one place.

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

pub use fetch::fetch;
pub use histogram::{histogram, histogram_sql};
pub use list::{Batch, page, page_sql};
pub use rows::{rows, seek};
pub use save::{Applied, Insert, Saved, apply, apply_in, insert_in};
pub use totals::{totals, totals_sql};
