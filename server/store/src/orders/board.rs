//! The first cards of each column of a board. Called by `list::page`, in the snapshot of the page's totals, from which the
//! heads of the columns are made; more cards of a column are rows of a narrower filter (`rows`).

use super::{
    cursor::key_columns,
    list::{At, Begin, Each, Run, for_all, listed, order_by, push_list, runs},
    ranges::Wanted,
    row::{OrderRow, SELECT, orders_in},
};
use crate::{db::Tx, dialect::Dialect, error::Result, sql::Sql};
use domain::{
    Conditions, Listing, Sort, Totals,
    board::{self, CARDS, Lane, LaneCards},
    funnel::Funnels,
};

/// The columns that the listing's filter asks for, each with its first orders, by one statement. One that the totals of the
/// same snapshot say is empty is not looked through: of its stage all orders would be read to find none.
pub(super) async fn lanes_in(
    tx: &mut Tx,
    listing: &Listing,
    conditions: &Conditions,
    (funnels, totals): (&Funnels, Option<&Totals>),
) -> Result<Vec<LaneCards>> {
    let sort = board::sort_of(listing.sort);
    let lanes = board::lanes(&listing.filter, &funnels.seen_by(conditions.sight));
    let is_empty = |lane: &&Lane| {
        let head = totals.and_then(|totals| lane.head(totals, &listing.filter, funnels).ok());
        head.is_some_and(|head| head.orders == 0)
    };
    let lists: Vec<Conditions> =
        lanes.iter().filter(|lane| !is_empty(lane)).map(|lane| lane.narrowed_conditions(conditions)).collect();
    let rows: Vec<OrderRow> = match lists.is_empty() {
        true => Vec::new(),
        false => tx.all(firsts_sql(tx.dialect(), funnels, &lists, sort, CARDS + 1)).await?,
    };
    let orders = orders_in(tx, rows, funnels).await?;
    let column = |lane: &Lane| LaneCards { lane: lane.code().to_owned(), orders: Vec::new(), more: false };
    let mut columns: Vec<LaneCards> = lanes.iter().map(column).collect();
    for order in orders {
        let Some((_, column)) = lanes.iter().zip(&mut columns).find(|(lane, _)| lane.holds(&order)) else { continue };
        column.more = column.orders.len() == CARDS;
        if !column.more {
            column.orders.push(order);
        }
    }
    Ok(columns)
}

/// One statement of the first `limit` orders of several lists, one after the other in the order of all. With a statement for
/// each, PostgreSQL would plan longer than it reads.
pub fn firsts_sql(dialect: Dialect, funnels: &Funnels, lists: &[Conditions], sort: Sort, limit: usize) -> Sql {
    let mut sql = Sql::new(SELECT);
    let all: Vec<(usize, Run)> = (0..)
        .zip(lists)
        .flat_map(|(n, list)| runs(funnels, list, sort.key).into_iter().map(move |run| (n, run)))
        .collect();
    let alike = |(n, run): &(usize, Run)| match run.stage {
        Some(At::Stage(stage)) if run.conditions == all[0].1.conditions => Some((*n, stage.0)),
        _ => None,
    };
    let stages: Option<Vec<(usize, i64)>> = all.iter().map(alike).collect();
    match (dialect, stages, all.first()) {
        (Dialect::Postgres, Some(stages), Some((_, one))) => {
            let run = Run { conditions: one.conditions.clone(), stage: Some(At::Row) };
            of_stages(&mut sql, funnels, &run, &stages, sort, limit);
        }
        _ => for_all(&mut sql, lists.iter(), |sql, conditions| {
            listed(sql, dialect, funnels, &Wanted { conditions, sort, start: None, forward: true, limit });
        }),
    }
    order_by(&mut sql, key_columns(sort.key), sort.descending);
    sql
}

/// Appends that an order is among the first of its list, for lists that differ by their stages only: those of a stage are
/// planned once for all stages.
fn of_stages(sql: &mut Sql, funnels: &Funnels, run: &Run, stages: &[(usize, i64)], sort: Sort, limit: usize) {
    let columns = key_columns(sort.key);
    sql.push(" where o.id in (select id from (select o.id, row_number() over (partition by o.list");
    order_by(sql, columns, sort.descending);
    sql.push(") as place from (select l.list, x.* from (values ");
    for (i, (list, stage)) in stages.iter().enumerate() {
        sql.push(if i == 0 { "(" } else { ", (" }).push_number(*list).push(", ").bind(*stage).push(")");
    }
    sql.push(") l (list, stage) cross join lateral (select ");
    push_list(sql, columns, "");
    sql.push(" from orders o");
    let (key, descending, plain) = (sort.key, sort.descending, run.is_plain(funnels));
    Each { dialect: Dialect::Postgres, funnels, key, descending, limit, plain }.part(sql, run, &Begin::First);
    // How many these are at most is known here, and not to the planner.
    let lists = stages.iter().map(|(list, _)| list).max().map_or(0, |last| last + 1);
    sql.push(") x) o) f where f.place <= ").push_number(limit).push(" limit ").push_number(lists * limit).push(")");
}
