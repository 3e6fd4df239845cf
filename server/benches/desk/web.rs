//! Whole pages: the real router with session, database, rendering and compression, behind real sockets.

use crate::{
    client::{self, Client},
    draw::Desk,
    figure::{Measured, Outcome, micros},
};
use server::{AppState, assets, routes, serve, site::Site};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::net::TcpListener;

/// How many connections ask at once, and for how long.
const CONNECTIONS: usize = 8;
const SLICE: Duration = Duration::from_secs(3);
const SLICES: usize = 5;

/// The site at an address.
pub fn site(address: &str) -> Outcome<Site> {
    Ok(Site::parse(&format!("http://{address}"))?)
}

/// A server of our own: its address and the cookie of somebody who is signed in.
pub async fn serve(desk: &Desk) -> Outcome<(String, String)> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?.to_string();
    let site = site(&address)?;
    let cookie = client::cookie(&desk.db, &site).await?;
    let router = routes::router(AppState::new(desk.db.clone(), site), assets::find()?)?;
    tokio::spawn(serve::accept(listener, router, serve::Limits::default(), std::future::pending()));
    Ok((address, cookie))
}

async fn paths(desk: &mut Desk) -> Outcome<Vec<String>> {
    let queries = desk.queries("of GET /orders").await?;
    Ok(queries.into_iter().map(|query| format!("/orders?{query}").trim_end_matches('?').to_owned()).collect())
}

/// One request after the other on one connection.
pub async fn requests(database: &str) -> Outcome<Measured> {
    let mut desk = Desk::open(database).await?;
    let paths = paths(&mut desk).await?;
    let (address, cookie) = serve(&desk).await?;
    let mut client = Client::connect(&address, &cookie).await?;
    // Warm: nobody waits for the first page of a server's life twice.
    for path in paths.iter().take(20) {
        client.get(path).await?;
    }
    let mut taken = Vec::new();
    for path in &paths {
        let began = Instant::now();
        client.get(path).await?;
        taken.push(micros(began.elapsed()));
    }
    Ok(Measured::alone(taken))
}

/// As many requests as the cores give, generator and server together: one number for each slice of time.
pub async fn throughput(database: &str) -> Outcome<Measured> {
    let mut desk = Desk::open(database).await?;
    let paths = Arc::new(paths(&mut desk).await?);
    let (address, cookie) = serve(&desk).await?;
    let (done, next) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicUsize::new(0)));
    for _ in 0..CONNECTIONS {
        let mut client = Client::connect(&address, &cookie).await?;
        let (paths, done, next) = (paths.clone(), done.clone(), next.clone());
        tokio::spawn(async move {
            loop {
                let path = &paths[next.fetch_add(1, Ordering::Relaxed) % paths.len()];
                match client.get(path).await {
                    Ok(_) => done.fetch_add(1, Ordering::Relaxed),
                    Err(error) => return eprintln!("{path}: {error}"),
                };
            }
        });
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut rates = Vec::new();
    for _ in 0..SLICES {
        let (before, began) = (done.load(Ordering::Relaxed), Instant::now());
        tokio::time::sleep(SLICE).await;
        let made = done.load(Ordering::Relaxed) - before;
        rates.push(made * 1_000_000 / micros(began.elapsed()).max(1));
    }
    Ok(Measured::alone(rates))
}
