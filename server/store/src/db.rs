//! Connections and transactions on either database.
//!
//! SQLite: one connection writes, several read (`reader`); every write begins with the write lock. PostgreSQL: one pool. A
//! read transaction sees one snapshot on both, so a list and its totals agree.

use crate::{
    dialect::Dialect,
    error::{Result, StoreError},
    live::Wake,
    migrate,
    orders::Running,
    reader::{Lease, Readers, finished},
    sql::{Column, Sql, Value},
};
use futures::future::BoxFuture;
use serde::de::DeserializeOwned;
use sqlx::{
    AssertSqlSafe, ConnectOptions, FromRow, Pool, Postgres, Sqlite, Transaction,
    postgres::{PgConnectOptions, PgPoolOptions, PgRow},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};
use tokio::{runtime::Handle, task::spawn_blocking};

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
        read: Readers,
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
    /// Reads a SQLite file; nothing is left of one whose statement was given up.
    Read(Option<Lease>),
    /// The same, on a thread that may wait.
    ReadHere(Lease),
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A row type that every driver can fill.
pub trait Row:
    Send + Unpin + 'static + DeserializeOwned + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>
{
}
impl<R: Send + Unpin + 'static + DeserializeOwned + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>> Row
    for R
{
}

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
        let pool = || {
            SqlitePoolOptions::new()
                .max_connections(1)
                .min_connections(1)
                .test_before_acquire(false)
                .idle_timeout(None)
                .max_lifetime(None)
                .acquire_timeout(Duration::from_secs(10))
        };
        let unusable = |e: sqlx::Error| StoreError::Setup(format!("the database file {path} cannot be opened: {e}"));
        let write = patiently(|| pool().connect_with(options.clone())).await.map_err(unusable)?;
        let version: String = sqlx::query_scalar("select sqlite_version()").fetch_one(&write).await?;
        let numbers: Vec<u32> = version.split('.').filter_map(|n| n.parse().ok()).collect();
        if let [major, minor, patch, ..] = *numbers
            && (major, minor, patch) < SQLITE_SAFE
        {
            return Err(StoreError::Setup(format!("SQLite {version} can damage the database: 3.51.3 is needed")));
        }
        let read = Readers::open(path, SQLITE_READERS).await?;
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
            Self::Sqlite { write, .. } if writes => Inner::Sqlite(write.begin_with(statement).await?),
            Self::Sqlite { read, .. } => Inner::Read(Some(read.lease().await?)),
            Self::Postgres { pool, .. } => Inner::Postgres(pool.begin_with(statement).await?),
        };
        Ok(Tx { inner, dialect, wake: self.wake().clone(), tells: false })
    }

    /// Reads several things of one snapshot. On SQLite without changing threads for each of them.
    pub async fn at_once<T: Send + 'static>(
        &self,
        read: impl for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, Result<T>> + Send + 'static,
    ) -> Result<T> {
        let mut tx = self.read().await?;
        match tx.inner {
            Inner::Read(Some(lease)) => {
                tx.inner = Inner::ReadHere(lease);
                let runtime = Handle::current();
                finished(spawn_blocking(move || runtime.block_on(read(&mut tx))).await)
            }
            _ => read(&mut tx).await,
        }
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
        tx.one::<(i64,)>(Sql::new("select cast(1 as bigint)")).await.map(drop)
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

fn all_of<R: Row>(lease: &mut Lease, sql: Sql) -> Result<Vec<R>> {
    let (text, values) = if sql.has_lists() { sql.into_unnumbered() } else { sql.into_parts() };
    lease.all(&text, &values, values.len() <= KEPT_VALUES)
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
            Inner::Read(held) => {
                let Some(mut lease) = held.take() else { return Err(StoreError::Unavailable(sqlx::Error::PoolClosed)) };
                let read = spawn_blocking(move || Ok::<_, StoreError>((all_of(&mut lease, sql), lease)));
                let (rows, lease) = finished(read.await)?;
                *held = Some(lease);
                rows?
            }
            Inner::ReadHere(lease) => all_of(lease, sql)?,
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
            Inner::Read(_) | Inner::ReadHere(_) => {
                return Err(StoreError::Database(sqlx::Error::Protocol("this transaction only reads".into())));
            }
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

    /// Adds many rows to a table by the values of their columns, where the database takes them so. Whether it does.
    pub(crate) async fn add(&mut self, head: &str, columns: Vec<Column>, tail: &str) -> Result<bool> {
        let (Inner::Postgres(tx), Some(head)) = (&mut self.inner, head.strip_suffix("values ")) else {
            return Ok(false);
        };
        let kinds: Vec<String> = (1..).zip(&columns).map(|(n, column)| format!("${n}::{}", column.kind())).collect();
        let text = format!("{head}select * from unnest({}){tail}", kinds.join(", "));
        let mut query = sqlx::query(AssertSqlSafe(text));
        for column in columns {
            query = match column {
                Column::Ints(all) => query.bind(all),
                Column::Texts(all) => query.bind(all),
                Column::Bytes(all) => query.bind(all),
            };
        }
        query.execute(&mut **tx).await?;
        Ok(true)
    }

    /// Notes that events were written, which whoever listens hears of once this is committed.
    pub(crate) const fn tell(&mut self) {
        self.tells = true;
    }

    /// Makes everything since the beginning last.
    pub async fn commit(self) -> Result<()> {
        match self.inner {
            Inner::Read(_) | Inner::ReadHere(_) => {}
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        if self.tells {
            self.wake.ring();
        }
        Ok(())
    }
}
