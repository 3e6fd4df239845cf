//! The program: one binary with subcommands, HTTP, sessions. Wires the other crates; holds no business rule and no SQL.

pub mod assets;
pub mod commands;
pub mod export;
pub mod http;
pub mod live;
pub mod passwords;
pub mod routes;
pub mod seed;
pub mod serve;
pub mod site;
pub mod state;

pub use state::AppState;
