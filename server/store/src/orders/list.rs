//! The list of orders: filter, sort, one page by keyset. Nothing is counted and nothing is skipped over.
//!
//! Each order of the list has an index that begins with `archived` and ends in the id; a page enters it where the
//! cursor stands. What the filter says of the sort key itself narrows the stretch of the index that is read.

use super::{
    conditions::{archived, passes},
    cursor::{cursor_in, key_columns},
    ranges::{self, Wanted},
    row::{SELECT, orders_in},
};
use crate::{
    Value,
    db::{Db, Tx},
    dialect::Dialect,
    directory,
    error::Result,
    funnels, ids,
    sql::Sql,
};
use domain::{
    Conditions, Order, OrderKind, PaymentStatus, Sort, SortKey, StageKind,
    filter::{Archived, Choice},
    funnel::{Funnels, Sight},
    ids::StageId,
    listing::{Cursor, Layout, Listing, OrdersPage, PAGE_SIZE},
};

/// One page of orders with the totals of the whole filtered set and the menus, all of one snapshot.
pub async fn page(db: &Db, listing: &Listing, conditions: &Conditions) -> Result<OrdersPage> {
    let (listing, conditions) = (listing.clone(), conditions.clone());
    db.at_once(move |tx| Box::pin(async move { page_in(tx, &listing, &conditions).await })).await
}

async fn page_in(tx: &mut Tx, listing: &Listing, conditions: &Conditions) -> Result<OrdersPage> {
    let funnels = funnels::list_in(tx).await?;
    let totals = match listing.waits || super::totals::totals_are_quick(tx, conditions).await? {
        true => Some(super::totals::totals_in(tx, conditions, &funnels).await?),
        false => None,
    };
    let (listed, board) = match listing.layout {
        Layout::Table => (listed_in(tx, listing, conditions, &funnels).await?, None),
        Layout::Board => {
            let lanes = super::board::lanes_in(tx, listing, conditions, (&funnels, totals.as_ref())).await?;
            (Listed::default(), Some(lanes))
        }
    };
    let Listed { orders, has_next, has_previous } = listed;
    let chart = match listing.chart {
        Some(period) if listing.waits || super::chart::is_quick(tx, conditions).await? => {
            Some(super::chart::chart_in(tx, conditions, &funnels, period).await?)
        }
        _ => None,
    };
    let mut directory = directory::fetch_in(tx, &listing.filter).await?;
    let attention = super::attention::count_in(tx, &funnels, conditions.sight, ids::now()).await?;
    let hides = funnels.hide_from(conditions.sight);
    let funnels = funnels.seen_by(conditions.sight);
    if hides {
        directory.clients = directory::clients_of_in(tx, directory.clients, &funnels).await?;
    }
    Ok(OrdersPage {
        orders,
        board,
        seq: crate::live::head_in(tx).await?,
        stamp: 0,
        has_next,
        has_previous,
        totals,
        chart,
        attention,
        funnels,
        directory,
    })
}

/// The rows of a page.
#[derive(Default)]
struct Listed {
    orders: Vec<Order>,
    has_next: bool,
    has_previous: bool,
}

async fn listed_in(tx: &mut Tx, listing: &Listing, conditions: &Conditions, funnels: &Funnels) -> Result<Listed> {
    let (number, forward) = match &listing.cursor {
        Cursor::Start => (None, true),
        Cursor::After(number) => (Some(number), true),
        Cursor::Before(number) => (Some(number), false),
    };
    let start = match number {
        Some(number) => cursor_in(tx, number, funnels, conditions.sight).await?,
        None => None,
    };
    let from_cursor = start.is_some();
    let start = start.map(|row| row.values(listing.sort.key));
    let forward = forward || !from_cursor;
    let limit = PAGE_SIZE + 1;
    let mut rows =
        ranges::rows_in(tx, funnels, Wanted { conditions, sort: listing.sort, start, forward, limit }).await?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    if !forward {
        rows.reverse();
    }
    let orders = orders_in(tx, rows, funnels).await?;
    let (has_next, has_previous) = if forward { (more, from_cursor) } else { (true, more) };
    Ok(Listed { orders, has_next, has_previous })
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
    let mut sql = Sql::new(SELECT);
    listed(&mut sql, dialect, funnels, &Wanted { conditions: wanted, sort, start, forward, limit });
    sql
}

