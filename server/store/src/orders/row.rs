//! Private rows of orders and how they become `domain::Order`s.

use crate::{
    db::Tx,
    error::{Result, StoreError},
    sql::Sql,
};
use domain::{
    Contact, Currency, Order, OrderKind, OrderNumber, PaymentStatus, Slug, Timestamp,
    funnel::Funnels,
    ids::{ContactId, OfferId, OrderId, StageId, UserId},
    order::{FunnelLabel, ProductLabel, StageLabel, TagLabel, UserLabel},
};
use std::collections::HashMap;

/// The columns of [`OrderRow`] and the tables they come from; `where`, `order by` and `limit` follow.
pub(super) const SELECT: &str = "select o.id, o.version, o.number, o.kind, o.stage_id, o.contact_id, c.first_name, \
    c.last_name, c.company, c.email, c.phone, c.country, o.manager_id, u.name as manager_name, o.offer_id, \
    o.offer_title, \
    o.currency, o.subtotal, o.discount, o.total, o.paid, o.refunded, o.owed_again, o.due, o.payment_status, \
    o.payment_method, o.paid_at, o.next_due_at, o.access_from, o.access_until, o.access_closed_at, \
    o.promo_code, o.contacted_at, o.origin, o.source, o.pinned_comment, o.comments, \
    o.created_at, o.updated_at, o.stage_entered_at, o.archived_at, \
    cast(case when o.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error') and exists (select 1 from orders t where t.contact_id = o.contact_id and t.offer_id = o.offer_id \
    and t.funnel_id = o.funnel_id and t.id <> o.id and t.archived = 0 \
    and t.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error')) then 1 else 0 end as bigint) as has_twin \
    from orders o left join contacts c on c.id = o.contact_id left join users u on u.id = o.manager_id";

/// A stored order with its contact and manager.
#[derive(sqlx::FromRow, serde::Deserialize)]
pub(super) struct OrderRow {
    pub(super) id: i64,
    version: i64,
    number: String,
    kind: String,
    stage_id: i64,
    contact_id: i64,
    first_name: String,
    last_name: String,
    company: String,
    email: String,
    phone: String,
    country: String,
    manager_id: Option<i64>,
    manager_name: Option<String>,
    offer_id: Option<i64>,
    offer_title: Option<String>,
    currency: String,
    subtotal: i64,
    discount: i64,
    total: i64,
    paid: i64,
    refunded: i64,
    pub(super) owed_again: i64,
    due: i64,
    payment_status: String,
    payment_method: Option<String>,
    paid_at: Option<i64>,
    next_due_at: Option<i64>,
    access_from: Option<i64>,
    access_until: Option<i64>,
    access_closed_at: Option<i64>,
    promo_code: Option<String>,
    contacted_at: Option<i64>,
    origin: String,
    source: Option<String>,
    pinned_comment: Option<String>,
    comments: i64,
    created_at: i64,
    updated_at: i64,
    stage_entered_at: i64,
    archived_at: Option<i64>,
    has_twin: i64,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct LabelRow {
    order_id: i64,
    slug: Option<String>,
    title: String,
}

/// Orders of these rows, in their order, with products and tags.
pub(super) async fn orders_in(tx: &mut Tx, rows: Vec<OrderRow>, funnels: &Funnels) -> Result<Vec<Order>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|r| r.id).collect();
    let mut lines = Sql::new(
        "select l.order_id, p.slug, l.title from order_lines l left join products p on p.id = l.product_id \
         where l.kind = 'product' and l.order_id",
    );
    tx.dialect().among(&mut lines, &ids);
    lines.push(" order by l.order_id, l.position");
    let mut products = labels(tx.all(lines).await?, |row| {
        Ok(ProductLabel { slug: row.slug.as_deref().map(slug).transpose()?, title: row.title })
    })?;
    let mut tags = Sql::new(
        "select x.order_id, t.slug, t.name as title from order_tags x join tags t on t.id = x.tag_id \
         where x.order_id",
    );
    tx.dialect().among(&mut tags, &ids);
    tags.push(" order by x.order_id, t.slug");
    let mut tags = labels(tx.all(tags).await?, |row| {
        Ok(TagLabel { slug: slug(row.slug.as_deref().unwrap_or_default())?, name: row.title })
    })?;
    rows.into_iter()
        .map(|row| {
            let (products, tags) = (products.remove(&row.id), tags.remove(&row.id));
            order(row, funnels, products.unwrap_or_default(), tags.unwrap_or_default())
        })
        .collect()
}

fn labels<T>(rows: Vec<LabelRow>, make: impl Fn(LabelRow) -> Result<T>) -> Result<HashMap<i64, Vec<T>>> {
    let mut of: HashMap<i64, Vec<T>> = HashMap::new();
    for row in rows {
        of.entry(row.order_id).or_default().push(make(row)?);
    }
    Ok(of)
}

fn slug(text: &str) -> Result<Slug> {
    Slug::parse(text).ok_or_else(|| StoreError::corrupt("slug", text))
}

fn order(row: OrderRow, funnels: &Funnels, products: Vec<ProductLabel>, tags: Vec<TagLabel>) -> Result<Order> {
    let (funnel, stage) = funnels
        .stage(StageId(row.stage_id))
        .ok_or_else(|| StoreError::Corrupt(format!("order {} in an unknown stage", row.id)))?;
    Ok(Order {
        id: OrderId(row.id),
        version: row.version,
        kind: OrderKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("order kind", &row.kind))?,
        number: OrderNumber::parse(&row.number).map_err(|_| StoreError::corrupt("order number", &row.number))?,
        funnel: FunnelLabel::from(funnel),
        stage: StageLabel::from(stage),
        contact: Contact {
            id: ContactId(row.contact_id),
            first_name: row.first_name,
            last_name: row.last_name,
            company: row.company,
            email: row.email,
            phone: row.phone,
            country: row.country,
        },
        manager: row.manager_id.map(|id| UserLabel { id: UserId(id), name: row.manager_name.unwrap_or_default() }),
        offer_id: row.offer_id.map(OfferId),
        offer: row.offer_title,
        currency: Currency::parse(&row.currency).ok_or_else(|| StoreError::corrupt("currency", &row.currency))?,
        subtotal: row.subtotal,
        discount: row.discount,
        total: row.total,
        paid: row.paid,
        refunded: row.refunded,
        due: row.due,
        payment: PaymentStatus::parse(&row.payment_status)
            .ok_or_else(|| StoreError::corrupt("payment status", &row.payment_status))?,
        payment_method: row.payment_method,
        paid_at: row.paid_at.map(Timestamp),
        next_due_at: row.next_due_at.map(Timestamp),
        products,
        tags,
        pinned_comment: row.pinned_comment,
        comments: row.comments,
        origin: row.origin,
        source: row.source,
        promo: row.promo_code,
        access_from: row.access_from.map(Timestamp),
        access_until: row.access_until.map(Timestamp),
        access_closed_at: row.access_closed_at.map(Timestamp),
        has_twin: row.has_twin != 0 && row.archived_at.is_none() && stage.kind.is_open(),
        contacted_at: row.contacted_at.map(Timestamp),
        created_at: Timestamp(row.created_at),
        updated_at: Timestamp(row.updated_at),
        stage_entered_at: Timestamp(row.stage_entered_at),
        archived_at: row.archived_at.map(Timestamp),
    })
}
