//! Requests by their idempotency keys: what each of them did so far. Called by `change` and `funnels` under the lock of all
//! writers; those that are not done are asked for when the desk is served again.
//!
//! A key belongs to a user. The same key with the same request goes on where it stopped, or tells what was done; with
//! another request it is refused. Rows are kept for a week at least.

use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    ids,
    sql::Sql,
};
use domain::{
    Timestamp,
    ids::{BatchId, UserId},
    order::{IdempotencyKey, Outcome},
    time::DAY,
};

/// How long a request is remembered.
const REMEMBERED: i64 = 8 * DAY;

const SWEEP: &str = "delete from commands where created_at < $1";
const FIND: &str = "select digest, outcome, after_id, began_seq, done from commands where user_id = $1 and key = $2";
const LAST_EVENT: &str = "select value from counters where name = 'event'";
const KEEP: &str = "insert into commands (user_id, key, digest, batch, outcome, after_id, began_seq, done, created_at, said) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (user_id, key) do update set \
    outcome = excluded.outcome, after_id = excluded.after_id, done = excluded.done, said = excluded.said";
const UNFINISHED: &str =
    "select user_id, key, said, created_at from commands where done = 0 and said is not null order by created_at";

/// How far a request has come.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    /// What it did.
    pub(crate) outcome: Outcome,
    /// Orders up to this id are done.
    pub(crate) after: i64,
    /// The last event when it began.
    pub(crate) began: i64,
    /// Whether nothing is left to do.
    pub(crate) done: bool,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct CommandRow {
    digest: String,
    outcome: String,
    after_id: i64,
    began_seq: i64,
    done: i64,
}

/// How far the request of this key has come; a new one begins now.
pub(crate) async fn find_in(tx: &mut Tx, user: UserId, key: &IdempotencyKey, digest: &str) -> Result<Progress> {
    if let Some(known) = look_in(tx, user, key, digest).await? {
        return Ok(known);
    }
    tx.execute(Sql::with(SWEEP, [(ids::now().0 - REMEMBERED).into()])).await?;
    let (began,): (i64,) = tx.one(Sql::new(LAST_EVENT)).await?;
    Ok(Progress { outcome: Outcome::begun(BatchId(ids::next())), after: 0, began, done: false })
}

/// How far the request of this key has come; `None` when it has not begun.
pub(crate) async fn look_in(tx: &mut Tx, user: UserId, key: &IdempotencyKey, digest: &str) -> Result<Option<Progress>> {
    let Some(row) = tx.optional::<CommandRow>(Sql::with(FIND, [user.0.into(), key.as_str().into()])).await? else {
        return Ok(None);
    };
    if row.digest != digest {
        return Err(StoreError::KeyReused);
    }
    Ok(Some(Progress {
        outcome: serde_json::from_str(&row.outcome).map_err(|_| StoreError::corrupt("outcome", &row.outcome))?,
        after: row.after_id,
        began: row.began_seq,
        done: row.done != 0,
    }))
}

/// A request that was stopped on its way.
#[derive(Clone, Debug)]
pub struct Unfinished {
    /// Who asked.
    pub user: UserId,
    /// Its key.
    pub key: IdempotencyKey,
    /// What was asked for.
    pub said: String,
    /// When it began.
    pub began: Timestamp,
}

/// Requests that are not done, the oldest first: under way, or stopped with the process that worked on them.
pub async fn unfinished(db: &Db) -> Result<Vec<Unfinished>> {
    let rows: Vec<(i64, String, String, i64)> = db.read().await?.all(Sql::new(UNFINISHED)).await?;
    let request = |(user, key, said, began): (i64, String, String, i64)| {
        let key = IdempotencyKey::parse(&key).ok_or_else(|| StoreError::corrupt("key", &key))?;
        Ok(Unfinished { user: UserId(user), key, said, began: Timestamp(began) })
    };
    rows.into_iter().map(request).collect()
}

/// Notes how far it has come, in the transaction that brought it there.
pub(crate) async fn keep_in(
    tx: &mut Tx,
    user: UserId,
    key: &IdempotencyKey,
    (digest, said): (&str, &str),
    progress: &Progress,
    now: Timestamp,
) -> Result<()> {
    let outcome = serde_json::to_string(&progress.outcome).map_err(|e| StoreError::Corrupt(e.to_string()))?;
    let values = [
        user.0.into(),
        key.as_str().into(),
        digest.into(),
        progress.outcome.batch.0.into(),
        outcome.into(),
        progress.after.into(),
        progress.began.into(),
        progress.done.into(),
        now.0.into(),
        (!progress.done).then(|| said.to_owned()).into(),
    ];
    tx.execute(Sql::with(KEEP, values)).await.map(drop)
}
