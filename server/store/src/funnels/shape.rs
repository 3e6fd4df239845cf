//! What owners do to funnels themselves: made, renamed, opened to roles, put in order, made the default one, restored.
//!
//! Every change is decided by the domain under the lock of all writers, guarded by the version that was seen, and leaves
//! its event in the same transaction. What is so already is done: a form that is sent twice changes nothing. Another form
//! under a key that made something is refused.

use super::{
    NewStage, insert_in,
    sheet::{of, sheets_in},
};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events::{self, Actor, NewEvent, Subject},
    orders::{change::digest_of, command_log, lock_in},
    sql::Sql,
};
use domain::{
    Funnel, Slug, Timestamp,
    event::{EventKind, FunnelEvent},
    funnel::{
        FunnelSettings, Template,
        shape::{self, FUNNELS_MAX, FunnelSheet, Names, ShapeRefusal},
        templates::funnel_name,
    },
    ids::{FunnelId, UserId},
    order::IdempotencyKey,
};

const MADE: &str = "select slug from funnels where made_key = $1";
const MADE_BY: &str = "update funnels set made_key = $2 where id = $1";
const TOUCH: &str = "update funnels set updated_at = $3, version = version + 1 where id = $1 and version = $2";
const SAVE: &str = "update funnels set name = $2, managers_see = $3, viewers_see = $4 where id = $1";
const DEFAULT: &str = "update funnels set is_default = case when id = $1 then 1 else 0 end";
const RESTORE: &str = "update funnels set archived_at = null, \
    position = (select coalesce(max(p.position), -1) + 1 from funnels p) where id = $1";

/// Everything as it is, in a transaction that changes one after the other.
pub(super) async fn open(db: &Db) -> Result<(Tx, Vec<FunnelSheet>)> {
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let sheets = sheets_in(&mut tx).await?;
    Ok((tx, sheets))
}

/// Grows the version of a funnel; `Conflict` when it is no longer of this one.
pub(super) async fn touch_in(tx: &mut Tx, funnel: FunnelId, version: i64, now: Timestamp) -> Result<()> {
    match tx.execute(Sql::with(TOUCH, [funnel.0.into(), version.into(), now.0.into()])).await? {
        0 => Err(StoreError::Conflict),
        _ => Ok(()),
    }
}

/// Tells what was done to a funnel.
pub(super) async fn tell_in(
    tx: &mut Tx,
    actor: &Actor,
    funnel: FunnelId,
    event: FunnelEvent,
    now: Timestamp,
) -> Result<()> {
    let (subject, actor, kind) = (Subject::Funnel(funnel), actor.clone(), EventKind::FunnelChanged(event));
    events::append_in(tx, vec![NewEvent { subject, actor, at: now, kind, personal: None }]).await
}

/// The key of a form, told apart from other people's.
pub(super) fn key_of(actor: UserId, key: &IdempotencyKey) -> String {
    format!("{actor}:{}", key.as_str())
}

/// The slug, or with a number behind it the first one that is not taken.
pub(super) fn free_slug(wanted: Slug, taken: impl Fn(&Slug) -> bool) -> Slug {
    if !taken(&wanted) {
        return wanted;
    }
    let mut n = 2;
    while taken(&wanted.numbered(n)) {
        n += 1;
    }
    wanted.numbered(n)
}

/// Makes a funnel from a ready-made one, behind the others; its slug. The same key makes it once, and nothing else.
pub async fn create(
    db: &Db,
    actor: UserId,
    key: &IdempotencyKey,
    template: Template,
    name: Option<String>,
    names: &dyn Names,
    now: Timestamp,
) -> Result<Slug> {
    let slug = |text: &str| Slug::parse(text).ok_or_else(|| StoreError::corrupt("slug", text));
    let (mut tx, sheets) = open(db).await?;
    let digest = digest_of(&format!("funnel {} {name:?}", template.code()));
    let mut progress = command_log::find_in(&mut tx, actor, key, &digest).await?;
    let made_key = key_of(actor, key);
    if let Some((made,)) = tx.optional::<(String,)>(Sql::with(MADE, [made_key.as_str().into()])).await? {
        return slug(&made);
    }
    if sheets.len() >= FUNNELS_MAX {
        return Err(ShapeRefusal::TooMany.into());
    }
    let wanted = name.as_deref().and_then(Slug::of).map_or_else(|| slug(template.code()), Ok)?;
    let name = name.or_else(|| template.name());
    let others = sheets.iter().map(|s| names.funnel(s.funnel.name.as_deref()));
    shape::is_free(&names.funnel(name.as_deref()), others)?;
    let free = free_slug(wanted, |slug| sheets.iter().any(|s| s.funnel.slug == *slug));
    let stages = template
        .stages()
        .into_iter()
        .map(|(code, s)| Ok(NewStage { slug: slug(code)?, name: s.name, kind: s.kind, stale_days: s.stale_days }));
    let stages: Vec<NewStage> = stages.collect::<Result<_>>()?;
    let id = insert_in(&mut tx, &Actor::User(actor), free.clone(), name.as_deref(), &stages, now).await?;
    tx.execute(Sql::with(MADE_BY, [id.0.into(), made_key.into()])).await?;
    (progress.done, progress.after) = (true, id.0);
    command_log::keep_in(&mut tx, actor, key, (&digest, ""), &progress, now).await?;
    tx.commit().await?;
    Ok(free)
}

