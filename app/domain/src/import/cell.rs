//! What a spreadsheet cell may hold once the file format is forgotten. Written by `sheets`, read by `import`. Pure.

use chrono::NaiveDateTime;

/// A cell as read from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Nothing, or white space only.
    #[default]
    Empty,
    /// Text, trimmed of white space at both ends.
    Text(String),
    /// A number that the file stores as a number, in its shortest decimal text (`95.7`, never `95.69999…`).
    Number(String),
    /// A number that the file shows as a date, already converted from its date system.
    Date(NaiveDateTime),
    /// A logical value.
    Bool(bool),
}
