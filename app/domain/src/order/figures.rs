//! The amounts of an order and its payment status, derived from lines and ledger. Pure.
//!
//! Called by the store at every write and by tests against the rows that it kept. Nothing else computes them.

use super::{NewOrder, PaymentState, PaymentStatus};
use crate::StageKind;

/// What the ledger of an order says, in minor units of its currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Sum of payments that succeeded.
    pub paid: i64,
    /// Sum of refunds.
    pub refunded: i64,
    /// Sum of the part of refunds that the client still owes again (a charge-back for goods that were kept).
    pub owed_again: i64,
    /// Whether an attempt to pay is under way.
    pub open_attempt: bool,
    /// Whether the last attempt failed.
    pub last_failed: bool,
}

/// The derived amounts, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Σ line amounts.
    pub subtotal: i64,
    /// What is asked: subtotal − discount.
    pub total: i64,
    /// Money received, before refunds.
    pub paid: i64,
    /// Money given back.
    pub refunded: i64,
    /// What is still owed.
    pub due: i64,
    /// How far it is paid.
    pub payment: PaymentStatus,
}

/// Why amounts make no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FiguresError {
    /// The discount is larger than the lines, or the lines are negative.
    #[error("the total would be negative")]
    NegativeTotal,
    /// A sum does not fit in 64 bits.
    #[error("the amounts are too large")]
    Overflow,
    /// More was refunded than was received.
    #[error("more was refunded than was received")]
    OverRefunded,
}

impl Ledger {
    /// What `due` is for an order of this total in a stage of this kind.
    pub fn due(&self, total: i64, stage: StageKind) -> i64 {
        if stage.owes_nothing() { 0 } else { (total - self.paid).max(0).saturating_add(self.owed_again) }
    }

    /// The payment status. The first rule that fits decides; net is what was received and kept.
    pub fn status(&self, total: i64) -> PaymentStatus {
        let net = self.paid - self.refunded;
        match () {
            () if total == 0 && self.paid == 0 => PaymentStatus::Free,
            () if self.refunded > 0 && net == 0 => PaymentStatus::Refunded,
            () if net > total => PaymentStatus::Overpaid,
            () if net == total => PaymentStatus::Paid,
            () if self.refunded > 0 => PaymentStatus::PartiallyRefunded,
            () if net > 0 => PaymentStatus::PartiallyPaid,
            () if self.open_attempt => PaymentStatus::Pending,
            () if self.last_failed => PaymentStatus::Failed,
            () => PaymentStatus::Unpaid,
        }
    }
}

/// The figures of lines (minor units), a discount and a ledger, in a stage of the given kind.
pub fn derive(lines: &[i64], discount: i64, ledger: &Ledger, stage: StageKind) -> Result<Figures, FiguresError> {
    let subtotal = lines.iter().try_fold(0_i64, |sum, l| sum.checked_add(*l)).ok_or(FiguresError::Overflow)?;
    let total = subtotal.checked_sub(discount).ok_or(FiguresError::Overflow)?;
    if total < 0 || discount < 0 {
        return Err(FiguresError::NegativeTotal);
    }
    if ledger.refunded > ledger.paid {
        return Err(FiguresError::OverRefunded);
    }
    Ok(Figures {
        subtotal,
        total,
        paid: ledger.paid,
        refunded: ledger.refunded,
        due: ledger.due(total, stage),
        payment: ledger.status(total),
    })
}

/// The ledger of an order that is being made.
pub fn ledger_of(order: &NewOrder) -> Result<Ledger, FiguresError> {
    let payments = order.payments.iter().map(|p| (p.state, p.amount));
    Ledger::of(payments, order.refunds.iter().map(|r| (r.amount, r.still_owed)))
}

impl Ledger {
    /// The ledger of payments (state and amount, oldest first) and of refunds (amount, whether it is owed again).
    pub fn of(
        payments: impl IntoIterator<Item = (PaymentState, i64)>,
        refunds: impl IntoIterator<Item = (i64, bool)>,
    ) -> Result<Self, FiguresError> {
        let mut ledger = Self::default();
        let add = |sum: i64, amount: i64| sum.checked_add(amount).ok_or(FiguresError::Overflow);
        for (state, amount) in payments {
            match state {
                PaymentState::Succeeded => {
                    ledger.paid = add(ledger.paid, amount)?;
                    ledger.last_failed = false;
                }
                PaymentState::Pending => ledger.open_attempt = true,
                PaymentState::Failed => ledger.last_failed = true,
                PaymentState::Planned | PaymentState::Voided => {}
            }
        }
        for (amount, still_owed) in refunds {
            ledger.refunded = add(ledger.refunded, amount)?;
            if still_owed {
                ledger.owed_again = add(ledger.owed_again, amount)?;
            }
        }
        Ok(ledger)
    }
}
