//! The history: appended in the transaction of the change it tells, never changed.
//!
//! What names a person goes to `event_personal`, which an erasure may empty; the event keeps a salted digest of it.

use crate::{
    db::{Db, Tx},
    desk,
    error::{Result, StoreError},
    funnels, ids,
    rows::Rows,
    sql::Sql,
};
use domain::{
    Slug, Timestamp,
    event::{ActorKind, Event, EventKind, Named},
    funnel::{Funnels, Sight},
    ids::{BatchId, ContactId, EventId, FunnelId, OrderId, UserId},
    order::{TagLabel, UserLabel},
};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An order.
    Order(OrderId),
    /// A contact.
    Contact(ContactId),
    /// A funnel.
    Funnel(FunnelId),
    /// A user.
    User(UserId),
    /// The desk.
    Desk,
}

impl Subject {
    const fn parts(self) -> (&'static str, i64) {
        match self {
            Self::Order(id) => ("order", id.0),
            Self::Contact(id) => ("contact", id.0),
            Self::Funnel(id) => ("funnel", id.0),
            Self::User(id) => ("user", id.0),
            Self::Desk => ("desk", 1),
        }
    }
}

/// Who or what makes a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A user.
    User(UserId),
    /// A file that is being imported.
    Import,
    /// The desk itself, or its operator on the command line.
    System,
}

impl Actor {
    const fn parts(&self) -> (ActorKind, Option<i64>) {
        match self {
            Self::User(id) => (ActorKind::User, Some(id.0)),
            Self::Import => (ActorKind::Import, None),
            Self::System => (ActorKind::System, None),
        }
    }
}

/// An event that is to be written.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// What it is about.
    pub subject: Subject,
    /// Who did it.
    pub actor: Actor,
    /// When.
    pub at: Timestamp,
    /// What happened, without anything that names a person.
    pub kind: EventKind,
    /// What names a person.
    pub personal: Option<String>,
}

/// The action that an event is part of, the one that it takes back, and the version of its subject afterwards.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mark {
    pub(crate) batch: Option<BatchId>,
    pub(crate) undoes: Option<BatchId>,
    pub(crate) version: Option<i64>,
}

/// Appends events in their order.
pub async fn append_in(tx: &mut Tx, events: Vec<NewEvent>) -> Result<()> {
    append_marked_in(tx, events.into_iter().map(|event| (event, Mark::default())).collect()).await
}

/// Appends events of versioned subjects in their order.
pub(crate) async fn append_marked_in(tx: &mut Tx, events: Vec<(NewEvent, Mark)>) -> Result<()> {
    let Ok(count) = i64::try_from(events.len()) else { return Ok(()) };
    if count == 0 {
        return Ok(());
    }
    let mut seq = desk::take_in(tx, "event", count).await?;
    tx.tell();
    let mut rows = Rows::new(
        "insert into events (id, seq, subject, subject_id, actor, actor_id, at, what, personal_digest, batch, version, undoes) \
         values ",
    );
    let mut personal = Rows::new("insert into event_personal (event_id, salt, what) values ");
    for (event, mark) in events {
        let id = ids::next();
        let (subject, subject_id) = event.subject.parts();
        let (actor, actor_id) = event.actor.parts();
        let what = serde_json::to_string(&event.kind).map_err(|e| StoreError::Corrupt(e.to_string()))?;
        let digest = event.personal.map(|text| {
            let salt = salt();
            let digest = hex(&Sha256::digest(format!("{salt}{text}")));
            personal.row([id.into(), salt.into(), text.into()]);
            digest
        });
        rows.row([
            id.into(),
            seq.into(),
            subject.into(),
            subject_id.into(),
            actor.code().into(),
            crate::Value::Int(actor_id),
            event.at.0.into(),
            what.into(),
            digest.into(),
            mark.batch.map(|b| b.0).into(),
            mark.version.into(),
            mark.undoes.map(|b| b.0).into(),
        ]);
        seq += 1;
    }
    rows.write(tx).await?;
    personal.write(tx).await
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct EventRow {
    id: i64,
    at: i64,
    actor: String,
    actor_name: Option<String>,
    what: String,
    batch: Option<i64>,
    version: Option<i64>,
    undoes: Option<i64>,
    personal: Option<String>,
}

const OF_ORDER: &str = "select e.id, e.at, e.actor, u.name as actor_name, e.what, e.batch, e.version, e.undoes, \
    p.what as personal from events e left join users u on u.id = e.actor_id left join event_personal p on p.event_id = e.id \
    where e.subject = 'order' and e.subject_id = $1 order by e.id desc limit 200";

/// Of so many actions it is told whether they changed other orders as well.
const LATEST: usize = 4;
const WIDE: &str = "select subject_id from events where batch = $1 and subject_id > $2 and subject = 'order' \
    union all select subject_id from events where batch = $1 and subject_id < $2 and subject = 'order' limit 1";

/// The newest 200 events of an order, newest first.
pub async fn of_order_in(tx: &mut Tx, order: OrderId) -> Result<Vec<Event>> {
    let rows: Vec<EventRow> = tx.all(Sql::with(OF_ORDER, [order.0.into()])).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Event {
                id: EventId(row.id),
                at: Timestamp(row.at),
                actor: ActorKind::parse(&row.actor).ok_or_else(|| StoreError::corrupt("actor", &row.actor))?,
                actor_name: row.actor_name,
                kind: kind(&row.what)?,
                batch: row.batch.map(BatchId),
                version: row.version,
                undoes: row.undoes.map(BatchId),
                personal: row.personal,
            })
        })
        .collect()
}

