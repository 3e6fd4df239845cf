//! Brings a database's schema up to date. Migrations are embedded; several processes may start at once.
//!
//! SQLite: sqlx runs each migration in a transaction and refuses a file whose migrations changed. PostgreSQL: under an
//! advisory lock of sqlx. Afterwards the desk's first rows exist: the desk, its counters, the standard funnel.

use crate::{
    bulk,
    db::Db,
    desk,
    error::{Result, StoreError},
    orders::offer_keys,
    sql::Sql,
};
use sqlx::migrate::{MigrateError, Migrator};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Applies every migration that is missing, then makes the desk's first rows.
pub async fn run(db: &Db) -> Result<()> {
    let before = applied(db).await;
    let outcome = match db {
        Db::Sqlite { write, .. } => {
            // sqlx has no lock for SQLite: the loser of a race sees the winner's migrations when it tries again.
            let mut outcome = SQLITE.run(write).await;
            for _ in 0..20 {
                if !matches!(outcome, Err(MigrateError::Execute(_) | MigrateError::ExecuteMigration(..))) {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                outcome = SQLITE.run(write).await;
            }
            outcome
        }
        Db::Postgres { pool, .. } => POSTGRES.run(pool).await,
    };
    outcome.map_err(|e| match e {
        MigrateError::VersionMissing(n) => StoreError::Setup(format!(
            "this database was written by a newer Comptoir (migration {n}): update the program"
        )),
        other => StoreError::Setup(format!("the database's schema could not be brought up to date: {other}")),
    })?;
    // A load of many orders that came to no end leaves indexes to be made.
    bulk::finish(db).await?;
    offer_keys::finish(db).await?;
    // An index of which SQLite knows nothing it takes for the best there is.
    if before > 0 && applied(db).await > before {
        let mut tx = db.write().await?;
        tx.execute(Sql::new(tx.dialect().analyze())).await?;
        tx.commit().await?;
    }
    desk::ensure(db).await
}

/// How many migrations a database has; none where there is no such table yet.
async fn applied(db: &Db) -> i64 {
    let count = async {
        let mut tx = db.read().await?;
        let (count,): (i64,) = tx.one(Sql::new("select count(*) from _sqlx_migrations")).await?;
        Ok::<i64, StoreError>(count)
    };
    count.await.unwrap_or(0)
}
