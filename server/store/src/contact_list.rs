//! The list of contacts: whoever ordered last stands first, as far as the reader sees orders.
//!
//! It walks orders, newest first, by the indexes that lists and searches have: a contact stands where its newest order
//! lies, which the first of its orders that is met is, unless an earlier page met one. A tag that is rare among the newest
//! is found by its own index instead. Each page reads a bounded number of orders; where that was not enough, the next page
//! goes on from there.

use crate::{
    clients,
    db::{Db, Tx},
    dialect::Dialect,
    directory::ContactRow,
    error::{Result, StoreError},
    funnels,
    sql::Sql,
};
use domain::{
    Contact, OrderNumber, Slug, Timestamp,
    contact::{ContactList, ContactQuery, Listed},
    funnel::Sight,
    ids::{ContactId, OrderId},
    order::TagLabel,
    search,
};
use std::collections::{HashMap, HashSet};

/// How many a page shows.
const SHOWN: usize = 50;
/// How many orders are walked at first; each further step takes twice as many.
const FIRST: usize = 150;
/// How many orders a page walks at most.
const MOST: usize = 20_000;
/// How many of them before a tag is looked up by its own index.
const NEAR: usize = 1_000;
/// How many contacts one statement asks for.
const ASKED: usize = 100;

const TAG: &str = "select id from tags where slug = $1";
const TAGS: &str = "select slug, name from tags where exists (select 1 from contact_tags c where c.tag_id = tags.id) \
    order by slug limit 500";

/// What is walked, and by whom.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// What must occur in the texts that orders are found by.
    pub needles: Vec<String>,
    /// The funnels that the reader sees, where some are hidden: archived orders then name nobody.
    pub seen: Option<Vec<i64>>,
    /// The tag.
    pub tag: Option<i64>,
    /// Where the page begins.
    pub after: Option<i64>,
}

/// A page of contacts. The search of a kept one has been opened by the caller; `lost` says that it could not be.
pub async fn list(db: &Db, query: ContactQuery, lost: bool, sight: Sight) -> Result<ContactList> {
    let mut tx = db.read().await?;
    let funnels = funnels::list_in(&mut tx).await?;
    let hides = funnels.hide_from(sight);
    let seen = hides.then(|| funnels.seen_by(sight).0.iter().map(|f| f.id.0).collect::<Vec<_>>());
    let blind = seen.as_ref().is_some_and(Vec::is_empty);
    let rows: Vec<(String, String)> = if blind { Vec::new() } else { tx.all(Sql::new(TAGS)).await? };
    let label = |(slug, name): (String, String)| {
        Ok(TagLabel { slug: Slug::parse(&slug).ok_or_else(|| StoreError::corrupt("slug", &slug))?, name })
    };
    let mut list =
        ContactList { tags: rows.into_iter().map(label).collect::<Result<_>>()?, lost, ..Default::default() };
    let tag = match &query.tag {
        None => None,
        Some(slug) => tx.optional::<(i64,)>(Sql::with(TAG, [slug.as_str().into()])).await?.map(|(id,)| id),
    };
    let nothing = lost || blind || (query.tag.is_some() && tag.is_none());
    let walk = Walk { needles: search::needles(&query.search), seen, tag, after: query.after.map(|id| id.0) };
    list.query = query;
    if !nothing {
        let mut found = Found { walk: &walk, met: HashSet::new(), rows: Vec::new() };
        let next = found.walk_in(&mut tx).await?;
        let more = found.rows.len() > SHOWN;
        found.rows.truncate(SHOWN);
        list.next = if more { found.rows.last().map(|(id, _)| OrderId(*id)) } else { next.map(OrderId) };
        list.contacts = listed_in(&mut tx, found.rows).await?;
    }
    Ok(list)
}

/// The contacts of a page, each with its newest order, as they are found.
struct Found<'a> {
    walk: &'a Walk,
    met: HashSet<i64>,
    rows: Vec<(i64, Contact)>,
}

impl Found<'_> {
    /// Fills the page and one more; where it has to be gone on from, if it stopped before the end.
    async fn walk_in(&mut self, tx: &mut Tx) -> Result<Option<i64>> {
        let (mut at, mut walked, mut step) = (self.walk.after, 0, FIRST);
        loop {
            let rows: Vec<(i64, i64, i64)> = tx.all(walk_sql(tx.dialect(), self.walk, at, step)).await?;
            let last = rows.len() < step;
            walked += rows.len();
            at = rows.last().map(|(id, ..)| *id).or(at);
            // What is put away names nobody to whom something is hidden.
            let counts = |(.., archived): &(i64, i64, i64)| self.walk.seen.is_none() || *archived == 0;
            let rows = rows.into_iter().filter(counts).map(|(id, contact, _)| (id, contact)).collect();
            self.take_in(tx, rows).await?;
            if self.rows.len() > SHOWN || last {
                return Ok(None);
            }
            if self.walk.needles.is_empty()
                && walked >= NEAR
                && let Some(tag) = self.walk.tag
            {
                // Those that are on the page already stand before all others.
                let rows: Vec<(i64, i64)> = tx.all(tagged_sql(self.walk, tag, SHOWN + 1)).await?;
                self.take_in(tx, rows).await?;
                return Ok(None);
            }
            if walked >= MOST {
                return Ok(at);
            }
            step *= 2;
        }
    }

    /// Takes the contacts of these orders, the newest first, that pass and have no newer order.
    async fn take_in(&mut self, tx: &mut Tx, rows: Vec<(i64, i64)>) -> Result<()> {
        let fresh: Vec<(i64, i64)> = rows.into_iter().filter(|(_, contact)| self.met.insert(*contact)).collect();
        for some in fresh.chunks(ASKED) {
            if self.rows.len() > SHOWN {
                return Ok(());
            }
            let ids: Vec<i64> = some.iter().map(|(_, contact)| *contact).collect();
            let newer: HashSet<i64> = match self.walk.after {
                None => HashSet::new(),
                Some(after) => {
                    let rows: Vec<(i64,)> = tx.all(newer_sql(self.walk, &ids, after)).await?;
                    rows.into_iter().map(|(id,)| id).collect()
                }
            };
            let contacts: Vec<ContactRow> = tx.all(contacts_sql(self.walk, &ids)).await?;
            let contacts = contacts.into_iter().map(|row| (row.id, row.contact()));
            let mut contacts: HashMap<i64, Contact> = contacts.collect();
            for (order, id) in some {
                // The text of an order holds its number too, which names nobody.
                let passes = |contact: &Contact| {
                    search::matches(&search::text_of("", contact), &self.walk.needles) && !newer.contains(id)
                };
                self.rows.extend(contacts.remove(id).filter(passes).map(|contact| (*order, contact)));
            }
        }
        Ok(())
    }
}

