//! Whose an order is, where it came from and by which offer. With `apply`, `ledger` and `save` the one place that writes orders.

use super::{
    apply::tell_in,
    single::{Ask, begin},
};
use crate::{
    carries, contacts,
    db::{Db, Tx},
    error::{Result, StoreError},
    orders::{change::sight_in, create, offer_keys},
    sql::Sql,
};
use domain::{
    Timestamp,
    ids::{OfferId, UserId},
    order::{
        facts::{FactChange, FactRefusal, change as decide},
        new_form::Person,
    },
};

const SEARCHED: &str = "select search_text from orders where id = $1";
const SOURCE: &str = "update orders set version = $2, updated_at = $3, source = $4 where id = $1 and version = $5";
const OFFER: &str = "update orders set version = $2, updated_at = $3, offer_id = $4, offer_title = $5, access_rule = $6, \
    offer_key = $7 where id = $1 and version = $8";

/// What somebody says of an order.
#[derive(Clone, Debug)]
pub enum Stating {
    /// What is known already.
    Known(FactChange),
    /// It is somebody's who is new.
    NewClient {
        /// Who.
        person: Person,
        /// Whether that is so even where one with this e-mail or phone is known.
        surely: bool,
    },
    /// It came by this offer, or by none.
    Offer(Option<OfferId>),
}

/// Says of an order whose it is, where it came from or by which offer. The outer error is the store's, the inner one says why
/// the order stays as it is.
pub async fn state(db: &Db, ask: &Ask, stating: &Stating) -> Result<std::result::Result<(), FactRefusal>> {
    let Some(mut desk) = begin(db, ask).await? else { return Ok(Ok(())) };
    let now = desk.stamp.now;
    let mut rule = None;
    let change = match stating {
        Stating::Known(change) => change.clone(),
        Stating::NewClient { person, surely } => match client_in(&mut desk.tx, ask.user, person, *surely, now).await? {
            Ok(change) => change,
            Err(refusal) => return Ok(Err(refusal)),
        },
        Stating::Offer(None) => FactChange::Offer(None),
        Stating::Offer(Some(id)) => match create::offer_in(&mut desk.tx, *id).await? {
            Some((title, follows)) => {
                rule = Some(follows);
                FactChange::Offer(Some((*id, title)))
            }
            None => return Ok(Err(FactRefusal::NoOffer)),
        },
    };
    let (order, event, personal) = match decide(&desk.order, &change, now) {
        Ok(Some(stated)) => stated,
        Ok(None) => {
            desk.done().await?;
            return Ok(Ok(()));
        }
        Err(refusal) => return Ok(Err(refusal)),
    };
    let tx = &mut desk.tx;
    let (id, seen) = (order.id.0, desk.order.version);
    if matches!(change, FactChange::Offer(_)) {
        let rule = rule.unwrap_or_default();
        let values = [
            id.into(),
            order.version.into(),
            order.updated_at.0.into(),
            order.offer_id.map(|id| id.0).into(),
            order.offer.as_deref().into(),
            rule.code().into(),
            offer_keys::key(order.offer.as_deref()).into(),
            seen.into(),
        ];
        if tx.execute(Sql::with(OFFER, values)).await? != 1 {
            return Err(StoreError::Conflict);
        }
    } else if order.contact.id == desk.order.contact.id {
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

/// Makes a client, unless one is known already by whoever asks.
async fn client_in(
    tx: &mut Tx,
    user: UserId,
    person: &Person,
    surely: bool,
    now: Timestamp,
) -> Result<std::result::Result<FactChange, FactRefusal>> {
    let sight = sight_in(tx, user).await?;
    let made = match create::client_in(tx, person, surely, sight, now).await? {
        Some(id) => contacts::by_ids_in(tx, &[id]).await?.pop().ok_or(StoreError::NotFound)?,
        None => return Ok(Err(FactRefusal::ClientExists)),
    };
    Ok(Ok(FactChange::Client(Box::new(made))))
}
