//! Where a page begins: what each order of the list is made of, and the values of an order that a page lies behind or in
//! front of. Called by everything that reads lists.

use crate::{Value, db::Tx, error::Result, sql::Sql};
use domain::{
    OrderNumber, SortKey,
    funnel::{Funnels, Sight},
};

/// What a sort key is made of; the id always follows.
pub(super) const fn key_columns(key: SortKey) -> &'static [&'static str] {
    match key {
        SortKey::Created => &["o.id"],
        SortKey::Updated => &["o.updated_at", "o.id"],
        SortKey::Number => &["o.number_key", "o.id"],
        SortKey::Kind => &["o.kind_rank", "o.id"],
        SortKey::Status => &["o.stage_rank", "o.stage_id", "o.id"],
        SortKey::Payment => &["o.payment_rank", "o.id"],
        SortKey::Client => &["o.client_key", "o.id"],
        SortKey::Products => &["o.product_key", "o.id"],
        SortKey::Offer => &["o.offer_key", "o.id"],
        // Those of one manager or funnel stand side by side: see `walks`.
        SortKey::Manager | SortKey::Funnel => &["o.id"],
        SortKey::Total => &["o.currency", "o.total", "o.id"],
        SortKey::Paid => &["o.currency", "o.received", "o.id"],
        SortKey::Due => &["o.currency", "o.due", "o.id"],
        SortKey::Discount => &["o.currency", "o.discount", "o.id"],
        SortKey::PaidAt => &["o.paid_key", "o.id"],
        SortKey::NextDue => &["o.next_due_key", "o.id"],
        SortKey::AccessUntil => &["o.access_key", "o.id"],
        SortKey::StageEntered => &["o.stage_entered_at", "o.id"],
    }
}

/// Where a page begins, as values of the sort key.
#[derive(sqlx::FromRow, serde::Deserialize)]
pub(super) struct CursorRow {
    id: i64,
    funnel_id: i64,
    updated_at: i64,
    number_key: String,
    kind_rank: i64,
    stage_rank: i64,
    stage_id: i64,
    payment_rank: i64,
    #[serde(with = "serde_bytes")]
    client_key: Vec<u8>,
    #[serde(with = "serde_bytes")]
    product_key: Vec<u8>,
    #[serde(with = "serde_bytes")]
    offer_key: Vec<u8>,
    manager_id: i64,
    currency: String,
    total: i64,
    received: i64,
    due: i64,
    discount: i64,
    paid_key: i64,
    next_due_key: i64,
    access_key: i64,
    stage_entered_at: i64,
}

const CURSOR: &str = "select id, funnel_id, updated_at, number_key, kind_rank, stage_rank, stage_id, payment_rank, client_key, \
    product_key, offer_key, coalesce(manager_id, 0) as manager_id, currency, total, received, due, discount, paid_key, next_due_key, access_key, stage_entered_at \
    from orders where number = $1";

/// Where the page behind or in front of an order begins. An order that is out of sight gives nothing away: not even its
/// place.
pub(super) async fn cursor_in(
    tx: &mut Tx,
    number: &OrderNumber,
    funnels: &Funnels,
    sight: Sight,
) -> Result<Option<CursorRow>> {
    let row: Option<CursorRow> = tx.optional(Sql::with(CURSOR, [number.as_str().into()])).await?;
    Ok(row.filter(|row| funnels.0.iter().any(|f| f.id.0 == row.funnel_id && sight.lets(f))))
}

impl CursorRow {
    pub(super) fn values(self, key: SortKey) -> Vec<Value> {
        let id = Value::from(self.id);
        match key {
            SortKey::Created => vec![id],
            SortKey::Updated => vec![self.updated_at.into(), id],
            SortKey::Number => vec![self.number_key.into(), id],
            SortKey::Kind => vec![self.kind_rank.into(), id],
            SortKey::Status => vec![self.stage_rank.into(), self.stage_id.into(), id],
            SortKey::Payment => vec![self.payment_rank.into(), id],
            SortKey::Client => vec![self.client_key.into(), id],
            SortKey::Products => vec![self.product_key.into(), id],
            SortKey::Offer => vec![self.offer_key.into(), id],
            SortKey::Manager => vec![self.manager_id.into(), id],
            SortKey::Funnel => vec![self.funnel_id.into(), id],
            SortKey::Total => vec![self.currency.into(), self.total.into(), id],
            SortKey::Paid => vec![self.currency.into(), self.received.into(), id],
            SortKey::Due => vec![self.currency.into(), self.due.into(), id],
            SortKey::Discount => vec![self.currency.into(), self.discount.into(), id],
            SortKey::PaidAt => vec![self.paid_key.into(), id],
            SortKey::NextDue => vec![self.next_due_key.into(), id],
            SortKey::AccessUntil => vec![self.access_key.into(), id],
            SortKey::StageEntered => vec![self.stage_entered_at.into(), id],
        }
    }
}
