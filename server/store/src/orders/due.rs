//! What the clock does: charges of subscriptions that fall due are asked for, and access follows the rules of offers where
//! parts became overdue. Called by the server every minute, by any of its processes; each order is decided under the lock of
//! all writers, so nothing is done twice.
//!
//! While an order is closed or put away its subscription is not charged: what falls due is left out, and not asked for later.

use super::{
    access::follow_rule_in,
    apply::{Stamp, lock_in},
    days,
    fetch::{by_ids_in, some_in, subscription_in},
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
    ids::OrderId,
    order::{ledger::Entry, subscription::SubscriptionState},
};

/// How many subscriptions one call looks at, and how many charges of each it asks for.
const MOST: i64 = 200;
const CHARGES: usize = 60;

const DUE: &str =
    "select order_id from subscriptions where state = 'active' and next_at <= $1 order by next_at limit $2";
/// What a rule has to close: what is overdue and can still be used, by whoever owes for it.
const TO_CLOSE: &str = "select id from orders where access_rule = 'close' and access_closed_at is null \
    and access_from is not null and next_due_at < $1 and due > 0 and (access_until is null or access_until >= $1) \
    and archived = 0 and stage_kind not in ('cancelled', 'refunded') order by next_due_at limit $2";
const TO_OPEN: &str = "select id from orders where access_rule = 'close' and access_closed_at is not null \
    and (due <= 0 or next_due_at is null or next_due_at >= $1) and archived = 0 \
    and stage_kind not in ('cancelled', 'refunded') order by access_closed_at limit $2";
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

/// Closes access where a part is overdue and the offer's rule says so, and opens it again where none is any more: how many
/// orders were turned. What fails is told, and does not keep the others back.
pub async fn follow_rules(db: &Db, now: Timestamp) -> Result<i64> {
    let mut tx = db.read().await?;
    let mut found: Vec<(i64,)> = tx.all(Sql::with(TO_CLOSE, [now.0.into(), MOST.into()])).await?;
    found.extend(tx.all::<(i64,)>(Sql::with(TO_OPEN, [now.0.into(), MOST.into()])).await?);
    drop(tx);
    let (mut turned, mut failed) = (0, None);
    for (id,) in found {
        match turn(db, id, now).await {
            Ok(any) => turned += i64::from(any),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(turned), Err)
}

async fn turn(db: &Db, id: i64, now: Timestamp) -> Result<bool> {
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let funnels = funnels::list_in(&mut tx).await?;
    let Some(order) = by_ids_in(&mut tx, &[OrderId(id)], &funnels).await?.into_iter().next() else { return Ok(false) };
    let turned = follow_rule_in(&mut tx, &order, now).await?;
    tx.commit().await?;
    Ok(turned)
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
