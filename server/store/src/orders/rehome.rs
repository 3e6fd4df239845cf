//! Orders whose stage or funnel goes, or comes to mean something else: a bounded batch at a time, each with its event and
//! its sums. Called by `funnels`, under the lock that every writer of orders takes.

use super::{
    apply::{Stamp, Step, write_in},
    fetch::some_in,
};
use crate::{db::Tx, error::Result, events::Actor, sql::Sql};
use domain::{
    Funnel, Stage, StageKind, Timestamp,
    event::Cause,
    funnel::Funnels,
    ids::{FunnelId, StageId},
    order::transition,
};

/// How many orders one transaction moves at most.
pub(crate) const BATCH: usize = 1_000;

/// What goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gone {
    /// A stage.
    Stage(StageId),
    /// A funnel with all of its stages.
    Funnel(FunnelId),
}

/// Puts some orders of what goes into another stage, archived ones too; whether none is left there.
pub(crate) async fn rehome_in(
    tx: &mut Tx,
    actor: &Actor,
    gone: Gone,
    place: (&Funnel, &Stage),
    funnels: &Funnels,
    now: Timestamp,
) -> Result<bool> {
    let which = |sql: &mut Sql| {
        sql.push(" where o.archived in (0, 1)");
        match gone {
            Gone::Stage(id) => sql.push(" and o.stage_id = ").bind(id.0),
            Gone::Funnel(id) => sql.push(" and o.funnel_id = ").bind(id.0),
        };
        sql.push(" limit ").bind(BATCH as i64);
    };
    let cause = match gone {
        Gone::Stage(_) => Cause::StageDeleted,
        Gone::Funnel(_) => Cause::FunnelRetired,
    };
    let mut steps = Vec::new();
    for (old, owed) in some_in(tx, which, funnels).await? {
        let (new, event) = transition::rehomed(&old, place, cause, owed, now);
        steps.push(Step { old, new, event });
    }
    let done = steps.len() < BATCH;
    write_in(tx, &Stamp { actor: actor.clone(), batch: None, undoes: None, now }, &[], &steps).await?;
    Ok(done)
}

/// Gives some orders of a stage what it means now; whether none is left of what it meant before.
pub(crate) async fn rekind_in(
    tx: &mut Tx,
    actor: &Actor,
    stage: &Stage,
    was: StageKind,
    funnels: &Funnels,
    now: Timestamp,
) -> Result<bool> {
    let rank = StageKind::ALL.iter().position(|kind| *kind == was).and_then(|at| i64::try_from(at).ok());
    let which = |sql: &mut Sql| {
        sql.push(" where o.archived in (0, 1) and o.stage_rank = ").bind(rank.unwrap_or_default());
        sql.push(" and o.stage_id = ").bind(stage.id.0).push(" limit ").bind(BATCH as i64);
    };
    let mut steps = Vec::new();
    for (old, owed) in some_in(tx, which, funnels).await? {
        let (new, event) = transition::rekinded(&old, stage, was, owed, now);
        steps.push(Step { old, new, event });
    }
    let done = steps.len() < BATCH;
    write_in(tx, &Stamp { actor: actor.clone(), batch: None, undoes: None, now }, &[], &steps).await?;
    Ok(done)
}
