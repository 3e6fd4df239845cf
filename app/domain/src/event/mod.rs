//! Events: the history of the desk, append-only, written in the transaction of the change they tell. Pure.
//!
//! What names a person (bodies of comments, names) is kept apart as `Personal`, in a side table that an erasure may
//! empty; the event keeps a salted digest of it. Preferences leave no event.

mod told;

pub use told::{Event, Named, leave_as_it_was};

use crate::order::{
    access::AccessTurn,
    touch::{Channel, Direction},
};
use crate::{
    Funnel, Money, Role, Slug, StageKind, Timestamp,
    desk::DeskFacts,
    ids::{ContactId, UserId},
};
use serde::{Deserialize, Serialize};

/// Who or what did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A user of the desk.
    User,
    /// A rule that somebody set up.
    Automation,
    /// A program with a key.
    Api,
    /// A file that was imported.
    Import,
    /// The desk itself.
    System,
}

impl ActorKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::User, Self::Automation, Self::Api, Self::Import, Self::System];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Automation => "automation",
            Self::Api => "api",
            Self::Import => "import",
            Self::System => "system",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// What an order was moved for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// Whoever did it wanted it there.
    #[default]
    Wanted,
    /// Its stage was deleted.
    StageDeleted,
    /// Its funnel was put away or deleted.
    FunnelRetired,
}

/// A move from one stage to another of the same funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The stage it left.
    pub from: Slug,
    /// The stage it came into.
    pub to: Slug,
    /// The funnel of both.
    pub funnel: Slug,
    /// What was done to what the order opens, with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<AccessTurn>,
    /// What for.
    #[serde(default)]
    pub cause: Cause,
}

/// A move from a stage of one funnel to a stage of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transferred {
    /// The funnel it left.
    pub from_funnel: Slug,
    /// The stage it left.
    pub from: Slug,
    /// The funnel it came into.
    pub funnel: Slug,
    /// The stage it came into.
    pub to: Slug,
    /// What was done to what the order opens, with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<AccessTurn>,
    /// What for.
    #[serde(default)]
    pub cause: Cause,
}

/// A change of a funnel or of its stages, in stable words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelEvent {
    /// The funnel.
    pub funnel: Slug,
    /// What was done: `renamed`, `stage_deleted`, …
    pub what: String,
    /// The stage that it was done to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Slug>,
    /// As it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// As it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What was written into the ledger of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerDeed {
    /// Money came.
    Received,
    /// A planned part was paid.
    Settled,
    /// A planned part got another date.
    Redated,
    /// What is owed was planned anew.
    Planned,
    /// An entry was taken back.
    Voided,
    /// Money went back.
    Refunded,
    /// A charge of a subscription fell due.
    Charged,
    /// A subscription is not charged for now.
    Paused,
    /// A subscription is charged again.
    Resumed,
    /// A subscription is not charged any more.
    Stopped,
}

/// A change of an order's ledger: what it was, and what the order says of its money before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEvent {
    /// What was written.
    pub deed: LedgerDeed,
    /// Of how much.
    pub amount: Money,
    /// Received and kept before and after, minor units.
    pub received: (i64, i64),
    /// Still owed before and after, minor units.
    pub due: (i64, i64),
    /// How it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Whether what the order opened was closed with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closes_access: bool,
    /// Of a part that got another date: when it was due, and when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<(Timestamp, Timestamp)>,
}

/// An order has another price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceEvent {
    /// What was asked for.
    pub before: Money,
    /// What is asked for.
    pub after: Money,
    /// The discount before and after, minor units.
    pub discount: (i64, i64),
    /// What was owed before and after, minor units.
    pub due: (i64, i64),
    /// The promo code before and after, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promo: Option<(Option<String>, Option<String>)>,
}

/// Access that an order gives was changed: which, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessEvent {
    /// The title of the line; none is all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// From when until when it was open.
    pub before: (Option<Timestamp>, Option<Timestamp>),
    /// From when until when it is.
    pub after: (Option<Timestamp>, Option<Timestamp>),
}

/// What was done to a comment. Its text lies with what names people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentDeed {
    /// It was written.
    Written,
    /// Its text was changed; the text before is kept.
    Edited,
    /// The table shows it.
    Pinned,
    /// The table no longer shows it.
    Unpinned,
}

