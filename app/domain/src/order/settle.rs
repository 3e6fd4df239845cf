//! What people are asked before an order is moved: what is still owed when it is finished, and what becomes of access and
//! money when it is cancelled or called refunded. Pure.

use super::{
    Order,
    access::AccessTurn,
    change::{Action, Known},
};
use crate::{Money, StageKind, Timestamp};

/// What an order leaves behind where it is cancelled or called refunded: people are asked what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// Whether the client could go on using what it opens.
    pub access: bool,
    /// What was received and kept; perhaps nothing.
    pub received: Money,
}

/// What people say becomes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Whether what it opens is closed.
    pub close_access: bool,
    /// Gives all money back, for this reason.
    pub refund: Option<String>,
}

impl Action {
    /// What the client still owes when this finishes the order all the same: people are asked before.
    pub fn finishes_owing(&self, order: &Order, known: &Known) -> Option<Money> {
        let stage = self.target(order, known)?;
        let finishes = stage.kind == StageKind::Done && order.stage.kind != StageKind::Done;
        (finishes && order.due > 0).then(|| order.money(order.due))
    }

    /// What the order leaves behind when this puts it where nothing is owed: people are asked before what becomes of it.
    /// Nothing, where this says it already.
    pub fn leaves_behind(&self, order: &Order, known: &Known, now: Timestamp) -> Option<LeftBehind> {
        let stage = self.target(order, known).filter(|_| !matches!(self, Self::Settle { .. }))?;
        let leaves = stage.kind.owes_nothing() && !order.stage.kind.owes_nothing();
        let left = LeftBehind { access: order.will_be_open_to_client(now), received: order.money(order.received()) };
        (leaves && (left.access || left.received.minor > 0)).then_some(left)
    }

    /// The same with what becomes of what orders leave behind. What puts no order into a stage stays as it is.
    #[must_use]
    pub fn settled(self, settlement: Settlement) -> Self {
        let Some((funnel, stage)) = self.place() else { return self };
        let Settlement { close_access, refund } = settlement;
        let access = close_access.then_some(AccessTurn::Closed);
        Self::Settle { funnel: funnel.cloned(), stage: stage.clone(), access, refund }
    }

    /// Whether it may put some order into a stage of which this is so.
    fn may_enter(&self, known: &Known, is: impl Fn(StageKind) -> bool) -> bool {
        let Some((funnel, slug)) = self.place() else { return false };
        let of = known.funnels.0.iter().filter(|f| funnel.is_none_or(|name| f.slug == *name));
        of.flat_map(|f| &f.stages).any(|stage| stage.slug == *slug && is(stage.kind))
    }

    /// Whether it may put some order among the finished ones.
    pub fn may_finish(&self, known: &Known) -> bool {
        self.may_enter(known, |kind| kind == StageKind::Done)
    }

    /// Whether it may put some order where nothing is owed, without saying what becomes of what it leaves behind.
    pub fn may_leave(&self, known: &Known) -> bool {
        !matches!(self, Self::Settle { .. }) && self.may_enter(known, StageKind::owes_nothing)
    }
}
