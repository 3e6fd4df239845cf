//! The filter as one visible list of SQL conditions, the same for lists and for totals. Called by `list` and `totals`.
//!
//! It destructures `Conditions`, so a new field does not compile until it is handled here.

use crate::{dialect::Dialect, sql::Sql};
use domain::{
    Conditions, Timestamp,
    filter::{Archived, Choice, Span},
    funnel::Funnels,
    ids,
};

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
    slugs(sql, product, PRODUCTS);
    slugs(sql, tag, TAGS);
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

/// How the orders of a slug are found, and how one order is seen to have none of some slugs.
struct Slugs {
    any: &'static str,
    none: &'static str,
}

const PRODUCTS: Slugs = Slugs {
    any: " and o.id in (select l.order_id from order_lines l join products p on p.id = l.product_id \
        where l.kind = 'product' and p.slug in (",
    none: " and not exists (select 1 from order_lines l join products p on p.id = l.product_id \
        where l.order_id = o.id and l.kind = 'product' and p.slug in (",
};
const TAGS: Slugs = Slugs {
    any: " and o.id in (select x.order_id from order_tags x join tags t on t.id = x.tag_id where t.slug in (",
    none: " and not exists (select 1 from order_tags x join tags t on t.id = x.tag_id \
        where x.order_id = o.id and t.slug in (",
};

fn slugs(sql: &mut Sql, choice: &Choice<domain::Slug>, of: Slugs) {
    for (set, open) in [(&choice.include, of.any), (&choice.exclude, of.none)] {
        if !set.is_empty() {
            sql.push(open).bind_list(set.iter().map(|s| s.as_str())).push("))");
        }
    }
}
