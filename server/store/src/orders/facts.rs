//! Whose an order is, and where it came from. With `apply`, `ledger` and `save` the one place that writes orders.

use super::{
    apply::tell_in,
    single::{Ask, begin},
};
use crate::{
    carries,
    db::Db,
    error::{Result, StoreError},
    sql::Sql,
};
use domain::order::facts::{FactChange, FactRefusal, change as decide};

const SEARCHED: &str = "select search_text from orders where id = $1";
const SOURCE: &str = "update orders set version = $2, updated_at = $3, source = $4 where id = $1 and version = $5";

/// Gives an order to another client, or says where it came from. The outer error is the store's, the inner one says why the
/// order stays as it is.
pub async fn state(db: &Db, ask: &Ask, change: &FactChange) -> Result<std::result::Result<(), FactRefusal>> {
    let Some(mut desk) = begin(db, ask).await? else { return Ok(Ok(())) };
    let (order, event, personal) = match decide(&desk.order, change, desk.stamp.now) {
        Ok(Some(stated)) => stated,
        Ok(None) => {
            desk.done().await?;
            return Ok(Ok(()));
        }
        Err(refusal) => return Ok(Err(refusal)),
    };
    let tx = &mut desk.tx;
    let (id, seen) = (order.id.0, desk.order.version);
    if order.contact.id == desk.order.contact.id {
        let values =
            [id.into(), order.version.into(), order.updated_at.0.into(), order.source.as_deref().into(), seen.into()];
        if tx.execute(Sql::with(SOURCE, values)).await? != 1 {
            return Err(StoreError::Conflict);
        }
    } else {
        // It is found and sorted by its client.
        let (text,): (String,) = tx.one(Sql::with(SEARCHED, [id.into()])).await?;
        let row = (id, order.number.to_string(), seen, text);
        carries::write_in(tx, &[row], &order.contact, order.updated_at).await?;
    }
    tell_in(tx, &desk.stamp, [(&desk.order, &order, &event, personal)].into_iter()).await?;
    desk.done().await?;
    Ok(Ok(()))
}
