//! A CSV file in pieces: rows go in, bytes come out whenever the caller takes them, so that a response can be streamed
//! in flat memory. Called by export.
//!
//! UTF-8 with a byte order mark (Excel needs it), commas, CRLF (RFC 4180), decimal points, ISO dates. Texts that a
//! spreadsheet program would run as a formula get a leading `'`, which `read` takes off again. NUL characters are dropped:
//! with one inside, every program takes the file for a binary one.

use csv::{Terminator, WriterBuilder};

use super::decimal::amount_text;
use super::{Value, WriteError};
use crate::guard;

/// Writes rows into memory; the caller empties it.
pub struct CsvWriter {
    inner: csv::Writer<Vec<u8>>,
    field: String,
}

impl Default for CsvWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl CsvWriter {
    /// A file that has its byte order mark and no row yet.
    pub fn new() -> Self {
        Self { inner: into(b"\xef\xbb\xbf".to_vec()), field: String::new() }
    }

    /// Writes the header.
    pub fn header<S: AsRef<str>>(&mut self, names: &[S]) -> Result<(), WriteError> {
        for name in names {
            self.field.clear();
            push_text(&mut self.field, name.as_ref());
            self.inner.write_field(self.field.as_bytes()).map_err(io)?;
        }
        self.end()
    }

    /// Writes one row.
    pub fn row(&mut self, values: &[Value]) -> Result<(), WriteError> {
        use std::fmt::Write as _;
        for value in values {
            self.field.clear();
            let field = &mut self.field;
            // Writing into a String cannot fail.
            let _ = match value {
                Value::Empty => Ok(()),
                Value::Phone(text) if guard::is_plain_phone(text) => field.write_str(text),
                Value::Text(text) | Value::Phone(text) => {
                    push_text(field, text);
                    Ok(())
                }
                Value::Amount { minor, exponent } => field.write_str(&amount_text(*minor, *exponent)),
                Value::Integer(number) => write!(field, "{number}"),
                Value::DateTime(moment) => write!(field, "{}", moment.format("%Y-%m-%d %H:%M:%S")),
                Value::Date(day) => write!(field, "{day}"),
                Value::Bool(value) => field.write_str(if *value { "TRUE" } else { "FALSE" }),
            };
            self.inner.write_field(self.field.as_bytes()).map_err(io)?;
        }
        self.end()
    }

    /// The bytes written since the last call.
    pub fn take(&mut self) -> Result<Vec<u8>, WriteError> {
        let written = std::mem::replace(&mut self.inner, into(Vec::new()));
        written.into_inner().map_err(|error| WriteError::Io(error.into_error()))
    }

    fn end(&mut self) -> Result<(), WriteError> {
        self.inner.write_record(None::<&[u8]>).map_err(io)
    }
}

fn push_text(field: &mut String, text: &str) {
    field.extend(guard::on(text).split('\0'));
}

fn into(bytes: Vec<u8>) -> csv::Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(bytes)
}

fn io(error: csv::Error) -> WriteError {
    WriteError::Io(error.into())
}
