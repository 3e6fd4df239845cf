//! Signing in and out, and the one-click link of a demo desk.
//!
//! The same answer after the same time for an unknown e-mail, a wrong password, a user without one and a disabled one.

use super::{cookies, flash, next, problem::Problem, visitor::SessionSecret};
use crate::AppState;
use app::context::Flash;
use axum::{
    Extension, Form,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use domain::user::{PASSWORD_MAX, email_key};
use serde::Deserialize;
use store::{
    StoreError, ids,
    people::{attempts, attempts::Attempt, entry, sessions, users},
};

/// The sign-in form.
#[derive(Deserialize)]
pub struct SignIn {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// `POST /session`: begins a session.
pub async fn begin(
    State(state): State<AppState>,
    Extension(SessionSecret(old)): Extension<SessionSecret>,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Result<Response, Problem> {
    let now = ids::now();
    let Some(key) = email_key(&form.email) else { return Ok(refuse(&state, &form, "sign_in_failed")) };
    if let Attempt::Wait { seconds } = attempts::begin(&state.db, &key, now).await? {
        let mut response = refuse(&state, &form, "too_many");
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return Ok(response);
    }
    let found = users::by_email(&state.db, &form.email).await?;
    let (user, hash) = found.map_or((None, None), |c| (Some(c.user), c.password_hash));
    let password: String = form.password.chars().take(PASSWORD_MAX + 1).collect();
    let matches = state.passwords.matches(password, hash).await?;
    let Some(user) = user.filter(|user| matches && !user.disabled) else {
        return Ok(refuse(&state, &form, "sign_in_failed"));
    };
    let secret = entry::sign_in(&state.db, &user, old.as_deref(), &agent_of(&headers), now).await?;
    Ok(enter(&state, secret.text(), &next::local(&form.next).unwrap_or_else(|| next::HOME.into())))
}

/// `POST /session/end`: ends the session, if there is one.
pub async fn end(
    State(state): State<AppState>,
    Extension(SessionSecret(secret)): Extension<SessionSecret>,
) -> Result<Response, Problem> {
    if let Some(secret) = secret {
        sessions::end(&state.db, &secret).await?;
    }
    let mut response = next::see_other(next::SIGN_IN);
    cookies::add(response.headers_mut(), &cookies::no_session(&state.site));
    Ok(response)
}

/// `GET /session/link/{token}`: signs the owner of a demo desk in; any other link leads to the sign-in page.
pub async fn demo(
    State(state): State<AppState>,
    Extension(SessionSecret(old)): Extension<SessionSecret>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    match entry::enter_demo(&state.db, &token, old.as_deref(), &agent_of(&headers)).await {
        Ok(secret) => Ok(enter(&state, secret.text(), next::HOME)),
        Err(StoreError::NotFound) => Ok(back(&state, next::SIGN_IN, &flash::refusal(&[("", "link_used")], &[]))),
        Err(error) => Err(error.into()),
    }
}

/// The browser and system that a session is listed under.
pub(super) fn agent_of(headers: &HeaderMap) -> String {
    let header = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    domain::agent::shorten(header.unwrap_or_default())
}

/// Leads into the desk with a new session.
pub(super) fn enter(state: &AppState, secret: &str, location: &str) -> Response {
    let mut response = next::see_other(location);
    cookies::add(response.headers_mut(), &cookies::session(&state.site, secret));
    response
}

/// Leads back to a form with what it is to say.
pub(super) fn back(state: &AppState, location: &str, said: &Flash) -> Response {
    let mut response = next::see_other(location);
    cookies::add(response.headers_mut(), &cookies::flash(&state.site, &flash::encode(said)));
    response
}

fn refuse(state: &AppState, form: &SignIn, code: &str) -> Response {
    let location = match next::local(&form.next) {
        Some(path) => format!("{}?next={}", next::SIGN_IN, domain::filter::encode_component(&path)),
        None => next::SIGN_IN.to_owned(),
    };
    back(state, &location, &flash::refusal(&[("", code)], &[("email", &form.email)]))
}
