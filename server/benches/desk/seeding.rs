//! The desk of the figures: seeded as `comptoir seed` does it, and how long that took.

use crate::figure::{Outcome, micros};
use server::seed::{self, Plan};
use std::time::Instant;
use store::{Db, ids};

/// Makes the orders; the microseconds that it took.
pub async fn seed(database: &str, orders: u64) -> Outcome<String> {
    let db = Db::open(database).await?;
    let began = Instant::now();
    seed::run(&db, &Plan { orders, seed: seed::DEFAULT_SEED, now: ids::now() }, |_| {}).await?;
    let took = micros(began.elapsed());
    db.close().await;
    Ok(took.to_string())
}
