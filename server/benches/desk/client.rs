//! A browser of few words: HTTP/1.1 on one connection that stays open, so that the generator costs little of the cores
//! that the server is measured on.

use crate::figure::Outcome;
use domain::Role;
use server::site::Site;
use store::{
    Db,
    events::Actor,
    ids,
    people::{
        entry,
        users::{self, NewUser},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const EMAIL: &str = "bench@example.org";

/// A connection to a server, with the cookie of somebody who is signed in.
pub struct Client {
    stream: TcpStream,
    cookie: String,
    buffer: Vec<u8>,
}

/// Signs somebody in who may read and export: the text of the cookie.
pub async fn cookie(db: &Db, site: &Site) -> Outcome<String> {
    let user = match users::by_email(db, EMAIL).await? {
        Some(credentials) => credentials.user,
        None => {
            let mut tx = db.write().await?;
            let new = NewUser { email: EMAIL, name: "Bench", role: Role::Manager, password_hash: None };
            let user = users::insert_in(&mut tx, &Actor::System, new, ids::now()).await?;
            tx.commit().await?;
            user
        }
    };
    let secret = entry::sign_in(db, &user, None, "bench", ids::now()).await?;
    Ok(format!("{}={}", site.session_cookie(), secret.text()))
}

impl Client {
    /// Connects.
    pub async fn connect(address: &str, cookie: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, cookie: cookie.to_owned(), buffer: Vec::new() })
    }

    /// Gets an address and reads all of the answer; its length. Anything but 200 is an error.
    pub async fn get(&mut self, path: &str) -> Outcome<usize> {
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/html\r\naccept-encoding: br\r\n\
             accept-language: fr\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n\r\n",
            self.cookie
        );
        self.stream.write_all(head.as_bytes()).await?;
        self.buffer.clear();
        loop {
            if let Some(length) = whole(&self.buffer)? {
                return Ok(length);
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed the connection".into());
            }
        }
    }
}

/// The length of an answer that is there to its end.
fn whole(answer: &[u8]) -> Outcome<Option<usize>> {
    let Some(head) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let text = std::str::from_utf8(&answer[..head])?.to_ascii_lowercase();
    if !text.starts_with("http/1.1 200") {
        return Err(format!("the server said: {}", text.lines().next().unwrap_or_default()).into());
    }
    let length = text.lines().find_map(|line| line.strip_prefix("content-length:"));
    let complete = match length {
        Some(length) => answer.len() >= head + 4 + length.trim().parse::<usize>()?,
        None => answer.ends_with(b"0\r\n\r\n"),
    };
    Ok(complete.then_some(answer.len()))
}
