//! What an order is, as lists and cards show it, and what it always satisfies. Pure.
//!
//! One currency per order. `total = Σ line amounts − discount ≥ 0`; paid, refunded, due and the payment status are
//! derived by `figures`, never typed. `Order` is a snapshot: later edits of offers and products do not change it.

pub mod access;
mod card;
pub mod change;
mod change_form;
pub mod draft;
pub mod facts;
pub mod figures;
pub mod ledger;
pub mod ledger_form;
pub mod mention;
pub mod new_form;
mod number;
mod payment;
pub mod price;
pub mod settle;
pub mod subscription;
pub mod talk;
pub mod touch;
pub mod transition;

pub use card::{
    AccessSpan, Choices, ClientReach, Comment, Line, LineKind, OrderCard, Payment, PaymentKind, PaymentState, Refund,
    Sibling,
};
pub use change::{Action, ChangeRequest, Changed, IdempotencyKey, Outcome, Targets};
pub use change_form::FormProblem;
pub use draft::{NewLine, NewOrder, NewPayment, NewRefund, OrderDraft};
pub use figures::{Figures, Ledger};
pub use number::{NumberError, OrderNumber};
pub use payment::{OrderKind, PaymentStatus};

use crate::{
    Currency, Money, Slug, StageKind, Timestamp,
    contact::Contact,
    funnel::Colour,
    ids::{FunnelId, OfferId, OrderId, StageId, UserId},
    time::DAY,
};
use serde::{Deserialize, Serialize};

/// An order as a row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Identifier; its order is the order of creation.
    pub id: OrderId,
    /// Grows with each change; guards writes.
    pub version: i64,
    /// Unique and never reused.
    pub number: OrderNumber,
    /// How it is sold.
    pub kind: OrderKind,
    /// The funnel it is in.
    pub funnel: FunnelLabel,
    /// The stage it is in.
    pub stage: StageLabel,
    /// Who ordered.
    pub contact: Contact,
    /// Who looks after it.
    pub manager: Option<UserLabel>,
    /// The offer it came by.
    pub offer_id: Option<OfferId>,
    /// Title of the offer, as it was.
    pub offer: Option<String>,
    /// The one currency of all its amounts.
    pub currency: Currency,
    /// Sum of the lines, minor units.
    pub subtotal: i64,
    /// Discount on the whole order, minor units.
    pub discount: i64,
    /// `subtotal − discount`, minor units.
    pub total: i64,
    /// Money received, before refunds, minor units.
    pub paid: i64,
    /// Money given back, minor units.
    pub refunded: i64,
    /// What is still owed by the client (or, for refunds marked so, to the client), minor units.
    pub due: i64,
    /// Derived from the ledger.
    pub payment: PaymentStatus,
    /// Method of the last payment that succeeded.
    pub payment_method: Option<String>,
    /// When money was last received.
    pub paid_at: Option<Timestamp>,
    /// When the next planned payment is due.
    pub next_due_at: Option<Timestamp>,
    /// What was ordered, in the order of the lines.
    pub products: Vec<ProductLabel>,
    /// Tags, by name.
    pub tags: Vec<TagLabel>,
    /// The comment shown in the table.
    pub pinned_comment: Option<String>,
    /// How many comments there are.
    pub comments: i64,
    /// Where the order came from: `manual`, `import:shop`, …
    pub origin: String,
    /// Campaign or referrer.
    pub source: Option<String>,
    /// The promo code that it was made with, as it was written.
    pub promo: Option<String>,
    /// From when the client has access to anything; none is never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_from: Option<Timestamp>,
    /// The last day on which the client has access to anything; none is without an end.
    pub access_until: Option<Timestamp>,
    /// Since when all of it is closed, whatever its lines say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_closed_at: Option<Timestamp>,
    /// When the client ordered.
    pub created_at: Timestamp,
    /// When anything of it last changed.
    pub updated_at: Timestamp,
    /// When it came into its stage.
    pub stage_entered_at: Timestamp,
    /// When somebody last talked with the client about it.
    pub contacted_at: Option<Timestamp>,
    /// Whether another open order of the client stands beside this open one, for the same offer in the same funnel.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_twin: bool,
    /// When it was put away; such orders are left out unless asked for.
    pub archived_at: Option<Timestamp>,
}

impl Order {
    /// An amount in the order's currency.
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// Money received and kept: paid − refunded, minor units.
    pub const fn received(&self) -> i64 {
        self.paid - self.refunded
    }

    /// Whether a planned payment is past its date. Computed from the dates, never stored.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.due > 0 && self.next_due_at.is_some_and(|at| at < now)
    }

    /// Whether it has stayed in its stage for longer than the stage allows. Computed, never stored.
    pub fn is_stale(&self, now: Timestamp) -> bool {
        self.stage
            .stale_days
            .is_some_and(|days| self.stage_entered_at.0 < now.0.saturating_sub(days.saturating_mul(DAY)))
    }

    /// Whether somebody has to look at it: money is late, a payment failed, too much was paid, access is open for nothing,
    /// or it stands still. What is closed needs nobody for a failed payment.
    pub fn needs_attention(&self, now: Timestamp) -> bool {
        let failed = self.payment == PaymentStatus::Failed && self.stage.kind.is_open();
        self.is_overdue(now)
            || failed
            || self.payment == PaymentStatus::Overpaid
            || self.has_unpaid_access(now)
            || self.is_stale(now)
    }

    /// Whole days of 24 hours since it came into its stage.
    pub fn days_in_stage(&self, now: Timestamp) -> i64 {
        (now.0 - self.stage_entered_at.0).max(0) / DAY
    }

    /// The text that searches look into.
    pub fn search_text(&self) -> String {
        crate::search::text_of(self.number.as_str(), &self.contact)
    }
}

/// A funnel as an order shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelLabel {
    /// Identifier.
    pub id: FunnelId,
    /// Stable name.
    pub slug: Slug,
    /// Name; `None` is translated.
    pub name: Option<String>,
}

/// A stage as an order shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLabel {
    /// Identifier.
    pub id: StageId,
    /// Stable name.
    pub slug: Slug,
    /// Name; `None` is translated from the kind.
    pub name: Option<String>,
    /// What it means.
    pub kind: StageKind,
    /// Colour; `None` is that of the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// Days after which an order that stays here is stale.
    pub stale_days: Option<i64>,
}

/// A user as an order shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserLabel {
    /// Identifier.
    pub id: UserId,
    /// Full name.
    pub name: String,
}

/// A product of an order: the title is the snapshot, the slug leads to the product if there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductLabel {
    /// Stable name of the product.
    pub slug: Option<Slug>,
    /// Title as it was when the order was made.
    pub title: String,
}

/// A tag as an order shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TagLabel {
    /// Stable name.
    pub slug: Slug,
    /// Name.
    pub name: String,
}
