//! Loading very many orders into an empty desk: its secondary indexes, search index and sums by day are put aside, and
//! made once at the end, which costs a fraction of keeping them with each order. Called by seeding.
//!
//! Safe at any moment: what is put aside is written down in the transaction that drops it, and forgotten in the one that
//! makes it again. A process that opens a desk whose load came to no end finishes it.

use crate::{
    db::{Db, Tx},
    error::Result,
    orders::days,
    sql::Sql,
};

/// The row of `set_aside` that stands for the search index.
const SEARCH: &str = "order_search";
const HOLDS_ORDERS: &str = "select cast(case when exists (select 1 from orders) then 1 else 0 end as bigint)";
const NOTE: &str = "insert into set_aside (name, definition) values ($1, $2)";
const NOTED: &str = "select name, definition from set_aside order by name";
const FORGET: &str = "delete from set_aside where name = $1";

/// Puts everything aside that can be made later, if the desk holds no order yet; otherwise nothing happens.
pub async fn begin(db: &Db) -> Result<()> {
    let mut tx = db.write().await?;
    if let Some(lock) = tx.dialect().lock_orders() {
        tx.execute(Sql::new(lock)).await?;
    }
    let (held,): (i64,) = tx.one(Sql::new(HOLDS_ORDERS)).await?;
    if held != 0 {
        return Ok(());
    }
    let indexes: Vec<(String, String)> = tx.all(Sql::new(tx.dialect().secondary_indexes())).await?;
    for (name, definition) in indexes {
        tx.execute(Sql::of_schema(format!("drop index {name}"))).await?;
        tx.execute(Sql::with(NOTE, [name.into(), definition.into()])).await?;
    }
    if tx.dialect().has_search_table() {
        tx.execute(Sql::with(NOTE, [SEARCH.into(), "".into()])).await?;
    }
    days::forget_in(&mut tx).await?;
    tx.commit().await?;
    remember_pages(db, true).await
}

/// Makes what was put aside, one thing a transaction, and gathers what planners want to know. Does nothing on a desk
/// where nothing was.
pub async fn finish(db: &Db) -> Result<()> {
    let noted: Vec<(String, String)> = db.read().await?.all(Sql::new(NOTED)).await?;
    if noted.is_empty() {
        return Ok(());
    }
    remember_pages(db, true).await?;
    for (name, definition) in noted {
        let mut tx = db.write().await?;
        // Another process may have been faster.
        if tx.execute(Sql::with(FORGET, [name.as_str().into()])).await? == 1 {
            let make = if name == SEARCH {
                Sql::new("insert into order_search (rowid, search_text) select id, search_text from orders order by id")
            } else {
                Sql::of_schema(definition)
            };
            tx.execute(make).await?;
        }
        tx.commit().await?;
    }
    days::ensure(db).await?;
    let mut tx = db.write().await?;
    tx.execute(Sql::new(tx.dialect().analyze())).await?;
    tx.commit().await?;
    remember_pages(db, false).await
}

/// Whether new orders need not be put into the search index, because all of them will be at the end of a load.
pub(crate) async fn has_search_aside_in(tx: &mut Tx) -> Result<bool> {
    let (aside,): (i64,) = tx.one(Sql::with("select count(*) from set_aside where name = $1", [SEARCH.into()])).await?;
    Ok(aside != 0)
}

/// How many pages the connection that writes keeps in memory: many for a load, few again afterwards.
async fn remember_pages(db: &Db, many: bool) -> Result<()> {
    let mut tx = db.write().await?;
    if let Some(texts) = tx.dialect().remember_pages(many) {
        for text in texts {
            tx.execute(Sql::new(text)).await?;
        }
    }
    tx.commit().await
}
