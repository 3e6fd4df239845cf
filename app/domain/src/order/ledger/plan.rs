//! What is planned of an order's ledger: parts that are to be paid, and the next charge of a subscription. Pure.

use crate::{
    Timestamp,
    ids::PaymentId,
    order::{
        Order, OrderKind, Payment, PaymentKind, PaymentState,
        subscription::{Subscription, SubscriptionState},
    },
};

/// When the next part that is still to be paid is due.
pub fn next_due(payments: &[Payment]) -> Option<Timestamp> {
    let open = |p: &&Payment| matches!(p.state, PaymentState::Planned | PaymentState::Pending);
    payments.iter().filter(open).filter_map(|p| p.due_at).min()
}

/// The planned part that is due first.
pub(super) fn next_part(payments: &[Payment]) -> Option<&Payment> {
    payments.iter().filter(|p| p.state == PaymentState::Planned).min_by_key(|p| p.due_at)
}

/// Money that came covers the parts that are due first: whole ones need not be paid any more, one becomes smaller.
pub(super) fn cover(payments: &mut [Payment], amount: i64) {
    let mut left = amount;
    while left > 0
        && let Some(id) = next_part(payments).map(|p| p.id)
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

/// What is planned comes to what is owed: the part that is due last takes what is missing, and gives what is too much. Of a
/// subscription, and where nothing is owed for now, the plan stays.
pub fn settle_plan(payments: &mut [Payment], order: &Order, due: i64) {
    if order.kind == OrderKind::Subscription || order.stage.kind.owes_nothing() {
        return;
    }
    let planned: i64 = payments.iter().filter(|p| p.state == PaymentState::Planned).map(|p| p.amount).sum();
    if planned >= due {
        trim(payments, due);
    } else if let Some(last) = payments.iter_mut().filter(|p| p.state == PaymentState::Planned).max_by_key(|p| p.due_at)
    {
        last.amount += due - planned;
    }
}

/// Nothing is planned beyond what is due: what is due last becomes smaller first.
pub(super) fn trim(payments: &mut [Payment], due: i64) {
    let sum: i64 = payments.iter().filter(|p| p.state == PaymentState::Planned).map(|p| p.amount).sum();
    let mut over = sum - due;
    while over > 0
        && let Some(part) = payments.iter_mut().filter(|p| p.state == PaymentState::Planned).max_by_key(|p| p.due_at)
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

/// The charge that a subscription plans next; none where it is over.
pub fn planned_charge(sub: &Subscription, id: i64) -> Option<Payment> {
    (sub.state == SubscriptionState::Active).then_some(Payment {
        id: PaymentId(id),
        amount: sub.amount,
        kind: PaymentKind::Scheduled,
        state: PaymentState::Planned,
        method: None,
        due_at: Some(sub.next_at),
        paid_at: None,
        reference: None,
        note: None,
    })
}

/// What is not asked for yet is not planned any more.
pub(super) fn forget_planned(payments: &mut [Payment], at: Timestamp) {
    let ahead = |p: &&mut Payment| p.state == PaymentState::Planned && p.due_at == Some(at);
    payments.iter_mut().filter(ahead).for_each(|p| p.state = PaymentState::Voided);
}
