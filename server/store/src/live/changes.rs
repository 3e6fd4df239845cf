//! The orders that changed after a number, each once, as they are now: read once for everybody, then told to each role.

use crate::{
    db::{Db, Tx},
    error::Result,
    funnels, orders,
    sql::Sql,
};
use domain::{
    Order, Role,
    funnel::{Funnels, Sight},
    ids::OrderId,
    live::{News, Seq},
    user::Permission,
};
use std::collections::BTreeSet;

/// Whoever is further behind than so many events asks for everything again.
pub const MOST_EVENTS: i64 = 2_000;
/// The same in orders.
pub const MOST_ORDERS: usize = 500;

const HEAD: &str = "select value from counters where name = 'event'";
const TOLD: &str = "select distinct subject, subject_id from events where seq > $1 and seq <= $2";

/// What happened between two numbers, for everybody.
#[derive(Clone, Debug)]
pub struct Changes {
    /// What happened behind this number …
    pub after: Seq,
    /// … up to this one.
    pub seq: Seq,
    /// None where it is too much, or where the first number is not of this desk.
    told: Option<Told>,
}

#[derive(Clone, Debug, Default)]
struct Told {
    funnels: Funnels,
    orders: Vec<Order>,
    gone: Vec<OrderId>,
    labels: bool,
}

/// The same for one reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// This.
    News(News),
    /// Too much to tell: everything is asked for again, as of this number or a later one.
    Reset(Seq),
}

/// How far the history has come.
pub async fn head(db: &Db) -> Result<Seq> {
    head_in(&mut db.read().await?).await
}

/// The same in a transaction: all that this snapshot shows of orders happened up to here, and all up to here is in it.
pub async fn head_in(tx: &mut Tx) -> Result<Seq> {
    let row: Option<(i64,)> = tx.optional(Sql::new(HEAD)).await?;
    Ok(Seq(row.map_or(0, |row| row.0)))
}

/// What somebody of this role who knows everything up to `after` does not know yet.
pub async fn since(db: &Db, role: Role, after: Seq) -> Result<Since> {
    Ok(changes_in(&mut db.read().await?, after).await?.seen_by(role))
}

/// Everything that happened behind a number, in a transaction that reads.
pub async fn changes_in(tx: &mut Tx, after: Seq) -> Result<Changes> {
    let seq = head_in(tx).await?;
    let told = match seq.0.checked_sub(after.0) {
        Some(0) => Some(Told::default()),
        Some(events) if after.0 >= 0 && (1..=MOST_EVENTS).contains(&events) => told_in(tx, after, seq).await?,
        _ => None,
    };
    Ok(Changes { after, seq, told })
}

async fn told_in(tx: &mut Tx, after: Seq, seq: Seq) -> Result<Option<Told>> {
    let subjects: Vec<(String, i64)> = tx.all(Sql::with(TOLD, [after.0.into(), seq.0.into()])).await?;
    let of_orders = |(subject, id): &(String, i64)| (subject == "order").then_some(OrderId(*id));
    let ids: BTreeSet<OrderId> = subjects.iter().filter_map(of_orders).collect();
    if ids.len() > MOST_ORDERS {
        return Ok(None);
    }
    let labels = ids.len() < subjects.len();
    let ids: Vec<OrderId> = ids.into_iter().collect();
    let funnels = funnels::list_in(tx).await?;
    let orders = orders::by_ids_in(tx, &ids, &funnels).await?;
    let there: BTreeSet<OrderId> = orders.iter().map(|order| order.id).collect();
    let gone = ids.into_iter().filter(|id| !there.contains(id)).collect();
    Ok(Some(Told { funnels, orders, gone, labels }))
}

impl Changes {
    /// Too much to tell, up to this number.
    pub const fn too_many(after: Seq, seq: Seq) -> Self {
        Self { after, seq, told: None }
    }

    /// What a role is told of it.
    pub fn seen_by(&self, role: Role) -> Since {
        let Some(told) = &self.told else { return Since::Reset(self.seq) };
        let funnels = told.funnels.seen_by(Sight::Of(role));
        let sees = |order: &&Order| role.may(Permission::ReadOrders) && funnels.stage(order.stage.id).is_some();
        let (seen, hidden): (Vec<&Order>, Vec<&Order>) = told.orders.iter().partition(sees);
        Since::News(News {
            seq: self.seq,
            orders: seen.into_iter().cloned().collect(),
            gone: told.gone.iter().copied().chain(hidden.into_iter().map(|order| order.id)).collect(),
            labels: told.labels,
        })
    }
}
