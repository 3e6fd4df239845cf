//! Changes that take long: begun here, and told of until they are done. Called by server functions and plain forms.
//!
//! The same request says how far it has come, and goes on where it stopped: after a lost answer, or after a server that
//! was stopped. One worker of a process is enough for one key; a second one would do no harm, only no good.

use super::change::{Change, Work, digest_of, step};
use super::command_log::{self, Progress};
use crate::{
    db::Db,
    error::{Result, StoreError},
};
use domain::{
    ids::{BatchId, OrderId, UserId},
    order::{IdempotencyKey, Outcome},
};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// How often a change is looked at that somebody else is working on.
const LOOK: Duration = Duration::from_millis(50);

/// What is being worked on in this process, of one desk. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Running(Arc<Mutex<BTreeSet<(UserId, IdempotencyKey)>>>);

impl Running {
    fn all(&self) -> MutexGuard<'_, BTreeSet<(UserId, IdempotencyKey)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `None` while somebody else holds it.
    fn claim(&self, change: &Change) -> Option<Claim> {
        let name = (change.user, change.key.clone());
        self.all().insert(name.clone()).then(|| Claim { of: self.clone(), name })
    }
}

/// Held while somebody works on a request.
struct Claim {
    of: Running,
    name: (UserId, IdempotencyKey),
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.of.all().remove(&self.name);
    }
}

/// Begins a change or goes on with it. Answers when it is done, after `patience` at the latest: what was done so far, and
/// whether that is all. Goes on to the end when nobody asks any more.
pub async fn go_on(db: &Db, change: &Change, patience: Duration) -> Result<(Outcome, bool)> {
    let since = Instant::now();
    loop {
        if let Some(claim) = db.running().claim(change) {
            let (mine, own) = (change.clone(), db.clone());
            let work = tokio::spawn(async move {
                let _claim = claim;
                loop {
                    match step(&own, &mine).await {
                        Ok(Some(outcome)) => return Ok(outcome),
                        Ok(None) => {}
                        Err(error) => {
                            // Whoever asked may have been answered already.
                            tracing::warn!(%error, "a change of orders was stopped on its way");
                            return Err(error);
                        }
                    }
                }
            });
            return match tokio::time::timeout(patience.saturating_sub(since.elapsed()), work).await {
                Ok(Ok(outcome)) => outcome.map(|outcome| (outcome, true)),
                Ok(Err(error)) => match error.try_into_panic() {
                    Ok(panic) => std::panic::resume_unwind(panic),
                    Err(error) => Err(StoreError::Corrupt(format!("the change was stopped: {error}"))),
                },
                Err(_) => so_far(db, change).await,
            };
        }
        if since.elapsed() >= patience {
            return so_far(db, change).await;
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The change that takes another one back; of one order only where `only` names it.
pub fn undoing(user: UserId, key: IdempotencyKey, batch: BatchId, only: Option<OrderId>) -> Change {
    let said = format!("undo {batch} {}", only.map_or_else(String::new, |id| id.to_string()));
    Change { user, key, said, work: Work::Undo { batch, only } }
}

/// The change that a text says which [`undoing`] has made.
pub fn undoing_said(user: UserId, key: IdempotencyKey, said: &str) -> Option<Change> {
    let mut parts = said.strip_prefix("undo ")?.split(' ');
    let batch = BatchId(parts.next()?.parse().ok()?);
    let only = parts.next().and_then(|id| id.parse().ok()).map(OrderId);
    Some(undoing(user, key, batch, only))
}

async fn so_far(db: &Db, change: &Change) -> Result<(Outcome, bool)> {
    let mut tx = db.read().await?;
    let found = command_log::look_in(&mut tx, change.user, &change.key, &digest_of(&change.said)).await?;
    Ok(found.map_or((Outcome::begun(BatchId(0)), false), |Progress { outcome, done, .. }| (outcome, done)))
}
