//! The first cards of each column of a board. Called by `list::page`, in the snapshot of the page's totals, from which the
//! heads of the columns are made; more cards of a column are rows of a narrower filter (`rows`).

use super::{
    list::page_sql,
    row::{OrderRow, orders_in},
};
use crate::{db::Tx, error::Result};
use domain::{
    Conditions, Listing, Totals,
    board::{self, CARDS, LaneCards},
    funnel::Funnels,
};

/// The columns that the listing's filter asks for, each with its first orders. One that the totals of the same snapshot
/// say is empty is not looked through: of its stage all orders would be read to find none.
pub(super) async fn lanes_in(
    tx: &mut Tx,
    listing: &Listing,
    conditions: &Conditions,
    (funnels, totals): (&Funnels, Option<&Totals>),
) -> Result<Vec<LaneCards>> {
    let sort = board::sort_of(listing.sort);
    let mut found = Vec::new();
    for lane in board::lanes(&listing.filter, &funnels.seen_by(conditions.sight)) {
        let head = totals.and_then(|totals| lane.head(totals, &listing.filter, funnels).ok());
        if head.is_some_and(|head| head.orders == 0) {
            found.push((lane.code().to_owned(), false, Vec::new()));
            continue;
        }
        let narrowed = lane.narrowed_conditions(conditions);
        let sql = page_sql(tx.dialect(), funnels, &narrowed, sort, None, true, CARDS + 1);
        let mut rows: Vec<OrderRow> = tx.all(sql).await?;
        let more = rows.len() > CARDS;
        rows.truncate(CARDS);
        found.push((lane.code().to_owned(), more, rows));
    }
    // What belongs to the cards is read for all columns at once.
    let lengths: Vec<usize> = found.iter().map(|(_, _, rows)| rows.len()).collect();
    let (names, rows): (Vec<_>, Vec<_>) = found.into_iter().map(|(lane, more, rows)| ((lane, more), rows)).unzip();
    let mut orders = orders_in(tx, rows.into_iter().flatten().collect(), funnels).await?.into_iter();
    let lanes = names.into_iter().zip(lengths);
    Ok(lanes.map(|((lane, more), n)| LaneCards { lane, orders: orders.by_ref().take(n).collect(), more }).collect())
}
