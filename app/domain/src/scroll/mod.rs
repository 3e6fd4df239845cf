//! The geometry of an endless list: where rows lie, which of them are drawn, which are loaded. Pure.
//!
//! Called by the table in the browser, which measures and draws; nothing here knows of elements. Lengths are whole
//! pixels, rows are counted from 0 and all have one height.

mod days;
mod pace;
mod ruler;
mod stretch;
mod window;

pub use days::Days;
pub use pace::Pace;
pub use ruler::{LONGEST, Ruler};
pub use stretch::{Keyed, Stretch, Want};
pub use window::{MOST_DRAWN, Window};
