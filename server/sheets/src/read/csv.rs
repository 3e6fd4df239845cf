//! Rows of a text file with separators. Called by `read`; the csv crate parses, `encoding` and `separator` decide what
//! it sees.
//!
//! Every cell is a text or empty. A row's number counts records and blank lines, as a spreadsheet program would show
//! them: line breaks inside quotes do not count, nor does a `sep=` line.

use std::fs::File;
use std::io::{self, Read};

use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use domain::import::Cell;

use super::encoding::{self, Encoding, RecordTooLong, Utf8Text};
use super::error::Quantity;
use super::{Format, Limits, ReadError, ReadOptions, Row, cell, separator};
use crate::guard;

const SAMPLE: u64 = 64 * 1024;

/// What is known of an opened text file.
pub struct Source {
    file: File,
    encoding: Encoding,
    separator: u8,
    announcement: usize,
}

/// Decides encoding and separator.
pub fn open(mut file: File, options: &ReadOptions) -> Result<(Format, Source), ReadError> {
    if let Some(name) = &options.sheet {
        return Err(ReadError::NoSuchSheet { name: name.clone(), available: Vec::new() });
    }
    let encoding = encoding::detect(&mut file)?;
    let mut sample = Vec::new();
    Utf8Text::new(&file, encoding, u64::MAX)?.take(SAMPLE).read_to_end(&mut sample)?;
    let whole = (sample.len() as u64) < SAMPLE;
    let (separator, announcement) = separator::detect(&String::from_utf8_lossy(&sample), whole);
    let format = Format::Csv { separator: char::from(separator), encoding };
    Ok((format, Source { file, encoding, separator, announcement }))
}

impl Source {
    /// The records from the start.
    pub fn rows(&mut self, limits: &Limits) -> Result<Rows<'_>, ReadError> {
        let mut text = Utf8Text::new(&self.file, self.encoding, limits.record_bytes)?;
        let skipped = self.announcement as u64;
        io::copy(&mut (&mut text).take(skipped), &mut io::sink())?;
        let csv = ReaderBuilder::new()
            .delimiter(self.separator)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(32 * 1024)
            .from_reader(text);
        Ok(Rows { csv, record: ByteRecord::new(), breaks: 0, limit: limits.record_bytes })
    }
}

/// The records of a file, blank lines left out.
pub struct Rows<'a> {
    csv: csv::Reader<Utf8Text<'a>>,
    record: ByteRecord,
    breaks: u64,
    limit: u64,
}

impl Rows<'_> {
    /// The next record.
    pub fn next_row(&mut self) -> Result<Option<Row>, ReadError> {
        self.csv.get_mut().renew_budget();
        if !self.csv.read_byte_record(&mut self.record).map_err(|error| explain(error, self.limit))? {
            return Ok(None);
        }
        self.breaks += self.record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
        let line = self.csv.position().line().saturating_sub(1).saturating_sub(self.breaks).max(1);
        let number = u32::try_from(line).map_err(|_| ReadError::too_large(Quantity::Rows, u32::MAX.into()))?;
        let cells = self.record.iter().map(plain).collect();
        Ok(Some(Row { number, cells }))
    }
}

fn plain(field: &[u8]) -> Cell {
    cell::text(guard::off(&String::from_utf8_lossy(field)))
}

fn explain(error: csv::Error, limit: u64) -> ReadError {
    match error.into_kind() {
        ErrorKind::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<RecordTooLong>()) => {
            ReadError::too_large(Quantity::RecordBytes, limit)
        }
        ErrorKind::Io(error) => ReadError::from(error),
        other => ReadError::malformed(format!("{other:?}")),
    }
}
