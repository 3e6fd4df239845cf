//! What is sold and how orders are marked: products, offers, tags.
//!
//! `ensure_*` finds what is there already and makes the rest, so that doing it again changes nothing. Products and tags
//! are known by their slug, offers by their title and currency.

use crate::{db::Tx, error::Result, ids, rows::Rows, sql::Sql};
use domain::{
    Currency, OrderKind, Slug, Timestamp,
    ids::{FunnelId, OfferId, ProductId, TagId},
    search,
};
use std::collections::HashMap;

pub use domain::catalogue::ProductKind;

/// A product that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProduct {
    /// Stable name, unique at the desk.
    pub slug: Slug,
    /// Title.
    pub title: String,
    /// What it is.
    pub kind: ProductKind,
    /// Since when it is on sale.
    pub published_at: Option<Timestamp>,
}

/// An offer that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffer {
    /// Title.
    pub title: String,
    /// Minor units of the currency.
    pub price: i64,
    /// Currency of the price.
    pub currency: Currency,
    /// How it is sold.
    pub kind: OrderKind,
    /// The funnel that its orders begin in.
    pub funnel: Option<FunnelId>,
    /// Its products, in order.
    pub products: Vec<ProductId>,
    /// Since when it is on sale.
    pub published_at: Option<Timestamp>,
}

/// The slug of a product whose title has no letter or digit.
pub(crate) const UNNAMED: &str = "product";

const PRODUCTS: &str = "select slug, id from products";
const OFFERS: &str = "select title, currency, id from offers";
const TAGS: &str = "select slug, id from tags";

/// The products of these slugs, in order; those that are missing are made.
pub async fn ensure_products_in(tx: &mut Tx, wanted: &[NewProduct], now: Timestamp) -> Result<Vec<ProductId>> {
    let stored: Vec<(String, i64)> = tx.all(Sql::new(PRODUCTS)).await?;
    let mut known: HashMap<String, i64> = stored.into_iter().collect();
    let mut rows = Rows::new(
        "insert into products (id, slug, title, title_key, kind, published_at, created_at, updated_at, version) values ",
    );
    let mut found = Vec::with_capacity(wanted.len());
    for product in wanted {
        let id = *known.entry(product.slug.as_str().to_owned()).or_insert_with(|| {
            let id = ids::next();
            rows.row([
                id.into(),
                product.slug.as_str().into(),
                product.title.as_str().into(),
                search::fold(&product.title).into(),
                product.kind.code().into(),
                product.published_at.map(|at| at.0).into(),
                now.0.into(),
                now.0.into(),
                1.into(),
            ]);
            id
        });
        found.push(ProductId(id));
    }
    rows.write(tx).await?;
    Ok(found)
}

/// The offers of these titles and currencies, in order; those that are missing are made with their products.
pub async fn ensure_offers_in(tx: &mut Tx, wanted: &[NewOffer], now: Timestamp) -> Result<Vec<OfferId>> {
    let stored: Vec<(String, String, i64)> = tx.all(Sql::new(OFFERS)).await?;
    let mut known: HashMap<(String, String), i64> = stored.into_iter().map(|(t, c, id)| ((t, c), id)).collect();
    let mut offers = Rows::new(
        "insert into offers (id, title, price, currency, kind, funnel_id, published_at, created_at, updated_at, version) \
         values ",
    );
    let mut products = Rows::new("insert into offer_products (offer_id, product_id, position) values ");
    let mut found = Vec::with_capacity(wanted.len());
    for offer in wanted {
        let id = *known.entry((offer.title.clone(), offer.currency.code().to_owned())).or_insert_with(|| {
            let id = ids::next();
            offers.row([
                id.into(),
                offer.title.as_str().into(),
                offer.price.into(),
                offer.currency.code().into(),
                offer.kind.code().into(),
                offer.funnel.map(|f| f.0).into(),
                offer.published_at.map(|at| at.0).into(),
                now.0.into(),
                now.0.into(),
                1.into(),
            ]);
            for (position, product) in (0_i64..).zip(&offer.products) {
                products.row([id.into(), product.0.into(), position.into()]);
            }
            id
        });
        found.push(OfferId(id));
    }
    offers.write(tx).await?;
    products.write(tx).await?;
    Ok(found)
}

/// The tags of these names, in order; those that are missing are made. A name without a letter or digit is left out.
pub async fn ensure_tags_in(tx: &mut Tx, names: &[&str], now: Timestamp) -> Result<Vec<TagId>> {
    let stored: Vec<(String, i64)> = tx.all(Sql::new(TAGS)).await?;
    let mut known: HashMap<String, i64> = stored.into_iter().collect();
    let mut rows = Rows::new("insert into tags (id, slug, name, created_at) values ");
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        let Some(slug) = Slug::of(name) else { continue };
        let id = *known.entry(slug.as_str().to_owned()).or_insert_with(|| {
            let id = ids::next();
            rows.row([id.into(), slug.as_str().into(), (*name).into(), now.0.into()]);
            id
        });
        found.push(TagId(id));
    }
    rows.write(tx).await?;
    Ok(found)
}
