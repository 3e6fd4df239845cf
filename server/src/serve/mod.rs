//! `comptoir serve`: opens the desk, says how to get in, and answers browsers until it is told to stop.
//!
//! Standard output has the lines that programs read (`address:`, `owner link:`, `sign-in:`); the log goes to standard
//! error. A desk that is not thrown away never has a default account: while it has no owner, each start prints a new
//! one-time link that makes one.

mod accept;
mod clock;
mod demo;
pub mod resume;
mod stalled;

pub use accept::{Limits, accept};

use crate::{
    AppState, assets,
    commands::{Exit, misused, open, refuse},
    routes,
    site::Site,
};
use clap::{Args, builder::FalseyValueParser};
use std::{io, net::SocketAddr};
use store::{Db, desk, encoding, ids, people::entry};
use tokio::net::TcpListener;

/// What `serve` is told.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Serve a throw-away desk full of made-up orders, with a one-click sign-in link; on loopback only
    #[arg(long, env = "COMPTOIR_DEMO", value_parser = FalseyValueParser::new())]
    demo: bool,
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT", env = "COMPTOIR_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// Where people reach the desk, such as `https://desk.example` [default: the address listened on]
    #[arg(long, value_name = "URL", env = "COMPTOIR_PUBLIC_URL", value_parser = Site::parse)]
    public_url: Option<Site>,
}

/// Serves until SIGTERM or SIGINT.
pub async fn run(args: ServeArgs, database: &str) -> Exit {
    let reachable = !args.listen.ip().is_loopback() || args.public_url.as_ref().is_some_and(|site| !site.loopback());
    if args.demo && reachable {
        return misused(
            "a demo desk lets everybody in: --demo listens on loopback only, such as --listen 127.0.0.1:3000",
        );
    }
    let assets = match assets::find() {
        Ok(assets) => assets,
        Err(error) => return refuse(error),
    };
    let (listener, address) = match listen(args.listen).await {
        Ok(bound) => bound,
        Err(exit) => return exit,
    };
    let site = match args.public_url.map_or_else(|| Site::parse(&format!("http://{address}")), Ok) {
        Ok(site) => site,
        Err(error) => return misused(error),
    };
    let db = match open(database).await {
        Ok(db) => db,
        Err(exit) => return exit,
    };
    let lines = match prepare(&db, args.demo, reachable, &site).await {
        Ok(Ok(lines)) => lines,
        Ok(Err(why)) => return refuse(why),
        Err(error) => return refuse(error),
    };
    let state = AppState::new(db.clone(), site.clone());
    let live = state.live.clone();
    let router = match routes::router(state, assets) {
        Ok(router) => router,
        Err(error) => return refuse(error),
    };
    println!("address: {}", site.origin());
    lines.iter().for_each(|line| println!("{line}"));
    // Streams have no end of their own, and open requests are waited for.
    let stop = async {
        told_to_stop().await;
        live.stop();
    };
    let clock = clock::start(db.clone());
    let resumed = tokio::spawn(resume::all(db.clone()));
    accept(listener, router, Limits::default(), stop).await;
    clock.abort();
    resumed.abort();
    db.close().await;
    tracing::info!("stopped");
    Exit::Done
}

/// The lines that say how to get in, or why this desk is not served.
async fn prepare(db: &Db, demo: bool, reachable: bool, site: &Site) -> store::Result<Result<Vec<String>, String>> {
    for problem in encoding::problems(db).await? {
        tracing::warn!("{problem}");
    }
    if !site.keeps_secure_cookies() {
        tracing::warn!("{} is plain http: sessions can be read on the way; serve it through https", site.origin());
    }
    let is_demo = desk::fetch(db).await?.demo;
    if demo {
        if !is_demo && entry::holds_anything(db).await? {
            return Ok(Err("this desk holds real data: --demo needs a database of its own, see --database".into()));
        }
        let link = demo::prepare(db).await?;
        return Ok(Ok(vec![format!("sign-in: {}", site.link(&format!("/session/link/{}", link.text())))]));
    }
    if is_demo && reachable {
        return Ok(Err("this is a demo desk, which lets everybody in: it is served on loopback only".into()));
    }
    let link = entry::owner_link(db, ids::now()).await?;
    let line = |link: store::people::Secret| format!("owner link: {}", site.link(&format!("/welcome/{}", link.text())));
    Ok(Ok(link.map(line).into_iter().collect()))
}

async fn listen(wanted: SocketAddr) -> Result<(TcpListener, SocketAddr), Exit> {
    // tokio sets SO_REUSEADDR where that is safe, so a restart does not wait for old connections.
    let bound = TcpListener::bind(wanted).await.and_then(|listener| {
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    bound.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => refuse(format!(
            "{wanted} is in use: stop the program that listens there, or choose another port with --listen {}:{}",
            wanted.ip(),
            wanted.port().checked_add(1).unwrap_or(3000)
        )),
        io::ErrorKind::PermissionDenied => {
            refuse(format!("{wanted} may not be listened on: choose a port above 1023 with --listen"))
        }
        io::ErrorKind::AddrNotAvailable => {
            refuse(format!("{wanted} is no address of this machine: choose one with --listen"))
        }
        _ => refuse(format!("{wanted} cannot be listened on: {error}")),
    })
}

#[cfg(unix)]
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals cannot be waited for: only SIGKILL stops this process");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

#[cfg(not(unix))]
async fn told_to_stop() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
