//! The facts that a column of a file can state. Pure. Which header means which is in `dictionary`.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $shape:ident, $level:ident;)+) => {
        /// A fact that a column states. Its code is what map files and reports call it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $($(#[$doc])* $name),+ }

        impl Field {
            /// Every field, in the order in which reports show them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable name: `line_amount`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What its cells hold.
            pub const fn shape(self) -> Shape {
                match self { $(Self::$name => Shape::$shape),+ }
            }

            /// Whether it is stated for the whole order or for each line.
            pub const fn level(self) -> Level {
                match self { $(Self::$name => Level::$level),+ }
            }

            /// Reads a stable name.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|f| f.code() == code)
            }
        }
    };
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Words.
    Text,
    /// A date, with or without time.
    Date,
    /// An amount of money.
    Amount,
    /// A plain number.
    Number,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The whole order: the rows of one order agree on it, or leave it empty.
    Order,
    /// One line.
    Line,
}

fields! {
    /// Order number.
    Number = "number", Text, Order;
    /// When the client ordered.
    Created = "created", Date, Order;
    /// The word for where the order stands.
    Status = "status", Text, Order;
    /// When it was cancelled; a filled cell says that it was.
    CancelledAt = "cancelled_at", Date, Order;
    /// How it is sold.
    Kind = "kind", Text, Order;
    /// The client's id in the shop.
    ClientId = "client_id", Text, Order;
    /// Given name.
    FirstName = "first_name", Text, Order;
    /// Family name.
    LastName = "last_name", Text, Order;
    /// Both names in one cell.
    FullName = "full_name", Text, Order;
    /// Company.
    Company = "company", Text, Order;
    /// E-mail.
    Email = "email", Text, Order;
    /// Phone.
    Phone = "phone", Text, Order;
    /// Country.
    Country = "country", Text, Order;
    /// Place of the line in its order.
    LineNumber = "line_number", Text, Line;
    /// What is sold.
    Product = "product", Text, Line;
    /// The range that a product belongs to: its title where the file has no better one.
    ProductLine = "product_line", Text, Line;
    /// The code (SKU) of what is sold.
    ProductCode = "product_code", Text, Line;
    /// How many.
    Quantity = "quantity", Number, Line;
    /// Price of one.
    UnitPrice = "unit_price", Amount, Line;
    /// What the line costs: believed, whatever quantity and price say.
    LineAmount = "line_amount", Amount, Line;
    /// Sum of the lines.
    Subtotal = "subtotal", Amount, Order;
    /// Discount on the order.
    Discount = "discount", Amount, Order;
    /// Delivery.
    Shipping = "shipping", Amount, Order;
    /// A fee.
    Fee = "fee", Amount, Order;
    /// Tax, included or added: the total tells.
    Tax = "tax", Amount, Order;
    /// What the order costs.
    Total = "total", Amount, Order;
    /// Money received.
    Paid = "paid", Amount, Order;
    /// Money given back.
    Refunded = "refunded", Amount, Order;
    /// Currency of every amount in the row.
    Currency = "currency", Text, Order;
    /// When the money came.
    PaidAt = "paid_at", Date, Order;
    /// How it came.
    PaymentMethod = "payment_method", Text, Order;
    /// Campaign or referrer.
    Source = "source", Text, Order;
    /// Tags, with commas or semicolons between.
    Tags = "tags", Text, Order;
    /// A remark.
    Comment = "comment", Text, Order;
}
