//! Which column of a file states which field. Pure.
//!
//! First what a map says, then what the headers mean by the dictionary, then what the cells of the doubtful ones show.
//! Every column is either used for one field or listed as ignored with a reason.

use super::{
    BadRow, Cell, Field, ImportMap, Reason, Row, Shape, amounts,
    dictionary::{self, Meaning},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A column that is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// What it states.
    pub field: Field,
    /// Its place, from 0.
    pub index: usize,
    /// Its header as written.
    pub header: String,
}

/// A column that is not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// Its header as written.
    pub header: String,
    /// Why.
    pub because: Because,
}

/// Why a column is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", content = "field", rename_all = "snake_case")]
pub enum Because {
    /// The header means nothing that an order has.
    Unknown,
    /// Another column states the same field.
    Same(Field),
    /// Its cells are no amounts.
    NotAmounts(Field),
    /// Its cells are shares, not amounts: the line totals already hold them.
    Rate,
    /// The map says that the file has no such column.
    Left(Field),
}

/// Every column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Used columns, in the order of the fields.
    pub used: Vec<Used>,
    /// The rest, in the order of the file.
    pub ignored: Vec<Ignored>,
}

impl Layout {
    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<&Used> {
        self.used.iter().find(|u| u.field == field)
    }

    /// Whether the file states a field.
    pub fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
}

struct Columns<'a> {
    headers: &'a [String],
    rows: &'a [Row],
    /// For each column, its field or why it has none.
    fates: Vec<Result<Field, Because>>,
}

