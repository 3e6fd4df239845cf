//! The doorway to one order.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use leptos::prelude::*;

/// The sheet of the order with this number, as HTML: the client carries nothing of what it is made of.
#[server(endpoint = "orders/fetch", input = Json, output = Json)]
pub async fn get_order(number: String) -> Result<String, AppError> {
    use domain::{OrderNumber, funnel::Sight, user::Permission};
    let (server, user, _) = crate::context::server::authorise(Permission::ReadOrders)?;
    let number = OrderNumber::parse(&number).map_err(|_| AppError::NotFound)?;
    let card = store::orders::fetch(&server.db, &number, Sight::Of(user.role)).await;
    card.map(super::card::html).map_err(|e| AppError::from_store(&e))
}
