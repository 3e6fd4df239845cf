//! A page, in the order of creation, of what an index finds in another order: days of payment, the next payment, the end
//! of access, amounts; and of what is searched for, as the index of words tells it, newest first.
//!
//! What passes may be many of the next orders, or few that lie far back; no database knows which. So the next orders are
//! looked through first. Where they are not enough, all that pass are found by their own index and put in order by their
//! ids, before anything else of them is read.

use super::{
    conditions::{archived, passes},
    fields::has_index,
    list::{Begin, begin_at, limit_to, page_sql},
    row::{OrderRow, SELECT},
    walks,
};
use crate::{Value, db::Tx, dialect::Dialect, error::Result, sql::Sql};
use domain::{
    Conditions, Sort, SortKey,
    filter::{Archived, DateField, Span},
    funnel::Funnels,
};

/// How many orders are looked through first, and then.
const NEAR: [usize; 2] = [300, 2_000];

/// Which page of which list: `limit` orders behind (or, going back, in front of) the key values of `start`.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Which orders.
    pub conditions: &'a Conditions,
    /// In which order.
    pub sort: Sort,
    /// Where the page begins; at the beginning where nothing is said.
    pub start: Option<Vec<Value>>,
    /// Whether it goes on, or back.
    pub forward: bool,
    /// How many orders at most.
    pub limit: usize,
}

/// The rows of a page.
pub(super) async fn rows_in(tx: &mut Tx, funnels: &Funnels, wanted: Wanted<'_>) -> Result<Vec<OrderRow>> {
    if !walks::is_walked(wanted.sort.key) {
        return part_in(tx, funnels, wanted).await;
    }
    let stops = walks::stops_in(tx, funnels, &wanted).await?;
    if walks::is_found(wanted.conditions) && !stops.is_empty() {
        return tx.all(walks::found_sql(tx.dialect(), funnels, &stops, &wanted)).await;
    }
    let mut rows = Vec::new();
    for part in walks::parts(&stops, &wanted) {
        rows.extend(part_in(tx, funnels, part.wanted(&wanted, wanted.limit - rows.len())).await?);
        if rows.len() == wanted.limit {
            break;
        }
    }
    Ok(rows)
}

async fn part_in(tx: &mut Tx, funnels: &Funnels, wanted: Wanted<'_>) -> Result<Vec<OrderRow>> {
    let dialect = tx.dialect();
    if lies_elsewhere(wanted.conditions, wanted.sort) {
        for reach in NEAR {
            let near: Vec<OrderRow> = tx.all(near_sql(dialect, funnels, &wanted, reach)).await?;
            if near.len() == wanted.limit {
                return Ok(near);
            }
        }
    }
    tx.all(whole_sql(dialect, funnels, &wanted)).await
}

/// The statement that finds a page wherever it lies.
pub fn whole_sql(dialect: Dialect, funnels: &Funnels, wanted: &Wanted<'_>) -> Sql {
    let &Wanted { conditions, sort, ref start, forward, limit } = wanted;
    if is_told_in_order(dialect, conditions, sort) {
        found_sql(dialect, funnels, wanted)
    } else if lies_elsewhere(conditions, sort) {
        far_sql(dialect, funnels, wanted)
    } else {
        page_sql(dialect, funnels, conditions, sort, start.clone(), forward, limit)
    }
}

/// Whether an index finds what passes, in an order that is not the list's, and nothing else narrows it.
fn lies_elsewhere(wanted: &Conditions, sort: Sort) -> bool {
    let Conditions { archived, dates, amounts, needles, client, product, offer, tag, tag_all, texts, stage, .. } =
        wanted;
    let plain = needles.is_empty() && client.is_empty() && product.is_empty() && offer.is_empty() && tag.is_empty();
    let plain = plain && tag_all.is_empty() && texts.is_empty() && stage.is_empty() && wanted.stage_kind.is_empty();
    let narrow = amounts.iter().any(|(_, choice)| choice.include.iter().any(|r| r.min.is_some() || r.max.is_some()));
    sort.key == SortKey::Created && *archived != Archived::All && plain && (narrow || dates.iter().any(is_indexed))
}

