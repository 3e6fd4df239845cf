//! From what a person sends to what the store does: the same for server functions and for plain forms. Server only.

use crate::{context::Boot, i18n::Words, names, order::events};
use domain::{
    Conditions, Listing, SortKey, User,
    filter::Moment,
    funnel::Sight,
    ids::OrderId,
    listing::{Place, Reader},
    order::{
        ChangeRequest, Outcome, Targets,
        change::{CHOSEN_MAX, Met, Reason},
    },
    search::fold,
};
use store::{
    Db, funnels,
    orders::{Aim, Change, Work},
    searches,
};

/// How many changes of others are told of: the newest say where the order stands.
const TOLD: usize = 5;

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
pub async fn met(db: &Db, request: &ChangeRequest, outcome: &Outcome, boot: &Boot) -> store::Result<Option<Met>> {
    let Targets::Chosen(chosen) = &request.targets else { return Ok(None) };
    let conflicts = outcome.refusals.iter().any(|refused| refused.reason == Reason::Conflict);
    let (&[(id, seen)], true) = (&chosen[..], conflicts) else { return Ok(None) };
    let (done, people) = store::events::since(db, id, seen).await?;
    let words = Words(boot.locale);
    let who = done.first().map(|event| events::actor(words, event));
    let theirs = done.iter().take(TOLD).map(|event| events::line(words, boot, event, &people)).collect();
    Ok(Some(Met { who, theirs }))
}

/// The orders that a request names one by one.
pub fn named(request: &ChangeRequest) -> Vec<OrderId> {
    match &request.targets {
        Targets::Chosen(chosen) => chosen.iter().take(CHOSEN_MAX).map(|(id, _)| *id).collect(),
        Targets::Everything(_) => Vec::new(),
    }
}

/// The place of a list that somebody typed, as their language writes it; `None` when it names none.
pub async fn place(
    db: &Db,
    (listing, sight): (&Listing, Sight),
    typed: &str,
    boot: &Boot,
) -> store::Result<Option<Place>> {
    let reader = Reader { locale: boot.locale, zone: &boot.zone, currency: boot.currency };
    match Place::parse(typed, listing.sort, &reader) {
        Some(Place::Text(text)) if listing.sort.key == SortKey::Funnel => {
            let (words, begin) = (Words(boot.locale), fold(&text));
            let begins = |name: Option<&str>| fold(&names::funnel(words, name)).starts_with(&begin);
            let funnels = funnels::list(db).await?.seen_by(sight);
            Ok(funnels.0.iter().find(|funnel| begins(funnel.name.as_deref())).map(|funnel| Place::Funnel(funnel.id)))
        }
        place => Ok(place),
    }
}
