//! The rows of new orders: orders, search index, lines, ledger, refunds, comments, tags. Called by `save` only.

use super::{offer_keys, save::Insert};
use crate::{Value, bulk, collate, db::Tx, error::Result, ids, rows::Rows, sql::Sql};
use domain::{
    Contact, OrderNumber, Timestamp,
    ids::{ContactId, OrderId},
    order::{AccessSpan, LineKind, NewOrder, PaymentState},
    search,
};
use std::collections::{BTreeSet, HashMap};

/// A new order with what was found for it.
pub(super) struct Made<'a> {
    pub(super) id: OrderId,
    pub(super) number: OrderNumber,
    pub(super) insert: &'a Insert,
    pub(super) client: &'a Contact,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct ClientRow {
    id: i64,
    first_name: String,
    last_name: String,
    company: String,
    email: String,
    phone: String,
    country: String,
}

/// The contacts of a batch, by id.
pub(super) async fn clients_in(tx: &mut Tx, batch: &[Insert]) -> Result<HashMap<i64, Contact>> {
    let wanted: BTreeSet<i64> = batch.iter().map(|i| i.order.contact.0).collect();
    let mut sql =
        Sql::new("select id, first_name, last_name, company, email, phone, country from contacts where id in (");
    sql.bind_list(wanted).push(")");
    let rows: Vec<ClientRow> = tx.all(sql).await?;
    let contact = |row: ClientRow| Contact {
        id: ContactId(row.id),
        first_name: row.first_name,
        last_name: row.last_name,
        company: row.company,
        email: row.email,
        phone: row.phone,
        country: row.country,
    };
    Ok(rows.into_iter().map(|row| (row.id, contact(row))).collect())
}

