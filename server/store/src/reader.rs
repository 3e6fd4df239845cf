//! Reading a SQLite file: connections of the bare driver, and each statement read to its end in one go, on a thread that
//! may wait.
//!
//! Through sqlx a statement changes threads for each few of its rows and copies each value twice: a page took four
//! times as long. Rows come by serde: fields by the names of columns, tuples by their order.

use crate::{
    error::{Result, StoreError},
    sql::Value,
};
use rusqlite::{Connection, OpenFlags, ToSql, types::Null};
use serde::de::DeserializeOwned;
use serde_rusqlite::{columns_from_statement, from_row_with_columns};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::{JoinError, spawn_blocking},
    time::timeout,
};

/// How long somebody waits for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many statements a connection keeps prepared.
const KEPT_STATEMENTS: usize = 256;

/// The connections that read.
#[derive(Clone, Debug)]
pub struct Readers {
    path: Arc<str>,
    free: Free,
    permits: Arc<Semaphore>,
    count: u32,
}

type Free = Arc<Mutex<Vec<Connection>>>;

/// A connection in use, and what it reads: one snapshot from the first statement on, until it is dropped.
pub struct Lease {
    connection: Option<Connection>,
    path: Arc<str>,
    free: Free,
    _permit: OwnedSemaphorePermit,
}

impl Readers {
    /// Opens `count` connections to a file that is there.
    pub async fn open(path: &str, count: u32) -> Result<Self> {
        let path: Arc<str> = path.into();
        let named = Arc::clone(&path);
        let open = move || (0..count).map(|_| connect(&named)).collect::<rusqlite::Result<Vec<_>>>();
        let connections = finished(spawn_blocking(open).await)?;
        let permits = Semaphore::new(connections.len());
        Ok(Self { path, free: Arc::new(Mutex::new(connections)), permits: Arc::new(permits), count })
    }

    /// Takes a connection that is free, or waits for one.
    pub async fn lease(&self) -> Result<Lease> {
        let unavailable = |error| StoreError::Unavailable(error);
        let permit = timeout(PATIENCE, Arc::clone(&self.permits).acquire_owned())
            .await
            .map_err(|_| unavailable(sqlx::Error::PoolTimedOut))?
            .map_err(|_| unavailable(sqlx::Error::PoolClosed))?;
        let connection = free(&self.free).pop();
        Ok(Lease { connection, path: Arc::clone(&self.path), free: Arc::clone(&self.free), _permit: permit })
    }

    /// Closes the connections, each when it is free.
    pub async fn close(&self) {
        let all = timeout(PATIENCE, self.permits.acquire_many(self.count)).await;
        self.permits.close();
        drop(all);
        free(&self.free).clear();
    }
}

fn free(connections: &Mutex<Vec<Connection>>) -> std::sync::MutexGuard<'_, Vec<Connection>> {
    connections.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(KEPT_STATEMENTS);
    connection.execute_batch("pragma trusted_schema = off; pragma query_only = on")?;
    Ok(connection)
}

/// What was done on a thread that may wait.
pub fn finished<T, E: Into<StoreError>>(done: std::result::Result<std::result::Result<T, E>, JoinError>) -> Result<T> {
    match done {
        Ok(outcome) => outcome.map_err(Into::into),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The runtime ends.
            Err(error) => Err(StoreError::Unavailable(sqlx::Error::AnyDriverError(error.into()))),
        },
    }
}

impl Lease {
    /// Every row of a query. Waits for the disk.
    pub fn all<R: DeserializeOwned>(&mut self, text: &str, values: &[Value], keep: bool) -> Result<Vec<R>> {
        // One that could not be given back was closed; this one takes its place.
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(connect(&self.path)?),
        };
        if connection.is_autocommit() {
            connection.execute_batch("begin deferred")?;
        }
        let (mut kept, mut once);
        let statement: &mut rusqlite::Statement<'_> = if keep {
            kept = connection.prepare_cached(text)?;
            &mut kept
        } else {
            once = connection.prepare(text)?;
            &mut once
        };
        // `$7` is the seventh value wherever it stands, `?` the next one.
        for n in 1..=statement.parameter_count() {
            let named = statement.parameter_name(n).and_then(|name| name.strip_prefix('$')?.parse().ok());
            let value =
                values.get(named.unwrap_or(n) - 1).ok_or(rusqlite::Error::InvalidParameterCount(n, values.len()))?;
            let value: &dyn ToSql = match value {
                Value::Int(Some(number)) => number,
                Value::Text(Some(text)) => text,
                Value::Bytes(bytes) => bytes,
                Value::Int(None) | Value::Text(None) => &Null,
            };
            statement.raw_bind_parameter(n, value)?;
        }
        let columns = columns_from_statement(statement);
        let mut rows = statement.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let read = from_row_with_columns(row, &columns);
            all.push(read.map_err(|error| StoreError::Corrupt(error.to_string()))?);
        }
        Ok(all)
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && (connection.is_autocommit() || connection.execute_batch("rollback").is_ok())
        {
            free(&self.free).push(connection);
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked};
        let waits = matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked | CannotOpen));
        let error = sqlx::Error::AnyDriverError(error.into());
        if waits { Self::Unavailable(error) } else { Self::Database(error) }
    }
}
