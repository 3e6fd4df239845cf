//! What a map file says: which column is which, where each status belongs. Pure: the file's syntax is read elsewhere.

use super::Field;
use crate::{OrderKind, money::DecimalMark};

/// A map file's content. An empty one leaves everything to the dictionaries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportMap {
    /// Field and the header of its column; an empty header says that the file has no such column.
    pub columns: Vec<(Field, String)>,
    /// A status as the file writes it, and where it belongs: the slug or name of a stage, else a kind of stage
    /// (the funnel's first of that kind), else the name of a stage that `--create-stages` makes.
    pub stages: Vec<(String, String)>,
    /// An order type as the file writes it, and what it means.
    pub kinds: Vec<(String, OrderKind)>,
    /// The decimal mark of every amount that the file holds as text.
    pub decimal: Option<DecimalMark>,
}
