//! From the rows of a spreadsheet to orders that may be written, or to every reason why not. Pure.

mod cell;

pub use cell::Cell;
