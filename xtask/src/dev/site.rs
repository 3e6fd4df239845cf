//! The files that a debug server sends: the client bound but not compressed, and in its JavaScript the few lines that
//! have a page reload. Written beside the old ones, and put in their place while no server runs.

use crate::{
    assets, client,
    shell::{Outcome, root, target},
};
use std::{fs, path::PathBuf, time::SystemTime};

/// Appended to the client's JavaScript, here and nowhere else.
const RELOAD: &str = include_str!("reload.js");

/// What a debug server reads; its own name in `server/src/assets.rs` is the same.
fn folder() -> PathBuf {
    root().join("target/dev-site")
}

fn fresh() -> PathBuf {
    root().join("target/dev-site.fresh")
}

/// The client as it was bound last.
fn bound() -> PathBuf {
    root().join("target/dev-client")
}

/// Binds the client that was compiled.
pub fn bind() -> Outcome {
    let wasm = fs::read(target().join("wasm32-unknown-unknown/debug/frontend.wasm"))?;
    let (script, module) = client::bind(wasm)?;
    fs::create_dir_all(bound())?;
    fs::write(bound().join("client.js"), script)?;
    fs::write(bound().join("client.wasm"), module)?;
    Ok(())
}

/// Writes all files anew. The script is another one each time, so that pages see that theirs is gone.
pub fn prepare() -> Outcome {
    client::remove(&fresh())?;
    let package = fresh().join("pkg");
    fs::create_dir_all(&package)?;
    let script = fs::read_to_string(bound().join("client.js"))?;
    let made = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_millis();
    let script = format!("{script}\n// {made}\n{RELOAD}");
    assets::put_plain(&package, client::NAME, "js", script.as_bytes())?;
    assets::put_plain(&package, client::NAME, "wasm", &fs::read(bound().join("client.wasm"))?)?;
    client::write_style(&package, assets::put_plain)
}

/// Puts them in place of the old ones.
pub fn publish() -> Outcome {
    client::remove(&folder())?;
    fs::rename(fresh(), folder())?;
    Ok(())
}
