//! The products of a file's lines: found by code, else by title, else made. Called by `import::write`.

use crate::{db::Tx, error::Result, ids, rows::Rows, sql::Sql};
use domain::{
    Slug, Timestamp,
    ids::ProductId,
    import::{ImportedLine, ImportedOrder},
    search,
};
use std::collections::{HashMap, HashSet};

#[derive(sqlx::FromRow, serde::Deserialize)]
struct Row {
    id: i64,
    slug: String,
    code: Option<String>,
    title_key: String,
}

const ALL: &str = "select id, slug, code, title_key from products order by id";

/// The whole catalogue, which is small beside the orders.
struct Catalogue {
    by_code: HashMap<String, ProductId>,
    by_title: HashMap<String, (ProductId, bool)>,
    slugs: HashSet<String>,
}

/// The products of each order's lines, in their order, and how many were made.
pub(super) async fn ensure_in(
    tx: &mut Tx,
    orders: &[&ImportedOrder],
    now: Timestamp,
) -> Result<(Vec<Vec<Option<ProductId>>>, u32)> {
    let mut catalogue = read_in(tx).await?;
    let mut rows = Rows::new(
        "insert into products (id, slug, code, title, title_key, kind, created_at, updated_at, version) values ",
    );
    let mut made = 0;
    let mut all = Vec::with_capacity(orders.len());
    for order in orders {
        let mut found = Vec::with_capacity(order.lines.len());
        for line in &order.lines {
            if !line.names_product {
                found.push(None);
                continue;
            }
            if let Some(id) = catalogue.find(line) {
                found.push(Some(id));
                continue;
            }
            let Some(slug) = catalogue.free_slug(line) else {
                found.push(None);
                continue;
            };
            let id = ProductId(ids::next());
            made += 1;
            rows.row([
                id.0.into(),
                slug.as_str().into(),
                Some(line.code.as_str()).filter(|code| !code.is_empty()).into(),
                line.title.as_str().into(),
                search::fold(&line.title).into(),
                "goods".into(),
                now.0.into(),
                now.0.into(),
                1.into(),
            ]);
            catalogue.add(id, &slug, line);
            found.push(Some(id));
        }
        all.push(found);
    }
    rows.write(tx).await?;
    Ok((all, made))
}

async fn read_in(tx: &mut Tx) -> Result<Catalogue> {
    let mut catalogue = Catalogue { by_code: HashMap::new(), by_title: HashMap::new(), slugs: HashSet::new() };
    for row in tx.all::<Row>(Sql::new(ALL)).await? {
        let id = ProductId(row.id);
        let has_code = row.code.is_some();
        if let Some(code) = row.code {
            catalogue.by_code.insert(code, id);
        }
        catalogue.by_title.entry(row.title_key).or_insert((id, has_code));
        catalogue.slugs.insert(row.slug);
    }
    Ok(catalogue)
}

impl Catalogue {
    fn find(&self, line: &ImportedLine) -> Option<ProductId> {
        let by_code = self.by_code.get(&line.code).filter(|_| !line.code.is_empty());
        // Another product may have the same title: then it has another code.
        let by_title = || {
            let found = self.by_title.get(&search::fold(&line.title));
            found.filter(|(_, has_code)| line.code.is_empty() || !has_code).map(|(id, _)| *id)
        };
        by_code.copied().or_else(by_title)
    }

    fn free_slug(&self, line: &ImportedLine) -> Option<Slug> {
        let base = Slug::of(&line.title).or_else(|| Slug::of(&line.code)).or_else(|| Slug::parse("product"))?;
        let numbered = (2..).map(|n| base.numbered(n));
        std::iter::once(base.clone()).chain(numbered).find(|slug| !self.slugs.contains(slug.as_str()))
    }

    fn add(&mut self, id: ProductId, slug: &Slug, line: &ImportedLine) {
        self.slugs.insert(slug.as_str().to_owned());
        if !line.code.is_empty() {
            self.by_code.insert(line.code.clone(), id);
        }
        self.by_title.entry(search::fold(&line.title)).or_insert((id, !line.code.is_empty()));
    }
}