/// Appends everything behind `from orders o` of a page.
pub(super) fn listed(sql: &mut Sql, dialect: Dialect, funnels: &Funnels, wanted: &Wanted<'_>) {
    let &Wanted { conditions, sort, ref start, forward, limit } = wanted;
    let (runs, begins) = (runs(funnels, conditions, sort.key), begins(dialect, start.clone()));
    let descending = sort.descending == forward;
    let plain = runs.iter().all(|run| run.is_plain(funnels));
    let each = Each { dialect, funnels, key: sort.key, descending, limit, plain };
    let parts: Vec<_> = runs.iter().flat_map(|run| begins.iter().map(move |begin| (run, begin))).collect();
    // PostgreSQL would take all that is found through its joins before it is sorted.
    let is_found = dialect == Dialect::Postgres && sort.key == SortKey::Created && !conditions.needles.is_empty();
    match parts[..] {
        [(run, begin)] if run.leads(dialect).is_empty() && !is_found => each.part(sql, run, begin),
        // A page of each part, then the first of all.
        _ => {
            for_all(sql, parts.into_iter(), |sql, (run, begin)| each.part(sql, run, begin));
            order_by(sql, key_columns(sort.key), descending);
            each.limited(sql);
        }
    }
}

/// What all parts of a page share.
pub(super) struct Each<'a> {
    pub(super) dialect: Dialect,
    pub(super) funnels: &'a Funnels,
    pub(super) key: SortKey,
    pub(super) descending: bool,
    pub(super) limit: usize,
    /// Whether nothing narrows any of them but its stage.
    pub(super) plain: bool,
}

impl Each<'_> {
    /// Appends everything behind `from orders o` of a part.
    pub(super) fn part(&self, sql: &mut Sql, run: &Run, begin: &Begin) {
        let &Self { dialect, funnels, key, descending, .. } = self;
        sql.push(archived(run.conditions.archived));
        run.at_stage(sql, dialect);
        passes(sql, dialect, funnels, &run.conditions);
        bounds(sql, funnels, &run.conditions, key);
        begin_at(sql, key, descending, begin);
        let columns: Vec<_> = run.leads(dialect).iter().chain(key_columns(key)).copied().collect();
        order_by(sql, &columns, descending);
        self.limited(sql);
    }

    fn limited(&self, sql: &mut Sql) {
        match self.plain {
            true => _ = sql.push(" limit ").push_number(self.limit),
            false => limit_to(sql, self.limit),
        }
    }
}

/// Appends that an order is of one of these parts.
pub(super) fn for_all<T>(sql: &mut Sql, parts: impl Iterator<Item = T>, mut part: impl FnMut(&mut Sql, T)) {
    for (n, one) in parts.enumerate() {
        sql.push(if n == 0 { " where o.id in (select id from (" } else { ") a union all select id from (" });
        part(sql.push("select o.id from orders o"), one);
    }
    sql.push(") a)");
}

/// The most stages that are each read in order by themselves.
const STAGE_RUNS: usize = 64;

/// A part of a filter that an index gives in the order of the list: every index of an order begins with `archived`, or with
/// the stage.
pub(super) struct Run {
    pub(super) conditions: Conditions,
    /// The stage it is of; the conditions say nothing of it.
    pub(super) stage: Option<At>,
}

/// Where the stage of a part is found.
#[derive(Clone, Copy)]
pub(super) enum At {
    /// It is this one.
    Stage(StageId),
    /// It is that of a row `l`.
    Row,
}

