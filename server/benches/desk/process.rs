//! The real program as a process of its own: how soon it shows a first page, and what it holds while nobody asks.

use crate::{
    client::{self, Client},
    figure::{Measured, Outcome, micros},
};
use server::site::Site;
use std::{
    fs,
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};
use store::Db;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpListener,
    process::{Child, Command},
};

const STARTS: usize = 9;

/// What the system says of a process's memory.
pub struct Memory(PathBuf);

impl Memory {
    /// Of this process.
    pub fn of_this_process() -> Self {
        Self("/proc/self".into())
    }

    /// Of a server.
    pub fn of(child: &Child) -> Outcome<Self> {
        let id = child.id().ok_or("the server ended")?;
        Ok(Self(format!("/proc/{id}").into()))
    }

    /// Forgets the largest size so far; the present one in KiB.
    pub fn forget_peak(&self) -> Outcome<u64> {
        fs::write(self.0.join("clear_refs"), "5")?;
        self.held()
    }

    /// The present size, in KiB.
    pub fn held(&self) -> Outcome<u64> {
        self.read("VmRSS:")
    }

    /// The largest size since then, in KiB.
    pub fn peak(&self) -> Outcome<u64> {
        self.read("VmHWM:")
    }

    fn read(&self, field: &str) -> Outcome<u64> {
        let status = fs::read_to_string(self.0.join("status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix(field)).ok_or("the system names no memory")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }
}

/// A server, and how long it was until its first page was there.
pub async fn begin(database: &str, binary: &str, cookie: &str, address: &str) -> Outcome<(Child, u64)> {
    let began = Instant::now();
    let mut command = Command::new(binary);
    command.args(["serve", "--listen", address, "--database", database]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().ok_or("the server has no output")?).lines();
    while let Some(line) = lines.next_line().await? {
        if line.starts_with("address:") {
            Client::connect(address, cookie).await?.get("/orders").await?;
            return Ok((child, micros(began.elapsed())));
        }
    }
    Err("the server did not start".into())
}

/// A port that is free, and the cookie of somebody who is signed in there.
pub async fn prepare(database: &str) -> Outcome<(String, String)> {
    let address = TcpListener::bind(("127.0.0.1", 0)).await?.local_addr()?.to_string();
    let db = Db::open(database).await?;
    let cookie = client::cookie(&db, &Site::parse(&format!("http://{address}"))?).await?;
    db.close().await;
    Ok((address, cookie))
}

/// From nothing to the first page.
pub async fn start(database: &str, binary: &str) -> Outcome<Measured> {
    let (address, cookie) = prepare(database).await?;
    let mut taken = Vec::new();
    for _ in 0..STARTS {
        let (mut child, took) = begin(database, binary, &cookie, &address).await?;
        taken.push(took);
        child.kill().await?;
    }
    Ok(Measured::alone(taken))
}

/// What a server holds that has shown a page and is left alone.
pub async fn idle(database: &str, binary: &str) -> Outcome<Measured> {
    let (address, cookie) = prepare(database).await?;
    let (mut child, _) = begin(database, binary, &cookie, &address).await?;
    let memory = Memory::of(&child)?;
    let mut held = Vec::new();
    for _ in 0..STARTS {
        tokio::time::sleep(Duration::from_millis(250)).await;
        held.push(memory.held()?);
    }
    child.kill().await?;
    Ok(Measured::alone(held))
}
