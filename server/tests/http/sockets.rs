//! What only shows on a real connection: half-sent heads, idle connections, huge heads, a graceful stop.

use crate::support::desks;
use axum::{Router, routing::get};
use server::serve::{Limits, accept};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

async fn serve(router: Router, limits: Limits) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, told) = oneshot::channel::<()>();
    let ended = tokio::spawn(accept(listener, router, limits, async { drop(told.await) }));
    Served { address, stop, ended }
}

async fn ask(stream: &mut TcpStream, head: &str) -> String {
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let n = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(answer.get(..n).unwrap()).into_owned()
}

async fn closed_after(mut stream: TcpStream) -> Duration {
    let began = Instant::now();
    let mut rest = Vec::new();
    // A reset is as good as an end.
    let _ = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut rest)).await.unwrap();
    began.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn half_sent_heads_and_idle_connections_are_closed_within_eleven_seconds() {
    for desk in desks().await.into_iter().take(1) {
        let served = serve(desk.router.clone(), Limits::default()).await;
        let mut half = TcpStream::connect(served.address).await.unwrap();
        half.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n").await.unwrap();
        let silent = TcpStream::connect(served.address).await.unwrap();
        let mut idle = TcpStream::connect(served.address).await.unwrap();
        assert!(ask(&mut idle, "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.starts_with("HTTP/1.1 200"));
        let (half, silent, idle) = tokio::join!(closed_after(half), closed_after(silent), closed_after(idle));
        for (what, took) in [("half-sent", half), ("silent", silent), ("idle", idle)] {
            assert!(took < Duration::from_secs(11), "{what}: {took:?}");
            assert!(took > Duration::from_secs(8), "{what}: {took:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_of_a_mebibyte_is_431() {
    let served = serve(Router::new(), Limits::default()).await;
    let mut stream = TcpStream::connect(served.address).await.unwrap();
    let head = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "x".repeat(1024 * 1024));
    // The server may close before it has read all of it.
    let _ = stream.write_all(head.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 431") || answer.is_empty(), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_over_the_limit_wait_for_a_place() {
    let limits = Limits { connections: 1, ..Limits::default() };
    let served = serve(Router::new().route("/", get(|| async { "hello" })), limits).await;
    let mut first = TcpStream::connect(served.address).await.unwrap();
    let head = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";
    assert!(ask(&mut first, head).await.ends_with("hello"));
    let mut second = TcpStream::connect(served.address).await.unwrap();
    let mut waiting = tokio::spawn(async move { ask(&mut second, head).await });
    assert!(tokio::time::timeout(Duration::from_millis(300), &mut waiting).await.is_err());
    drop(first);
    assert!(waiting.await.unwrap().ends_with("hello"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_stop_finishes_what_it_has_begun_and_takes_nothing_new() {
    let slow = get(|| async {
        tokio::time::sleep(Duration::from_millis(800)).await;
        "finished"
    });
    let served = serve(Router::new().route("/", slow), Limits::default()).await;
    let mut open = TcpStream::connect(served.address).await.unwrap();
    open.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let began = Instant::now();
    served.stop.send(()).unwrap();
    let mut answer = String::new();
    open.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("finished"), "{answer}");
    served.ended.await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    assert!(TcpStream::connect(served.address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_never_ends_does_not_keep_the_server_from_stopping() {
    let limits = Limits { stop: Duration::from_millis(500), ..Limits::default() };
    let endless = get(std::future::pending::<&'static str>);
    let served = serve(Router::new().route("/", endless), limits).await;
    let mut stuck = TcpStream::connect(served.address).await.unwrap();
    stuck.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    served.stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(3), served.ended).await.unwrap().unwrap();
}