impl Run {
    /// Appends that an order is in its stage.
    fn at_stage(&self, sql: &mut Sql, dialect: Dialect) {
        match (dialect, self.stage) {
            (_, None) => sql,
            (Dialect::Sqlite, Some(At::Stage(stage))) => sql.push(" and o.stage_id in (").bind(stage.0).push(")"),
            (Dialect::Postgres, Some(At::Stage(stage))) => {
                sql.push(" and o.stage_id = any (array[").bind(stage.0).push("])")
            }
            (_, Some(At::Row)) => sql.push(" and o.stage_id = any (array[l.stage])"),
        };
    }

    /// What its order begins with. PostgreSQL would look for a stage among all orders by their ids, which for a rare one is
    /// all of them: it takes the index of the stage where the order asks for the stage first, and that one is not equal to
    /// a value.
    const fn leads(&self, dialect: Dialect) -> &'static [&'static str] {
        match (dialect, self.stage) {
            (Dialect::Postgres, Some(_)) => &["o.stage_id"],
            _ => &[],
        }
    }

    /// Whether nothing narrows it but its stage. One plan is then right for all values, and PostgreSQL keeps it where the
    /// text says how much is wanted; anything else is planned for its own values each time.
    pub(super) fn is_plain(&self, funnels: &Funnels) -> bool {
        let Conditions { archived, sight, .. } = self.conditions;
        self.conditions == Conditions { archived, sight, ..Conditions::default() } && !funnels.hide_from(sight)
    }
}

/// The parts of a filter; by stage those of what boards are sorted by.
pub(super) fn runs(funnels: &Funnels, wanted: &Conditions, key: SortKey) -> Vec<Run> {
    let halves = match wanted.archived {
        Archived::All => vec![Archived::No, Archived::Only],
        one => vec![one],
    };
    let asks = !wanted.stage.is_empty() || !wanted.stage_kind.is_empty();
    let stages: Vec<StageId> = match asks && domain::board::SORTS.contains(&key) {
        true => {
            let of = |f: &'_ domain::Funnel| {
                f.stages.iter().filter(|stage| wanted.lets_stage(f, stage)).map(|stage| stage.id).collect::<Vec<_>>()
            };
            funnels.0.iter().flat_map(of).collect()
        }
        false => Vec::new(),
    };
    let by_stage = (1..=STAGE_RUNS).contains(&stages.len());
    let mut runs = Vec::new();
    for archived in halves {
        let half = Conditions { archived, ..wanted.clone() };
        if !by_stage {
            runs.push(Run { conditions: half, stage: None });
            continue;
        }
        // Only stages that are in sight have passed.
        let (funnel, stage, stage_kind) = (Choice::default(), Choice::default(), Choice::default());
        let conditions = Conditions { funnel, stage, stage_kind, sight: Sight::Everything, ..half };
        runs.extend(stages.iter().map(|id| Run { conditions: conditions.clone(), stage: Some(At::Stage(*id)) }));
    }
    runs
}

/// Where a part of a page begins.
pub(super) enum Begin {
    /// At the beginning.
    First,
    /// Behind these key values.
    Behind(Vec<Value>),
    /// Where the first values are these, behind the last one.
    Among(Vec<Value>),
}

/// The parts of what lies behind key values. SQLite enters an index by the first of several values only, and would step
/// through all that share it: each number of values that are the same is a part of its own.
fn begins(dialect: Dialect, start: Option<Vec<Value>>) -> Vec<Begin> {
    match start {
        None => vec![Begin::First],
        Some(values) if dialect == Dialect::Sqlite && values.len() > 1 => {
            (1..=values.len()).rev().map(|n| Begin::Among(values[..n].to_vec())).collect()
        }
        Some(values) => vec![Begin::Behind(values)],
    }
}

/// Appends where a part of a page begins.
pub(super) fn begin_at(sql: &mut Sql, key: SortKey, descending: bool, begin: &Begin) {
    match begin {
        Begin::First => {}
        Begin::Behind(values) => {
            sql.push(" and (");
            push_list(sql, key_columns(key), "");
            sql.push(if descending { ") < (" } else { ") > (" }).bind_list(values.iter().cloned()).push(")");
        }
        Begin::Among(values) => {
            for (n, (column, value)) in key_columns(key).iter().zip(values).enumerate() {
                let beyond = if descending { " < " } else { " > " };
                let compares = if n + 1 == values.len() { beyond } else { " = " };
                sql.push(" and ").push(column).push(compares).bind(value.clone());
            }
        }
    }
}