fn is_indexed((field, span): (&DateField, &Span)) -> bool {
    has_index(*field) && !span.negated
}

/// Whether SQLite's index of words tells what is searched for in the order of the list.
fn is_told_in_order(dialect: Dialect, wanted: &Conditions, sort: Sort) -> bool {
    dialect == Dialect::Sqlite && !wanted.needles.is_empty() && sort.key == SortKey::Created
}

/// Those that are found by words, as the index tells them: it is left as soon as there are enough.
fn found_sql(dialect: Dialect, funnels: &Funnels, wanted: &Wanted<'_>) -> Sql {
    let descending = wanted.sort.descending == wanted.forward;
    let mut sql = Sql::new(SELECT);
    sql.push(" where o.id in (select f.rowid from order_search f cross join orders o");
    sql.push(archived(wanted.conditions.archived)).push(" and o.id = f.rowid");
    dialect.found(&mut sql, &wanted.conditions.needles);
    let others = Conditions { needles: Vec::new(), ..wanted.conditions.clone() };
    passes(&mut sql, dialect, funnels, &others);
    if let Some([start]) = wanted.start.as_deref() {
        sql.push(if descending { " and f.rowid < " } else { " and f.rowid > " }).bind(start.clone());
    }
    by_id(&mut sql, " order by f.rowid", descending, wanted.limit);
    sql.push(")");
    by_id(&mut sql, " order by o.id", descending, wanted.limit);
    sql
}

/// Those that pass among the next `reach` orders.
pub fn near_sql(dialect: Dialect, funnels: &Funnels, wanted: &Wanted<'_>, reach: usize) -> Sql {
    let descending = wanted.sort.descending == wanted.forward;
    let mut sql = Sql::new(SELECT);
    sql.push(" where o.id in (select o.id from (select o.id from orders o").push(archived(wanted.conditions.archived));
    begin_at(&mut sql, wanted.sort.key, descending, &begin(wanted));
    by_id(&mut sql, " order by o.id", descending, reach);
    // Joined so that these are the ones that are looked at, whatever the planner thinks.
    sql.push(") w cross join orders o where o.id = w.id");
    passes(&mut sql, dialect, funnels, wanted.conditions);
    by_id(&mut sql, " order by o.id", descending, wanted.limit);
    sql.push(")");
    by_id(&mut sql, " order by o.id", descending, wanted.limit);
    sql
}

/// Those that pass, by their own index. What is written with a sign is not looked up by an index.
fn far_sql(dialect: Dialect, funnels: &Funnels, wanted: &Wanted<'_>) -> Sql {
    let descending = wanted.sort.descending == wanted.forward;
    // Indexes of days begin with the day, those of amounts with `archived`.
    let begins_with_day = wanted.conditions.dates.iter().any(is_indexed);
    let mut sql = Sql::new(SELECT);
    sql.push(" where o.id in (select o.id from orders o").push(match (begins_with_day, wanted.conditions.archived) {
        (true, Archived::No) => " where +o.archived = 0",
        (true, Archived::Only) => " where +o.archived = 1",
        (_, other) => archived(other),
    });
    passes(&mut sql, dialect, funnels, wanted.conditions);
    begin_at(&mut sql, wanted.sort.key, descending, &begin(wanted));
    by_id(&mut sql, " order by +o.id", descending, wanted.limit);
    sql.push(")");
    by_id(&mut sql, " order by o.id", descending, wanted.limit);
    sql
}

fn begin(wanted: &Wanted<'_>) -> Begin {
    wanted.start.clone().map_or(Begin::First, Begin::Behind)
}

fn by_id(sql: &mut Sql, order: &'static str, descending: bool, limit: usize) {
    limit_to(sql.push(order).push(if descending { " desc" } else { "" }), limit);
}
