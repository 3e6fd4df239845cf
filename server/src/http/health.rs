//! Whether the server lives (`/healthz`), and whether it can work (`/readyz`). For machines that watch it.

use super::problem::Problem;
use crate::AppState;
use axum::{extract::State, http::StatusCode};
use std::time::Duration;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers too; 503 otherwise.
pub async fn ready(State(state): State<AppState>) -> Result<&'static str, Problem> {
    match tokio::time::timeout(PATIENCE, state.db.ping()).await {
        Ok(Ok(())) => Ok("ready\n"),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready");
            Err(Problem(StatusCode::SERVICE_UNAVAILABLE))
        }
        Err(_) => Err(Problem(StatusCode::SERVICE_UNAVAILABLE)),
    }
}
