//! From the rows of a spreadsheet to orders that may be written, or to every reason why not. Pure.
//!
//! Called by the import command through `read`. Nothing is invented: what a file does not state, an order does not have.
//! `dictionary` knows headers, `layout` the columns, `dates` and `amounts` decide a column as a whole, `stages` finds
//! where a status belongs, `orders` puts rows together, `total` makes the amounts fit. Deliberately absent: files,
//! words for people, what the desk already holds (the store joins contacts and products, and compares numbers).

mod amounts;
mod cell;
mod columns;
mod date_text;
mod dates;
mod dictionary;
mod fields;
mod layout;
mod lines;
mod map;
mod orders;
mod reason;
mod report;
mod row;
mod stages;
mod total;

pub use cell::Cell;
pub(crate) use dates::read as read_date;
pub use dates::{DateOrder, OrderFrom};
pub use fields::{Field, Level, Shape};
pub use layout::{Because, Ignored};
pub use map::ImportMap;
pub use reason::{BadRow, Reason};
pub use report::{
    CurrencySum, ImportedClient, ImportedLine, ImportedOrder, ReadAs, Reading, Rounding, StageTarget, StageWord,
    Understood, UsedColumn,
};
pub use stages::{KIND_WORDS, kind_of};

use crate::{Currency, Funnel, Zone};

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number that a spreadsheet program shows beside it, from 1.
    pub number: u32,
    /// Its cells from the first column on.
    pub cells: Vec<Cell>,
}

/// What the caller says about a file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The currency of amounts that state none.
    pub currency: Option<Currency>,
    /// The order of day and month where dates are text.
    pub date_order: Option<DateOrder>,
    /// The zone of clocks that state none.
    pub zone: Zone,
    /// Whether serial numbers count from 1904.
    pub date1904: bool,
    /// Whether a status that no stage is called becomes a stage.
    pub create_stages: bool,
    /// What the map file says.
    pub map: ImportMap,
}

/// Reads a file's rows, headers included, as orders of a funnel.
pub fn read(rows: Vec<Row>, funnel: &Funnel, options: &Options) -> Reading {
    let (header_row, headers, rows) = split_header(rows, &options.map);
    let mut reading = Reading::default();
    reading.understood.header_row = header_row;
    reading.understood.rows = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    match columns::decide(&headers, &rows, options, header_row) {
        Ok(columns) => {
            reading.understood.columns = columns.used();
            reading.understood.ignored = columns.layout.ignored.clone();
            reading.bad = columns.problems(&rows, options, header_row);
            let readable = |bad: &BadRow| !matches!(bad.reason, Reason::MissingColumn { .. });
            if reading.bad.iter().all(readable) {
                orders::build(&rows, &columns, funnel, options, &mut reading);
            }
        }
        Err(wrong) => reading.bad = wrong,
    }
    reading
}

/// The row among the first ones in which most headers mean something, and the rows below it.
fn split_header(mut rows: Vec<Row>, map: &ImportMap) -> (u32, Vec<String>, Vec<Row>) {
    let known = |row: &Row| {
        let texts = row.cells.iter().filter_map(|c| if let Cell::Text(text) = c { Some(text.as_str()) } else { None });
        layout::known_headers(texts, map)
    };
    let mut best = (0, 0);
    for (at, row) in rows.iter().take(20).enumerate() {
        let found = known(row);
        if found > best.1 {
            best = (at, found);
        }
    }
    let below = if best.0 < rows.len() { rows.split_off(best.0 + 1) } else { Vec::new() };
    let Some(header) = rows.pop() else { return (1, Vec::new(), below) };
    let headers = header.cells.iter().map(|c| row::text_of(c).unwrap_or_default()).collect();
    (header.number, headers, below)
}
