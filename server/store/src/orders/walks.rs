//! Lists by manager and by funnel: their orders one after the other, each read as a list by creation, by the index that a
//! filter on it has anyhow. Called by `ranges` and `rows`.
//!
//! Nothing is stored that a new name, another manager or another place would have to rewrite. A place in such a list is a
//! stop and an id. Most pages lie within one stop; of what a filter leaves little of, each stop takes a statement. What is
//! found by other tables would be found anew each time: it is found once, and sorted.

use super::{conditions::conditions, list::limit_to, ranges::Wanted, row::SELECT};
use crate::{Value, collate, db::Tx, dialect::Dialect, error::Result, sql::Sql};
use domain::{
    Conditions, Sort, SortKey,
    filter::Choice,
    funnel::{Funnels, Sight},
    ids::UserId,
    listing::Place,
};

const MANAGERS: &str =
    "select u.id, u.name from users u where exists (select 1 from orders o where o.manager_id = u.id)";

/// Stands for nobody among managers.
const NOBODY: i64 = 0;

/// A manager, nobody, or a funnel.
#[derive(Clone, Debug)]
pub struct Stop {
    id: i64,
    /// Where a name leads: its collation key. Funnels are not in the order of their names.
    key: Vec<u8>,
    only: Only,
}

#[derive(Clone, Debug)]
enum Only {
    Manager(Option<UserId>),
    Funnel(domain::Slug),
}

/// Whether a list in this order is walked.
pub(super) const fn is_walked(key: SortKey) -> bool {
    matches!(key, SortKey::Manager | SortKey::Funnel)
}

/// The stops of a list, in its ascending order.
pub(super) async fn stops_in(tx: &mut Tx, funnels: &Funnels, wanted: &Wanted<'_>) -> Result<Vec<Stop>> {
    match wanted.sort.key {
        SortKey::Funnel => Ok(of_funnels(funnels, wanted.conditions.sight)),
        _ => Ok(of_managers(tx.all(Sql::new(MANAGERS)).await?)),
    }
}

/// Managers as a dictionary has their names, then nobody.
pub fn of_managers(managers: Vec<(i64, String)>) -> Vec<Stop> {
    let stop = |(id, name): (i64, String)| Stop { id, key: collate::key(&name), only: Only::Manager(Some(UserId(id))) };
    let mut stops: Vec<Stop> = managers.into_iter().map(stop).collect();
    stops.sort_by(|a, b| (&a.key, a.id).cmp(&(&b.key, b.id)));
    stops.push(Stop { id: NOBODY, key: collate::key(""), only: Only::Manager(None) });
    stops
}

/// Funnels in the desk's own order.
pub fn of_funnels(funnels: &Funnels, sight: Sight) -> Vec<Stop> {
    let seen = funnels.0.iter().filter(|funnel| sight.lets(funnel));
    seen.map(|f| Stop { id: f.id.0, key: Vec::new(), only: Only::Funnel(f.slug.clone()) }).collect()
}

/// Whether what passes is found by words, or by what lies in other tables.
pub fn is_found(wanted: &Conditions) -> bool {
    let Conditions { needles, product, tag, tag_all, client, .. } = wanted;
    let narrow = !product.include.is_empty() || !tag.include.is_empty() || !client.include.is_empty();
    narrow || !needles.is_empty() || !tag_all.is_empty()
}

/// The statement of a page of what is found: all of it, put in order.
pub fn found_sql(dialect: Dialect, funnels: &Funnels, stops: &[Stop], wanted: &Wanted<'_>) -> Sql {
    let descending = wanted.sort.descending == wanted.forward;
    let mut sql = Sql::new("with g (stop, place) as (values ");
    for (place, stop) in (0_i64..).zip(stops) {
        sql.push(if place == 0 { "" } else { ", " }).bind_row([stop.id.into(), place.into()]);
    }
    // Outer, so that SQLite asks it of each order that is found, and not for the orders of each.
    sql.push(") ").push(SELECT).push(match wanted.sort.key {
        SortKey::Funnel => " left join g on g.stop = o.funnel_id",
        _ => " left join g on g.stop = coalesce(o.manager_id, 0)",
    });
    conditions(&mut sql, dialect, funnels, wanted.conditions);
    if let Some((place, id)) = start(stops, wanted) {
        sql.push(" and (coalesce(g.place, 0), o.id)").push(if descending { " < (" } else { " > (" });
        sql.bind(i64::try_from(place).unwrap_or(i64::MAX)).push(", ").bind(id).push(")");
    }
    sql.push(if descending { " order by g.place desc, o.id desc" } else { " order by g.place, o.id" });
    limit_to(&mut sql, wanted.limit);
    sql
}

