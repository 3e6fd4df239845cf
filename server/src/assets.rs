//! The client's files, embedded in the program: found by their hashed names, sent in the best encoding that is asked for.
//!
//! A name changes exactly when its content does, so a browser may keep a file for ever. The build writes them to
//! `target/site`; a server that was compiled without them refuses to start. A debug server embeds nothing: it reads the
//! files of `cargo xtask dev` as they are at the moment.

use crate::http::encoding;
use app::Assets;
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[cfg_attr(not(debug_assertions), folder = "../target/site")]
#[cfg_attr(debug_assertions, folder = "../target/dev-site")]
struct Files;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const FOR_A_DAY: &str = "public, max-age=86400";

/// The program was compiled without the client.
#[derive(Debug, thiserror::Error)]
#[error("this program was built without the client ({0} is missing): build it with `cargo xtask build`")]
pub struct NoClient(&'static str);

/// The addresses of the embedded files, for the shell of pages.
pub fn find() -> Result<Assets, NoClient> {
    let of = |ending: &'static str| url(ending).ok_or(NoClient(ending));
    Ok(Assets {
        js: of(".js")?,
        wasm: of(".wasm")?,
        css: of(".css")?,
        favicon: url(".svg").unwrap_or_else(|| "/favicon.ico".into()),
        fonts: Files::iter().filter(|path| path.ends_with(".woff2")).map(|path| format!("/{path}")).collect(),
    })
}

fn url(ending: &str) -> Option<String> {
    Files::iter().find(|path| path.starts_with("pkg/") && path.ends_with(ending)).map(|path| format!("/{path}"))
}

/// `GET /pkg/{*path}`: an embedded file.
pub async fn package(Path(path): Path<String>, headers: HeaderMap) -> Response {
    send(&format!("pkg/{path}"), FOR_EVER, &headers)
}

/// `GET /favicon.ico`: the icon for browsers that ask for it unasked.
pub async fn favicon(headers: HeaderMap) -> Response {
    match url(".svg") {
        Some(path) => send(path.trim_start_matches('/'), FOR_A_DAY, &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn send(path: &str, lifetime: &'static str, headers: &HeaderMap) -> Response {
    let Some(kind) = content_type(path) else { return StatusCode::NOT_FOUND.into_response() };
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let found = encoding::ranked(accepted).into_iter().find_map(|encoding| {
        let file = Files::get(&format!("{path}{}", encoding.file_ending()))?;
        Some((encoding.token(), file))
    });
    let Some((encoding, EmbeddedFile { data, .. })) = found else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = Response::new(Body::from(data));
    let mut set = |name: HeaderName, value: &'static str| {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    };
    set(header::CONTENT_TYPE, kind);
    set(header::CACHE_CONTROL, lifetime);
    set(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    response
}

/// Only files with these endings have an address; their compressed copies are not files of their own.
fn content_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => return None,
    })
}
