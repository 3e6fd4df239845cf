//! Values that a filter can take, found by what somebody types: clients, products, offers, tags, managers, sources,
//! methods, countries. Folded like a search, so accents and capitals do not matter.
//!
//! Called as people type, so each question reads little whatever the desk holds: clients are found by the search index
//! among the newest orders, distinct texts by skipping through an index, and the rest is short.

use crate::{
    db::{Db, Tx},
    dialect::Dialect,
    directory::ContactRow,
    error::Result,
    funnels,
    orders::text_fields,
    sql::Sql,
};
use domain::{
    filter::{
        TextField,
        values::{self, Value},
    },
    funnel::Sight,
    listing::Suggestion,
    search,
};

/// How many values of one field are offered.
const OFFERED: usize = 8;
/// How many of the newest orders that match are looked at for their clients.
const ORDERS: i64 = 200;

const MANAGERS: &str = "select id, name from users where disabled_at is null order by name, id limit 500";
const OFFERS: &str = "select id, title from offers order by id desc limit 1000";
const TAGS: &str = "select slug, name from tags order by slug limit 1000";
const PRODUCTS: &str = "select slug, title from products where 1 = 1";

/// A field whose values the desk knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who ordered.
    Client,
    /// What was ordered.
    Product,
    /// Under which offer.
    Offer,
    /// Any of the tags.
    Tag,
    /// All of the tags.
    TagAll,
    /// Who looks after it.
    Manager,
    /// A free text.
    Text(TextField),
}

impl Field {
    /// Each that is asked when no field is meant: a tag is found once.
    fn asked() -> impl Iterator<Item = Self> {
        let texts = TextField::ALL.into_iter().filter(|field| text_fields::known(*field).is_some());
        [Self::Client, Self::Product, Self::Manager, Self::Tag, Self::Offer].into_iter().chain(texts.map(Self::Text))
    }

    /// The key in links.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Product => "product",
            Self::Offer => "offer",
            Self::Tag => "tag",
            Self::TagAll => "tag_all",
            Self::Manager => "manager",
            Self::Text(field) => field.code(),
        }
    }

    /// Reads a key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::asked().chain([Self::TagAll]).find(|field| field.key() == key)
    }
}

/// Values that contain every word of the text, of one field or of all; the best ones first.
pub async fn find(db: &Db, field: Option<Field>, text: &str, sight: Sight) -> Result<Vec<Suggestion>> {
    let mut tx = db.read().await?;
    let mut found = Vec::new();
    let fields = field.map_or_else(|| Field::asked().collect(), |field| vec![field]);
    for field in fields {
        found.extend(find_in(&mut tx, field, text, sight).await?);
    }
    Ok(found)
}

/// The one value that a text names: the same text, else the first one that contains its words.
pub async fn best(db: &Db, field: Field, text: &str, sight: Sight) -> Result<Option<Suggestion>> {
    Ok(find_in(&mut db.read().await?, field, text, sight).await?.into_iter().next())
}

async fn find_in(tx: &mut Tx, field: Field, text: &str, sight: Sight) -> Result<Vec<Suggestion>> {
    let folded = search::fold(&text.chars().take(search::MAX_LENGTH).collect::<String>());
    let words: Vec<&str> = folded.split_whitespace().collect();
    let rows: Vec<(String, String)> = match field {
        Field::Client => clients(tx, text, sight).await?,
        Field::Product => products(tx, &words).await?,
        Field::Manager => numbered(tx, MANAGERS).await?,
        Field::Offer => numbered(tx, OFFERS).await?,
        Field::Tag | Field::TagAll => tx.all(Sql::new(TAGS)).await?,
        Field::Text(field) => match text_fields::known(field) {
            Some(query) => texts(tx, query).await?,
            None => Vec::new(),
        },
    };
    // Clients were found by more than their names.
    let fits = |label: &str| field == Field::Client || words.iter().all(|word| label.contains(word));
    let whole = words.join(" ");
    let mut ranked: Vec<(u8, usize, String, String)> = Vec::new();
    for (at, (code, label)) in rows.into_iter().enumerate() {
        let name = search::fold(&label);
        if fits(&name) {
            let rank = if name == whole { 0 } else { 1 + u8::from(!name.starts_with(&whole)) };
            ranked.push((rank, at, code, label));
        }
    }
    ranked.sort();
    let suggestion = |(_, _, code, label)| Suggestion { key: field.key().to_owned(), code, label };
    Ok(ranked.into_iter().take(OFFERED).map(suggestion).collect())
}

async fn numbered(tx: &mut Tx, query: &'static str) -> Result<Vec<(String, String)>> {
    let rows: Vec<(i64, String)> = tx.all(Sql::new(query)).await?;
    Ok(rows.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

/// Free texts, written as links write them.
async fn texts(tx: &mut Tx, query: &'static str) -> Result<Vec<(String, String)>> {
    let rows: Vec<(String,)> = tx.all(Sql::new(query)).await?;
    let pair = |(text,): (String,)| (values::join([Value { negated: false, text: text.clone() }]), text);
    Ok(rows.into_iter().map(pair).collect())
}

async fn products(tx: &mut Tx, words: &[&str]) -> Result<Vec<(String, String)>> {
    let mut sql = Sql::new(PRODUCTS);
    let like = |word: &str| word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    for word in words {
        sql.push(" and title_key like ").bind(format!("%{}%", like(word))).push(" escape '\\'");
    }
    let begins = format!("{}%", like(&words.join(" ")));
    sql.push(" order by case when title_key like ").bind(begins).push(" escape '\\' then 0 else 1 end, title_key, id");
    sql.push(" limit ").bind(i64::try_from(OFFERED).unwrap_or(i64::MAX));
    tx.all(sql).await
}

/// Clients of the newest orders that the search finds among those in sight, by name.
async fn clients(tx: &mut Tx, text: &str, sight: Sight) -> Result<Vec<(String, String)>> {
    let needles = search::needles(text);
    if needles.is_empty() {
        return Ok(Vec::new());
    }
    let funnels = funnels::list_in(tx).await?;
    let seen: Option<Vec<i64>> =
        funnels.hide_from(sight).then(|| funnels.seen_by(sight).0.iter().map(|f| f.id.0).collect());
    if seen.as_ref().is_some_and(Vec::is_empty) {
        return Ok(Vec::new());
    }
    let rows: Vec<ContactRow> = tx.all(clients_sql(tx.dialect(), &needles, seen.as_deref())).await?;
    let mut found = Vec::new();
    for contact in rows.into_iter().map(ContactRow::contact) {
        // The search also looks into numbers of orders, which name nobody.
        if search::matches(&search::text_of("", &contact), &needles) {
            let (name, detail) = (contact.display_name(), contact.detail());
            let label = if detail.is_empty() { name } else { format!("{name} · {detail}") };
            found.push((contact.id.to_string(), label));
        }
    }
    found.sort_by_cached_key(|(_, label)| search::fold(label));
    Ok(found)
}

/// The clients of the newest orders (of these funnels only, where some are named) in which every needle occurs.
pub fn clients_sql(dialect: Dialect, needles: &[String], funnels: Option<&[i64]>) -> Sql {
    let mut sql = Sql::new(
        "select distinct c.id, c.first_name, c.last_name, c.company, c.email, c.phone from (select o.contact_id from ",
    );
    dialect.newest_found(&mut sql, needles, funnels, None);
    sql.push(" limit ").bind(ORDERS).push(") r join contacts c on c.id = r.contact_id");
    sql
}
