//! A filter that no longer depends on who asks and when. Pure.

use super::{Absence, Amounts, Archived, Choice, DateField, Flag, Texts};
use crate::{
    Order, OrderKind, PaymentStatus, Role, Slug, StageKind, Timestamp,
    funnel::{Funnel, Sight, Stage},
    ids::{ContactId, OfferId, UserId},
};
use std::collections::{BTreeMap, BTreeSet};

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

/// Something that depends on the present instant, and whether it is wanted or excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// Wanted, or else excluded.
    pub wanted: bool,
    /// The present instant.
    pub now: Timestamp,
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
    /// What is computed of them.
    pub flags: BTreeMap<Flag, AsOf>,
    /// Days.
    pub dates: BTreeMap<DateField, Span>,
    /// Amounts.
    pub amounts: Amounts,
    /// Who looks after them; `None` is nobody.
    pub manager: Choice<Option<UserId>>,
    /// Who ordered.
    pub client: Choice<ContactId>,
    /// What was ordered.
    pub product: Choice<Slug>,
    /// Under which offer.
    pub offer: Choice<OfferId>,
    /// Any of these tags.
    pub tag: Choice<Slug>,
    /// All of these tags.
    pub tag_all: BTreeSet<Slug>,
    /// Free texts.
    pub texts: Texts,
    /// What they must lack (true) or must have (false).
    pub empty: BTreeMap<Absence, bool>,
    /// Whether archived orders pass.
    pub archived: Archived,
    /// Pieces of text that must all occur in the search text.
    pub needles: Vec<String>,
    /// Whether a search is meant whose text nobody knows any more: then nothing passes.
    pub lost_search: bool,
    /// Whose eyes look: orders of a funnel that is out of sight do not pass, whatever is asked for. `matches` knows no
    /// funnels and leaves this to whoever does.
    pub sight: Sight,
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
        let offers: Vec<&OfferId> = order.offer_id.iter().collect();
        !self.lost_search
            && self.funnel.lets(&order.funnel.slug)
            && self.stage.lets(&order.stage.slug)
            && self.stage_kind.lets(&order.stage.kind)
            && self.kind.lets(&order.kind)
            && self.payment.lets(&order.payment)
            && self.flags.iter().all(|(flag, at)| flag.of(order, at.now) == at.wanted)
            && self.dates.iter().all(|(field, span)| span.lets(field.of(order)))
            && self.amounts.lets(order)
            && self.manager.lets(&order.manager.as_ref().map(|m| m.id))
            && self.client.lets(&order.contact.id)
            && self.product.lets_any(&products)
            && self.offer.lets_any(&offers)
            && self.tag.lets_any(&tags)
            && self.tag_all.iter().all(|tag| tags.contains(&tag))
            && self.texts.lets(order)
            && self.empty.iter().all(|(what, lacks)| what.holds(order) == *lacks)
            && match self.archived {
                Archived::No => order.archived_at.is_none(),
                Archived::Only => order.archived_at.is_some(),
                Archived::All => true,
            }
    }

    /// The same for the eyes of a role.
    #[must_use]
    pub fn seen_by(self, role: Role) -> Self {
        Self { sight: Sight::Of(role), ..self }
    }

    /// Whether orders of this funnel may pass.
    pub fn lets_funnel(&self, funnel: &Funnel) -> bool {
        self.sight.lets(funnel) && self.funnel.lets(&funnel.slug)
    }

    /// Whether orders of this stage may pass.
    pub fn lets_stage(&self, funnel: &Funnel, stage: &Stage) -> bool {
        self.lets_funnel(funnel) && self.stage.lets(&stage.slug) && self.stage_kind.lets(&stage.kind)
    }

    /// When they were created.
    pub fn created(&self) -> Option<&Span> {
        self.dates.get(&DateField::Created)
    }

    /// The same for orders of any day.
    #[must_use]
    pub fn of_any_day(&self) -> Self {
        let mut next = self.clone();
        next.dates.remove(&DateField::Created);
        next
    }

    /// The same without the funnel and status parts: what counts per status and per funnel are made of.
    #[must_use]
    pub fn without_stages(&self) -> Self {
        Self { funnel: Choice::default(), stage: Choice::default(), stage_kind: Choice::default(), ..self.clone() }
    }
}
