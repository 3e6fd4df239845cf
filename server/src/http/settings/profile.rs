//! One's own profile, and one's own sessions.

use super::{asker, done, refused};
use crate::{
    AppState,
    http::{cookies, next, problem::Problem},
};
use app::{context::Boot, routes::SETTINGS_PROFILE};
use axum::{Extension, Form, extract::State, response::Response};
use domain::{ids::SessionId, user::profile::ProfileDraft};
use serde::Deserialize;
use store::{
    StoreError, ids,
    people::{sessions, users},
};

/// The profile's form.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    name: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    density: String,
    /// Sent only when the box is ticked.
    single_keys: Option<String>,
}

/// `POST /settings/profile`: keeps the profile. The browser learns language and theme, for the sign-in page.
pub async fn save(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(form): Form<Sent>,
) -> Result<Response, Problem> {
    let languages = boot.languages.clone();
    let user = asker(boot)?;
    let Sent { version, name, locale, theme, density, single_keys } = form;
    let mut typed = vec![("name", name.as_str()), ("locale", &locale), ("theme", &theme), ("density", &density)];
    if single_keys.is_some() {
        typed.push(("single_keys", "on"));
    }
    let draft = ProfileDraft {
        name: name.clone(),
        locale: locale.clone(),
        theme: theme.clone(),
        density: density.clone(),
        single_keys: single_keys.is_some(),
    };
    let profile = match draft.check(&languages) {
        Ok(profile) => profile,
        Err(errors) => return Ok(refused(&state, SETTINGS_PROFILE, &errors, &typed)),
    };
    match users::save_profile(&state.db, user.id, version, &profile, ids::now()).await {
        Ok(()) => {}
        Err(StoreError::Conflict) => return Ok(refused(&state, SETTINGS_PROFILE, &[("", "conflict")], &typed)),
        Err(error) => return Err(error.into()),
    }
    let mut response = done(&state, SETTINGS_PROFILE, "saved", &[]);
    let chosen = match profile.locale {
        Some(locale) => cookies::preference(&state.site, cookies::LOCALE, locale.code()),
        None => cookies::no_preference(&state.site, cookies::LOCALE),
    };
    cookies::add(response.headers_mut(), &chosen);
    cookies::add(response.headers_mut(), &cookies::preference(&state.site, cookies::THEME, profile.theme.code()));
    Ok(response)
}

/// The form that ends a session.
#[derive(Deserialize)]
pub struct Ended {
    #[serde(default)]
    session: String,
}

/// `POST /settings/sessions/end`: ends one of one's own sessions. The one that asks leads out.
pub async fn end_session(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(form): Form<Ended>,
) -> Result<Response, Problem> {
    let here = boot.session;
    let user = asker(boot)?;
    // What names no session ends none.
    let session = SessionId(form.session.parse().unwrap_or(0));
    sessions::end_one(&state.db, user.id, session).await?;
    if here == Some(session) {
        let mut response = next::see_other(next::SIGN_IN);
        cookies::add(response.headers_mut(), &cookies::no_session(&state.site));
        return Ok(response);
    }
    Ok(done(&state, SETTINGS_PROFILE, "session_ended", &[]))
}

/// `POST /settings/sessions/end-others`: ends every one of one's own sessions but this.
pub async fn end_other_sessions(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
) -> Result<Response, Problem> {
    let here = boot.session;
    let user = asker(boot)?;
    if let Some(here) = here {
        sessions::end_others(&state.db, user.id, here).await?;
    }
    Ok(done(&state, SETTINGS_PROFILE, "sessions_ended", &[]))
}
