//! The filter as one visible list of SQL conditions, the same for lists and for totals. Called by `list` and `totals`.
//!
//! It destructures `Conditions`, so a new field does not compile until it is handled here.

use super::text_fields::text;
use crate::{
    dialect::Dialect,
    sql::{Sql, Value},
};
use domain::{
    Conditions, PaymentStatus, Slug, StageKind, Timestamp,
    filter::{Absence, AmountRange, Archived, AsOf, Choice, Span},
    funnel::Funnels,
    ids,
    time::DAY,
};
use std::collections::BTreeMap;

/// Appends `where …`: one line for each field of the filter.
pub(super) fn conditions(sql: &mut Sql, dialect: Dialect, funnels: &Funnels, wanted: &Conditions) {
    let Conditions {
        funnel,
        stage,
        stage_kind,
        kind,
        payment,
        overdue,
        stale,
        attention,
        comment,
        created,
        paid,
        updated,
        due,
        access,
        total,
        received,
        owed,
        manager,
        client,
        product,
        offer,
        tag,
        tag_all,
        texts,
        empty,
        archived,
        needles,
        lost_search,
        sight,
    } = wanted;
    sql.push(match archived {
        Archived::No => " where o.archived = 0",
        Archived::Only => " where o.archived = 1",
        Archived::All => " where o.archived in (0, 1)",
    });
    if *lost_search {
        sql.push(" and 1 = 0");
    }
    if !stage.is_empty() || !stage_kind.is_empty() {
        let stages = funnels.0.iter().flat_map(|f| f.stages.iter().filter(|s| wanted.lets_stage(f, s)));
        any_of(sql, " and o.stage_id in (", stages.map(|s| s.id.0).collect());
    } else if !funnel.is_empty() || funnels.hide_from(*sight) {
        let lets = funnels.0.iter().filter(|f| wanted.lets_funnel(f));
        any_of(sql, " and o.funnel_id in (", lets.map(|f| f.id.0).collect());
    }
    values(sql, kind, " and o.kind in (", " and o.kind not in (", |k| k.code());
    values(sql, payment, " and o.payment_status in (", " and o.payment_status not in (", |p| p.code());
    if let Some(at) = overdue {
        overdue_at(sql, at);
    }
    if let Some(at) = stale {
        stale_at(sql, funnels, at);
    }
    if let Some(at) = attention {
        attention_at(sql, funnels, at);
    }
    match comment {
        Some(true) => drop(sql.push(" and o.comments > 0")),
        Some(false) => drop(sql.push(" and o.comments = 0")),
        None => {}
    }
    if let Some(span) = created {
        created_in(sql, span);
    }
    for (span, date) in [(paid, PAID_AT), (updated, UPDATED_AT), (due, NEXT_DUE_AT), (access, ACCESS_UNTIL)] {
        if let Some(span) = span {
            date_in(sql, span, date);
        }
    }
    for (choice, least, most) in [
        (total, " and o.total >= ", " and o.total <= "),
        (received, " and o.received >= ", " and o.received <= "),
        (owed, " and o.due >= ", " and o.due <= "),
    ] {
        amounts(sql, choice, least, most);
    }
    managers(sql, manager);
    values(sql, client, " and o.contact_id in (", " and o.contact_id not in (", |id| id.0);
    nullable(sql, offer, " and o.offer_id in (", " and (o.offer_id is null or o.offer_id not in (", |id| id.0);
    slugs(sql, product, PRODUCTS);
    slugs(sql, tag, TAGS);
    for one in tag_all {
        sql.push(TAGS.any).bind(one.as_str()).push("))");
    }
    for (field, choice) in texts.iter() {
        text(sql, field, choice);
    }
    for (what, lacks) in empty {
        let (present, absent) = absence(*what);
        sql.push(if *lacks { absent } else { present });
    }
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

/// The values of a column that is never null.
pub(super) fn values<T: Ord, V: Into<Value>>(
    sql: &mut Sql,
    choice: &Choice<T>,
    within: &'static str,
    without: &'static str,
    value: impl Fn(&T) -> V,
) {
    for (set, open) in [(&choice.include, within), (&choice.exclude, without)] {
        if !set.is_empty() {
            sql.push(open).bind_list(set.iter().map(&value)).push(")");
        }
    }
}

/// The values of a column that may be null: what is null has no excluded value.
pub(super) fn nullable<T: Ord, V: Into<Value>>(
    sql: &mut Sql,
    choice: &Choice<T>,
    within: &'static str,
    without: &'static str,
    value: impl Fn(&T) -> V,
) {
    if !choice.include.is_empty() {
        sql.push(within).bind_list(choice.include.iter().map(&value)).push(")");
    }
    if !choice.exclude.is_empty() {
        sql.push(without).bind_list(choice.exclude.iter().map(&value)).push("))");
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
fn patience(funnels: &Funnels) -> BTreeMap<i64, Vec<i64>> {
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

/// `Order::needs_attention`.
fn attention_at(sql: &mut Sql, funnels: &Funnels, at: &AsOf) {
    sql.push(if at.wanted { " and (" } else { " and not (" });
    sql.push("o.due > 0 and o.next_due_key < ").bind(at.now.0);
    sql.push(" or o.payment_status = ").bind(PaymentStatus::Overpaid.code());
    sql.push(" or o.payment_status = ").bind(PaymentStatus::Failed.code());
    let open = StageKind::ALL.into_iter().filter(|kind| kind.is_open()).map(StageKind::code);
    sql.push(" and o.stage_kind in (").bind_list(open).push(")");
    for (days, ids) in patience(funnels) {
        sql.push(" or ");
        stays_too_long(sql, days, ids, at.now);
    }
    sql.push(")");
}

/// Amounts of one column, each range in its own currency.
fn amounts(sql: &mut Sql, choice: &Choice<AmountRange>, least: &'static str, most: &'static str) {
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

/// An absent instant is in no span, so an excluded span lets it through.
fn date_in(sql: &mut Sql, span: &Span, column: DateColumn) {
    sql.push(if span.negated { column.without } else { column.within });
    if let Some(from) = span.from {
        sql.push(column.from).bind(from.0);
    }
    if let Some(until) = span.until {
        sql.push(column.until).bind(until.0);
    }
    sql.push(if span.negated { "))" } else { ")" });
}

/// What is asked of an order that has something, and of one that lacks it.
const fn absence(what: Absence) -> (&'static str, &'static str) {
    match what {
        Absence::Manager => (" and o.manager_id is not null", " and o.manager_id is null"),
        Absence::Offer => (" and o.offer_id is not null", " and o.offer_id is null"),
        Absence::Product => (
            " and exists (select 1 from order_lines l where l.order_id = o.id and l.kind = 'product')",
            " and not exists (select 1 from order_lines l where l.order_id = o.id and l.kind = 'product')",
        ),
        Absence::Tag => (
            " and exists (select 1 from order_tags x where x.order_id = o.id)",
            " and not exists (select 1 from order_tags x where x.order_id = o.id)",
        ),
        Absence::Source => (" and o.source <> ''", " and coalesce(o.source, '') = ''"),
        Absence::Method => (" and o.payment_method <> ''", " and coalesce(o.payment_method, '') = ''"),
        Absence::Country => (
            " and exists (select 1 from contacts k where k.id = o.contact_id and k.country <> '')",
            " and exists (select 1 from contacts k where k.id = o.contact_id and k.country = '')",
        ),
        Absence::Paid => (" and o.paid_at is not null", " and o.paid_at is null"),
        Absence::Due => (" and o.next_due_at is not null", " and o.next_due_at is null"),
        Absence::Access => (" and o.access_until is not null", " and o.access_until is null"),
        Absence::Comment => (" and o.comments > 0", " and o.comments = 0"),
    }
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

/// How orders are found by what lies in another table, and how one order is seen to have none of some values.
#[derive(Clone, Copy)]
pub(super) struct Nested {
    pub(super) any: &'static str,
    pub(super) none: &'static str,
}

const PRODUCTS: Nested = Nested {
    any: " and o.id in (select l.order_id from order_lines l join products p on p.id = l.product_id \
        where l.kind = 'product' and p.slug in (",
    none: " and not exists (select 1 from order_lines l join products p on p.id = l.product_id \
        where l.order_id = o.id and l.kind = 'product' and p.slug in (",
};
const TAGS: Nested = Nested {
    any: " and o.id in (select x.order_id from order_tags x join tags t on t.id = x.tag_id where t.slug in (",
    none: " and not exists (select 1 from order_tags x join tags t on t.id = x.tag_id \
        where x.order_id = o.id and t.slug in (",
};
fn slugs(sql: &mut Sql, choice: &Choice<Slug>, of: Nested) {
    nested(sql, choice, of, |slug| slug.as_str().to_owned());
}

pub(super) fn nested<T: Ord>(sql: &mut Sql, choice: &Choice<T>, of: Nested, text: impl Fn(&T) -> String) {
    for (set, open) in [(&choice.include, of.any), (&choice.exclude, of.none)] {
        if !set.is_empty() {
            sql.push(open).bind_list(set.iter().map(&text)).push("))");
        }
    }
}
