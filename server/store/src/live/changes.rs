//! The orders that changed after a number, each once, as they are now: read once for everybody, then told to each role.

use super::twins::Paired;
use crate::{
    db::{Db, Tx},
    error::Result,
    events, funnels, orders,
    sql::Sql,
};
use domain::{
    Order, Role, Slug,
    event::EventKind,
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
const TOLD: &str = "select subject, subject_id, what from events where seq > $1 and seq <= $2";

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
    /// The funnels that orders were in before.
    left: Vec<(OrderId, Slug)>,
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
    let events: Vec<(String, i64, String)> = tx.all(Sql::with(TOLD, [after.0.into(), seq.0.into()])).await?;
    let (mut ids, mut left, mut labels) = (BTreeSet::new(), Vec::new(), false);
    let mut paired = Paired::default();
    for (subject, id, what) in events {
        if subject != "order" {
            labels = true;
            continue;
        }
        ids.insert(OrderId(id));
        let kind = events::kind(&what)?;
        paired.note(id, &kind);
        if let EventKind::Transferred(moved) = kind {
            left.push((OrderId(id), moved.from_funnel));
        }
    }
    if ids.len() <= MOST_ORDERS {
        ids.extend(paired.twins_in(tx).await?);
    }
    if ids.len() > MOST_ORDERS {
        return Ok(None);
    }
    let ids: Vec<OrderId> = ids.into_iter().collect();
    let funnels = funnels::list_in(tx).await?;
    let orders = orders::by_ids_in(tx, &ids, &funnels).await?;
    let there: BTreeSet<OrderId> = orders.iter().map(|order| order.id).collect();
    let gone = ids.into_iter().filter(|id| !there.contains(id)).collect();
    Ok(Some(Told { funnels, orders, left, gone, labels }))
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
        let sees = |order: &Order| role.may(Permission::ReadOrders) && funnels.stage(order.stage.id).is_some();
        // Of an order that was never in sight not even the id is told.
        let saw = |order: &Order| {
            let was_in = |slug: &Slug| funnels.0.iter().any(|funnel| funnel.slug == *slug);
            told.left.iter().any(|(id, funnel)| *id == order.id && was_in(funnel))
        };
        let lost = told.orders.iter().filter(|order| !sees(order) && saw(order)).map(|order| order.id);
        Since::News(News {
            seq: self.seq,
            orders: told.orders.iter().filter(|order| sees(order)).cloned().collect(),
            gone: told.gone.iter().copied().chain(lost).collect(),
            labels: told.labels,
        })
    }
}
