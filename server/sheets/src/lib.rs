//! Spreadsheet files ⇄ plain cells. `read` opens a `.csv` or `.xlsx` that somebody made elsewhere; `write` makes one.
//!
//! Called by `app` (under `ssr`) and `server` for import and export. The only crate that names calamine,
//! rust_xlsxwriter and csv. A file is an enemy until proven harmless: `read` bounds what it may cost before a parser
//! sees it. Deliberately absent: what a column means, amounts and dates out of text, words for people.

mod guard;
pub mod read;
pub mod write;

pub use read::{Encoding, Format, Limits, ReadError, ReadOptions, Reader, Row, Rows, open};
pub use write::{CsvWriter, Value, WriteError, XlsxWriter};
