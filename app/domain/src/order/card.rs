//! The whole of one order, as its page shows it. Pure.

use super::{
    Order, OrderNumber, TagLabel, UserLabel, access::AccessRule, mention::Mention, payment::codes,
    subscription::Subscription, touch::Touch,
};
use crate::{
    Locale, Timestamp,
    event::{Event, Named},
    funnel::{Funnel, Stage},
    ids::{CommentId, LineId, OrderId, PaymentId, RefundId},
};
use serde::{Deserialize, Serialize};

/// An order with everything that belongs to it, in the order in which it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderCard {
    /// The row of the list.
    pub order: Order,
    /// Lines, in their order.
    pub lines: Vec<Line>,
    /// The ledger, oldest first.
    pub payments: Vec<Payment>,
    /// Refunds, oldest first.
    pub refunds: Vec<Refund>,
    /// What its offer said, when the order was made, of access while a part is overdue.
    #[serde(default)]
    pub access_rule: AccessRule,
    /// Its subscription.
    pub subscription: Option<Subscription>,
    /// Comments, oldest first.
    pub comments: Vec<Comment>,
    /// Talks with the client, newest first.
    pub touches: Vec<Touch>,
    /// What of the client only the page needs.
    #[serde(default)]
    pub client: ClientReach,
    /// Other open orders of the client for the same offer, newest first.
    pub siblings: Vec<Sibling>,
    /// History, newest first.
    pub events: Vec<Event>,
    /// What the history names.
    pub named: Named,
    /// What may be chosen for it.
    pub choices: Choices,
}

/// How the client is written to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientReach {
    /// In which language, where that is known.
    pub language: Option<Locale>,
    /// Their messengers, as people write them down.
    pub messengers: String,
}

/// Another open order of the same client for the same offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sibling {
    /// Identifier.
    pub id: OrderId,
    /// Version, for whoever changes it.
    pub version: i64,
    /// Its number.
    pub number: OrderNumber,
}

/// What the menus of an order offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The stages of its funnel, in their order.
    pub stages: Vec<Stage>,
    /// The other funnels, where it may go too.
    pub elsewhere: Vec<Funnel>,
    /// Users who can look after it, by name.
    pub managers: Vec<UserLabel>,
    /// Users who see it, and may be named in its comments, by name.
    #[serde(default)]
    pub team: Vec<UserLabel>,
    /// Tags of the desk, by slug.
    pub tags: Vec<TagLabel>,
}

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Something sold.
    Product,
    /// Delivery.
    Shipping,
    /// A fee.
    Fee,
    /// A tax that is added.
    Tax,
}
codes!(LineKind { Product = "product", Shipping = "shipping", Fee = "fee", Tax = "tax" });

/// The span of days in which the client may use something; an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessSpan {
    /// First instant.
    pub from: Option<Timestamp>,
    /// Last instant.
    pub until: Option<Timestamp>,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Identifier.
    pub id: LineId,
    /// What it stands for.
    pub kind: LineKind,
    /// Title as it was.
    pub title: String,
    /// Decimal text, as the source gave it.
    pub quantity: String,
    /// Decimal text of up to 4 decimals, for information only.
    pub unit_price: Option<String>,
    /// Minor units: the truth.
    pub amount: i64,
    /// This line's share of the order's discount, minor units.
    pub discount: i64,
    /// When the client may use it.
    pub access: AccessSpan,
}

/// Where an entry of the ledger came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// A part of a plan.
    Scheduled,
    /// Paid through a provider.
    Online,
    /// Recorded by a person.
    Manual,
    /// Stated by an imported file.
    Imported,
}
codes!(PaymentKind { Scheduled = "scheduled", Online = "online", Manual = "manual", Imported = "imported" });

/// How far an entry of the ledger has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Promised for a date.
    Planned,
    /// An attempt is under way.
    Pending,
    /// The money is here.
    Succeeded,
    /// The attempt failed.
    Failed,
    /// Taken back with a reason.
    Voided,
}
codes!(PaymentState {
    Planned = "planned",
    Pending = "pending",
    Succeeded = "succeeded",
    Failed = "failed",
    Voided = "voided"
});

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Identifier.
    pub id: PaymentId,
    /// Minor units of the order's currency.
    pub amount: i64,
    /// Where it came from.
    pub kind: PaymentKind,
    /// How far it has come.
    pub state: PaymentState,
    /// `card`, `bank_transfer`, `cash`, …
    pub method: Option<String>,
    /// When it is due.
    pub due_at: Option<Timestamp>,
    /// When the money came.
    pub paid_at: Option<Timestamp>,
    /// What the payer or the bank calls it.
    #[serde(default)]
    pub reference: Option<String>,
    /// Internal note.
    pub note: Option<String>,
}

/// Money that went back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Identifier.
    pub id: RefundId,
    /// The payment that went back.
    pub payment: PaymentId,
    /// Minor units.
    pub amount: i64,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Whether the client owes the amount again.
    pub still_owed: bool,
}

/// A comment on an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Identifier.
    pub id: CommentId,
    /// Who wrote it; `None` when it came with an import.
    pub author: Option<UserLabel>,
    /// Text.
    pub body: String,
    /// When it was written.
    pub at: Timestamp,
    /// When its text was last changed.
    #[serde(default)]
    pub edited_at: Option<Timestamp>,
    /// Whether it is the one shown in the table.
    pub pinned: bool,
    /// Whom it names.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}
