//! The list of orders: filter, sort, one page by keyset. Nothing is counted and nothing is skipped over.
//!
//! `conditions` is the filter as one visible list; it destructures `Conditions`, so a new field does not compile until
//! it is handled here. The same conditions are used for totals, on orders or on their sums.

use super::row::{OrderRow, SELECT, orders_in};
use crate::{
    Value,
    db::{Db, Tx},
    dialect::Dialect,
    directory,
    error::{Result, StoreError},
    funnels,
    sql::Sql,
};
use domain::{
    Conditions, Order, Sort, SortKey, Timestamp,
    filter::{Archived, Choice, Span},
    funnel::Funnels,
    ids,
    listing::{Cursor, Listing, OrdersPage, PAGE_SIZE},
};

/// What a sort key is made of; the id always follows.
const fn key_columns(key: SortKey) -> &'static [&'static str] {
    match key {
        SortKey::Created => &["o.id"],
        SortKey::Updated => &["o.updated_at", "o.id"],
        SortKey::Number => &["o.number_key", "o.id"],
        SortKey::Kind => &["o.kind_rank", "o.id"],
        SortKey::Status => &["o.stage_rank", "o.stage_id", "o.id"],
        SortKey::Payment => &["o.payment_rank", "o.id"],
        SortKey::Client => &["o.client_key", "o.id"],
        SortKey::Products => &["o.product_key", "o.id"],
        SortKey::Total => &["o.currency", "o.total", "o.id"],
        SortKey::Paid => &["o.currency", "o.paid", "o.id"],
        SortKey::Due => &["o.currency", "o.due", "o.id"],
    }
}

/// Where a page begins, as values of the sort key.
#[derive(sqlx::FromRow)]
struct CursorRow {
    id: i64,
    updated_at: i64,
    number_key: String,
    kind_rank: i64,
    stage_rank: i64,
    stage_id: i64,
    payment_rank: i64,
    client_key: Vec<u8>,
    product_key: Vec<u8>,
    currency: String,
    total: i64,
    paid: i64,
    due: i64,
}

const CURSOR: &str = "select id, updated_at, number_key, kind_rank, stage_rank, stage_id, payment_rank, client_key, \
    product_key, currency, total, paid, due from orders where number = $1";

impl CursorRow {
    fn values(self, key: SortKey) -> Vec<Value> {
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
            SortKey::Total => vec![self.currency.into(), self.total.into(), id],
            SortKey::Paid => vec![self.currency.into(), self.paid.into(), id],
            SortKey::Due => vec![self.currency.into(), self.due.into(), id],
        }
    }
}

/// One page of orders with the totals of the whole filtered set and the menus, all of one snapshot.
pub async fn page(db: &Db, listing: &Listing, conditions: &Conditions) -> Result<OrdersPage> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    let (number, forward) = match &listing.cursor {
        Cursor::Start => (None, true),
        Cursor::After(number) => (Some(number), true),
        Cursor::Before(number) => (Some(number), false),
    };
    let start = match number {
        Some(number) => tx.optional::<CursorRow>(Sql::with(CURSOR, [number.as_str().into()])).await?,
        None => None,
    };
    let from_cursor = start.is_some();
    let start = start.map(|row| row.values(listing.sort.key));
    let forward = forward || !from_cursor;
    let limit = PAGE_SIZE + 1;
    let sql = page_sql(tx.dialect(), &funnels, conditions, listing.sort, start, forward, limit);
    let mut rows: Vec<OrderRow> = tx.all(sql).await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    if !forward {
        rows.reverse();
    }
    let orders = orders_in(&mut tx, rows, &funnels).await?;
    let totals = super::totals::totals_in(&mut tx, conditions, &funnels).await?;
    let (has_next, has_previous) = if forward { (more, from_cursor) } else { (true, more) };
    Ok(OrdersPage { orders, has_next, has_previous, totals, directory: directory::fetch_in(&mut tx).await? })
}