/// So many orders that may be somebody's newest, with their contacts, newest first, before one of them.
pub fn walk_sql(dialect: Dialect, walk: &Walk, before: Option<i64>, limit: usize) -> Sql {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let Walk { needles, seen, .. } = walk;
    if !needles.is_empty() {
        let mut sql = Sql::new("select o.id, o.contact_id, o.archived from ");
        dialect.newest_found(&mut sql, needles, seen.as_deref(), before);
        sql.push(" limit ").bind(limit);
        return sql;
    }
    let Some(funnels) = seen else {
        let mut sql = Sql::new("select o.id, o.contact_id, o.archived from orders o");
        if let Some(before) = before {
            sql.push(" where o.id < ").bind(before);
        }
        sql.push(" order by o.id desc limit ").bind(limit);
        return sql;
    };
    // Each funnel by its own index: what is hidden is not walked.
    let mut sql = Sql::new("select id, contact_id, archived from (");
    for (i, funnel) in funnels.iter().enumerate() {
        sql.push(if i == 0 { "select * from (" } else { " union all select * from (" });
        sql.push("select id, contact_id, archived from orders where archived = 0 and funnel_id = ").bind(*funnel);
        if let Some(before) = before {
            sql.push(" and id < ").bind(before);
        }
        sql.push(" order by id desc limit ").bind(limit).push(") f");
    }
    sql.push(") all_of_them order by id desc limit ").bind(limit);
    sql
}

/// Which of these contacts have an order from `after` on: an earlier page has shown them.
pub fn newer_sql(walk: &Walk, contacts: &[i64], after: i64) -> Sql {
    let mut sql = Sql::new("select distinct contact_id from orders where contact_id in (");
    sql.bind_list(contacts.iter().copied()).push(") and id >= ").bind(after);
    sight(&mut sql, walk);
    sql
}

/// The contacts with a tag, each with its newest order, newest first, behind the beginning of the page.
pub fn tagged_sql(walk: &Walk, tag: i64, limit: usize) -> Sql {
    let mut sql = Sql::new(
        "select newest, contact_id from (select t.contact_id, (select n.id from orders n where n.contact_id = t.contact_id",
    );
    sight(&mut sql, walk);
    sql.push(" order by n.id desc limit 1) as newest from contact_tags t where t.tag_id = ").bind(tag).push(") tagged");
    sql.push(" where newest is not null");
    if let Some(after) = walk.after {
        sql.push(" and newest < ").bind(after);
    }
    sql.push(" order by newest desc limit ").bind(i64::try_from(limit).unwrap_or(i64::MAX));
    sql
}

fn sight(sql: &mut Sql, walk: &Walk) {
    if let Some(funnels) = &walk.seen {
        sql.push(" and archived = 0 and funnel_id in (").bind_list(funnels.iter().copied()).push(")");
    }
}

fn contacts_sql(walk: &Walk, ids: &[i64]) -> Sql {
    let mut sql =
        Sql::new("select c.id, c.first_name, c.last_name, c.company, c.email, c.phone from contacts c where c.id in (");
    sql.bind_list(ids.iter().copied()).push(") and c.merged_into is null");
    if let Some(tag) = walk.tag {
        sql.push(" and exists (select 1 from contact_tags t where t.contact_id = c.id and t.tag_id = ")
            .bind(tag)
            .push(")");
    }
    sql
}

async fn listed_in(tx: &mut Tx, rows: Vec<(i64, Contact)>) -> Result<Vec<Listed>> {
    let ids: Vec<ContactId> = rows.iter().map(|(_, contact)| contact.id).collect();
    let mut tags = clients::tags_in(tx, &ids).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("select id, number, created_at from orders where id in (");
    sql.bind_list(rows.iter().map(|(id, _)| *id)).push(")");
    let orders: Vec<(i64, String, i64)> = tx.all(sql).await?;
    let orders: HashMap<i64, (String, i64)> = orders.into_iter().map(|(id, number, at)| (id, (number, at))).collect();
    let listed = |(id, contact): (i64, Contact)| {
        let (number, at) = orders.get(&id).ok_or(StoreError::NotFound)?;
        let number = OrderNumber::parse(number).map_err(|_| StoreError::corrupt("number", number))?;
        let tags = tags.remove(&contact.id).unwrap_or_default();
        Ok(Listed { contact, tags, newest: (number, Timestamp(*at)) })
    };
    rows.into_iter().map(listed).collect()
}
