//! Writes the orders of a file: all of them in one transaction, or none.
//!
//! Called by the import command with what `domain::import` read. An order is known again by its number and its origin;
//! a digest of what the file said tells "already there" from "differs", which is kept as it is in the desk.

mod clients;
mod known;
mod products;
mod stages;
mod tags;

use crate::{
    db::{Db, Tx},
    error::Result,
    events::Actor,
    ids,
    orders::{self, Insert},
};
use domain::{
    Funnel, OrderNumber, Timestamp,
    funnel::Stage,
    ids::{ContactId, FunnelId, PaymentId, ProductId, TagId},
    import::{BadRow, Field, ImportedOrder, Reading, Reason, Understood},
    order::{
        AccessSpan, NewLine, NewOrder, NewPayment, NewRefund, OrderDraft, PaymentKind, PaymentState, draft::NewComment,
    },
};
use known::Known;

/// Where orders out of files come from. One origin for all files, so that a renamed or corrected file is known again.
pub const ORIGIN: &str = "import";

/// An order whose number the desk has already, with other content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its row in the file.
    pub row: u32,
    /// Its number.
    pub number: OrderNumber,
}

/// What an import did, or would have done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many orders are new.
    pub new: u32,
    /// How many were there already, with the same content.
    pub there: u32,
    /// Orders that were there with other content: kept as they are.
    pub differs: Vec<Kept>,
    /// How many contacts were made.
    pub contacts: u32,
    /// How many products were made.
    pub products: u32,
    /// Names of the stages that were made.
    pub stages: Vec<String>,
    /// Rows that only the desk could find bad. While there is one, nothing is written.
    pub bad: Vec<BadRow>,
}

/// What the desk has for one order of a file.
struct Found<'a> {
    order: &'a ImportedOrder,
    contact: ContactId,
    products: Vec<Option<ProductId>>,
    tags: Vec<TagId>,
    stage: &'a Stage,
}

/// Writes the orders of a reading into a funnel. A dry run does everything but make it last.
pub async fn write(db: &Db, reading: &Reading, funnel: FunnelId, dry_run: bool) -> Result<Outcome> {
    let mut outcome = Outcome { bad: reading.bad.clone(), ..Outcome::default() };
    if !outcome.bad.is_empty() {
        return Ok(outcome);
    }
    let mut tx = db.write().await?;
    let understood = &reading.understood;
    let known = known::of_in(&mut tx, reading).await?;
    let mut fresh: Vec<(&ImportedOrder, String)> = Vec::new();
    for order in &reading.orders {
        let digest = known::digest(order, understood);
        match known.get(order.number.as_str()) {
            None => fresh.push((order, digest)),
            Some(Known { origin, .. }) if origin != ORIGIN => {
                let reason = Reason::NumberOtherOrigin { origin: origin.clone() };
                outcome.bad.push(bad_row(order, Field::Number, understood, reason));
            }
            Some(known) if known.digest.as_deref() == Some(&digest) => outcome.there += 1,
            Some(_) => outcome.differs.push(Kept { row: order.row, number: order.number.clone() }),
        }
    }
    if !outcome.bad.is_empty() || fresh.is_empty() {
        return Ok(outcome);
    }
    let inserts = prepare_in(&mut tx, funnel, understood, &fresh, &mut outcome).await?;
    if !outcome.bad.is_empty() {
        return Ok(outcome);
    }
    outcome.new = u32::try_from(inserts.len()).unwrap_or(u32::MAX);
    orders::insert_in(&mut tx, &Actor::Import, inserts).await?;
    if !dry_run {
        tx.commit().await?;
    }
    Ok(outcome)
}

