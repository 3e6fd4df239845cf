//! What the clock does: charges of subscriptions that fall due are asked for. Called by the server every minute, by any of
//! its processes; each charge is decided under the lock of all writers, so it is asked for once.
//!
//! While an order is closed or put away its subscription is not charged: what falls due is left out, and not asked for later.

use super::{
    apply::{Stamp, lock_in},
    days,
    fetch::{some_in, subscription_in},
    ledger::write_in,
};
use crate::{
    db::{Db, Tx},
    error::Result,
    events::Actor,
    funnels,
    sql::Sql,
};
use domain::{
    Order, Timestamp,
    order::{ledger::Entry, subscription::SubscriptionState},
};

/// How many subscriptions one call looks at, and how many charges of each it asks for.
const MOST: i64 = 200;
const CHARGES: usize = 60;

const DUE: &str =
    "select order_id from subscriptions where state = 'active' and next_at <= $1 order by next_at limit $2";
const RUNS: &str = "update subscriptions set charges = $2, next_at = $3, state = $4 where order_id = $1";
const PLAN: &str = "update payments set due_at = $3 where order_id = $1 and status = 'planned' and due_at = $2";

/// Asks for the charges that fell due by `now`: how many orders were charged. A subscription that fell behind is charged
/// once for each period that went by. What fails is told, and does not keep the others back.
pub async fn charge_due(db: &Db, now: Timestamp) -> Result<i64> {
    let due: Vec<(i64,)> = db.read().await?.all(Sql::with(DUE, [now.0.into(), MOST.into()])).await?;
    let (mut charged, mut failed) = (0, None);
    for (id,) in due {
        match charge(db, id, now).await {
            Ok(any) => charged += i64::from(any),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(charged), Err)
}

async fn charge(db: &Db, id: i64, now: Timestamp) -> Result<bool> {
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let funnels = funnels::list_in(&mut tx).await?;
    let mut any = false;
    // Read anew for each charge: the one before changed the order.
    for _ in 0..CHARGES {
        let which = |sql: &mut Sql| {
            sql.push(" where o.id = ").bind(id);
        };
        let Some((order, _)) = some_in(&mut tx, which, &funnels).await?.into_iter().next() else { break };
        if order.archived_at.is_some() || order.stage.kind.owes_nothing() {
            any |= leave_out_in(&mut tx, &order, now).await?;
            break;
        }
        let stamp = Stamp { actor: Actor::System, batch: None, undoes: None, now };
        if write_in(&mut tx, &stamp, &order, &Entry::Charge).await?.is_err() {
            break;
        }
        any = true;
    }
    tx.commit().await?;
    Ok(any)
}

/// The charges that fell due meanwhile are not asked for; the next one is planned for when it falls due.
async fn leave_out_in(tx: &mut Tx, order: &Order, now: Timestamp) -> Result<bool> {
    let Some(runs) = subscription_in(tx, order.id).await? else { return Ok(false) };
    if runs.state != SubscriptionState::Active {
        return Ok(false);
    }
    let (zone, _) = days::zones_in(tx).await?;
    let next = runs.resumed(&zone, now);
    let values = [order.id.0.into(), next.charges.into(), next.next_at.0.into(), next.state.code().into()];
    tx.execute(Sql::with(RUNS, values)).await?;
    tx.execute(Sql::with(PLAN, [order.id.0.into(), runs.next_at.0.into(), next.next_at.0.into()])).await?;
    Ok(false)
}
