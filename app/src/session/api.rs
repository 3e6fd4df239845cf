//! What a one-time link is for. The forms themselves are plain posts to the server's own routes.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a one-time link lets somebody do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkPurpose {
    /// Make the desk's first owner.
    Owner,
    /// Choose a password.
    Password,
}

/// What this link is for; `None` when it was used, is over, or never was.
#[server(endpoint = "session/link", input = Json, output = Json)]
pub async fn get_link(token: String) -> Result<Option<LinkPurpose>, AppError> {
    let server = use_context::<crate::context::server::Server>().ok_or(AppError::Unavailable)?;
    let found = store::people::links::purpose(&server.db, &token).await.map_err(|e| AppError::from_store(&e))?;
    Ok(found.and_then(|purpose| match purpose {
        store::people::links::Purpose::Owner => Some(LinkPurpose::Owner),
        store::people::links::Purpose::Password => Some(LinkPurpose::Password),
        store::people::links::Purpose::Demo => None,
    }))
}
