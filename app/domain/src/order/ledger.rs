//! What may be written into the ledger of an order that exists, and what the order then says of its money. Pure.
//!
//! Called by the store's one place that writes ledgers, and by the page that shows before and after. Money that came is
//! never deleted: it is voided with a reason, or refunded. What is planned never exceeds what is due: money that comes
//! covers the parts that are due first. A charge of a subscription is asked for when it is paid: it becomes a line.
//! Paid, refunded, due and the status follow by `figures`.

use super::{
    Order, OrderKind, Payment, PaymentKind, PaymentState, Refund,
    figures::{FiguresError, Ledger},
    subscription::{Subscription, SubscriptionState},
};
use crate::{
    Money, Timestamp, Zone,
    event::{EventKind, LedgerDeed, LedgerEvent},
    ids::{PaymentId, RefundId},
};

/// The longest note, reference or reason, in characters.
pub const NOTE_MAX: usize = 500;

/// How money came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When.
    pub at: Timestamp,
    /// `card`, `bank_transfer`, `cash`, …
    pub method: Option<String>,
    /// What the payer or the bank calls it.
    pub reference: Option<String>,
    /// Internal note.
    pub note: Option<String>,
}

/// Something to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Money came.
    Receive {
        /// Minor units.
        amount: i64,
        /// How.
        receipt: Receipt,
    },
    /// A planned part was paid.
    Settle {
        /// The part.
        part: PaymentId,
        /// How.
        receipt: Receipt,
    },
    /// A planned part is due at another time.
    Redate {
        /// The part.
        part: PaymentId,
        /// When it is due.
        due_at: Timestamp,
    },
    /// An entry was a mistake.
    Void {
        /// The entry.
        payment: PaymentId,
        /// Why.
        reason: String,
    },
    /// Money goes back.
    Refund {
        /// The payment that goes back.
        payment: PaymentId,
        /// Minor units.
        amount: i64,
        /// Why.
        reason: String,
        /// Whether the client owes it again.
        still_owed: bool,
        /// Whether what the order opened is closed.
        close_access: bool,
    },
    /// The next charge of a subscription falls due.
    Charge,
    /// A subscription is not charged for now.
    Pause,
    /// A paused subscription is charged again.
    Resume,
    /// A subscription is not charged any more.
    Stop,
}

/// Why nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LedgerRefusal {
    /// The order is archived.
    #[error("the order is archived")]
    Archived,
    /// There is no such entry.
    #[error("there is no such entry")]
    Unknown,
    /// The entry is no part that is still to be paid.
    #[error("the entry is not a planned part")]
    NotPlanned,
    /// Only money that came goes back.
    #[error("no money came with this entry")]
    NotReceived,
    /// Some of it went back: it happened, and cannot have been a mistake.
    #[error("some of it was refunded")]
    HasRefunds,
    /// It is void already.
    #[error("it is void already")]
    IsVoid,
    /// An amount is more than nothing.
    #[error("the amount is not more than 0")]
    Amount,
    /// There is no subscription that this can be done to.
    #[error("the subscription does not allow it")]
    Subscription,
    /// More than is left of what came.
    #[error("more than is left of the payment")]
    MoreThanCame,
    /// A reason is needed.
    #[error("a reason is missing")]
    Reason,
    /// Money has not come tomorrow.
    #[error("the date lies in the future")]
    Future,
    /// Not a date of this desk.
    #[error("the date lies before 1970 or after 2099")]
    Date,
    /// The same reference stands in this ledger already.
    #[error("the reference was recorded already")]
    ReferenceTwice,
    /// The sums do not fit.
    #[error("the amounts are too large")]
    TooLarge,
}

impl LedgerRefusal {
    /// The field of a form that it speaks of (empty for the whole form), and the stable code.
    pub const fn code(self) -> (&'static str, &'static str) {
        match self {
            Self::Archived => ("", "ledger_archived"),
            Self::Unknown => ("", "ledger_unknown"),
            Self::NotPlanned => ("", "ledger_not_planned"),
            Self::NotReceived => ("", "ledger_not_received"),
            Self::HasRefunds => ("", "ledger_has_refunds"),
            Self::IsVoid => ("", "ledger_is_void"),
            Self::Subscription => ("", "ledger_subscription"),
            Self::Amount => ("amount", "amount_missing"),
            Self::MoreThanCame => ("amount", "amount_over"),
            Self::Reason => ("reason", "reason_missing"),
            Self::Future => ("date", "date_future"),
            Self::Date => ("date", "date_strange"),
            Self::ReferenceTwice => ("reference", "reference_twice"),
            Self::TooLarge => ("amount", "amount_large"),
        }
    }
}

