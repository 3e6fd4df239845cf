//! Events as the timeline tells them, and what they name. Pure.

use super::{ActorKind, EventKind};
use crate::{
    Timestamp,
    funnel::Funnels,
    ids::{BatchId, EventId},
    order::{TagLabel, UserLabel},
};
use serde::{Deserialize, Serialize};

/// An event as the timeline shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Identifier.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// Who or what did it.
    pub actor: ActorKind,
    /// The user's name, when a user did it and is still known.
    pub actor_name: Option<String>,
    /// What happened.
    pub kind: EventKind,
    /// The action that it was part of, by which it can be undone.
    pub batch: Option<BatchId>,
    /// The version of its subject afterwards, where it has one.
    pub version: Option<i64>,
    /// The action that it took back.
    #[serde(default)]
    pub undoes: Option<BatchId>,
    /// What names a person, while it is kept: of an edited comment the text before, of a ledger the reason.
    #[serde(default)]
    pub personal: Option<String>,
}

/// What events name by its stable name or its id, as it is called now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Users.
    pub people: Vec<UserLabel>,
    /// The funnels that the reader sees.
    pub funnels: Funnels,
    /// Tags.
    pub tags: Vec<TagLabel>,
    /// Actions that changed other orders as well.
    pub wide: Vec<BatchId>,
}

/// Whether changes that followed each other (each with the action that it was part of, and the one that it took back),
/// the oldest first, leave their subject as it was: each of them was taken back, the last one first.
pub fn leave_as_it_was(changes: impl IntoIterator<Item = (Option<BatchId>, Option<BatchId>)>) -> bool {
    let mut standing = Vec::new();
    for (batch, undoes) in changes {
        match undoes {
            Some(_) if standing.last() == Some(&undoes) => drop(standing.pop()),
            _ => standing.push(batch),
        }
    }
    standing.is_empty()
}
