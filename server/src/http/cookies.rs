//! Cookies: the session's, the two preferences, the flash. All HttpOnly: no script of ours reads one.

use crate::site::Site;
use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, SameSite};
use std::time::Duration;

/// Keeps the language of somebody who is not signed in.
pub const LOCALE: &str = "locale";
/// Keeps the theme of somebody who is not signed in.
pub const THEME: &str = "theme";
/// Carries what a form said to the next page.
pub const FLASH: &str = "flash";

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
const MINUTE: Duration = Duration::from_secs(60);

/// A cookie of the request; the first one of this name.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// Adds a cookie to a response.
pub fn add(headers: &mut HeaderMap, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        headers.append(header::SET_COOKIE, value);
    }
}

/// The session's cookie: until the browser is closed; the server ends it earlier.
pub fn session<'a>(site: &Site, secret: &'a str) -> Cookie<'a> {
    make(site, site.session_cookie(), secret, SameSite::Lax, None)
}

/// Takes the session's cookie away.
pub fn no_session(site: &Site) -> Cookie<'static> {
    make(site, site.session_cookie(), "", SameSite::Lax, Some(Duration::ZERO))
}

/// Keeps a preference for a year.
pub fn preference(site: &Site, name: &'static str, value: &'static str) -> Cookie<'static> {
    make(site, name, value, SameSite::Lax, Some(YEAR))
}

/// Forgets a preference.
pub fn no_preference(site: &Site, name: &'static str) -> Cookie<'static> {
    make(site, name, "", SameSite::Lax, Some(Duration::ZERO))
}

/// Carries a flash to the next page.
pub fn flash<'a>(site: &Site, text: &'a str) -> Cookie<'a> {
    make(site, FLASH, text, SameSite::Strict, Some(MINUTE))
}

/// Takes the flash away.
pub fn no_flash(site: &Site) -> Cookie<'static> {
    make(site, FLASH, "", SameSite::Strict, Some(Duration::ZERO))
}

fn make<'a>(
    site: &Site,
    name: &'static str,
    value: &'a str,
    same_site: SameSite,
    lasting: Option<Duration>,
) -> Cookie<'a> {
    let secure = site.keeps_secure_cookies();
    let cookie = Cookie::build((name, value)).path("/").http_only(true).same_site(same_site).secure(secure);
    match lasting {
        Some(duration) => cookie.max_age(duration.try_into().unwrap_or_default()).build(),
        None => cookie.build(),
    }
}
