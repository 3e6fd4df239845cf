//! Connections and transactions on either database.
//!
//! SQLite: one connection writes, several read; every write begins with the write lock. PostgreSQL: one pool. A read
//! transaction sees one snapshot on both, so a list and its totals agree.

use crate::{
    dialect::Dialect,
    error::{Result, StoreError},
    live::Wake,
    migrate,
    orders::Running,
    sql::{Sql, Value},
};
use sqlx::{
    AssertSqlSafe, ConnectOptions, FromRow, Pool, Postgres, Sqlite, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions, PgRow},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};

/// How many connections read a SQLite file at once.
const SQLITE_READERS: u32 = 4;
/// How many connections a PostgreSQL pool holds.
const POSTGRES_CONNECTIONS: u32 = 8;
/// SQLite before this version can damage a database that several connections write ahead to.
const SQLITE_SAFE: (u32, u32, u32) = (3, 51, 3);

/// The desk's database.
#[derive(Clone, Debug)]
pub enum Db {
    /// A SQLite file.
    Sqlite {
        /// The one connection that writes.
        write: Pool<Sqlite>,
        /// Connections that read.
        read: Pool<Sqlite>,
        /// Rings when something was told.
        wake: Wake,
        /// Long changes that are worked on.
        running: Running,
    },
    /// A PostgreSQL database.
    Postgres {
        /// Connections that read and write.
        pool: Pool<Postgres>,
        /// Rings when something was told.
        wake: Wake,
        /// Long changes that are worked on.
        running: Running,
    },
}

/// A transaction. Dropped without `commit`, it leaves nothing.
pub struct Tx {
    inner: Inner,
    dialect: Dialect,
    wake: Wake,
    /// Whether it holds events, so that its commit is to be heard.
    tells: bool,
}

enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A row type that both drivers can fill.
pub trait Row: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}
impl<R: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>> Row for R {}

/// A statement of more values than this one is hardly ever met again: keeping it prepared would only cost memory.
const KEPT_VALUES: usize = 200;

macro_rules! bound {
    ($query:expr, $values:expr) => {{
        let values = $values;
        let mut query = $query.persistent(values.len() <= KEPT_VALUES);
        for value in values {
            query = match value {
                Value::Int(v) => query.bind(v),
                Value::Text(v) => query.bind(v),
                Value::Bytes(v) => query.bind(v),
            };
        }
        query
    }};
}

impl Db {
    /// Opens `sqlite://path` (made when missing) or `postgres://…`, and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Self> {
        let db = Self::connect(url).await?;
        migrate::run(&db).await?;
        Ok(db)
    }

    /// Opens a database without touching its schema.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)
                .map_err(|e| StoreError::Setup(format!("the database address: {e}")))?
                .disable_statement_logging();
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .test_before_acquire(true)
                .acquire_timeout(Duration::from_secs(3))
                .connect_with(options)
                .await?;
            return Ok(Self::Postgres { pool, wake: Wake::default(), running: Running::default() });
        }
        let Some(path) = url.strip_prefix("sqlite:").map(|p| p.strip_prefix("//").unwrap_or(p)) else {
            return Err(StoreError::Setup("the database address begins with sqlite:// or postgres://".into()));
        };
        if path.is_empty() || path.contains(":memory:") {
            return Err(StoreError::Setup("a SQLite database is a file: sqlite://comptoir.db".into()));
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("recursive_triggers", "on")
            .pragma("trusted_schema", "off")
            .statement_cache_capacity(256)
            .disable_statement_logging();
        let pool = |n: u32| {
            SqlitePoolOptions::new()
                .max_connections(n)
                .min_connections(n)
                .test_before_acquire(false)
                .idle_timeout(None)
                .max_lifetime(None)
                .acquire_timeout(Duration::from_secs(10))
        };
        let unusable = |e: sqlx::Error| StoreError::Setup(format!("the database file {path} cannot be opened: {e}"));
        let write = patiently(|| pool(1).connect_with(options.clone())).await.map_err(unusable)?;
        let version: String = sqlx::query_scalar("select sqlite_version()").fetch_one(&write).await?;
        let numbers: Vec<u32> = version.split('.').filter_map(|n| n.parse().ok()).collect();
        if let [major, minor, patch, ..] = *numbers
            && (major, minor, patch) < SQLITE_SAFE
        {
            return Err(StoreError::Setup(format!("SQLite {version} can damage the database: 3.51.3 is needed")));
        }
        let reads = options.pragma("query_only", "on");
        let read = patiently(|| pool(SQLITE_READERS).connect_with(reads.clone())).await.map_err(unusable)?;
        Ok(Self::Sqlite { write, read, wake: Wake::default(), running: Running::default() })
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite { .. } => Dialect::Sqlite,
            Self::Postgres { .. } => Dialect::Postgres,
        }
    }

    /// Begins a transaction that reads one snapshot.
    pub async fn read(&self) -> Result<Tx> {
        self.begin(false).await
    }

    /// Begins a transaction that writes.
    pub async fn write(&self) -> Result<Tx> {
        self.begin(true).await
    }

    async fn begin(&self, writes: bool) -> Result<Tx> {
        let dialect = self.dialect();
        let statement = if writes { dialect.begin_write() } else { dialect.begin_read() };
        let inner = match self {
            Self::Sqlite { write, read, .. } => {
                Inner::Sqlite(if writes { write } else { read }.begin_with(statement).await?)
            }
            Self::Postgres { pool, .. } => Inner::Postgres(pool.begin_with(statement).await?),
        };
        Ok(Tx { inner, dialect, wake: self.wake().clone(), tells: false })
    }

    /// What rings in this process when something was told.
    pub(crate) const fn wake(&self) -> &Wake {
        match self {
            Self::Sqlite { wake, .. } | Self::Postgres { wake, .. } => wake,
        }
    }

    /// What is worked on in this process.
    pub(crate) const fn running(&self) -> &Running {
        match self {
            Self::Sqlite { running, .. } | Self::Postgres { running, .. } => running,
        }
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        let mut tx = self.read().await?;
        tx.execute(Sql::new("select 1")).await.map(drop)
    }

    /// Closes every connection, so that SQLite folds its write-ahead log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }
}

