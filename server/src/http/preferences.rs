//! Language, theme and density: kept with the user who is signed in; the first two in the browser as well, so that the
//! sign-in page has them too.

use super::{cookies, next, problem::Problem};
use crate::AppState;
use app::context::Boot;
use axum::{Extension, Form, extract::State, http::HeaderMap, response::Response};
use domain::{Density, Locale, user::Theme};
use serde::Deserialize;
use store::people::users::{self, Choices};

/// What the menus send: one of the three, and where to go on.
#[derive(Deserialize)]
pub struct Preferences {
    #[serde(default)]
    locale: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    density: String,
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
    let locale = Locale::parse(&form.locale).filter(|locale| boot.languages.offers(*locale));
    let choices = Choices { locale, theme: Theme::parse(&form.theme), density: Density::parse(&form.density) };
    if let Some(user) = &boot.user
        && choices != Choices::default()
    {
        users::prefer(&state.db, user.id, choices).await?;
    }
    let back = next::local(&form.next).or_else(|| next::referring(&headers)).unwrap_or_else(|| next::HOME.into());
    let mut response = next::see_other(&back);
    if let Some(locale) = locale {
        cookies::add(response.headers_mut(), &cookies::preference(&state.site, cookies::LOCALE, locale.code()));
    }
    if let Some(theme) = choices.theme {
        cookies::add(response.headers_mut(), &cookies::preference(&state.site, cookies::THEME, theme.code()));
    }
    Ok(response)
}
