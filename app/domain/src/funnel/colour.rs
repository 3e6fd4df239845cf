//! The colour keys of stages: few, so that each is told from the others and readable in both themes. Pure.

use super::StageKind;
use serde::{Deserialize, Serialize};

/// A colour that a stage may have in place of its kind's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// As of what is new.
    Blue,
    /// As of what awaits a payment.
    Amber,
    /// As of what is in progress.
    Violet,
    /// As of what is done.
    Green,
    /// As of what was cancelled.
    Grey,
    /// As of what went wrong.
    Red,
    /// As of what was refunded.
    Pink,
}

impl Colour {
    /// Every colour, in the order of the kinds that have them.
    pub const ALL: [Self; 7] = [Self::Blue, Self::Amber, Self::Violet, Self::Green, Self::Grey, Self::Red, Self::Pink];

    /// The stable name: `blue`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Amber => "amber",
            Self::Violet => "violet",
            Self::Green => "green",
            Self::Grey => "grey",
            Self::Red => "red",
            Self::Pink => "pink",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }

    /// The colour of a kind.
    pub const fn of(kind: StageKind) -> Self {
        match kind {
            StageKind::New => Self::Blue,
            StageKind::AwaitingPayment => Self::Amber,
            StageKind::InProgress => Self::Violet,
            StageKind::Done => Self::Green,
            StageKind::Cancelled => Self::Grey,
            StageKind::Error => Self::Red,
            StageKind::Refunded => Self::Pink,
        }
    }
}