/// Gives a funnel another name, and says who sees its orders.
pub async fn change(
    db: &Db,
    actor: UserId,
    id: FunnelId,
    version: i64,
    settings: &FunnelSettings,
    names: &dyn Names,
    now: Timestamp,
) -> Result<()> {
    let (mut tx, sheets) = open(db).await?;
    let sheet = of(&sheets, id)?;
    let before = &sheet.funnel;
    let name = funnel_name(settings.name.clone(), before)?;
    let after = Funnel { name, access: settings.access, ..before.clone() };
    if after == *before {
        return Ok(());
    }
    if after.name != before.name {
        let others = sheets.iter().filter(|s| s.funnel.id != id);
        let others = others.map(|s| names.funnel(s.funnel.name.as_deref()));
        shape::is_free(&names.funnel(after.name.as_deref()), others)?;
    }
    touch_in(&mut tx, id, version, now).await?;
    let (managers, viewers) = (after.access.managers.into(), after.access.viewers.into());
    tx.execute(Sql::with(SAVE, [id.0.into(), after.name.clone().into(), managers, viewers])).await?;
    let facts = |f: &Funnel| Some(format!("name={} roles={}", f.name.as_deref().unwrap_or("-"), f.access.codes()));
    let event = FunnelEvent { before: facts(before), after: facts(&after), ..FunnelEvent::of(before, "changed") };
    tell_in(&mut tx, &Actor::User(actor), id, event, now).await?;
    tx.commit().await
}

/// Makes a funnel the one in which new orders land.
pub async fn make_default(db: &Db, actor: UserId, id: FunnelId, version: i64, now: Timestamp) -> Result<()> {
    let (mut tx, sheets) = open(db).await?;
    let sheet = of(&sheets, id)?;
    if sheet.funnel.is_default {
        return Ok(());
    }
    if sheet.archived {
        return Err(ShapeRefusal::Archived.into());
    }
    touch_in(&mut tx, id, version, now).await?;
    tx.execute(Sql::with(DEFAULT, [id.0.into()])).await?;
    let before = sheets.iter().find(|s| s.funnel.is_default).map(|s| s.funnel.slug.to_string());
    let event = FunnelEvent { before, ..FunnelEvent::of(&sheet.funnel, "made_default") };
    tell_in(&mut tx, &Actor::User(actor), id, event, now).await?;
    tx.commit().await
}

/// Puts a funnel at another place among those in use, from 0.
pub async fn place(db: &Db, actor: UserId, id: FunnelId, version: i64, to: usize, now: Timestamp) -> Result<()> {
    let (mut tx, sheets) = open(db).await?;
    let sheet = of(&sheets, id)?;
    let list: Vec<FunnelId> = sheets.iter().filter(|s| !s.archived).map(|s| s.funnel.id).collect();
    let Some(after) = shape::placed(&list, id, to) else { return Ok(()) };
    touch_in(&mut tx, id, version, now).await?;
    for (position, one) in (0_i64..).zip(&after) {
        tx.execute(Sql::with("update funnels set position = $2 where id = $1", [one.0.into(), position.into()]))
            .await?;
    }
    let place = |list: &[FunnelId]| list.iter().position(|one| *one == id).map(|at| at.to_string());
    let event = FunnelEvent { before: place(&list), after: place(&after), ..FunnelEvent::of(&sheet.funnel, "placed") };
    tell_in(&mut tx, &Actor::User(actor), id, event, now).await?;
    tx.commit().await
}

/// Takes a funnel out of the archive, behind the others.
pub async fn restore(db: &Db, actor: UserId, id: FunnelId, version: i64, now: Timestamp) -> Result<()> {
    let (mut tx, sheets) = open(db).await?;
    let sheet = of(&sheets, id)?;
    if !sheet.archived {
        return Ok(());
    }
    touch_in(&mut tx, id, version, now).await?;
    tx.execute(Sql::with(RESTORE, [id.0.into()])).await?;
    tell_in(&mut tx, &Actor::User(actor), id, FunnelEvent::of(&sheet.funnel, "restored"), now).await?;
    tx.commit().await
}
