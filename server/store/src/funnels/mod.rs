//! Funnels and their stages. The whole catalogue is small and is read at once.

mod leave;
mod rows;
pub mod shape;
mod sheet;
mod stages;

pub use leave::{Progress, remove_stage, retire};
pub use sheet::sheets;
pub use stages::{add_stage, change_stage, finish, place_stage};

use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events::{self, Actor, NewEvent, Subject},
    ids,
    sql::Sql,
};
use domain::{
    Slug, StageKind, Timestamp,
    event::EventKind,
    funnel::{Funnels, STANDARD_SLUG, standard_stages},
    ids::{FunnelId, StageId},
};
use rows::{COLUMNS, StageRow};

const INSERT_FUNNEL: &str = "insert into funnels (id, slug, name, position, is_default, created_at, updated_at, version) \
    select $1, $2, $3, coalesce(max(position), -1) + 1, case when count(*) = 0 then 1 else 0 end, $4, $4, 1 from funnels";
const INSERT_STAGE: &str = "insert into stages (id, funnel_id, slug, name, kind, stale_days, position, created_at, \
    updated_at, version) \
    select $1, $2, $3, $4, $5, cast($6 as bigint), coalesce(max(position), -1) + 1, $7, $7, 1 from stages where funnel_id = $2";

/// Every funnel that is not archived, with its stages, in order.
pub async fn list(db: &Db) -> Result<Funnels> {
    list_in(&mut db.read().await?).await
}

/// Every funnel that is not archived, in a transaction.
pub async fn list_in(tx: &mut Tx) -> Result<Funnels> {
    found_in(tx, " from funnels f join stages s on s.funnel_id = f.id where f.archived_at is null").await
}

/// Every funnel, archived ones as well: what happened names them still.
pub(crate) async fn ever_in(tx: &mut Tx) -> Result<Funnels> {
    found_in(tx, " from funnels f join stages s on s.funnel_id = f.id").await
}

async fn found_in(tx: &mut Tx, from: &'static str) -> Result<Funnels> {
    let mut sql = Sql::new("select ");
    sql.push(COLUMNS).push(from).push(" order by f.position, f.id, s.position, s.id");
    let rows: Vec<StageRow> = tx.all(sql).await?;
    Ok(Funnels(rows::funnels(rows)?.into_iter().map(|found| found.funnel).collect()))
}

/// A stage that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStage {
    /// Stable name, unique in the funnel.
    pub slug: Slug,
    /// Name; `None` is translated from the kind.
    pub name: Option<String>,
    /// What it means.
    pub kind: StageKind,
    /// Days after which an order that stays here is stale.
    pub stale_days: Option<i64>,
}

/// Makes the standard funnel that every desk begins with.
pub(crate) async fn insert_standard_in(tx: &mut Tx, now: Timestamp) -> Result<FunnelId> {
    let slug = |text: &'static str| Slug::parse(text).ok_or_else(|| StoreError::corrupt("slug", text));
    let stages: Vec<NewStage> = standard_stages()
        .map(|s| Ok(NewStage { slug: slug(s.slug)?, name: None, kind: s.kind, stale_days: s.stale_days }))
        .collect::<Result<_>>()?;
    insert_in(tx, &Actor::System, slug(STANDARD_SLUG)?, None, &stages, now).await
}

/// Makes a funnel with its stages behind the others; the first funnel of a desk is the default one.
pub async fn insert_in(
    tx: &mut Tx,
    actor: &Actor,
    slug: Slug,
    name: Option<&str>,
    stages: &[NewStage],
    now: Timestamp,
) -> Result<FunnelId> {
    let id = FunnelId(ids::next());
    tx.execute(Sql::with(INSERT_FUNNEL, [id.0.into(), slug.as_str().into(), name.into(), now.0.into()])).await?;
    insert_stages_in(tx, actor, id, &slug, stages, now).await?;
    Ok(id)
}

/// Adds stages behind the others of a funnel; their ids in the same order.
pub async fn insert_stages_in(
    tx: &mut Tx,
    actor: &Actor,
    funnel: FunnelId,
    funnel_slug: &Slug,
    stages: &[NewStage],
    now: Timestamp,
) -> Result<Vec<StageId>> {
    let mut made = Vec::with_capacity(stages.len());
    for stage in stages {
        let id = StageId(ids::next());
        let values = [
            id.0.into(),
            funnel.0.into(),
            stage.slug.as_str().into(),
            stage.name.clone().into(),
            stage.kind.code().into(),
            stage.stale_days.into(),
            now.0.into(),
        ];
        tx.execute(Sql::with(INSERT_STAGE, values)).await?;
        made.push(id);
    }
    let kind = EventKind::FunnelShaped {
        funnel: funnel_slug.clone(),
        stages: stages.iter().map(|s| s.slug.clone()).collect(),
    };
    let event = NewEvent { subject: Subject::Funnel(funnel), actor: actor.clone(), at: now, kind, personal: None };
    events::append_in(tx, vec![event]).await?;
    Ok(made)
}
