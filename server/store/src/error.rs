//! Why the store did not do what it was asked to.

use domain::{funnel::shape::ShapeRefusal, money::MoneyError, order::transition::Refusal, user::team::MemberRefusal};

/// The outcome of a store function.
pub type Result<T> = std::result::Result<T, StoreError>;

/// What went wrong, as far as a caller can act on it. The text is for logs, never for people.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such thing.
    #[error("not found")]
    NotFound,
    /// Somebody else changed it since it was read.
    #[error("changed by somebody else since it was read")]
    Conflict,
    /// The domain does not allow it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The domain does not allow it with this user.
    #[error(transparent)]
    Member(#[from] MemberRefusal),
    /// The domain does not allow it with this funnel or stage.
    #[error(transparent)]
    Shape(#[from] ShapeRefusal),
    /// Another order has this number.
    #[error("the number {0} is taken")]
    NumberTaken(String),
    /// A name that must be unique is in use.
    #[error("{0} is taken")]
    Taken(String),
    /// The key of a request has been used for another one.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The sums do not fit.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The address of the database is wrong, or the database is not one of ours.
    #[error("{0}")]
    Setup(String),
    /// The database does not answer in time; try again.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// A row holds what no row of ours may hold.
    #[error("a stored row is not valid: {0}")]
    Corrupt(String),
    /// Everything else that a driver reports.
    #[error("database error: {0}")]
    Database(#[source] sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let busy = error.as_database_error().and_then(|e| e.code()).is_some_and(|code| {
            // SQLITE_BUSY and its kind; PostgreSQL's connection, resource and shutdown classes.
            matches!(code.as_ref(), "5" | "261" | "517" | "57P01" | "57P03" | "53300")
        });
        // A sum that left 64 bits: PostgreSQL's "out of range", SQLite's real in a column of integers.
        let overflow = error
            .as_database_error()
            .and_then(|e| e.code())
            .is_some_and(|code| matches!(code.as_ref(), "22003" | "3091"));
        match error {
            _ if overflow => Self::Money(MoneyError::Overflow),
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::PoolClosed => Self::Unavailable(error),
            _ if busy => Self::Unavailable(error),
            _ => Self::Database(error),
        }
    }
}

impl StoreError {
    /// Whether the database refused a second row with the same unique value.
    pub(crate) fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Database(e) if e.as_database_error().is_some_and(|e| e.is_unique_violation()))
    }

    /// A stored text that is none of the values it may be.
    pub(crate) fn corrupt(what: &str, value: &str) -> Self {
        Self::Corrupt(format!("{what} {value:?}"))
    }
}
