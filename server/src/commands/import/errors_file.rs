//! The file of bad rows: one line each, for a spreadsheet program.

use app::{i18n::Words, import::reason_text};
use domain::import::BadRow;
use sheets::{CsvWriter, Value};
use std::path::Path;

/// Writes every bad row: row, column, value, reason. Without bad rows only the header, so that an older list goes.
pub fn write(path: &Path, words: Words, bad: &[BadRow]) -> Result<(), String> {
    let mut csv = CsvWriter::new();
    let told = |e: sheets::WriteError| e.to_string();
    csv.header(&["row", "column", "value", "reason"]).map_err(told)?;
    for bad in bad {
        let texts = [bad.column.clone(), bad.value.clone(), reason_text(words, bad)];
        let mut row = vec![Value::Integer(i64::from(bad.row))];
        row.extend(texts.map(Value::Text));
        csv.row(&row).map_err(told)?;
    }
    std::fs::write(path, csv.take().map_err(told)?).map_err(|e| e.to_string())
}
