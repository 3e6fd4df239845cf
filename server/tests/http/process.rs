//! A second server of a desk in a process of its own: the binary, reached through a router that passes requests on.

use crate::support::Desk;
use axum::{Router, body::Body, extract::Request, http::StatusCode, response::Response};
use http_body_util::BodyExt;
use std::{
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_util::io::ReaderStream;

/// The process; it ends with the test.
pub struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the binary on the database of a desk.
pub async fn beside(desk: &Desk) -> (Desk, Process) {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_comptoir"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("COMPTOIR_")) {
        command.env_remove(name);
    }
    command.args(["serve", "--listen", &address.to_string(), "--public-url", desk.state.site.origin()]);
    command.args(["--database", &desk.url]).stdout(Stdio::null()).stderr(Stdio::null());
    let process = Process(command.spawn().unwrap());
    for tries in 0.. {
        if TcpStream::connect(address).await.is_ok() {
            break;
        }
        assert!(tries < 400, "the process does not listen");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut twin = desk.twin().await;
    twin.router = Router::new().fallback(move |request: Request| passed_on(address, request));
    (twin, process)
}

/// The answer of a server that is reached by its address. By HTTP/1.0 a body is what comes until the end.
async fn passed_on(address: SocketAddr, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let mut text = format!("{} {} HTTP/1.0\r\ncontent-length: {}\r\n", parts.method, parts.uri, body.len());
    for (name, value) in &parts.headers {
        text.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("{text}\r\n").as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.unwrap());
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let status: u16 = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let mut response = Response::builder().status(StatusCode::from_u16(status).unwrap());
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        response = response.header(name, value);
    }
    response.body(Body::from_stream(ReaderStream::new(stream))).unwrap()
}
