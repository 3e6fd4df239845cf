//! One request about one order: once for each key, on the version that was seen, by somebody who sees the order.
//!
//! Called by `ledger` and `talk`, which write what they decide between `begin` and `done`; all of it is one transaction.

use super::{
    apply::{Stamp, lock_in},
    change::{digest_of, sight_in},
    command_log::{self, Progress},
    fetch::some_in,
};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events::Actor,
    funnels, ids,
    sql::Sql,
};
use domain::{
    Order,
    ids::{OrderId, UserId},
    order::IdempotencyKey,
};

/// Who asks, for which order, and what tells the request from others.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Who.
    pub user: UserId,
    /// Tells the request from every other one of this user.
    pub key: IdempotencyKey,
    /// What was asked for, as text: under one key it is always the same.
    pub said: String,
    /// The order.
    pub order: OrderId,
    /// The version of it that was seen, where that matters.
    pub seen: Option<i64>,
}

/// A request under way.
pub(super) struct Desk<'a> {
    ask: &'a Ask,
    progress: Progress,
    digest: String,
    pub(super) tx: Tx,
    pub(super) order: Order,
    pub(super) stamp: Stamp,
}

/// Begins; `None` when it was done before.
pub(super) async fn begin<'a>(db: &Db, ask: &'a Ask) -> Result<Option<Desk<'a>>> {
    let digest = digest_of(&format!("{} {:?} {}", ask.order, ask.seen, ask.said));
    let mut tx = db.write().await?;
    lock_in(&mut tx).await?;
    let progress = command_log::find_in(&mut tx, ask.user, &ask.key, &digest).await?;
    if progress.done {
        return Ok(None);
    }
    let funnels = funnels::list_in(&mut tx).await?;
    let which = |sql: &mut Sql| {
        sql.push(" where o.id = ").bind(ask.order.0);
    };
    let (order, _) = some_in(&mut tx, which, &funnels).await?.into_iter().next().ok_or(StoreError::NotFound)?;
    let sight = sight_in(&mut tx, ask.user).await?;
    funnels.seen_by(sight).stage(order.stage.id).ok_or(StoreError::NotFound)?;
    if ask.seen.is_some_and(|seen| seen != order.version) {
        return Err(StoreError::Conflict);
    }
    let stamp = Stamp { actor: Actor::User(ask.user), batch: None, undoes: None, now: ids::now() };
    Ok(Some(Desk { ask, progress, digest, tx, order, stamp }))
}

impl Desk<'_> {
    /// Notes that it is done, and commits.
    pub(super) async fn done(mut self) -> Result<()> {
        self.progress.done = true;
        self.progress.outcome.changed = 1;
        let Self { ask, progress, digest, mut tx, stamp, .. } = self;
        command_log::keep_in(&mut tx, ask.user, &ask.key, (&digest, ""), &progress, stamp.now).await?;
        tx.commit().await
    }
}
