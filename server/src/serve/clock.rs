//! What the clock does while the desk is served: charges of subscriptions that fall due are asked for, access follows the
//! rules of offers, and orders are told of what their clients became where a process ended before it was done. Every minute,
//! by each process; the store does each thing once.

use std::time::Duration;
use store::{Db, carries, ids, orders};
use tokio::task::JoinHandle;

const PAUSE: Duration = Duration::from_secs(60);

/// Begins, in a task of its own that ends with its handle.
pub fn start(db: Db) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(PAUSE);
        loop {
            ticks.tick().await;
            if let Err(error) = carries::finish(&db).await {
                tracing::warn!(%error, "orders were not told of what their clients became");
            }
            match orders::charge_due(&db, ids::now()).await {
                Ok(0) => {}
                Ok(charged) => tracing::info!(charged, "subscriptions were charged"),
                // The next minute tries again.
                Err(error) => tracing::warn!(%error, "subscriptions were not charged"),
            }
            match orders::follow_rules(&db, ids::now()).await {
                Ok(0) => {}
                Ok(turned) => {
                    tracing::info!(turned, "access of orders was closed or opened by the rules of their offers")
                }
                Err(error) => tracing::warn!(%error, "access of orders did not follow the rules of their offers"),
            }
        }
    })
}
