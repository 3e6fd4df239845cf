//! From what somebody states about a new order to an order that satisfies every rule. Pure.
//!
//! Called by imports and by seeding; the form for new orders will run it in the browser too. A `NewOrder` exists only
//! checked: parse, don't validate.

use super::{
    AccessSpan, Figures, LineKind, OrderKind, OrderNumber, PaymentKind, PaymentState,
    figures::{self, FiguresError},
};
use crate::{
    Currency, StageKind, Timestamp,
    ids::{ContactId, FunnelId, OfferId, PaymentId, ProductId, PromoId, StageId, TagId, UserId},
};

/// A line of a new order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLine {
    /// What it stands for.
    pub kind: LineKind,
    /// The product, when the desk knows it.
    pub product: Option<ProductId>,
    /// Title, kept as a snapshot.
    pub title: String,
    /// Decimal text.
    pub quantity: String,
    /// Decimal text of up to 4 decimals, for information.
    pub unit_price: Option<String>,
    /// Minor units: the truth.
    pub amount: i64,
    /// When the client may use it.
    pub access: AccessSpan,
}

/// An entry of a new order's ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPayment {
    /// Identifier, so that refunds can name it.
    pub id: PaymentId,
    /// Minor units, more than 0.
    pub amount: i64,
    /// Where it came from.
    pub kind: PaymentKind,
    /// How far it has come.
    pub state: PaymentState,
    /// `card`, `bank_transfer`, …
    pub method: Option<String>,
    /// When it is due.
    pub due_at: Option<Timestamp>,
    /// When the money came.
    pub paid_at: Option<Timestamp>,
}

/// A refund of a new order's payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRefund {
    /// The payment that is given back.
    pub payment: PaymentId,
    /// Minor units, more than 0.
    pub amount: i64,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Whether the client owes the amount again.
    pub still_owed: bool,
}

/// A comment of a new order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment {
    /// Who wrote it; `None` for imports.
    pub author: Option<UserId>,
    /// Text.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// Whether the table shows it.
    pub pinned: bool,
}

/// What somebody states about a new order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderDraft {
    /// Its number; `None` takes the desk's next one.
    pub number: Option<OrderNumber>,
    /// How it is sold.
    pub kind: OrderKind,
    /// The funnel of the stage.
    pub funnel: FunnelId,
    /// The stage.
    pub stage: StageId,
    /// What the stage means.
    pub stage_kind: StageKind,
    /// Who ordered.
    pub contact: ContactId,
    /// Who looks after it.
    pub manager: Option<UserId>,
    /// The offer and its title as it is now.
    pub offer: Option<(OfferId, String)>,
    /// The promo code that it was made with, as it was written.
    pub promo: Option<(PromoId, String)>,
    /// The one currency.
    pub currency: Currency,
    /// Lines, at least one.
    pub lines: Vec<NewLine>,
    /// Discount on the whole order, minor units.
    pub discount: i64,
    /// The ledger, oldest first.
    pub payments: Vec<NewPayment>,
    /// Refunds.
    pub refunds: Vec<NewRefund>,
    /// Comments, oldest first; at most one is pinned.
    pub comments: Vec<NewComment>,
    /// Tags.
    pub tags: Vec<TagId>,
    /// Where it came from.
    pub origin: String,
    /// Campaign or referrer.
    pub source: Option<String>,
    /// When the client ordered.
    pub created_at: Timestamp,
}

/// Why a draft is no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// An order without lines sells nothing.
    #[error("the order has no lines")]
    NoLines,
    /// The amounts do not fit together.
    #[error(transparent)]
    Figures(#[from] FiguresError),
    /// The date of creation lies before 1970 or after 2099.
    #[error("the date lies before 1970 or after 2099")]
    Date,
    /// A payment or refund is not more than 0.
    #[error("a payment is not more than 0")]
    Payment,
    /// More was refunded of a payment than it brought, or the payment is not of this order.
    #[error("a refund is larger than its payment")]
    Refund,
}

/// An order that satisfies every rule and may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrder {
    draft: OrderDraft,
    figures: Option<Figures>,
}

impl OrderDraft {
    /// Checks every rule of a new order.
    pub fn check(self) -> Result<NewOrder, DraftError> {
        if self.lines.is_empty() {
            return Err(DraftError::NoLines);
        }
        if self.created_at < Timestamp::MIN || self.created_at >= Timestamp::END {
            return Err(DraftError::Date);
        }
        if self.payments.iter().any(|p| p.amount <= 0) || self.refunds.iter().any(|r| r.amount <= 0) {
            return Err(DraftError::Payment);
        }
        let fits = |payment: &NewPayment| {
            let back: i128 =
                self.refunds.iter().filter(|r| r.payment == payment.id).map(|r| i128::from(r.amount)).sum();
            back == 0 || (payment.state == PaymentState::Succeeded && back <= i128::from(payment.amount))
        };
        let known = |refund: &NewRefund| self.payments.iter().any(|p| p.id == refund.payment);
        if !self.payments.iter().all(fits) || !self.refunds.iter().all(known) {
            return Err(DraftError::Refund);
        }
        let mut order = NewOrder { draft: self, figures: None };
        let ledger = figures::ledger_of(&order)?;
        let amounts: Vec<i64> = order.lines.iter().map(|l| l.amount).collect();
        order.figures = Some(figures::derive(&amounts, order.discount, &ledger, order.stage_kind)?);
        Ok(order)
    }
}

impl NewOrder {
    /// The derived amounts and payment status.
    pub fn figures(&self) -> Figures {
        self.figures.unwrap_or(Figures {
            subtotal: 0,
            total: 0,
            paid: 0,
            refunded: 0,
            due: 0,
            payment: super::PaymentStatus::Free,
        })
    }

    /// Each line's share of the discount, minor units: in proportion, the last line takes the remainder.
    pub fn discount_shares(&self) -> Vec<i64> {
        let amounts: Vec<i64> = self.lines.iter().map(|l| l.amount).collect();
        split_discount(&amounts, self.discount)
    }
}

impl std::ops::Deref for NewOrder {
    type Target = OrderDraft;
    fn deref(&self) -> &OrderDraft {
        &self.draft
    }
}

/// Splits a discount over line amounts in proportion, rounded towards zero; the last line takes the remainder.
pub fn split_discount(amounts: &[i64], discount: i64) -> Vec<i64> {
    let whole: i128 = amounts.iter().map(|a| i128::from(*a)).sum();
    let share = |amount: &i64| match whole {
        0 => 0,
        whole => i64::try_from(i128::from(*amount) * i128::from(discount) / whole).unwrap_or(0),
    };
    let mut shares: Vec<i64> = amounts.iter().map(share).collect();
    let given: i128 = shares.iter().map(|s| i128::from(*s)).sum();
    if let Some(last) = shares.last_mut() {
        *last = i64::try_from(i128::from(*last) + i128::from(discount) - given).unwrap_or(*last);
    }
    shares
}
