//! Pages and totals: ours and the bare statement, one after the other for each parameter set.

use crate::{
    draw::Desk,
    figure::{Measured, Outcome, micros},
    raw::Raw,
};
use domain::{
    SortKey,
    listing::{Cursor, PAGE_SIZE},
};
use std::time::Instant;
use store::{desk, orders};

/// One page of orders, against its one large statement. Its totals are a figure of their own; with menus and all else the
/// page is that of the request.
pub async fn pages(database: &str, what: &str) -> Outcome<Measured> {
    let mut desk = Desk::open(database).await?;
    let raw = Raw::connect(database).await?;
    let mut measured = Measured::default();
    for query in desk.queries(what).await? {
        let (listing, conditions) = desk.listing(&query)?;
        let began = Instant::now();
        let page = orders::rows(&desk.db, &listing, &conditions, None, PAGE_SIZE).await?;
        measured.ours.push(micros(began.elapsed()));
        // A page of several statements is compared with nothing.
        if !matches!(listing.sort.key, SortKey::Manager | SortKey::Funnel) {
            let (dialect, limit) = (desk.db.dialect(), PAGE_SIZE + 1);
            let start = orders::start(&desk.db, &listing, conditions.sight).await?;
            let forward = !matches!(listing.cursor, Cursor::Before(_));
            let wanted = orders::Wanted { conditions: &conditions, sort: listing.sort, start, forward, limit };
            let sql = orders::whole_sql(dialect, &desk.funnels, &wanted);
            let began = Instant::now();
            let rows = raw.run(&sql).await?;
            measured.raw.push(micros(began.elapsed()));
            if rows.min(PAGE_SIZE) != page.orders.len() {
                return Err(format!("{query}: the page shows {} of {rows} orders", page.orders.len()).into());
            }
        }
    }
    Ok(measured)
}

/// The totals of a filter against their one statement.
pub async fn totals(database: &str, what: &str) -> Outcome<Measured> {
    let mut desk = Desk::open(database).await?;
    let raw = Raw::connect(database).await?;
    let zone = desk::fetch(&desk.db).await?.zone;
    let mut measured = Measured::default();
    for query in desk.queries(what).await? {
        let (_, conditions) = desk.listing(&query)?;
        let began = Instant::now();
        orders::totals(&desk.db, &conditions).await?;
        measured.ours.push(micros(began.elapsed()));
        let sql = orders::totals_sql(desk.db.dialect(), &desk.funnels, &conditions, Some(&zone));
        let began = Instant::now();
        raw.run(&sql).await?;
        measured.raw.push(micros(began.elapsed()));
    }
    Ok(measured)
}
