//! The doorway to the list of orders.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use domain::{
    Timestamp,
    listing::{Cursor, OrdersPage, RowsPage},
};
use leptos::prelude::*;

/// One page of the listing that this query string (of a canonical link) names, with totals and menus.
#[server(endpoint = "orders/list", input = Json, output = Json)]
pub async fn list_orders(query: String) -> Result<OrdersPage, AppError> {
    use domain::{Listing, filter::Moment, user::Permission};
    let (server, user, boot) = crate::context::server::authorise(Permission::ReadOrders)?;
    let (listing, _) = Listing::from_query(&query);
    let moment = Moment { now: store::ids::now(), zone: &boot.zone, me: Some(user.id) };
    let conditions = listing.filter.resolve(&moment);
    store::orders::page(&server.db, &listing, &conditions).await.map_err(|e| AppError::from_store(&e))
}

/// Up to `limit` orders of the listing, in the direction of its cursor; by creation also from an instant on.
#[server(endpoint = "orders/rows", input = Json, output = Json)]
pub async fn list_rows(query: String, at: Option<Timestamp>, limit: u32) -> Result<RowsPage, AppError> {
    use domain::{Listing, filter::Moment, listing::MOST_ROWS, user::Permission};
    let (server, user, boot) = crate::context::server::authorise(Permission::ReadOrders)?;
    let (listing, _) = Listing::from_query(&query);
    let moment = Moment { now: store::ids::now(), zone: &boot.zone, me: Some(user.id) };
    let conditions = listing.filter.resolve(&moment);
    let limit = usize::try_from(limit).unwrap_or(MOST_ROWS).clamp(1, MOST_ROWS);
    store::orders::rows(&server.db, &listing, &conditions, at, limit).await.map_err(|e| AppError::from_store(&e))
}

/// How many orders of the listing each day has (days since 1970, in UTC).
#[server(endpoint = "orders/histogram", input = Json, output = Json)]
pub async fn count_days(query: String) -> Result<Vec<(i64, i64)>, AppError> {
    use domain::{Listing, filter::Moment, user::Permission};
    let (server, user, boot) = crate::context::server::authorise(Permission::ReadOrders)?;
    let (listing, _) = Listing::from_query(&query);
    let moment = Moment { now: store::ids::now(), zone: &boot.zone, me: Some(user.id) };
    let conditions = listing.filter.resolve(&moment);
    store::orders::histogram(&server.db, &conditions).await.map_err(|e| AppError::from_store(&e))
}

/// The page of the listing that begins at a value of what it is sorted by, as somebody typed it.
#[server(endpoint = "orders/seek", input = Json, output = Json)]
pub async fn seek_order(query: String, from: String) -> Result<Cursor, AppError> {
    use domain::{
        Listing,
        filter::Moment,
        listing::{Place, Reader},
        user::Permission,
    };
    let (server, user, boot) = crate::context::server::authorise(Permission::ReadOrders)?;
    let (listing, _) = Listing::from_query(&query);
    let reader = Reader { locale: boot.locale, zone: &boot.zone, currency: boot.currency };
    let invalid = || AppError::Invalid(vec![("from".into(), "unreadable".into())]);
    let place = Place::parse(&from, listing.sort, &reader).ok_or_else(invalid)?;
    let moment = Moment { now: store::ids::now(), zone: &boot.zone, me: Some(user.id) };
    let conditions = listing.filter.resolve(&moment);
    store::orders::seek(&server.db, &conditions, listing.sort, &place).await.map_err(|e| AppError::from_store(&e))
}
