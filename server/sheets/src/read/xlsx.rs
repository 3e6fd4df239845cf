//! Rows of a sheet of an Office workbook. Called by `read`; calamine parses, after `package` has proved the file
//! harmless.
//!
//! Cells are streamed in the order of the file, never gathered in a range: a lone cell in a far corner costs one row.
//! Formulas give the value that the file keeps of them; of merged cells the first has the value, the others are empty.

use std::fs::File;
use std::io::BufReader;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use domain::import::Cell;

use super::error::Quantity;
use super::{Format, Limits, ReadError, ReadOptions, Row, cell, package};

type Input = BufReader<File>;

/// An opened workbook and the sheet to read.
pub struct Source {
    workbook: Xlsx<Input>,
    sheet: String,
    date1904: bool,
}

/// Checks the file, opens it and chooses the sheet.
pub fn open(mut file: File, options: &ReadOptions) -> Result<(Format, Source), ReadError> {
    package::check(&mut file, &options.limits)?;
    let mut workbook: Xlsx<Input> = Xlsx::new(BufReader::new(file)).map_err(|error| explain(error, None))?;
    let date1904 = workbook.has_1904_epoch();
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let sheet = match &options.sheet {
        Some(wanted) => named(&sheets, wanted)?,
        None => first_filled(&mut workbook, &sheets)?,
    };
    let other_sheets =
        sheets.into_iter().filter(|(name, visible)| *visible && *name != sheet).map(|(name, _)| name).collect();
    let format = Format::Xlsx { sheet: sheet.clone(), date1904, other_sheets };
    Ok((format, Source { workbook, sheet, date1904 }))
}

fn named(sheets: &[(String, bool)], wanted: &str) -> Result<String, ReadError> {
    let folded = wanted.trim().to_lowercase();
    let exact = sheets.iter().find(|(name, _)| name == wanted);
    let found = exact.or_else(|| sheets.iter().find(|(name, _)| name.trim().to_lowercase() == folded));
    found.map(|(name, _)| name.clone()).ok_or_else(|| ReadError::NoSuchSheet {
        name: wanted.to_owned(),
        available: sheets.iter().map(|(name, _)| name.clone()).collect(),
    })
}

fn first_filled(workbook: &mut Xlsx<Input>, sheets: &[(String, bool)]) -> Result<String, ReadError> {
    for (name, _) in sheets.iter().filter(|(_, visible)| *visible) {
        let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| explain(error, None))?;
        while let Some(next) = cells.next_cell().map_err(|error| explain(error, None))? {
            if cell::plain(next.get_value(), false) != Cell::Empty {
                return Ok(name.clone());
            }
        }
    }
    Err(ReadError::EmptySheet)
}

impl Source {
    /// The rows of the sheet from the start.
    pub fn rows(&mut self, limits: &Limits) -> Result<Rows<'_>, ReadError> {
        let cells = self.workbook.worksheet_cells_reader(&self.sheet).map_err(|error| explain(error, None))?;
        Ok(Rows { cells, date1904: self.date1904, columns: limits.columns, pending: None, last: None, ended: false })
    }
}

/// The rows of a sheet that have a filled cell.
pub struct Rows<'a> {
    cells: XlsxCellReader<'a, Input>,
    date1904: bool,
    columns: u32,
    pending: Option<(u32, u32, Cell)>,
    last: Option<u32>,
    ended: bool,
}

impl Rows<'_> {
    /// The next row.
    pub fn next_row(&mut self) -> Result<Option<Row>, ReadError> {
        let Some((index, column, first)) = self.next_filled()? else { return Ok(None) };
        let number = index.saturating_add(1);
        if self.last.is_some_and(|last| index <= last) {
            return Err(ReadError::Malformed { row: Some(number), detail: "its rows are out of order".to_owned() });
        }
        self.last = Some(index);
        let mut row = Row { number, cells: Vec::new() };
        self.place(&mut row, column, first)?;
        while let Some((next_index, column, value)) = self.next_filled()? {
            if next_index != index {
                self.pending = Some((next_index, column, value));
                break;
            }
            self.place(&mut row, column, value)?;
        }
        Ok(Some(row))
    }

    fn place(&self, row: &mut Row, column: u32, value: Cell) -> Result<(), ReadError> {
        if column >= self.columns {
            return Err(ReadError::too_large(Quantity::Columns, self.columns.into()));
        }
        let column = column as usize;
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = value;
        Ok(())
    }

    fn next_filled(&mut self) -> Result<Option<(u32, u32, Cell)>, ReadError> {
        if let Some(pending) = self.pending.take() {
            return Ok(Some(pending));
        }
        loop {
            let row = self.last.map(|last| last.saturating_add(1));
            // Asked once more after its end, calamine reports a cut file.
            if self.ended {
                return Ok(None);
            }
            let Some(next) = self.cells.next_cell().map_err(|error| explain(error, row))? else {
                self.ended = true;
                return Ok(None);
            };
            if matches!(next.get_value(), DataRef::Empty) {
                continue;
            }
            let value = cell::plain(next.get_value(), self.date1904);
            if value != Cell::Empty {
                let (row, column) = next.get_position();
                return Ok(Some((row, column, value)));
            }
        }
    }
}

fn explain(error: XlsxError, row: Option<u32>) -> ReadError {
    match error {
        XlsxError::Zip(error) => package::explain(error),
        XlsxError::Io(error) => ReadError::from(error),
        XlsxError::Password => ReadError::Encrypted,
        XlsxError::XmlEof(_) => ReadError::Truncated,
        other => ReadError::Malformed { row, detail: other.to_string() },
    }
}
