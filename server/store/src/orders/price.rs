//! Another price for an order that exists: its lines, its discount, and what is planned of it. With `apply`, `ledger`, `talk`
//! and `save` the one place that writes orders.

use super::{
    apply::tell_in,
    fetch::{by_ids_in, lines_in},
    ledger::{Read, payments_in},
    single::{Ask, begin},
};
use crate::{
    Value, collate,
    db::{Db, Tx},
    error::{Result, StoreError},
    funnels, ids, promos,
    rows::Rows,
    sql::Sql,
};
use domain::{
    Order, Timestamp,
    ids::{OrderId, PromoId},
    order::{
        Line, LineKind,
        price::{NewPrice, PriceRefusal, PromoTurn, Repriced, reprice as decide},
    },
    promo::PromoRefusal,
};
use std::collections::HashMap;

const SOLD: &str = "select id, product_id from order_lines where order_id = $1";
const FORGET: &str = "delete from order_lines where order_id = $1";
const PRODUCT: &str = "select id from products where title = $1 order by id limit 1";
const PROMO: &str = "update orders set promo_id = $2, promo_code = $3 where id = $1";
const ORDER: &str = "update orders set version = $2, updated_at = $3, subtotal = $4, discount = $5, total = $6, due = $7, \
    payment_status = $8, next_due_at = $9, access_from = $10, access_until = $11, product_key = $12 where id = $1 and version = $13";

/// Gives an order another price. The outer error is the store's, the inner one says what the price lacks.
pub async fn reprice(db: &Db, ask: &Ask, wanted: &NewPrice) -> Result<std::result::Result<(), PriceRefusal>> {
    let Some(mut desk) = begin(db, ask).await? else { return Ok(Ok(())) };
    let (tx, now) = (&mut desk.tx, desk.stamp.now);
    let lines = lines_in(tx, desk.order.id).await?;
    let read = Read::of(tx, &desk.order).await?;
    let repriced = match decide(&read.books(&desk.order), &lines, wanted, ids::next, now) {
        Ok(Some(repriced)) => repriced,
        Ok(None) => {
            desk.done().await?;
            return Ok(Ok(()));
        }
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Repriced { order, lines: after, payments: plan, event } = &repriced;
    let promo = match promo_in(tx, &desk.order, order.subtotal, wanted, now).await? {
        Ok(promo) => promo,
        Err(refusal) => return Ok(Err(refusal)),
    };
    write_lines_in(tx, order.id.0, after).await?;
    payments_in(tx, Some(ask.user), &read.payments, plan, order, now).await?;
    let first = after.iter().find(|l| l.kind == LineKind::Product).map_or("", |l| l.title.as_str());
    let values: [Value; 13] = [
        order.id.0.into(),
        order.version.into(),
        order.updated_at.0.into(),
        order.subtotal.into(),
        order.discount.into(),
        order.total.into(),
        order.due.into(),
        order.payment.code().into(),
        order.next_due_at.map(|at| at.0).into(),
        order.access_from.map(|at| at.0).into(),
        order.access_until.map(|at| at.0).into(),
        collate::key(first).into(),
        desk.order.version.into(),
    ];
    if tx.execute(Sql::with(ORDER, values)).await? != 1 {
        return Err(StoreError::Conflict);
    }
    if order.promo != desk.order.promo {
        let values: [Value; 3] = [order.id.0.into(), promo.map(|id| id.0).into(), order.promo.as_deref().into()];
        tx.execute(Sql::with(PROMO, values)).await?;
    }
    tell_in(tx, &desk.stamp, [(&desk.order, order, event, None)].into_iter()).await?;
    desk.done().await?;
    Ok(Ok(()))
}

/// Whether a price would be another one, or what it would lack; nothing is written.
pub async fn try_price(db: &Db, order: OrderId, wanted: &NewPrice) -> Result<std::result::Result<bool, PriceRefusal>> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    let found = by_ids_in(&mut tx, &[order], &funnels).await?.into_iter().next().ok_or(StoreError::NotFound)?;
    let lines = lines_in(&mut tx, order).await?;
    let read = Read::of(&mut tx, &found).await?;
    let now = ids::now();
    match decide(&read.books(&found), &lines, wanted, || 0, now) {
        Ok(Some(other)) => Ok(promo_in(&mut tx, &found, other.order.subtotal, wanted, now).await?.map(|_| true)),
        Ok(None) => Ok(Ok(false)),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// The promo code that is put on an order, if it still takes off what was said.
async fn promo_in(
    tx: &mut Tx,
    order: &Order,
    subtotal: i64,
    wanted: &NewPrice,
    now: Timestamp,
) -> Result<std::result::Result<Option<PromoId>, PriceRefusal>> {
    let PromoTurn::On { code, cut } = &wanted.promo else { return Ok(Ok(None)) };
    let Some(promo) = promos::by_code_in(tx, code).await? else {
        return Ok(Err(PriceRefusal::Promo(PromoRefusal::Unknown)));
    };
    let used = promos::used_by_in(tx, promo.id, order.contact.id).await?;
    Ok(match promo.discount(order.money(subtotal), order.offer_id, used, now) {
        Ok(now) if now == *cut => Ok(Some(promo.id)),
        Ok(_) => Err(PriceRefusal::PromoChanged),
        Err(refusal) => Err(PriceRefusal::Promo(refusal)),
    })
}

/// The lines in their new order; each keeps its product, and a new one is the product of its title.
async fn write_lines_in(tx: &mut Tx, order: i64, lines: &[Line]) -> Result<()> {
    let sold: Vec<(i64, Option<i64>)> = tx.all(Sql::with(SOLD, [order.into()])).await?;
    let mut sold: HashMap<i64, Option<i64>> = sold.into_iter().collect();
    let mut rows = Rows::new(
        "insert into order_lines (id, order_id, position, kind, product_id, title, quantity, unit_price, amount, discount, \
         access_from, access_until) values ",
    );
    for (position, line) in (0_i64..).zip(lines) {
        let product = match sold.remove(&line.id.0) {
            Some(product) => product,
            None => tx.optional::<(i64,)>(Sql::with(PRODUCT, [line.title.as_str().into()])).await?.map(|(id,)| id),
        };
        rows.row([
            line.id.0.into(),
            order.into(),
            position.into(),
            line.kind.code().into(),
            product.into(),
            line.title.as_str().into(),
            line.quantity.as_str().into(),
            line.unit_price.as_deref().into(),
            line.amount.into(),
            line.discount.into(),
            line.access.from.map(|at| at.0).into(),
            line.access.until.map(|at| at.0).into(),
        ]);
    }
    tx.execute(Sql::with(FORGET, [order.into()])).await?;
    rows.write(tx).await
}
