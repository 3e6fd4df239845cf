//! The doorway to the pages before signing in. The forms themselves are plain posts to the server's own routes.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use leptos::prelude::*;

/// The title of the browser's tab and the content, as HTML, of the page at this address: signing in, or what a one-time
/// link is for.
#[server(endpoint = "session/entry", input = Json, output = Json)]
pub async fn get_entry(address: String) -> Result<(String, String), AppError> {
    use super::content;
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    let Some(token) = path.strip_prefix("/welcome/") else { return Ok(content::sign_in(query)) };
    let server = use_context::<crate::context::server::Server>().ok_or(AppError::Unavailable)?;
    Ok(match store::people::links::purpose(&server.db, token).await {
        Ok(purpose) => content::welcome(purpose, token),
        Err(error) => content::failed(&AppError::from_store(&error)),
    })
}
