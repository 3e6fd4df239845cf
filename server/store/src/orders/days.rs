//! Orders by the day on which they were created, in the desk's time zone: for the chart and the scrollbar. And how the
//! sums by day are made for orders that are there already.
//!
//! Called by whoever draws the list, at the start of a desk, and when its time zone changes.

use super::{
    conditions::conditions,
    spans::{self, Days, push_days, whole_days},
};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    sql::Sql,
    zones,
};
use chrono::NaiveDate;
use domain::{
    Conditions, Currency, Timestamp, Zone,
    funnel::Funnels,
    ids,
    time::day_of_number,
    totals::{CurrencyTotals, DayTotals},
};

#[derive(sqlx::FromRow, serde::Deserialize)]
struct ZoneRow {
    time_zone: String,
    days_zone: Option<String>,
}

const ZONE: &str = "select time_zone, days_zone from desk where id = 1";
const SET_ZONE: &str = "update desk set days_zone = $1 where id = 1";
/// Each apart: together they would read every order.
const ENDS: &str = "select (select min(id) from orders) as first_id, (select max(id) from orders) as last_id";
const SUMS_OF_ORDERS: &str = "count(*) as orders, cast(sum(o.total) as bigint) as ordered, \
    cast(sum(o.received) as bigint) as received, cast(sum(o.due) as bigint) as due";
const SUMS_OF_SUMS: &str = "cast(sum(o.orders) as bigint) as orders, cast(sum(o.ordered) as bigint) as ordered, \
    cast(sum(o.received) as bigint) as received, cast(sum(o.due) as bigint) as due";

pub(super) async fn zones_in(tx: &mut Tx) -> Result<(Zone, Option<Zone>)> {
    let ZoneRow { time_zone, days_zone } = tx.one(Sql::new(ZONE)).await?;
    let zone = |name: &str| zones::zone(name).ok_or_else(|| StoreError::corrupt("time zone", name));
    Ok((zone(&time_zone)?, days_zone.as_deref().map(zone).transpose()?))
}

/// The zone whose days are kept; none when no days are.
pub(super) async fn zone_in(tx: &mut Tx) -> Result<Option<Zone>> {
    zones_in(tx).await.map(|(_, days)| days)
}

/// Makes the sums by day anew, if they are not those of the desk's time zone.
pub(crate) async fn ensure(db: &Db) -> Result<()> {
    let made = |(zone, days): (Zone, Option<Zone>)| days.is_some_and(|days| days.name() == zone.name());
    if made(zones_in(&mut db.read().await?).await?) {
        return Ok(());
    }
    let mut tx = db.write().await?;
    rebuild_in(&mut tx).await?;
    tx.commit().await
}

/// Forgets the sums by day until `ensure` makes them anew: a load of many orders need not keep them.
pub(crate) async fn forget_in(tx: &mut Tx) -> Result<()> {
    for text in ["delete from order_days", "delete from order_spans", "update desk set days_zone = null where id = 1"] {
        tx.execute(Sql::new(text)).await?;
    }
    Ok(())
}

/// Makes the sums by day anew for the desk's present time zone: whoever changes it calls this in the same transaction.
pub async fn rebuild_in(tx: &mut Tx) -> Result<()> {
    if let Some(lock) = tx.dialect().lock_orders() {
        tx.execute(Sql::new(lock)).await?;
    }
    let (zone, _) = zones_in(tx).await?;
    tx.execute(Sql::new("delete from order_days")).await?;
    tx.execute(Sql::new("delete from order_spans")).await?;
    let mut sql = Sql::new(
        "insert into order_spans (size, first_day, stage_id, currency, kind, payment_status, manager_id, archived, \
         slot, funnel_id, orders, ordered, received, due) select 1, o.day, o.stage_id, o.currency, o.kind, \
         o.payment_status, o.manager_id, o.archived, 0, o.funnel_id, ",
    );
    sql.push(SUMS_OF_ORDERS).push(" from (select ");
    push_day(&mut sql, &steps_in(tx, &zone).await?);
    sql.push(
        " as day, o.stage_id, o.currency, o.kind, o.payment_status, coalesce(o.manager_id, 0) as manager_id, \
         o.archived, o.funnel_id, o.total, o.received, o.due from orders o) o group by o.day, o.stage_id, o.currency, \
         o.kind, o.payment_status, o.manager_id, o.archived, o.funnel_id",
    );
    tx.execute(sql).await?;
    for (smaller, size) in spans::SIZES.iter().zip(spans::SIZES.iter().skip(1)) {
        let mut sql = Sql::new(
            "insert into order_spans (size, first_day, stage_id, currency, kind, payment_status, manager_id, archived, \
             slot, funnel_id, orders, ordered, received, due) select ",
        );
        // The addend keeps the remainder of days before 1970 positive.
        sql.bind(*size).push(", o.first_day - (o.first_day + 256) % ").bind(*size);
        sql.push(
            " as first, o.stage_id, o.currency, o.kind, o.payment_status, o.manager_id, o.archived, 0, o.funnel_id, ",
        );
        sql.push(SUMS_OF_SUMS).push(" from order_spans o where o.size = ").bind(*smaller);
        sql.push(
            " group by 2, o.stage_id, o.currency, o.kind, o.payment_status, o.manager_id, o.archived, o.funnel_id",
        );
        tx.execute(sql).await?;
    }
    let mut sql = Sql::new(
        "insert into order_days (day, stage_id, currency, archived, slot, funnel_id, orders, ordered, received, due) \
         select o.first_day, o.stage_id, o.currency, o.archived, 0, o.funnel_id, ",
    );
    sql.push(SUMS_OF_SUMS).push(" from order_spans o where o.size = 1");
    sql.push(" group by o.first_day, o.stage_id, o.currency, o.archived, o.funnel_id");
    tx.execute(sql).await?;
    tx.execute(Sql::with(SET_ZONE, [zone.name().into()])).await.map(drop)
}

