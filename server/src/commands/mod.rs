//! The command line of `comptoir`: its subcommands, one file or folder each, and how they end. Called by `main`.

mod cli;
pub mod export;
pub mod import;
pub mod seed;
pub mod totals;
pub mod user;

pub use cli::main;
pub(crate) use cli::open;

use app::i18n::Words;
use std::fmt::Display;
use store::Db;

/// How a command ends, as its exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Refused: bad rows, bad state.
    Refused = 1,
    /// Wrong usage.
    Usage = 2,
}

/// The same, as the import calls it.
pub type ExitKind = Exit;

/// Says why a command is refused.
pub fn refuse(error: impl Display) -> Exit {
    eprintln!("comptoir: {error}");
    Exit::Refused
}

/// Says what is wrong with how a command was called.
pub fn misused(error: impl Display) -> Exit {
    eprintln!("comptoir: {error}");
    Exit::Usage
}

/// Reads a URL query as the screen writes it; names every part that says nothing.
pub fn listing(query: &str) -> Result<domain::Listing, Exit> {
    let (listing, problems) = domain::Listing::from_query(query.trim_start_matches('?'));
    if listing.filter.kept_search.is_some() {
        return Err(misused("--query: s= stands for a search that is kept for one person; write it out as q="));
    }
    if problems.is_empty() {
        return Ok(listing);
    }
    let parts: Vec<String> = problems.iter().map(|p| format!("{}={}", p.key, p.value)).collect();
    Err(misused(format!("--query: not understood: {}", parts.join(", "))))
}

/// What every command but `serve` works with.
pub(crate) struct Desk {
    /// The database, its schema up to date.
    pub db: Db,
    /// The words of the command's language.
    pub words: Words,
}