/// The order and its ledger afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The order.
    pub order: Order,
    /// Its payments, oldest first.
    pub payments: Vec<Payment>,
    /// Its refunds, oldest first.
    pub refunds: Vec<Refund>,
    /// Its subscription.
    pub subscription: Option<Subscription>,
    /// The part of refunds that the client owes again, minor units.
    pub owed_again: i64,
    /// Whether what it opened is closed now.
    pub closes_access: bool,
    /// The charge of a subscription that was paid and becomes a line, minor units.
    pub charge: Option<i64>,
    /// What to record.
    pub event: EventKind,
    /// Why it was written, in the words of whoever did: it may name somebody.
    pub reason: Option<String>,
}

/// What is left of a payment, minor units: what came, less what went back of it. Nothing of what did not come.
pub fn refundable(payment: &Payment, refunds: &[Refund]) -> i64 {
    let back: i64 = refunds.iter().filter(|r| r.payment == payment.id).map(|r| r.amount).sum();
    if payment.state == PaymentState::Succeeded { payment.amount - back } else { 0 }
}

/// An order with what its money is decided by.
#[derive(Clone, Copy, Debug)]
pub struct Books<'a> {
    /// The order.
    pub order: &'a Order,
    /// Its payments, oldest first.
    pub payments: &'a [Payment],
    /// Its refunds, oldest first.
    pub refunds: &'a [Refund],
    /// Its subscription, where it has one.
    pub subscription: Option<&'a Subscription>,
    /// The desk's zone, in which days end.
    pub zone: &'a Zone,
}

