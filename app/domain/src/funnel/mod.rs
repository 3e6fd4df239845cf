//! Funnels and their stages. Pure.
//!
//! Invariants: a stage belongs to one funnel; a funnel keeps at least one open and one closing stage; slugs survive
//! renaming. A name that nobody has set is `None` and is translated where it is shown.

pub mod access;
mod colour;
pub mod draft;
pub mod shape;
pub mod templates;

pub use access::{FunnelAccess, Sight};
pub use colour::Colour;
pub use draft::{FunnelDraft, FunnelSettings, StageDraft, StageSettings};
pub use templates::{STANDARD_MARK, Template};

use crate::{
    Slug,
    ids::{FunnelId, StageId},
};
use serde::{Deserialize, Serialize};

/// What a stage means, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// Nobody has looked at it yet. Open.
    New,
    /// The client has to pay. Open.
    AwaitingPayment,
    /// Work goes on. Open.
    InProgress,
    /// Delivered. Closing.
    Done,
    /// Given up. Closing; nothing is due.
    Cancelled,
    /// Something went wrong. Open.
    Error,
    /// Money went back. Closing; nothing is due.
    Refunded,
}

impl StageKind {
    /// Every kind, in the order of the standard funnel; sorting by status follows it.
    pub const ALL: [Self; 7] =
        [Self::New, Self::AwaitingPayment, Self::InProgress, Self::Done, Self::Cancelled, Self::Error, Self::Refunded];

    /// The stable name: `awaiting_payment`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::AwaitingPayment => "awaiting_payment",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Error => "error",
            Self::Refunded => "refunded",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// After how many days an order that stays in such a stage of the standard funnel is stale. Nothing waits for
    /// anybody in a closing stage.
    pub const fn stale_days(self) -> Option<i64> {
        match self {
            Self::New => Some(3),
            Self::AwaitingPayment => Some(7),
            Self::InProgress => Some(14),
            Self::Error => Some(2),
            Self::Done | Self::Cancelled | Self::Refunded => None,
        }
    }

    /// Whether work on the order may go on.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::New | Self::AwaitingPayment | Self::InProgress | Self::Error)
    }

    /// Whether an order in such a stage owes nothing, whatever was paid.
    pub const fn owes_nothing(self) -> bool {
        matches!(self, Self::Cancelled | Self::Refunded)
    }
}

/// A funnel: successive stages that orders go through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    /// Identifier.
    pub id: FunnelId,
    /// Stable name in URLs.
    pub slug: Slug,
    /// Name, when somebody has set one.
    pub name: Option<String>,
    /// Whether new orders land here.
    pub is_default: bool,
    /// Who sees its orders: the store's to know.
    #[serde(skip)]
    pub access: FunnelAccess,
    /// Stages in their order.
    pub stages: Vec<Stage>,
}

/// A stage of a funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Identifier.
    pub id: StageId,
    /// The funnel it belongs to.
    pub funnel: FunnelId,
    /// Stable name in URLs, unique in the funnel.
    pub slug: Slug,
    /// Name, when somebody has set one.
    pub name: Option<String>,
    /// What it means.
    pub kind: StageKind,
    /// Colour; `None` is that of the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// How many orders may be here at once before people are warned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wip_limit: Option<i64>,
    /// Days after which an order that stays here is stale.
    pub stale_days: Option<i64>,
    /// What it meant before, as long as orders remain of that time: the store's to know.
    #[serde(skip)]
    pub was: Option<StageKind>,
}

/// A stage of the standard funnel that every desk begins with.
pub struct StandardStage {
    /// Stable name.
    pub slug: &'static str,
    /// What it means; its name is translated from this.
    pub kind: StageKind,
    /// Days after which an order that stays here is stale.
    pub stale_days: Option<i64>,
}

/// The slug of the standard funnel.
pub const STANDARD_SLUG: &str = "standard";

/// The stages of the standard funnel: the seven kinds in their order.
pub fn standard_stages() -> impl Iterator<Item = StandardStage> {
    StageKind::ALL.into_iter().map(|kind| StandardStage { slug: kind.code(), kind, stale_days: kind.stale_days() })
}

/// Every funnel of the desk, as listed in the selector.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnels(pub Vec<Funnel>);

impl Funnels {
    /// The funnel and stage of a stage id.
    pub fn stage(&self, id: StageId) -> Option<(&Funnel, &Stage)> {
        self.0.iter().find_map(|f| f.stages.iter().find(|s| s.id == id).map(|s| (f, s)))
    }

    /// The funnel where new orders land: the default one, else the first.
    pub fn default_funnel(&self) -> Option<&Funnel> {
        self.0.iter().find(|f| f.is_default).or(self.0.first())
    }
}
