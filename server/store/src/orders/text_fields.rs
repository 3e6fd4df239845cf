//! How orders are found by the free texts of a filter, and which values of each are offered to somebody who types.

use super::conditions::{Nested, nested, nullable, values};
use crate::sql::Sql;
use domain::filter::{Choice, Text, TextField};

const SOURCES: &str = "with recursive t(v) as (select min(source) from orders where source is not null union all \
    select (select min(o.source) from orders o where o.source > t.v) from t where t.v is not null) \
    select v from t where v is not null limit 300";
const METHODS: &str = "select distinct payment_method from (select payment_method from orders where archived = 0 \
    order by id desc limit 500) r where payment_method is not null";
const COUNTRIES: &str = "with recursive t(v) as (select min(country) from contacts union all \
    select (select min(c.country) from contacts c where c.country > t.v) from t where t.v is not null) \
    select v from t where v is not null and v <> '' limit 300";

const PROMOS: &str = "select code from promo_codes order by id desc limit 300";

/// Many clients share a country: the list is walked, and each order's client looked up.
const OF_COUNTRIES: Nested = Nested {
    any: " and exists (select 1 from contacts k where k.id = o.contact_id and k.country in (",
    none: " and not exists (select 1 from contacts k where k.id = o.contact_id and k.country in (",
};

/// Appends what is wanted of a field.
pub(super) fn text(sql: &mut Sql, field: TextField, choice: &Choice<Text>) {
    let text = |t: &Text| t.as_str().to_owned();
    match field {
        TextField::Source => {
            nullable(sql, choice, " and o.source in (", " and (o.source is null or o.source not in (", text);
        }
        TextField::Origin => values(sql, choice, " and o.origin in (", " and o.origin not in (", text),
        TextField::Method => {
            let none = " and (o.payment_method is null or o.payment_method not in (";
            nullable(sql, choice, " and o.payment_method in (", none, text);
        }
        TextField::Country => nested(sql, choice, OF_COUNTRIES, text),
        TextField::Promo => {
            let none = " and (o.promo_code is null or o.promo_code not in (";
            nullable(sql, choice, " and o.promo_code in (", none, text);
        }
    }
}

/// The values that the desk knows of a field; none where the form lists them all.
pub(crate) const fn known(field: TextField) -> Option<&'static str> {
    match field {
        TextField::Source => Some(SOURCES),
        TextField::Method => Some(METHODS),
        TextField::Country => Some(COUNTRIES),
        TextField::Promo => Some(PROMOS),
        TextField::Origin => None,
    }
}
