//! Changing orders that exist: it knows the old and the new row, writes the event, and keeps the sums and the tags.
//!
//! Called by `change`. With `save`, which writes new orders, the one place that writes orders. Whoever calls holds the
//! lock of `Dialect::lock_orders`, taken before any order is read: the version is compared in the same statement all
//! the same.

use super::{
    fetch::some_in,
    rollups::{Delta, Deltas, Key},
};
use crate::{
    Value,
    db::{Db, Tx},
    error::{Result, StoreError},
    events::{self, Actor, Mark, NewEvent, Subject},
    funnels, ids,
    rows::Rows,
    sql::Sql,
};
use domain::{
    Order, Slug, Timestamp,
    event::EventKind,
    ids::{BatchId, OrderId, UserId},
    order::{TagLabel, transition},
};
use std::collections::{BTreeMap, HashMap};

/// What a command did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applied {
    /// The order as it is now.
    Changed(Box<Order>),
    /// It was so already.
    Already,
}

/// Does a command to an order whose version the caller has seen, in a transaction of its own.
pub async fn apply(db: &Db, user: UserId, id: OrderId, version: i64, command: &transition::Command) -> Result<Applied> {
    let mut tx = db.write().await?;
    let applied = apply_in(&mut tx, &Actor::User(user), id, version, command, ids::now()).await?;
    tx.commit().await?;
    Ok(applied)
}

/// Does a command to an order, in a transaction.
pub async fn apply_in(
    tx: &mut Tx,
    actor: &Actor,
    id: OrderId,
    version: i64,
    command: &transition::Command,
    now: Timestamp,
) -> Result<Applied> {
    lock_in(tx).await?;
    let funnels = funnels::list_in(tx).await?;
    let which = |sql: &mut Sql| {
        sql.push(" where o.id = ").bind(id.0);
    };
    let (old, owed) = some_in(tx, which, &funnels).await?.into_iter().next().ok_or(StoreError::NotFound)?;
    let Some((new, event)) = transition::apply(&old, command, owed, now)? else { return Ok(Applied::Already) };
    if old.version != version {
        return Err(StoreError::Conflict);
    }
    let tags = match command {
        transition::Command::Tag { add, .. } => add.clone(),
        _ => Vec::new(),
    };
    let stamp = Stamp { actor: actor.clone(), batch: None, undoes: None, now };
    write_in(tx, &stamp, &tags, &[Step { old, new: new.clone(), event }]).await?;
    Ok(Applied::Changed(Box::new(new)))
}

/// Keeps every other writer of orders away until the transaction ends: it is the first lock that each of them takes.
pub(crate) async fn lock_in(tx: &mut Tx) -> Result<()> {
    if let Some(lock) = tx.dialect().lock_orders() {
        tx.execute(Sql::new(lock)).await?;
    }
    Ok(())
}

/// Who changes orders, when, and as part of what.
pub(super) struct Stamp {
    pub(super) actor: Actor,
    pub(super) batch: Option<BatchId>,
    /// The action that this one takes back.
    pub(super) undoes: Option<BatchId>,
    pub(super) now: Timestamp,
}

/// One order before and after, and what is told of it.
pub(super) struct Step {
    pub(super) old: Order,
    pub(super) new: Order,
    pub(super) event: EventKind,
}

/// Writes changed orders. `tags` are those that may not exist yet. All of it, or an error.
pub(super) async fn write_in(tx: &mut Tx, stamp: &Stamp, tags: &[TagLabel], steps: &[Step]) -> Result<()> {
    for part in [Part::Stage, Part::Funnel, Part::Archive, Part::Manager, Part::Tags] {
        part.write_in(tx, steps).await?;
    }
    tags_in(tx, tags, steps, stamp.now).await?;
    tell_in(tx, stamp, steps.iter().map(|Step { old, new, event }| (old, new, event, None))).await
}

/// Tells of changed orders, and keeps the sums: what was written about each, and what of it names people.
pub(super) async fn tell_in<'a>(
    tx: &mut Tx,
    stamp: &Stamp,
    steps: impl ExactSizeIterator<Item = (&'a Order, &'a Order, &'a EventKind, Option<String>)>,
) -> Result<()> {
    let mut deltas = Deltas::open_in(tx).await?;
    let mut history = Vec::with_capacity(steps.len());
    for (old, new, event, personal) in steps {
        deltas.add(key_of(old), amounts_of(old), -1)?;
        deltas.add(key_of(new), amounts_of(new), 1)?;
        let event = NewEvent {
            subject: Subject::Order(new.id),
            actor: stamp.actor.clone(),
            at: stamp.now,
            kind: event.clone(),
            personal,
        };
        history.push((event, Mark { batch: stamp.batch, undoes: stamp.undoes, version: Some(new.version) }));
    }
    events::append_marked_in(tx, history).await?;
    deltas.write_in(tx).await
}

