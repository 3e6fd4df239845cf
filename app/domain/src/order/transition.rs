//! What may happen to an order that exists: the new state and the event to record, or why not. Pure.
//!
//! Called by the store's one place that changes orders. A refused change changes nothing; doing again what is done is
//! a no-op. Deliberately absent for now: payments and edits of lines, which come with the order card.

use super::{FunnelLabel, Order, StageLabel, TagLabel, UserLabel, access::AccessTurn};
use crate::{
    Slug, StageKind, Timestamp,
    event::{Cause, EventKind, Moved, Transferred},
    funnel::{Funnel, Stage},
};
use serde::{Deserialize, Serialize};

/// Something that somebody wants to do to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Put it into another stage of its funnel.
    Move(Stage),
    /// Put it into a stage of this funnel, whichever it is in.
    Transfer(FunnelLabel, Stage),
    /// The same, and what it opens is closed with it, or opened again.
    Settle(FunnelLabel, Stage, AccessTurn),
    /// Put it away, or take it out again.
    Archive(bool),
    /// Give it to a user, or to nobody.
    Assign(Option<UserLabel>),
    /// Change its tags. A tag that is given and taken away is given.
    Tag {
        /// Tags to give.
        add: Vec<TagLabel>,
        /// Tags to take away.
        remove: Vec<Slug>,
    },
}

/// Why a command was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The order's funnel has no such stage.
    #[error("the stage belongs to another funnel")]
    OtherFunnel,
    /// An archived order is taken out of the archive first.
    #[error("the order is archived")]
    Archived,
    /// Nobody of this id can be given orders.
    #[error("there is no such user")]
    UnknownUser,
    /// Money goes back order by order, and not of what holds none to give back.
    #[error("the money cannot be given back")]
    Refund,
    /// The desk has no such tag.
    #[error("there is no such tag")]
    UnknownTag,
}

/// The outcome of a command: nothing to do, or the order as it is now and what to record.
pub type Outcome = Result<Option<(Order, EventKind)>, Refusal>;

/// The order after `command`. `owed_again` is the part of refunds that the client owes again, minor units.
pub fn apply(order: &Order, command: &Command, owed_again: i64, now: Timestamp) -> Outcome {
    let mut next = order.clone();
    let event = match command {
        Command::Move(_) | Command::Transfer(..) | Command::Settle(..) => {
            let (funnel, stage, turn) = match command {
                Command::Transfer(funnel, stage) => (funnel, stage, None),
                Command::Settle(funnel, stage, turn) => (funnel, stage, Some(*turn)),
                Command::Move(stage) => (&order.funnel, stage, None),
                _ => return Ok(None),
            };
            if stage.funnel != funnel.id {
                return Err(Refusal::OtherFunnel);
            }
            if stage.id == order.stage.id {
                return Ok(None);
            }
            if order.archived_at.is_some() {
                return Err(Refusal::Archived);
            }
            let turn = turn.filter(|turn| turns(&mut next, *turn, now));
            enter(&mut next, funnel, stage, (owed_again, turn), now)
        }
        Command::Archive(archive) => {
            if order.archived_at.is_some() == *archive {
                return Ok(None);
            }
            next.archived_at = archive.then_some(now);
            if *archive { EventKind::Archived } else { EventKind::Unarchived }
        }
        Command::Assign(user) => {
            let (from, to) = (order.manager.as_ref().map(|u| u.id), user.as_ref().map(|u| u.id));
            if from == to {
                return Ok(None);
            }
            if order.archived_at.is_some() {
                return Err(Refusal::Archived);
            }
            next.manager = user.clone();
            EventKind::Assigned { from, to }
        }
        Command::Tag { add, remove } => {
            next.tags.retain(|t| !remove.contains(&t.slug) || add.iter().any(|a| a.slug == t.slug));
            for tag in add {
                if let Err(at) = next.tags.binary_search_by(|t| t.slug.cmp(&tag.slug)) {
                    next.tags.insert(at, tag.clone());
                }
            }
            let (added, removed) = (beyond(&next.tags, &order.tags), beyond(&order.tags, &next.tags));
            if added.is_empty() && removed.is_empty() {
                return Ok(None);
            }
            if order.archived_at.is_some() {
                return Err(Refusal::Archived);
            }
            EventKind::Tagged { added, removed }
        }
    };
    Ok(Some((stamped(next, now), event)))
}

