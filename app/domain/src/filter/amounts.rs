//! Fields of the filter that are ranges of amounts, each range in one currency. Pure.
//!
//! Each is one row of the tables below: links, forms, chips and `matches` follow from it. The store says in
//! `orders/fields.rs` how each is found, the screen in `orders/suggestions.rs` what it is called.

use super::{choice::Choices, fields::AmountRange};
use crate::Order;
use serde::{Deserialize, Serialize};

/// A field that is an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountField {
    /// What was ordered.
    Total,
    /// Money received and kept.
    Received,
    /// What is still owed.
    Owed,
}

/// What is wanted of each amount.
pub type Amounts = Choices<AmountField, AmountRange>;

impl AmountField {
    /// Each, in the order of links and forms.
    pub const ALL: [Self; 3] = [Self::Total, Self::Received, Self::Owed];

    /// The key in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Received => "received",
            Self::Owed => "owed",
        }
    }

    /// Reads the key of a URL.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == key)
    }

    /// What it is of an order, in minor units.
    pub const fn of(self, order: &Order) -> i64 {
        match self {
            Self::Total => order.total,
            Self::Received => order.received(),
            Self::Owed => order.due,
        }
    }
}

impl Amounts {
    /// Whether an order passes.
    pub fn lets(&self, order: &Order) -> bool {
        self.iter().all(|(field, choice)| choice.lets_where(|range| range.contains(order.currency, field.of(order))))
    }
}