/// The columns of a file. Refused when the map names a column that is not there.
pub fn of(headers: &[String], rows: &[Row], map: &ImportMap, header_row: u32) -> Result<Layout, Vec<BadRow>> {
    let mut columns = Columns { headers, rows, fates: vec![Err(Because::Unknown); headers.len()] };
    let mut wrong = Vec::new();
    let mut left: Vec<Field> = Vec::new();
    for (field, header) in &map.columns {
        if header.is_empty() {
            left.push(*field);
        } else if let Some(at) = columns.named(header) {
            columns.set(at, *field);
        } else {
            let column = field.code().to_owned();
            wrong.push(BadRow { row: header_row, column, value: header.clone(), reason: Reason::NoSuchColumn });
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    columns.guess();
    for field in left {
        for fate in &mut columns.fates {
            if *fate == Ok(field) {
                *fate = Err(Because::Left(field));
            }
        }
    }
    Ok(columns.finish())
}

/// How many headers of a row mean something; tells the header from a title above it.
pub fn known_headers<'a>(headers: impl Iterator<Item = &'a str>, map: &ImportMap) -> usize {
    let known = |header: &&str| {
        meaning(header).is_some() || map.columns.iter().any(|(_, name)| !name.is_empty() && same(name, header))
    };
    headers.filter(known).count()
}

fn same(one: &str, other: &str) -> bool {
    one.trim() == other.trim() || (!dictionary::key(one).is_empty() && dictionary::key(one) == dictionary::key(other))
}

/// What a header means, with or without a currency or a unit behind it: `Total (EUR)`, `Сума, грн`.
fn meaning(header: &str) -> Option<(Meaning, usize)> {
    let shorter = header.split(['(', '[', ',']).next().unwrap_or(header);
    let without_code = amounts::currency_of_header(header).and_then(|_| header.rsplit_once(' ')).map(|(left, _)| left);
    [Some(header), Some(shorter), without_code]
        .into_iter()
        .flatten()
        .find_map(|h| dictionary::meaning(&dictionary::key(h)))
}

impl Columns<'_> {
    fn named(&self, header: &str) -> Option<usize> {
        let exact = self.headers.iter().position(|h| h.trim() == header.trim());
        exact.or_else(|| self.headers.iter().position(|h| same(h, header)))
    }

    fn set(&mut self, at: usize, field: Field) {
        if let Some(fate) = self.fates.get_mut(at) {
            *fate = Ok(field);
        }
    }

    fn place(&self, field: Field) -> Option<usize> {
        self.fates.iter().position(|f| *f == Ok(field))
    }

    fn cells(&self, at: usize) -> impl Iterator<Item = &Cell> {
        self.rows.iter().filter_map(move |r| r.cells.get(at)).filter(|c| **c != Cell::Empty)
    }

    fn guess(&mut self) {
        let free: Vec<usize> =
            (0..self.headers.len()).filter(|at| self.fates.get(*at) == Some(&Err(Because::Unknown))).collect();
        let meanings: Vec<(usize, Meaning, usize)> = free
            .iter()
            .filter_map(|at| meaning(self.headers.get(*at)?).map(|(meaning, rank)| (*at, meaning, rank)))
            .collect();
        let mut plain: Vec<(usize, usize, Field)> = meanings
            .iter()
            .filter_map(
                |(at, meaning, rank)| if let Meaning::Field(f) = meaning { Some((*rank, *at, *f)) } else { None },
            )
            .collect();
        plain.sort();
        self.resolve_name(&meanings);
        for (_, at, field) in plain {
            self.offer(at, field);
        }
        self.resolve_client(&meanings);
        if self.place(Field::Product).is_some() {
            self.drop(Field::ProductLine, Because::Same(Field::Product));
        }
        self.drop_what_is_no_amount();
        self.resolve_amounts(&meanings);
    }

    /// Uses a column for a field unless a better one has it.
    fn offer(&mut self, at: usize, field: Field) {
        if self.place(field).is_none() {
            self.set(at, field);
        } else if let Some(fate) = self.fates.get_mut(at) {
            *fate = Err(Because::Same(field));
        }
    }

    fn drop(&mut self, field: Field, because: Because) {
        if let Some(fate) = self.fates.iter_mut().find(|f| **f == Ok(field)) {
            *fate = Err(because);
        }
    }

    fn vague(meanings: &[(usize, Meaning, usize)], wanted: Meaning) -> Vec<usize> {
        let mut found: Vec<(usize, usize)> =
            meanings.iter().filter(|m| m.1 == wanted).map(|(at, _, rank)| (*rank, *at)).collect();
        found.sort();
        found.into_iter().map(|(_, at)| at).collect()
    }

    fn resolve_name(&mut self, meanings: &[(usize, Meaning, usize)]) {
        let shopify = |h: &String| {
            let key = dictionary::key(h);
            key.starts_with("lineitem") || key == "financialstatus" || key == "fulfillmentstatus"
        };
        let is_shopify = self.headers.iter().any(shopify);
        let means = |field: Field| meanings.iter().any(|m| m.1 == Meaning::Field(field)) || self.place(field).is_some();
        let field = match () {
            () if is_shopify => Field::Number,
            () if means(Field::FirstName) && !means(Field::LastName) => Field::LastName,
            () => Field::FullName,
        };
        for at in Self::vague(meanings, Meaning::Name) {
            self.offer(at, field);
        }
    }

    fn resolve_client(&mut self, meanings: &[(usize, Meaning, usize)]) {
        let person = self.place(Field::LastName).is_some() || self.place(Field::FirstName).is_some();
        let company = person && self.place(Field::Company).is_none();
        for at in Self::vague(meanings, Meaning::Client) {
            let numeric = self.cells(at).next().is_some() && self.cells(at).all(|c| matches!(c, Cell::Number(_)));
            let field = match () {
                () if numeric => Field::ClientId,
                () if company => Field::Company,
                () => Field::FullName,
            };
            self.offer(at, field);
        }
    }

    /// Columns called like amounts that hold words (`Paid: yes`), and discounts that are shares.
    fn drop_what_is_no_amount(&mut self) {
        let optional = [Field::Paid, Field::Refunded, Field::Discount, Field::Shipping, Field::Fee, Field::Tax];
        for field in optional {
            let Some(at) = self.place(field) else { continue };
            let is_amount = |cell: &Cell| match cell {
                Cell::Number(_) => true,
                Cell::Text(text) => text.chars().any(|c| c.is_ascii_digit()),
                Cell::Empty | Cell::Bool(_) | Cell::Date(_) => false,
            };
            if self.cells(at).next().is_some() && !self.cells(at).any(is_amount) {
                self.drop(field, Because::NotAmounts(field));
            } else if matches!(field, Field::Discount | Field::Tax) && self.is_rate(at) {
                self.drop(field, Because::Rate);
            }
        }
    }

    fn is_rate(&self, at: usize) -> bool {
        let mut share = false;
        for cell in self.cells(at) {
            let text = match cell {
                Cell::Text(text) | Cell::Number(text) => text,
                Cell::Empty | Cell::Bool(_) | Cell::Date(_) => return false,
            };
            if text.trim_end().ends_with('%') {
                return true;
            }
            let Some(value) = amounts::plain(&text.replace(',', ".")) else { return false };
            if value.abs() > rust_decimal::Decimal::ONE {
                return false;
            }
            share |= !value.fract().is_zero();
        }
        share
    }

    fn resolve_amounts(&mut self, meanings: &[(usize, Meaning, usize)]) {
        let vague = Self::vague(meanings, Meaning::Amount);
        let is_total = |at: &usize| {
            let key = self.headers.get(*at).map(|h| dictionary::key(h)).unwrap_or_default();
            ["total", "разом", "всього", "загальна"].iter().any(|word| key.contains(word))
        };
        let (totals, amounts): (Vec<usize>, Vec<usize>) = vague.into_iter().partition(is_total);
        let both = !totals.is_empty() && !amounts.is_empty();
        for (at, total) in totals.iter().map(|at| (*at, true)).chain(amounts.iter().map(|at| (*at, false))) {
            let line_taken = self.place(Field::LineAmount).is_some();
            let total_taken = self.place(Field::Total).is_some();
            let field = match () {
                () if line_taken => Field::Total,
                () if total_taken => Field::LineAmount,
                () if both && total => Field::Total,
                () if self.is_of_line(at) => Field::LineAmount,
                () => Field::Total,
            };
            self.offer(at, field);
        }
    }

    /// Whether a column that may be of the line or of the order is of the line: it differs within an order, or nothing
    /// stands beside it that would make the order's total differ from the line's.
    fn is_of_line(&self, at: usize) -> bool {
        let mut first: HashMap<&Cell, &Cell> = HashMap::new();
        let mut repeated = false;
        if let Some(number) = self.place(Field::Number) {
            for row in self.rows {
                let (Some(number), Some(cell)) = (row.cells.get(number), row.cells.get(at)) else { continue };
                match first.get(number) {
                    None => {
                        first.insert(number, cell);
                    }
                    Some(seen) => {
                        repeated = true;
                        if *cell != Cell::Empty && **seen != *cell {
                            return true;
                        }
                    }
                }
            }
        }
        let beside = [Field::Subtotal, Field::Discount, Field::Shipping, Field::Fee, Field::Tax];
        let of_lines = [Field::Quantity, Field::UnitPrice];
        !repeated
            && beside.iter().all(|f| self.place(*f).is_none())
            && of_lines.iter().any(|f| self.place(*f).is_some())
    }

    fn finish(self) -> Layout {
        let mut used: Vec<Used> = Vec::new();
        let mut ignored = Vec::new();
        for (index, (header, fate)) in self.headers.iter().zip(&self.fates).enumerate() {
            match fate {
                Ok(field) => used.push(Used { field: *field, index, header: header.clone() }),
                Err(_) if header.is_empty() => {}
                Err(because) => ignored.push(Ignored { header: header.clone(), because: *because }),
            }
        }
        used.sort_by_key(|u| u.field);
        Layout { used, ignored }
    }
}

/// The used columns whose cells have this shape.
pub fn of_shape(layout: &Layout, shape: Shape) -> impl Iterator<Item = &Used> {
    layout.used.iter().filter(move |u| u.field.shape() == shape)
}
