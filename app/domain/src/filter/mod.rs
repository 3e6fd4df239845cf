//! Which orders a person wants to see. Pure.
//!
//! Different fields are joined by AND, the values of one field by OR, and each value can be excluded. `OrderFilter` is
//! symbolic (slugs, presets, "me") and lives in the URL; `resolve` makes it `Conditions`: instants and users, which the
//! store turns into SQL and `matches` checks in memory. Both must say the same: that is the strongest test.

mod amounts;
mod choice;
mod conditions;
mod dates;
mod fields;
mod flags;
mod query;
mod texts;
pub mod values;

pub use amounts::{AmountField, Amounts};
pub use choice::{Choice, Choices};
pub use conditions::{AsOf, Conditions, Span};
pub use dates::{DateField, DateFilter, Days, NaiveDateText, Preset};
pub use fields::{Absence, AmountRange, Archived, ManagerChoice, SearchToken, Text};
pub use flags::Flag;
pub use query::{Pairs, Problem, decode, encode_component, encode_pairs};
pub use texts::{TextField, Texts};

use crate::{
    OrderKind, PaymentStatus, Slug, StageKind, Timestamp, Zone,
    funnel::Sight,
    gather,
    ids::{ContactId, OfferId, UserId},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What is computed of them: overdue, stale and the like.
    pub flags: BTreeMap<Flag, bool>,
    /// Days: of creation, of payment and the like.
    pub dates: BTreeMap<DateField, DateFilter>,
    /// Amounts, each range in one currency.
    pub amounts: Amounts,
    /// Who looks after them.
    pub manager: Choice<ManagerChoice>,
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
    /// Free texts: source, origin, method, country.
    pub texts: Texts,
    /// What they must lack (true) or must have (false).
    pub empty: BTreeMap<Absence, bool>,
    /// Whether archived orders are shown.
    pub archived: Archived,
    /// Search by contact or order number.
    pub search: String,
    /// A search that names a person, kept on the server. Nothing passes until [`OrderFilter::opened`] puts its text in.
    pub kept_search: Option<SearchToken>,
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
    /// Whether orders of this stage may pass.
    pub fn lets_stage(&self, funnel: &crate::Funnel, stage: &crate::Stage) -> bool {
        self.funnel.lets(&funnel.slug) && self.stage.lets(&stage.slug) && self.stage_kind.lets(&stage.kind)
    }

    /// The filter with dates as instants and "me" as a user.
    pub fn resolve(&self, moment: &Moment<'_>) -> Conditions {
        let today = moment.zone.date_of(moment.now);
        let span = |dates: &DateFilter| {
            let (from, until) = moment.zone.span(&dates.days.range(today));
            Span { negated: dates.negated, from, until }
        };
        let as_of = |wanted: bool| AsOf { wanted, now: moment.now };
        Conditions {
            funnel: self.funnel.clone(),
            stage: self.stage.clone(),
            stage_kind: self.stage_kind.clone(),
            kind: self.kind.clone(),
            payment: self.payment.clone(),
            flags: gather::map(self.flags.iter().map(|(flag, wanted)| (*flag, as_of(*wanted)))),
            dates: gather::map(self.dates.iter().map(|(field, dates)| (*field, span(dates)))),
            amounts: self.amounts.clone(),
            manager: self.manager.map(|m| match m {
                // Nobody has the id 0: on the command line "me" is nobody's order and no orderless manager either.
                ManagerChoice::Me => Some(moment.me.unwrap_or(UserId(0))),
                ManagerChoice::Nobody => None,
                ManagerChoice::User(id) => Some(*id),
            }),
            client: self.client.clone(),
            product: self.product.clone(),
            offer: self.offer.clone(),
            tag: self.tag.clone(),
            tag_all: self.tag_all.clone(),
            texts: self.texts.clone(),
            empty: self.empty.clone(),
            archived: self.archived,
            needles: crate::search::needles(&self.search),
            lost_search: self.kept_search.is_some(),
            sight: Sight::Everything,
        }
    }

    /// The filter with the text that its kept search stands for. Without one (kept by somebody else, or no longer) the
    /// token stays, and nothing passes: a search that cannot be read never widens what is shown.
    #[must_use]
    pub fn opened(self, text: Option<String>) -> Self {
        match text {
            Some(search) if self.kept_search.is_some() => Self { search, kept_search: None, ..self },
            _ => self,
        }
    }

    /// The filter without its search, whichever way it is written.
    #[must_use]
    pub fn without_search(&self) -> Self {
        Self { search: String::new(), kept_search: None, ..self.clone() }
    }

    /// Whether anything but the archive's default is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
