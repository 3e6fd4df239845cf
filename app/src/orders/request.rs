//! From what a person sends to what the store does: the same for server functions and for plain forms. Server only.

use crate::{context::Boot, i18n::Words, names, order::events};
use domain::{
    Conditions, Listing, Role, SortKey, Timestamp, User, Zone,
    filter::Moment,
    funnel::Sight,
    ids::OrderId,
    listing::{Place, Reader},
    order::{
        Action, ChangeRequest, Outcome, Targets,
        change::{CHOSEN_MAX, Met, Reason},
    },
    search::fold,
};
use store::{
    Db, funnels,
    orders::{Aim, Change, Unfinished, Work, undoing_said},
    searches,
};

/// How many changes of others are told of: the newest say where the order stands.
const TOLD: usize = 5;

/// The filter of a canonical query; `None` when a part of it says nothing: ignoring that would widen it.
pub async fn conditions(db: &Db, query: &str, user: &User, boot: &Boot) -> store::Result<Option<Conditions>> {
    conditions_at(db, query, user, &boot.zone, store::ids::now()).await
}

async fn conditions_at(
    db: &Db,
    query: &str,
    user: &User,
    zone: &Zone,
    now: Timestamp,
) -> store::Result<Option<Conditions>> {
    let (listing, problems) = Listing::from_query(query);
    let filter = searches::open(db, user.id, listing.filter, now).await?;
    let moment = Moment { now, zone, me: Some(user.id) };
    Ok(problems.is_empty().then(|| filter.resolve(&moment).seen_by(user.role)))
}

/// A request that was stopped on its way, as it was meant when it began; `None` when that can no longer be said.
pub async fn resumed(db: &Db, stopped: Unfinished, user: &User, zone: &Zone) -> store::Result<Option<Change>> {
    let Unfinished { key, said, began, .. } = stopped;
    if let Some(undo) = undoing_said(user.id, key.clone(), &said) {
        return Ok(Some(undo));
    }
    let Ok((Targets::Everything(query), action)) = serde_json::from_str::<(Targets, Action)>(&said) else {
        // What names its orders is done in one go.
        return Ok(None);
    };
    let conditions = conditions_at(db, &query, user, zone, began).await?;
    let change = |conditions| {
        let work = Work::Do { aim: Aim::Filter(Box::new(conditions)), action };
        Change { user: user.id, key, said, work }
    };
    Ok(conditions.map(change))
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
    let (done, named) = store::events::since(db, id, seen, sight(boot)).await?;
    let words = Words(boot.locale);
    let who = done.first().map(|event| events::actor(words, event));
    let theirs = done.iter().take(TOLD).map(|event| events::line(words, boot, event, &named)).collect();
    Ok(Some(Met { who, theirs }))
}

/// Whose eyes these are.
pub fn sight(boot: &Boot) -> Sight {
    Sight::Of(boot.user.as_ref().map_or(Role::Viewer, |user| user.role))
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