/// Opens a SQLite file again while another process that starts holds all of it: the change to write-ahead logging does
/// not heed the busy timeout.
async fn patiently<T, F: Future<Output = sqlx::Result<T>>>(open: impl Fn() -> F) -> sqlx::Result<T> {
    let mut outcome = open().await;
    for _ in 0..50 {
        match outcome {
            Err(sqlx::Error::Database(error)) if error.code().is_some_and(|code| code == "5") => {
                tokio::time::sleep(Duration::from_millis(100)).await;
                outcome = open().await;
            }
            settled => return settled,
        }
    }
    outcome
}

impl Tx {
    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Every row of a query.
    pub async fn all<R: Row>(&mut self, sql: Sql) -> Result<Vec<R>> {
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => {
                let (text, values) = if sql.has_lists() { sql.into_unnumbered() } else { sql.into_parts() };
                bound!(sqlx::query_as::<_, R>(AssertSqlSafe(text)), values).fetch_all(&mut **tx).await?
            }
            Inner::Postgres(tx) => {
                let (text, values) = sql.into_parts();
                bound!(sqlx::query_as::<_, R>(AssertSqlSafe(text)), values).fetch_all(&mut **tx).await?
            }
        })
    }

    /// The first row of a query, if there is one.
    pub async fn optional<R: Row>(&mut self, sql: Sql) -> Result<Option<R>> {
        Ok(self.all(sql).await?.into_iter().next())
    }

    /// The first row of a query that always has one.
    pub async fn one<R: Row>(&mut self, sql: Sql) -> Result<R> {
        self.optional(sql).await?.ok_or(StoreError::NotFound)
    }

    /// Runs a statement and says how many rows it changed.
    pub async fn execute(&mut self, sql: Sql) -> Result<u64> {
        Ok(match &mut self.inner {
            Inner::Sqlite(tx) => {
                let (text, values) = if sql.has_lists() { sql.into_unnumbered() } else { sql.into_parts() };
                bound!(sqlx::query(AssertSqlSafe(text)), values).execute(&mut **tx).await?.rows_affected()
            }
            Inner::Postgres(tx) => {
                let (text, values) = sql.into_parts();
                bound!(sqlx::query(AssertSqlSafe(text)), values).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Notes that events were written, which whoever listens hears of once this is committed.
    pub(crate) const fn tell(&mut self) {
        self.tells = true;
    }

    /// Makes everything since the beginning last.
    pub async fn commit(self) -> Result<()> {
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        if self.tells {
            self.wake.ring();
        }
        Ok(())
    }
}
