//! What orders are sorted by, and which way. Pure.

use serde::{Deserialize, Serialize};

/// What orders can be sorted by. Each has an index that ends in the order's id; managers and funnels are walked one after
/// the other, each by its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortKey {
    /// When the client ordered.
    Created,
    /// When it last changed.
    Updated,
    /// Number, naturally.
    Number,
    /// How it is sold.
    Kind,
    /// Kind of stage, then stage.
    Status,
    /// Payment status.
    Payment,
    /// Name of the client, as a dictionary has it.
    Client,
    /// Title of the first product.
    Products,
    /// Title of the offer, as the order keeps it; orders of none come last when ascending.
    Offer,
    /// Name of the manager; orders of nobody come last when ascending.
    Manager,
    /// Funnel, as the desk has put them in order.
    Funnel,
    /// Currency, then total: amounts of two currencies are never compared.
    Total,
    /// Currency, then what was received.
    Paid,
    /// Currency, then what is owed.
    Due,
    /// Currency, then the discount.
    Discount,
    /// When money was last received; orders without money come last when the newest come first.
    PaidAt,
    /// When the next payment is due; orders without one come last when the soonest come first.
    NextDue,
    /// How long the client has access; orders without an end come last when the soonest come first.
    AccessUntil,
    /// How long it has been in its stage: the longest first when ascending by the day it came in.
    StageEntered,
}

impl SortKey {
    /// Every key.
    pub const ALL: [Self; 19] = [
        Self::Created,
        Self::Updated,
        Self::Number,
        Self::Kind,
        Self::Status,
        Self::Payment,
        Self::Client,
        Self::Products,
        Self::Offer,
        Self::Manager,
        Self::Funnel,
        Self::Total,
        Self::Paid,
        Self::Due,
        Self::Discount,
        Self::PaidAt,
        Self::NextDue,
        Self::AccessUntil,
        Self::StageEntered,
    ];

    /// The text in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Number => "number",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Payment => "payment",
            Self::Client => "client",
            Self::Products => "products",
            Self::Offer => "offer",
            Self::Manager => "manager",
            Self::Funnel => "funnel",
            Self::Total => "total",
            Self::Paid => "paid",
            Self::Due => "due",
            Self::Discount => "discount",
            Self::PaidAt => "paid_at",
            Self::NextDue => "next_due",
            Self::AccessUntil => "access_until",
            Self::StageEntered => "stage_entered",
        }
    }

    /// Whether a first click shows the largest values first: dates and amounts do.
    pub const fn descends_first(self) -> bool {
        matches!(
            self,
            Self::Created | Self::Updated | Self::Total | Self::Paid | Self::Due | Self::Discount | Self::PaidAt
        )
    }
}

/// A sort key and its direction; ties follow the id in the same direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Largest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { key: SortKey::Created, descending: true }
    }
}

impl Sort {
    /// The text in a URL: `-created`, `client`.
    pub fn code(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key.code())
    }

    /// Reads the text of a URL.
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, code) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        SortKey::ALL.into_iter().find(|k| k.code() == code).map(|key| Self { key, descending })
    }

    /// What a click on the head of `key` asks for: its first direction, or the other one.
    #[must_use]
    pub fn clicked(self, key: SortKey) -> Self {
        if self.key == key {
            Self { descending: !self.descending, ..self }
        } else {
            Self { key, descending: key.descends_first() }
        }
    }
}
