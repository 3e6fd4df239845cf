//! Stages and funnels that go: their orders go first, each by the one place that changes orders, a bounded batch at a time.
//!
//! Up to a thousand orders go in the transaction in which the stage goes; more go on in batches, after each of which every
//! sum is true. What nobody waits for any more goes on behind the answer; cut off, it goes on when it is asked for again.

use super::shape::{open, tell_in, touch_in};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events::Actor,
    ids,
    orders::rehome::{Gone, rehome_in},
    sql::Sql,
};
use domain::{
    event::FunnelEvent,
    funnel::{
        Funnels,
        shape::{self, Fate, FunnelSheet, ShapeRefusal},
    },
    ids::{FunnelId, StageId, UserId},
};
use std::{future::Future, time::Duration};

/// How long somebody waits for all of it.
const PATIENCE: Duration = Duration::from_secs(5);

const FORGET_STAGE: [&str; 4] = [
    "delete from order_rollups where stage_id = $1",
    "delete from order_days where stage_id = $1",
    "delete from order_spans where stage_id = $1",
    "delete from stages where id = $1",
];
const FORGET_FUNNEL: [&str; 6] = [
    "update offers set funnel_id = null where funnel_id = $1",
    "delete from order_rollups where funnel_id = $1",
    "delete from order_days where funnel_id = $1",
    "delete from order_spans where funnel_id = $1",
    "delete from stages where funnel_id = $1",
    "delete from funnels where id = $1",
];
const ARCHIVE: &str = "update funnels set archived_at = $2 where id = $1";

/// How far it has come when somebody is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// All of it is done.
    Done,
    /// It goes on.
    UnderWay,
}

/// Takes one step after the other, to the end even when nobody waits for it any more.
pub(super) async fn go_on<S, F>(step: S) -> Result<Progress>
where
    S: Fn() -> F + Send + 'static,
    F: Future<Output = Result<bool>> + Send,
{
    let work = tokio::spawn(async move {
        loop {
            match step().await {
                Ok(true) => return Ok(Progress::Done),
                Ok(false) => {}
                Err(error) => {
                    // Whoever asked may have been answered already.
                    tracing::warn!(%error, "a change of funnels was stopped on its way");
                    return Err(error);
                }
            }
        }
    });
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => Err(StoreError::Corrupt(format!("the change was stopped: {error}"))),
        Err(_) => Ok(Progress::UnderWay),
    }
}

/// Deletes a stage; its orders go to `to`. A stage that is gone is gone.
pub async fn remove_stage(db: &Db, actor: UserId, id: StageId, version: i64, to: Option<StageId>) -> Result<Progress> {
    if stage_step(db.clone(), actor, id, Some(version), to).await? {
        return Ok(Progress::Done);
    }
    let db = db.clone();
    go_on(move || stage_step(db.clone(), actor, id, None, to)).await
}

/// Puts a funnel away or deletes it; its orders go to `to`. `version` is the funnel's.
pub async fn retire(
    db: &Db,
    actor: UserId,
    id: FunnelId,
    version: i64,
    fate: Fate,
    to: Option<StageId>,
) -> Result<Progress> {
    if funnel_step(db.clone(), actor, id, Some(version), fate, to).await? {
        return Ok(Progress::Done);
    }
    let db = db.clone();
    go_on(move || funnel_step(db.clone(), actor, id, None, fate, to)).await
}

/// Some of the orders, and the stage itself once none is left; whether it is gone.
async fn stage_step(db: Db, actor: UserId, id: StageId, seen: Option<i64>, to: Option<StageId>) -> Result<bool> {
    let (mut tx, sheets) = open(&db).await?;
    let Some(sheet) = sheets.iter().find(|sheet| sheet.stage(id).is_some()) else { return Ok(true) };
    let (stage, count) = sheet.stage(id).ok_or(StoreError::NotFound)?;
    if seen.is_some_and(|seen| seen != count.version) {
        return Err(StoreError::Conflict);
    }
    shape::may_go(&sheet.funnel, id)?;
    if count.orders > 0 && !empty_in(&mut tx, actor, Gone::Stage(id), &sheets, to).await? {
        tx.commit().await?;
        return Ok(false);
    }
    for text in FORGET_STAGE {
        tx.execute(Sql::with(text, [id.0.into()])).await?;
    }
    let now = ids::now();
    touch_in(&mut tx, sheet.funnel.id, sheet.version, now).await?;
    let event = FunnelEvent {
        stage: Some(stage.slug.clone()),
        before: Some(stage.kind.code().to_owned()),
        ..FunnelEvent::of(&sheet.funnel, "stage_deleted")
    };
    tell_in(&mut tx, &Actor::User(actor), sheet.funnel.id, event, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Some of the orders, and the funnel itself once none is left; whether it is gone or put away.
async fn funnel_step(
    db: Db,
    actor: UserId,
    id: FunnelId,
    seen: Option<i64>,
    fate: Fate,
    to: Option<StageId>,
) -> Result<bool> {
    let (mut tx, sheets) = open(&db).await?;
    let Some(sheet) = sheets.iter().find(|sheet| sheet.funnel.id == id) else { return Ok(true) };
    if fate == Fate::Archive && sheet.archived {
        return Ok(true);
    }
    if seen.is_some_and(|seen| seen != sheet.version) {
        return Err(StoreError::Conflict);
    }
    shape::may_retire(&sheet.funnel)?;
    if sheet.orders() > 0 && !empty_in(&mut tx, actor, Gone::Funnel(id), &sheets, to).await? {
        tx.commit().await?;
        return Ok(false);
    }
    let now = ids::now();
    match fate {
        Fate::Archive => {
            touch_in(&mut tx, id, sheet.version, now).await?;
            tx.execute(Sql::with(ARCHIVE, [id.0.into(), now.0.into()])).await?;
        }
        Fate::Delete => {
            for text in FORGET_FUNNEL {
                tx.execute(Sql::with(text, [id.0.into()])).await?;
            }
        }
    }
    let what = if fate == Fate::Archive { "archived" } else { "deleted" };
    tell_in(&mut tx, &Actor::User(actor), id, FunnelEvent::of(&sheet.funnel, what), now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Moves some orders of what goes; whether none is left.
async fn empty_in(tx: &mut Tx, actor: UserId, gone: Gone, sheets: &[FunnelSheet], to: Option<StageId>) -> Result<bool> {
    let to = to.ok_or(ShapeRefusal::HoldsOrders)?;
    let mut places = match gone {
        Gone::Stage(id) => shape::places(sheets, None, Some(id)),
        Gone::Funnel(id) => shape::places(sheets, Some(id), None),
    };
    let place = places.find(|(_, stage)| stage.id == to).ok_or(ShapeRefusal::NoSuchPlace)?;
    let funnels = Funnels(sheets.iter().map(|sheet| sheet.funnel.clone()).collect());
    rehome_in(tx, &Actor::User(actor), gone, place, &funnels, ids::now()).await
}
