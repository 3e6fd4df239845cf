//! What the settings pages show besides what every page knows. The forms themselves are plain posts.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use domain::{
    desk::DeskFacts,
    user::{SessionLabel, team::Member},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One's own profile, besides what is known of whoever is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    /// Version of the user's row, for the guard of a change.
    pub version: i64,
    /// Sessions in force, the one used last first.
    pub sessions: Vec<SessionLabel>,
}

/// The desk's settings, and what they can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskSheet {
    /// Version of the settings, for the guard of a change.
    pub version: i64,
    /// Name.
    pub name: String,
    /// Zone, currency and languages.
    pub facts: DeskFacts,
    /// IANA names of the zones that are offered.
    pub zones: Vec<String>,
    /// Codes of every currency.
    pub currencies: Vec<String>,
}

/// One's own profile.
#[server(endpoint = "settings/profile", input = Json, output = Json)]
pub async fn get_mine() -> Result<Mine, AppError> {
    use crate::context::server::authorise;
    use store::people::{sessions, users};
    let (server, user, boot) = authorise(domain::user::Permission::OwnPreferences)?;
    let version = users::version(&server.db, user.id).await.map_err(|e| AppError::from_store(&e))?;
    let sessions = sessions::list(&server.db, user.id, boot.now).await.map_err(|e| AppError::from_store(&e))?;
    Ok(Mine { version, sessions })
}

/// The desk's settings.
#[server(endpoint = "settings/desk", input = Json, output = Json)]
pub async fn get_desk() -> Result<DeskSheet, AppError> {
    use crate::context::server::authorise;
    let (server, ..) = authorise(domain::user::Permission::ManageDesk)?;
    let desk = store::desk::fetch(&server.db).await.map_err(|e| AppError::from_store(&e))?;
    let facts = desk.settings().facts();
    let zones = store::zones::offered().into_iter().map(str::to_owned).collect();
    let currencies = domain::Currency::all().into_iter().map(|c| c.code().to_owned()).collect();
    Ok(DeskSheet { version: desk.version, name: desk.name, facts, zones, currencies })
}

/// Everybody on the team.
#[server(endpoint = "settings/users", input = Json, output = Json)]
pub async fn get_team() -> Result<Vec<Member>, AppError> {
    use crate::context::server::authorise;
    let (server, _, boot) = authorise(domain::user::Permission::ManageDesk)?;
    store::people::team::list(&server.db, boot.now).await.map_err(|e| AppError::from_store(&e))
}
