//! Requests that another site makes a browser send. tower-http compares `Sec-Fetch-Site` and `Origin`; it lets a request
//! with neither pass, which no browser of today sends: with a session's cookie it is refused here.

use super::{cookies, problem::Problem};
use crate::site::Site;
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// How the layer answers: with a problem that the frame writes out.
pub type Rejection = fn(ProtectionError) -> Response;

/// The layer of tower-http, which also takes requests from the public address where a proxy changed the host.
pub fn layer(site: &Site) -> CsrfLayer<Rejection> {
    let refuse: Rejection = |_| Problem(StatusCode::FORBIDDEN).into_response();
    let layer = CsrfLayer::new().with_rejection_response(refuse);
    layer.clone().add_trusted_origin(site.origin()).unwrap_or(layer)
}

/// The second layer, for `axum::middleware::from_fn_with_state`.
pub async fn refuse_unsaid(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let headers = request.headers();
    let says = |name: &str| headers.get(name).is_some_and(|value| !value.is_empty());
    let said = says("sec-fetch-site") || says(header::ORIGIN.as_str());
    if !safe && !said && cookies::read(headers, site.session_cookie()).is_some() {
        return Problem(StatusCode::FORBIDDEN).into_response();
    }
    next.run(request).await
}
