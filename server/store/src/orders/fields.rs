//! How orders are found by what is computed of them, by days and by amounts: one line for each field.

use crate::sql::Sql;
use domain::{
    PaymentStatus, StageKind, Timestamp,
    filter::{AmountField, AmountRange, AsOf, Choice, DateField, Flag, Span},
    funnel::Funnels,
    ids,
    time::DAY,
};
use std::collections::BTreeMap;

const OPEN: &str = "o.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error')";
const TWIN: &str = "select 1 from orders t where t.contact_id = o.contact_id and t.offer_id = o.offer_id \
    and t.funnel_id = o.funnel_id and t.id <> o.id and t.archived = 0 \
    and t.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error')";

/// Appends whether something has to be so now, or must not be.
pub(super) fn flag(sql: &mut Sql, funnels: &Funnels, flag: Flag, at: &AsOf) {
    match flag {
        Flag::Overdue => overdue_at(sql, at),
        Flag::Stale => stale_at(sql, funnels, at),
        Flag::Attention => attention_at(sql, funnels, at),
        Flag::UnpaidAccess => unpaid_access_at(sql, at),
        Flag::Duplicate => duplicate(sql, at.wanted),
        Flag::Comment => drop(sql.push(if at.wanted { " and o.comments > 0" } else { " and o.comments = 0" })),
    }
}

/// Appends when something has to have been, or must not have been.
pub(super) fn date(sql: &mut Sql, field: DateField, span: &Span) {
    let column = match field {
        DateField::Created => return created_in(sql, span),
        DateField::Paid => PAID_AT,
        DateField::Updated => UPDATED_AT,
        DateField::Due => NEXT_DUE_AT,
        DateField::Access => ACCESS_UNTIL,
        DateField::Contacted => CONTACTED_AT,
    };
    // An absent instant is in no span, so an excluded span lets it through.
    sql.push(if span.negated { column.without } else { column.within });
    if let Some(from) = span.from {
        sql.push(column.from).bind(from.0);
    }
    if let Some(until) = span.until {
        sql.push(column.until).bind(until.0);
    }
    sql.push(if span.negated { "))" } else { ")" });
}

/// Whether an index of its own, which begins with it, finds a day.
pub(super) const fn has_index(field: DateField) -> bool {
    matches!(field, DateField::Paid | DateField::Due | DateField::Access)
}

/// Appends what is wanted of an amount, each range in its own currency.
pub(super) fn amount(sql: &mut Sql, field: AmountField, choice: &Choice<AmountRange>) {
    let (least, most) = match field {
        AmountField::Total => (" and o.total >= ", " and o.total <= "),
        AmountField::Received => (" and o.received >= ", " and o.received <= "),
        AmountField::Owed => (" and o.due >= ", " and o.due <= "),
    };
    for (ranges, open) in [(&choice.include, " and ("), (&choice.exclude, " and not (")] {
        for (i, range) in ranges.iter().enumerate() {
            sql.push(if i == 0 { open } else { " or " }).push("o.currency = ").bind(range.currency.code());
            if let Some(min) = range.min {
                sql.push(least).bind(min);
            }
            if let Some(max) = range.max {
                sql.push(most).bind(max);
            }
        }
        if !ranges.is_empty() {
            sql.push(")");
        }
    }
}

/// A planned payment is past its date, and something is due.
fn overdue_at(sql: &mut Sql, at: &AsOf) {
    if at.wanted {
        sql.push(" and o.due > 0 and o.next_due_at < ").bind(at.now.0);
    } else {
        sql.push(" and (o.due <= 0 or o.next_due_at is null or o.next_due_at >= ").bind(at.now.0).push(")");
    }
}

/// The stages that allow so many days each.
pub(super) fn patience(funnels: &Funnels) -> BTreeMap<i64, Vec<i64>> {
    let mut stages: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for stage in funnels.0.iter().flat_map(|f| &f.stages) {
        if let Some(days) = stage.stale_days {
            stages.entry(days).or_default().push(stage.id.0);
        }
    }
    stages
}

