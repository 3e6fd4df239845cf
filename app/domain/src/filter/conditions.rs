//! A filter that no longer depends on who asks and when. Pure.

use super::{AmountRange, Archived, Choice};
use crate::{
    Order, OrderKind, PaymentStatus, Slug, StageKind, Timestamp,
    funnel::{Funnel, Stage},
    ids::UserId,
};

/// A half-open span of instants that is wanted, or that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Whether instants in the span are excluded; an absent instant then passes.
    pub negated: bool,
    /// The first instant inside.
    pub from: Option<Timestamp>,
    /// The first instant after it.
    pub until: Option<Timestamp>,
}

impl Span {
    /// Whether an instant, or its absence, passes.
    pub fn lets(&self, at: Option<Timestamp>) -> bool {
        let inside =
            at.is_some_and(|at| self.from.is_none_or(|from| at >= from) && self.until.is_none_or(|until| at < until));
        inside != self.negated
    }
}

/// A resolved filter: the store makes SQL of it, [`Conditions::matches`] checks the same in memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Funnels.
    pub funnel: Choice<Slug>,
    /// Stages.
    pub stage: Choice<Slug>,
    /// What stages mean.
    pub stage_kind: Choice<StageKind>,
    /// How orders are sold.
    pub kind: Choice<OrderKind>,
    /// How far they are paid.
    pub payment: Choice<PaymentStatus>,
    /// When they were created.
    pub created: Option<Span>,
    /// When money was last received.
    pub paid: Option<Span>,
    /// Totals.
    pub total: Choice<AmountRange>,
    /// Who looks after them; `None` is nobody.
    pub manager: Choice<Option<UserId>>,
    /// What was ordered.
    pub product: Choice<Slug>,
    /// Tags.
    pub tag: Choice<Slug>,
    /// Whether archived orders pass.
    pub archived: Archived,
    /// Pieces of text that must all occur in the search text.
    pub needles: Vec<String>,
}

impl Conditions {
    /// Whether an order passes.
    pub fn matches(&self, order: &Order) -> bool {
        self.matches_fields(order)
            && (self.needles.is_empty() || crate::search::matches(&order.search_text(), &self.needles))
    }

    /// Whether an order passes all but the search.
    pub fn matches_fields(&self, order: &Order) -> bool {
        let products: Vec<&Slug> = order.products.iter().filter_map(|p| p.slug.as_ref()).collect();
        let tags: Vec<&Slug> = order.tags.iter().map(|t| &t.slug).collect();
        self.funnel.lets(&order.funnel.slug)
            && self.stage.lets(&order.stage.slug)
            && self.stage_kind.lets(&order.stage.kind)
            && self.kind.lets(&order.kind)
            && self.payment.lets(&order.payment)
            && self.created.is_none_or(|span| span.lets(Some(order.created_at)))
            && self.paid.is_none_or(|span| span.lets(order.paid_at))
            && self.total.lets_where(|range| range.contains(order.currency, order.total))
            && self.manager.lets(&order.manager.as_ref().map(|m| m.id))
            && self.product.lets_any(&products)
            && self.tag.lets_any(&tags)
            && match self.archived {
                Archived::No => order.archived_at.is_none(),
                Archived::Only => order.archived_at.is_some(),
                Archived::All => true,
            }
    }

    /// Whether orders of this funnel may pass.
    pub fn lets_funnel(&self, funnel: &Funnel) -> bool {
        self.funnel.lets(&funnel.slug)
    }

    /// Whether orders of this stage may pass.
    pub fn lets_stage(&self, funnel: &Funnel, stage: &Stage) -> bool {
        self.lets_funnel(funnel) && self.stage.lets(&stage.slug) && self.stage_kind.lets(&stage.kind)
    }

    /// The same without the funnel and status parts: what counts per status and per funnel are made of.
    #[must_use]
    pub fn without_stages(&self) -> Self {
        Self { funnel: Choice::default(), stage: Choice::default(), stage_kind: Choice::default(), ..self.clone() }
    }
}
