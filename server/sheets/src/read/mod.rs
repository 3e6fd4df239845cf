//! Opens a file by its content, whatever its name says, and gives its rows as plain cells, one at a time.
//!
//! Called by import, which reads the rows twice: once to understand the columns, once to build orders. Invariants: the
//! first row given is the header (the first row with a filled cell); empty rows are left out but counted in
//! `Row::number`; every row is at least as wide as the header; memory does not grow with the number of rows, except
//! for the shared texts of an `.xlsx`. Line breaks inside a text are `\n`. Nothing is believed of what a file claims.

mod cell;
mod csv;
mod encoding;
mod error;
mod package;
mod separator;
mod xlsx;
mod xml_scan;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use domain::import::Cell;

pub use encoding::Encoding;
pub use error::{FileKind, Quantity, ReadError};

/// How to read a file.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The sheet wanted; without it, the first visible sheet that has a filled cell.
    pub sheet: Option<String>,
    /// What the file may cost.
    pub limits: Limits,
}

/// What a file may cost at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Parts of an `.xlsx`.
    pub parts: u64,
    /// Bytes of all parts once decompressed.
    pub inflated_bytes: u64,
    /// Bytes of one CSV record, of one tag, of one text.
    pub record_bytes: u64,
    /// Rows of a sheet.
    pub rows: u32,
    /// Columns up to the last filled one.
    pub columns: u32,
    /// Cells of all rows, the padding included.
    pub cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            parts: 4096,
            inflated_bytes: 1 << 30,
            record_bytes: 1 << 20,
            rows: 1_048_576,
            columns: 512,
            cells: 64 << 20,
        }
    }
}

/// What kind of file was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with separators.
    Csv {
        /// `,`, `;` or tab.
        separator: char,
        /// How its bytes were read.
        encoding: Encoding,
    },
    /// An Office workbook.
    Xlsx {
        /// The sheet that is read.
        sheet: String,
        /// Whether serial dates count from 1904-01-01 (serial 0) rather than from 1899-12-31.
        date1904: bool,
        /// The other visible sheets, in their order: they are not read.
        other_sheets: Vec<String>,
    },
}

impl Format {
    /// Whether serial numbers in this file count days from 1904-01-01.
    pub fn date1904(&self) -> bool {
        matches!(self, Self::Xlsx { date1904: true, .. })
    }
}

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number that a spreadsheet program shows beside the row, from 1.
    pub number: u32,
    /// The cells from column A on.
    pub cells: Vec<Cell>,
}

/// An opened file. Its rows can be read any number of times.
pub struct Reader {
    format: Format,
    limits: Limits,
    source: Source,
}

enum Source {
    Csv(csv::Source),
    Xlsx(Box<xlsx::Source>),
}

/// The rows of a file, the header first. After an error there is nothing more to read.
pub struct Rows<'a> {
    inner: Inner<'a>,
    width: Option<usize>,
    cells: u64,
    limits: Limits,
    ended: bool,
}

enum Inner<'a> {
    Csv(Box<csv::Rows<'a>>),
    Xlsx(Box<xlsx::Rows<'a>>),
}

/// Opens a `.csv` or `.xlsx` file, whatever its name ends with, and checks that it is harmless.
pub fn open(path: &Path, options: &ReadOptions) -> Result<Reader, ReadError> {
    let mut file = File::open(path)?;
    let meta = file.metadata()?;
    if !meta.is_file() {
        return Err(ReadError::NotFound);
    }
    let limits = options.limits;
    if meta.len() > limits.file_bytes {
        return Err(ReadError::too_large(Quantity::FileBytes, limits.file_bytes));
    }
    let mut start = Vec::with_capacity(8);
    (&mut file).take(8).read_to_end(&mut start)?;
    file.seek(SeekFrom::Start(0))?;
    let (format, source) = if start.starts_with(b"PK") {
        let (format, source) = xlsx::open(file, options)?;
        (format, Source::Xlsx(Box::new(source)))
    } else if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(package::ole_error(file)?);
    } else {
        let (format, source) = csv::open(file, options)?;
        (format, Source::Csv(source))
    };
    let mut reader = Reader { format, limits, source };
    let header = reader.rows()?.next().transpose()?;
    if header.is_some() { Ok(reader) } else { Err(ReadError::EmptySheet) }
}

impl Reader {
    /// What kind of file it is.
    pub fn format(&self) -> &Format {
        &self.format
    }

    /// The rows from the header on, read from the start of the file at each call.
    pub fn rows(&mut self) -> Result<Rows<'_>, ReadError> {
        let inner = match &mut self.source {
            Source::Csv(source) => Inner::Csv(Box::new(source.rows(&self.limits)?)),
            Source::Xlsx(source) => Inner::Xlsx(Box::new(source.rows(&self.limits)?)),
        };
        Ok(Rows { inner, width: None, cells: 0, limits: self.limits, ended: false })
    }
}

impl Rows<'_> {
    /// Makes the row as wide as the header at least, without empty cells beyond it.
    fn fit(&mut self, mut row: Row) -> Result<Option<Row>, ReadError> {
        let filled = row.cells.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |last| last + 1);
        if filled == 0 {
            return Ok(None);
        }
        if filled as u64 > u64::from(self.limits.columns) {
            return Err(ReadError::too_large(Quantity::Columns, self.limits.columns.into()));
        }
        if row.number > self.limits.rows {
            return Err(ReadError::too_large(Quantity::Rows, self.limits.rows.into()));
        }
        let header = *self.width.get_or_insert(filled);
        row.cells.resize(filled.max(header), Cell::Empty);
        self.cells += row.cells.len() as u64;
        if self.cells > self.limits.cells {
            return Err(ReadError::too_large(Quantity::Cells, self.limits.cells));
        }
        Ok(Some(row))
    }

    fn step(&mut self) -> Result<Option<Row>, ReadError> {
        loop {
            let next = match &mut self.inner {
                Inner::Csv(rows) => rows.next_row()?,
                Inner::Xlsx(rows) => rows.next_row()?,
            };
            let Some(row) = next else { return Ok(None) };
            if let Some(row) = self.fit(row)? {
                return Ok(Some(row));
            }
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let item = self.step().transpose();
        self.ended = !matches!(item, Some(Ok(_)));
        item
    }
}
