//! The doorway to one order.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use domain::order::OrderCard;
use leptos::prelude::*;

/// The whole of the order with this number.
#[server(endpoint = "orders/fetch", input = Json, output = Json)]
pub async fn get_order(number: String) -> Result<OrderCard, AppError> {
    use domain::{OrderNumber, funnel::Sight, user::Permission};
    let (server, user, _) = crate::context::server::authorise(Permission::ReadOrders)?;
    let number = OrderNumber::parse(&number).map_err(|_| AppError::NotFound)?;
    store::orders::fetch(&server.db, &number, Sight::Of(user.role)).await.map_err(|e| AppError::from_store(&e))
}
