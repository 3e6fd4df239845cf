//! Believable orders of a school of crafts: `comptoir seed`, and the desk that `serve --demo` shows.
//!
//! The same seed on the same day gives the same desk (ids and the history's clock aside). Dates lie before the given day.
//! Any number of orders with flat memory: a batch is one transaction. A desk that holds orders gets more of them.

mod calendar;
mod cast;
mod clients;
mod dice;
mod ledger;
mod names;
mod order;
mod remarks;
mod shop;

use calendar::Calendar;
use cast::Cast;
use clients::Clients;
use dice::Dice;
use domain::{Timestamp, time::DAY};
use store::{
    Db, Result, StoreError, bulk, contacts,
    events::Actor,
    ids,
    orders::{self, Insert},
};

/// How many orders a demo desk has.
pub const DEMO_ORDERS: u64 = 600;
/// The seed when none is given.
pub const DEFAULT_SEED: u64 = 1;
/// How many orders one transaction writes.
const BATCH: usize = 5000;
/// So many orders are a load: what can be made at the end is put aside on a desk that is empty.
const MANY: u64 = 20_000;

/// What is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How many orders.
    pub orders: u64,
    /// The seed.
    pub seed: u64,
    /// The present instant; only its day counts.
    pub now: Timestamp,
}

/// Makes the orders; `progress` hears after each batch how many there are.
pub async fn run(db: &Db, plan: &Plan, mut progress: impl FnMut(u64)) -> Result<()> {
    let now = Timestamp(plan.now.0 - plan.now.0.rem_euclid(DAY));
    let many = plan.orders >= MANY;
    if many {
        bulk::begin(db).await?;
    }
    let cast = Cast::ensure(db, now).await?;
    let mut dice = Dice::new(plan.seed);
    let mut calendar = Calendar::new(plan.orders, now);
    let mut clients = Clients::default();
    let mut made = 0;
    loop {
        let instants = calendar.take(&mut dice, BATCH);
        if instants.is_empty() {
            return if many { bulk::finish(db).await } else { Ok(()) };
        }
        made += u64::try_from(instants.len()).unwrap_or(0);
        write_batch(db, &cast, &mut dice, &mut clients, &instants, now).await?;
        progress(made);
    }
}

/// A demo desk: a few hundred orders up to today.
pub async fn demo(db: &Db) -> Result<()> {
    run(db, &Plan { orders: DEMO_ORDERS, seed: DEFAULT_SEED, now: ids::now() }, |_| {}).await
}

async fn write_batch(
    db: &Db,
    cast: &Cast,
    dice: &mut Dice,
    clients: &mut Clients,
    instants: &[Timestamp],
    now: Timestamp,
) -> Result<()> {
    let mut drafts = Vec::with_capacity(instants.len());
    for at in instants {
        let position = clients.next(dice, *at);
        drafts.push((position, order::draft(dice, cast, clients.get_mut(position), *at, now)));
        clients.note(dice, position);
    }
    let mut tx = db.write().await?;
    let fresh = clients.fresh().filter_map(|c| c.fresh.take()).collect();
    let made = contacts::insert_in(&mut tx, fresh).await?;
    clients.fresh().zip(made).for_each(|(client, id)| client.id = Some(id));
    let mut inserts = Vec::with_capacity(drafts.len());
    for (position, mut draft) in drafts {
        draft.contact = clients.get_mut(position).id.ok_or(StoreError::NotFound)?;
        let order = draft.check().map_err(|e| StoreError::Corrupt(format!("a demo order: {e}")))?;
        inserts.push(Insert { order, sequence: None, import_digest: None });
    }
    orders::insert_in(&mut tx, &Actor::System, inserts).await?;
    clients.forget();
    tx.commit().await
}
