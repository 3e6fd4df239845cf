//! What the filter menus offer: managers, products, tags and currencies in use.

use crate::{
    db::Tx,
    error::{Result, StoreError},
    sql::Sql,
};
use domain::{
    Currency, Slug,
    ids::UserId,
    listing::Directory,
    order::{ProductLabel, TagLabel, UserLabel},
};

const MANAGERS: &str = "select id, name from users where disabled_at is null order by name, id limit 500";
const PRODUCTS: &str = "select slug, title from products order by title_key, id limit 500";
const TAGS: &str = "select slug, name from tags order by slug limit 500";
const CURRENCIES: &str = "select distinct currency from order_rollups order by currency";

/// Everything the menus offer; long lists are cut at 500 (a link may still name what is not offered).
pub async fn fetch_in(tx: &mut Tx) -> Result<Directory> {
    let slug = |text: &str| Slug::parse(text).ok_or_else(|| StoreError::corrupt("slug", text));
    let managers: Vec<(i64, String)> = tx.all(Sql::new(MANAGERS)).await?;
    let products: Vec<(String, String)> = tx.all(Sql::new(PRODUCTS)).await?;
    let tags: Vec<(String, String)> = tx.all(Sql::new(TAGS)).await?;
    let currencies: Vec<(String,)> = tx.all(Sql::new(CURRENCIES)).await?;
    Ok(Directory {
        managers: managers.into_iter().map(|(id, name)| UserLabel { id: UserId(id), name }).collect(),
        products: products
            .into_iter()
            .map(|(s, title)| Ok(ProductLabel { slug: Some(slug(&s)?), title }))
            .collect::<Result<_>>()?,
        tags: tags.into_iter().map(|(s, name)| Ok(TagLabel { slug: slug(&s)?, name })).collect::<Result<_>>()?,
        currencies: currencies.iter().filter_map(|(code,)| Currency::parse(code)).collect(),
    })
}
