//! One entry: what becomes of the order and its ledger. Pure.

use super::{
    Books, Entry, LedgerRefusal, NOTE_MAX, Receipt, Written,
    plan::{asked, cover, forget_planned, next_due, next_part, planned_charge, replan, settle_plan, trim},
    refundable,
};
use crate::{
    Money, Timestamp,
    event::{EventKind, LedgerDeed, LedgerEvent},
    ids::{PaymentId, RefundId},
    order::{
        Order, OrderKind, Payment, PaymentKind, PaymentState, Refund,
        figures::{FiguresError, Ledger},
        subscription::{RunBy, Subscription, SubscriptionState},
    },
};

/// The order and its ledger after an entry. `fresh` gives ids to what is added to it.
pub fn write(
    books: &Books<'_>,
    entry: &Entry,
    fresh: &mut dyn FnMut() -> i64,
    now: Timestamp,
) -> Result<Written, LedgerRefusal> {
    let ids = [fresh(), fresh()];
    let Books { order, payments, refunds, subscription, zone } = *books;
    let mut runs = subscription.cloned();
    if order.archived_at.is_some() {
        return Err(LedgerRefusal::Archived);
    }
    let (mut after, mut back) = (payments.to_vec(), refunds.to_vec());
    // What a subscription plans is not asked for yet: it is when it is paid.
    let charges = order.kind == OrderKind::Subscription;
    let ahead = subscription.filter(|s| s.state == SubscriptionState::Active).map(|s| s.next_at);
    // Of a subscription that nobody runs here it is not known what of its plan is asked for.
    let plans = !charges || subscription.is_some();
    let in_step = asked(payments, ahead) == order.due && payments.iter().any(|p| p.kind == PaymentKind::Scheduled);
    let provided = subscription.is_some_and(|sub| sub.run_by == RunBy::Provider);
    let (mut dates, mut method, mut why, mut closes_access, mut charge) = (None, None, None, false, None);
    let mut kind = order.kind;
    let (deed, amount) = match entry {
        Entry::Receive { amount, receipt } => {
            check(receipt, payments, None, now)?;
            if provided && receipt.reference.is_none() {
                return Err(LedgerRefusal::ProviderReference);
            }
            if *amount <= 0 {
                return Err(LedgerRefusal::Amount);
            }
            method.clone_from(&receipt.method);
            let part = next_part(&after, ahead).filter(|part| part.amount == *amount && plans).map(|part| part.id);
            if let Some(part) = part {
                settle(find(&mut after, part)?, receipt);
            } else {
                if plans {
                    cover(&mut after, *amount, ahead);
                }
                after.push(received(PaymentId(ids[0]), *amount, receipt));
            }
            (LedgerDeed::Received, *amount)
        }
        Entry::Settle { part, receipt } => {
            check(receipt, payments, Some(*part), now)?;
            if provided {
                return Err(LedgerRefusal::Provider);
            }
            let part = planned(&mut after, *part)?;
            settle(part, receipt);
            method.clone_from(&receipt.method);
            let amount = part.amount;
            let is_ahead = ahead.is_some() && part.due_at == ahead;
            if is_ahead || (subscription.is_none() && charges && order.due < amount) {
                charge = Some(amount);
            }
            if let Some(sub) = runs.as_mut().filter(|_| is_ahead) {
                *sub = sub.asked(zone);
                after.extend(planned_charge(sub, ids[1]));
            }
            (LedgerDeed::Settled, amount)
        }
        Entry::Redate { part, due_at } => {
            let part = planned(&mut after, *part)?;
            if *due_at < Timestamp::MIN || *due_at >= Timestamp::END {
                return Err(LedgerRefusal::Date);
            }
            dates = Some((part.due_at.unwrap_or(*due_at), *due_at));
            if let Some(sub) = runs.as_mut().filter(|_| ahead.is_some() && part.due_at == ahead) {
                sub.next_at = *due_at;
            }
            part.due_at = Some(*due_at);
            (LedgerDeed::Redated, part.amount)
        }
        Entry::Plan(wish) => {
            if charges {
                return Err(LedgerRefusal::Subscription);
            }
            if order.due <= 0 {
                return Err(LedgerRefusal::NothingDue);
            }
            let parts = wish.parts(order.due, zone).ok_or(LedgerRefusal::Date)?;
            if parts.iter().any(|(at, _)| *at < Timestamp::MIN || *at >= Timestamp::END) {
                return Err(LedgerRefusal::Date);
            }
            let sum = parts.iter().try_fold(0_i64, |sum, (_, amount)| sum.checked_add(*amount));
            if sum != Some(order.due) || parts.iter().any(|(_, amount)| *amount <= 0) {
                return Err(LedgerRefusal::PartsSum);
            }
            replan(&mut after, &parts, fresh);
            // A plan of which something was paid is one of several parts still.
            let paid = |p: &Payment| p.kind == PaymentKind::Scheduled && p.state == PaymentState::Succeeded;
            runs = parts.first().and_then(|(at, _)| wish.runs(order.total, *at, zone));
            after.extend(runs.as_ref().and_then(|sub| planned_charge(sub, fresh())));
            kind = match runs {
                Some(_) => OrderKind::Subscription,
                None if parts.len() > 1 || after.iter().any(paid) => OrderKind::Instalments,
                None => OrderKind::Standard,
            };
            (LedgerDeed::Planned, order.due)
        }
        Entry::Void { payment, reason } => {
            let kept = find(&mut after, *payment)?;
            if kept.state == PaymentState::Voided {
                return Err(LedgerRefusal::IsVoid);
            }
            if kept.state == PaymentState::Planned {
                return Err(LedgerRefusal::NotReceived);
            }
            if refunds.iter().any(|r| r.payment == *payment) {
                return Err(LedgerRefusal::HasRefunds);
            }
            why = Some(reason_of(reason)?);
            let was = kept.clone();
            kept.state = PaymentState::Voided;
            // A part of a plan that was not paid after all is still to be paid.
            if was.state == PaymentState::Succeeded && was.kind == PaymentKind::Scheduled && was.due_at.is_some() {
                after.push(Payment {
                    id: PaymentId(ids[0]),
                    state: PaymentState::Planned,
                    method: None,
                    paid_at: None,
                    reference: None,
                    note: None,
                    ..was.clone()
                });
            }
            (LedgerDeed::Voided, was.amount)
        }
        Entry::Refund { payment, amount, reason, still_owed, close_access } => {
            let given = find(&mut after, *payment)?;
            if given.state != PaymentState::Succeeded {
                return Err(LedgerRefusal::NotReceived);
            }
            if *amount <= 0 {
                return Err(LedgerRefusal::Amount);
            }
            if *amount > refundable(given, refunds) {
                return Err(LedgerRefusal::MoreThanCame);
            }
            let reason = reason_of(reason)?;
            why = Some(reason.clone());
            closes_access = *close_access;
            method.clone_from(&given.method);
            back.push(Refund {
                id: RefundId(ids[0]),
                payment: *payment,
                amount: *amount,
                reason: Some(reason),
                at: now,
                still_owed: *still_owed,
            });
            (LedgerDeed::Refunded, *amount)
        }
        Entry::Charge => {
            let sub = in_state(&mut runs, SubscriptionState::Active)?;
            let (amount, due_at) = (sub.amount, sub.next_at);
            if due_at > now || order.stage.kind.owes_nothing() {
                return Err(LedgerRefusal::Subscription);
            }
            charge = Some(amount);
            // It was planned ahead; one that somebody has voided since is asked for all the same.
            if after.iter().all(|p| p.state != PaymentState::Planned || p.due_at != Some(due_at)) {
                after.extend(planned_charge(sub, ids[0]));
            }
            *sub = sub.asked(zone);
            after.extend(planned_charge(sub, ids[1]));
            (LedgerDeed::Charged, amount)
        }
        Entry::Pause => {
            let sub = in_state(&mut runs, SubscriptionState::Active)?;
            sub.state = SubscriptionState::Paused;
            forget_planned(&mut after, sub.next_at);
            (LedgerDeed::Paused, sub.amount)
        }
        Entry::Resume => {
            let sub = in_state(&mut runs, SubscriptionState::Paused)?;
            *sub = sub.resumed(zone, now);
            after.extend(planned_charge(sub, ids[0]));
            (LedgerDeed::Resumed, sub.amount)
        }
        Entry::Stop => {
            let sub = runs.as_mut().ok_or(LedgerRefusal::Subscription)?;
            if !matches!(sub.state, SubscriptionState::Active | SubscriptionState::Paused) {
                return Err(LedgerRefusal::Subscription);
            }
            sub.state = SubscriptionState::Cancelled;
            forget_planned(&mut after, sub.next_at);
            (LedgerDeed::Stopped, sub.amount)
        }
    };
    let mut next = order.clone();
    next.kind = kind;
    if let Some(amount) = charge {
        let add = |sum: i64| sum.checked_add(amount).ok_or(LedgerRefusal::TooLarge);
        (next.subtotal, next.total) = (add(next.subtotal)?, add(next.total)?);
    }
    let ledger = derive(&mut next, &after, &back).map_err(|_| LedgerRefusal::TooLarge)?;
    // Where nothing is owed for now (the order is cancelled) the plan stays as it is.
    if plans && !next.stage.kind.owes_nothing() {
        let ahead = runs.as_ref().filter(|s| s.state == SubscriptionState::Active).map(|s| s.next_at);
        if in_step {
            settle_plan(&mut after, next.due, ahead, ids[1], zone.day_end(now));
        } else {
            trim(&mut after, next.due, ahead);
        }
    }
    next.next_due_at = next_due(&after);
    next.version += 1;
    next.updated_at = now;
    let event = LedgerEvent {
        deed,
        amount: Money::new(amount, order.currency),
        received: (order.received(), next.received()),
        due: (order.due, next.due),
        method,
        dates,
        closes_access,
    };
    Ok(Written {
        order: next,
        payments: after,
        refunds: back,
        subscription: runs,
        owed_again: ledger.owed_again,
        closes_access,
        charge,
        event: EventKind::Ledger(event),
        reason: why,
    })
}

