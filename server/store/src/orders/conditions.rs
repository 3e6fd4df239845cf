//! The filter as one visible list of SQL conditions, the same for lists and for totals. Called by `list` and `totals`.
//!
//! It destructures `Conditions`, so a new field does not compile until it is handled here.

use super::{fields, text_fields::text};
use crate::{
    dialect::Dialect,
    sql::{Sql, Value},
};
use domain::{
    Conditions, Slug,
    filter::{Absence, Archived, Choice},
    funnel::Funnels,
    ids,
};

/// Appends `where …`.
pub(super) fn conditions(sql: &mut Sql, dialect: Dialect, funnels: &Funnels, wanted: &Conditions) {
    sql.push(archived(wanted.archived));
    passes(sql, dialect, funnels, wanted);
}

/// What every index of an order of the list begins with.
pub(super) const fn archived(wanted: Archived) -> &'static str {
    match wanted {
        Archived::No => " where o.archived = 0",
        Archived::Only => " where o.archived = 1",
        Archived::All => " where o.archived in (0, 1)",
    }
}

/// Appends `and …`: one line for each other field of the filter.
pub(super) fn passes(sql: &mut Sql, dialect: Dialect, funnels: &Funnels, wanted: &Conditions) {
    let Conditions {
        funnel,
        stage,
        stage_kind,
        kind,
        payment,
        flags,
        dates,
        amounts,
        manager,
        client,
        product,
        offer,
        tag,
        tag_all,
        texts,
        empty,
        archived: _,
        needles,
        lost_search,
        sight,
    } = wanted;
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
    for (flag, at) in flags {
        fields::flag(sql, funnels, *flag, at);
    }
    for (field, span) in dates {
        fields::date(sql, *field, span);
    }
    for (field, choice) in amounts.iter() {
        fields::amount(sql, field, choice);
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
