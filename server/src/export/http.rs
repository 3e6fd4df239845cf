//! `GET /export.csv` and `GET /export.xlsx`: the listing of the query, as a download. Called by the router.
//!
//! CSV goes out while it is read, no faster than the client takes it; a failure on the way breaks the connection off, so
//! that nobody takes a part for the whole. A workbook is whole before its first byte goes out. A few exports run at
//! once: each holds a snapshot of the database.

use super::{
    ExportError, Format, Reader, Source,
    file::{self, CsvPieces},
};
use crate::{AppState, http::problem::Problem};
use app::{context::Boot, i18n::Words};
use axum::{
    Extension,
    body::Body,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Listing, filter::encode_component, funnel::Sight};
use std::time::Duration;
use tokio::{
    sync::{Semaphore, SemaphorePermit, mpsc},
    time::timeout,
};
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::io::ReaderStream;

/// SQLite has four readers: exports leave half of them to the screens.
static SLOTS: Semaphore = Semaphore::const_new(2);
/// How long an export waits for its turn.
const TURN: Duration = Duration::from_secs(20);
/// How long a client may take for one piece before its snapshot is given back.
const PIECE: Duration = Duration::from_secs(60);
/// How many pieces wait for a slow client.
const WAITING: usize = 4;
const PIECE_BYTES: usize = 64 * 1024;

/// The listing as CSV, streamed.
pub async fn csv(
    method: Method,
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    RawQuery(query): RawQuery,
) -> Result<Response, Response> {
    let (source, turn) = begin(&state, &boot, query.as_deref()).await?;
    let mut headers = headers(Format::Csv, &boot);
    // A proxy that collects the answer would undo the streaming.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    if method == Method::HEAD {
        return Ok(headers.into_response());
    }
    let pieces = CsvPieces::new(source).map_err(refuse)?;
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::spawn(stream(pieces, sender, turn));
    Ok((headers, Body::from_stream(ReceiverStream::new(receiver))).into_response())
}

/// The listing as a workbook.
pub async fn xlsx(
    method: Method,
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    RawQuery(query): RawQuery,
) -> Result<Response, Response> {
    let (source, turn) = begin(&state, &boot, query.as_deref()).await?;
    let mut headers = headers(Format::Xlsx, &boot);
    if method == Method::HEAD {
        return Ok(headers.into_response());
    }
    let (file, _) = file::xlsx(source, &std::env::temp_dir()).await.map_err(refuse)?;
    drop(turn);
    let length = file.metadata().map_err(|e| refuse(e.into()))?.len();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let stream = ReaderStream::with_capacity(tokio::fs::File::from_std(file), PIECE_BYTES);
    Ok((headers, Body::from_stream(stream)).into_response())
}

async fn begin(
    state: &AppState,
    boot: &Boot,
    query: Option<&str>,
) -> Result<(Source, SemaphorePermit<'static>), Response> {
    let (mut listing, problems) = Listing::from_query(query.unwrap_or_default());
    if let Some(user) = &boot.user {
        let opened = store::searches::open(&state.db, user.id, listing.filter, boot.now).await;
        listing.filter = opened.map_err(|e| Problem::from(e).into_response())?;
    }
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    if listing.filter.kept_search.is_some() {
        return Err((StatusCode::GONE, plain, Words(boot.locale).search_lost()).into_response());
    }
    if !problems.is_empty() {
        let words = Words(boot.locale);
        let lines = problems.iter().map(|p| words.not_understood(&format!("{}={}", p.key, p.value)) + "\n");
        return Err((StatusCode::BAD_REQUEST, plain, lines.collect::<String>()).into_response());
    }
    let busy = || Problem(StatusCode::SERVICE_UNAVAILABLE).into_response();
    let turn = timeout(TURN, SLOTS.acquire()).await.map_err(|_| busy())?.map_err(|_| busy())?;
    let user = boot.user.as_ref().ok_or_else(|| Problem(StatusCode::UNAUTHORIZED).into_response())?;
    let (me, sight) = (Some(user.id), Sight::Of(user.role));
    let reader = Reader { locale: boot.locale, zone: boot.zone.clone(), now: boot.now, me, sight };
    let source = Source::open(&state.db, &listing, &reader).await.map_err(refuse)?;
    Ok((source, turn))
}

fn refuse(error: ExportError) -> Response {
    match error {
        ExportError::Store(error) => Problem::from(error).into_response(),
        error => {
            tracing::error!(%error, "an export failed");
            Problem(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
    }
}

type Piece = Result<Vec<u8>, ExportError>;

/// Sends pieces until the end, the first failure, or the client's patience is over.
async fn stream(mut pieces: CsvPieces, sender: mpsc::Sender<Piece>, _turn: SemaphorePermit<'static>) {
    loop {
        let piece = match pieces.next().await {
            Ok(None) => return,
            Ok(Some(piece)) => Ok(piece),
            Err(error) => {
                tracing::error!(%error, rows = pieces.rows(), "an export broke off");
                Err(error)
            }
        };
        let last = piece.is_err();
        match timeout(PIECE, sender.send(piece)).await {
            Ok(Ok(())) if !last => {}
            Ok(_) => return,
            Err(_) => {
                // The channel is full; when it empties, the client has to learn that the file is not whole.
                tracing::warn!(rows = pieces.rows(), "an export was given up: the client takes nothing");
                drop(pieces);
                let _ = sender.send(Err(ExportError::Abandoned)).await;
                return;
            }
        }
    }
}

/// Names the file in the reader's language, with the desk's day, and in ASCII for programs that know no other.
fn headers(format: Format, boot: &Boot) -> HeaderMap {
    let (day, extension) = (boot.zone.date_of(boot.now), format.extension());
    let name = format!("{}-{day}.{extension}", Words(boot.locale).orders_title().to_lowercase());
    let ascii = if name.is_ascii() { name.clone() } else { format!("orders-{day}.{extension}") };
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", encode_component(&name));
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers
}
