//! A contact as a person who orders: the page of one, changing what is known of them, and merging two that are one.
//!
//! Orders carry what they are found and sorted by (the client's name in the search text and in the sorting key):
//! whatever changes a name has them taken along (`carries`).

use crate::{
    carries, catalogue,
    db::{Db, Tx},
    directory::ContactRow,
    error::{Result, StoreError},
    events::{self, Actor, NewEvent, Subject},
    funnels,
    orders::{by_ids_in, lock_in},
    rows::Rows,
    sql::{Sql, Value},
};
use domain::{
    Contact, Currency, Locale, Slug, Timestamp,
    contact::{ContactFacts, ContactMoney, ContactSheet, email_key, name_key, phone_key},
    event::EventKind,
    funnel::{Funnels, Sight},
    ids::{ContactId, OrderId, UserId},
    order::{TagLabel, change::TagName},
};
use std::collections::HashMap;

/// How many orders a contact's page shows; the list has all.
const SHOWN: i64 = 50;
/// How many possible duplicates it shows.
const SAME: i64 = 20;

const FETCH: &str = "select id, version, first_name, last_name, company, email, phone, country, messengers, language, notes, \
    merged_into from contacts where id = $1";
const CHANGE: &str = "update contacts set first_name = $2, last_name = $3, company = $4, email = $5, email_key = $6, \
    phone = $7, phone_key = $8, name_key = $9, country = $10, messengers = $11, language = $12, notes = $13, \
    updated_at = $14, version = version + 1 where id = $1 and version = $15";
const MERGE: &str = "update contacts set merged_into = $2, updated_at = $3, version = version + 1 \
    where (id = $1 or merged_into = $1) and id <> $2";
const UNTAG: &str = "delete from contact_tags where contact_id = $1";

#[derive(sqlx::FromRow, serde::Deserialize)]
struct Row {
    id: i64,
    version: i64,
    first_name: String,
    last_name: String,
    company: String,
    email: String,
    phone: String,
    country: String,
    messengers: String,
    language: Option<String>,
    notes: String,
    merged_into: Option<i64>,
}

/// What the page of a contact shows.
#[derive(Debug)]
pub enum Page {
    /// The contact.
    Of(Box<ContactSheet>),
    /// It is another one now.
    Moved(ContactId),
}

/// The page of a contact, with what of their orders is in sight.
pub async fn page(db: &Db, id: ContactId, sight: Sight) -> Result<Page> {
    let mut tx = db.read().await?;
    let row: Row = tx.optional(Sql::with(FETCH, [id.0.into()])).await?.ok_or(StoreError::NotFound)?;
    if let Some(into) = row.merged_into {
        return Ok(Page::Moved(ContactId(into)));
    }
    let all = funnels::list_in(&mut tx).await?;
    let seen = all.clone().seen_by(sight);
    let money = money_in(&mut tx, id, &seen).await?;
    let mut sql = Sql::new("select id from orders where archived = 0 and contact_id = ");
    sql.bind(id.0).push(" and funnel_id in (").bind_list(seen.0.iter().map(|f| f.id.0));
    sql.push(") order by id desc limit ").bind(SHOWN);
    let newest: Vec<(i64,)> = if seen.0.is_empty() { Vec::new() } else { tx.all(sql).await? };
    let newest: Vec<OrderId> = newest.into_iter().map(|(id,)| OrderId(id)).collect();
    let mut orders = by_ids_in(&mut tx, &newest, &all).await?;
    orders.sort_by_key(|order| std::cmp::Reverse(order.id));
    // Somebody of whom no order is in sight is nobody's to know, unless nothing is hidden from this reader.
    if orders.is_empty() && all.hide_from(sight) {
        return Err(StoreError::NotFound);
    }
    let same = same_in(&mut tx, &row).await?;
    let version = row.version;
    let facts = known_in(&mut tx, row).await?;
    Ok(Page::Of(Box::new(ContactSheet { id, version, facts, money, orders, same })))
}