/// The order and its ledger after an entry. `fresh` are ids for what is added to it.
pub fn write(books: &Books<'_>, entry: &Entry, fresh: [i64; 2], now: Timestamp) -> Result<Written, LedgerRefusal> {
    let Books { order, payments, refunds, subscription, zone } = *books;
    let mut runs = subscription.cloned();
    if order.archived_at.is_some() {
        return Err(LedgerRefusal::Archived);
    }
    let (mut after, mut back) = (payments.to_vec(), refunds.to_vec());
    // What a subscription plans is not asked for yet: it is when it is paid.
    let charges = order.kind == OrderKind::Subscription;
    let (mut dates, mut method, mut why, mut closes_access, mut charge) = (None, None, None, false, None);
    let (deed, amount) = match entry {
        Entry::Receive { amount, receipt } => {
            check(receipt, payments, now)?;
            if *amount <= 0 {
                return Err(LedgerRefusal::Amount);
            }
            method.clone_from(&receipt.method);
            let part = next_part(&after).filter(|part| part.amount == *amount && !charges).map(|part| part.id);
            if let Some(part) = part {
                settle(find(&mut after, part)?, receipt);
            } else {
                if !charges {
                    cover(&mut after, *amount);
                }
                after.push(received(PaymentId(fresh[0]), *amount, receipt));
            }
            (LedgerDeed::Received, *amount)
        }
        Entry::Settle { part, receipt } => {
            check(receipt, payments, now)?;
            let part = planned(&mut after, *part)?;
            settle(part, receipt);
            method.clone_from(&receipt.method);
            let amount = part.amount;
            let ahead = subscription.is_some_and(|s| part.due_at == Some(s.next_at));
            if ahead || (subscription.is_none() && charges && order.due < amount) {
                charge = Some(amount);
            }
            if let Some(sub) = runs.as_mut().filter(|_| ahead) {
                *sub = sub.asked(zone);
                after.extend(planned_charge(sub, fresh[1]));
            }
            (LedgerDeed::Settled, amount)
        }
        Entry::Redate { part, due_at } => {
            let part = planned(&mut after, *part)?;
            if *due_at < Timestamp::MIN || *due_at >= Timestamp::END {
                return Err(LedgerRefusal::Date);
            }
            dates = Some((part.due_at.unwrap_or(*due_at), *due_at));
            part.due_at = Some(*due_at);
            (LedgerDeed::Redated, part.amount)
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
                    id: PaymentId(fresh[0]),
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
                id: RefundId(fresh[0]),
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
            if due_at > now {
                return Err(LedgerRefusal::Subscription);
            }
            charge = Some(amount);
            // It was planned ahead; one that somebody has voided since is asked for all the same.
            if after.iter().all(|p| p.state != PaymentState::Planned || p.due_at != Some(due_at)) {
                after.extend(planned_charge(sub, fresh[0]));
            }
            *sub = sub.asked(zone);
            after.extend(planned_charge(sub, fresh[1]));
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
            after.extend(planned_charge(sub, fresh[0]));
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
    if let Some(amount) = charge {
        let add = |sum: i64| sum.checked_add(amount).ok_or(LedgerRefusal::TooLarge);
        (next.subtotal, next.total) = (add(next.subtotal)?, add(next.total)?);
    }
    let ledger = derive(&mut next, &after, &back).map_err(|_| LedgerRefusal::TooLarge)?;
    // Where nothing is owed for now (the order is cancelled) the plan stays as it is.
    if !charges && !next.stage.kind.owes_nothing() {
        trim(&mut after, next.due);
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
    let ledger = Ledger::of(
        payments.iter().map(|p| (p.state, p.amount)),
        refunds.iter().map(|r| (r.amount, r.still_owed)),
    )?;
    order.paid = ledger.paid;
    order.refunded = ledger.refunded;
    order.due = ledger.due(order.total, order.stage.kind);
    order.payment = ledger.status(order.total);
    let last = payments.iter().filter(|p| p.state == PaymentState::Succeeded).max_by_key(|p| p.paid_at);
    order.payment_method = last.and_then(|p| p.method.clone());
    order.paid_at = last.and_then(|p| p.paid_at);
    Ok(ledger)
}

/// When the next part that is still to be paid is due.
pub fn next_due(payments: &[Payment]) -> Option<Timestamp> {
    let open = |p: &&Payment| matches!(p.state, PaymentState::Planned | PaymentState::Pending);
    payments.iter().filter(open).filter_map(|p| p.due_at).min()
}

/// The planned part that is due first.
fn next_part(payments: &[Payment]) -> Option<&Payment> {
    payments.iter().filter(|p| p.state == PaymentState::Planned).min_by_key(|p| p.due_at)
}

/// Money that came covers the parts that are due first: whole ones need not be paid any more, one becomes smaller.
fn cover(payments: &mut [Payment], amount: i64) {
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

/// Nothing is planned beyond what is due: what is due last becomes smaller first.
fn trim(payments: &mut [Payment], due: i64) {
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

fn in_state(
    runs: &mut Option<Subscription>,
    state: SubscriptionState,
) -> Result<&mut Subscription, LedgerRefusal> {
    runs.as_mut().filter(|sub| sub.state == state).ok_or(LedgerRefusal::Subscription)
}

/// The charge that a subscription plans next; none where it is over.
pub fn planned_charge(sub: &Subscription, id: i64) -> Option<Payment> {
    (sub.state == SubscriptionState::Active).then(|| Payment {
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
fn forget_planned(payments: &mut [Payment], at: Timestamp) {
    let ahead = |p: &&mut Payment| p.state == PaymentState::Planned && p.due_at == Some(at);
    payments.iter_mut().filter(ahead).for_each(|p| p.state = PaymentState::Voided);
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
    (part.method, part.reference, part.note) = (method, reference, note);
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

fn check(receipt: &Receipt, payments: &[Payment], now: Timestamp) -> Result<(), LedgerRefusal> {
    if receipt.at > now {
        return Err(LedgerRefusal::Future);
    }
    if receipt.at < Timestamp::MIN {
        return Err(LedgerRefusal::Date);
    }
    let same = |p: &Payment| p.state != PaymentState::Voided && p.reference == receipt.reference;
    if receipt.reference.is_some() && payments.iter().any(same) {
        return Err(LedgerRefusal::ReferenceTwice);
    }
    Ok(())
}

fn reason_of(text: &str) -> Result<String, LedgerRefusal> {
    let text: String = text.trim().chars().take(NOTE_MAX).collect();
    if text.is_empty() { Err(LedgerRefusal::Reason) } else { Ok(text) }
}
