//! Fields of the filter that are free texts: where an order came from, how it was paid. Pure.
//!
//! Each is one row of the table below: links, forms, chips, the search for values and `matches` follow from it. The
//! store says in `orders/text_fields.rs` how each is found, the screen in `orders/suggestions.rs` what it is called.

use super::{choice::Choices, fields::Text};
use crate::Order;
use serde::{Deserialize, Serialize};

/// A field that is a free text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    /// Campaigns or referrers.
    Source,
    /// Where orders came from.
    Origin,
    /// How money last came.
    Method,
    /// Countries of clients, as their sources write them.
    Country,
    /// Promo codes, as they were written.
    Promo,
}

impl TextField {
    /// Each, in the order of links.
    pub const ALL: [Self; 5] = [Self::Source, Self::Origin, Self::Method, Self::Country, Self::Promo];

    /// The key in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Origin => "origin",
            Self::Method => "method",
            Self::Country => "country",
            Self::Promo => "promo",
        }
    }

    /// Reads the key of a URL.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == key)
    }

    /// What an order says of it; none where it says nothing.
    pub fn of(self, order: &Order) -> Option<&str> {
        match self {
            Self::Source => order.source.as_deref(),
            Self::Origin => Some(&order.origin),
            Self::Method => order.payment_method.as_deref(),
            Self::Country => Some(&order.contact.country),
            Self::Promo => order.promo.as_deref(),
        }
    }
}

/// What is wanted of each text.
pub type Texts = Choices<TextField, Text>;

impl Texts {
    /// Whether an order passes.
    pub fn lets(&self, order: &Order) -> bool {
        self.iter().all(|(field, choice)| choice.lets_where(|wanted| Some(wanted.as_str()) == field.of(order)))
    }
}
