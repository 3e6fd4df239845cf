//! Access that an order gives, and talks with its client. With `apply`, `ledger`, `talk` and `save` the one place that
//! writes orders.

use super::{
    apply::{Stamp, tell_in},
    fetch::{lines_in, rule_in},
    single::{Ask, begin},
};
use crate::{
    Value,
    db::{Db, Tx},
    error::{Result, StoreError},
    events::Actor,
    ids,
    sql::Sql,
};
use domain::{
    Order, Timestamp,
    event::EventKind,
    order::{
        access::{AccessChange, AccessRefusal, AccessRule, change as decide, follow_rule},
        touch::NewTouch,
    },
};

const LINE: &str = "update order_lines set access_from = $2, access_until = $3 where id = $1";
const ORDER: &str = "update orders set version = $2, updated_at = $3, access_from = $4, access_until = $5, \
    access_closed_at = $6, access_rule = $7 where id = $1 and version = $8";
const ADD: &str = "insert into touches (id, order_id, channel, direction, body, at, recorded_by) \
    values ($1, $2, $3, $4, $5, $6, $7)";
const CONTACTED: &str =
    "update orders set version = $2, updated_at = $3, contacted_at = $4 where id = $1 and version = $5";

/// Opens, moves or closes access. The outer error is the store's, the inner one says what the change lacks.
pub async fn access(db: &Db, ask: &Ask, change: &AccessChange) -> Result<std::result::Result<(), AccessRefusal>> {
    let Some(mut desk) = begin(db, ask).await? else { return Ok(Ok(())) };
    let tx = &mut desk.tx;
    let lines = lines_in(tx, desk.order.id).await?;
    let opened = match decide(&desk.order, &lines, change, desk.stamp.now) {
        Ok(Some(opened)) => opened,
        Ok(None) => {
            desk.done().await?;
            return Ok(Ok(()));
        }
        Err(refusal) => return Ok(Err(refusal)),
    };
    for line in opened.lines.iter().filter(|line| !lines.contains(line)) {
        let span = [line.access.from, line.access.until].map(|at| Value::from(at.map(|at| at.0)));
        let [from, until] = span;
        tx.execute(Sql::with(LINE, [line.id.0.into(), from, until])).await?;
    }
    let rule = rule_in(tx, desk.order.id).await?;
    // Whoever opens it again by hand does not mean: until the clock looks at it.
    let rule = if *change == AccessChange::Reopen { AccessRule::Keep } else { rule };
    order_in(tx, &desk.order, &opened.order, rule).await?;
    let order = &opened.order;
    tell_in(tx, &desk.stamp, [(&desk.order, order, &opened.event, None)].into_iter()).await?;
    desk.done().await?;
    Ok(Ok(()))
}

/// Writes what an order says of access as a whole.
async fn order_in(tx: &mut Tx, old: &Order, new: &Order, rule: AccessRule) -> Result<()> {
    let values: [Value; 8] = [
        new.id.0.into(),
        new.version.into(),
        new.updated_at.0.into(),
        new.access_from.map(|at| at.0).into(),
        new.access_until.map(|at| at.0).into(),
        new.access_closed_at.map(|at| at.0).into(),
        rule.code().into(),
        old.version.into(),
    ];
    if tx.execute(Sql::with(ORDER, values)).await? == 1 { Ok(()) } else { Err(StoreError::Conflict) }
}

/// Looks at the rule of an order's offer: closes what it opens while a part is overdue, and opens it again once none is.
/// Whether that changed anything.
pub(super) async fn follow_rule_in(tx: &mut Tx, order: &Order, now: Timestamp) -> Result<bool> {
    let rule = rule_in(tx, order.id).await?;
    let Some((next, event)) = follow_rule(order, rule, now) else { return Ok(false) };
    order_in(tx, order, &next, rule).await?;
    let stamp = Stamp { actor: Actor::System, batch: None, undoes: None, now };
    tell_in(tx, &stamp, [(order, &next, &event, None)].into_iter()).await?;
    Ok(true)
}

/// Writes down a talk with the client; the last one is when the client was last talked with.
pub async fn touch(db: &Db, ask: &Ask, new: &NewTouch) -> Result<()> {
    let Some(mut desk) = begin(db, ask).await? else { return Ok(()) };
    let mut order = desk.order.clone();
    order.version += 1;
    order.updated_at = desk.stamp.now;
    order.contacted_at = order.contacted_at.max(Some(new.at));
    let values: [Value; 7] = [
        ids::next().into(),
        order.id.0.into(),
        new.channel.code().into(),
        new.direction.code().into(),
        new.body.as_str().into(),
        new.at.0.into(),
        ask.user.0.into(),
    ];
    let tx = &mut desk.tx;
    tx.execute(Sql::with(ADD, values)).await?;
    let values: [Value; 5] = [
        order.id.0.into(),
        order.version.into(),
        order.updated_at.0.into(),
        order.contacted_at.map(|at| at.0).into(),
        desk.order.version.into(),
    ];
    if tx.execute(Sql::with(CONTACTED, values)).await? != 1 {
        return Err(StoreError::Conflict);
    }
    let event = EventKind::Touched { channel: new.channel, direction: new.direction };
    tell_in(tx, &desk.stamp, [(&desk.order, &order, &event, Some(new.body.clone()))].into_iter()).await?;
    desk.done().await
}
