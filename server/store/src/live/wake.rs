//! When to look for news: after a commit of this process, when another process says so, else every half second.
//!
//! On PostgreSQL `notify` takes a lock of the whole server when its transaction commits, so no transaction that changes
//! orders notifies: whoever watches passes the bell on afterwards, once for all commits since. Programs that do not
//! watch, as the command line, are found by looking; what is read then is one row by its key.

use super::ears::{CHANNEL, Ears};
use crate::{db::Db, error::Result, ids, sql::Sql};
use std::time::Duration;
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

/// How long a change that nobody rang for may stay unseen.
pub const POLL: Duration = Duration::from_millis(400);
/// How long telling other processes may take before it is left to their looking.
const PASS_ON: Duration = Duration::from_secs(2);

const NOTIFY: &str = "select pg_notify($1, $2)";

/// Rings in this process after each commit that told something. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Wake(watch::Sender<()>);

impl Default for Wake {
    fn default() -> Self {
        Self(watch::channel(()).0)
    }
}

impl Wake {
    /// Rings; nobody waits for whoever listens.
    pub(crate) fn ring(&self) {
        self.0.send_replace(());
    }
}

/// Waits for signs that there may be news.
#[derive(Debug)]
pub struct Watch {
    db: Db,
    bell: watch::Receiver<()>,
    ears: Option<Ears>,
    /// Tells this process from the others that share the database.
    name: String,
}

impl Watch {
    /// Watches a database.
    pub fn new(db: &Db) -> Self {
        Self { bell: db.wake().0.subscribe(), db: db.clone(), ears: None, name: ids::next().to_string() }
    }

    /// Returns when looking is worth it. Passes the bell of this process on to the others; listens to them, and returns
    /// every half second, only while `someone_looks`. May be dropped while it waits.
    pub async fn sign(&mut self, someone_looks: bool) {
        if !someone_looks {
            self.ears = None;
        } else if self.ears.is_none() {
            self.ears = Ears::open(&self.db, &self.name);
        }
        let (bell, ears) = (&mut self.bell, &mut self.ears);
        let heard = async {
            match ears {
                Some(ears) => ears.hear().await,
                None => std::future::pending().await,
            }
        };
        let rung = tokio::select! {
            // Never an error: this holds the database, which holds the other end.
            rung = bell.changed() => rung.is_ok(),
            () = heard => false,
            () = sleep(POLL), if someone_looks => false,
        };
        if rung
            && let Db::Postgres { .. } = &self.db
            && !matches!(timeout(PASS_ON, self.pass_on()).await, Ok(Ok(())))
        {
            tracing::debug!("other processes were not told of a change: they will look");
        }
    }

    async fn pass_on(&self) -> Result<()> {
        let mut tx = self.db.write().await?;
        tx.execute(Sql::with(NOTIFY, [CHANNEL.into(), self.name.as_str().into()])).await?;
        tx.commit().await
    }
}
