//! What the cards of the board say besides number and marks: each person chooses. Pure.
//!
//! Any column of the table that a card has no better place for can be a line of it.

use crate::Column;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Stands for a card with its number alone.
const NONE: &str = "none";

/// What of an order its card says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardFields(BTreeSet<Column>);

impl Default for CardFields {
    fn default() -> Self {
        let usual =
            [Column::Created, Column::Client, Column::Products, Column::Total, Column::Payment, Column::Manager];
        Self(usual.into())
    }
}

impl CardFields {
    /// Whether cards can say it: the number always stands there, the status is the column that the card lies in.
    pub const fn offers(column: Column) -> bool {
        !matches!(column, Column::Number | Column::Status | Column::PaymentDetails)
    }

    /// Everything that cards can say, in the order in which they say it.
    pub fn offered() -> impl Iterator<Item = Column> {
        Column::ALL.iter().copied().filter(|column| Self::offers(*column))
    }

    /// These, as far as cards can say them.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self(columns.into_iter().filter(|column| Self::offers(*column)).collect())
    }

    /// Whether cards say it.
    pub fn has(&self, column: Column) -> bool {
        self.0.contains(&column)
    }

    /// What is said in a line of its own, with its name before it.
    pub fn lines(&self) -> impl Iterator<Item = Column> + '_ {
        let placed = |column: &Column| {
            matches!(
                column,
                Column::Created | Column::Client | Column::Products | Column::Total | Column::Payment | Column::Manager
            )
        };
        self.0.iter().copied().filter(move |column| !placed(column))
    }

    /// The text in a URL: `client,due`.
    pub fn code(&self) -> String {
        match self.0.is_empty() {
            true => NONE.to_owned(),
            false => self.0.iter().map(|column| column.code()).collect::<Vec<_>>().join(","),
        }
    }

    /// Reads the text of a URL; what means nothing is dropped. `None` when nothing of it means anything.
    pub fn parse(text: &str) -> Option<Self> {
        let known: BTreeSet<Column> =
            text.split(',').filter_map(|code| Column::parse(code.trim())).filter(|c| Self::offers(*c)).collect();
        (!known.is_empty() || text.trim() == NONE).then_some(Self(known))
    }
}
