//! The tags of a file's orders, found or made. Called by `import::write`.

use crate::{db::Tx, error::Result, ids, rows::Rows, sql::Sql};
use domain::{Slug, Timestamp, ids::TagId, import::ImportedOrder};
use std::collections::HashMap;

const ALL: &str = "select id, slug from tags";

/// The tags of each order, in their order.
pub(super) async fn ensure_in(tx: &mut Tx, orders: &[&ImportedOrder], now: Timestamp) -> Result<Vec<Vec<TagId>>> {
    let stored: Vec<(i64, String)> = tx.all(Sql::new(ALL)).await?;
    let mut known: HashMap<String, TagId> = stored.into_iter().map(|(id, slug)| (slug, TagId(id))).collect();
    let mut rows = Rows::new("insert into tags (id, slug, name, created_at) values ");
    let mut all = Vec::with_capacity(orders.len());
    for order in orders {
        let mut found = Vec::new();
        for tag in &order.tags {
            let Some(slug) = Slug::of(tag) else { continue };
            let id = *known.entry(slug.as_str().to_owned()).or_insert_with(|| {
                let id = TagId(ids::next());
                rows.row([id.0.into(), slug.as_str().into(), tag.as_str().into(), now.0.into()]);
                id
            });
            found.push(id);
        }
        all.push(found);
    }
    rows.write(tx).await?;
    Ok(all)
}