/// What of an order's row a change touches: naming more columns would rewrite every index that has one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Stage,
    Funnel,
    Archive,
    Manager,
    Tags,
}

impl Part {
    const fn of(event: &EventKind) -> Option<Self> {
        match event {
            EventKind::Moved(_) | EventKind::Rekinded { .. } => Some(Self::Stage),
            EventKind::Transferred(_) => Some(Self::Funnel),
            EventKind::Archived | EventKind::Unarchived => Some(Self::Archive),
            EventKind::Assigned { .. } => Some(Self::Manager),
            EventKind::Tagged { .. } => Some(Self::Tags),
            EventKind::Created { .. }
            | EventKind::Ledger(_)
            | EventKind::Priced(_)
            | EventKind::Access(_)
            | EventKind::AccessTurned(_)
            | EventKind::Touched { .. }
            | EventKind::ContactChanged { .. }
            | EventKind::ContactMerged { .. }
            | EventKind::CatalogueChanged { .. }
            | EventKind::Handed { .. }
            | EventKind::Sourced { .. }
            | EventKind::Offered { .. }
            | EventKind::Client(_)
            | EventKind::Comment(_)
            | EventKind::Imported { .. }
            | EventKind::UserAdded { .. }
            | EventKind::UserReset
            | EventKind::UserRenamed
            | EventKind::UserRoleChanged { .. }
            | EventKind::UserDisabled
            | EventKind::UserEnabled
            | EventKind::UserLinkMade
            | EventKind::DeskCreated
            | EventKind::DeskChanged { .. }
            | EventKind::FunnelShaped { .. }
            | EventKind::FunnelChanged(_) => None,
        }
    }

    /// The statement around its rows.
    const fn statement(self) -> (&'static str, &'static str) {
        match self {
            Self::Stage => (
                "with v (id, seen, version, updated_at, stage_id, stage_kind, due, stage_entered_at, closed_at, access_closed_at) \
                 as (values ",
                ") update orders set version = v.version, updated_at = v.updated_at, stage_id = v.stage_id, \
                 stage_kind = v.stage_kind, due = v.due, stage_entered_at = v.stage_entered_at, \
                 closed_at = v.closed_at, access_closed_at = v.access_closed_at from v where orders.id = v.id and orders.version = v.seen",
            ),
            Self::Funnel => (
                "with v (id, seen, version, updated_at, stage_id, stage_kind, due, stage_entered_at, closed_at, access_closed_at, \
                 funnel_id) as (values ",
                ") update orders set version = v.version, updated_at = v.updated_at, stage_id = v.stage_id, \
                 stage_kind = v.stage_kind, due = v.due, stage_entered_at = v.stage_entered_at, \
                 closed_at = v.closed_at, access_closed_at = v.access_closed_at, funnel_id = v.funnel_id from v where orders.id = v.id and orders.version = v.seen",
            ),
            Self::Archive => (
                "with v (id, seen, version, updated_at, archived_at) as (values ",
                ") update orders set version = v.version, updated_at = v.updated_at, archived_at = v.archived_at \
                 from v where orders.id = v.id and orders.version = v.seen",
            ),
            Self::Manager => (
                "with v (id, seen, version, updated_at, manager_id) as (values ",
                ") update orders set version = v.version, updated_at = v.updated_at, manager_id = v.manager_id \
                 from v where orders.id = v.id and orders.version = v.seen",
            ),
            Self::Tags => (
                "with v (id, seen, version, updated_at) as (values ",
                ") update orders set version = v.version, updated_at = v.updated_at \
                 from v where orders.id = v.id and orders.version = v.seen",
            ),
        }
    }

