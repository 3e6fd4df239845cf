//! What users do to orders, one or all of a filter: once for each key, order by order, and taken back by its batch.
//!
//! Up to a thousand orders are one transaction; more go on in batches, each of which notes how far it has come, so that
//! the same request goes on where it was cut off. Orders made since it began are left out. A refused order stays as it
//! was and is told of; the others are changed. Undoing is a change like any other: it can be undone.

use super::{
    apply::{Stamp, Step, lock_in, write_in},
    background::{go_on, undoing},
    command_log::{self, Progress},
    conditions::conditions,
    fetch::some_in,
    ledger::refund_all_in,
};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events::{self, Actor},
    funnels, ids,
    sql::Sql,
};
use domain::{
    Conditions, Order, Role, Slug,
    event::leave_as_it_was,
    funnel::{Funnels, Sight},
    ids::{BatchId, OrderId, UserId},
    order::{
        Action, IdempotencyKey, Outcome, TagLabel, UserLabel,
        change::{Known, Reason, Refused},
        transition,
    },
};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    time::Duration,
};

/// How many orders one transaction changes at most.
pub const BATCH: usize = 1_000;

/// Something that a user asks for.
#[derive(Clone, Debug)]
pub struct Change {
    /// Who.
    pub user: UserId,
    /// Tells the request from every other one of this user.
    pub key: IdempotencyKey,
    /// What was asked for, as text: under one key it is always the same.
    pub said: String,
    /// What is to be done.
    pub work: Work,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Work {
    /// An action to orders.
    Do {
        /// Which orders.
        aim: Aim,
        /// What.
        action: Action,
    },
    /// Taking a change back where nobody has changed the order since.
    Undo {
        /// The change.
        batch: BatchId,
        /// This order of it only.
        only: Option<OrderId>,
    },
}

/// Which orders.
#[derive(Clone, Debug)]
pub enum Aim {
    /// These, in the versions that the user has seen; at most [`BATCH`].
    Chosen(Vec<(OrderId, i64)>),
    /// All that pass a filter.
    Filter(Box<Conditions>),
}

/// Does all of it, and waits for it. Goes on to the end when nobody waits for the answer any more.
pub async fn change(db: &Db, change: Change) -> Result<Outcome> {
    loop {
        if let (outcome, true) = go_on(db, &change, Duration::MAX).await? {
            return Ok(outcome);
        }
    }
}

/// Takes a change back; of one order only where `only` names it.
pub async fn undo(
    db: &Db,
    user: UserId,
    key: IdempotencyKey,
    batch: BatchId,
    only: Option<OrderId>,
) -> Result<Outcome> {
    change(db, undoing(user, key, batch, only)).await
}

/// What tells two requests of one key apart.
pub(crate) fn digest_of(said: &str) -> String {
    Sha256::digest(said).iter().map(|b| format!("{b:02x}")).collect()
}

/// One transaction of it: the outcome once nothing is left to do.
pub async fn step(db: &Db, change: &Change) -> Result<Option<Outcome>> {
    let digest = digest_of(&change.said);
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let mut progress = command_log::find_in(&mut tx, change.user, &change.key, &digest).await?;
    if progress.done {
        return Ok(Some(progress.outcome));
    }
    let now = ids::now();
    let undoes = match &change.work {
        Work::Undo { batch, .. } => Some(*batch),
        Work::Do { .. } => None,
    };
    let stamp = Stamp { actor: Actor::User(change.user), batch: Some(progress.outcome.batch), undoes, now };
    let all = funnels::list_in(&mut tx).await?;
    let sight = sight_in(&mut tx, change.user).await?;
    let funnels = all.seen_by(sight);
    let mut wishes = wishes_in(&mut tx, &change.work, &mut progress, &all, sight).await?;
    // What is out of sight is not there.
    for wish in &mut wishes {
        wish.found = wish.found.take().filter(|(order, _)| funnels.stage(order.stage.id).is_some());
    }
    fulfil_in(&mut tx, &stamp, &wishes, funnels, &mut progress.outcome).await?;
    command_log::keep_in(&mut tx, change.user, &change.key, (&digest, &change.said), &progress, now).await?;
    tx.commit().await?;
    Ok(progress.done.then_some(progress.outcome))
}

/// Whose eyes these are now: a role that was taken away since the request was made counts.
pub(super) async fn sight_in(tx: &mut Tx, user: UserId) -> Result<Sight> {
    let (role,): (String,) = tx.one(Sql::with("select role from users where id = $1", [user.0.into()])).await?;
    Role::parse(&role).map(Sight::Of).ok_or_else(|| StoreError::corrupt("role", &role))
}

/// What is wanted of one order, and the order, if there is one.
struct Wish {
    id: OrderId,
    /// The version that was seen; a filter sees none.
    seen: Option<i64>,
    action: Action,
    /// Whether the action takes another one back: people who left may get back what they had.
    is_undo: bool,
    found: Option<(Order, i64)>,
}

/// The next wishes, with their orders; `progress` says where they begin, and afterwards where they ended.
async fn wishes_in(
    tx: &mut Tx,
    work: &Work,
    progress: &mut Progress,
    funnels: &Funnels,
    sight: Sight,
) -> Result<Vec<Wish>> {
    match work {
        Work::Do { aim: Aim::Chosen(chosen), action } => {
            progress.done = true;
            let mut distinct = HashSet::new();
            let chosen: Vec<_> = chosen.iter().copied().filter(|(id, _)| distinct.insert(*id)).collect();
            let wanted = chosen.iter().map(|(id, seen)| (*id, Some(*seen), action.clone(), false));
            found_in(tx, wanted.collect(), funnels).await
        }
        Work::Do { aim: Aim::Filter(wanted), action } => {
            let (dialect, after) = (tx.dialect(), progress.after);
            let seen = Conditions { sight, ..wanted.as_ref().clone() };
            let which = |sql: &mut Sql| {
                conditions(sql, dialect, funnels, &seen);
                sql.push(" and o.id > ").bind(after).push(" order by o.id limit ").bind(BATCH as i64);
            };
            let found = some_in(tx, which, funnels).await?;
            progress.done = found.len() < BATCH;
            progress.after = found.last().map_or(after, |(order, _)| order.id.0);
            let fresh = made_since_in(tx, after, progress).await?;
            let wish = |(order, owed): (Order, i64)| Wish {
                id: order.id,
                seen: None,
                action: action.clone(),
                is_undo: false,
                found: Some((order, owed)),
            };
            Ok(found.into_iter().filter(|(order, _)| !fresh.contains(&order.id.0)).map(wish).collect())
        }
        Work::Undo { batch, only } => {
            let mut sql =
                Sql::new("select subject_id, version, id, what from events where subject = 'order' and batch = ");
            sql.bind(batch.0).push(" and subject_id > ").bind(progress.after);
            if let Some(only) = only {
                sql.push(" and subject_id = ").bind(only.0);
            }
            sql.push(" order by subject_id limit ").bind(BATCH as i64);
            let rows: Vec<(i64, i64, i64, String)> = tx.all(sql).await?;
            if rows.is_empty() && progress.after == 0 {
                return Err(StoreError::NotFound);
            }
            progress.done = rows.len() < BATCH;
            progress.after = rows.last().map_or(progress.after, |row| row.0);
            let mut wanted = Vec::with_capacity(rows.len());
            let mut told = BTreeMap::new();
            for (id, version, event, what) in rows {
                let action = events::kind(&what)?.inverse().ok_or_else(|| StoreError::corrupt("event", &what))?;
                wanted.push((OrderId(id), Some(version), action, true));
                told.insert(OrderId(id), event);
            }
            let mut wishes = found_in(tx, wanted, funnels).await?;
            look_past_what_was_taken_back_in(tx, &mut wishes, &told).await?;
            Ok(wishes)
        }
    }
}

/// An order that was changed and put back since is as it was: the change before can be taken back as well. `told` are
/// the events of the change that is to be.
async fn look_past_what_was_taken_back_in(
    tx: &mut Tx,
    wishes: &mut [Wish],
    told: &BTreeMap<OrderId, i64>,
) -> Result<()> {
    const LATER: &str = "select batch, undoes from events where subject = 'order' and subject_id = $1 and id > $2 \
        order by id limit 100";
    for wish in wishes {
        let now = wish.found.as_ref().map(|(order, _)| order.version);
        if now == wish.seen {
            continue;
        }
        let Some(event) = told.get(&wish.id) else { continue };
        let later: Vec<(Option<i64>, Option<i64>)> =
            tx.all(Sql::with(LATER, [wish.id.0.into(), (*event).into()])).await?;
        let as_batches = later.into_iter().map(|(batch, undoes)| (batch.map(BatchId), undoes.map(BatchId)));
        if leave_as_it_was(as_batches) {
            wish.seen = now;
        }
    }
    Ok(())
}

/// The orders of wishes that name them.
async fn found_in(
    tx: &mut Tx,
    wanted: Vec<(OrderId, Option<i64>, Action, bool)>,
    funnels: &Funnels,
) -> Result<Vec<Wish>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let ids = wanted.iter().map(|(id, ..)| id.0);
    let which = |sql: &mut Sql| {
        sql.push(" where o.id in (").bind_list(ids).push(")");
    };
    let found = some_in(tx, which, funnels).await?;
    let mut found: HashMap<OrderId, (Order, i64)> = found.into_iter().map(|f| (f.0.id, f)).collect();
    let wish = |(id, seen, action, is_undo)| Wish { id, seen, action, is_undo, found: found.remove(&id) };
    Ok(wanted.into_iter().map(wish).collect())
}

