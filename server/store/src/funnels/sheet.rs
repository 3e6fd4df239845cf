//! Funnels as their settings show them: archived ones too, with versions and how many orders each stage holds.

use super::rows::{self, COLUMNS, StageRow};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    sql::Sql,
};
use domain::{
    funnel::shape::{FunnelSheet, StageCount},
    ids::{FunnelId, StageId},
};

#[derive(sqlx::FromRow, serde::Deserialize)]
struct SheetRow {
    version: i64,
    archived: i64,
    stage_version: i64,
    orders: i64,
    #[sqlx(flatten)]
    #[serde(flatten)]
    stage: StageRow,
}

/// Every funnel: those in use first, each group in its order.
pub async fn sheets(db: &Db) -> Result<Vec<FunnelSheet>> {
    sheets_in(&mut db.read().await?).await
}

/// Every funnel, in a transaction.
pub(super) async fn sheets_in(tx: &mut Tx) -> Result<Vec<FunnelSheet>> {
    let mut sql = Sql::new("select ");
    sql.push(COLUMNS).push(
        ", f.version, cast(case when f.archived_at is null then 0 else 1 end as bigint) as archived, \
         s.version as stage_version, cast(coalesce((select sum(r.orders) from order_rollups r where r.stage_id = s.id), 0) \
         as bigint) as orders from funnels f join stages s on s.funnel_id = f.id \
         order by archived, f.position, f.id, s.position, s.id",
    );
    let rows: Vec<SheetRow> = tx.all(sql).await?;
    let heads: Vec<(i64, bool)> = rows.iter().map(|row| (row.version, row.archived != 0)).collect();
    let counts: Vec<StageCount> =
        rows.iter().map(|row| StageCount { version: row.stage_version, orders: row.orders }).collect();
    let found = rows::funnels(rows.into_iter().map(|row| row.stage).collect())?;
    let sheet = |found: rows::Found| {
        let (version, archived) = heads.get(found.rows.start).copied().unwrap_or_default();
        let stages = counts.get(found.rows).map(<[StageCount]>::to_vec).unwrap_or_default();
        FunnelSheet { funnel: found.funnel, archived, version, stages }
    };
    Ok(found.into_iter().map(sheet).collect())
}

/// The funnel of this id.
pub(super) fn of(sheets: &[FunnelSheet], id: FunnelId) -> Result<&FunnelSheet> {
    sheets.iter().find(|sheet| sheet.funnel.id == id).ok_or(StoreError::NotFound)
}

/// The funnel that a stage belongs to.
pub(super) fn of_stage(sheets: &[FunnelSheet], id: StageId) -> Result<&FunnelSheet> {
    sheets.iter().find(|sheet| sheet.stage(id).is_some()).ok_or(StoreError::NotFound)
}