/// The order after its stage or its funnel has gone, which is the `cause`: it goes too, archived or not.
pub fn rehomed(
    order: &Order,
    (funnel, stage): (&Funnel, &Stage),
    cause: Cause,
    owed_again: i64,
    now: Timestamp,
) -> (Order, EventKind) {
    let mut next = order.clone();
    let mut event = enter(&mut next, &funnel.into(), stage, (owed_again, None), now);
    match &mut event {
        EventKind::Moved(moved) => moved.cause = cause,
        EventKind::Transferred(moved) => moved.cause = cause,
        _ => {}
    }
    (stamped(next, now), event)
}

/// The order after its stage has come to mean something else. It has not moved: it entered when it did.
pub fn rekinded(order: &Order, stage: &Stage, was: StageKind, owed_again: i64, now: Timestamp) -> (Order, EventKind) {
    let mut next = order.clone();
    next.stage = StageLabel::from(stage);
    next.due = due(order, stage.kind, owed_again);
    (stamped(next, now), EventKind::Rekinded { from: was, to: stage.kind })
}

fn stamped(mut next: Order, now: Timestamp) -> Order {
    next.version += 1;
    next.updated_at = now;
    next
}

fn due(order: &Order, kind: StageKind, owed_again: i64) -> i64 {
    let ledger = super::Ledger { paid: order.paid, refunded: order.refunded, owed_again, ..Default::default() };
    ledger.due(order.total, kind)
}

/// Closes what an order opens, or opens it again; whether that changes anything.
fn turns(next: &mut Order, turn: AccessTurn, now: Timestamp) -> bool {
    let closed_at = match turn {
        AccessTurn::Closed if next.will_be_open_to_client(now) => Some(now),
        AccessTurn::Reopened => None,
        AccessTurn::Closed => return false,
    };
    std::mem::replace(&mut next.access_closed_at, closed_at) != closed_at
}

/// Puts an order into a stage of a funnel; told with what was done to what it opens.
fn enter(
    next: &mut Order,
    funnel: &FunnelLabel,
    stage: &Stage,
    (owed_again, access): (i64, Option<AccessTurn>),
    now: Timestamp,
) -> EventKind {
    let (from, to) = (next.stage.slug.clone(), stage.slug.clone());
    next.due = due(next, stage.kind, owed_again);
    next.stage = StageLabel::from(stage);
    next.stage_entered_at = now;
    if next.funnel.id == funnel.id {
        return EventKind::Moved(Moved { from, to, funnel: funnel.slug.clone(), access, cause: Cause::Wanted });
    }
    let left = std::mem::replace(&mut next.funnel, funnel.clone());
    let (from_funnel, funnel) = (left.slug, funnel.slug.clone());
    EventKind::Transferred(Transferred { from_funnel, from, funnel, to, access, cause: Cause::Wanted })
}

/// The tags of the one list that the other one lacks.
fn beyond(these: &[TagLabel], those: &[TagLabel]) -> Vec<Slug> {
    let known = |slug: &Slug| those.iter().any(|t| t.slug == *slug);
    these.iter().filter(|t| !known(&t.slug)).map(|t| t.slug.clone()).collect()
}

impl From<&Stage> for StageLabel {
    fn from(stage: &Stage) -> Self {
        let Stage { id, funnel: _, slug, name, kind, colour, wip_limit: _, stale_days, was: _ } = stage.clone();
        Self { id, slug, name, kind, colour, stale_days }
    }
}

impl From<&Funnel> for FunnelLabel {
    fn from(funnel: &Funnel) -> Self {
        Self { id: funnel.id, slug: funnel.slug.clone(), name: funnel.name.clone() }
    }
}
