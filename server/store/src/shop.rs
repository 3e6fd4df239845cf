//! Products and offers as people shape them. Orders keep snapshots, so nothing here ever reaches one.

use crate::{
    catalogue,
    db::{Db, Tx},
    error::{Result, StoreError},
    events::{self, Actor, NewEvent, Subject},
    rows::Rows,
    sql::{Sql, Value},
};
use domain::{
    Currency, Money, OrderKind, Slug, Timestamp,
    catalogue::{Offer, OfferTerms, Product, ProductKind, ProductTerms},
    event::EventKind,
    ids::{FunnelId, OfferId, ProductId, UserId},
    order::{access::AccessRule, subscription::Period},
    search,
};
use std::collections::HashMap;

/// What is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<Id> {
    /// Something new, under this id. What is there already stays: the same form was sent twice.
    New(Id),
    /// What was seen, in this version.
    Seen(Id, i64),
}

impl<Id> Which<Id> {
    /// The version that it has once it is saved.
    pub(crate) const fn version(&self) -> i64 {
        match self {
            Self::New(_) => 1,
            Self::Seen(_, version) => *version + 1,
        }
    }
}

/// Tells that something of the catalogue was made or changed: what, which, and the version that it has since.
pub(crate) async fn tell_in(
    tx: &mut Tx,
    user: UserId,
    (what, id, version): (&str, i64, i64),
    at: Timestamp,
) -> Result<()> {
    let kind = EventKind::CatalogueChanged { what: what.to_owned(), id, version };
    let event = NewEvent { subject: Subject::Desk, actor: Actor::User(user), at, kind, personal: None };
    events::append_in(tx, vec![event]).await
}

/// How many of each are listed.
const LISTED: i64 = 1_000;

const PRODUCTS: &str = "select id, version, title, kind, published_at from products \
    order by case when published_at is null then 1 else 0 end, title_key, id limit $1";
const PRODUCT: &str = "select id, version, title, kind, published_at from products where id = $1";
const ADD_PRODUCT: &str = "insert into products (id, slug, title, title_key, kind, published_at, created_at, updated_at, \
    version) values ($1, $2, $3, $4, $5, $6, $7, $7, 1)";
const CHANGE_PRODUCT: &str = "update products set title = $2, title_key = $3, kind = $4, \
    published_at = case when $5 = 0 then null else coalesce(published_at, $6) end, updated_at = $6, \
    version = version + 1 where id = $1 and version = $7";
macro_rules! offers {
    ($tail:literal) => {
        concat!(
            "select id, version, title, price, currency, kind, funnel_id, parts, period, access_days, access_rule, published_at ",
            "from offers ",
            $tail
        )
    };
}
const OFFERS: &str = offers!("order by case when published_at is null then 1 else 0 end, title, id limit $1");
const OFFER: &str = offers!("where id = $1");
const SOLD: &str = "select offer_id, product_id from offer_products order by offer_id, position";
const ADD_OFFER: &str = "insert into offers (id, title, price, currency, kind, funnel_id, parts, period, access_days, \
    access_rule, published_at, created_at, updated_at, version) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 1)";
const CHANGE_OFFER: &str = "update offers set title = $2, price = $3, currency = $4, kind = $5, funnel_id = $6, parts = $7, \
    period = $8, access_days = $9, access_rule = $10, \
    published_at = case when $11 = 0 then null else coalesce(published_at, $12) end, \
    updated_at = $12, version = version + 1 where id = $1 and version = $13";