/// The steps from instants to day numbers, for every order that there is.
async fn steps_in(tx: &mut Tx, zone: &Zone) -> Result<Vec<(Timestamp, i64)>> {
    let (first, last): (Option<i64>, Option<i64>) = tx.one(Sql::new(ENDS)).await?;
    let at = |id: Option<i64>| ids::made_at(id.unwrap_or_default());
    Ok(zone.day_steps(at(first), at(last)))
}

/// Appends the number of the day on which an order was created.
fn push_day(sql: &mut Sql, steps: &[(Timestamp, i64)]) {
    // A day more, then one less: division rounds towards zero, and a day may begin before 1970.
    sql.push("((o.created_at + 86400000 + ");
    if let Some(((_, last), before)) = steps.split_last() {
        sql.push(if before.is_empty() { "" } else { "case" });
        for ((_, shift), (until, _)) in before.iter().zip(steps.iter().skip(1)) {
            sql.push(" when o.created_at < ").bind(until.0).push(" then ").bind(*shift);
        }
        sql.push(if before.is_empty() { "" } else { " else " }).bind(*last);
        sql.push(if before.is_empty() { "" } else { " end" });
    }
    sql.push(") / 86400000 - 1)");
}

/// Where sums by day are read from.
enum Source {
    /// Sums by status and currency.
    Days(Vec<Days>),
    /// Sums by everything that is kept.
    Spans(Vec<Days>),
    /// The orders themselves.
    Orders,
}

fn source(wanted: &Conditions, kept: Option<&Zone>) -> Source {
    let days = kept.and_then(|zone| whole_days(wanted.created(), zone));
    match days.filter(|_| super::totals::is_kept(wanted)) {
        Some(days) if wanted.kind.is_empty() && wanted.payment.is_empty() && wanted.manager.is_empty() => {
            Source::Days(days)
        }
        Some(days) => Source::Spans(days),
        None => Source::Orders,
    }
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct DayRow {
    day: i64,
    currency: String,
    orders: i64,
    ordered: i64,
    received: i64,
    due: i64,
}

/// The amounts of a filter by day and currency, ascending; days without an order are left out.
pub async fn days(tx: &mut Tx, wanted: &Conditions, funnels: &Funnels) -> Result<Vec<DayTotals>> {
    let sql = by_day_sql(tx, wanted, funnels, ["o.currency, ", "1, 2"]).await?;
    let rows: Vec<DayRow> = tx.all(sql).await?;
    rows.into_iter()
        .filter(|row| row.orders != 0)
        .map(|row| {
            let currency =
                Currency::parse(&row.currency).ok_or_else(|| StoreError::corrupt("currency", &row.currency))?;
            let DayRow { orders, ordered, received, due, .. } = row;
            Ok(DayTotals { day: date(row.day)?, amounts: CurrencyTotals { currency, orders, ordered, received, due } })
        })
        .collect()
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct CountRow {
    day: i64,
    orders: i64,
}

/// How many orders of a filter were created on each day, ascending; days without an order are left out.
pub async fn counts(tx: &mut Tx, wanted: &Conditions, funnels: &Funnels) -> Result<Vec<(NaiveDate, i64)>> {
    let sql = by_day_sql(tx, wanted, funnels, ["", "1"]).await?;
    let rows: Vec<CountRow> = tx.all(sql).await?;
    rows.into_iter().filter(|row| row.orders != 0).map(|row| Ok((date(row.day)?, row.orders))).collect()
}

fn date(number: i64) -> Result<NaiveDate> {
    day_of_number(number).ok_or_else(|| StoreError::corrupt("day", &number.to_string()))
}

async fn by_day_sql(
    tx: &mut Tx,
    wanted: &Conditions,
    funnels: &Funnels,
    [columns, group]: [&'static str; 2],
) -> Result<Sql> {
    let (zone, kept) = zones_in(tx).await?;
    let any_day = wanted.of_any_day();
    let mut sql = Sql::new("select ");
    match source(wanted, kept.as_ref()) {
        Source::Days(days) => {
            sql.push("o.day, ").push(columns).push(SUMS_OF_SUMS).push(" from order_days o");
            conditions(&mut sql, tx.dialect(), funnels, &any_day);
            push_days(&mut sql, "o.day", &days);
        }
        Source::Spans(days) => {
            sql.push("o.first_day as day, ").push(columns).push(SUMS_OF_SUMS).push(" from (select size, first_day, ");
            sql.push(super::totals::KEPT).push(" from order_spans) o");
            conditions(&mut sql, tx.dialect(), funnels, &any_day);
            sql.push(" and o.size = 1");
            push_days(&mut sql, "o.first_day", &days);
        }
        Source::Orders => {
            push_day(&mut sql, &steps_in(tx, &zone).await?);
            sql.push(" as day, ").push(columns).push(SUMS_OF_ORDERS).push(" from orders o");
            conditions(&mut sql, tx.dialect(), funnels, wanted);
        }
    }
    sql.push(" group by ").push(group).push(" order by ").push(group);
    Ok(sql)
}
