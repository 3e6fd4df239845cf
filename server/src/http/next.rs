//! Where a form leads: only to paths of this site, whatever a link or a form says. Pure.

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::{
    filter::{decode, encode_component, encode_pairs},
    search::is_personal,
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Where people land when nothing else is said.
pub const HOME: &str = "/orders";
/// The page that people sign in on.
pub const SIGN_IN: &str = "/sign-in";

const LONGEST: usize = 2_000;
/// What may not stand in a `Location` as it is.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// The path and query that `wanted` names on this site; `None` for anything that could lead elsewhere.
pub fn local(wanted: &str) -> Option<String> {
    let begins_well = wanted.starts_with('/') && !wanted.starts_with("//");
    // Browsers read a backslash as a slash, and drop tabs and line breaks before they read at all.
    let strange = wanted.contains(|c: char| c == '\\' || c.is_control());
    (begins_well && !strange && wanted.len() <= LONGEST).then(|| utf8_percent_encode(wanted, UNSAFE).to_string())
}

/// The page that a form was sent from, if it is one of ours.
pub fn referring(headers: &HeaderMap) -> Option<String> {
    let referer: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let ours = referer.authority().is_some_and(|authority| authority.as_str() == host);
    ours.then(|| local(referer.path_and_query()?.as_str())).flatten()
}

/// The way to the sign-in page and back. A search that names a person does not go along.
pub fn sign_in_first(wanted: &Uri) -> String {
    let mut pairs = decode(wanted.query().unwrap_or_default());
    let all = pairs.len();
    pairs.retain(|(key, value)| key != "q" || !is_personal(value));
    let path = match (pairs.is_empty(), pairs.len() == all) {
        (_, true) => wanted.path_and_query().map_or(HOME, |p| p.as_str()).to_owned(),
        (true, _) => wanted.path().to_owned(),
        (false, _) => format!("{}?{}", wanted.path(), encode_pairs(pairs)),
    };
    if path == "/" || path == HOME {
        return SIGN_IN.to_owned();
    }
    format!("{SIGN_IN}?next={}", encode_component(&path))
}

/// `303 See Other`: the answer to a form.
pub fn see_other(location: &str) -> Response {
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static(HOME));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_led_to() {
        assert_eq!(local("/orders?q=a&sort=-total").as_deref(), Some("/orders?q=a&sort=-total"));
        assert_eq!(local("/orders?q=київ б").as_deref(), Some("/orders?q=%D0%BA%D0%B8%D1%97%D0%B2%20%D0%B1"));
        for elsewhere in [
            "",
            "orders",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "/orders\r\nset-cookie: a=b",
            "/\n/evil.example",
        ] {
            assert_eq!(local(elsewhere), None, "{elsewhere:?}");
        }
    }

    #[test]
    fn the_way_back_from_signing_in_keeps_the_query() {
        let uri: Uri = "/orders?q=a&stage=new".parse().unwrap();
        assert_eq!(sign_in_first(&uri), "/sign-in?next=%2Forders%3Fq%3Da%26stage%3Dnew");
        assert_eq!(sign_in_first(&"/".parse().unwrap()), "/sign-in");
        let named: Uri = "/orders?q=anna%40example.org&stage=new".parse().unwrap();
        assert_eq!(sign_in_first(&named), "/sign-in?next=%2Forders%3Fstage%3Dnew");
        assert_eq!(sign_in_first(&"/orders?q=%2B33146627555".parse().unwrap()), "/sign-in");
    }

    #[test]
    fn a_referer_of_another_site_is_not_followed() {
        let headers = |referer: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "desk.example".parse().unwrap());
            headers.insert(header::REFERER, referer.parse().unwrap());
            headers
        };
        assert_eq!(referring(&headers("https://desk.example/orders?q=a")).as_deref(), Some("/orders?q=a"));
        assert_eq!(referring(&headers("https://evil.example/orders")), None);
        assert_eq!(referring(&headers("https://desk.example//evil.example")), None);
    }
}