async fn money_in(tx: &mut Tx, id: ContactId, seen: &Funnels) -> Result<Vec<ContactMoney>> {
    if seen.0.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "select currency, count(*), cast(sum(total) as bigint), cast(sum(received) as bigint), cast(sum(due) as bigint) \
         from orders where archived = 0 and contact_id = ",
    );
    sql.bind(id.0).push(" and funnel_id in (").bind_list(seen.0.iter().map(|f| f.id.0));
    sql.push(") group by currency order by currency");
    let rows: Vec<(String, i64, i64, i64, i64)> = tx.all(sql).await?;
    let money = |(code, orders, ordered, received, due): (String, i64, i64, i64, i64)| {
        let currency = Currency::parse(&code).ok_or_else(|| StoreError::corrupt("currency", &code))?;
        Ok(ContactMoney { currency, orders, ordered, received, due })
    };
    rows.into_iter().map(money).collect()
}

/// Others who share the e-mail, the phone, or the company and name.
async fn same_in(tx: &mut Tx, row: &Row) -> Result<Vec<Contact>> {
    let name = name_key(&row.company, &row.first_name, &row.last_name);
    let keys = [
        ("email_key", email_key(&row.email)),
        ("phone_key", phone_key(&row.phone)),
        ("name_key", Some(name).filter(|key| !key.is_empty())),
    ];
    let mut found: Vec<Contact> = Vec::new();
    for (column, key) in keys {
        let Some(key) = key else { continue };
        let mut sql = Sql::new("select id, first_name, last_name, company, email, phone from contacts where ");
        sql.push(column).push(" = ").bind(key).push(" and merged_into is null and id <> ").bind(row.id);
        sql.push(" order by id limit ").bind(SAME);
        let rows: Vec<ContactRow> = tx.all(sql).await?;
        for contact in rows.into_iter().map(ContactRow::contact) {
            if found.iter().all(|known| known.id != contact.id) {
                found.push(contact);
            }
        }
    }
    Ok(found)
}

/// Changes what is known of a contact, if nobody has since the version that was seen.
pub async fn change(
    db: &Db,
    user: UserId,
    id: ContactId,
    seen: i64,
    facts: &ContactFacts,
    now: Timestamp,
) -> Result<()> {
    // One change after the other: orders tell them in the order in which they were made.
    carries::finish_of(db, id).await?;
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let row: Row = tx.optional(Sql::with(FETCH, [id.0.into()])).await?.ok_or(StoreError::NotFound)?;
    let (version, merged) = (row.version, row.merged_into.is_some());
    let before = known_in(&mut tx, row).await?;
    let fields = before.differing(facts);
    // So it is already: the same form was sent twice.
    if fields.is_empty() && !merged {
        return Ok(());
    }
    if merged || version != seen {
        return Err(StoreError::Conflict);
    }
    write_in(&mut tx, id, seen, facts, now).await?;
    let shown = before.shown_changes(facts);
    if !shown.is_empty() {
        carries::note_in(&mut tx, user, id, false, &shown, now).await?;
        carries::begin_in(&mut tx, id).await?;
    }
    let told = NewEvent {
        subject: Subject::Contact(id),
        actor: Actor::User(user),
        at: now,
        kind: EventKind::ContactChanged { fields },
        personal: serde_json::to_string(&before).ok(),
    };
    events::append_in(&mut tx, vec![told]).await?;
    tx.commit().await?;
    carries::finish_of(db, id).await
}

/// The tags of contacts, by slug.
pub(crate) async fn tags_in(tx: &mut Tx, contacts: &[ContactId]) -> Result<HashMap<ContactId, Vec<TagLabel>>> {
    let mut all: HashMap<ContactId, Vec<TagLabel>> = HashMap::new();
    if contacts.is_empty() {
        return Ok(all);
    }
    let mut sql = Sql::new(
        "select c.contact_id, t.slug, t.name from contact_tags c join tags t on t.id = c.tag_id where c.contact_id in (",
    );
    sql.bind_list(contacts.iter().map(|id| id.0)).push(") order by t.slug");
    let rows: Vec<(i64, String, String)> = tx.all(sql).await?;
    for (contact, slug, name) in rows {
        let slug = Slug::parse(&slug).ok_or_else(|| StoreError::corrupt("slug", &slug))?;
        all.entry(ContactId(contact)).or_default().push(TagLabel { slug, name });
    }
    Ok(all)
}

