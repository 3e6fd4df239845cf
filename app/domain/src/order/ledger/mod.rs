//! What may be written into the ledger of an order that exists, and what the order then says of its money. Pure.
//!
//! Called by the store's one place that writes ledgers, and by the page that shows before and after. Money that came is
//! never deleted: it is voided with a reason, or refunded. What is planned never exceeds what is due: money that comes
//! covers the parts that are due first. A charge of a subscription is asked for when it is paid: it becomes a line.
//! Paid, refunded, due and the status follow by `figures`.

mod plan;
mod write;

pub use plan::{next_due, planned_charge, settle_plan};
pub use write::write;

use super::{
    Order, Payment, PaymentState, Refund,
    subscription::{Period, RunBy, Subscription},
};
use crate::{Timestamp, Zone, event::EventKind, ids::PaymentId};
use chrono::NaiveDate;

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
    /// What is owed is planned anew, in other parts.
    Plan(PlanWish),
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

/// How what is owed is to be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanWish {
    /// In parts that are equal, but for what the last one takes over.
    Equal {
        /// How many.
        count: usize,
        /// The day on which the first one is due.
        first: NaiveDate,
        /// How far they lie apart.
        period: Period,
    },
    /// When what is due: minor units.
    Parts(Vec<(Timestamp, i64)>),
    /// All of it at once, and the price of the order again each period.
    Again {
        /// The day of the first charge.
        first: NaiveDate,
        /// How often it is charged.
        period: Period,
        /// Who charges it.
        run_by: RunBy,
    },
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
    /// Nothing is owed that could be planned.
    #[error("nothing is owed")]
    NothingDue,
    /// The parts of a plan come to what is owed.
    #[error("the parts do not come to what is owed")]
    PartsSum,
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
    /// The payment provider charges it: nobody marks that as paid by hand.
    #[error("the payment provider charges this subscription")]
    Provider,
    /// What a payment provider reports has its reference.
    #[error("the reference of the payment provider is missing")]
    ProviderReference,
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
            Self::NothingDue => ("", "plan_nothing_due"),
            Self::PartsSum => ("", "parts_sum"),
            Self::HasRefunds => ("", "ledger_has_refunds"),
            Self::IsVoid => ("", "ledger_is_void"),
            Self::Subscription => ("", "ledger_subscription"),
            Self::Amount => ("amount", "amount_missing"),
            Self::MoreThanCame => ("amount", "amount_over"),
            Self::Reason => ("reason", "reason_missing"),
            Self::Future => ("date", "date_future"),
            Self::Date => ("date", "date_strange"),
            Self::ReferenceTwice => ("reference", "reference_twice"),
            Self::Provider => ("", "ledger_provider"),
            Self::ProviderReference => ("reference", "provider_reference"),
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
