//! The forms of the settings pages. A refused one comes back as it was typed; one that was done leads to its page, which
//! says so once.

pub mod desk;
pub mod funnels;
pub mod profile;
pub mod read;
mod shaping;
pub mod stages;
pub mod users;

use super::{flash, problem::Problem, session::back};
use crate::AppState;
use app::context::{Boot, Flash};
use axum::{http::StatusCode, response::Response};
use domain::User;

/// Whoever is signed in; the route table lets nobody else come here.
fn asker(boot: Boot) -> Result<User, Problem> {
    boot.user.ok_or(Problem(StatusCode::UNAUTHORIZED))
}

/// Leads to a page that says once what was done.
fn done(state: &AppState, location: &str, notice: &str, fields: &[(&str, &str)]) -> Response {
    let said = Flash { notice: Some(notice.to_owned()), ..flash::refusal(&[], fields) };
    back(state, location, &said)
}

/// Leads back to the form with what is wrong and what was typed.
fn refused(state: &AppState, location: &str, errors: &[(&str, &str)], typed: &[(&str, &str)]) -> Response {
    back(state, location, &flash::refusal(errors, typed))
}