/// Orders of the stretch that has just been read which did not exist when the request began.
async fn made_since_in(tx: &mut Tx, after: i64, progress: &Progress) -> Result<HashSet<i64>> {
    const MADE: &str = "select subject_id from events where seq > $1 and subject = 'order' and version = 1 \
        and subject_id > $2 and subject_id <= $3";
    let rows: Vec<(i64,)> =
        tx.all(Sql::with(MADE, [progress.began.into(), after.into(), progress.after.into()])).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Decides for each order, writes those that change, and counts.
async fn fulfil_in(tx: &mut Tx, stamp: &Stamp, wishes: &[Wish], funnels: Funnels, outcome: &mut Outcome) -> Result<()> {
    let known = known_in(tx, wishes, funnels).await?;
    let mut steps = Vec::new();
    let mut tags: Vec<TagLabel> = Vec::new();
    for wish in wishes {
        let Some((order, owed)) = &wish.found else {
            outcome.refuse(Refused { number: wish.id.to_string(), reason: Reason::Gone });
            continue;
        };
        let timely = wish.seen.is_none_or(|seen| seen == order.version);
        // Nothing goes back where the order stays.
        let enters = wish.action.target(order, &known).is_some_and(|stage| stage.id != order.stage.id);
        let given_back;
        let order = match &wish.action {
            Action::Settle { refund: Some(reason), .. } if timely && enters && order.received() > 0 => {
                let back = match wishes.len() {
                    1 => give_back_in(tx, stamp, order, reason, &known.funnels).await?,
                    _ => None,
                };
                let Some(back) = back else {
                    outcome.refuse(Refused::new(&order.number, Reason::Rule(transition::Refusal::Refund)));
                    continue;
                };
                given_back = back;
                &given_back
            }
            _ => order,
        };
        let decided = wish.action.resolve(order, &known).and_then(|command| {
            let decided = transition::apply(order, &command, *owed, stamp.now)?;
            if let (Some(_), transition::Command::Tag { add, .. }) = (&decided, command) {
                tags.extend(add.into_iter().filter(|t| !known.tags.contains_key(&t.slug)));
            }
            Ok(decided)
        });
        match decided {
            Err(refusal) => outcome.refuse(Refused::new(&order.number, Reason::Rule(refusal))),
            Ok(None) => outcome.already += 1,
            Ok(Some(_)) if !timely => {
                outcome.refuse(Refused::new(&order.number, Reason::Conflict));
            }
            Ok(Some((new, event))) => {
                outcome.changed += 1;
                steps.push(Step { old: order.clone(), new, event });
            }
        }
    }
    write_in(tx, stamp, &tags, &steps).await
}

/// The order once all its money went back; none where it cannot. That is told apart from the move: taking the move back
/// brings no money.
async fn give_back_in(
    tx: &mut Tx,
    stamp: &Stamp,
    order: &Order,
    reason: &str,
    funnels: &Funnels,
) -> Result<Option<Order>> {
    let stamp = Stamp { actor: stamp.actor.clone(), batch: None, undoes: None, now: stamp.now };
    Ok(refund_all_in(tx, &stamp, order, reason, funnels).await?.ok())
}

/// The users and tags that wishes name. Whoever may no longer sign in is given nothing new.
async fn known_in(tx: &mut Tx, wishes: &[Wish], funnels: Funnels) -> Result<Known> {
    let is_undo = wishes.iter().any(|w| w.is_undo);
    let users: BTreeSet<i64> = wishes.iter().flat_map(|w| w.action.users()).map(|u| u.0).collect();
    let slugs: BTreeSet<&Slug> = wishes.iter().flat_map(|w| w.action.tags()).collect();
    let mut known = Known { funnels, ..Known::default() };
    if !users.is_empty() {
        let mut sql = Sql::new("select id, name from users where id in (");
        sql.bind_list(users).push(if is_undo { ")" } else { ") and disabled_at is null" });
        let rows: Vec<(i64, String)> = tx.all(sql).await?;
        known.users = rows.into_iter().map(|(id, name)| (UserId(id), UserLabel { id: UserId(id), name })).collect();
    }
    if !slugs.is_empty() {
        let mut sql = Sql::new("select slug, name from tags where slug in (");
        sql.bind_list(slugs.iter().map(|s| s.as_str())).push(")");
        let rows: Vec<(String, String)> = tx.all(sql).await?;
        for (text, name) in rows {
            let slug = Slug::parse(&text).ok_or_else(|| StoreError::corrupt("slug", &text))?;
            known.tags.insert(slug.clone(), TagLabel { slug, name });
        }
    }
    Ok(known)
}