/// Finds or makes everything that the orders need, and checks them once more as orders of the desk.
async fn prepare_in(
    tx: &mut Tx,
    funnel: FunnelId,
    understood: &Understood,
    fresh: &[(&ImportedOrder, String)],
    outcome: &mut Outcome,
) -> Result<Vec<Insert>> {
    let now = ids::now();
    let orders: Vec<&ImportedOrder> = fresh.iter().map(|(order, _)| *order).collect();
    let (funnel, stages, made) = stages::ensure_in(tx, funnel, understood, &orders, now).await?;
    outcome.stages = made;
    let (contacts, made) = clients::ensure_in(tx, &orders, now).await?;
    outcome.contacts = made;
    let (products, made) = products::ensure_in(tx, &orders, now).await?;
    outcome.products = made;
    let tags = tags::ensure_in(tx, &orders, now).await?;
    let mut inserts = Vec::with_capacity(fresh.len());
    let parts = contacts.into_iter().zip(products).zip(tags);
    for ((order, digest), ((contact, products), tags)) in fresh.iter().zip(parts) {
        let Some(stage) = stages.get(&order.stage).and_then(|id| funnel.stages.iter().find(|s| s.id == *id)) else {
            outcome.bad.push(bad_row(order, Field::Status, understood, Reason::UnknownStage));
            continue;
        };
        match new_order(Found { order, contact, products, tags, stage }, &funnel) {
            Ok(new) => {
                inserts.push(Insert { order: new, sequence: Some(order.row), import_digest: Some(digest.clone()) });
            }
            Err(error) => outcome.bad.push(bad_row(order, Field::Number, understood, error.into())),
        }
    }
    Ok(inserts)
}

fn new_order(found: Found<'_>, funnel: &Funnel) -> std::result::Result<NewOrder, domain::order::draft::DraftError> {
    let order = found.order;
    let lines = order.lines.iter().zip(found.products).map(|(line, product)| NewLine {
        kind: line.kind,
        product,
        title: line.title.clone(),
        quantity: line.quantity.clone(),
        unit_price: line.unit_price.clone(),
        amount: line.amount,
        access: AccessSpan::default(),
    });
    let payment = (order.paid > 0).then(|| NewPayment {
        id: PaymentId(ids::next()),
        amount: order.paid,
        kind: PaymentKind::Imported,
        state: PaymentState::Succeeded,
        method: order.method.clone(),
        due_at: None,
        paid_at: order.paid_at,
    });
    let refund = payment.as_ref().filter(|_| order.refunded > 0).map(|payment| NewRefund {
        payment: payment.id,
        amount: order.refunded,
        reason: None,
        at: last_known_instant(order),
        still_owed: false,
    });
    let comment = order.comment.as_ref().map(|body| NewComment {
        author: None,
        body: body.clone(),
        at: order.created_at,
        pinned: true,
    });
    OrderDraft {
        number: Some(order.number.clone()),
        kind: order.kind,
        funnel: funnel.id,
        stage: found.stage.id,
        stage_kind: found.stage.kind,
        contact: found.contact,
        manager: None,
        offer: None,
        promo: None,
        currency: order.currency,
        lines: lines.collect(),
        discount: order.discount,
        payments: payment.into_iter().collect(),
        refunds: refund.into_iter().collect(),
        comments: comment.into_iter().collect(),
        tags: found.tags,
        origin: ORIGIN.to_owned(),
        source: order.source.clone(),
        created_at: order.created_at,
    }
    .check()
}

/// A refund has an instant; files do not say it.
fn last_known_instant(order: &ImportedOrder) -> Timestamp {
    order.paid_at.unwrap_or(order.created_at)
}

fn bad_row(order: &ImportedOrder, field: Field, understood: &Understood, reason: Reason) -> BadRow {
    let column = understood.columns.iter().find(|c| c.field == field).map(|c| c.header.clone());
    let value = match field {
        Field::Status => understood.stages.get(order.stage).map(|s| s.word.clone()).unwrap_or_default(),
        _ => order.number.to_string(),
    };
    BadRow { row: order.row, column: column.unwrap_or_else(|| field.code().to_owned()), value, reason }
}
