//! The ledger of an order that exists: payments that come, parts of a plan, what is voided and refunded. With `apply` and
//! `save` the one place that writes orders.
//!
//! `domain::order::ledger` decides; the rows of the ledger, what the order says of its money, the sums and the event are
//! one transaction. Nothing is deleted.

use super::{
    access::follow_rule_in,
    apply::{Stamp, tell_in},
    create, days,
    fetch::{by_ids_in, ledger_in, subscription_in},
    single::{Ask, begin},
};
use crate::{
    Value,
    db::{Db, Tx},
    error::{Result, StoreError},
    events::Actor,
    funnels, ids,
    rows::Rows,
    sql::Sql,
};
use domain::{
    Order, Timestamp, Zone,
    funnel::Funnels,
    ids::{OrderId, UserId},
    order::{
        Payment, PaymentState, Refund,
        ledger::{Books, Entry, LedgerRefusal, Written, refundable, write as decide},
        subscription::Subscription,
    },
};

const POSITION: &str = "select coalesce(max(position), -1) from payments where order_id = $1";
const CHANGE: &str = "update payments set amount = $2, status = $3, method = $4, due_at = $5, paid_at = $6, \
    provider_ref = $7, note = $8, recorded_by = coalesce($9, recorded_by) where id = $1";
const ORDER: &str = "update orders set version = $2, updated_at = $3, paid = $4, refunded = $5, owed_again = $6, due = $7, \
    payment_status = $8, payment_method = $9, paid_at = $10, next_due_at = $11, subtotal = $12, total = $13 \
    where id = $1 and version = $14";
const KIND: &str = "update orders set kind = $2 where id = $1";
const CLOSE: &str = "update order_lines set access_until = $2, \
    access_from = case when access_from > $2 then $2 else access_from end where order_id = $1 and access_from is not null \
    and (access_until is null or access_until > $2)";
const UNTIL: &str = "update orders set access_from = (select min(access_from) from order_lines where order_id = $1), \
    access_until = (select max(access_until) from order_lines where order_id = $1) where id = $1";
const RUNS: &str = "update subscriptions set charges = $2, next_at = $3, state = $4 where order_id = $1";
const LAST_LINE: &str = "select coalesce(max(position), -1) from order_lines where order_id = $1";
const CHARGED: &str = "insert into order_lines (id, order_id, position, kind, product_id, title, quantity, unit_price, \
    amount, discount, access_from, access_until) select $2, order_id, $3, kind, product_id, title, '1', null, $4, 0, \
    null, null from order_lines where order_id = $1 order by position limit 1";

/// Writes an entry into the ledger of an order. The outer error is the store's, the inner one says what the entry lacks.
pub async fn write(db: &Db, ask: &Ask, entry: &Entry) -> Result<std::result::Result<(), LedgerRefusal>> {
    let Some(mut desk) = begin(db, ask).await? else { return Ok(Ok(())) };
    if let Err(refusal) = write_in(&mut desk.tx, &desk.stamp, &desk.order, entry).await? {
        return Ok(Err(refusal));
    }
    desk.done().await?;
    Ok(Ok(()))
}

/// Writes an entry into the ledger of an order that was read under the lock of all writers.
pub(super) async fn write_in(
    tx: &mut Tx,
    stamp: &Stamp,
    order: &Order,
    entry: &Entry,
) -> Result<std::result::Result<(), LedgerRefusal>> {
    let read = Read::of(tx, order).await?;
    let written = match decide(&read.books(order), entry, &mut ids::next, stamp.now) {
        Ok(written) => written,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let by = match stamp.actor {
        Actor::User(user) => Some(user),
        Actor::Import | Actor::System => None,
    };
    payments_in(tx, by, &read.payments, &written.payments, &written.order, stamp.now).await?;
    refunds_in(tx, &read.refunds, &written, stamp.now).await?;
    order_in(tx, order, &written, stamp.now).await?;
    match (&read.subscription, &written.subscription) {
        (Some(was), Some(runs)) if was != runs => {
            let values: [Value; 4] =
                [order.id.0.into(), runs.charges.into(), runs.next_at.0.into(), runs.state.code().into()];
            tx.execute(Sql::with(RUNS, values)).await?;
        }
        (None, Some(runs)) => create::run_in(tx, order.id, runs).await?,
        _ => {}
    }
    let Written { order: new, event, reason, .. } = &written;
    tell_in(tx, stamp, [(order, new, event, reason.clone())].into_iter()).await?;
    let funnels = funnels::list_in(tx).await?;
    if let Some(order) = by_ids_in(tx, &[order.id], &funnels).await?.into_iter().next() {
        follow_rule_in(tx, &order, stamp.now).await?;
    }
    Ok(Ok(()))
}

/// Gives back all money that an order received: the order afterwards, or why it cannot be. Nothing where none is left.
pub(super) async fn refund_all_in(
    tx: &mut Tx,
    stamp: &Stamp,
    order: &Order,
    reason: &str,
    funnels: &Funnels,
) -> Result<std::result::Result<Order, LedgerRefusal>> {
    let (payments, refunds) = ledger_in(tx, order.id).await?;
    let mut now = order.clone();
    for payment in payments {
        let amount = refundable(&payment, &refunds);
        if amount <= 0 {
            continue;
        }
        let (payment, reason) = (payment.id, reason.to_owned());
        let entry = Entry::Refund { payment, amount, reason, still_owed: false, close_access: false };
        if let Err(refusal) = write_in(tx, stamp, &now, &entry).await? {
            return Ok(Err(refusal));
        }
        now = by_ids_in(tx, &[order.id], funnels).await?.into_iter().next().ok_or(StoreError::NotFound)?;
    }
    Ok(Ok(now))
}

/// What an entry would lack now; nothing is written.
pub async fn try_write(db: &Db, order: OrderId, entry: &Entry) -> Result<std::result::Result<(), LedgerRefusal>> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    let found = by_ids_in(&mut tx, &[order], &funnels).await?.into_iter().next().ok_or(StoreError::NotFound)?;
    let read = Read::of(&mut tx, &found).await?;
    Ok(decide(&read.books(&found), entry, &mut || 0, ids::now()).map(drop))
}

