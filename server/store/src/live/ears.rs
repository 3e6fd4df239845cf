//! Listens on PostgreSQL to what other processes say, on a connection of its own. While it is lost, news are found by
//! looking.

use crate::db::Db;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use std::time::Duration;
use tokio::{sync::watch, task::JoinHandle, time::sleep};

/// The channel that all processes of a database share.
pub(super) const CHANNEL: &str = "comptoir_live";
/// How long to wait before a lost connection is made again.
const AGAIN: Duration = Duration::from_secs(2);

/// What was heard. Dropped, it stops listening.
#[derive(Debug)]
pub(super) struct Ears {
    heard: watch::Receiver<()>,
    task: JoinHandle<()>,
}

impl Ears {
    /// Listens to everybody but `name`; on SQLite there is nothing to be heard.
    pub(super) fn open(db: &Db, name: &str) -> Option<Self> {
        let Db::Postgres { pool, .. } = db else { return None };
        let (sender, heard) = watch::channel(());
        let options = pool.connect_options().as_ref().clone();
        let name = name.to_owned();
        let task = tokio::spawn(async move {
            loop {
                if let Err(error) = listen(&options, &name, &sender).await {
                    tracing::debug!(%error, "nothing is heard of other processes");
                }
                sleep(AGAIN).await;
            }
        });
        Some(Self { heard, task })
    }

    /// Returns when another process has told something.
    pub(super) async fn hear(&mut self) {
        if self.heard.changed().await.is_err() {
            std::future::pending().await
        }
    }
}

impl Drop for Ears {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(options: &PgConnectOptions, name: &str, heard: &watch::Sender<()>) -> sqlx::Result<()> {
    let alone = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
    let mut listener = PgListener::connect_with(&alone.connect_with(options.clone()).await?).await?;
    listener.listen(CHANNEL).await?;
    // Whatever happened before it listened.
    heard.send_replace(());
    while let Some(notification) = listener.try_recv().await? {
        if notification.payload() != name {
            heard.send_replace(());
        }
    }
    Ok(())
}
