//! The totals of a filter: one breakdown by stage and currency, from which every number of the bar is a sum.
//!
//! A filter on what `order_rollups` is keyed by reads these sums; any other reads the orders. Both are the same text
//! but for the table, and both ignore the funnel and status parts, which `Totals::from_groups` applies.

use super::conditions::conditions;
use crate::{
    db::{Db, Tx},
    dialect::Dialect,
    error::{Result, StoreError},
    funnels,
    sql::Sql,
};
use domain::{
    Conditions, Currency, Totals,
    funnel::Funnels,
    ids::StageId,
    totals::{CurrencyTotals, Group},
};

#[derive(sqlx::FromRow)]
struct GroupRow {
    stage_id: i64,
    currency: String,
    orders: i64,
    ordered: i64,
    received: i64,
    due: i64,
}

const FROM_ROLLUPS: &str = "select o.stage_id, o.currency, cast(sum(o.orders) as bigint) as orders, \
    cast(sum(o.ordered) as bigint) as ordered, cast(sum(o.received) as bigint) as received, \
    cast(sum(o.due) as bigint) as due \
    from (select stage_id, funnel_id, currency, kind, payment_status, nullif(manager_id, 0) as manager_id, archived, \
    orders, ordered, received, due from order_rollups) o";
const FROM_ORDERS: &str = "select o.stage_id, o.currency, count(*) as orders, \
    cast(sum(o.total) as bigint) as ordered, cast(sum(o.received) as bigint) as received, \
    cast(sum(o.due) as bigint) as due from orders o";

/// The totals of a filter.
pub async fn totals(db: &Db, conditions: &Conditions) -> Result<Totals> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    totals_in(&mut tx, conditions, &funnels).await
}

/// How many orders any filter may be added up for while a page waits.
const QUICK: i64 = 50_000;
const ALL: &str = "select cast(coalesce(sum(orders), 0) as bigint) from order_rollups";

/// Whether the totals of a filter are there at once: from the sums that are kept, or because the desk is small.
pub(super) async fn are_quick_in(tx: &mut Tx, conditions: &Conditions) -> Result<bool> {
    if in_rollups(&conditions.without_stages()) {
        return Ok(true);
    }
    let (orders,): (i64,) = tx.one(Sql::new(ALL)).await?;
    Ok(orders <= QUICK)
}

pub(super) async fn totals_in(tx: &mut Tx, conditions: &Conditions, funnels: &Funnels) -> Result<Totals> {
    let rows: Vec<GroupRow> = tx.all(totals_sql(tx.dialect(), funnels, conditions)).await?;
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

/// The statement of a breakdown.
pub fn totals_sql(dialect: Dialect, funnels: &Funnels, wanted: &Conditions) -> Sql {
    let wide = wanted.without_stages();
    let mut sql = Sql::new(if in_rollups(&wide) { FROM_ROLLUPS } else { FROM_ORDERS });
    conditions(&mut sql, dialect, funnels, &wide);
    sql.push(" group by o.stage_id, o.currency order by o.stage_id, o.currency");
    sql
}

/// Whether the sums that are kept answer this filter: only what they are keyed by is asked for.
fn in_rollups(wanted: &Conditions) -> bool {
    let Conditions {
        funnel: _,
        stage: _,
        stage_kind: _,
        kind: _,
        payment: _,
        manager: _,
        archived: _,
        created,
        paid,
        total,
        product,
        tag,
        needles,
    } = wanted;
    created.is_none()
        && paid.is_none()
        && total.is_empty()
        && product.is_empty()
        && tag.is_empty()
        && needles.is_empty()
}
