//! One order: as a row for whoever changes it, or with everything that belongs to it for its page.

use super::row::{OrderRow, SELECT, orders_in};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events, funnels, mentions,
    sql::Sql,
};
use domain::{
    Locale, Order, OrderNumber, Slug, Timestamp,
    funnel::{Funnels, Sight},
    ids::{CommentId, LineId, OrderId, PaymentId, RefundId, TouchId, UserId},
    order::{
        AccessSpan, Choices, ClientReach, Comment, Line, LineKind, OrderCard, Payment, PaymentKind, PaymentState,
        Refund, Sibling, TagLabel, UserLabel,
        access::AccessRule,
        subscription::{Period, RunBy, Subscription, SubscriptionState},
        touch::{Channel, Direction, Touch},
    },
};

#[derive(sqlx::FromRow, serde::Deserialize)]
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

#[derive(sqlx::FromRow, serde::Deserialize)]
struct PaymentRow {
    id: i64,
    amount: i64,
    kind: String,
    status: String,
    method: Option<String>,
    due_at: Option<i64>,
    paid_at: Option<i64>,
    provider_ref: Option<String>,
    note: Option<String>,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct RefundRow {
    id: i64,
    payment_id: i64,
    amount: i64,
    reason: Option<String>,
    refunded_at: i64,
    still_owed: i64,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct TouchRow {
    id: i64,
    channel: String,
    direction: String,
    body: String,
    at: i64,
    recorded_by: Option<i64>,
    name: Option<String>,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct CommentRow {
    id: i64,
    author_id: Option<i64>,
    author: Option<String>,
    body: String,
    written_at: i64,
    edited_at: Option<i64>,
    pinned: i64,
}

const LINES: &str = "select id, kind, title, quantity, unit_price, amount, discount, access_from, access_until \
    from order_lines where order_id = $1 order by position";
const PAYMENTS: &str = "select id, amount, kind, status, method, due_at, paid_at, provider_ref, note \
    from payments where order_id = $1 order by position";
const SUBSCRIPTION: &str =
    "select period, amount, first_day, charges, next_at, state, run_by from subscriptions where order_id = $1";
const RULE: &str = "select access_rule from orders where id = $1";
const TOUCHES: &str = "select t.id, t.channel, t.direction, t.body, t.at, t.recorded_by, u.name \
    from touches t left join users u on u.id = t.recorded_by where t.order_id = $1 order by t.at desc, t.id desc limit 200";
const SIBLINGS: &str = "select id, version, number from orders where contact_id = $1 and offer_id = $2 \
    and funnel_id = $3 and id <> $4 and archived = 0 \
    and stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error') order by id desc limit 100";
const CLIENT: &str = "select language, messengers from contacts where id = $1";
const MANAGERS: &str = "select id, name from users where disabled_at is null order by name, id limit 500";
const TAGS: &str = "select slug, name from tags order by slug limit 500";
const REFUNDS: &str = "select id, payment_id, amount, reason, refunded_at, still_owed from refunds where order_id = $1 \
    order by refunded_at, id";
const COMMENTS: &str = "select c.id, c.author_id, u.name as author, c.body, c.written_at, c.edited_at, c.pinned \
    from comments c left join users u on u.id = c.author_id where c.order_id = $1 order by c.written_at, c.id";

/// The whole of one order. Archived orders are found too: a link stays valid. What is out of sight is not found.
pub async fn fetch(db: &Db, number: &OrderNumber, sight: Sight) -> Result<OrderCard> {
    let number = number.clone();
    db.at_once(move |tx| Box::pin(async move { card_in(tx, &number, sight).await })).await
}

async fn card_in(tx: &mut Tx, number: &OrderNumber, sight: Sight) -> Result<OrderCard> {
    let funnels = funnels::list_in(tx).await?;
    let which = |sql: &mut Sql| {
        sql.push(" where o.number = ").bind(number.as_str());
    };
    let (order, _) = some_in(tx, which, &funnels).await?.into_iter().next().ok_or(StoreError::NotFound)?;
    let funnels = funnels.seen_by(sight);
    funnels.stage(order.stage.id).ok_or(StoreError::NotFound)?;
    let lines = lines_in(tx, order.id).await?;
    let (payments, refunds) = ledger_in(tx, order.id).await?;
    let comments = comments_in(tx, order.id).await?;
    let client: Option<(Option<String>, String)> = tx.optional(Sql::with(CLIENT, [order.contact.id.0.into()])).await?;
    let client = client.map(|(language, messengers)| ClientReach {
        language: language.as_deref().and_then(Locale::parse),
        messengers,
    });
    let subscription = subscription_in(tx, order.id).await?;
    let events = events::of_order_in(tx, order.id).await?;
    Ok(OrderCard {
        client: client.unwrap_or_default(),
        lines,
        payments,
        refunds,
        access_rule: rule_in(tx, order.id).await?,
        subscription,
        comments,
        touches: touches_in(tx, order.id).await?,
        siblings: siblings_in(tx, &order).await?,
        choices: choices_in(tx, &order, &funnels).await?,
        named: events::named_in(tx, order.id, &events, (funnels, sight)).await?,
        events,
        order,
    })
}

/// What the offer of an order said, when it was made, of access while a part is overdue.
pub(super) async fn rule_in(tx: &mut Tx, order: OrderId) -> Result<AccessRule> {
    let (rule,): (String,) = tx.one(Sql::with(RULE, [order.0.into()])).await?;
    AccessRule::parse(&rule).ok_or_else(|| StoreError::corrupt("access rule", &rule))
}

/// The lines of an order, in their order.
pub(super) async fn lines_in(tx: &mut Tx, order: OrderId) -> Result<Vec<Line>> {
    let lines: Vec<LineRow> = tx.all(Sql::with(LINES, [order.0.into()])).await?;
    lines.into_iter().map(line).collect()
}

/// Talks with the client, newest first.
async fn touches_in(tx: &mut Tx, order: OrderId) -> Result<Vec<Touch>> {
    let rows: Vec<TouchRow> = tx.all(Sql::with(TOUCHES, [order.0.into()])).await?;
    let touch = |row: TouchRow| {
        Ok(Touch {
            id: TouchId(row.id),
            channel: Channel::parse(&row.channel).ok_or_else(|| StoreError::corrupt("channel", &row.channel))?,
            direction: Direction::parse(&row.direction)
                .ok_or_else(|| StoreError::corrupt("direction", &row.direction))?,
            body: row.body,
            at: Timestamp(row.at),
            by: row.recorded_by.zip(row.name).map(|(id, name)| UserLabel { id: UserId(id), name }),
        })
    };
    rows.into_iter().map(touch).collect()
}

/// Other open orders of the client for the same offer in the same funnel, newest first.
async fn siblings_in(tx: &mut Tx, order: &Order) -> Result<Vec<Sibling>> {
    let Some(offer) = order.offer_id else { return Ok(Vec::new()) };
    let values = [order.contact.id.0.into(), offer.0.into(), order.funnel.id.0.into(), order.id.0.into()];
    let rows: Vec<(i64, i64, String)> = tx.all(Sql::with(SIBLINGS, values)).await?;
    let sibling = |(id, version, number): (i64, i64, String)| {
        let number = OrderNumber::parse(&number).map_err(|_| StoreError::corrupt("number", &number))?;
        Ok(Sibling { id: OrderId(id), version, number })
    };
    rows.into_iter().map(sibling).collect()
}

/// The payments and refunds of an order, oldest first.
pub(super) async fn ledger_in(tx: &mut Tx, order: OrderId) -> Result<(Vec<Payment>, Vec<Refund>)> {
    let payments: Vec<PaymentRow> = tx.all(Sql::with(PAYMENTS, [order.0.into()])).await?;
    let refunds: Vec<RefundRow> = tx.all(Sql::with(REFUNDS, [order.0.into()])).await?;
    Ok((payments.into_iter().map(payment).collect::<Result<_>>()?, refunds.into_iter().map(refund).collect()))
}

/// The subscription of an order, where it has one.
pub(super) async fn subscription_in(tx: &mut Tx, order: OrderId) -> Result<Option<Subscription>> {
    let row: Option<(String, i64, i64, i64, i64, String, String)> =
        tx.optional(Sql::with(SUBSCRIPTION, [order.0.into()])).await?;
    let Some((period, amount, first, charges, next_at, state, by)) = row else { return Ok(None) };
    Ok(Some(Subscription {
        period: Period::parse(&period).ok_or_else(|| StoreError::corrupt("period", &period))?,
        amount,
        first,
        charges,
        next_at: Timestamp(next_at),
        state: SubscriptionState::parse(&state).ok_or_else(|| StoreError::corrupt("state", &state))?,
        run_by: RunBy::parse(&by).ok_or_else(|| StoreError::corrupt("who runs it", &by))?,
    }))
}

/// The comments on an order, oldest first.
pub(super) async fn comments_in(tx: &mut Tx, order: OrderId) -> Result<Vec<Comment>> {
    let comments: Vec<CommentRow> = tx.all(Sql::with(COMMENTS, [order.0.into()])).await?;
    let mut named = mentions::of_order_in(tx, order).await?;
    let told =
        |row: CommentRow| Comment { mentions: named.remove(&CommentId(row.id)).unwrap_or_default(), ..comment(row) };
    Ok(comments.into_iter().map(told).collect())
}

/// Orders for whoever changes them, each with the part of its refunds that the client owes again, minor units.
/// `which` follows the columns and tables: `where …`.
pub(super) async fn some_in(tx: &mut Tx, which: impl FnOnce(&mut Sql), funnels: &Funnels) -> Result<Vec<(Order, i64)>> {
    let mut sql = Sql::new(SELECT);
    which(&mut sql);
    let rows: Vec<OrderRow> = tx.all(sql).await?;
    let owed: Vec<i64> = rows.iter().map(|row| row.owed_again).collect();
    Ok(orders_in(tx, rows, funnels).await?.into_iter().zip(owed).collect())
}

/// These orders as they are now, in no order; those that are not there, or out of sight, are left out.
pub async fn by_ids(db: &Db, ids: &[OrderId], sight: Sight) -> Result<Vec<Order>> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    let found = by_ids_in(&mut tx, ids, &funnels).await?;
    let seen = funnels.seen_by(sight);
    Ok(found.into_iter().filter(|order| seen.stage(order.stage.id).is_some()).collect())
}

/// The same in a transaction, whoever may see them.
pub(crate) async fn by_ids_in(tx: &mut Tx, ids: &[OrderId], funnels: &Funnels) -> Result<Vec<Order>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let which = |sql: &mut Sql| {
        sql.push(" where o.id in (").bind_list(ids.iter().map(|id| id.0)).push(")");
    };
    Ok(some_in(tx, which, funnels).await?.into_iter().map(|(order, _)| order).collect())
}

/// What may be chosen for an order; long lists are cut at 500.
async fn choices_in(tx: &mut Tx, order: &Order, funnels: &Funnels) -> Result<Choices> {
    let managers: Vec<(i64, String)> = tx.all(Sql::new(MANAGERS)).await?;
    let tags: Vec<(String, String)> = tx.all(Sql::new(TAGS)).await?;
    let slug = |text: &str| Slug::parse(text).ok_or_else(|| StoreError::corrupt("slug", text));
    let funnel = funnels.0.iter().find(|f| f.id == order.funnel.id);
    let team = match funnel {
        Some(funnel) => mentions::team_in(tx, funnel).await?,
        None => Vec::new(),
    };
    Ok(Choices {
        team,
        stages: funnel.map(|f| f.stages.clone()).unwrap_or_default(),
        elsewhere: funnels.0.iter().filter(|f| f.id != order.funnel.id).cloned().collect(),
        managers: managers.into_iter().map(|(id, name)| UserLabel { id: UserId(id), name }).collect(),
        tags: tags.into_iter().map(|(s, name)| Ok(TagLabel { slug: slug(&s)?, name })).collect::<Result<_>>()?,
    })
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
        reference: row.provider_ref,
        note: row.note,
    })
}

fn refund(row: RefundRow) -> Refund {
    Refund {
        id: RefundId(row.id),
        payment: PaymentId(row.payment_id),
        amount: row.amount,
        reason: row.reason,
        at: Timestamp(row.refunded_at),
        still_owed: row.still_owed != 0,
    }
}

fn comment(row: CommentRow) -> Comment {
    Comment {
        id: CommentId(row.id),
        author: row.author_id.zip(row.author).map(|(id, name)| UserLabel { id: UserId(id), name }),
        body: row.body,
        at: Timestamp(row.written_at),
        edited_at: row.edited_at.map(Timestamp),
        pinned: row.pinned != 0,
        mentions: Vec::new(),
    }
}
