//! What owners do to the stages of a funnel: added anywhere, changed, put in order.
//!
//! A stage that comes to mean something else takes its orders along: what they owe, whether they are closed. The first
//! thousand of them in the same transaction, the others in batches; until the last one is done the stage remembers what it
//! meant.

use super::{
    NewStage, insert_stages_in,
    leave::{Progress, go_on},
    shape::{free_slug, key_of, open, tell_in, touch_in},
    sheet::{of, of_stage},
};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events::Actor,
    ids,
    orders::{change::digest_of, command_log, rehome::rekind_in},
    sql::Sql,
};
use domain::{
    Slug, Stage, Timestamp,
    event::FunnelEvent,
    funnel::{
        Colour, Funnels, StageSettings,
        shape::{self, FunnelSheet, Names, STAGES_MAX, ShapeRefusal},
        templates::standard_name,
    },
    ids::{FunnelId, StageId, UserId},
    order::IdempotencyKey,
};

const MADE: &str = "select id from stages where made_key = $1";
const MADE_BY: &str = "update stages set made_key = $2, colour = $3, wip_limit = $4 where id = $1";
const POSITION: &str = "update stages set position = $2 where id = $1";
const SAVE: &str = "update stages set name = $3, kind = $4, kind_was = $5, colour = $6, wip_limit = $7, stale_days = $8, \
    updated_at = $9, version = version + 1 where id = $1 and version = $2";
const SETTLED: &str = "update stages set kind_was = null where id = $1";
const CHANGING: &str = "select id from stages where kind_was is not null order by id";

/// Adds a stage to a funnel at a place, from 0. The same key adds it once, and nothing else.
#[expect(clippy::too_many_arguments, reason = "who, under which key, where, what and when")]
pub async fn add_stage(
    db: &Db,
    actor: UserId,
    key: &IdempotencyKey,
    funnel: FunnelId,
    version: i64,
    settings: &StageSettings,
    at: usize,
    names: &dyn Names,
    now: Timestamp,
) -> Result<()> {
    let (mut tx, sheets) = open(db).await?;
    let sheet = of(&sheets, funnel)?;
    let digest = digest_of(&format!("stage {funnel} {at} {settings:?}"));
    let mut progress = command_log::find_in(&mut tx, actor, key, &digest).await?;
    let made_key = key_of(actor, key);
    if tx.optional::<(i64,)>(Sql::with(MADE, [made_key.as_str().into()])).await?.is_some() {
        return Ok(());
    }
    if sheet.funnel.stages.len() >= STAGES_MAX {
        return Err(ShapeRefusal::TooMany.into());
    }
    shape::is_free_in(&sheet.funnel, settings, None, names)?;
    touch_in(&mut tx, funnel, version, now).await?;
    let StageSettings { name, kind, colour, wip_limit, stale_days } = settings.clone();
    let code = kind.code();
    let wanted = name.as_deref().and_then(Slug::of).or_else(|| Slug::parse(code));
    let wanted = wanted.ok_or_else(|| StoreError::corrupt("slug", code))?;
    let slug = free_slug(wanted, |slug| sheet.funnel.stages.iter().any(|s| s.slug == *slug));
    let new = [NewStage { slug, name, kind, stale_days }];
    let made = insert_stages_in(&mut tx, &Actor::User(actor), funnel, &sheet.funnel.slug, &new, now).await?;
    let mut order: Vec<StageId> = sheet.funnel.stages.iter().map(|s| s.id).collect();
    for id in made {
        let values = [id.0.into(), made_key.as_str().into(), colour.map(Colour::code).into(), wip_limit.into()];
        tx.execute(Sql::with(MADE_BY, values)).await?;
        order.insert(at.min(order.len()), id);
        progress.after = id.0;
    }
    arrange_in(&mut tx, &order).await?;
    progress.done = true;
    command_log::keep_in(&mut tx, actor, key, (&digest, ""), &progress, now).await?;
    tx.commit().await
}

async fn arrange_in(tx: &mut Tx, order: &[StageId]) -> Result<()> {
    for (position, id) in (0_i64..).zip(order) {
        tx.execute(Sql::with(POSITION, [id.0.into(), position.into()])).await?;
    }
    Ok(())
}

