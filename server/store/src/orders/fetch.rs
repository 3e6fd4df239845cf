//! One order: as a row for whoever changes it, or with everything that belongs to it for its page.

use super::row::{OrderRow, SELECT, orders_in};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events, funnels,
    sql::Sql,
};
use domain::{
    Order, OrderNumber, Timestamp,
    ids::{CommentId, LineId, OrderId, PaymentId, RefundId},
    order::{AccessSpan, Comment, Line, LineKind, OrderCard, Payment, PaymentKind, PaymentState, Refund},
};

#[derive(sqlx::FromRow)]
struct LineRow {
    id: i64,
    kind: String,
    title: String,
    quantity: String,
    unit_price: Option<String>,
    amount: i64,
    discount: i64,
    access_from: Option<i64>,
    access_until: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct PaymentRow {
    id: i64,
    amount: i64,
    kind: String,
    status: String,
    method: Option<String>,
    due_at: Option<i64>,
    paid_at: Option<i64>,
    note: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RefundRow {
    id: i64,
    amount: i64,
    reason: Option<String>,
    refunded_at: i64,
}

#[derive(sqlx::FromRow)]
struct CommentRow {
    id: i64,
    author: Option<String>,
    body: String,
    written_at: i64,
    pinned: i64,
}

const LINES: &str = "select id, kind, title, quantity, unit_price, amount, discount, access_from, access_until \
    from order_lines where order_id = $1 order by position";
const PAYMENTS: &str = "select id, amount, kind, status, method, due_at, paid_at, note \
    from payments where order_id = $1 order by position";
const REFUNDS: &str =
    "select id, amount, reason, refunded_at from refunds where order_id = $1 order by refunded_at, id";
const COMMENTS: &str = "select c.id, u.name as author, c.body, c.written_at, c.pinned \
    from comments c left join users u on u.id = c.author_id where c.order_id = $1 order by c.written_at, c.id";

/// The whole of one order. Archived orders are found too: a link stays valid.
pub async fn fetch(db: &Db, number: &OrderNumber) -> Result<OrderCard> {
    let mut tx = db.read().await?;
    let mut sql = Sql::new(SELECT);
    sql.push(" where o.number = ").bind(number.as_str());
    let (order, _) = order_in(&mut tx, sql).await?;
    let of_order = |text| Sql::with(text, [order.id.0.into()]);
    let lines: Vec<LineRow> = tx.all(of_order(LINES)).await?;
    let payments: Vec<PaymentRow> = tx.all(of_order(PAYMENTS)).await?;
    let refunds: Vec<RefundRow> = tx.all(of_order(REFUNDS)).await?;
    let comments: Vec<CommentRow> = tx.all(of_order(COMMENTS)).await?;
    Ok(OrderCard {
        lines: lines.into_iter().map(line).collect::<Result<_>>()?,
        payments: payments.into_iter().map(payment).collect::<Result<_>>()?,
        refunds: refunds.into_iter().map(refund).collect(),
        comments: comments.into_iter().map(comment).collect(),
        events: events::of_order_in(&mut tx, order.id).await?,
        order,
    })
}

/// One order for whoever changes it, and the part of its refunds that the client owes again, minor units.
pub(super) async fn one_in(tx: &mut Tx, id: OrderId) -> Result<(Order, i64)> {
    let mut sql = Sql::new(SELECT);
    sql.push(" where o.id = ").bind(id.0);
    order_in(tx, sql).await
}

async fn order_in(tx: &mut Tx, sql: Sql) -> Result<(Order, i64)> {
    let funnels = funnels::list_in(tx).await?;
    let row: OrderRow = tx.one(sql).await?;
    let owed_again = row.owed_again;
    let orders = orders_in(tx, vec![row], &funnels).await?;
    orders.into_iter().next().map(|order| (order, owed_again)).ok_or(StoreError::NotFound)
}

fn line(row: LineRow) -> Result<Line> {
    Ok(Line {
        id: LineId(row.id),
        kind: LineKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("line kind", &row.kind))?,
        title: row.title,
        quantity: row.quantity,
        unit_price: row.unit_price,
        amount: row.amount,
        discount: row.discount,
        access: AccessSpan { from: row.access_from.map(Timestamp), until: row.access_until.map(Timestamp) },
    })
}

fn payment(row: PaymentRow) -> Result<Payment> {
    Ok(Payment {
        id: PaymentId(row.id),
        amount: row.amount,
        kind: PaymentKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("payment kind", &row.kind))?,
        state: PaymentState::parse(&row.status).ok_or_else(|| StoreError::corrupt("payment state", &row.status))?,
        method: row.method,
        due_at: row.due_at.map(Timestamp),
        paid_at: row.paid_at.map(Timestamp),
        note: row.note,
    })
}

fn refund(row: RefundRow) -> Refund {
    Refund { id: RefundId(row.id), amount: row.amount, reason: row.reason, at: Timestamp(row.refunded_at) }
}

fn comment(row: CommentRow) -> Comment {
    Comment {
        id: CommentId(row.id),
        author: row.author,
        body: row.body,
        at: Timestamp(row.written_at),
        pinned: row.pinned != 0,
    }
}
