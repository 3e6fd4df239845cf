//! Orders as a file: exactly what is filtered, in the chosen columns and order, any number of rows with flat memory.
//!
//! Called by the routes `/export.csv` and `/export.xlsx` (`http`) and by `comptoir export` (`commands::export`). One
//! snapshot of the database is read in batches (`source`), turned into cells (`table`) and written (`file`, `http`). A file
//! is whole or it is an error: nothing is cut without a word.

pub mod file;
pub mod http;
pub mod source;
pub mod table;

pub use source::{Reader, Source};
pub use table::Table;

/// The kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated text.
    Csv,
    /// An Office workbook.
    Xlsx,
}

impl Format {
    /// The end of the file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Reads the end of a file's name.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Csv, Self::Xlsx].into_iter().find(|f| f.extension().eq_ignore_ascii_case(text))
    }
}

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database did not give the orders.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The file could not be written.
    #[error(transparent)]
    Write(#[from] sheets::WriteError),
    /// The disk or the pipe refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The thread that writes died.
    #[error("the writer stopped: {0}")]
    Writer(#[from] tokio::task::JoinError),
    /// Whoever asked for the file no longer takes it.
    #[error("the reader of the file is gone")]
    Abandoned,
}