/// Sets what the order says of its money from its ledger.
fn derive(order: &mut Order, payments: &[Payment], refunds: &[Refund]) -> Result<Ledger, FiguresError> {
    let ledger =
        Ledger::of(payments.iter().map(|p| (p.state, p.amount)), refunds.iter().map(|r| (r.amount, r.still_owed)))?;
    order.paid = ledger.paid;
    order.refunded = ledger.refunded;
    order.due = ledger.due(order.total, order.stage.kind);
    order.payment = ledger.status(order.total);
    let last = payments.iter().filter(|p| p.state == PaymentState::Succeeded).max_by_key(|p| p.paid_at);
    order.payment_method = last.and_then(|p| p.method.clone());
    order.paid_at = last.and_then(|p| p.paid_at);
    Ok(ledger)
}

fn in_state(runs: &mut Option<Subscription>, state: SubscriptionState) -> Result<&mut Subscription, LedgerRefusal> {
    runs.as_mut().filter(|sub| sub.state == state).ok_or(LedgerRefusal::Subscription)
}

fn find(payments: &mut [Payment], id: PaymentId) -> Result<&mut Payment, LedgerRefusal> {
    payments.iter_mut().find(|p| p.id == id).ok_or(LedgerRefusal::Unknown)
}

fn planned(payments: &mut [Payment], id: PaymentId) -> Result<&mut Payment, LedgerRefusal> {
    let part = find(payments, id)?;
    let open = matches!(part.state, PaymentState::Planned | PaymentState::Pending);
    if open { Ok(part) } else { Err(LedgerRefusal::NotPlanned) }
}

