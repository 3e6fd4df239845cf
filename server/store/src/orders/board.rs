//! The first cards of each column of a board. Called by `list::page`, in the snapshot of the page's totals, from which the
//! heads of the columns are made; more cards of a column are rows of a narrower filter (`rows`).

use super::{
    list::firsts_sql,
    row::{OrderRow, orders_in},
};
use crate::{db::Tx, error::Result};
use domain::{
    Conditions, Listing, Totals,
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
