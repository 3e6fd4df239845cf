//! Where the desk is on the web, and what follows from it: the names and flags of its cookies, the origin of its links.
//! Pure.

use axum::http::Uri;
use std::net::IpAddr;

/// The desk's public address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// `https://desk.example`, without a slash at the end.
    origin: String,
    https: bool,
    loopback: bool,
}

impl Site {
    /// Reads a public address such as `https://desk.example`; the error says what is wrong with it.
    pub fn parse(url: &str) -> Result<Self, String> {
        let refuse = |why: &str| format!("{url:?} cannot be the public address: {why}");
        let uri: Uri = url.parse().map_err(|_| refuse("it is not a URL"))?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(refuse("it begins with https:// or http://")),
        };
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(refuse("it has no path; the desk lives at the root of its own name"));
        }
        let authority = uri.authority().ok_or_else(|| refuse("it names no host"))?;
        let origin = format!("{}://{authority}", if https { "https" } else { "http" });
        let loopback = is_loopback(authority.host());
        Ok(Self { origin, https, loopback })
    }

    /// `https://desk.example`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether people come by https.
    pub const fn https(&self) -> bool {
        self.https
    }

    /// Whether only this machine can come.
    pub const fn loopback(&self) -> bool {
        self.loopback
    }

    /// Whether browsers keep `Secure` cookies of this address: on https, and on loopback.
    pub const fn keeps_secure_cookies(&self) -> bool {
        self.https || self.loopback
    }

    /// The name of the session's cookie. Browsers refuse the prefix where they refuse `Secure`.
    pub const fn session_cookie(&self) -> &'static str {
        if self.keeps_secure_cookies() { "__Host-session" } else { "session" }
    }

    /// The address of a path of ours.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.ends_with(".localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_secure_on_https_and_on_loopback_only() {
        for (url, name) in [
            ("https://desk.example", "__Host-session"),
            ("http://127.0.0.1:3000", "__Host-session"),
            ("http://localhost:3000/", "__Host-session"),
            ("http://[::1]:3000", "__Host-session"),
            ("http://desk.example", "session"),
            ("http://0.0.0.0:3000", "session"),
            ("http://localhost.example", "session"),
        ] {
            assert_eq!(Site::parse(url).unwrap().session_cookie(), name, "{url}");
        }
    }

    #[test]
    fn an_address_that_is_not_the_root_of_a_site_is_refused() {
        for url in
            ["desk.example", "ftp://desk.example", "https://desk.example/desk", "https://desk.example?x", "https://"]
        {
            assert!(Site::parse(url).is_err(), "{url}");
        }
    }
}
