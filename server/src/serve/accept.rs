//! Accepts connections and speaks HTTP/1.1 on them, with bounds that `axum::serve` does not have: on the number of
//! connections, on the time for a request's head, on idle ones, on a client that does not read its answer.

use super::stalled::Stalled;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{future::Future, io, sync::Arc, time::Duration};
use tokio::{net::TcpListener, sync::Semaphore};

/// What a client may take of the server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections at once; further ones wait to be accepted.
    pub connections: usize,
    /// For a request's head to arrive; also how long a connection may idle between two requests.
    pub head: Duration,
    /// For a client to take some of its answer.
    pub read: Duration,
    /// For open requests to end once the server is told to stop.
    pub stop: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connections: 2048, head: seconds(10), read: seconds(30), stop: seconds(12) }
    }
}

/// The largest head of a request, in bytes.
const HEAD_BYTES: usize = 32 * 1024;
/// How long to wait when the system has no more file handles.
const BREATH: Duration = Duration::from_millis(100);

/// Serves until `stop`; then lets open requests end, within their limit.
pub async fn accept(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(HEAD_BYTES);
    let service = TowerToHyperService::new(router);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
            listener.accept().await.map(|(stream, _)| (stream, place))
        };
        let (stream, place) = tokio::select! {
            accepted = accepted => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        // Only costs latency when it fails.
        let _ = stream.set_nodelay(true);
        let io = TokioIo::new(Stalled::new(stream, limits.read));
        let connection = graceful.watch(http.serve_connection(io, service.clone()));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    tracing::info!("stopping");
    if tokio::time::timeout(limits.stop, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still open when the time to stop was over");
    }
}