fn stays_too_long(sql: &mut Sql, days: i64, ids: Vec<i64>, now: Timestamp) {
    let since = now.0.saturating_sub(days.saturating_mul(DAY));
    sql.push("o.stage_id in (").bind_list(ids).push(") and o.stage_entered_at < ").bind(since);
}

/// In a stage for longer than it allows: one line for each number of days.
fn stale_at(sql: &mut Sql, funnels: &Funnels, at: &AsOf) {
    let stages = patience(funnels);
    if stages.is_empty() {
        sql.push(if at.wanted { " and 1 = 0" } else { "" });
        return;
    }
    for (n, (days, ids)) in stages.into_iter().enumerate() {
        sql.push(match (n, at.wanted) {
            (0, true) => " and (",
            (0, false) => " and not (",
            _ => " or ",
        });
        stays_too_long(sql, days, ids, at.now);
    }
    sql.push(")");
}

/// `Order::has_unpaid_access`, behind a word. The index of such orders has the same conditions.
pub(super) fn unpaid_access(sql: &mut Sql, word: &'static str, now: Timestamp) {
    sql.push(word).push("o.received = 0 and o.total > 0 and o.access_closed_at is null and o.access_from <= ");
    sql.bind(now.0).push(" and coalesce(o.access_until, ").bind(i64::MAX).push(") >= ").bind(now.0);
}

fn unpaid_access_at(sql: &mut Sql, at: &AsOf) {
    if at.wanted {
        unpaid_access(sql, " and ", at.now);
    } else {
        // What never begins is open at no time.
        unpaid_access(sql, " and (o.access_from is null or not (", at.now);
        sql.push("))");
    }
}

/// Another open order of the client for the same offer stands beside an open one.
fn duplicate(sql: &mut Sql, wanted: bool) {
    sql.push(if wanted { " and (" } else { " and not (" });
    sql.push("o.archived = 0 and o.offer_id is not null and ").push(OPEN).push(" and exists (").push(TWIN).push("))");
}

/// `Order::needs_attention`.
fn attention_at(sql: &mut Sql, funnels: &Funnels, at: &AsOf) {
    sql.push(if at.wanted { " and (" } else { " and not (" });
    sql.push("o.due > 0 and o.next_due_key < ").bind(at.now.0);
    sql.push(" or o.payment_status = ").bind(PaymentStatus::Overpaid.code());
    sql.push(" or o.payment_status = ").bind(PaymentStatus::Failed.code());
    let open = StageKind::ALL.into_iter().filter(|kind| kind.is_open()).map(StageKind::code);
    sql.push(" and o.stage_kind in (").bind_list(open).push(")");
    // Beside `not`, what never begins would be neither so nor not so.
    unpaid_access(sql, " or (o.access_from is not null and ", at.now);
    sql.push(")");
    for (days, ids) in patience(funnels) {
        sql.push(" or ");
        stays_too_long(sql, days, ids, at.now);
    }
    sql.push(")");
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

/// How a column of instants is asked: whether an instant is there, from when, until when.
#[derive(Clone, Copy)]
struct DateColumn {
    within: &'static str,
    without: &'static str,
    from: &'static str,
    until: &'static str,
}

macro_rules! date_column {
    ($column:literal) => {
        DateColumn {
            within: concat!(" and (", $column, " is not null"),
            without: concat!(" and (", $column, " is null or not (", $column, " is not null"),
            from: concat!(" and ", $column, " >= "),
            until: concat!(" and ", $column, " < "),
        }
    };
}

const PAID_AT: DateColumn = date_column!("o.paid_at");
const UPDATED_AT: DateColumn = date_column!("o.updated_at");
const NEXT_DUE_AT: DateColumn = date_column!("o.next_due_at");
const ACCESS_UNTIL: DateColumn = date_column!("o.access_until");
const CONTACTED_AT: DateColumn = date_column!("o.contacted_at");
