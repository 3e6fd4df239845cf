//! Promo codes. Uses are counted from the orders that carry a code and were not cancelled.

use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    rows::Rows,
    shop::{Which, is_there_in, tell_in},
    sql::{Sql, Value},
};
use domain::{
    Currency, Money, Timestamp,
    ids::{ContactId, OfferId, PromoId, UserId},
    promo::{Cut, Promo, Terms, code_key},
};
use std::collections::HashMap;

macro_rules! promo {
    ($tail:literal) => {
        concat!(
            "select p.id, p.version, p.code, p.percent, p.amount, p.currency, p.valid_from, p.valid_until, p.most_total, ",
            "p.most_each, p.archived_at, (select count(*) from orders o where o.promo_id = p.id ",
            "and o.stage_kind not in ('cancelled', 'refunded')) as used from promo_codes p ",
            $tail
        )
    };
}

const BY_CODE: &str = promo!("where p.code_key = $1");
const BY_ID: &str = promo!("where p.id = $1");
const ALL: &str = promo!("order by case when p.archived_at is null then 0 else 1 end, p.id desc limit 1000");
const OFFERS: &str = "select promo_id, offer_id from promo_offers";
const BY_CLIENT: &str = "select count(*) from orders where promo_id = $1 and contact_id = $2 \
    and stage_kind not in ('cancelled', 'refunded')";
const ADD: &str = "insert into promo_codes (id, code, code_key, percent, amount, currency, valid_from, valid_until, \
    most_total, most_each, archived_at, created_at, updated_at, version) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null, $11, $11, 1)";
const CHANGE: &str = "update promo_codes set code = $2, code_key = $3, percent = $4, amount = $5, currency = $6, \
    valid_from = $7, valid_until = $8, most_total = $9, most_each = $10, updated_at = $11, version = version + 1 \
    where id = $1 and version = $12";
const ARCHIVE: &str = "update promo_codes set archived_at = $2, updated_at = $3, version = version + 1 \
    where id = $1 and version = $4";

#[derive(sqlx::FromRow, serde::Deserialize)]
struct PromoRow {
    id: i64,
    version: i64,
    code: String,
    percent: Option<i64>,
    amount: Option<i64>,
    currency: Option<String>,
    valid_from: Option<i64>,
    valid_until: Option<i64>,
    most_total: Option<i64>,
    most_each: Option<i64>,
    archived_at: Option<i64>,
    used: i64,
}

/// The code that was typed, if there is one.
pub async fn by_code(db: &Db, code: &str) -> Result<Option<Promo>> {
    by_code_in(&mut db.read().await?, code).await
}

/// The same in a transaction.
pub(crate) async fn by_code_in(tx: &mut Tx, code: &str) -> Result<Option<Promo>> {
    let Some(key) = code_key(code) else { return Ok(None) };
    let rows: Vec<PromoRow> = tx.all(Sql::with(BY_CODE, [key.into()])).await?;
    Ok(promos_in(tx, rows).await?.into_iter().next())
}

/// A code by its id.
pub async fn fetch(db: &Db, id: PromoId) -> Result<Promo> {
    let mut tx = db.read().await?;
    let rows: Vec<PromoRow> = tx.all(Sql::with(BY_ID, [id.0.into()])).await?;
    promos_in(&mut tx, rows).await?.into_iter().next().ok_or(StoreError::NotFound)
}

/// Every code, those in force first, the newest first.
pub async fn list(db: &Db) -> Result<Vec<Promo>> {
    let mut tx = db.read().await?;
    let rows: Vec<PromoRow> = tx.all(Sql::new(ALL)).await?;
    promos_in(&mut tx, rows).await
}

/// How many orders of a client use a code.
pub async fn used_by(db: &Db, promo: PromoId, client: ContactId) -> Result<i64> {
    used_by_in(&mut db.read().await?, promo, client).await
}

/// The same in a transaction.
pub(crate) async fn used_by_in(tx: &mut Tx, promo: PromoId, client: ContactId) -> Result<i64> {
    let (count,): (i64,) = tx.one(Sql::with(BY_CLIENT, [promo.0.into(), client.0.into()])).await?;
    Ok(count)
}