/// The client of an order became known by something else, or turned out to be somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientEvent {
    /// Stable names of the fields that changed of what the order shows. What they said lies with what names people.
    pub fields: Vec<String>,
    /// Whether two contacts were found to be one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub merged: bool,
}

impl FunnelEvent {
    /// Something that was done to a funnel.
    pub fn of(funnel: &Funnel, what: &str) -> Self {
        Self { funnel: funnel.slug.clone(), what: what.to_owned(), stage: None, before: None, after: None }
    }
}

/// What happened, without anything that names a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An order was made.
    Created {
        /// What it asks for.
        total: Money,
        /// The stage it began in.
        stage: Slug,
    },
    /// An order came with a file.
    Imported {
        /// What it asks for.
        total: Money,
        /// The stage it came with.
        stage: Slug,
        /// The origin that the import named.
        origin: String,
    },
    /// An order went to another stage.
    Moved(Moved),
    /// An order went to another funnel.
    Transferred(Transferred),
    /// The stage of an order came to mean something else.
    Rekinded {
        /// What it meant.
        from: StageKind,
        /// What it means.
        to: StageKind,
    },
    /// An order was given to somebody else, or to nobody.
    Assigned {
        /// Who looked after it.
        from: Option<UserId>,
        /// Who looks after it now.
        to: Option<UserId>,
    },
    /// Tags of an order changed.
    Tagged {
        /// Those that it did not have.
        added: Vec<Slug>,
        /// Those that it no longer has.
        removed: Vec<Slug>,
    },
    /// The ledger of an order was written into.
    Ledger(LedgerEvent),
    /// An order has another price.
    Priced(PriceEvent),
    /// Access to what an order sells was opened, moved or closed.
    Access(AccessEvent),
    /// All that an order opens was closed or opened again, whatever its lines say.
    AccessTurned(AccessTurn),
    /// Somebody talked with the client.
    Touched {
        /// How.
        channel: Channel,
        /// Who began.
        direction: Direction,
    },
    /// Somebody said something about an order.
    Comment(CommentDeed),
    /// What the client of an order is known by has changed.
    Client(ClientEvent),
    /// An order is somebody else's than was thought.
    Handed {
        /// Whose it was.
        from: ContactId,
        /// Whose it is.
        to: ContactId,
    },
    /// An order came from elsewhere than was thought.
    Sourced {
        /// Where it was said to come from.
        before: Option<String>,
        /// Where it comes from.
        after: Option<String>,
    },
    /// An order came by another offer than was thought.
    Offered {
        /// The title of the offer that it was said to come by.
        before: Option<String>,
        /// The title of the offer that it comes by.
        after: Option<String>,
    },
    /// An order was put away.
    Archived,
    /// An order was taken out of the archive.
    Unarchived,
    /// What is known of a contact was changed: which of its fields.
    ContactChanged {
        /// Stable names of the fields.
        fields: Vec<String>,
    },
    /// A contact turned out to be another one, which has its orders now.
    ContactMerged {
        /// The other one.
        into: ContactId,
    },
    /// Something that is sold, or a promo code, was made or changed.
    CatalogueChanged {
        /// What: `product`, `offer` or `promo_code`.
        what: String,
        /// Which.
        id: i64,
        /// The version that it has since; 1 is new.
        version: i64,
    },
    /// A user was made.
    UserAdded {
        /// The role given.
        role: String,
    },
    /// A user's password was set again.
    UserReset,
    /// A user's name was changed.
    UserRenamed,
    /// A user got another role.
    UserRoleChanged {
        /// The role they had.
        from: Role,
        /// The role they have.
        to: Role,
    },
    /// A user may no longer sign in.
    UserDisabled,
    /// A user may sign in again.
    UserEnabled,
    /// A user got a new link to choose a password with.
    UserLinkMade,
    /// The desk was set up.
    DeskCreated,
    /// The desk's settings were changed.
    DeskChanged {
        /// As they were.
        before: DeskFacts,
        /// As they are.
        after: DeskFacts,
        /// Whether the name changed too.
        renamed: bool,
    },
    /// A funnel was made, or stages were added to it.
    FunnelShaped {
        /// The funnel.
        funnel: Slug,
        /// The stages that were added.
        stages: Vec<Slug>,
    },
    /// A funnel or one of its stages was changed.
    FunnelChanged(FunnelEvent),
}
