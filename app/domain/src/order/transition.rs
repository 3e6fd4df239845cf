//! What may happen to an order that exists: the new state and the event to record, or why not. Pure.
//!
//! Called by the store's one place that changes orders. A refused change changes nothing; doing again what is done is
//! a no-op. Deliberately absent for now: payments and edits of lines, which come with the order card.

use super::{Order, StageLabel};
use crate::{
    Timestamp,
    event::{EventKind, Moved},
    funnel::{Funnel, Stage},
};

/// Something that somebody wants to do to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Put it into another stage of its funnel.
    Move(Stage),
    /// Put it away, or take it out again.
    Archive(bool),
}

/// Why a command was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The stage belongs to another funnel.
    #[error("the stage belongs to another funnel")]
    OtherFunnel,
    /// An archived order is taken out of the archive first.
    #[error("the order is archived")]
    Archived,
}

/// The outcome of a command: nothing to do, or the order as it is now and what to record.
pub type Outcome = Result<Option<(Order, EventKind)>, Refusal>;

/// The order after `command`. `owed_again` is the part of refunds that the client owes again, minor units.
pub fn apply(order: &Order, command: &Command, owed_again: i64, now: Timestamp) -> Outcome {
    let mut next = order.clone();
    let event = match command {
        Command::Move(stage) => {
            if stage.funnel != order.funnel.id {
                return Err(Refusal::OtherFunnel);
            }
            if stage.id == order.stage.id {
                return Ok(None);
            }
            if order.archived_at.is_some() {
                return Err(Refusal::Archived);
            }
            let ledger = super::Ledger { paid: order.paid, refunded: order.refunded, owed_again, ..Default::default() };
            next.stage = StageLabel::from(stage);
            next.due = ledger.due(order.total, stage.kind);
            next.stage_entered_at = now;
            EventKind::Moved(Moved {
                from: order.stage.slug.clone(),
                to: stage.slug.clone(),
                funnel: order.funnel.slug.clone(),
            })
        }
        Command::Archive(archive) => {
            if order.archived_at.is_some() == *archive {
                return Ok(None);
            }
            next.archived_at = archive.then_some(now);
            if *archive { EventKind::Archived } else { EventKind::Unarchived }
        }
    };
    next.version += 1;
    next.updated_at = now;
    Ok(Some((next, event)))
}

impl From<&Stage> for StageLabel {
    fn from(stage: &Stage) -> Self {
        let Stage { id, funnel: _, slug, name, kind, stale_days } = stage.clone();
        Self { id, slug, name, kind, stale_days }
    }
}

impl From<&Funnel> for super::FunnelLabel {
    fn from(funnel: &Funnel) -> Self {
        Self { id: funnel.id, slug: funnel.slug.clone(), name: funnel.name.clone() }
    }
}
