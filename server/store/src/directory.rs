//! What the menus show at once: managers and tags, which orders are also given to, a few products, the currencies in use,
//! and the names of all that the filter itself names. Read with every page, so it stays small whatever the desk holds;
//! `suggest` has the rest.

use crate::{
    db::{Db, Row, Tx},
    error::{Result, StoreError},
    sql::{Sql, Value},
};
use domain::{
    Contact, Currency, OrderFilter, Slug,
    filter::{Choice, ManagerChoice},
    funnel::Funnels,
    ids::{ContactId, OfferId, UserId},
    listing::{ClientLabel, Directory, OfferLabel},
    order::{ProductLabel, TagLabel, UserLabel},
};

/// How many products are offered at once.
const OFFERED: i64 = 12;
/// How many managers and tags: more than a team has.
const GIVEN: i64 = 500;

const MANAGERS: &str = "select id, name from users where disabled_at is null order by name, id limit $1";
const PRODUCTS: &str = "select slug, title from products order by title_key, id limit $1";
const TAGS: &str = "select slug, name from tags order by slug limit $1";
const MANAGERS_NAMED: &str = "select id, name from users where id in (";
const PRODUCTS_NAMED: &str = "select slug, title from products where slug in (";
const TAGS_NAMED: &str = "select slug, name from tags where slug in (";
const OFFERS_NAMED: &str = "select id, title from offers where id in (";
const CLIENTS_NAMED: &str = "select id, first_name, last_name, company, email, phone from contacts where id in (";
/// From one currency to the next by an index: few steps, whatever the desk holds.
const CURRENCIES: &str = "with recursive c (currency) as (select cast('' as text) union all \
    select (select min(m.currency) from (\
    select min(o.currency) as currency from orders o where o.archived = 0 and o.currency > c.currency union all \
    select min(o.currency) from orders o where o.archived = 1 and o.currency > c.currency) m) \
    from c where c.currency is not null) \
    select currency from c where currency > ''";

/// A contact as it is named.
#[derive(sqlx::FromRow, serde::Deserialize)]
pub(crate) struct ContactRow {
    pub(crate) id: i64,
    first_name: String,
    last_name: String,
    company: String,
    email: String,
    phone: String,
}

impl ContactRow {
    pub(crate) fn contact(self) -> Contact {
        let Self { id, first_name, last_name, company, email, phone } = self;
        Contact { id: ContactId(id), first_name, last_name, company, email, phone, country: String::new() }
    }
}

/// Who orders are given to, and how they are marked.
pub async fn choices(db: &Db) -> Result<(Vec<UserLabel>, Vec<TagLabel>)> {
    let mut tx = db.read().await?;
    let users: Vec<(i64, String)> = tx.all(Sql::with(MANAGERS, [GIVEN.into()])).await?;
    let tags: Vec<(String, String)> = tx.all(Sql::with(TAGS, [GIVEN.into()])).await?;
    let tags = tags.into_iter().map(|(s, name)| Ok(TagLabel { slug: slug(&s)?, name })).collect::<Result<_>>()?;
    Ok((users.into_iter().map(|(id, name)| UserLabel { id: UserId(id), name }).collect(), tags))
}

/// The menus of a filter.
pub async fn fetch_in(tx: &mut Tx, filter: &OrderFilter) -> Result<Directory> {
    let users: Vec<i64> = values(&filter.manager)
        .filter_map(|m| match m {
            ManagerChoice::User(id) => Some(id.0),
            ManagerChoice::Me | ManagerChoice::Nobody => None,
        })
        .collect();
    let products: Vec<&str> = values(&filter.product).map(Slug::as_str).collect();
    let tags: Vec<&str> = values(&filter.tag).chain(&filter.tag_all).map(Slug::as_str).collect();
    let users: Vec<(i64, String)> = few(tx, (MANAGERS, GIVEN), MANAGERS_NAMED, users).await?;
    let products: Vec<(String, String)> = few(tx, (PRODUCTS, OFFERED), PRODUCTS_NAMED, products).await?;
    let tags: Vec<(String, String)> = few(tx, (TAGS, GIVEN), TAGS_NAMED, tags).await?;
    let currencies: Vec<(String,)> = tx.all(Sql::new(CURRENCIES)).await?;
    Ok(Directory {
        managers: users.into_iter().map(|(id, name)| UserLabel { id: UserId(id), name }).collect(),
        products: products
            .into_iter()
            .map(|(s, title)| Ok(ProductLabel { slug: Some(slug(&s)?), title }))
            .collect::<Result<_>>()?,
        tags: tags.into_iter().map(|(s, name)| Ok(TagLabel { slug: slug(&s)?, name })).collect::<Result<_>>()?,
        offers: offers(tx, &filter.offer).await?,
        clients: clients(tx, &filter.client).await?,
        currencies: currencies.iter().filter_map(|(code,)| Currency::parse(code)).collect(),
        searched: None,
    })
}

/// Those of the clients who have an order in one of these funnels: the others are nobody's to know.
pub(crate) async fn clients_of_in(tx: &mut Tx, clients: Vec<ClientLabel>, seen: &Funnels) -> Result<Vec<ClientLabel>> {
    if clients.is_empty() || seen.0.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("select distinct contact_id from orders where contact_id in (");
    sql.bind_list(clients.iter().map(|c| c.id.0)).push(") and funnel_id in (");
    sql.bind_list(seen.0.iter().map(|f| f.id.0)).push(")");
    let known: Vec<(i64,)> = tx.all(sql).await?;
    Ok(clients.into_iter().filter(|c| known.contains(&(c.id.0,))).collect())
}

fn values<T: Ord>(choice: &Choice<T>) -> impl Iterator<Item = &T> {
    choice.include.iter().chain(&choice.exclude)
}

fn slug(text: &str) -> Result<Slug> {
    Slug::parse(text).ok_or_else(|| StoreError::corrupt("slug", text))
}

/// The first few rows, and behind them those that are named and are not among them.
async fn few<R: Row + PartialEq, V: Into<Value>>(
    tx: &mut Tx,
    (first, most): (&'static str, i64),
    named: &'static str,
    names: Vec<V>,
) -> Result<Vec<R>> {
    let mut rows: Vec<R> = tx.all(Sql::with(first, [most.into()])).await?;
    for row in in_list(tx, named, names).await? {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The rows of a list of values; without values nothing is asked.
async fn in_list<R: Row, V: Into<Value>>(tx: &mut Tx, text: &'static str, values: Vec<V>) -> Result<Vec<R>> {
    if values.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(text);
    sql.bind_list(values).push(")");
    tx.all(sql).await
}

async fn offers(tx: &mut Tx, named: &Choice<OfferId>) -> Result<Vec<OfferLabel>> {
    let rows: Vec<(i64, String)> = in_list(tx, OFFERS_NAMED, values(named).map(|id| id.0).collect()).await?;
    Ok(rows.into_iter().map(|(id, title)| OfferLabel { id: OfferId(id), title }).collect())
}

async fn clients(tx: &mut Tx, named: &Choice<ContactId>) -> Result<Vec<ClientLabel>> {
    let rows: Vec<ContactRow> = in_list(tx, CLIENTS_NAMED, values(named).map(|id| id.0).collect()).await?;
    let label = |contact: Contact| ClientLabel { id: contact.id, name: contact.display_name() };
    Ok(rows.into_iter().map(|row| label(row.contact())).collect())
}
