//! Which orders a person wants to see. Pure.
//!
//! Different fields are joined by AND, the values of one field by OR, and each value can be excluded. `OrderFilter` is
//! symbolic (slugs, presets, "me") and lives in the URL; `resolve` makes it `Conditions`: instants and users, which the
//! store turns into SQL and `matches` checks in memory. Both must say the same: that is the strongest test.

mod choice;
mod conditions;
mod dates;
mod fields;
mod query;

pub use choice::Choice;
pub use conditions::{Conditions, Span};
pub use dates::{DateFilter, Days, NaiveDateText, Preset};
pub use fields::{AmountRange, Archived, ManagerChoice};
pub use query::{Pairs, Problem, decode, encode_component, encode_pairs};

use crate::{OrderKind, PaymentStatus, Slug, StageKind, Timestamp, Zone, ids::UserId};
use serde::{Deserialize, Serialize};

/// A filter as the URL says it. The default one lets every order through that is not archived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFilter {
    /// Funnels.
    pub funnel: Choice<Slug>,
    /// Stages, by slug, of whichever funnel.
    pub stage: Choice<Slug>,
    /// What stages mean.
    pub stage_kind: Choice<StageKind>,
    /// How orders are sold.
    pub kind: Choice<OrderKind>,
    /// How far they are paid.
    pub payment: Choice<PaymentStatus>,
    /// When they were created.
    pub created: Option<DateFilter>,
    /// When money was last received.
    pub paid: Option<DateFilter>,
    /// Totals, each range in one currency.
    pub total: Choice<AmountRange>,
    /// Who looks after them.
    pub manager: Choice<ManagerChoice>,
    /// What was ordered.
    pub product: Choice<Slug>,
    /// Tags.
    pub tag: Choice<Slug>,
    /// Whether archived orders are shown.
    pub archived: Archived,
    /// Search by contact or order number.
    pub search: String,
}

/// What a symbolic filter is resolved against.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// The desk's time zone.
    pub zone: &'a Zone,
    /// Who asks; `None` on the command line.
    pub me: Option<UserId>,
}

impl OrderFilter {
    /// The filter with dates as instants and "me" as a user.
    pub fn resolve(&self, moment: &Moment<'_>) -> Conditions {
        let today = moment.zone.date_of(moment.now);
        let span = |dates: &DateFilter| {
            let (from, until) = moment.zone.span(&dates.days.range(today));
            Span { negated: dates.negated, from, until }
        };
        Conditions {
            funnel: self.funnel.clone(),
            stage: self.stage.clone(),
            stage_kind: self.stage_kind.clone(),
            kind: self.kind.clone(),
            payment: self.payment.clone(),
            created: self.created.as_ref().map(span),
            paid: self.paid.as_ref().map(span),
            total: self.total.clone(),
            manager: self.manager.map(|m| match m {
                // Nobody has the id 0: on the command line "me" is nobody's order and no orderless manager either.
                ManagerChoice::Me => Some(moment.me.unwrap_or(UserId(0))),
                ManagerChoice::Nobody => None,
                ManagerChoice::User(id) => Some(*id),
            }),
            product: self.product.clone(),
            tag: self.tag.clone(),
            archived: self.archived,
            needles: crate::search::needles(&self.search),
        }
    }

    /// Whether anything but the archive's default is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
