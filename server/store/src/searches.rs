//! Searches that name a person: a link holds a token, the text stays here, for its user alone and for 30 days.
//!
//! Called by the search form's door, by the list and by exports. The same text of the same user keeps its token, so that
//! a link stays the same; each use of the form keeps it for another 30 days.

use crate::{
    db::Db,
    error::{Result, StoreError},
    people::Secret,
    sql::Sql,
};
use domain::{OrderFilter, Timestamp, filter::SearchToken, ids::UserId, search::MAX_LENGTH, time::DAY};

/// How long a search is kept.
pub const KEPT: i64 = 30 * DAY;

const SWEEP: &str = "delete from searches where created_at < $1";
const KEEP: &str = "insert into searches (token, user_id, text, created_at) values ($1, $2, $3, $4) \
    on conflict (user_id, text) do update set created_at = excluded.created_at returning token";
const FIND: &str = "select text from searches where token = $1 and user_id = $2 and created_at >= $3";

/// Keeps a search and gives what stands for it in links.
pub async fn keep(db: &Db, user: UserId, text: &str, now: Timestamp) -> Result<SearchToken> {
    let limited: String = text.trim().chars().filter(|c| *c != '\0').take(MAX_LENGTH).collect();
    // Half of a secret's 256 bits: a token alone opens nothing.
    let chance: String = Secret::new()?.text().chars().take(32).collect();
    let mut tx = db.write().await?;
    tx.execute(Sql::with(SWEEP, [(now.0 - KEPT).into()])).await?;
    let values = [chance.into(), user.0.into(), limited.trim_end().into(), now.0.into()];
    let (token,): (String,) = tx.one(Sql::with(KEEP, values)).await?;
    tx.commit().await?;
    SearchToken::parse(&token).ok_or_else(|| StoreError::corrupt("search token", &token))
}

/// The filter with the text of its kept search. A token of somebody else or of long ago stays, and lets nothing through.
pub async fn open(db: &Db, user: UserId, filter: OrderFilter, now: Timestamp) -> Result<OrderFilter> {
    let Some(token) = &filter.kept_search else { return Ok(filter) };
    let values = [token.as_str().into(), user.0.into(), (now.0 - KEPT).into()];
    let found: Option<(String,)> = db.read().await?.optional(Sql::with(FIND, values)).await?;
    Ok(filter.opened(found.map(|row| row.0)))
}
