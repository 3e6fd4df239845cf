//! What is planned of an order's ledger: parts that are to be paid, and the next charge of a subscription. Pure.

use super::PlanWish;
use crate::{
    Timestamp, Zone,
    ids::PaymentId,
    order::{
        Payment, PaymentKind, PaymentState,
        new_form::equal_parts,
        subscription::{Subscription, SubscriptionState},
    },
    time::day_number,
};

/// When the next part that is still to be paid is due.
pub fn next_due(payments: &[Payment]) -> Option<Timestamp> {
    let open = |p: &&Payment| matches!(p.state, PaymentState::Planned | PaymentState::Pending);
    payments.iter().filter(open).filter_map(|p| p.due_at).min()
}

/// What of a plan may be paid by money that comes: what is asked for. The charge that a subscription plans ahead, due at
/// `ahead`, is not.
fn is_asked(payment: &Payment, ahead: Option<Timestamp>) -> bool {
    payment.state == PaymentState::Planned && (ahead.is_none() || payment.due_at != ahead)
}

/// What is planned and asked for, minor units.
pub(super) fn asked(payments: &[Payment], ahead: Option<Timestamp>) -> i64 {
    payments.iter().filter(|p| is_asked(p, ahead)).map(|p| p.amount).sum()
}

/// The planned part that is due first.
pub(super) fn next_part(payments: &[Payment], ahead: Option<Timestamp>) -> Option<&Payment> {
    payments.iter().filter(|p| is_asked(p, ahead)).min_by_key(|p| p.due_at)
}

/// Money that came covers the parts that are due first: whole ones need not be paid any more, one becomes smaller.
pub(super) fn cover(payments: &mut [Payment], amount: i64, ahead: Option<Timestamp>) {
    let mut left = amount;
    while left > 0
        && let Some(id) = next_part(payments, ahead).map(|p| p.id)
        && let Some(part) = payments.iter_mut().find(|p| p.id == id)
    {
        if part.amount <= left {
            left -= part.amount;
            part.state = PaymentState::Voided;
        } else {
            part.amount -= left;
            left = 0;
        }
    }
}

/// What is planned and asked for comes to what is owed: the part that is due last takes what is missing (a new one, where
/// none is left) and gives what is too much.
/// That new part is due with the last one of the plan, or at `otherwise`.
pub fn settle_plan(payments: &mut Vec<Payment>, due: i64, ahead: Option<Timestamp>, fresh: i64, otherwise: Timestamp) {
    let missing = due - asked(payments, ahead);
    if missing <= 0 {
        return trim(payments, due, ahead);
    }
    if let Some(last) = payments.iter_mut().filter(|p| is_asked(p, ahead)).max_by_key(|p| p.due_at) {
        last.amount += missing;
        return;
    }
    let scheduled = payments.iter().filter(|p| p.kind == PaymentKind::Scheduled && p.due_at != ahead);
    let due_at = scheduled.filter_map(|p| p.due_at).max().unwrap_or(otherwise);
    payments.push(planned(PaymentId(fresh), missing, due_at));
}

/// Nothing is planned beyond what is due: what is due last becomes smaller first.
pub(super) fn trim(payments: &mut [Payment], due: i64, ahead: Option<Timestamp>) {
    let mut over = asked(payments, ahead) - due;
    while over > 0
        && let Some(part) = payments.iter_mut().filter(|p| is_asked(p, ahead)).max_by_key(|p| p.due_at)
    {
        if part.amount <= over {
            over -= part.amount;
            part.state = PaymentState::Voided;
        } else {
            part.amount -= over;
            over = 0;
        }
    }
}

impl PlanWish {
    /// When what is due, so that it comes to `due`; none where a day is beyond the calendar of the desk.
    pub(super) fn parts(&self, due: i64, zone: &Zone) -> Option<Vec<(Timestamp, i64)>> {
        let (count, first, period) = match self {
            Self::Parts(parts) => return Some(parts.clone()),
            Self::Equal { count, first, period } => (*count, *first, *period),
            Self::Again { first, period, .. } => (1, *first, *period),
        };
        let dated = (0_u32..).zip(equal_parts(due, count)).map(|(n, amount)| {
            let next = period.after(first, n)?.succ_opt()?;
            Some((zone.day_start(next).plus_millis(-1), amount))
        });
        dated.collect()
    }

    /// How an order of this price goes on being charged, once its first charge is asked for.
    pub(super) fn runs(&self, price: i64, asked: Timestamp, zone: &Zone) -> Option<Subscription> {
        let &Self::Again { first, period, run_by } = self else { return None };
        let (first, state) = (day_number(first), SubscriptionState::Active);
        Some(Subscription { period, amount: price, first, charges: 1, next_at: asked, state, run_by }.asked(zone))
    }
}

/// What is planned becomes these parts: the entries that are there are used again, those that are left are void.
pub(super) fn replan(payments: &mut Vec<Payment>, parts: &[(Timestamp, i64)], fresh: &mut dyn FnMut() -> i64) {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    let mut parts = parts.into_iter();
    let mut open: Vec<&mut Payment> = payments.iter_mut().filter(|p| p.state == PaymentState::Planned).collect();
    open.sort_by_key(|p| p.due_at);
    for payment in open {
        match parts.next() {
            Some((due_at, amount)) => (payment.due_at, payment.amount) = (Some(due_at), amount),
            None => payment.state = PaymentState::Voided,
        }
    }
    payments.extend(parts.map(|(due_at, amount)| planned(PaymentId(fresh()), amount, due_at)));
}

/// The charge that a subscription plans next; none where it is over.
pub fn planned_charge(sub: &Subscription, id: i64) -> Option<Payment> {
    (sub.state == SubscriptionState::Active).then(|| planned(PaymentId(id), sub.amount, sub.next_at))
}

const fn planned(id: PaymentId, amount: i64, due_at: Timestamp) -> Payment {
    Payment {
        id,
        amount,
        kind: PaymentKind::Scheduled,
        state: PaymentState::Planned,
        method: None,
        due_at: Some(due_at),
        paid_at: None,
        reference: None,
        note: None,
    }
}

/// What is not asked for yet is not planned any more.
pub(super) fn forget_planned(payments: &mut [Payment], at: Timestamp) {
    let ahead = |p: &&mut Payment| p.state == PaymentState::Planned && p.due_at == Some(at);
    payments.iter_mut().filter(ahead).for_each(|p| p.state = PaymentState::Voided);
}
