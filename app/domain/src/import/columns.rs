//! Everything that is decided about the columns of a file as wholes: places, date orders, decimal marks. Pure.

use super::{
    BadRow, Cell, DateOrder, Field, Options, OrderFrom, ReadAs, Reason, Row, Shape, UsedColumn, amounts,
    dates::{self, DateColumn},
    layout::{self, Layout},
    row::text_of,
};
use crate::{Currency, money::DecimalMark};
use std::collections::HashMap;

/// The columns of a file and how their cells are read.
pub struct Columns {
    /// Which column is which.
    pub layout: Layout,
    /// The decimal mark of each amount column.
    pub marks: HashMap<Field, DecimalMark>,
    /// The order of each date column.
    pub dates: HashMap<Field, DateColumn>,
    /// The currency that the header of an amount column names.
    pub currency: Option<Currency>,
}

/// Decides everything about the columns.
pub fn decide(headers: &[String], rows: &[Row], options: &Options, header_row: u32) -> Result<Columns, Vec<BadRow>> {
    let layout = layout::of(headers, rows, &options.map, header_row)?;
    let cells = |index: usize| rows.iter().filter_map(move |r| r.cells.get(index));

    let numeric = |u: &&layout::Used| matches!(u.field.shape(), Shape::Amount | Shape::Number);
    let found: Vec<(Field, Option<DecimalMark>)> =
        layout.used.iter().filter(numeric).map(|u| (u.field, amounts::decide(cells(u.index)))).collect();
    // A column that does not tell is read like the others of the file.
    let of_money = found.iter().filter(|(field, _)| field.shape() == Shape::Amount).find_map(|(_, mark)| *mark);
    let usual = of_money.or_else(|| found.iter().find_map(|(_, mark)| *mark)).unwrap_or(DecimalMark::Point);
    let marks = found.into_iter().map(|(field, mark)| (field, options.map.decimal.or(mark).unwrap_or(usual))).collect();

    let mut dates: HashMap<Field, DateColumn> = layout::of_shape(&layout, Shape::Date)
        .map(|u| (u.field, dates::decide(cells(u.index), options.date_order, options.date1904)))
        .collect();
    let shown = |d: &&DateColumn| d.order.is_some() && matches!(d.from, OrderFrom::Values | OrderFrom::Dots);
    let decided = [Field::Created, Field::PaidAt, Field::CancelledAt]
        .iter()
        .filter_map(|field| dates.get(field))
        .find(shown)
        .and_then(|d| d.order);
    for column in dates.values_mut().filter(|d| d.order.is_none() && decided.is_some()) {
        *column = DateColumn { order: decided, from: OrderFrom::OtherColumn };
    }
    let currency = layout::of_shape(&layout, Shape::Amount).find_map(|u| amounts::currency_of_header(&u.header));
    Ok(Columns { layout, marks, dates, currency })
}

impl Columns {
    /// The column of a field, as its place and header.
    pub fn place(&self, field: Field) -> Option<usize> {
        self.layout.column(field).map(|u| u.index)
    }

    /// The header of a field's column; the field's code where the file has none.
    pub fn header(&self, field: Field) -> String {
        self.layout.column(field).map_or_else(|| field.code().to_owned(), |u| u.header.clone())
    }

    /// The order of a date column.
    pub fn date_order(&self, field: Field) -> DateOrder {
        self.dates.get(&field).and_then(|d| d.order).unwrap_or(DateOrder::Dmy)
    }

    /// The decimal mark of a column.
    pub fn mark(&self, field: Field) -> DecimalMark {
        self.marks.get(&field).copied().unwrap_or(DecimalMark::Point)
    }

    /// The columns for the report.
    pub fn used(&self) -> Vec<UsedColumn> {
        let read_as = |field: Field| match field.shape() {
            Shape::Text => ReadAs::Text,
            Shape::Number => ReadAs::Number,
            Shape::Amount => ReadAs::Amount(self.mark(field)),
            Shape::Date => match self.dates.get(&field) {
                Some(DateColumn { order: Some(order), from }) => ReadAs::Date(*order, *from),
                _ => ReadAs::AmbiguousDate,
            },
        };
        let used = self.layout.used.iter();
        used.map(|u| UsedColumn { header: u.header.clone(), field: u.field, read_as: read_as(u.field) }).collect()
    }

    /// What is wrong with the columns themselves: rows cannot be read before this is put right.
    pub fn problems(&self, rows: &[Row], options: &Options, header_row: u32) -> Vec<BadRow> {
        let mut wrong = Vec::new();
        let mut missing = |field: Field| {
            let reason = Reason::MissingColumn { field };
            wrong.push(BadRow { row: header_row, column: field.code().into(), value: String::new(), reason });
        };
        for field in [Field::Number, Field::Created] {
            if !self.layout.has(field) {
                missing(field);
            }
        }
        let amounts = [Field::LineAmount, Field::UnitPrice, Field::Total, Field::Subtotal];
        if !amounts.iter().any(|f| self.layout.has(*f)) {
            missing(Field::Total);
        }
        let undecided = |f: &&layout::Used| self.dates.get(&f.field).is_some_and(|d| d.order.is_none());
        for used in layout::of_shape(&self.layout, Shape::Date).filter(undecided) {
            let ambiguous =
                |row: &&Row| row.cells.get(used.index).is_some_and(|c: &Cell| dates::is_ambiguous(c, options.date1904));
            for row in rows.iter().filter(ambiguous) {
                let value = row.cells.get(used.index).and_then(text_of).unwrap_or_default();
                let column = used.header.clone();
                wrong.push(BadRow { row: row.number, column, value, reason: Reason::AmbiguousDate });
            }
        }
        wrong
    }
}
