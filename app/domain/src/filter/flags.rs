//! Fields of the filter that are yes or no: what is computed of an order, now. Pure.
//!
//! Each is one row of the tables below: links, forms, chips and `matches` follow from it. The store says in
//! `orders/fields.rs` how each is found, the screen in `orders/suggestions.rs` what it is called.

use crate::{Order, Timestamp};
use serde::{Deserialize, Serialize};

/// A field that is yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Somebody has to look at it: overdue, failed, overpaid, open without payment or stale.
    Attention,
    /// A planned payment is past its date.
    Overdue,
    /// It has stayed in its stage for longer than that allows.
    Stale,
    /// The client can use what nobody paid anything for.
    UnpaidAccess,
    /// The client has other open orders for the same offer.
    Duplicate,
    /// Somebody wrote a comment.
    Comment,
}

impl Flag {
    /// Each, in the order of links and forms.
    pub const ALL: [Self; 6] =
        [Self::Attention, Self::Overdue, Self::Stale, Self::UnpaidAccess, Self::Duplicate, Self::Comment];

    /// The key in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::Overdue => "overdue",
            Self::Stale => "stale",
            Self::UnpaidAccess => "unpaid_access",
            Self::Duplicate => "duplicate",
            Self::Comment => "comment",
        }
    }

    /// Reads the key of a URL.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == key)
    }

    /// Whether it is so of an order.
    pub fn of(self, order: &Order, now: Timestamp) -> bool {
        match self {
            Self::Attention => order.needs_attention(now),
            Self::Overdue => order.is_overdue(now),
            Self::Stale => order.is_stale(now),
            Self::UnpaidAccess => order.has_unpaid_access(now),
            Self::Duplicate => order.has_twin,
            Self::Comment => order.comments > 0,
        }
    }
}
