//! The stages of a file's statuses, found again or made. Called by `import::write`.

use crate::{
    db::Tx,
    error::{Result, StoreError},
    events::Actor,
    funnels::{self, NewStage},
    sql::Sql,
};
use domain::{
    Funnel, Timestamp,
    ids::{FunnelId, StageId},
    import::{ImportedOrder, StageTarget, Understood},
};
use std::collections::{BTreeSet, HashMap};

/// The funnel with its new stages, the stage of each status by its place in the report, and the names of the new ones.
pub(super) async fn ensure_in(
    tx: &mut Tx,
    funnel: FunnelId,
    understood: &Understood,
    orders: &[&ImportedOrder],
    now: Timestamp,
) -> Result<(Funnel, HashMap<usize, StageId>, Vec<String>)> {
    if let Some(lock) = tx.dialect().lock_orders() {
        // Two imports at once would both make the stage that neither sees.
        tx.all::<(i64,)>(Sql::new(lock)).await?;
    }
    let before = one_in(tx, funnel).await?;
    let needed: BTreeSet<usize> = orders.iter().map(|o| o.stage).collect();
    let words = || needed.iter().filter_map(|at| understood.stages.get(*at).map(|word| (*at, word)));
    let mut wanted: Vec<NewStage> = Vec::new();
    for (_, word) in words() {
        if let StageTarget::New { slug, name, kind } = &word.target {
            let known = before.stages.iter().any(|s| s.slug == *slug) || wanted.iter().any(|s| s.slug == *slug);
            if !known {
                wanted.push(NewStage { slug: slug.clone(), name: Some(name.clone()), kind: *kind, stale_days: None });
            }
        }
    }
    let made = wanted.iter().filter_map(|s| s.name.clone()).collect();
    if !wanted.is_empty() {
        funnels::insert_stages_in(tx, &Actor::Import, funnel, &before.slug, &wanted, now).await?;
    }
    let after = one_in(tx, funnel).await?;
    let place = |target: &StageTarget| match target {
        StageTarget::Existing(id) => after.stages.iter().find(|s| s.id == *id),
        StageTarget::New { slug, .. } => after.stages.iter().find(|s| s.slug == *slug),
        StageTarget::Unknown => None,
    };
    let stages = words().filter_map(|(at, word)| place(&word.target).map(|s| (at, s.id))).collect();
    Ok((after, stages, made))
}

async fn one_in(tx: &mut Tx, id: FunnelId) -> Result<Funnel> {
    funnels::list_in(tx).await?.0.into_iter().find(|f| f.id == id).ok_or(StoreError::NotFound)
}
