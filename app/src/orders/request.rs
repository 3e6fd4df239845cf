//! From what a person sends to what the store does: the same for server functions and for plain forms. Server only.

use crate::context::Boot;
use domain::{
    Conditions, Listing, User,
    filter::Moment,
    ids::OrderId,
    order::{
        ChangeRequest, Outcome, Targets,
        change::{CHOSEN_MAX, Met, Reason},
    },
};
use store::{
    Db,
    orders::{Aim, Change, Work},
    searches,
};

/// The filter of a canonical query; `None` when a part of it says nothing: ignoring that would widen it.
pub async fn conditions(db: &Db, query: &str, user: &User, boot: &Boot) -> store::Result<Option<Conditions>> {
    let (listing, problems) = Listing::from_query(query);
    let now = store::ids::now();
    let filter = searches::open(db, user.id, listing.filter, now).await?;
    let moment = Moment { now, zone: &boot.zone, me: Some(user.id) };
    Ok(problems.is_empty().then(|| filter.resolve(&moment).seen_by(user.role)))
}

/// What is to be done; `None` when the request names too many orders, or a filter that says nothing.
pub async fn change(db: &Db, request: &ChangeRequest, user: &User, boot: &Boot) -> store::Result<Option<Change>> {
    let aim = match &request.targets {
        Targets::Chosen(chosen) if chosen.len() > CHOSEN_MAX => return Ok(None),
        Targets::Chosen(chosen) => Aim::Chosen(chosen.clone()),
        Targets::Everything(query) => match conditions(db, query, user, boot).await? {
            Some(conditions) => Aim::Filter(Box::new(conditions)),
            None => return Ok(None),
        },
    };
    let Ok(said) = serde_json::to_string(&(&request.targets, &request.action)) else { return Ok(None) };
    let work = Work::Do { aim, action: request.action.clone() };
    Ok(Some(Change { user: user.id, key: request.key.clone(), said, work }))
}

/// What others did to the one order of a request, where it was not done for that reason.
pub async fn met(db: &Db, request: &ChangeRequest, outcome: &Outcome) -> store::Result<Option<Met>> {
    match &request.targets {
        Targets::Chosen(chosen) if outcome.refusals.iter().any(|refused| refused.reason == Reason::Conflict) => {
            match chosen[..] {
                [(id, seen)] => store::events::since(db, id, seen).await.map(Some),
                _ => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

/// The orders that a request names one by one.
pub fn named(request: &ChangeRequest) -> Vec<OrderId> {
    match &request.targets {
        Targets::Chosen(chosen) => chosen.iter().take(CHOSEN_MAX).map(|(id, _)| *id).collect(),
        Targets::Everything(_) => Vec::new(),
    }
}