fn settle(part: &mut Payment, receipt: &Receipt) {
    let Receipt { at, method, reference, note } = receipt.clone();
    (part.state, part.paid_at) = (PaymentState::Succeeded, Some(at));
    part.method = method;
    // What a provider called it stays: it tells a notice that comes twice.
    part.reference = reference.or(part.reference.take());
    part.note = note.or(part.note.take());
}

fn received(id: PaymentId, amount: i64, receipt: &Receipt) -> Payment {
    let mut payment = Payment {
        id,
        amount,
        kind: PaymentKind::Manual,
        state: PaymentState::Planned,
        method: None,
        due_at: None,
        paid_at: None,
        reference: None,
        note: None,
    };
    settle(&mut payment, receipt);
    payment
}

/// Whether money can have come so; `part` is the entry that it settles.
fn check(
    receipt: &Receipt,
    payments: &[Payment],
    part: Option<PaymentId>,
    now: Timestamp,
) -> Result<(), LedgerRefusal> {
    if receipt.at > now {
        return Err(LedgerRefusal::Future);
    }
    if receipt.at < Timestamp::MIN {
        return Err(LedgerRefusal::Date);
    }
    let same = |p: &Payment| p.state != PaymentState::Voided && p.reference == receipt.reference && Some(p.id) != part;
    if receipt.reference.is_some() && payments.iter().any(same) {
        return Err(LedgerRefusal::ReferenceTwice);
    }
    Ok(())
}

fn reason_of(text: &str) -> Result<String, LedgerRefusal> {
    let text: String = text.trim().chars().take(NOTE_MAX).collect();
    if text.is_empty() { Err(LedgerRefusal::Reason) } else { Ok(text) }
}