/// What is known of a contact, with its tags.
async fn known_in(tx: &mut Tx, row: Row) -> Result<ContactFacts> {
    let id = ContactId(row.id);
    let tags = tags_in(tx, &[id]).await?.remove(&id).unwrap_or_default();
    let names = tags.iter().filter_map(|tag| TagName::parse(&tag.name));
    Ok(ContactFacts { tags: names.collect(), ..facts(row) })
}

/// Gives a contact these tags and no others; those that are not there yet are made.
async fn tag_in(tx: &mut Tx, id: ContactId, tags: &[TagName], now: Timestamp) -> Result<()> {
    tx.execute(Sql::with(UNTAG, [id.0.into()])).await?;
    let names: Vec<String> = tags.iter().cloned().map(String::from).collect();
    if names.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut rows = Rows::new("insert into contact_tags (contact_id, tag_id) values ");
    for tag in catalogue::ensure_tags_in(tx, &names, now).await? {
        rows.row([id.0.into(), tag.0.into()]);
    }
    rows.write(tx).await
}

async fn write_in(tx: &mut Tx, id: ContactId, seen: i64, facts: &ContactFacts, now: Timestamp) -> Result<()> {
    let ContactFacts { first_name, last_name, company, email, phone, country, messengers, language, notes, tags } =
        facts;
    let values: [Value; 15] = [
        id.0.into(),
        first_name.as_str().into(),
        last_name.as_str().into(),
        company.as_str().into(),
        email.as_str().into(),
        email_key(email).into(),
        phone.as_str().into(),
        phone_key(phone).into(),
        name_key(company, first_name, last_name).into(),
        country.as_str().into(),
        messengers.as_str().into(),
        language.map(Locale::code).into(),
        notes.as_str().into(),
        now.0.into(),
        seen.into(),
    ];
    if tx.execute(Sql::with(CHANGE, values)).await? != 1 {
        return Err(StoreError::Conflict);
    }
    tag_in(tx, id, tags, now).await
}

/// Makes one contact of two: `from` has no orders any more, and its address leads to `into`.
pub async fn merge(db: &Db, user: UserId, from: ContactId, into: ContactId, now: Timestamp) -> Result<()> {
    for contact in [from, into] {
        carries::finish_of(db, contact).await?;
    }
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let row = |id: ContactId| Sql::with(FETCH, [id.0.into()]);
    let old: Row = tx.optional(row(from)).await?.ok_or(StoreError::NotFound)?;
    let kept: Row = tx.optional(row(into)).await?.ok_or(StoreError::NotFound)?;
    if from == into || old.merged_into.is_some() || kept.merged_into.is_some() {
        return Err(StoreError::Conflict);
    }
    tx.execute(Sql::with(MERGE, [from.0.into(), into.0.into(), now.0.into()])).await?;
    // What only the other one was known by is not lost.
    let version = kept.version;
    let old = known_in(&mut tx, old).await?;
    let kept = known_in(&mut tx, kept).await?;
    let both = kept.clone().filled(&old);
    tag_in(&mut tx, from, &[], now).await?;
    write_in(&mut tx, into, version, &both, now).await?;
    let shown = kept.shown_changes(&both);
    // The orders that it had are told what was filled in before those of the other one are among them.
    if !shown.is_empty() {
        carries::note_in(&mut tx, user, into, true, &shown, now).await?;
    }
    carries::note_in(&mut tx, user, from, true, &old.shown_changes(&both), now).await?;
    carries::begin_in(&mut tx, if shown.is_empty() { from } else { into }).await?;
    let told = NewEvent {
        subject: Subject::Contact(from),
        actor: Actor::User(user),
        at: now,
        kind: EventKind::ContactMerged { into },
        personal: serde_json::to_string(&old).ok(),
    };
    events::append_in(&mut tx, vec![told]).await?;
    tx.commit().await?;
    for contact in [into, from] {
        carries::finish_of(db, contact).await?;
    }
    Ok(())
}

fn facts(row: Row) -> ContactFacts {
    ContactFacts {
        first_name: row.first_name,
        last_name: row.last_name,
        company: row.company,
        email: row.email,
        phone: row.phone,
        country: row.country,
        messengers: row.messengers,
        language: row.language.as_deref().and_then(Locale::parse),
        notes: row.notes,
        tags: Vec::new(),
    }
}
