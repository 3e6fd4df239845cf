//! Fields of the filter that are free texts: where an order came from, how it was paid. Pure.
//!
//! Each is one row of the table below: links, forms, chips, the search for values and `matches` follow from it. The
//! store says in `orders/text_fields.rs` how each is found, the screen in `orders/suggestions.rs` what it is called.

use super::{choice::Choice, fields::Text};
use crate::Order;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
}

impl TextField {
    /// Each, in the order of links.
    pub const ALL: [Self; 4] = [Self::Source, Self::Origin, Self::Method, Self::Country];

    /// The key in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Origin => "origin",
            Self::Method => "method",
            Self::Country => "country",
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
        }
    }
}

/// What is wanted of each text; fields of which nothing is asked are not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<TextField, Choice<Text>>);

static EVERYTHING: Choice<Text> = Choice::every();

impl Texts {
    /// What is wanted of a field.
    pub fn get(&self, field: TextField) -> &Choice<Text> {
        self.0.get(&field).unwrap_or(&EVERYTHING)
    }

    /// The same with another choice of one field.
    #[must_use]
    pub fn with(mut self, field: TextField, choice: Choice<Text>) -> Self {
        self.0.insert(field, choice);
        self.0.retain(|_, choice| !choice.is_empty());
        self
    }

    /// Whether nothing is asked of any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each field with what is wanted of it, in the order of links.
    pub fn iter(&self) -> impl Iterator<Item = (TextField, &Choice<Text>)> {
        TextField::ALL.into_iter().map(|field| (field, self.get(field)))
    }

    /// Whether an order passes.
    pub fn lets(&self, order: &Order) -> bool {
        self.0.iter().all(|(field, choice)| choice.lets_where(|wanted| Some(wanted.as_str()) == field.of(order)))
    }
}
