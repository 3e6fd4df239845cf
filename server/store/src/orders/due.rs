//! What the clock does: charges of subscriptions that fall due are asked for. Called by the server every minute, by any of
//! its processes; each charge is decided under the lock of all writers, so it is asked for once.

use super::{
    apply::{Stamp, lock_in},
    fetch::some_in,
    ledger::write_in,
};
use crate::{db::Db, error::Result, events::Actor, funnels, sql::Sql};
use domain::{Timestamp, order::ledger::Entry};

/// How many subscriptions one call looks at.
const MOST: i64 = 200;

const DUE: &str = "select s.order_id from subscriptions s join orders o on o.id = s.order_id \
    where s.state = 'active' and s.next_at <= $1 and o.archived = 0 \
    and o.stage_kind not in ('cancelled', 'refunded') order by s.next_at limit $2";

/// Asks for the charges that fell due by `now`: how many orders were charged. A subscription that fell behind is charged
/// once for each period that went by.
pub async fn charge_due(db: &Db, now: Timestamp) -> Result<i64> {
    let due: Vec<(i64,)> = db.read().await?.all(Sql::with(DUE, [now.0.into(), MOST.into()])).await?;
    let mut charged = 0;
    for (id,) in due {
        let mut tx = db.write().await?;
        lock_in(&mut tx).await?;
        let funnels = funnels::list_in(&mut tx).await?;
        let mut any = false;
        // Read anew for each charge: the one before changed the order.
        loop {
            let which = |sql: &mut Sql| {
                sql.push(" where o.id = ").bind(id);
            };
            let Some((order, _)) = some_in(&mut tx, which, &funnels).await?.into_iter().next() else { break };
            let stamp = Stamp { actor: Actor::System, batch: None, undoes: None, now };
            if order.archived_at.is_some() || write_in(&mut tx, &stamp, &order, &Entry::Charge).await?.is_err() {
                break;
            }
            any = true;
        }
        if any {
            tx.commit().await?;
            charged += 1;
        }
    }
    Ok(charged)
}
