//! The doorway to one order.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use domain::live::Seq;
use leptos::prelude::*;

/// The sheet of the order with this number, as HTML: the client carries nothing of what it is made of. With it, where the
/// history stood before it was read.
#[server(endpoint = "orders/fetch", input = Json, output = Json)]
pub async fn get_order(number: String) -> Result<(String, Seq), AppError> {
    use domain::{OrderNumber, funnel::Sight, user::Permission};
    let (server, user, _) = crate::context::server::authorise(Permission::ReadOrders)?;
    let number = OrderNumber::parse(&number).map_err(|_| AppError::NotFound)?;
    let from_store = |e: store::StoreError| AppError::from_store(&e);
    let seq = store::live::head(&server.db).await.map_err(from_store)?;
    let card = store::orders::fetch(&server.db, &number, Sight::Of(user.role)).await.map_err(from_store)?;
    Ok((super::card::html(card), seq))
}

/// Keeps the form of a new order as far as it is filled in, sent as a form sends it; answers with what it comes to and with
/// the clients that it finds, as HTML.
#[server(endpoint = "orders/keep_form", input = Json, output = Json)]
pub async fn keep_order_form(form: String) -> Result<(String, String), AppError> {
    use super::new;
    use domain::user::Permission;
    let (server, user, boot) = crate::context::server::authorise(Permission::EditOrders)?;
    let pairs = domain::filter::decode(&form);
    let generation = pairs.iter().find(|(name, _)| name == "generation").and_then(|(_, n)| n.parse().ok()).unwrap_or(0);
    let from_store = |e: store::StoreError| AppError::from_store(&e);
    let now = store::ids::now();
    let name = store::orders::create::FORM;
    store::drafts::keep(&server.db, user.id, name, generation, &pairs, now).await.map_err(from_store)?;
    let sheet = new::read::part(&server.db, &user, &boot, pairs, generation).await.map_err(from_store)?;
    Ok(new::live(&sheet))
}
