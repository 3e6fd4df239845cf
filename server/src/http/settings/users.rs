//! The team: invitations, roles, links, who may sign in. A one-time link is shown once, to whoever made it.

use super::{asker, done, refused};
use crate::{AppState, http::problem::Problem};
use app::{context::Boot, routes::SETTINGS_USERS};
use axum::{Extension, Form, extract::State, response::Response};
use domain::{
    Role, User,
    ids::UserId,
    user::team::{InviteDraft, MemberChange},
};
use serde::Deserialize;
use store::{
    StoreError, ids,
    people::{Secret, team, users},
};

/// The form that invites somebody.
#[derive(Deserialize)]
pub struct Invited {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    role: String,
}

/// `POST /settings/users`: makes a user, and the link with which they choose a password.
pub async fn invite(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(form): Form<Invited>,
) -> Result<Response, Problem> {
    let actor = asker(boot)?;
    let Invited { name, email, role } = form;
    let typed = [("name", name.as_str()), ("email", &email), ("role", &role)];
    let draft = InviteDraft { name: name.clone(), email: email.clone(), role: role.clone() };
    let invite = match draft.check() {
        Ok(invite) => invite,
        Err(errors) => return Ok(refused(&state, SETTINGS_USERS, &errors, &typed)),
    };
    match team::invite(&state.db, actor.id, &invite, ids::now()).await {
        Ok((user, link)) => Ok(show(&state, &user, &link)),
        Err(StoreError::Taken(_)) => Ok(refused(&state, SETTINGS_USERS, &[("email", "email_taken")], &typed)),
        Err(error) => Err(error.into()),
    }
}

/// What the menus beside a user send.
#[derive(Deserialize)]
pub struct About {
    #[serde(default)]
    user: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    role: String,
}

impl About {
    /// What names no user names one that does not exist.
    fn user(&self) -> UserId {
        UserId(self.user.parse().unwrap_or(0))
    }
}

/// `POST /settings/users/link`: makes a new link for a user, in place of the ones before.
pub async fn make_link(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(form): Form<About>,
) -> Result<Response, Problem> {
    let actor = asker(boot)?;
    match team::make_link(&state.db, actor.id, form.user(), form.version, ids::now()).await {
        Ok((user, link)) => Ok(show(&state, &user, &link)),
        Err(error) => not_done(&state, error),
    }
}

/// `POST /settings/users/role`: gives a user another role.
pub async fn give_role(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(form): Form<About>,
) -> Result<Response, Problem> {
    match Role::parse(&form.role) {
        Some(role) => change(&state, boot, &form, MemberChange::Role(role), "role_changed").await,
        None => Ok(refused(&state, SETTINGS_USERS, &[("", "choice_unknown")], &[])),
    }
}

/// `POST /settings/users/disable`: takes the right to sign in away; felt at the user's next request.
pub async fn disable(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(form): Form<About>,
) -> Result<Response, Problem> {
    change(&state, boot, &form, MemberChange::Disable, "user_disabled").await
}

/// `POST /settings/users/enable`: gives the right to sign in back.
pub async fn enable(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(form): Form<About>,
) -> Result<Response, Problem> {
    change(&state, boot, &form, MemberChange::Enable, "user_enabled").await
}

async fn change(
    state: &AppState,
    boot: Boot,
    form: &About,
    change: MemberChange,
    notice: &str,
) -> Result<Response, Problem> {
    let actor = asker(boot)?;
    match team::change(&state.db, actor.id, form.user(), form.version, change, ids::now()).await {
        Ok(()) => {
            let name = users::name(&state.db, form.user()).await?;
            Ok(done(state, SETTINGS_USERS, notice, &[("who", &name)]))
        }
        Err(error) => not_done(state, error),
    }
}

fn show(state: &AppState, user: &User, link: &Secret) -> Response {
    let link = state.site.link(&format!("/welcome/{}", link.text()));
    done(state, SETTINGS_USERS, "link_made", &[("who", &user.name), ("link", &link)])
}

/// The page shows the team as it is now.
fn not_done(state: &AppState, error: StoreError) -> Result<Response, Problem> {
    let code = match error {
        StoreError::Conflict => "user_changed",
        StoreError::Member(refusal) => refusal.code(),
        error => return Err(error.into()),
    };
    Ok(refused(state, SETTINGS_USERS, &[("", code)], &[]))
}
