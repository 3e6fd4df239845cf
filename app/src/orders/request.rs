//! From what a person sends to what the store does: the same for server functions and for plain forms. Server only.

use crate::context::Boot;
use domain::{
    Conditions, Listing, User,
    filter::Moment,
    ids::OrderId,
    order::{ChangeRequest, Targets, change::CHOSEN_MAX},
};
use store::orders::{Aim, Change, Work};

/// The filter of a canonical query; `None` when a part of it says nothing: ignoring that would widen it.
pub fn conditions(query: &str, user: &User, boot: &Boot) -> Option<Conditions> {
    let (listing, problems) = Listing::from_query(query);
    let moment = Moment { now: store::ids::now(), zone: &boot.zone, me: Some(user.id) };
    problems.is_empty().then(|| listing.filter.resolve(&moment))
}

/// What is to be done; `None` when the request names too many orders, or a filter that says nothing.
pub fn change(request: &ChangeRequest, user: &User, boot: &Boot) -> Option<Change> {
    let aim = match &request.targets {
        Targets::Chosen(chosen) if chosen.len() > CHOSEN_MAX => return None,
        Targets::Chosen(chosen) => Aim::Chosen(chosen.clone()),
        Targets::Everything(query) => Aim::Filter(Box::new(conditions(query, user, boot)?)),
    };
    let said = serde_json::to_string(&(&request.targets, &request.action)).ok()?;
    let work = Work::Do { aim, action: request.action.clone() };
    Some(Change { user: user.id, key: request.key.clone(), said, work })
}

/// The orders that a request names one by one.
pub fn named(request: &ChangeRequest) -> Vec<OrderId> {
    match &request.targets {
        Targets::Chosen(chosen) => chosen.iter().take(CHOSEN_MAX).map(|(id, _)| *id).collect(),
        Targets::Everything(_) => Vec::new(),
    }
}
