//! What a contact became reaches its orders: each is found and sorted by it, grows by a version, and tells who changed what,
//! so that open lists show it and its history says it.
//!
//! A contact may have ten thousand orders: the change itself takes the first of them along, the rest follow by bounded
//! transactions, each with its events. What is still to be done stands in `contact_carries` until it is done; a process
//! that ended in between has it finished by the clock.

use crate::{
    collate,
    db::{Db, Tx},
    directory::ContactRow,
    error::{Result, StoreError},
    events::{self, Actor, Mark, NewEvent, Subject},
    ids,
    orders::lock_in,
    rows::Rows,
    sql::Sql,
};
use domain::{
    Contact, Timestamp,
    contact::ShownChange,
    event::{ClientEvent, EventKind},
    ids::{ContactId, OrderId, UserId},
    search,
};

/// How many orders one transaction takes along.
pub const BATCH: usize = 200;

const NOTE: &str = "insert into contact_carries (id, contact_id, user_id, at, what, personal, after_id) \
    values ($1, $2, $3, $4, $5, $6, 0)";
const ANY: &str =
    "select id, contact_id, user_id, at, what, personal, after_id from contact_carries order by id limit 1";
const OF_CONTACT: &str = "select id, contact_id, user_id, at, what, personal, after_id from contact_carries \
    where contact_id = $1 order by id limit 1";
const CURRENT: &str = "select n.id, n.first_name, n.last_name, n.company, n.email, n.phone from contacts c \
    join contacts n on n.id = coalesce(c.merged_into, c.id) where c.id = $1";
const NEXT: &str = "select id, number, version, search_text from orders where contact_id = $1 and id > $2 \
    order by id limit $3";
const ON: &str = "update contact_carries set after_id = $2 where id = $1";
const DONE: &str = "delete from contact_carries where id = $1";

#[derive(sqlx::FromRow, serde::Deserialize)]
struct CarryRow {
    id: i64,
    contact_id: i64,
    user_id: i64,
    at: i64,
    what: String,
    personal: Option<String>,
    after_id: i64,
}

/// Notes that the orders of a contact are to be told of its change. What is noted first is told first.
pub(crate) async fn note_in(
    tx: &mut Tx,
    user: UserId,
    of: ContactId,
    merged: bool,
    changes: &[ShownChange],
    now: Timestamp,
) -> Result<()> {
    let corrupt = |e: serde_json::Error| StoreError::Corrupt(e.to_string());
    let fields = changes.iter().map(|change| change.field.clone()).collect();
    let what = serde_json::to_string(&EventKind::Client(ClientEvent { fields, merged })).map_err(corrupt)?;
    let personal = (!changes.is_empty()).then(|| serde_json::to_string(changes)).transpose().map_err(corrupt)?;
    let values = [ids::next().into(), of.0.into(), user.0.into(), now.0.into(), what.into(), personal.into()];
    tx.execute(Sql::with(NOTE, values)).await.map(drop)
}

/// Takes the first of the orders along, in the transaction that changes their contact.
pub(crate) async fn begin_in(tx: &mut Tx, of: ContactId) -> Result<()> {
    match tx.optional::<CarryRow>(Sql::with(OF_CONTACT, [of.0.into()])).await? {
        Some(row) => step_in(tx, &row).await,
        None => Ok(()),
    }
}

/// Takes along all orders of a contact that are not told yet.
pub(crate) async fn finish_of(db: &Db, contact: ContactId) -> Result<()> {
    while step(db, Some(contact)).await? {}
    Ok(())
}

/// Takes along every order that is not told yet of what its client became; how many transactions that took.
pub async fn finish(db: &Db) -> Result<usize> {
    let mut steps = 0;
    while step(db, None).await? {
        steps += 1;
    }
    Ok(steps)
}

/// The next few orders; whether there were any to be looked for.
async fn step(db: &Db, of: Option<ContactId>) -> Result<bool> {
    let wanted = || of.map_or_else(|| Sql::new(ANY), |id| Sql::with(OF_CONTACT, [id.0.into()]));
    // Nearly always there is nothing to do, which needs no lock.
    if db.read().await?.optional::<CarryRow>(wanted()).await?.is_none() {
        return Ok(false);
    }
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let Some(row) = tx.optional::<CarryRow>(wanted()).await? else { return Ok(false) };
    step_in(&mut tx, &row).await?;
    tx.commit().await?;
    Ok(true)
}

async fn step_in(tx: &mut Tx, row: &CarryRow) -> Result<()> {
    let now: Contact = tx
        .optional::<ContactRow>(Sql::with(CURRENT, [row.contact_id.into()]))
        .await?
        .ok_or(StoreError::NotFound)?
        .contact();
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let orders: Vec<(i64, String, i64, String)> =
        tx.all(Sql::with(NEXT, [row.contact_id.into(), row.after_id.into(), limit.into()])).await?;
    write_in(tx, &orders, &now, Timestamp(row.at)).await?;
    let kind = events::kind(&row.what)?;
    let event = |(id, _, version, _): &(i64, String, i64, String)| {
        let event = NewEvent {
            subject: Subject::Order(OrderId(*id)),
            actor: Actor::User(UserId(row.user_id)),
            at: Timestamp(row.at),
            kind: kind.clone(),
            personal: row.personal.clone(),
        };
        (event, Mark { version: Some(version + 1), ..Mark::default() })
    };
    events::append_marked_in(tx, orders.iter().map(event).collect()).await?;
    match orders.last() {
        Some((last, ..)) if orders.len() == BATCH => tx.execute(Sql::with(ON, [row.id.into(), (*last).into()])).await,
        _ => tx.execute(Sql::with(DONE, [row.id.into()])).await,
    }
    .map(drop)
}

/// Orders are found and sorted by this contact, who is theirs.
pub(crate) async fn write_in(
    tx: &mut Tx,
    orders: &[(i64, String, i64, String)],
    now: &Contact,
    at: Timestamp,
) -> Result<()> {
    if orders.is_empty() {
        return Ok(());
    }
    let key = collate::key(&now.display_name());
    let mut forgotten = Rows::new("insert into order_search (order_search, rowid, search_text) values ");
    let mut indexed = Rows::new("insert into order_search (rowid, search_text) values ");
    let mut sql = Sql::new("with v (id, seen, version, updated_at, contact_id, client_key, search_text) as (values ");
    for (i, (id, number, version, before)) in orders.iter().enumerate() {
        let text = search::text_of(number, now);
        if text != *before {
            forgotten.row(["delete".into(), (*id).into(), before.as_str().into()]);
            indexed.row([(*id).into(), text.as_str().into()]);
        }
        sql.push(if i == 0 { "" } else { ", " }).bind_row([
            (*id).into(),
            (*version).into(),
            (version + 1).into(),
            at.0.into(),
            now.id.0.into(),
            key.clone().into(),
            text.into(),
        ]);
    }
    sql.push(
        ") update orders set version = v.version, updated_at = v.updated_at, contact_id = v.contact_id, \
         client_key = v.client_key, search_text = v.search_text from v where orders.id = v.id and orders.version = v.seen",
    );
    if tx.dialect().has_search_table() {
        forgotten.write(tx).await?;
        indexed.write(tx).await?;
    }
    if tx.execute(sql).await? == orders.len() as u64 { Ok(()) } else { Err(StoreError::Conflict) }
}
