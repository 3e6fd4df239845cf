//! What every test of the suite stands on: a database of its own, made before and dropped after.

pub mod board;
pub mod by_day;
pub mod card;
pub mod changes;
pub mod contacts;
pub mod desk;
pub mod explain;
pub mod explain_allowed;
pub mod facts;
pub mod funnels;
pub mod history;
pub mod ledger;
pub mod list;
pub mod live;
pub mod making;
pub mod people;
pub mod random;
pub mod requests;
pub mod rows;
pub mod sale;
pub mod searches;
pub mod settings;
pub mod sight;
pub mod sorts;
pub mod suggest;
pub mod undo;
pub mod writes;

use futures::FutureExt;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{future::Future, panic::AssertUnwindSafe};
use store::{Db, Sql, Tx};

/// A database of one test.
#[derive(Clone)]
pub struct TestDb {
    /// Opened and migrated.
    pub db: Db,
    /// Its address, to open it once more.
    pub url: String,
}

impl TestDb {
    /// A count, or another single number, of a static query.
    pub async fn number(&self, query: &'static str) -> i64 {
        let (n,): (i64,) = self.db.read().await.unwrap().one(Sql::new(query)).await.unwrap();
        n
    }

    /// The same of a query that names an id.
    pub async fn number_of(&self, query: &'static str, id: i64) -> i64 {
        let (n,): (i64,) = self.db.read().await.unwrap().one(Sql::with(query, [id.into()])).await.unwrap();
        n
    }

    /// The first column of every row of a static query.
    pub async fn texts(&self, query: &'static str) -> Vec<String> {
        let rows: Vec<(String,)> = self.db.read().await.unwrap().all(Sql::new(query)).await.unwrap();
        rows.into_iter().map(|row| row.0).collect()
    }

    /// A transaction that writes.
    pub async fn write(&self) -> Tx {
        self.db.write().await.unwrap()
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(future)
}

/// Runs a test on a SQLite file of its own.
pub fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(TestDb) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    block_on(async {
        let db = Db::open(&url).await.unwrap();
        test(TestDb { db: db.clone(), url: url.clone() }).await;
        db.close().await;
    });
}

/// Runs a test on a PostgreSQL database of its own.
///
/// # Panics
/// When no server is named.
pub fn on_postgres<F: Future<Output = ()>>(test: impl FnOnce(TestDb) -> F) {
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        panic!("TEST_POSTGRES_URL names no PostgreSQL server: run `cargo xtask test`, or pass `--skip postgres::`");
    };
    let mut chance = [0_u8; 8];
    getrandom::fill(&mut chance).unwrap();
    let name = format!("comptoir_{:016x}", u64::from_le_bytes(chance));
    let (head, tail) = server.split_once('?').map_or((server.as_str(), String::new()), |(h, t)| (h, format!("?{t}")));
    let host = head.rsplit_once('/').filter(|(h, _)| h.contains("//") && !h.ends_with('/')).map_or(head, |(h, _)| h);
    let url = format!("{host}/{name}{tail}");
    block_on(async {
        let mut admin = PgConnection::connect(&server).await.unwrap();
        let run = |text: String| sqlx::query(AssertSqlSafe(text));
        run(format!("create database {name} template template0 encoding 'UTF8'")).execute(&mut admin).await.unwrap();
        let outcome = AssertUnwindSafe(async {
            let db = Db::open(&url).await.unwrap();
            test(TestDb { db: db.clone(), url: url.clone() }).await;
            db.close().await;
        });
        let outcome = outcome.catch_unwind().await;
        run(format!("drop database {name} with (force)")).execute(&mut admin).await.unwrap();
        if let Err(panic) = outcome {
            std::panic::resume_unwind(panic);
        }
    });
}