pub(super) fn order_by(sql: &mut Sql, columns: &[&'static str], descending: bool) {
    sql.push(" order by ");
    push_list(sql, columns, if descending { " desc" } else { "" });
}

pub(super) fn limit_to(sql: &mut Sql, limit: usize) {
    sql.push(" limit ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
}

/// What the filter says of the sort key itself, as a range: the index that gives the order is then entered where the
/// orders that pass begin, and left where they end. Lets through all that `conditions` lets through.
fn bounds(sql: &mut Sql, funnels: &Funnels, wanted: &Conditions, key: SortKey) {
    let (one, from, to, ranks) = match key {
        SortKey::Kind => (
            " and o.kind_rank = ",
            " and o.kind_rank >= ",
            " and o.kind_rank <= ",
            ranks(OrderKind::ALL, |k| wanted.kind.lets(k)),
        ),
        SortKey::Payment => (
            " and o.payment_rank = ",
            " and o.payment_rank >= ",
            " and o.payment_rank <= ",
            ranks(PaymentStatus::ALL, |p| wanted.payment.lets(p)),
        ),
        SortKey::Status => {
            let stages = || funnels.0.iter().flat_map(|f| f.stages.iter().filter(|s| wanted.lets_stage(f, s)));
            // As long as a stage comes to mean something else, some of its orders are ranked as it was.
            let passes = |kind: &StageKind| stages().any(|s| s.kind == *kind || s.was == Some(*kind));
            (" and o.stage_rank = ", " and o.stage_rank >= ", " and o.stage_rank <= ", ranks(&StageKind::ALL, passes))
        }
        SortKey::Total | SortKey::Paid | SortKey::Due | SortKey::Discount => return currency_bounds(sql, wanted),
        SortKey::Created
        | SortKey::Updated
        | SortKey::Number
        | SortKey::Client
        | SortKey::Products
        | SortKey::Offer
        | SortKey::Manager
        | SortKey::Funnel
        | SortKey::PaidAt
        | SortKey::NextDue
        | SortKey::AccessUntil
        | SortKey::StageEntered => return,
    };
    match ranks {
        Some((first, last)) if first == last => drop(sql.push(one).bind(first)),
        Some((first, last)) => drop(sql.push(from).bind(first).push(to).bind(last)),
        None => {}
    }
}

/// The first and the last rank of the values that pass; none when all do, or no value does.
fn ranks<T>(all: &[T], passes: impl Fn(&T) -> bool) -> Option<(i64, i64)> {
    let mut passing = (0_i64..).zip(all).filter(|(_, value)| passes(value)).map(|(rank, _)| rank);
    let first = passing.next()?;
    let last = passing.last().unwrap_or(first);
    let everything = first == 0 && usize::try_from(last + 1).is_ok_and(|n| n == all.len());
    (!everything).then_some((first, last))
}

/// One currency stands in the filter's own condition already.
fn currency_bounds(sql: &mut Sql, wanted: &Conditions) {
    let Some((_, ranges)) = wanted.amounts.iter().find(|(_, choice)| !choice.include.is_empty()) else { return };
    let codes = ranges.include.iter().map(|range| range.currency.code());
    if let (Some(first), Some(last)) = (codes.clone().min(), codes.max())
        && first != last
    {
        sql.push(" and o.currency >= ").bind(first).push(" and o.currency <= ").bind(last);
    }
}

pub(super) fn push_list(sql: &mut Sql, columns: &[&'static str], suffix: &'static str) {
    for (i, column) in columns.iter().enumerate() {
        sql.push(if i == 0 { "" } else { ", " }).push(column).push(suffix);
    }
}
