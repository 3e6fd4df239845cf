//! The doorway to the list of orders.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use domain::listing::OrdersPage;
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
