//! A browser of few words: HTTP/1.1 on one connection that stays open, so that the generator costs little of the cores
//! that the server is measured on.

use crate::figure::Outcome;
use domain::{Role, User};
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

/// Somebody who may read, change and export.
pub async fn user(db: &Db) -> Outcome<User> {
    if let Some(credentials) = users::by_email(db, EMAIL).await? {
        return Ok(credentials.user);
    }
    let mut tx = db.write().await?;
    let new = NewUser { email: EMAIL, name: "Bench", role: Role::Manager, password_hash: None };
    let user = users::insert_in(&mut tx, &Actor::System, new, ids::now()).await?;
    tx.commit().await?;
    Ok(user)
}

/// Signs them in: the text of the cookie.
pub async fn cookie(db: &Db, site: &Site) -> Outcome<String> {
    let user = user(db).await?;
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

/// An open stream of news.
pub struct Stream {
    stream: TcpStream,
    buffer: Vec<u8>,
    told: i64,
}

impl Stream {
    /// Opens one that tells of everything after a number.
    pub async fn open(address: &str, cookie: &str, after: i64) -> Outcome<Self> {
        let mut stream = TcpStream::connect(address).await?;
        let head = format!(
            "GET /live?after={after} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n\
             sec-fetch-site: same-origin\r\ncookie: {cookie}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await?;
        let mut this = Self { stream, buffer: Vec::new(), told: after - 1 };
        this.until(after).await?;
        Ok(this)
    }

    /// Reads on until it has told of everything up to a number.
    pub async fn until(&mut self, seq: i64) -> Outcome<()> {
        while self.told < seq {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the server closed a stream".into());
            }
            let text = String::from_utf8_lossy(&self.buffer);
            if !text.starts_with("HTTP/1.1 200") && self.told < 0 {
                return Err(format!("no stream: {}", text.lines().next().unwrap_or_default()).into());
            }
            // Only whole lines count.
            let lines = text.rfind('\n').map_or("", |end| &text[..end]);
            let newest = lines.lines().filter_map(|line| line.strip_prefix("id: ")?.trim().parse().ok()).max();
            self.told = newest.unwrap_or(self.told).max(self.told);
            let cut = lines.len();
            self.buffer.drain(..cut);
        }
        Ok(())
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