/// Puts a stage at another place of its funnel, from 0; guarded by the version of the funnel.
pub async fn place_stage(db: &Db, actor: UserId, id: StageId, version: i64, to: usize, now: Timestamp) -> Result<()> {
    let (mut tx, sheets) = open(db).await?;
    let funnel = &of_stage(&sheets, id)?.funnel;
    let list: Vec<StageId> = funnel.stages.iter().map(|s| s.id).collect();
    let Some(after) = shape::placed(&list, id, to) else { return Ok(()) };
    touch_in(&mut tx, funnel.id, version, now).await?;
    arrange_in(&mut tx, &after).await?;
    let place = |list: &[StageId]| list.iter().position(|one| *one == id).map(|at| at.to_string());
    let stage = funnel.stages.iter().find(|s| s.id == id).map(|s| s.slug.clone());
    let event =
        FunnelEvent { stage, before: place(&list), after: place(&after), ..FunnelEvent::of(funnel, "stage_placed") };
    tell_in(&mut tx, &Actor::User(actor), funnel.id, event, now).await?;
    tx.commit().await
}

/// Changes what an owner decides of a stage.
pub async fn change_stage(
    db: &Db,
    actor: UserId,
    id: StageId,
    version: i64,
    settings: &StageSettings,
    names: &dyn Names,
    now: Timestamp,
) -> Result<Progress> {
    let (mut tx, sheets) = open(db).await?;
    let sheet = of_stage(&sheets, id)?;
    let (before, count) = sheet.stage(id).ok_or(StoreError::NotFound)?;
    let name = settings.name.clone().or_else(|| standard_name(before.name.as_deref()));
    let settings = StageSettings { name, ..settings.clone() };
    let Some((after, event)) = shape::changed(&sheet.funnel, before, &settings, names)? else {
        return Ok(Progress::Done);
    };
    let turns = after.kind != before.kind;
    if count.version != version || (turns && before.was.is_some()) {
        return Err(StoreError::Conflict);
    }
    let was = if turns { Some(before.kind) } else { before.was };
    let values = [
        id.0.into(),
        version.into(),
        after.name.clone().into(),
        after.kind.code().into(),
        was.map(domain::StageKind::code).into(),
        after.colour.map(Colour::code).into(),
        after.wip_limit.into(),
        after.stale_days.into(),
        now.0.into(),
    ];
    if tx.execute(Sql::with(SAVE, values)).await? == 0 {
        return Err(StoreError::Conflict);
    }
    let actor = Actor::User(actor);
    tell_in(&mut tx, &actor, sheet.funnel.id, event, now).await?;
    let done = !turns || turn_in(&mut tx, &actor, &Stage { was, ..after }, &sheets, now).await?;
    tx.commit().await?;
    if done {
        return Ok(Progress::Done);
    }
    let db = db.clone();
    go_on(move || step(db.clone(), actor.clone(), id)).await
}

/// Goes on with stages that came to mean something else when the process ended.
pub async fn finish(db: &Db) -> Result<()> {
    let changing: Vec<(i64,)> = db.read().await?.all(Sql::new(CHANGING)).await?;
    for (id,) in changing {
        while !step(db.clone(), Actor::System, StageId(id)).await? {}
    }
    Ok(())
}

/// One more batch of a stage that came to mean something else; whether it was the last one.
async fn step(db: Db, actor: Actor, id: StageId) -> Result<bool> {
    let (mut tx, sheets) = open(&db).await?;
    let Some((stage, _)) = sheets.iter().find_map(|sheet| sheet.stage(id)) else { return Ok(true) };
    let done = turn_in(&mut tx, &actor, stage, &sheets, ids::now()).await?;
    tx.commit().await?;
    Ok(done)
}

async fn turn_in(tx: &mut Tx, actor: &Actor, stage: &Stage, sheets: &[FunnelSheet], now: Timestamp) -> Result<bool> {
    let Some(was) = stage.was else { return Ok(true) };
    let funnels = Funnels(sheets.iter().map(|sheet| sheet.funnel.clone()).collect());
    let done = rekind_in(tx, actor, stage, was, &funnels, now).await?;
    if done {
        tx.execute(Sql::with(SETTLED, [stage.id.0.into()])).await?;
    }
    Ok(done)
}
