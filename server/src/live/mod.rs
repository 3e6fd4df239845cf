//! `GET /live`: what others change, told to open pages as server-sent events. Called by the router.
//!
//! `?after=SEQ` is the number that the page is of; `Last-Event-ID`, which a browser sends by itself when it comes again,
//! goes before it. A message is a `domain::live::News` under its number; `event: reset` says that too much has happened
//! and everything is to be asked for again; a comment every fifteen seconds keeps the connection. One task looks into the
//! database for all streams; a stream asks by itself only for what it missed. A stream ends with its session, with a
//! change of its user's role, and with the server.

mod frame;
mod hub;
mod listener;
mod places;

use crate::{AppState, http::problem::Problem};
use app::context::Boot;
use axum::{
    Extension,
    body::Body,
    extract::{Query, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::live::Seq;
use hub::Hub;
use listener::{Listener, Start};
use std::{collections::HashMap, convert::Infallible, sync::Arc};
use store::Db;
use tokio_util::sync::{CancellationToken, DropGuard};

pub use places::PER_SESSION;

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const HEADERS: [(HeaderName, &str); 3] = [
    (header::CONTENT_TYPE, "text/event-stream"),
    (header::CACHE_CONTROL, "no-store"),
    // A proxy that collects the answer would hold back every message.
    (HeaderName::from_static("x-accel-buffering"), "no"),
];

/// The news of a desk; cheap to clone. Looked for until it is stopped, or dropped everywhere.
#[derive(Clone)]
pub struct Live {
    hub: Arc<Hub>,
    stop: CancellationToken,
    _dropped: Arc<DropGuard>,
}

impl Live {
    /// Looks for the news of a desk, in a task of its own.
    pub fn start(db: &Db) -> Self {
        let stop = CancellationToken::new();
        let hub = Arc::new(Hub::new(db.clone(), stop.clone()));
        tokio::spawn(hub::run(hub.clone(), stop.clone()));
        Self { hub, _dropped: Arc::new(stop.clone().drop_guard()), stop }
    }

    /// Ends every stream; none is opened any more.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// How many streams are open.
    pub fn streams(&self) -> usize {
        self.hub.places.streams()
    }
}

/// Opens a stream.
pub async fn stream(
    method: Method,
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let head = HEADERS.map(|(name, value)| (name, HeaderValue::from_static(value)));
    let (Some(user), Some(session)) = (boot.user, boot.session) else { return Err(Problem(StatusCode::UNAUTHORIZED)) };
    if method == Method::HEAD {
        return Ok(head.into_response());
    }
    let last = headers.get(LAST_EVENT_ID).map(|value| value.to_str().unwrap_or_default());
    let start = match last.or(query.get("after").map(String::as_str)) {
        None => Start::Now,
        Some(text) => text.parse::<Seq>().map_or(Start::Unknown, Start::After),
    };
    let place = state.live.hub.places.take(session, user.role).ok_or(Problem(StatusCode::TOO_MANY_REQUESTS))?;
    let listener = Listener::open(state.live.hub.clone(), place, user.role, start).await?;
    let messages = futures::stream::unfold(listener, |mut listener| async {
        let message = listener.next().await?;
        Some((Ok::<_, Infallible>(message), listener))
    });
    Ok((head, Body::from_stream(messages)).into_response())
}
