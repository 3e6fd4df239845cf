//! The forms behind a one-time link: the first owner's account, or a new password. A refused form uses nothing up.

use super::{
    flash, next,
    problem::Problem,
    session::{agent_of, back, enter},
};
use crate::AppState;
use axum::{
    Form,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use domain::{
    desk,
    user::{PASSWORD_MAX, PASSWORD_MIN, check_name, email_key},
};
use serde::Deserialize;
use store::{
    StoreError, ids,
    people::{
        entry::{self, FirstOwner},
        links::{self, Purpose},
    },
};

/// Either form; a password link sends the passwords alone.
#[derive(Deserialize)]
pub struct Welcome {
    #[serde(default)]
    desk: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    password_repeat: String,
}

impl Welcome {
    /// What is wrong: field names and stable codes.
    fn errors(&self, purpose: Purpose) -> Vec<(&'static str, &'static str)> {
        let mut errors = Vec::new();
        if purpose == Purpose::Owner {
            if self.desk.trim().chars().count() > desk::NAME_MAX {
                errors.push(("desk", "name_long"));
            }
            if let Err(code) = check_name(&self.name) {
                errors.push(("name", code));
            }
            if email_key(&self.email).is_none() {
                errors.push(("email", "email_invalid"));
            }
        }
        match self.password.chars().count() {
            0..PASSWORD_MIN => errors.push(("password", "password_short")),
            PASSWORD_MIN..=PASSWORD_MAX => {}
            _ => errors.push(("password", "password_long")),
        }
        if self.password != self.password_repeat {
            errors.push(("password_repeat", "password_mismatch"));
        }
        errors
    }
}

/// `POST /welcome/{token}`: makes the owner or sets the password, and begins a session.
pub async fn accept(
    State(state): State<AppState>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Welcome>,
) -> Result<Response, Problem> {
    let form_page = format!("/welcome/{}", domain::filter::encode_component(&token));
    let purpose = match links::purpose(&state.db, &token).await? {
        Some(purpose @ (Purpose::Owner | Purpose::Password)) => purpose,
        Some(Purpose::Demo) | None => return Ok(next::see_other(&form_page)),
    };
    let typed = [("desk", form.desk.as_str()), ("name", &form.name), ("email", &form.email)];
    let errors = form.errors(purpose);
    if !errors.is_empty() {
        return Ok(back(&state, &form_page, &flash::refusal(&errors, &typed)));
    }
    let hash = state.passwords.hash(form.password.clone()).await?;
    let (now, agent) = (ids::now(), agent_of(&headers));
    let outcome = match purpose {
        Purpose::Owner => {
            let desk = Some(form.desk.trim()).filter(|desk| !desk.is_empty());
            let owner = FirstOwner { name: form.name.trim(), email: &form.email, password_hash: &hash, desk };
            entry::create_owner(&state.db, &token, owner, &agent, now).await
        }
        Purpose::Password | Purpose::Demo => entry::set_password(&state.db, &token, &hash, &agent, now).await,
    };
    match outcome {
        Ok(secret) => Ok(enter(&state, secret.text(), next::HOME)),
        // Used up in the meantime: the page behind the link says so.
        Err(StoreError::NotFound) => Ok(next::see_other(&form_page)),
        Err(StoreError::Taken(_)) => {
            Ok(back(&state, &form_page, &flash::refusal(&[("email", "email_invalid")], &typed)))
        }
        Err(error) => Err(error.into()),
    }
}
