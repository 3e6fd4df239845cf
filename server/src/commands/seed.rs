//! `comptoir seed`: believable orders of a school of crafts, as many as wanted. Called by `main`.

use super::ExitKind;
use crate::seed::{self, Plan};
use app::i18n::Words;
use clap::Args;
use std::{
    io::{self, Write},
    time::Instant,
};
use store::{Db, ids};

/// Add believable orders: clients, products, payments, comments. The same seed on the same day gives the same desk.
#[derive(Args, Clone, Debug)]
pub struct SeedArgs {
    /// How many orders
    #[arg(long, value_name = "N", env = "COMPTOIR_SEED_ORDERS", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub orders: u64,
    /// Which ones: any number
    #[arg(long, value_name = "S", env = "COMPTOIR_SEED", default_value_t = seed::DEFAULT_SEED)]
    pub seed: u64,
}

/// Adds the orders; tells how far it is on standard error.
pub async fn run(args: &SeedArgs, db: &Db, words: Words) -> store::Result<ExitKind> {
    let started = Instant::now();
    let whole = i64::try_from(args.orders).unwrap_or(i64::MAX);
    let plan = Plan { orders: args.orders, seed: args.seed, now: ids::now() };
    seed::run(db, &plan, |made| {
        let made = i64::try_from(made).unwrap_or(i64::MAX);
        if made < whole {
            drop(writeln!(io::stderr(), "{}", words.page_shown(&count(words, made), &count(words, whole))));
        }
    })
    .await?;
    drop(writeln!(io::stdout(), "{} · {:.1?}", words.orders_count(whole), started.elapsed()));
    Ok(ExitKind::Done)
}

fn count(words: Words, number: i64) -> String {
    app::format::integer(words.0, number)
}
