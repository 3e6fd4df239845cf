//! What is told to whoever looks at orders while others change them. Pure. Written by the server, read by the client.
//!
//! Every event of the history has a number, in the order of commits and without a gap. A page is of one number; all that
//! came after it is told as the orders that changed, each once and as it is now. Telling something twice does no harm.

use crate::{Order, ids::OrderId};
use serde::{Deserialize, Serialize};

/// How far the history has come: the number of its last event, 0 before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seq(pub i64);

impl std::fmt::Display for Seq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::str::FromStr for Seq {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// What happened after a number that the reader knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// The number up to which this tells everything.
    pub seq: Seq,
    /// Orders that were made or changed, each once, as they are now; whether they pass a filter is the reader's to say.
    pub orders: Vec<Order>,
    /// Orders that are no longer there, or no longer to be seen by the reader.
    pub gone: Vec<OrderId>,
    /// Whether funnels, people or the desk itself changed: names and menus are asked for again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub labels: bool,
}

impl News {
    /// Whether there is nothing to tell but the number.
    pub fn is_empty(&self) -> bool {
        let Self { seq: _, orders, gone, labels } = self;
        orders.is_empty() && gone.is_empty() && !labels
    }
}
