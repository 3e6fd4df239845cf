//! The one error that crosses the wire: what a person can act on, and an id for the log. Never a database's text.

use crate::wire::JsonText;
#[cfg(feature = "ssr")]
use bytes::Bytes;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use leptos::server_fn::Encodes;
use serde::{Deserialize, Serialize};

/// Why a server function refused or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or it is not for this person. 404.
    #[error("not found")]
    NotFound,
    /// The role does not allow it. 403.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is signed in, or no longer. 401.
    #[error("sign in")]
    SignIn,
    /// The input is not valid: field names and stable codes. 422.
    #[error("invalid")]
    Invalid(Vec<(String, String)>),
    /// Somebody else changed it. 409.
    #[error("conflict")]
    Conflict,
    /// The database does not answer; try again. 503.
    #[error("unavailable")]
    Unavailable,
    /// Something went wrong; the log has the rest under this id. 500.
    #[error("internal error {id}")]
    Internal {
        /// The request's id.
        id: String,
    },
    /// The request did not reach the server, or its answer did not arrive.
    #[error("connection")]
    Connection,
}

impl AppError {
    /// The HTTP status that says the same.
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Forbidden => 403,
            Self::SignIn => 401,
            Self::Invalid(_) => 422,
            Self::Conflict => 409,
            Self::Unavailable | Self::Connection => 503,
            Self::Internal { .. } => 500,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Connection,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::Invalid(Vec::new()),
            _ => Self::Internal { id: String::new() },
        }
    }

    /// The answer's status says the same as its body.
    #[cfg(feature = "ssr")]
    fn ser(&self) -> Bytes {
        crate::shell::message::set_status(self);
        JsonText::encode(self).unwrap_or_default()
    }
}

#[cfg(feature = "ssr")]
impl AppError {
    /// What people learn of a store error; the log learns the rest.
    pub fn from_store(error: &store::StoreError) -> Self {
        use store::StoreError;
        let id = crate::context::server::boot().map(|b| b.request_id).unwrap_or_default();
        match error {
            StoreError::NotFound => Self::NotFound,
            StoreError::Conflict => Self::Conflict,
            StoreError::KeyReused => Self::Invalid(vec![("idempotency_key".into(), "key_reused".into())]),
            StoreError::Refused(_)
            | StoreError::Member(_)
            | StoreError::Shape(_)
            | StoreError::NumberTaken(_)
            | StoreError::Taken(_) => Self::Invalid(Vec::new()),
            StoreError::Unavailable(_) => {
                tracing::warn!(request_id = id, error = %error, "the database does not answer");
                Self::Unavailable
            }
            StoreError::Money(_) | StoreError::Setup(_) | StoreError::Corrupt(_) | StoreError::Database(_) => {
                tracing::error!(request_id = id, error = %error, "a request failed");
                Self::Internal { id }
            }
        }
    }
}
