//! The columns of the table: which are shown, in which order. Pure. No two columns ever share a place.

use crate::SortKey;
use serde::{Deserialize, Serialize};

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $code:literal, sort $sort:expr;)+) => {
        /// A column of the orders table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Column { $($(#[$doc])* $name),+ }

        impl Column {
            /// Every column, in the order in which the chooser offers them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable name, used in URLs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What a click on the column's head sorts by; `None` where no order exists.
            pub const fn sort(self) -> Option<SortKey> {
                match self { $(Self::$name => $sort),+ }
            }

            /// Reads a stable name.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|c| c.code() == code)
            }
        }
    };
}

columns! {
    /// When the client ordered.
    Created = "created", sort Some(SortKey::Created);
    /// How it is sold.
    Kind = "kind", sort Some(SortKey::Kind);
    /// Number, linked to the order's page. Cannot be hidden: it is the way in.
    Number = "number", sort Some(SortKey::Number);
    /// Stage.
    Status = "status", sort Some(SortKey::Status);
    /// Payment status and what is paid of the total.
    Payment = "payment", sort Some(SortKey::Payment);
    /// Who ordered.
    Client = "client", sort Some(SortKey::Client);
    /// What was ordered.
    Products = "products", sort Some(SortKey::Products);
    /// Total, paid, currency, method.
    PaymentDetails = "payment_details", sort Some(SortKey::Total);
    /// The pinned comment.
    Comments = "comments", sort None;
    /// Funnel.
    Funnel = "funnel", sort None;
    /// Who looks after it.
    Manager = "manager", sort None;
    /// Tags.
    Tags = "tags", sort None;
    /// Offer.
    Offer = "offer", sort None;
    /// Discount.
    Discount = "discount", sort None;
    /// What is asked.
    Total = "total", sort Some(SortKey::Total);
    /// Money received and kept: paid − refunded, as the totals bar adds it.
    Paid = "paid", sort Some(SortKey::Paid);
    /// What is still owed.
    Due = "due", sort Some(SortKey::Due);
    /// When the next payment is due.
    NextDue = "next_due", sort None;
    /// When money was last received.
    PaidAt = "paid_at", sort None;
    /// How it was paid.
    PaymentMethod = "payment_method", sort None;
    /// Campaign or referrer.
    Source = "source", sort None;
    /// The client's country.
    Country = "country", sort None;
    /// Where the order came from.
    Origin = "origin", sort None;
    /// How long the client has access.
    AccessUntil = "access_until", sort None;
    /// When anything of it last changed.
    Updated = "updated", sort Some(SortKey::Updated);
}

/// The columns that are shown, in order, each once; the number is always among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns(Vec<Column>);

impl Default for Columns {
    fn default() -> Self {
        Self(vec![
            Column::Created,
            Column::Kind,
            Column::Number,
            Column::Status,
            Column::Payment,
            Column::Client,
            Column::Products,
            Column::PaymentDetails,
            Column::Comments,
        ])
    }
}

impl Columns {
    /// The columns in this order; doubles are dropped, and the number is put first where it is missing.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        let mut shown: Vec<Column> = Vec::new();
        for column in columns {
            if !shown.contains(&column) {
                shown.push(column);
            }
        }
        if !shown.contains(&Column::Number) {
            shown.insert(0, Column::Number);
        }
        Self(shown)
    }

    /// The columns in order.
    pub fn as_slice(&self) -> &[Column] {
        &self.0
    }

    /// Whether a column is shown.
    pub fn contains(&self, column: Column) -> bool {
        self.0.contains(&column)
    }

    /// The text in a URL.
    pub fn code(&self) -> String {
        self.0.iter().map(|c| c.code()).collect::<Vec<_>>().join(",")
    }

    /// Reads the text of a URL; names that mean nothing are dropped. `None` when none means anything.
    pub fn parse(text: &str) -> Option<Self> {
        let mut known = text.split(',').filter_map(|c| Column::parse(c.trim())).peekable();
        known.peek().is_some().then(|| Self::new(known))
    }

    /// Columns from a form of checkboxes and place numbers: those with a place, by place, ties as offered.
    pub fn from_places(places: impl IntoIterator<Item = (Column, u32)>) -> Self {
        let mut placed: Vec<(u32, Column)> = places.into_iter().map(|(column, place)| (place, column)).collect();
        placed.sort();
        Self::new(placed.into_iter().map(|(_, column)| column))
    }

    /// Every column: the shown ones in order, then the hidden ones as offered.
    pub fn shown_then_hidden(&self) -> Vec<Column> {
        let hidden = Column::ALL.iter().copied().filter(|c| !self.contains(*c));
        self.0.iter().copied().chain(hidden).collect()
    }
}