/// What was done to an order since a version of it, the newest first, and what that names for whoever sees so much.
pub async fn since(db: &Db, order: OrderId, seen: i64, sight: Sight) -> Result<(Vec<Event>, Named)> {
    let mut tx = db.read().await?;
    let mut events = of_order_in(&mut tx, order).await?;
    events.retain(|event| event.version.is_some_and(|version| version > seen));
    let funnels = funnels::list_in(&mut tx).await?.seen_by(sight);
    let named = named_in(&mut tx, order, &events, (funnels, sight)).await?;
    Ok((events, named))
}

/// What an event says, as stored.
pub(crate) fn kind(what: &str) -> Result<EventKind> {
    serde_json::from_str(what).map_err(|_| StoreError::corrupt("event", what))
}

/// What the events of an order name, as it is called now. Of the newest actions, which may be taken back, it is also told
/// which changed other orders.
pub(crate) async fn named_in(
    tx: &mut Tx,
    order: OrderId,
    events: &[Event],
    (mut funnels, sight): (Funnels, Sight),
) -> Result<Named> {
    let (mut people, mut tags, mut batches) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut places = BTreeSet::new();
    for event in events {
        match &event.kind {
            EventKind::Assigned { from, to } => people.extend([from, to].into_iter().flatten().map(|id| id.0)),
            EventKind::Tagged { added, removed } => tags.extend(added.iter().chain(removed).map(Slug::as_str)),
            EventKind::Moved(moved) => places.extend([&moved.funnel]),
            EventKind::Transferred(moved) => places.extend([&moved.from_funnel, &moved.funnel]),
            _ => {}
        }
        if batches.len() < LATEST {
            batches.extend(event.batch);
        }
    }
    // One that is archived is named as long as there is an order that was in it.
    if !places.iter().all(|place| funnels.0.iter().any(|funnel| funnel.slug == **place)) {
        funnels = funnels::ever_in(tx).await?.seen_by(sight);
    }
    let mut named = Named { funnels, ..Named::default() };
    if !people.is_empty() {
        let mut sql = Sql::new("select id, name from users where id in (");
        sql.bind_list(people).push(")");
        let rows: Vec<(i64, String)> = tx.all(sql).await?;
        named.people = rows.into_iter().map(|(id, name)| UserLabel { id: UserId(id), name }).collect();
    }
    if !tags.is_empty() {
        let mut sql = Sql::new("select slug, name from tags where slug in (");
        sql.bind_list(tags).push(")");
        let rows: Vec<(String, String)> = tx.all(sql).await?;
        let label = |(slug, name): (String, String)| {
            Ok(TagLabel { slug: Slug::parse(&slug).ok_or_else(|| StoreError::corrupt("slug", &slug))?, name })
        };
        named.tags = rows.into_iter().map(label).collect::<Result<_>>()?;
    }
    for batch in batches {
        let other: Option<(i64,)> = tx.optional(Sql::with(WIDE, [batch.0.into(), order.0.into()])).await?;
        named.wide.extend(other.map(|_| batch));
    }
    Ok(named)
}

fn salt() -> String {
    let mut bytes = [0_u8; 16];
    // A salt that cannot be random is still a salt of its own: the id makes it so.
    if getrandom::fill(&mut bytes).is_err() {
        bytes.iter_mut().zip(ids::next().to_le_bytes()).for_each(|(b, id)| *b = id);
    }
    hex(&bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
