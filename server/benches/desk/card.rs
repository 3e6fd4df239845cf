//! The page of an order, orders made by hand, and the search for a client while somebody types.

use crate::{
    client,
    draw::{Desk, SETS},
    figure::{Measured, Outcome, micros},
};
use domain::{
    Order, Sort,
    funnel::Sight,
    ids::ContactId,
    order::{
        IdempotencyKey,
        ledger_form::Reader,
        new_form::{Sketch, read},
        talk::Remark,
    },
    promo::PromoRefusal,
};
use std::time::Instant;
use store::{
    ids,
    orders::{self, Ask, Batch, Making},
    suggest,
};

/// How many events the order of the figure has.
const EVENTS: i64 = 200;

async fn some(desk: &Desk) -> Outcome<Vec<Order>> {
    let mut batch = Batch::open(&desk.db, domain::Conditions::default(), Sort::default()).await?;
    Ok(batch.next().await?)
}

/// An order with two hundred events, read with everything that belongs to it.
pub async fn pages(database: &str) -> Outcome<Measured> {
    let desk = Desk::open(database).await?;
    let user = client::user(&desk.db).await?.id;
    let order = some(&desk).await?.into_iter().next().ok_or("the desk holds no order")?;
    let card = orders::fetch(&desk.db, &order.number, Sight::Everything).await?;
    let has = i64::try_from(card.events.len()).unwrap_or(EVENTS);
    for n in has..EVENTS {
        let remark = Remark::Write { body: format!("Note {n}"), pin: false, to: None };
        let key = IdempotencyKey::of(&format!("bench-{n}-{}", ids::next()));
        let ask = Ask { user, key, said: "note".into(), order: order.id, seen: None };
        orders::say(&desk.db, &ask, &remark).await?.map_err(|refusal| refusal.to_string())?;
    }
    let mut taken = Vec::with_capacity(SETS);
    for _ in 0..SETS {
        let began = Instant::now();
        let card = orders::fetch(&desk.db, &order.number, Sight::Everything).await?;
        taken.push(micros(began.elapsed()));
        if card.events.len() < 200 {
            return Err("the order has fewer events than the figure says".into());
        }
    }
    Ok(Measured::alone(taken))
}

/// Orders made by hand, one after the other, acknowledged when they are durable.
pub async fn creation(database: &str) -> Outcome<Measured> {
    let desk = Desk::open(database).await?;
    let user = client::user(&desk.db).await?.id;
    let known = some(&desk).await?;
    let mut taken = Vec::with_capacity(SETS);
    for n in 0..SETS {
        let order = known.get(n % known.len().max(1)).ok_or("the desk holds no order")?;
        let sketch = sketch(&desk, order)?;
        let key = IdempotencyKey::of(&format!("bench-new-{n}-{}", ids::next()));
        let making = Making { user, key, said: n.to_string(), sketch, surely_new: false };
        let began = Instant::now();
        let made = orders::create(&desk.db, &making).await?;
        taken.push(micros(began.elapsed()));
        made.map_err(|wrong| format!("{wrong:?}"))?;
    }
    Ok(Measured::alone(taken))
}

/// What somebody types to order the same again, in three parts.
fn sketch(desk: &Desk, order: &Order) -> Outcome<Sketch> {
    let contact: ContactId = order.contact.id;
    let pairs = [
        ("contact", contact.to_string()),
        ("currency", order.currency.code().to_owned()),
        ("stage", format!("{}/{}", order.funnel.slug, order.stage.slug)),
        ("line_title", "Aquarelle".to_owned()),
        ("line_quantity", "2".to_owned()),
        ("line_price", "149".to_owned()),
        ("kind", "instalments".to_owned()),
        ("parts", "3".to_owned()),
        ("tags", "vip".to_owned()),
        ("comment", "Par téléphone".to_owned()),
    ];
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let reader = Reader { currency: order.currency, locale: domain::Locale::En, zone: &desk.zone, now: ids::now() };
    let (sketch, wrong) = read(&pairs, &reader, |_, _| Err(PromoRefusal::Unknown));
    if wrong.is_empty() { Ok(sketch) } else { Err(format!("{wrong:?}").into()) }
}

/// A client searched for while a name is typed, one key after the other.
pub async fn clients(database: &str) -> Outcome<Measured> {
    let desk = Desk::open(database).await?;
    let known = some(&desk).await?;
    let mut taken = Vec::with_capacity(SETS);
    for n in 0..SETS {
        let order = known.get(n % known.len().max(1)).ok_or("the desk holds no order")?;
        let name = order.contact.display_name();
        let typed: String = name.chars().take(2 + n % 9).collect();
        let began = Instant::now();
        suggest::find(&desk.db, Some(suggest::Field::Client), &typed, Sight::Everything).await?;
        taken.push(micros(began.elapsed()));
    }
    Ok(Measured::alone(taken))
}
