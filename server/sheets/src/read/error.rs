//! Why a file could not be read. Pure data: the caller matches the variant for translation, the English text says what
//! to do. Made by the other files of `read`, shown by import.

use std::io;

/// A file that cannot be read as a table.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("the file does not exist; check its name and folder")]
    NotFound,
    /// The system refused to open or read the file.
    #[error("the file cannot be read: {0}")]
    Io(#[source] io::Error),
    /// The workbook is protected by a password.
    #[error("the file is protected by a password; save it again without one")]
    Encrypted,
    /// The file ends too early, as after a broken download.
    #[error("the file is cut short or damaged; download or save it again")]
    Truncated,
    /// The content is of another kind.
    #[error("this is not a .csv or .xlsx file but {found}; save it as .xlsx or .csv")]
    NotASpreadsheet {
        /// What the content looks like.
        found: FileKind,
    },
    /// The file is bigger than is accepted, or pretends to be.
    #[error("the file has more than {limit} {what}; split it, or save only what is needed")]
    TooLarge {
        /// What there is too much of.
        what: Quantity,
        /// The most that is accepted, in the unit of `what`.
        limit: u64,
    },
    /// The workbook has no sheet of the wanted name.
    #[error("there is no sheet \"{name}\"; {}", list(available))]
    NoSuchSheet {
        /// The wanted name.
        name: String,
        /// The names there are, none for a CSV file.
        available: Vec<String>,
    },
    /// Nothing is filled in.
    #[error("the file has no filled cell")]
    EmptySheet,
    /// The content breaks the rules of its format.
    #[error("the file breaks the rules of its format{}: {detail}; save it again with a spreadsheet program", at(*row))]
    Malformed {
        /// The row at which reading stopped, as a spreadsheet program numbers it.
        row: Option<u32>,
        /// What is wrong, in English, for the log and the curious.
        detail: String,
    },
}

/// What a file that is no table looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A workbook of Excel 97–2003 (`.xls`).
    OldExcel,
    /// A binary workbook (`.xlsb`).
    BinaryExcel,
    /// An OpenDocument file (`.ods`, `.odt`).
    OpenDocument,
    /// A document or a presentation of Office.
    OfficeDocument,
    /// Another archive.
    Archive,
    /// A web page or XML, often named `.xls` by the program that made it.
    Markup,
    /// A PDF.
    Pdf,
    /// Anything else that is not text.
    Binary,
}

impl std::fmt::Display for FileKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::OldExcel => "an old Excel workbook (.xls)",
            Self::BinaryExcel => "a binary Excel workbook (.xlsb)",
            Self::OpenDocument => "an OpenDocument file",
            Self::OfficeDocument => "a text document or a presentation",
            Self::Archive => "an archive",
            Self::Markup => "a web page or XML file",
            Self::Pdf => "a PDF",
            Self::Binary => "a binary file",
        })
    }
}

/// What a file can have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Bytes of the file itself.
    FileBytes,
    /// Parts inside the archive.
    Parts,
    /// Bytes after decompression.
    InflatedBytes,
    /// Bytes that one compressed byte becomes: only a zip bomb is that dense.
    Ratio,
    /// Bytes in one cell, one tag or one CSV record.
    RecordBytes,
    /// Rows.
    Rows,
    /// Columns in use.
    Columns,
    /// Cells altogether.
    Cells,
    /// Shared texts, styles, sheets or names, or the number claimed of them.
    Entries,
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::FileBytes => "bytes",
            Self::Parts => "parts",
            Self::InflatedBytes => "decompressed bytes",
            Self::Ratio => "decompressed bytes for one compressed byte",
            Self::RecordBytes => "bytes in one record",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Cells => "cells",
            Self::Entries => "texts, styles or names",
        })
    }
}

impl ReadError {
    /// A broken rule of the format.
    pub(crate) fn malformed(detail: impl Into<String>) -> Self {
        Self::Malformed { row: None, detail: detail.into() }
    }

    /// A quantity beyond its limit.
    pub(crate) fn too_large(what: Quantity, limit: u64) -> Self {
        Self::TooLarge { what, limit }
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            io::ErrorKind::UnexpectedEof => Self::Truncated,
            _ => Self::Io(error),
        }
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() {
        "a CSV file has no sheets, leave the name out".to_owned()
    } else {
        format!("choose one of: {}", names.join(", "))
    }
}

fn at(row: Option<u32>) -> String {
    row.map(|row| format!(" at row {row}")).unwrap_or_default()
}
