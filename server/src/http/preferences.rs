//! Language and theme: kept with the user who is signed in, and in the browser, so that the sign-in page has them too.

use super::{cookies, next, problem::Problem};
use crate::AppState;
use app::context::Boot;
use axum::{Extension, Form, extract::State, http::HeaderMap, response::Response};
use domain::{Locale, user::Theme};
use serde::Deserialize;
use store::people::users;

/// What the menus send: one of the two, and where to go on.
#[derive(Deserialize)]
pub struct Preferences {
    #[serde(default)]
    locale: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    next: String,
}

/// `POST /preferences`: keeps the choice and leads back to the page that it was made on.
pub async fn keep(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(form): Form<Preferences>,
) -> Result<Response, Problem> {
    let (locale, theme) = (Locale::parse(&form.locale), Theme::parse(&form.theme));
    if let Some(user) = &boot.user
        && (locale.is_some() || theme.is_some())
    {
        users::prefer(&state.db, user.id, locale, theme).await?;
    }
    let back = next::local(&form.next).or_else(|| next::referring(&headers)).unwrap_or_else(|| next::HOME.into());
    let mut response = next::see_other(&back);
    if let Some(locale) = locale {
        cookies::add(response.headers_mut(), &cookies::preference(&state.site, cookies::LOCALE, locale.code()));
    }
    if let Some(theme) = theme {
        cookies::add(response.headers_mut(), &cookies::preference(&state.site, cookies::THEME, theme.code()));
    }
    Ok(response)
}