/// The place of the stop at which a page begins, and the id behind which it does.
fn start(stops: &[Stop], wanted: &Wanted<'_>) -> Option<(usize, Value)> {
    let [Value::Int(Some(stop)), id] = wanted.start.as_deref()? else { return None };
    stops.iter().position(|s| s.id == *stop).map(|at| (at, id.clone()))
}

/// A part of a page: a list by creation.
#[derive(Clone, Debug)]
pub struct Part {
    conditions: Conditions,
    start: Option<Vec<Value>>,
}

impl Part {
    /// The same as a page of its own, of so many orders at most.
    pub fn wanted(&self, of: &Wanted<'_>, limit: usize) -> Wanted<'_> {
        let sort = Sort { key: SortKey::Created, descending: of.sort.descending };
        Wanted { conditions: &self.conditions, sort, start: self.start.clone(), forward: of.forward, limit }
    }
}

/// The parts that a page may be made of, in the direction in which it is read.
pub fn parts(stops: &[Stop], wanted: &Wanted<'_>) -> Vec<Part> {
    let start = start(stops, wanted);
    let from = start.as_ref().map(|(at, _)| *at);
    let part = |(at, stop): (usize, &Stop)| {
        let start = start.as_ref().filter(|(from, _)| *from == at).map(|(_, id)| vec![id.clone()]);
        Part { conditions: stop.narrowed(wanted.conditions), start }
    };
    let passing = |(_, stop): &(usize, &Stop)| stop.passes(wanted.conditions);
    let all = stops.iter().enumerate();
    if wanted.sort.descending == wanted.forward {
        all.rev().skip_while(|(at, _)| from.is_some_and(|from| *at > from)).filter(passing).map(part).collect()
    } else {
        all.skip(from.unwrap_or_default()).filter(passing).map(part).collect()
    }
}

impl Stop {
    fn passes(&self, wanted: &Conditions) -> bool {
        match &self.only {
            Only::Manager(manager) => wanted.manager.lets(manager),
            Only::Funnel(slug) => wanted.funnel.lets(slug),
        }
    }

    fn narrowed(&self, wanted: &Conditions) -> Conditions {
        let next = wanted.clone();
        match &self.only {
            Only::Manager(manager) => Conditions { manager: Choice::only(*manager), ..next },
            Only::Funnel(slug) => Conditions { funnel: Choice::only(slug.clone()), ..next },
        }
    }
}

/// Between the orders in front of a named place and those from there on, whichever way they are read.
pub(super) fn edge(stops: &[Stop], sort: Sort, place: &Place) -> Vec<Value> {
    let mut ahead: Vec<&Stop> = stops.iter().collect();
    if sort.descending {
        ahead.reverse();
    }
    let found = match place {
        Place::Funnel(id) => ahead.iter().find(|stop| stop.id == id.0),
        Place::Text(text) => {
            let key = collate::prefix_key(text, sort.descending);
            ahead.iter().find(|stop| if sort.descending { stop.key <= key } else { stop.key >= key })
        }
        _ => None,
    };
    // Ties follow the id, in the direction of the list.
    let (least, most) = if sort.descending { (i64::MAX, i64::MIN) } else { (i64::MIN, i64::MAX) };
    let (stop, id) = match (found, ahead.last()) {
        (Some(stop), _) => (stop.id, least),
        (None, last) => (last.map_or(NOBODY, |stop| stop.id), most),
    };
    vec![stop.into(), id.into()]
}
