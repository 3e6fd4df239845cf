//! The outermost layer: names each request, outlives its panic, completes its headers, and writes one line of log.
//!
//! The log has the path, never the query; where the path itself carries a secret it has the route instead.

use super::{headers, problem, problem::Problem, visitor};
use crate::site::Site;
use app::i18n::Words;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Languages, Locale};
use futures::FutureExt;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Instant};

/// Identifies a request in the log and in what people see of its failure: 128 random bits.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

impl RequestId {
    fn new() -> Self {
        let mut bytes = [0_u8; 16];
        // Without randomness requests still work; their lines in the log are told apart by time.
        let _ = getrandom::fill(&mut bytes);
        Self(format!("{:032x}", u128::from_be_bytes(bytes)))
    }
}

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The layer, for `axum::middleware::from_fn_with_state`.
pub async fn frame(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let RequestId(id) = RequestId::new();
    let method = request.method().clone();
    let path = logged_path(&request);
    // As far as it is known without the desk, which the guard looks up.
    let guessed = visitor::locale_of(request.headers(), &Languages::default());
    let accepts = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let as_page = accepts.contains("text/html");
    request.extensions_mut().insert(RequestId(id.clone()));

    let mut response = AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!(request_id = id, "a request panicked");
        Problem(StatusCode::INTERNAL_SERVER_ERROR).into_response()
    });
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        let locale = response.extensions_mut().remove::<Locale>().unwrap_or(guessed);
        problem::write(&mut response, problem, Words(locale), as_page, &id);
    }
    headers::complete(response.headers_mut(), &site);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
    tracing::info!(%method, path, status, ms, request_id = id, "answered");
    response
}

fn logged_path(request: &Request) -> String {
    match request.extensions().get::<MatchedPath>() {
        Some(matched) if matched.as_str().contains("{token}") => matched.as_str().to_owned(),
        _ => request.uri().path().to_owned(),
    }
}