/// What the money of an order is decided by, besides the order.
pub(super) struct Read {
    pub(super) payments: Vec<Payment>,
    refunds: Vec<Refund>,
    subscription: Option<Subscription>,
    zone: Zone,
}

impl Read {
    pub(super) async fn of(tx: &mut Tx, order: &Order) -> Result<Self> {
        let (payments, refunds) = ledger_in(tx, order.id).await?;
        let subscription = subscription_in(tx, order.id).await?;
        let (zone, _) = days::zones_in(tx).await?;
        Ok(Self { payments, refunds, subscription, zone })
    }

    pub(super) fn books<'a>(&'a self, order: &'a Order) -> Books<'a> {
        let Self { payments, refunds, subscription, zone } = self;
        Books { order, payments, refunds, subscription: subscription.as_ref(), zone }
    }
}

/// Writes the entries that differ from those before.
pub(super) async fn payments_in(
    tx: &mut Tx,
    by: Option<UserId>,
    before: &[Payment],
    after: &[Payment],
    order: &Order,
    now: Timestamp,
) -> Result<()> {
    let mut added = Rows::new(
        "insert into payments (id, order_id, position, amount, currency, kind, status, method, due_at, paid_at, \
         provider_ref, note, recorded_by, created_at) values ",
    );
    let (last,): (i64,) = tx.one(Sql::with(POSITION, [order.id.0.into()])).await?;
    let mut position = last;
    for payment in after {
        let Payment { id, amount, kind, state, method, due_at, paid_at, reference, note } = payment;
        let (due_at, paid_at) = (due_at.map(|at| at.0), paid_at.map(|at| at.0));
        match before.iter().find(|p| p.id == *id) {
            Some(same) if same == payment => {}
            Some(was) => {
                // Whoever marks it as paid recorded it, and not whoever voids or moves it.
                let paid = *state == PaymentState::Succeeded && was.state != *state;
                let by = by.filter(|_| paid);
                let values: [Value; 9] = [
                    id.0.into(),
                    (*amount).into(),
                    state.code().into(),
                    method.as_deref().into(),
                    due_at.into(),
                    paid_at.into(),
                    reference.as_deref().into(),
                    note.as_deref().into(),
                    by.map(|user| user.0).into(),
                ];
                tx.execute(Sql::with(CHANGE, values)).await?;
            }
            None => {
                position += 1;
                added.row([
                    id.0.into(),
                    order.id.0.into(),
                    position.into(),
                    (*amount).into(),
                    order.currency.code().into(),
                    kind.code().into(),
                    state.code().into(),
                    method.as_deref().into(),
                    due_at.into(),
                    paid_at.into(),
                    reference.as_deref().into(),
                    note.as_deref().into(),
                    by.map(|user| user.0).into(),
                    now.0.into(),
                ]);
            }
        }
    }
    added.write(tx).await
}

async fn refunds_in(tx: &mut Tx, before: &[Refund], written: &Written, now: Timestamp) -> Result<()> {
    let mut added = Rows::new(
        "insert into refunds (id, order_id, payment_id, amount, reason, revoke_access, still_owed, refunded_at, \
         created_at) values ",
    );
    for refund in written.refunds.iter().filter(|r| before.iter().all(|b| b.id != r.id)) {
        added.row([
            refund.id.0.into(),
            written.order.id.0.into(),
            refund.payment.0.into(),
            refund.amount.into(),
            refund.reason.as_deref().into(),
            written.closes_access.into(),
            refund.still_owed.into(),
            refund.at.0.into(),
            now.0.into(),
        ]);
    }
    added.write(tx).await
}

async fn order_in(tx: &mut Tx, old: &Order, written: &Written, now: Timestamp) -> Result<()> {
    let order = &written.order;
    let id = order.id.0;
    let values: [Value; 14] = [
        id.into(),
        order.version.into(),
        order.updated_at.0.into(),
        order.paid.into(),
        order.refunded.into(),
        written.owed_again.into(),
        order.due.into(),
        order.payment.code().into(),
        order.payment_method.as_deref().into(),
        order.paid_at.map(|at| at.0).into(),
        order.next_due_at.map(|at| at.0).into(),
        order.subtotal.into(),
        order.total.into(),
        old.version.into(),
    ];
    if tx.execute(Sql::with(ORDER, values)).await? != 1 {
        return Err(StoreError::Conflict);
    }
    if order.kind != old.kind {
        tx.execute(Sql::with(KIND, [id.into(), order.kind.code().into()])).await?;
    }
    if let Some(amount) = written.charge {
        let (last,): (i64,) = tx.one(Sql::with(LAST_LINE, [id.into()])).await?;
        tx.execute(Sql::with(CHARGED, [id.into(), ids::next().into(), (last + 1).into(), amount.into()])).await?;
    }
    if written.closes_access {
        tx.execute(Sql::with(CLOSE, [id.into(), now.0.into()])).await?;
        tx.execute(Sql::with(UNTIL, [id.into()])).await?;
    }
    Ok(())
}
