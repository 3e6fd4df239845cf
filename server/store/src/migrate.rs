//! Brings a database's schema up to date. Migrations are embedded; several processes may start at once.
//!
//! SQLite: sqlx runs each migration in a transaction and refuses a file whose migrations changed. PostgreSQL: under an
//! advisory lock of sqlx. Afterwards the desk's first rows exist: the desk, its counters, the standard funnel.

use crate::{
    bulk,
    db::Db,
    desk,
    dialect::Dialect,
    error::{Result, StoreError},
    orders::offer_keys,
};
use sqlx::{
    SqlitePool,
    migrate::{MigrateError, Migrator},
};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

const HAS_STATISTICS: &str = "select count(*) from sqlite_schema where name = 'sqlite_stat1'";
// A partial index that holds nothing has no statistics, and is used for nothing else than its own.
const UNWEIGHED: &str = "select count(*) from sqlite_schema i where i.type = 'index' and i.sql not like '% where %' \
    and i.tbl_name in (select tbl from sqlite_stat1) \
    and i.name not in (select idx from sqlite_stat1 where idx is not null)";

/// To SQLite's planner an index that it has not looked at yet finds ten rows, and beats all those that it knows: every list
/// would be read by the newest one and sorted. Done before other connections learn the schema. A desk that was never looked
/// at stays so: there all indexes are alike.
async fn weigh_new_indexes(write: &SqlitePool) -> Result<()> {
    let count = async |text: &'static str| sqlx::query_scalar::<_, i64>(text).fetch_one(write).await;
    if count(HAS_STATISTICS).await? != 0 && count(UNWEIGHED).await? != 0 {
        sqlx::query(Dialect::Sqlite.analyze()).execute(write).await?;
    }
    Ok(())
}

/// Applies every migration that is missing, then makes the desk's first rows.
pub async fn run(db: &Db) -> Result<()> {
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
            if outcome.is_ok() {
                weigh_new_indexes(write).await?;
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
    desk::ensure(db).await
}