/// The statement of one page: `limit` orders behind (or, going back, in front of) the key values of `start`.
pub fn page_sql(
    dialect: Dialect,
    funnels: &Funnels,
    wanted: &Conditions,
    sort: Sort,
    start: Option<Vec<Value>>,
    forward: bool,
    limit: usize,
) -> Sql {
    let descending = sort.descending == forward;
    let columns = key_columns(sort.key);
    let mut sql = Sql::new(SELECT);
    conditions(&mut sql, dialect, funnels, wanted);
    if let Some(values) = start {
        sql.push(" and (");
        push_list(&mut sql, columns, "");
        sql.push(if descending { ") < (" } else { ") > (" }).bind_list(values).push(")");
    }
    sql.push(" order by ");
    push_list(&mut sql, columns, if descending { " desc" } else { "" });
    sql.push(" limit ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    sql
}

fn push_list(sql: &mut Sql, columns: &[&'static str], suffix: &'static str) {
    for (i, column) in columns.iter().enumerate() {
        sql.push(if i == 0 { "" } else { ", " }).push(column).push(suffix);
    }
}

/// Appends `where …`: one line for each field of the filter.
pub(super) fn conditions(sql: &mut Sql, dialect: Dialect, funnels: &Funnels, wanted: &Conditions) {
    let Conditions {
        funnel,
        stage,
        stage_kind,
        kind,
        payment,
        created,
        paid,
        total,
        manager,
        product,
        tag,
        archived,
        needles,
    } = wanted;
    sql.push(match archived {
        Archived::No => " where o.archived = 0",
        Archived::Only => " where o.archived = 1",
        Archived::All => " where o.archived in (0, 1)",
    });
    if !stage.is_empty() || !stage_kind.is_empty() {
        let stages = funnels.0.iter().flat_map(|f| f.stages.iter().filter(|s| wanted.lets_stage(f, s)));
        any_of(sql, " and o.stage_id in (", stages.map(|s| s.id.0).collect());
    } else if !funnel.is_empty() {
        let lets = funnels.0.iter().filter(|f| wanted.lets_funnel(f));
        any_of(sql, " and o.funnel_id in (", lets.map(|f| f.id.0).collect());
    }
    codes(sql, kind, " and o.kind in (", " and o.kind not in (", |k| k.code());
    codes(sql, payment, " and o.payment_status in (", " and o.payment_status not in (", |p| p.code());
    if let Some(span) = created {
        created_in(sql, span);
    }
    if let Some(span) = paid {
        paid_in(sql, span);
    }
    for (ranges, open, close) in [(&total.include, " and (", ")"), (&total.exclude, " and not (", ")")] {
        for (i, range) in ranges.iter().enumerate() {
            sql.push(if i == 0 { open } else { " or " }).push("o.currency = ").bind(range.currency.code());
            if let Some(min) = range.min {
                sql.push(" and o.total >= ").bind(min);
            }
            if let Some(max) = range.max {
                sql.push(" and o.total <= ").bind(max);
            }
        }
        if !ranges.is_empty() {
            sql.push(close);
        }
    }
    managers(sql, manager);
    slugs(
        sql,
        product,
        "select l.order_id from order_lines l join products p on p.id = l.product_id where l.kind = 'product' and p.slug in (",
    );
    slugs(sql, tag, "select x.order_id from order_tags x join tags t on t.id = x.tag_id where t.slug in (");
    if !needles.is_empty() {
        sql.push(" and ");
        dialect.search(sql, needles);
    }
}

fn any_of(sql: &mut Sql, open: &'static str, ids: Vec<i64>) {
    if ids.is_empty() {
        sql.push(" and 1 = 0");
    } else {
        sql.push(open).bind_list(ids).push(")");
    }
}

fn codes<T: Ord>(
    sql: &mut Sql,
    choice: &Choice<T>,
    within: &'static str,
    without: &'static str,
    code: impl Fn(&T) -> &'static str,
) {
    if !choice.include.is_empty() {
        sql.push(within).bind_list(choice.include.iter().map(&code)).push(")");
    }
    if !choice.exclude.is_empty() {
        sql.push(without).bind_list(choice.exclude.iter().map(&code)).push(")");
    }
}

/// Created: a range of instants is a range of ids.
fn created_in(sql: &mut Sql, span: &Span) {
    let floor = |at: Timestamp| ids::floor(Timestamp(at.0.clamp(0, Timestamp::END.0)));
    match (span.negated, span.from.map(floor), span.until.map(floor)) {
        (false, from, until) => {
            if let Some(from) = from {
                sql.push(" and o.id >= ").bind(from);
            }
            if let Some(until) = until {
                sql.push(" and o.id < ").bind(until);
            }
        }
        (true, Some(from), Some(until)) => {
            sql.push(" and (o.id < ").bind(from).push(" or o.id >= ").bind(until).push(")");
        }
        (true, Some(from), None) => drop(sql.push(" and o.id < ").bind(from)),
        (true, None, Some(until)) => drop(sql.push(" and o.id >= ").bind(until)),
        (true, None, None) => drop(sql.push(" and 1 = 0")),
    }
}

/// Paid: an order without money received is in no span, so an excluded span lets it through.
fn paid_in(sql: &mut Sql, span: &Span) {
    sql.push(if span.negated {
        " and (o.paid_at is null or not (o.paid_at is not null"
    } else {
        " and (o.paid_at is not null"
    });
    if let Some(from) = span.from {
        sql.push(" and o.paid_at >= ").bind(from.0);
    }
    if let Some(until) = span.until {
        sql.push(" and o.paid_at < ").bind(until.0);
    }
    sql.push(if span.negated { "))" } else { ")" });
}

/// Managers: nobody is an absent id.
fn managers(sql: &mut Sql, manager: &Choice<Option<ids::UserId>>) {
    let named = |set: &std::collections::BTreeSet<Option<ids::UserId>>| -> Vec<i64> {
        set.iter().filter_map(|m| m.map(|id| id.0)).collect()
    };
    let (wanted, unwanted) = (named(&manager.include), named(&manager.exclude));
    match (manager.include.contains(&None), wanted.is_empty()) {
        (true, true) => drop(sql.push(" and o.manager_id is null")),
        (true, false) => drop(sql.push(" and (o.manager_id is null or o.manager_id in (").bind_list(wanted).push("))")),
        (false, false) => drop(sql.push(" and o.manager_id in (").bind_list(wanted).push(")")),
        (false, true) => {}
    }
    if manager.exclude.contains(&None) {
        sql.push(" and o.manager_id is not null");
    }
    if !unwanted.is_empty() {
        sql.push(" and (o.manager_id is null or o.manager_id not in (").bind_list(unwanted).push("))");
    }
}

fn slugs(sql: &mut Sql, choice: &Choice<domain::Slug>, orders_with: &'static str) {
    for (set, open) in [(&choice.include, " and o.id in ("), (&choice.exclude, " and o.id not in (")] {
        if !set.is_empty() {
            sql.push(open).push(orders_with).bind_list(set.iter().map(|s| s.as_str())).push("))");
        }
    }
}

/// All orders of a filter, a batch at a time, in one snapshot: exports read any number with flat memory.
pub struct Batch {
    tx: Tx,
    funnels: Funnels,
    conditions: Conditions,
    sort: Sort,
    start: Option<Vec<Value>>,
    done: bool,
}

impl Batch {
    /// How many orders a batch holds at most.
    pub const SIZE: usize = 1000;

    /// Begins to read.
    pub async fn open(db: &Db, conditions: Conditions, sort: Sort) -> Result<Self> {
        let mut tx = db.read().await?;
        let funnels = funnels::list_in(&mut tx).await?;
        Ok(Self { tx, funnels, conditions, sort, start: None, done: false })
    }

    /// The next orders; empty at the end.
    pub async fn next(&mut self) -> Result<Vec<Order>> {
        if self.done {
            return Ok(Vec::new());
        }
        let dialect = self.tx.dialect();
        let sql = page_sql(dialect, &self.funnels, &self.conditions, self.sort, self.start.take(), true, Self::SIZE);
        let rows: Vec<OrderRow> = self.tx.all(sql).await?;
        self.done = rows.len() < Self::SIZE;
        let orders = orders_in(&mut self.tx, rows, &self.funnels).await?;
        if let Some(last) = orders.last().filter(|_| !self.done) {
            let sql = Sql::with(CURSOR, [last.number.as_str().into()]);
            let row = self.tx.optional::<CursorRow>(sql).await?.ok_or(StoreError::NotFound)?;
            self.start = Some(row.values(self.sort.key));
        }
        Ok(orders)
    }

    /// The funnels of the same snapshot.
    pub fn funnels(&self) -> &Funnels {
        &self.funnels
    }
}
