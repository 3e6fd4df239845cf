//! Orders of a list that is scrolled through: some from a cursor or an instant on, and where a named place is. No totals,
//! no menus. Called by the table in the browser, through server functions, and by the form that jumps.

use super::{
    cursor::cursor_in,
    ranges::{self, Wanted},
    row::orders_in,
    walks,
};
use crate::{
    Value, collate,
    db::{Db, Tx},
    error::Result,
    funnels,
};
use domain::{
    Conditions, Listing, Order, Sort, SortKey, Timestamp,
    funnel::{Funnels, Sight},
    ids,
    listing::{Cursor, PAGE_SIZE, Place, RowsPage},
};

/// Up to `limit` orders in the direction of the listing's cursor; or, sorted by creation, from an instant on.
pub async fn rows(
    db: &Db,
    listing: &Listing,
    conditions: &Conditions,
    at: Option<Timestamp>,
    limit: usize,
) -> Result<RowsPage> {
    let (listing, conditions) = (listing.clone(), conditions.clone());
    db.at_once(move |tx| Box::pin(async move { rows_in(tx, &listing, &conditions, at, limit).await })).await
}

async fn rows_in(
    tx: &mut Tx,
    listing: &Listing,
    conditions: &Conditions,
    at: Option<Timestamp>,
    limit: usize,
) -> Result<RowsPage> {
    let funnels = funnels::list_in(tx).await?;
    let start = match at {
        Some(at) if listing.sort.key == SortKey::Created => {
            Some(edge(listing.sort, &Place::Instant(clamped(at)), true))
        }
        _ => start_in(tx, listing, &funnels, conditions.sight).await?,
    };
    let back = matches!(listing.cursor, Cursor::Before(_));
    let forward = !back || at.is_some() || start.is_none();
    let wanted = Wanted { conditions, sort: listing.sort, start, forward, limit: limit + 1 };
    let rows = ranges::rows_in(tx, &funnels, wanted).await?;
    let mut orders = orders_in(tx, rows, &funnels).await?;
    let more = orders.len() > limit;
    orders.truncate(limit);
    if !forward {
        orders.reverse();
    }
    Ok(RowsPage { orders, more })
}

/// The key values behind or in front of which a page begins.
async fn start_in(tx: &mut Tx, listing: &Listing, funnels: &Funnels, sight: Sight) -> Result<Option<Vec<Value>>> {
    let (Cursor::After(number) | Cursor::Before(number)) = &listing.cursor else { return Ok(None) };
    let row = cursor_in(tx, number, funnels, sight).await?;
    Ok(row.map(|row| row.values(listing.sort.key)))
}

/// The same on its own: what the statement of a page is told.
pub async fn start(db: &Db, listing: &Listing, sight: Sight) -> Result<Option<Vec<Value>>> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    start_in(&mut tx, listing, &funnels, sight).await
}

/// The cursor of the page that begins at a place: with the first order whose value is the named one or comes behind it.
/// Behind the last order it is the last page.
pub async fn seek(db: &Db, conditions: &Conditions, sort: Sort, place: &Place) -> Result<Cursor> {
    let mut tx = db.read().await?;
    let tx = &mut tx;
    let funnels = funnels::list_in(tx).await?;
    let wanted = |start, forward, limit| Wanted { conditions, sort, start, forward, limit };
    let last = wanted(None, false, PAGE_SIZE + 1);
    let [behind, front] = match walks::is_walked(sort.key) {
        true => {
            let edge = walks::edge(&walks::stops_in(tx, &funnels, &last).await?, sort, place);
            [edge.clone(), edge]
        }
        false => [true, false].map(|forward| edge(sort, place, forward)),
    };
    if !found(tx, &funnels, wanted(Some(behind), true, 1)).await?.is_empty() {
        return Ok(after(found(tx, &funnels, wanted(Some(front), false, 1)).await?.pop()));
    }
    let mut last = found(tx, &funnels, last).await?;
    Ok(after((last.len() > PAGE_SIZE).then(|| last.pop()).flatten()))
}

fn after(order: Option<Order>) -> Cursor {
    order.map_or(Cursor::Start, |order| Cursor::After(order.number))
}

async fn found(tx: &mut Tx, funnels: &Funnels, wanted: Wanted<'_>) -> Result<Vec<Order>> {
    let rows = ranges::rows_in(tx, funnels, wanted).await?;
    orders_in(tx, rows, funnels).await
}

fn clamped(at: Timestamp) -> Timestamp {
    at.clamp(Timestamp::MIN, Timestamp::END)
}

/// Key values between the orders in front of a place and those from there on, seen going forward or back.
fn edge(sort: Sort, place: &Place, forward: bool) -> Vec<Value> {
    let descending = sort.descending;
    // Ties follow the id, in the direction of the list: all of a value lie behind its edge.
    let id = Value::from(if descending { i64::MAX } else { i64::MIN });
    match place {
        // An instant is the end of a day in a descending list: what was made before it comes behind the edge.
        Place::Instant(at) if sort.key == SortKey::Created => {
            vec![Value::from(ids::floor(*at) - i64::from(forward != descending))]
        }
        Place::Instant(at) => vec![at.0.into(), i64::MIN.into()],
        Place::Number(number) => vec![number.sort_key().into(), id],
        Place::Text(text) => vec![collate::prefix_key(text, descending).into(), id],
        Place::Amount(money) => vec![money.currency().code().into(), money.minor().into(), id],
        Place::Rank(rank) if sort.key == SortKey::Status => vec![(*rank).into(), id.clone(), id],
        Place::Rank(rank) => vec![(*rank).into(), id],
        Place::Funnel(funnel) => vec![funnel.0.into(), id],
    }
}
