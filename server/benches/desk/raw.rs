//! The same statements on a bare driver: rusqlite, which links the very SQLite of the store, and tokio-postgres.
//!
//! Rows are read value by value and thrown away: what remains is what the database itself takes.

use crate::figure::Outcome;
use rusqlite::{Connection, OpenFlags, types::Value as SqliteValue};
use store::{Sql, Value};
use tokio_postgres::{
    Client, NoTls,
    types::{ToSql, Type},
};

/// A connection of a bare driver.
pub enum Raw {
    /// SQLite.
    Sqlite(Box<Connection>),
    /// PostgreSQL.
    Postgres(Client),
}

impl Raw {
    /// Connects to the same database.
    pub async fn connect(url: &str) -> Outcome<Self> {
        let Some(path) = url.strip_prefix("sqlite://") else {
            let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
            tokio::spawn(connection);
            return Ok(Self::Postgres(client));
        };
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self::Sqlite(Box::new(connection)))
    }

    /// Runs a statement, prepared once and kept; how many rows it gave.
    pub async fn run(&self, sql: &Sql) -> Outcome<usize> {
        match self {
            Self::Sqlite(connection) => run_sqlite(connection, sql),
            Self::Postgres(client) => {
                // Told the types, as the store's driver tells them: they are not to be guessed from the text.
                let types: Vec<Type> = sql.values().iter().map(kind).collect();
                let statement = client.prepare_typed(sql.text(), &types).await?;
                let values: Vec<&(dyn ToSql + Sync)> = sql
                    .values()
                    .iter()
                    .map(|value| -> &(dyn ToSql + Sync) {
                        match value {
                            Value::Int(number) => number,
                            Value::Text(text) => text,
                            Value::Bytes(bytes) => bytes,
                        }
                    })
                    .collect();
                Ok(client.query(&statement, &values).await?.len())
            }
        }
    }
}

const fn kind(value: &Value) -> Type {
    match value {
        Value::Int(_) => Type::INT8,
        Value::Text(_) => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
    }
}

fn run_sqlite(connection: &Connection, sql: &Sql) -> Outcome<usize> {
    let mut statement = connection.prepare_cached(sql.text())?;
    let columns = statement.column_count();
    let values = sql.values().iter().map(|value| match value {
        Value::Int(number) => number.map_or(SqliteValue::Null, SqliteValue::Integer),
        Value::Text(text) => text.clone().map_or(SqliteValue::Null, SqliteValue::Text),
        Value::Bytes(bytes) => SqliteValue::Blob(bytes.clone()),
    });
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            let _: SqliteValue = row.get(column)?;
        }
        count += 1;
    }
    Ok(count)
}