#[derive(sqlx::FromRow, serde::Deserialize)]
struct ProductRow {
    id: i64,
    version: i64,
    title: String,
    kind: String,
    published_at: Option<i64>,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct OfferRow {
    id: i64,
    version: i64,
    title: String,
    price: i64,
    currency: String,
    kind: String,
    funnel_id: Option<i64>,
    parts: Option<i64>,
    period: Option<String>,
    access_days: Option<i64>,
    access_rule: String,
    published_at: Option<i64>,
}

/// Products, those on sale first, by title.
pub async fn products(db: &Db) -> Result<Vec<Product>> {
    let rows: Vec<ProductRow> = db.read().await?.all(Sql::with(PRODUCTS, [LISTED.into()])).await?;
    rows.into_iter().map(product).collect()
}

/// A product.
pub async fn product_of(db: &Db, id: ProductId) -> Result<Product> {
    let row: Option<ProductRow> = db.read().await?.optional(Sql::with(PRODUCT, [id.0.into()])).await?;
    product(row.ok_or(StoreError::NotFound)?)
}

/// Offers, those on sale first, by title.
pub async fn offers(db: &Db) -> Result<Vec<Offer>> {
    let mut tx = db.read().await?;
    let rows: Vec<OfferRow> = tx.all(Sql::with(OFFERS, [LISTED.into()])).await?;
    offers_in(&mut tx, rows).await
}

/// An offer.
pub async fn offer_of(db: &Db, id: OfferId) -> Result<Offer> {
    let mut tx = db.read().await?;
    let rows: Vec<OfferRow> = tx.all(Sql::with(OFFER, [id.0.into()])).await?;
    offers_in(&mut tx, rows).await?.into_iter().next().ok_or(StoreError::NotFound)
}

/// Makes a product, or changes the one that was seen.
pub async fn save_product(
    db: &Db,
    user: UserId,
    which: Which<ProductId>,
    terms: &ProductTerms,
    now: Timestamp,
) -> Result<ProductId> {
    let mut tx = db.write().await?;
    let (title, key) = (terms.title.as_str(), search::fold(&terms.title));
    let id = match which {
        Which::New(id) => {
            if is_there_in(&mut tx, "select id from products where id = $1", id.0).await? {
                return Ok(id);
            }
            let slug = free_slug_in(&mut tx, &terms.title).await?;
            let published = terms.published.then_some(now.0);
            let values: [Value; 7] = [
                id.0.into(),
                slug.as_str().into(),
                title.into(),
                key.into(),
                terms.kind.code().into(),
                published.into(),
                now.0.into(),
            ];
            tx.execute(Sql::with(ADD_PRODUCT, values)).await?;
            id
        }
        Which::Seen(id, version) => {
            let values: [Value; 7] = [
                id.0.into(),
                title.into(),
                key.into(),
                terms.kind.code().into(),
                i64::from(terms.published).into(),
                now.0.into(),
                version.into(),
            ];
            if tx.execute(Sql::with(CHANGE_PRODUCT, values)).await? != 1 {
                let now: Option<ProductRow> = tx.optional(Sql::with(PRODUCT, [id.0.into()])).await?;
                let same = now.map(product).transpose()?.is_some_and(|now| now.terms == *terms);
                return if same { Ok(id) } else { Err(StoreError::Conflict) };
            }
            id
        }
    };
    tell_in(&mut tx, user, ("product", id.0, which.version()), now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes an offer, or changes the one that was seen.
pub async fn save_offer(
    db: &Db,
    user: UserId,
    which: Which<OfferId>,
    terms: &OfferTerms,
    now: Timestamp,
) -> Result<OfferId> {
    let mut tx = db.write().await?;
    let (Which::New(id) | Which::Seen(id, _)) = which;
    let mut values: Vec<Value> = vec![
        id.0.into(),
        terms.title.as_str().into(),
        terms.price.minor.into(),
        terms.price.currency.code().into(),
        terms.kind.code().into(),
        terms.funnel.map(|f| f.0).into(),
        terms.parts.into(),
        terms.period.map(Period::code).into(),
        terms.access_days.into(),
        terms.access_rule.code().into(),
    ];
    match which {
        Which::New(_) => {
            if is_there_in(&mut tx, "select id from offers where id = $1", id.0).await? {
                return Ok(id);
            }
            values.extend([terms.published.then_some(now.0).into(), now.0.into()]);
            tx.execute(Sql::with(ADD_OFFER, values)).await?;
        }
        Which::Seen(_, version) => {
            values.extend([i64::from(terms.published).into(), now.0.into(), version.into()]);
            if tx.execute(Sql::with(CHANGE_OFFER, values)).await? != 1 {
                let rows: Vec<OfferRow> = tx.all(Sql::with(OFFER, [id.0.into()])).await?;
                let same = offers_in(&mut tx, rows).await?.first().is_some_and(|now| now.terms == *terms);
                return if same { Ok(id) } else { Err(StoreError::Conflict) };
            }
        }
    }
    tx.execute(Sql::with("delete from offer_products where offer_id = $1", [id.0.into()])).await?;
    let mut rows = Rows::new("insert into offer_products (offer_id, product_id, position) values ");
    for (position, product) in (0_i64..).zip(&terms.products) {
        rows.row([id.0.into(), product.0.into(), position.into()]);
    }
    rows.write(&mut tx).await?;
    tell_in(&mut tx, user, ("offer", id.0, which.version()), now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whether a form was sent before.
pub(crate) async fn is_there_in(tx: &mut Tx, query: &'static str, id: i64) -> Result<bool> {
    Ok(tx.optional::<(i64,)>(Sql::with(query, [id.into()])).await?.is_some())
}

/// A slug that no product has yet.
async fn free_slug_in(tx: &mut Tx, title: &str) -> Result<Slug> {
    let wanted = Slug::of(title).or_else(|| Slug::of(catalogue::UNNAMED)).ok_or(StoreError::NotFound)?;
    let mut slug = wanted.clone();
    for n in 2.. {
        let taken: Option<(i64,)> =
            tx.optional(Sql::with("select id from products where slug = $1", [slug.as_str().into()])).await?;
        if taken.is_none() {
            break;
        }
        slug = wanted.numbered(n);
    }
    Ok(slug)
}

fn product(row: ProductRow) -> Result<Product> {
    Ok(Product {
        id: ProductId(row.id),
        version: row.version,
        terms: ProductTerms {
            title: row.title,
            kind: ProductKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("product kind", &row.kind))?,
            published: row.published_at.is_some(),
        },
    })
}

async fn offers_in(tx: &mut Tx, rows: Vec<OfferRow>) -> Result<Vec<Offer>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let pairs: Vec<(i64, i64)> = tx.all(Sql::new(SOLD)).await?;
    let mut sold: HashMap<i64, Vec<ProductId>> = HashMap::new();
    for (offer, product) in pairs {
        sold.entry(offer).or_default().push(ProductId(product));
    }
    rows.into_iter()
        .map(|row| {
            let currency =
                Currency::parse(&row.currency).ok_or_else(|| StoreError::corrupt("currency", &row.currency))?;
            Ok(Offer {
                id: OfferId(row.id),
                version: row.version,
                terms: OfferTerms {
                    title: row.title,
                    price: Money::new(row.price, currency),
                    kind: OrderKind::parse(&row.kind).ok_or_else(|| StoreError::corrupt("kind", &row.kind))?,
                    funnel: row.funnel_id.map(FunnelId),
                    parts: row.parts,
                    period: row.period.as_deref().and_then(Period::parse),
                    access_days: row.access_days,
                    access_rule: AccessRule::parse(&row.access_rule)
                        .ok_or_else(|| StoreError::corrupt("access rule", &row.access_rule))?,
                    products: sold.remove(&row.id).unwrap_or_default(),
                    published: row.published_at.is_some(),
                },
            })
        })
        .collect()
}