    fn row(self, Step { old, new, .. }: &Step) -> Vec<Value> {
        let mut row = vec![new.id.0.into(), old.version.into(), new.version.into(), new.updated_at.0.into()];
        match self {
            Self::Stage | Self::Funnel => {
                row.extend([
                    new.stage.id.0.into(),
                    new.stage.kind.code().into(),
                    new.due.into(),
                    new.stage_entered_at.0.into(),
                    (!new.stage.kind.is_open()).then_some(new.stage_entered_at.0).into(),
                    new.access_closed_at.map(|at| at.0).into(),
                ]);
                if self == Self::Funnel {
                    row.push(new.funnel.id.0.into());
                }
            }
            Self::Archive => row.push(new.archived_at.map(|at| at.0).into()),
            Self::Manager => row.push(new.manager.as_ref().map(|m| m.id.0).into()),
            Self::Tags => {}
        }
        row
    }

    /// Writes the rows of the steps that touch this part.
    async fn write_in(self, tx: &mut Tx, steps: &[Step]) -> Result<()> {
        let mine: Vec<&Step> = steps.iter().filter(|s| Self::of(&s.event) == Some(self)).collect();
        let (head, tail) = self.statement();
        for batch in mine.chunks(200) {
            let mut sql = Sql::new(head);
            for (i, step) in batch.iter().enumerate() {
                sql.push(if i == 0 { "" } else { ", " }).bind_row(self.row(step));
            }
            sql.push(tail);
            if tx.execute(sql).await? != batch.len() as u64 {
                return Err(StoreError::Conflict);
            }
        }
        Ok(())
    }
}

/// Gives and takes tags; those that do not exist yet are made.
async fn tags_in(tx: &mut Tx, labels: &[TagLabel], steps: &[Step], now: Timestamp) -> Result<()> {
    let mut changes: Vec<(OrderId, &[Slug], &[Slug])> = Vec::new();
    for step in steps {
        if let EventKind::Tagged { added, removed } = &step.event {
            changes.push((step.new.id, added, removed));
        }
    }
    let mut named: Vec<&Slug> = changes.iter().flat_map(|(_, added, removed)| added.iter().chain(*removed)).collect();
    named.sort();
    named.dedup();
    if named.is_empty() {
        return Ok(());
    }
    let names: BTreeMap<&Slug, &str> = labels.iter().map(|t| (&t.slug, t.name.as_str())).collect();
    let mut known = ids_of_tags_in(tx, &named).await?;
    let mut made = Rows::new("insert into tags (id, slug, name, created_at) values ");
    for slug in named {
        if !known.contains_key(slug.as_str()) {
            let id = ids::next();
            let name = names.get(slug).copied().unwrap_or(slug.as_str());
            made.row([id.into(), slug.as_str().into(), name.into(), now.0.into()]);
            known.insert(slug.as_str().to_owned(), id);
        }
    }
    made.write(tx).await?;
    let mut given = Rows::new("insert into order_tags (order_id, tag_id) values ");
    let mut taken: Vec<[Value; 2]> = Vec::new();
    for (order, added, removed) in changes {
        let pair = |slug: &Slug| known.get(slug.as_str()).map(|tag| [order.0.into(), (*tag).into()]);
        added.iter().filter_map(pair).for_each(|row| given.row(row));
        taken.extend(removed.iter().filter_map(pair));
    }
    given.write(tx).await?;
    for batch in taken.chunks(500) {
        let mut sql = Sql::new("delete from order_tags where (order_id, tag_id) in (values ");
        for (i, row) in batch.iter().enumerate() {
            sql.push(if i == 0 { "" } else { ", " }).bind_row(row.iter().cloned());
        }
        sql.push(")");
        tx.execute(sql).await?;
    }
    Ok(())
}

async fn ids_of_tags_in(tx: &mut Tx, slugs: &[&Slug]) -> Result<HashMap<String, i64>> {
    let mut sql = Sql::new("select slug, id from tags where slug in (");
    sql.bind_list(slugs.iter().map(|s| s.as_str())).push(")");
    let rows: Vec<(String, i64)> = tx.all(sql).await?;
    Ok(rows.into_iter().collect())
}

fn key_of(order: &Order) -> Key {
    Key {
        funnel: order.funnel.id.0,
        stage: order.stage.id.0,
        currency: order.currency.code(),
        kind: order.kind.code(),
        payment: order.payment.code(),
        manager: order.manager.as_ref().map_or(0, |m| m.id.0),
        archived: order.archived_at.is_some(),
        created: order.created_at,
    }
}

fn amounts_of(order: &Order) -> Delta {
    Delta { orders: 1, ordered: order.total, received: order.received(), due: order.due }
}