/// Writes everything of these orders.
pub(super) async fn write_in(tx: &mut Tx, made: &[Made<'_>], now: Timestamp) -> Result<()> {
    let mut orders = Rows::new(
        "insert into orders (id, version, number, number_key, kind, funnel_id, stage_id, stage_kind, stage_entered_at, \
         contact_id, manager_id, offer_id, offer_title, currency, subtotal, discount, total, paid, refunded, owed_again, \
         due, payment_status, payment_method, paid_at, next_due_at, access_from, access_until, origin, source, import_digest, \
         pinned_comment, comments, client_key, product_key, offer_key, search_text, created_at, updated_at, closed_at, \
         promo_id, promo_code) values ",
    );
    let mut index = Rows::new("insert into order_search (rowid, search_text) values ");
    for one in made {
        let text = search::text_of(one.number.as_str(), one.client);
        index.row([one.id.0.into(), text.as_str().into()]);
        orders.row(order_values(one, text, now));
    }
    orders.write(tx).await?;
    if tx.dialect().has_search_table() && !bulk::has_search_aside_in(tx).await? {
        index.write(tx).await?;
    }
    write_parts(tx, made, now).await
}

fn order_values(made: &Made<'_>, search_text: String, now: Timestamp) -> Vec<Value> {
    let order = &made.insert.order;
    let figures = order.figures();
    let last = last_payment(order);
    let closed_at = (!order.stage_kind.is_open()).then_some(order.created_at.0);
    let access = AccessSpan::around(order.lines.iter().map(|line| line.access));
    let owed_again: i64 = order.refunds.iter().filter(|r| r.still_owed).map(|r| r.amount).sum();
    vec![
        made.id.0.into(),
        1.into(),
        made.number.as_str().into(),
        made.number.sort_key().into(),
        order.kind.code().into(),
        order.funnel.0.into(),
        order.stage.0.into(),
        order.stage_kind.code().into(),
        order.created_at.0.into(),
        order.contact.0.into(),
        order.manager.map(|m| m.0).into(),
        order.offer.as_ref().map(|(id, _)| id.0).into(),
        order.offer.as_ref().map(|(_, title)| title.as_str()).into(),
        order.currency.code().into(),
        figures.subtotal.into(),
        order.discount.into(),
        figures.total.into(),
        figures.paid.into(),
        figures.refunded.into(),
        owed_again.into(),
        figures.due.into(),
        figures.payment.code().into(),
        last.and_then(|p| p.method.as_deref()).into(),
        last.and_then(|p| p.paid_at).map(|at| at.0).into(),
        next_due(order).into(),
        access.from.map(|at| at.0).into(),
        access.until.map(|at| at.0).into(),
        order.origin.as_str().into(),
        order.source.as_deref().into(),
        made.insert.import_digest.as_deref().into(),
        order.comments.iter().rfind(|c| c.pinned).map(|c| c.body.as_str()).into(),
        i64::try_from(order.comments.len()).unwrap_or(i64::MAX).into(),
        collate::key(&made.client.display_name()).into(),
        collate::key(order.lines.iter().find(|l| l.kind == LineKind::Product).map_or("", |l| l.title.as_str())).into(),
        offer_keys::key(order.offer.as_ref().map(|(_, title)| title.as_str())).into(),
        search_text.into(),
        order.created_at.0.into(),
        now.0.into(),
        closed_at.into(),
        order.promo.as_ref().map(|(id, _)| id.0).into(),
        order.promo.as_ref().map(|(_, code)| code.as_str()).into(),
    ]
}

/// The payment that brought money last.
fn last_payment(order: &NewOrder) -> Option<&domain::order::NewPayment> {
    order.payments.iter().filter(|p| p.state == PaymentState::Succeeded).max_by_key(|p| p.paid_at)
}

/// When the next payment that is not made yet is due.
fn next_due(order: &NewOrder) -> Option<i64> {
    let open = |state| matches!(state, PaymentState::Planned | PaymentState::Pending);
    order.payments.iter().filter(|p| open(p.state)).filter_map(|p| p.due_at).min().map(|at| at.0)
}

async fn write_parts(tx: &mut Tx, made: &[Made<'_>], now: Timestamp) -> Result<()> {
    let mut lines = Rows::new(
        "insert into order_lines (id, order_id, position, kind, product_id, title, quantity, unit_price, amount, \
         discount, access_from, access_until) values ",
    );
    let mut payments = Rows::new(
        "insert into payments (id, order_id, position, amount, currency, kind, status, method, due_at, paid_at, \
         created_at) values ",
    );
    let mut refunds = Rows::new(
        "insert into refunds (id, order_id, payment_id, amount, reason, revoke_access, still_owed, refunded_at, \
         created_at) values ",
    );
    let mut comments = Rows::new("insert into comments (id, order_id, author_id, body, pinned, written_at) values ");
    let mut tags = Rows::new("insert into order_tags (order_id, tag_id) values ");
    for one in made {
        let (id, order) = (one.id.0, &one.insert.order);
        for (position, (line, share)) in (0_i64..).zip(order.lines.iter().zip(order.discount_shares())) {
            lines.row([
                ids::next().into(),
                id.into(),
                position.into(),
                line.kind.code().into(),
                line.product.map(|p| p.0).into(),
                line.title.as_str().into(),
                line.quantity.as_str().into(),
                line.unit_price.as_deref().into(),
                line.amount.into(),
                share.into(),
                line.access.from.map(|at| at.0).into(),
                line.access.until.map(|at| at.0).into(),
            ]);
        }
        for (position, payment) in (0_i64..).zip(&order.payments) {
            payments.row([
                payment.id.0.into(),
                id.into(),
                position.into(),
                payment.amount.into(),
                order.currency.code().into(),
                payment.kind.code().into(),
                payment.state.code().into(),
                payment.method.as_deref().into(),
                payment.due_at.map(|at| at.0).into(),
                payment.paid_at.map(|at| at.0).into(),
                now.0.into(),
            ]);
        }
        for refund in &order.refunds {
            refunds.row([
                ids::next().into(),
                id.into(),
                refund.payment.0.into(),
                refund.amount.into(),
                refund.reason.as_deref().into(),
                false.into(),
                refund.still_owed.into(),
                refund.at.0.into(),
                now.0.into(),
            ]);
        }
        for comment in &order.comments {
            comments.row([
                ids::next().into(),
                id.into(),
                comment.author.map(|a| a.0).into(),
                comment.body.as_str().into(),
                comment.pinned.into(),
                comment.at.0.into(),
            ]);
        }
        for tag in order.tags.iter().collect::<BTreeSet<_>>() {
            tags.row([id.into(), tag.0.into()]);
        }
    }
    for rows in [lines, payments, refunds, comments, tags] {
        rows.write(tx).await?;
    }
    Ok(())
}
