//! Many orders at once: made by seeding, taken away as files, brought back by the import. On every database that there is.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

mod columns;
mod export;
mod round_trip;
mod seed;
#[path = "../http/support.rs"]
#[allow(dead_code, reason = "the tests of the router use the rest")]
mod support;

use domain::{Conditions, Order, Sort, Timestamp};
use server::seed::{Plan, run};
use std::path::Path;
use store::{Db, orders::Batch};
use support::{Desk, desks};

/// The instant at which seeded desks are looked at.
const NOW: Timestamp = domain::testing::NOW;

/// Desks with that many orders each.
async fn seeded(orders: u64, seed: u64) -> Vec<Desk> {
    let desks = desks().await;
    for desk in &desks {
        run(&desk.db, &Plan { orders, seed, now: NOW }, |_| {}).await.unwrap();
    }
    desks
}

/// Every order, newest first.
async fn all(db: &Db) -> Vec<Order> {
    let mut batch = Batch::open(db, Conditions::default(), Sort::default()).await.unwrap();
    let mut orders = Vec::new();
    loop {
        match batch.next().await.unwrap() {
            more if more.is_empty() => return orders,
            more => orders.extend(more),
        }
    }
}

/// The rows of a file as text, the header first.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = sheets::open(path, &sheets::ReadOptions::default()).unwrap();
    let text = |cell: &domain::import::Cell| match cell {
        domain::import::Cell::Empty => String::new(),
        domain::import::Cell::Text(text) | domain::import::Cell::Number(text) => text.clone(),
        domain::import::Cell::Date(at) => at.to_string(),
        domain::import::Cell::Bool(value) => value.to_string(),
    };
    reader.rows().unwrap().map(|row| row.unwrap().cells.iter().map(text).collect()).collect()
}
