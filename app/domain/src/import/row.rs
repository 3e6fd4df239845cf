//! Facts out of the cells of the rows of one order. Pure.
//!
//! What an order states as a whole stands in any of its rows: empty is fine, equal is fine, two different values are a
//! bad row. Every refusal is noted and reading goes on, so that all of them are listed.

use super::{BadRow, Cell, Field, Options, Reason, Row, amounts, columns::Columns, dates};
use crate::Timestamp;
use rust_decimal::Decimal;

/// The most characters of a name, title, code or word.
const SHORT: usize = 250;
/// The most characters of a remark.
const LONG: usize = 10_000;
/// What spreadsheet programs write for a cell that they could not compute.
const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// The words of a cell. `None` when it is empty.
pub fn text_of(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Empty => None,
        Cell::Text(text) => {
            let clean: String = text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
            Some(clean.trim().to_owned()).filter(|t| !t.is_empty())
        }
        Cell::Number(number) => Some(number.clone()),
        Cell::Date(at) => Some(at.format("%Y-%m-%d %H:%M:%S").to_string()),
        Cell::Bool(value) => Some(value.to_string()),
    }
}

/// The rows of one order, or a single one of them, with what is wrong in them.
pub struct Facts<'a> {
    /// The rows, in the order of the file.
    pub rows: &'a [&'a Row],
    /// How the columns are read.
    pub columns: &'a Columns,
    /// What the caller says.
    pub options: &'a Options,
    /// What was found wrong.
    pub bad: Vec<BadRow>,
}

impl<'a> Facts<'a> {
    /// Notes a refusal of a cell.
    pub fn refuse(&mut self, row: &Row, field: Field, reason: Reason) {
        let at = self.columns.place(field);
        let value = at.and_then(|at| row.cells.get(at)).and_then(text_of).unwrap_or_default();
        self.bad.push(BadRow { row: row.number, column: self.columns.header(field), value, reason });
    }

    /// Notes a refusal in the first row of the order.
    pub fn refuse_order(&mut self, field: Field, reason: Reason) {
        if let Some(row) = self.rows.first() {
            self.refuse(row, field, reason);
        }
    }

    /// The cell of a row, unless it is empty.
    pub fn cell(&self, row: &'a Row, field: Field) -> Option<&'a Cell> {
        let at = self.columns.place(field)?;
        row.cells.get(at).filter(|c| **c != Cell::Empty)
    }

    /// A text of one row.
    pub fn text(&mut self, row: &'a Row, field: Field) -> String {
        let Some(text) = self.cell(row, field).and_then(text_of) else { return String::new() };
        let limit = if field == Field::Comment { LONG } else { SHORT };
        if ERRORS.contains(&text.as_str()) {
            self.refuse(row, field, Reason::CellError);
            return String::new();
        }
        // The number of an order has a limit of its own.
        if field != Field::Number && text.chars().count() > limit {
            self.refuse(row, field, Reason::TextTooLong { limit: u32::try_from(limit).unwrap_or(u32::MAX) });
            return String::new();
        }
        if field == Field::Comment { text } else { text.replace('\n', " ") }
    }

    /// An amount or a number of one row, with the currency symbol beside it.
    pub fn decimal(&mut self, row: &'a Row, field: Field) -> Option<(Decimal, Option<String>)> {
        let cell = self.cell(row, field)?;
        let unquoted = match cell {
            Cell::Text(_) => Cell::Text(text_of(cell)?),
            other => other.clone(),
        };
        if matches!(&unquoted, Cell::Text(text) if text == "-" || text == "—" || text == "–") {
            return None;
        }
        if matches!(&unquoted, Cell::Text(text) if ERRORS.contains(&text.as_str())) {
            self.refuse(row, field, Reason::CellError);
            return None;
        }
        match amounts::read(&unquoted, self.columns.mark(field)) {
            Ok(found) => Some(found),
            Err(reason) => {
                let reason = if field == Field::Quantity { Reason::BadQuantity } else { reason };
                self.refuse(row, field, reason);
                None
            }
        }
    }

    /// What the rows of the order agree on, as `read` sees each; the row that states it first comes with it.
    pub fn agreed<T: PartialEq>(
        &mut self,
        field: Field,
        mut read: impl FnMut(&mut Self, &'a Row) -> Option<T>,
    ) -> Option<(T, &'a Row)> {
        self.columns.place(field)?;
        let mut stated: Option<(T, &'a Row)> = None;
        for row in self.rows {
            if self.cell(row, field).is_none() {
                continue;
            }
            let Some(value) = read(self, row) else { continue };
            match &stated {
                None => stated = Some((value, row)),
                Some((first, _)) if *first == value => {}
                Some((_, first_row)) => {
                    let first = self.cell(first_row, field).and_then(text_of).unwrap_or_default();
                    self.refuse(row, field, Reason::Conflicting { first });
                }
            }
        }
        stated
    }

    /// A text that the rows of the order agree on; empty when no row states it.
    pub fn agreed_text(&mut self, field: Field) -> String {
        let read = |facts: &mut Self, row| Some(facts.text(row, field)).filter(|t| !t.is_empty());
        self.agreed(field, read).map(|(text, _)| text).unwrap_or_default()
    }

    /// An amount that the rows of the order agree on.
    pub fn agreed_decimal(&mut self, field: Field) -> Option<Decimal> {
        self.agreed(field, |facts, row| facts.decimal(row, field).map(|(value, _)| value)).map(|(value, _)| value)
    }

    /// A date that the rows of the order agree on.
    pub fn agreed_date(&mut self, field: Field) -> Option<Timestamp> {
        let order = self.columns.date_order(field);
        let read = |facts: &mut Self, row: &'a Row| {
            let cell = facts.cell(row, field)?;
            match dates::read(cell, order, &facts.options.zone, facts.options.date1904) {
                Ok(at) => Some(at),
                Err(reason) => {
                    facts.refuse(row, field, reason);
                    None
                }
            }
        };
        self.agreed(field, read).map(|(at, _)| at)
    }

    /// Every different text of the rows of the order, in their order.
    pub fn every_text(&mut self, field: Field) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for row in self.rows {
            let text = self.text(row, field);
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    }
}
