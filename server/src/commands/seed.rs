//! `comptoir seed`: believable orders of a school of crafts, as many as wanted. Called by `main`.

use super::{Exit, refuse};
use crate::seed::{self, Plan};
use clap::Args;
use std::{
    io::{self, Write},
    time::Instant,
};
use store::{Db, ids};

/// What `seed` is told.
#[derive(Args, Clone, Debug)]
pub struct SeedArgs {
    /// How many orders
    #[arg(long, value_name = "N", env = "COMPTOIR_SEED_ORDERS", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub orders: u64,
    /// Which orders: the same number gives the same ones on the same day
    #[arg(long, value_name = "S", env = "COMPTOIR_SEED", default_value_t = seed::DEFAULT_SEED)]
    pub seed: u64,
}

/// Adds the orders; tells how far it is on standard error.
pub async fn run(args: SeedArgs, db: &Db) -> Exit {
    let SeedArgs { orders, seed } = args;
    let started = Instant::now();
    let progress = |made| {
        if made < orders {
            drop(writeln!(io::stderr(), "{made} of {orders} orders"));
        }
    };
    match seed::run(db, &Plan { orders, seed, now: ids::now() }, progress).await {
        Ok(()) => {
            drop(writeln!(io::stdout(), "{orders} orders added in {:.1?}.", started.elapsed()));
            Exit::Done
        }
        Err(error) => refuse(error),
    }
}