/// Makes a code, or changes the one of this id in the version that was seen.
pub async fn save(db: &Db, user: UserId, which: Which<PromoId>, terms: &Terms, now: Timestamp) -> Result<PromoId> {
    let key = code_key(&terms.code).ok_or_else(|| StoreError::corrupt("promo code", &terms.code))?;
    let (percent, fixed) = match terms.cut {
        Cut::Percent(percent) => (Some(percent), None),
        Cut::Fixed(money) => (None, Some(money)),
    };
    let (Which::New(id) | Which::Seen(id, _)) = which;
    let mut values: Vec<Value> = vec![
        id.0.into(),
        terms.code.as_str().into(),
        key.into(),
        percent.into(),
        fixed.map(|m| m.minor).into(),
        fixed.map(|m| m.currency.code()).into(),
        terms.from.map(|at| at.0).into(),
        terms.until.map(|at| at.0).into(),
        terms.most.into(),
        terms.most_each.into(),
        now.0.into(),
    ];
    let mut tx = db.write().await?;
    let text = match which {
        Which::New(_) if is_there_in(&mut tx, "select id from promo_codes where id = $1", id.0).await? => {
            return Ok(id);
        }
        Which::New(_) => ADD,
        Which::Seen(_, version) => {
            values.push(version.into());
            CHANGE
        }
    };
    match tx.execute(Sql::with(text, values)).await {
        Ok(1) => {}
        Ok(_) => {
            let rows: Vec<PromoRow> = tx.all(Sql::with(BY_ID, [id.0.into()])).await?;
            let same = promos_in(&mut tx, rows).await?.first().is_some_and(|now| now.terms == *terms);
            return if same { Ok(id) } else { Err(StoreError::Conflict) };
        }
        Err(error) if error.is_unique_violation() => return Err(StoreError::Taken(terms.code.clone())),
        Err(error) => return Err(error),
    }
    tx.execute(Sql::with("delete from promo_offers where promo_id = $1", [id.0.into()])).await?;
    let mut rows = Rows::new("insert into promo_offers (promo_id, offer_id) values ");
    let mut offers = terms.offers.clone();
    offers.sort_unstable();
    offers.dedup();
    offers.iter().for_each(|offer| rows.row([id.0.into(), offer.0.into()]));
    rows.write(&mut tx).await?;
    tell_in(&mut tx, user, ("promo_code", id.0, which.version()), now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Puts a code away, or takes it out again.
pub async fn archive(
    db: &Db,
    user: UserId,
    (id, version): (PromoId, i64),
    archive: bool,
    now: Timestamp,
) -> Result<()> {
    let mut tx = db.write().await?;
    let values: [Value; 4] = [id.0.into(), archive.then_some(now.0).into(), now.0.into(), version.into()];
    if tx.execute(Sql::with(ARCHIVE, values)).await? != 1 {
        return Err(StoreError::Conflict);
    }
    tell_in(&mut tx, user, ("promo_code", id.0, version + 1), now).await?;
    tx.commit().await
}

async fn promos_in(tx: &mut Tx, rows: Vec<PromoRow>) -> Result<Vec<Promo>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let pairs: Vec<(i64, i64)> = tx.all(Sql::new(OFFERS)).await?;
    let mut offers: HashMap<i64, Vec<OfferId>> = HashMap::new();
    for (promo, offer) in pairs {
        offers.entry(promo).or_default().push(OfferId(offer));
    }
    rows.into_iter()
        .map(|row| {
            let fixed = row.amount.zip(row.currency.as_deref().and_then(Currency::parse));
            let cut = match (row.percent, fixed) {
                (Some(percent), _) => Cut::Percent(percent),
                (None, Some((minor, currency))) => Cut::Fixed(Money::new(minor, currency)),
                (None, None) => return Err(StoreError::corrupt("promo code", &row.code)),
            };
            Ok(Promo {
                id: PromoId(row.id),
                version: row.version,
                terms: Terms {
                    code: row.code,
                    cut,
                    from: row.valid_from.map(Timestamp),
                    until: row.valid_until.map(Timestamp),
                    most: row.most_total,
                    most_each: row.most_each,
                    offers: offers.remove(&row.id).unwrap_or_default(),
                },
                archived: row.archived_at.is_some(),
                used: row.used,
            })
        })
        .collect()
}
