//! The desk's settings.

use super::{asker, done, refused};
use crate::{AppState, http::problem::Problem};
use app::{context::Boot, routes::SETTINGS_DESK};
use axum::{Extension, Form, extract::State, response::Response};
use domain::desk::DeskDraft;
use store::{StoreError, desk, ids, zones};

/// `POST /settings/desk`: changes the settings. Languages are sent one by one, so the form is read as pairs.
pub async fn save(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let user = asker(boot)?;
    let all = |name: &str| pairs.iter().filter(|(n, _)| n == name).map(|(_, text)| text.clone()).collect::<Vec<_>>();
    let one = |name: &str| all(name).into_iter().next().unwrap_or_default();
    let draft = DeskDraft {
        name: one("name"),
        zone: one("zone"),
        currency: one("currency"),
        languages: all("languages"),
        default_language: one("default_language"),
    };
    let typed: Vec<(&str, &str)> =
        pairs.iter().filter(|(name, _)| name != "version").map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let settings = match draft.check(zones::zone) {
        Ok(settings) => settings,
        Err(errors) => return Ok(refused(&state, SETTINGS_DESK, &errors, &typed)),
    };
    let version = one("version").parse().unwrap_or(0);
    match desk::change(&state.db, user.id, version, &settings, ids::now()).await {
        Ok(()) => Ok(done(&state, SETTINGS_DESK, "saved", &[])),
        Err(StoreError::Conflict) => Ok(refused(&state, SETTINGS_DESK, &[("", "conflict")], &typed)),
        Err(error) => Err(error.into()),
    }
}
