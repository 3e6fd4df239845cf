//! Comments that name the reader: what they are, and that they have been seen.

use super::{asker, text};
use crate::{
    AppState,
    http::{next, problem::Problem},
};
use app::{
    context::Boot,
    routes::{self, MENTIONS},
};
use axum::{Extension, Form, extract::State, http::HeaderMap, response::Response};
use domain::{OrderNumber, Timestamp, User, filter::Pairs, order::mention::ToldSheet};
use store::{Db, StoreError, ids, mentions};

/// What the page shows.
pub(super) async fn sheet(db: &Db, user: &User, query: &Pairs) -> store::Result<ToldSheet> {
    let behind = text(query, "after").split_once('.');
    let behind = behind.and_then(|(at, comment)| Some((Timestamp(at.parse().ok()?), comment.parse().ok()?)));
    mentions::list(db, user.id, user.role, behind).await
}

/// `POST /mentions/seen`: what names the reader in an order has been seen, or all of it; leads to the comments.
pub async fn see(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let number = match text(&pairs, "number") {
        "" => None,
        number => Some(OrderNumber::parse(number).map_err(|_| StoreError::NotFound)?),
    };
    mentions::see(&state.db, user.id, number.as_ref(), ids::now()).await?;
    let Some(number) = number else { return Ok(next::see_other(MENTIONS)) };
    // Back to the same page of the order, with the list that it was opened from.
    let comments = routes::comments(&number);
    let page = comments.strip_suffix("#comments").unwrap_or(&comments);
    let from = next::referring(&headers).filter(|path| path.split('?').next() == Some(page));
    Ok(next::see_other(&from.map_or(comments.clone(), |path| format!("{path}#comments"))))
}
