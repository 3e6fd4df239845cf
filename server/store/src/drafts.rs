//! Forms that somebody has begun: kept for their user, so that a reload or signing in again loses nothing.
//!
//! The generation tells a form from the one that is begun after it was sent: it is part of the key under which it is
//! sent, so that the same form from two tabs makes one order.

use crate::{
    db::{Db, Tx},
    error::Result,
    sql::Sql,
};
use domain::{
    Timestamp,
    filter::{Pairs, decode, encode_pairs},
    ids::UserId,
};

/// The longest form that is kept, in bytes.
const LONGEST: usize = 200_000;

const FIND: &str = "select generation, form from drafts where user_id = $1 and name = $2";
const KEEP: &str = "insert into drafts (user_id, name, generation, form, updated_at) values ($1, $2, $3, $4, $5) \
    on conflict (user_id, name) do update set form = excluded.form, updated_at = excluded.updated_at \
    where drafts.generation = excluded.generation";
const FINISH: &str = "insert into drafts (user_id, name, generation, form, updated_at) values ($1, $2, 1, '', $3) \
    on conflict (user_id, name) do update set generation = drafts.generation + 1, form = '', updated_at = excluded.updated_at";

/// A form under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Grows with each form that was sent.
    pub generation: i64,
    /// What was typed; nothing where nothing was.
    pub pairs: Pairs,
}

/// The form of this name that a user has begun.
pub async fn find(db: &Db, user: UserId, name: &str) -> Result<Draft> {
    let row: Option<(i64, String)> = db.read().await?.optional(Sql::with(FIND, [user.0.into(), name.into()])).await?;
    Ok(row.map_or_else(Draft::default, |(generation, form)| Draft { generation, pairs: decode(&form) }))
}

/// Keeps what was typed into a form, unless it was sent meanwhile: whether it was kept.
pub async fn keep(db: &Db, user: UserId, name: &str, generation: i64, pairs: &Pairs, now: Timestamp) -> Result<bool> {
    let form = encode_pairs(pairs.iter().cloned());
    if form.len() > LONGEST {
        return Ok(false);
    }
    let values = [user.0.into(), name.into(), generation.into(), form.into(), now.0.into()];
    let mut tx = db.write().await?;
    let kept = tx.execute(Sql::with(KEEP, values)).await? == 1;
    tx.commit().await?;
    Ok(kept)
}

/// The form was sent: the next one begins empty.
pub async fn finish(db: &Db, user: UserId, name: &str, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    finish_in(&mut tx, user, name, now).await?;
    tx.commit().await
}

/// The same in a transaction.
pub(crate) async fn finish_in(tx: &mut Tx, user: UserId, name: &str, now: Timestamp) -> Result<()> {
    tx.execute(Sql::with(FINISH, [user.0.into(), name.into(), now.0.into()])).await?;
    Ok(())
}
