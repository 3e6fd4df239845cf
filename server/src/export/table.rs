//! From the plain cells of the chosen columns to those of a spreadsheet.

pub use app::orders::sheet::Sheet as Table;

use app::orders::sheet::Plain;
use domain::Order;
use sheets::Value;

/// The cells of an order.
pub fn row(table: &Table, order: &Order) -> Vec<Value> {
    table.row(order).into_iter().map(value).collect()
}

fn value(plain: Plain) -> Value {
    match plain {
        Plain::Empty => Value::Empty,
        Plain::Text(text) => Value::Text(text),
        Plain::Phone(phone) => Value::Phone(phone),
        Plain::Amount(money) => Value::Amount { minor: money.minor, exponent: money.currency.exponent() },
        Plain::Integer(number) => Value::Integer(number),
        Plain::DateTime(at) => Value::DateTime(at),
        Plain::Date(day) => Value::Date(day),
    }
}
