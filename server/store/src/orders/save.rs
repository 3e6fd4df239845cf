//! New orders: rows, events, sums, search index and derived columns, written together. With `apply`, which changes
//! orders that exist, the one place that writes orders: nothing else inserts, updates or deletes in `orders`.

use super::{
    new_rows,
    rollups::{Delta, Deltas, Key},
};
use crate::{
    db::Tx,
    desk,
    error::{Result, StoreError},
    events::{self, Actor, Mark, NewEvent, Subject},
    funnels, ids,
    sql::Sql,
};
use domain::{OrderNumber, event::EventKind, ids::OrderId, order::NewOrder};
use std::collections::{HashMap, HashSet};

/// An order that is to be written.
#[derive(Clone, Debug)]
pub struct Insert {
    /// The order.
    pub order: NewOrder,
    /// Its row in a file, so that orders of one instant keep the order of the file.
    pub sequence: Option<u32>,
    /// Digest of what the file said.
    pub import_digest: Option<String>,
}

/// An order that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: OrderNumber,
}

/// How many orders go into one statement; 41 columns each stay under SQLite's 32 766 values.
const BATCH: usize = 500;

/// Writes new orders with their lines, ledger, comments, tags and events, in their order.
pub async fn insert_in(tx: &mut Tx, actor: &Actor, inserts: Vec<Insert>) -> Result<Vec<Saved>> {
    // Before anything is read: ids and numbers are free only as long as no other writer takes them.
    if let Some(lock) = tx.dialect().lock_orders() {
        tx.execute(Sql::new(lock)).await?;
    }
    let now = ids::now();
    let funnels = funnels::list_in(tx).await?;
    let mut saved = Vec::with_capacity(inserts.len());
    let mut deltas = Deltas::open_in(tx).await?;
    for batch in inserts.chunks(BATCH) {
        let order_ids = new_ids_in(tx, batch).await?;
        let numbers = numbers_in(tx, batch).await?;
        let clients = new_rows::clients_in(tx, batch).await?;
        let mut made = Vec::with_capacity(batch.len());
        let mut history = Vec::with_capacity(batch.len());
        for ((insert, id), number) in batch.iter().zip(order_ids).zip(numbers) {
            let order = &insert.order;
            let client = clients.get(&order.contact.0).ok_or(StoreError::NotFound)?;
            let figures = order.figures();
            let (_, stage) = funnels.stage(order.stage).ok_or(StoreError::NotFound)?;
            deltas.add(
                key_of_new(order),
                Delta {
                    orders: 1,
                    ordered: figures.total,
                    received: figures.paid - figures.refunded,
                    due: figures.due,
                },
                1,
            )?;
            let total = domain::Money::new(figures.total, order.currency);
            let kind = match actor {
                Actor::Import => EventKind::Imported { total, stage: stage.slug.clone(), origin: order.origin.clone() },
                _ => EventKind::Created { total, stage: stage.slug.clone() },
            };
            let event = NewEvent {
                subject: Subject::Order(id),
                actor: actor.clone(),
                at: now,
                kind,
                personal: Some(client.display_name()),
            };
            history.push((event, Mark { version: Some(1), ..Mark::default() }));
            made.push(new_rows::Made { id, number: number.clone(), insert, client });
            saved.push(Saved { id, number });
        }
        new_rows::write_in(tx, &made, now).await?;
        events::append_marked_in(tx, history).await?;
    }
    deltas.write_in(tx).await?;
    Ok(saved)
}

/// Ids of a batch: the instant of creation, then the file row or chance; the next free one where it is taken.
async fn new_ids_in(tx: &mut Tx, batch: &[Insert]) -> Result<Vec<OrderId>> {
    let mut taken: HashSet<i64> = HashSet::new();
    let mut wanted: Vec<i64> = Vec::with_capacity(batch.len());
    let low_mask = (1_i64 << domain::ids::LOW_BITS) - 1;
    let mut last_chance: HashMap<i64, i64> = HashMap::new();
    for insert in batch {
        let floor = domain::ids::floor(insert.order.created_at);
        let low = match insert.sequence {
            Some(row) => i64::from(row) & low_mask,
            None => {
                *last_chance.entry(floor).and_modify(|low| *low += 1).or_insert_with(|| ids::next() & low_mask >> 1)
            }
        };
        wanted.push(floor | (low & low_mask));
    }
    loop {
        let mut query = Sql::new("select id from orders where id in (");
        query.bind_list(wanted.iter().copied()).push(")");
        let stored: Vec<(i64,)> = tx.all(query).await?;
        taken.extend(stored.into_iter().map(|row| row.0));
        let mut used: HashSet<i64> = HashSet::new();
        let mut moved = false;
        for id in &mut wanted {
            while taken.contains(id) || used.contains(id) {
                let floor = *id & !low_mask;
                *id = floor | ((*id + 1) & low_mask);
                moved = true;
            }
            used.insert(*id);
        }
        if !moved {
            return Ok(wanted.into_iter().map(OrderId).collect());
        }
    }
}

/// Which of these numbers orders have already.
async fn taken_in(tx: &mut Tx, numbers: &[&str]) -> Result<HashSet<String>> {
    if numbers.is_empty() {
        return Ok(HashSet::new());
    }
    let mut query = Sql::new("select number from orders where number in (");
    query.bind_list(numbers.iter().copied()).push(")");
    let taken: Vec<(String,)> = tx.all(query).await?;
    Ok(taken.into_iter().map(|row| row.0).collect())
}

/// Numbers of a batch: as given, else the desk's next ones that no import has taken.
async fn numbers_in(tx: &mut Tx, batch: &[Insert]) -> Result<Vec<OrderNumber>> {
    let given: Vec<&str> = batch.iter().filter_map(|i| i.order.number.as_ref().map(OrderNumber::as_str)).collect();
    let mut seen = taken_in(tx, &given).await?;
    if let Some(twice) = given.iter().find(|n| !seen.insert((**n).to_owned())) {
        return Err(StoreError::NumberTaken((*twice).to_owned()));
    }
    let missing = batch.iter().filter(|i| i.order.number.is_none()).count();
    let mut fresh: Vec<OrderNumber> = Vec::with_capacity(missing);
    while fresh.len() < missing {
        let short = i64::try_from(missing - fresh.len()).unwrap_or(i64::MAX);
        let first = desk::take_in(tx, "order_number", short).await?;
        let candidates: Vec<String> = (first..first + short).map(|n| n.to_string()).collect();
        let candidate_texts: Vec<&str> = candidates.iter().map(String::as_str).collect();
        let taken = taken_in(tx, &candidate_texts).await?;
        let free = candidates.into_iter().filter(|n| !taken.contains(n) && !seen.contains(n));
        fresh.extend(free.filter_map(|n| OrderNumber::parse(&n).ok()));
    }
    let mut fresh = fresh.into_iter();
    batch
        .iter()
        .map(|i| {
            i.order.number.clone().or_else(|| fresh.next()).ok_or_else(|| StoreError::Corrupt("no number left".into()))
        })
        .collect()
}

fn key_of_new(order: &NewOrder) -> Key {
    Key {
        funnel: order.funnel.0,
        stage: order.stage.0,
        currency: order.currency.code(),
        kind: order.kind.code(),
        payment: order.figures().payment.code(),
        manager: order.manager.map_or(0, |m| m.0),
        archived: false,
        created: order.created_at,
    }
}
