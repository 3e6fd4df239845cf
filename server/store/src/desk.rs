//! The desk itself: its name, time zone, currency and languages, and the rows that every desk begins with.

use crate::{
    carries,
    db::{Db, Tx},
    error::{Result, StoreError},
    events::{self, Actor, NewEvent, Subject},
    funnels, ids, orders,
    sql::Sql,
};
use domain::{Columns, Currency, Languages, Timestamp, Zone, desk::DeskSettings, ids::UserId};

/// The desk's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Name, shown in the head.
    pub name: String,
    /// Time zone in which days begin and end.
    pub zone: Zone,
    /// Currency offered first.
    pub currency: Currency,
    /// Languages offered to people.
    pub languages: Languages,
    /// Version of the settings, for the guard of a change.
    pub version: i64,
    /// Whether this is a throw-away desk that may be served on loopback only.
    pub demo: bool,
    /// The columns of everybody who has not arranged their own.
    pub columns: Columns,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct DeskRow {
    name: String,
    time_zone: String,
    default_currency: String,
    languages: String,
    version: i64,
    demo: i64,
    columns: Option<String>,
}

const FETCH: &str =
    "select name, time_zone, default_currency, languages, version, demo, columns from desk where id = 1";
const EXISTS: &str = "select count(*) from desk";
const INSERT: &str = "insert into desk (id, name, time_zone, default_currency, demo, created_at, updated_at, version) \
    values (1, $1, $2, $3, 0, $4, $4, 1) on conflict do nothing";
const COUNTERS: &str =
    "insert into counters (name, value) values ('event', 0), ('order_number', 1000) on conflict do nothing";
const MARK_DEMO: &str = "update desk set demo = 1, version = version + 1, updated_at = $1 where id = 1";
const CHANGE: &str = "update desk set name = $2, time_zone = $3, default_currency = $4, languages = $5, \
    updated_at = $6, version = version + 1 where id = 1 and version = $1";
const TAKE: &str = "update counters set value = value + $2 where name = $1 returning value";

/// The settings.
pub async fn fetch(db: &Db) -> Result<Desk> {
    fetch_in(&mut db.read().await?).await
}

/// The settings, in a transaction.
pub async fn fetch_in(tx: &mut Tx) -> Result<Desk> {
    let row: DeskRow = tx.one(Sql::new(FETCH)).await?;
    Ok(Desk {
        zone: crate::zones::zone(&row.time_zone).ok_or_else(|| StoreError::corrupt("time zone", &row.time_zone))?,
        currency: Currency::parse(&row.default_currency)
            .ok_or_else(|| StoreError::corrupt("currency", &row.default_currency))?,
        languages: Languages::parse(&row.languages).map_err(|_| StoreError::corrupt("languages", &row.languages))?,
        version: row.version,
        name: row.name,
        demo: row.demo != 0,
        columns: row.columns.as_deref().and_then(Columns::parse).unwrap_or_default(),
    })
}

impl Desk {
    /// What its owner has set.
    pub fn settings(&self) -> DeskSettings {
        let Self { name, zone, currency, languages, .. } = self;
        DeskSettings { name: name.clone(), zone: zone.clone(), currency: *currency, languages: languages.clone() }
    }
}

/// Changes the settings; `Conflict` when they are no longer of this version. The same settings again change nothing.
pub async fn change(db: &Db, actor: UserId, version: i64, settings: &DeskSettings, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    let before = fetch_in(&mut tx).await?;
    let Some(kind) = before.settings().changed_to(settings) else { return Ok(()) };
    let DeskSettings { name, zone, currency, languages } = settings;
    let values = [
        version.into(),
        name.as_str().into(),
        zone.name().into(),
        currency.code().into(),
        languages.codes().into(),
        now.0.into(),
    ];
    if tx.execute(Sql::with(CHANGE, values)).await? == 0 {
        return Err(StoreError::Conflict);
    }
    if before.zone.name() != zone.name() {
        orders::rebuild_days_in(&mut tx).await?;
    }
    let personal = (before.name != *name).then(|| format!("{} → {name}", before.name));
    let (subject, actor) = (Subject::Desk, Actor::User(actor));
    events::append_in(&mut tx, vec![NewEvent { subject, actor, at: now, kind, personal }]).await?;
    tx.commit().await
}

/// Makes the first rows of a new desk: itself, its counters, the standard funnel; and the sums by day of an older one.
/// Finishes what a process that ended had begun with stages and contacts. Does nothing on a desk that has them.
pub async fn ensure(db: &Db) -> Result<()> {
    let (there,): (i64,) = db.read().await?.one(Sql::new(EXISTS)).await?;
    if there == 0 {
        make_first_rows(db).await?;
    }
    funnels::finish(db).await?;
    carries::finish(db).await?;
    orders::days::ensure(db).await
}

async fn make_first_rows(db: &Db) -> Result<()> {
    let mut tx = db.write().await?;
    let now = ids::now();
    let made =
        tx.execute(Sql::with(INSERT, ["Comptoir".into(), "Europe/Paris".into(), "EUR".into(), now.0.into()])).await?;
    if made == 1 {
        tx.execute(Sql::new(COUNTERS)).await?;
        funnels::insert_standard_in(&mut tx, now).await?;
    }
    tx.commit().await
}

/// Marks the desk as a throw-away one. Refused by callers once it holds anything of worth.
pub async fn mark_demo(db: &Db) -> Result<()> {
    let mut tx = db.write().await?;
    tx.execute(Sql::with(MARK_DEMO, [ids::now().0.into()])).await?;
    tx.commit().await
}

/// Takes `n` values of a counter: the first one. They are given back when the transaction is dropped.
pub(crate) async fn take_in(tx: &mut Tx, counter: &'static str, n: i64) -> Result<i64> {
    let (last,): (i64,) = tx.one(Sql::with(TAKE, [counter.into(), n.into()])).await?;
    Ok(last - n + 1)
}
