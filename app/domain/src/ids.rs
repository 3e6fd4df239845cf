//! Typed identifiers: 64 bits, time-ordered, made by the application. Pure.
//!
//! 42 bits of milliseconds since 1970, then 21 bits that tell apart what was made in the same millisecond, so that the
//! order of ids is the order of creation and a range of instants is a range of ids. As text in JSON, because a
//! JavaScript number holds 53 bits only.

use crate::time::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many low bits of an id tell apart what was made in one millisecond.
pub const LOW_BITS: u32 = 21;

/// The smallest id of anything made at `at` or later.
pub const fn floor(at: Timestamp) -> i64 {
    at.0 << LOW_BITS
}

/// The instant, to the millisecond, at which an id was made.
pub const fn made_at(id: i64) -> Timestamp {
    Timestamp(id >> LOW_BITS)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

ids! {
    /// A user of the desk.
    UserId,
    /// A session of a user. Not its secret: it may be shown.
    SessionId,
    /// A contact: a person or company that orders.
    ContactId,
    /// A product that is sold.
    ProductId,
    /// An offer: products at a price.
    OfferId,
    /// A funnel.
    FunnelId,
    /// A stage of a funnel.
    StageId,
    /// An order.
    OrderId,
    /// A line of an order.
    LineId,
    /// An entry of the payments ledger.
    PaymentId,
    /// A refund of a payment.
    RefundId,
    /// A tag.
    TagId,
    /// A comment on an order.
    CommentId,
    /// An event of the history.
    EventId,
    /// Something that a user did to one order or to many at once.
    BatchId,
    /// A saved view of the list of orders.
    ViewId,
    /// A promo code.
    PromoId,
    /// A call, e-mail or message with a client.
    TouchId,
}
