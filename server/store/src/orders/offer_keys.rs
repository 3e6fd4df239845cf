//! The collation key of an order's offer, by which lists are sorted: whoever writes `offer_title` writes `offer_key` too.
//!
//! Orders that are older than the column have none yet. A start makes them (`migrate`), a bounded batch a transaction; an
//! index holds exactly those that still lack theirs, so a start that was stopped goes on, and later ones find nothing.

use super::apply::lock_in;
use crate::{Value, collate, db::Db, error::Result, sql::Sql};

/// How many orders get their key in one transaction.
pub const BATCH: usize = 1_000;

// The key of an empty text is the only one of a single byte.
const WITHOUT: &str = "select id, offer_title from orders where offer_title is not null and length(offer_key) = 1 \
    and id > $1 order by id limit $2";

/// What `offer_key` says beside an offer's title; none comes last.
pub(super) fn key(title: Option<&str>) -> Vec<u8> {
    collate::key(title.unwrap_or_default())
}

/// Makes the keys that are missing.
pub(crate) async fn finish(db: &Db) -> Result<()> {
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let next = |after: i64| Sql::with(WITHOUT, [after.into(), limit.into()]);
    // Nearly always there is nothing to do, which needs no lock.
    if db.read().await?.optional::<(i64, String)>(next(0)).await?.is_none() {
        return Ok(());
    }
    let mut after = 0;
    loop {
        let mut tx = db.write().await?;
        lock_in(&mut tx).await?;
        let orders: Vec<(i64, String)> = tx.all(next(after)).await?;
        let Some((last, _)) = orders.last() else { return Ok(()) };
        after = *last;
        let mut sql = Sql::new("with v (id, offer_key) as (values ");
        for (i, (id, title)) in orders.iter().enumerate() {
            let row: [Value; 2] = [(*id).into(), key(Some(title)).into()];
            sql.push(if i == 0 { "" } else { ", " }).bind_row(row);
        }
        sql.push(") update orders set offer_key = v.offer_key from v where orders.id = v.id");
        tx.execute(sql).await?;
        tx.commit().await?;
    }
}
