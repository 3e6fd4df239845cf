//! The totals of a filter: one breakdown by stage and currency, from which every number of the bar is a sum.
//!
//! A filter on what the sums beside the orders are keyed by reads these sums: all time from `order_rollups`, whole days
//! from `order_spans`. Any other reads the orders. Each ignores the funnel and status parts of the filter, which
//! `Totals::from_groups` applies.

use super::{
    conditions::conditions,
    days,
    spans::{Spans, cover, whole_days},
};
use crate::{
    db::{Db, Tx},
    dialect::Dialect,
    error::{Result, StoreError},
    funnels, ids,
    sql::Sql,
};
use domain::{
    Conditions, Currency, Totals, Zone,
    filter::{AmountField, AmountRange, DateField},
    funnel::Funnels,
    ids::StageId,
    totals::{CurrencyTotals, Group},
};

#[derive(sqlx::FromRow, serde::Deserialize)]
struct GroupRow {
    stage_id: i64,
    currency: String,
    orders: i64,
    ordered: i64,
    received: i64,
    due: i64,
}

const SUMS: &str = "select o.stage_id, o.currency, cast(sum(o.orders) as bigint) as orders, \
    cast(sum(o.ordered) as bigint) as ordered, cast(sum(o.received) as bigint) as received, \
    cast(sum(o.due) as bigint) as due from ";
/// The columns of the sums, named and valued as those of orders.
pub(super) const KEPT: &str = "stage_id, funnel_id, currency, kind, payment_status, \
    nullif(manager_id, 0) as manager_id, archived, orders, ordered, received, due";
const FROM_ORDERS: &str = "select o.stage_id, o.currency, count(*) as orders, \
    cast(sum(o.total) as bigint) as ordered, cast(sum(o.received) as bigint) as received, \
    cast(sum(o.due) as bigint) as due from orders o";

/// So many orders are added up at once while somebody waits for the page.
const FEW: i64 = 50_000;
/// So many found by a search: each is read and looked at.
const FEW_FOUND: i64 = 500;

/// The totals of a filter, and how many orders need somebody, whatever the filter.
pub async fn totals_and_attention(db: &Db, conditions: &Conditions) -> Result<(Totals, i64)> {
    let conditions = conditions.clone();
    db.at_once(move |tx| {
        Box::pin(async move {
            let funnels = funnels::list_in(tx).await?;
            let attention = super::attention::count_in(tx, &funnels, conditions.sight, ids::now()).await?;
            Ok((totals_in(tx, &conditions, &funnels).await?, attention))
        })
    })
    .await
}

/// The totals of a filter.
pub async fn totals(db: &Db, conditions: &Conditions) -> Result<Totals> {
    let conditions = conditions.clone();
    db.at_once(move |tx| {
        Box::pin(async move {
            let funnels = funnels::list_in(tx).await?;
            totals_in(tx, &conditions, &funnels).await
        })
    })
    .await
}

pub(super) async fn totals_in(tx: &mut Tx, conditions: &Conditions, funnels: &Funnels) -> Result<Totals> {
    let zone = zone_for_in(tx, conditions).await?;
    let rows: Vec<GroupRow> = tx.all(totals_sql(tx.dialect(), funnels, conditions, zone.as_ref())).await?;
    let groups: Vec<Group> = rows
        .into_iter()
        .filter(|row| row.orders != 0)
        .map(|row| {
            let currency =
                Currency::parse(&row.currency).ok_or_else(|| StoreError::corrupt("currency", &row.currency))?;
            let GroupRow { orders, ordered, received, due, .. } = row;
            let amounts = CurrencyTotals { currency, orders, ordered, received, due };
            Ok(Group { stage: StageId(row.stage_id), amounts })
        })
        .collect::<Result<_>>()?;
    Ok(Totals::from_groups(&groups, conditions, funnels)?)
}

/// Whether the totals of a filter take milliseconds, so that a page may wait for them: the sums answer, the desk is
/// small, or the filter lets few orders through.
pub async fn totals_are_quick(tx: &mut Tx, conditions: &Conditions) -> Result<bool> {
    let zone = zone_for_in(tx, conditions).await?;
    if source(&conditions.without_stages(), zone.as_ref()) != Source::Orders {
        return Ok(true);
    }
    are_few(tx, conditions).await
}

