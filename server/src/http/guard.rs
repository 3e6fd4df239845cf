//! The one place that decides who may use an address, from the route table. What is not in the table is not there.
//!
//! A page that needs a session leads to the sign-in page and back; anything else is refused with its status. Server
//! functions ask once more themselves.

use super::{cookies, frame::RequestId, next, problem::Problem, visitor};
use crate::{
    AppState,
    routes::{Found, Kind, Rule, Table},
};
use app::error::AppError;
use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::Role;
use leptos::server_fn::error::FromServerFnError;
use std::sync::Arc;

/// What the guard knows.
#[derive(Clone)]
pub struct Guard {
    /// The server's state.
    pub state: AppState,
    /// Every address and its rule.
    pub table: Arc<Table>,
}

/// The layer, for `axum::middleware::from_fn_with_state`.
pub async fn guard(State(Guard { state, table }): State<Guard>, mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    let (rule, kind) = match table.find(request.method(), path) {
        Found::Entry(entry) => (entry.rule, entry.kind),
        Found::OtherMethods(methods) => return method_not_allowed(&methods),
        // Whoever asks gets the same "not found" page, which knows who they are.
        Found::Nothing => (Rule::Public, Kind::Page),
    };
    if rule == Rule::Machine {
        return next.run(request).await;
    }
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_else(|| RequestId(String::new()));
    let is_page = kind == Kind::Page && *request.method() == Method::GET;
    let (boot, secret) = match visitor::identify(&state, request.headers(), &id, is_page).await {
        Ok(identified) => identified,
        Err(error) => return failed(kind, Problem::from_store(&error)),
    };
    let mut forbidden = false;
    if let Rule::SignedIn(permission) = rule {
        match &boot.user {
            None if kind == Kind::Page => return next::see_other(&next::sign_in_first(request.uri())),
            None => return refused(kind, AppError::SignIn),
            Some(user) => forbidden = !Role::may(user.role, permission),
        }
    }
    let locale = boot.locale;
    if forbidden && kind != Kind::Page {
        let mut response = refused(kind, AppError::Forbidden);
        response.extensions_mut().insert(locale);
        return response;
    }
    let flash_is_read = boot.flash.is_some();
    request.extensions_mut().insert(boot);
    request.extensions_mut().insert(secret);
    let mut response = next.run(request).await;
    // A page says it itself, in its frame. One that did not is not shown.
    if forbidden && response.status() != StatusCode::FORBIDDEN {
        response = refused(kind, AppError::Forbidden);
    }
    response.extensions_mut().insert(locale);
    if flash_is_read {
        cookies::add(response.headers_mut(), &cookies::no_flash(&state.site));
    }
    response
}

fn refused(kind: Kind, error: AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::FORBIDDEN);
    if kind == Kind::Function { function_error(status, &error) } else { Problem(status).into_response() }
}

fn failed(kind: Kind, problem: Problem) -> Response {
    if kind == Kind::Function { function_error(problem.0, &AppError::Unavailable) } else { problem.into_response() }
}

/// An error in the form in which the client of a server function reads it.
fn function_error(status: StatusCode, error: &AppError) -> Response {
    let mut response = (status, Body::from(error.ser())).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

fn method_not_allowed(methods: &[Method]) -> Response {
    let mut names: Vec<&str> = methods.iter().map(Method::as_str).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    let mut response = Problem(StatusCode::METHOD_NOT_ALLOWED).into_response();
    if let Ok(allow) = HeaderValue::from_str(&names.join(", ")) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}
