//! What a settings page shows, read before it is drawn: the page waits for nothing then, and the client needs none of it.

use crate::{AppState, http::problem::Problem};
use app::{
    context::Boot,
    settings::{
        content::{DeskSheet, Sheet},
        funnels::Shown,
        section::Section,
    },
};
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{Currency, User, filter::decode};
use store::{
    desk, funnels,
    people::{sessions, team, users},
    zones,
};

/// The layer that reads what a settings page shows, for `axum::middleware::from_fn_with_state`. Stands inside the guard.
pub async fn sheet(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let section = Section::at(request.uri().path()).filter(|_| *request.method() != Method::POST);
    let boot = request.extensions().get::<Boot>();
    let asked = section.zip(boot).and_then(|(section, boot)| Some((section, boot, boot.user.as_ref()?)));
    // The page itself says so to whoever may not see it.
    if let Some((section, boot, user)) = asked.filter(|(section, _, user)| user.role.may(section.permission())) {
        match read(&state, section, boot, user, request.uri().query().unwrap_or_default()).await {
            Ok(sheet) => drop(request.extensions_mut().insert(sheet)),
            Err(error) => return Problem::from_store(&error).into_response(),
        }
    }
    next.run(request).await
}

async fn read(state: &AppState, section: Section, boot: &Boot, user: &User, query: &str) -> store::Result<Sheet> {
    Ok(match section {
        Section::Profile => Sheet::Profile {
            version: users::version(&state.db, user.id).await?,
            sessions: sessions::list(&state.db, user.id, boot.now).await?,
        },
        Section::Desk => {
            let desk = desk::fetch(&state.db).await?;
            let currencies = Currency::all().into_iter().map(Currency::code).collect();
            let (facts, zones) = (desk.settings().facts(), zones::offered());
            Sheet::Desk(DeskSheet { version: desk.version, name: desk.name, facts, zones, currencies })
        }
        Section::Users => Sheet::Team(team::list(&state.db, boot.now).await?),
        Section::Funnels => {
            let sheets = funnels::sheets(&state.db).await?;
            let shown = Shown::asked(&decode(query), &sheets);
            Sheet::Funnels(sheets, shown)
        }
    })
}