/// Whether so few orders pass, or are there at all, that each may be read while somebody waits for the page.
pub(super) async fn are_few(tx: &mut Tx, conditions: &Conditions) -> Result<bool> {
    let (held,): (i64,) =
        tx.one(Sql::new("select cast(coalesce(sum(orders), 0) as bigint) from order_rollups")).await?;
    if held <= FEW {
        return Ok(true);
    }
    let narrow = Conditions {
        archived: conditions.archived,
        dates: conditions.created().map(|span| (DateField::Created, *span)).into_iter().collect(),
        ..Conditions::default()
    };
    let mut sql = Sql::new("select count(*) from (select 1 from ");
    let few = if !conditions.needles.is_empty() {
        tx.dialect().newest_found(&mut sql, &conditions.needles, None, None);
        FEW_FOUND
    } else if narrow.created().is_some() {
        sql.push("orders o");
        super::conditions::conditions(&mut sql, tx.dialect(), &Funnels::default(), &narrow);
        FEW
    } else {
        return Ok(false);
    };
    sql.push(" limit ").bind(few + 1).push(") x");
    let (found,): (i64,) = tx.one(sql).await?;
    Ok(found <= few)
}

/// The zone whose days are kept, where a filter on days asks for it.
async fn zone_for_in(tx: &mut Tx, conditions: &Conditions) -> Result<Option<Zone>> {
    if conditions.created().is_none() { Ok(None) } else { days::zone_in(tx).await }
}

/// The statement of a breakdown; `zone` is the one whose days are kept.
pub fn totals_sql(dialect: Dialect, funnels: &Funnels, wanted: &Conditions, zone: Option<&Zone>) -> Sql {
    let wide = wanted.without_stages();
    let mut sql;
    match source(&wide, zone) {
        Source::Rollups => {
            sql = Sql::new(SUMS);
            sql.push("(select ").push(KEPT).push(" from order_rollups) o");
            conditions(&mut sql, dialect, funnels, &wide);
        }
        Source::Spans(spans) => {
            sql = Sql::new("with s (size, first_day, until_day) as (values ");
            for (i, Spans { size, first }) in spans.iter().enumerate() {
                sql.push(if i == 0 { "" } else { ", " }).bind_row([(*size).into(), first.0.into(), first.1.into()]);
            }
            sql.push(") ").push(SUMS).push("s cross join (select size, first_day, ").push(KEPT);
            sql.push(" from order_spans) o");
            conditions(&mut sql, dialect, funnels, &wide.of_any_day());
            sql.push(" and o.size = s.size and o.first_day >= s.first_day and o.first_day < s.until_day");
        }
        Source::Orders => {
            sql = Sql::new(FROM_ORDERS);
            conditions(&mut sql, dialect, funnels, &wide);
        }
    }
    sql.push(" group by o.stage_id, o.currency order by o.stage_id, o.currency");
    sql
}

/// Where a breakdown is read from.
#[derive(Debug, PartialEq, Eq)]
enum Source {
    /// The sums of all time.
    Rollups,
    /// The sums of these spans of days, at least one.
    Spans(Vec<Spans>),
    /// The orders.
    Orders,
}

fn source(wanted: &Conditions, zone: Option<&Zone>) -> Source {
    if !is_kept(wanted) {
        return Source::Orders;
    }
    if wanted.created().is_none() {
        return Source::Rollups;
    }
    let days = zone.and_then(|zone| whole_days(wanted.created(), zone));
    match days.map(|days| cover(&days)).filter(|spans| !spans.is_empty()) {
        Some(spans) => Source::Spans(spans),
        None => Source::Orders,
    }
}

/// Whether sums are kept of all that this filter asks for, but for the days, which may not be whole ones.
pub(super) fn is_kept(wanted: &Conditions) -> bool {
    let Conditions {
        funnel: _,
        stage: _,
        stage_kind: _,
        kind: _,
        payment: _,
        manager: _,
        archived: _,
        lost_search: _,
        sight: _,
        flags,
        dates,
        amounts,
        client,
        product,
        offer,
        tag,
        tag_all,
        texts,
        empty,
        needles,
    } = wanted;
    let whole = |range: &AmountRange| range.min.is_none() && range.max.is_none();
    // Every amount of a currency is the currency.
    let total = amounts.get(AmountField::Total);
    let only_currencies = total.include.iter().chain(&total.exclude).all(whole);
    only_currencies
        && amounts.iter().all(|(field, _)| field == AmountField::Total)
        && dates.keys().all(|field| *field == DateField::Created)
        && flags.is_empty()
        && client.is_empty()
        && product.is_empty()
        && offer.is_empty()
        && tag.is_empty()
        && tag_all.is_empty()
        && texts.is_empty()
        && empty.is_empty()
        && needles.is_empty()
}
