//! Bodies of requests: read whole before anything looks at them, at most 64 KiB, within 30 seconds.
//!
//! No route takes more. Reading first means that one place answers for size and time, for forms, server functions and
//! multipart alike, and that a slow client holds nothing but its connection.

use super::problem::Problem;
use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::LengthLimitError;
use std::{error::Error, time::Duration};

/// The largest body, in bytes.
pub const LIMIT: usize = 64 * 1024;
/// How long a client may take to send it.
const PATIENCE: Duration = Duration::from_secs(30);

/// The layer, for `axum::middleware::from_fn`.
pub async fn bounded(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if body.size_hint().lower() > LIMIT as u64 {
        return Problem(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    }
    let problem = match tokio::time::timeout(PATIENCE, to_bytes(body, LIMIT)).await {
        Ok(Ok(bytes)) => return next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(error)) if is_too_long(&error) => StatusCode::PAYLOAD_TOO_LARGE,
        Ok(Err(_)) => StatusCode::BAD_REQUEST,
        Err(_) => StatusCode::REQUEST_TIMEOUT,
    };
    Problem(problem).into_response()
}

fn is_too_long(error: &axum::Error) -> bool {
    error.source().is_some_and(|source| source.is::<LengthLimitError>())
}
