//! Makes a `.csv` or an `.xlsx` out of plain values, row by row, in flat memory.
//!
//! Called by export (`server`, the CLI) and by import for its file of bad rows. Invariants: a text is never a formula
//! for the program that opens the file; an amount keeps every minor unit; what is written reads back as the same cells,
//! texts trimmed and with `\n` for every line break.

mod csv;
mod decimal;
mod xlsx;

use chrono::{NaiveDate, NaiveDateTime};

pub use csv::CsvWriter;
pub use decimal::amount_text;
pub use xlsx::XlsxWriter;

/// One value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text of any kind; guarded against formulas where the format needs it.
    Text(String),
    /// A telephone number, whose leading `+` needs no guard; one that holds anything but digits and separators is
    /// treated as `Text`.
    Phone(String),
    /// Money: a number with that many decimals.
    Amount {
        /// Minor units.
        minor: i64,
        /// Decimals of the currency.
        exponent: u8,
    },
    /// A whole number.
    Integer(i64),
    /// A moment, already in the desk's time zone; written to the second in CSV, shown to the minute in XLSX.
    DateTime(NaiveDateTime),
    /// A day.
    Date(NaiveDate),
    /// A logical value; `TRUE` or `FALSE` in CSV.
    Bool(bool),
}

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The temporary folder is full or not writable.
    #[error("the file cannot be written: {0}")]
    Io(#[from] std::io::Error),
    /// The workbook could not be made; most often the temporary folder is full.
    #[error("the workbook cannot be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
