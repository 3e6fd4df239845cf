//! What the cards of the board say besides number and marks: each person chooses. Pure.
//!
//! Any column of the table that a card has no better place for can be a line of it.

use crate::{Column, columns::CardPart, gather};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Stands for a card with its number alone.
const NONE: &str = "none";

/// What of an order its card says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardFields(BTreeSet<Column>);

impl Default for CardFields {
    /// All that has a place of its own.
    fn default() -> Self {
        Self(gather::set(Self::offered().filter(|column| column.card_part() != Some(CardPart::Line))))
    }
}

impl CardFields {
    /// Everything that cards can say, in the order in which they say it.
    pub fn offered() -> impl Iterator<Item = Column> {
        Column::ALL.iter().copied().filter(|column| column.card_part().is_some())
    }

    /// These, as far as cards can say them.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self(gather::set(columns.into_iter().filter(|column| column.card_part().is_some())))
    }

    /// Whether cards say it.
    pub fn has(&self, column: Column) -> bool {
        self.0.contains(&column)
    }

    /// Whether cards say what stands there.
    pub fn fills(&self, part: CardPart) -> bool {
        self.0.iter().any(|column| column.card_part() == Some(part))
    }

    /// What is said in lines of their own.
    pub fn lines(&self) -> impl Iterator<Item = Column> + '_ {
        self.0.iter().copied().filter(|column| column.card_part() == Some(CardPart::Line))
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
        let known = Self::new(text.split(',').filter_map(|code| Column::parse(code.trim())));
        (!known.0.is_empty() || text.trim() == NONE).then_some(known)
    }
}
