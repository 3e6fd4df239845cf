//! The server as browsers meet it: the real router, every test on a desk of its own, on every database that there is.

#![allow(clippy::unwrap_used, reason = "a helper of a test may fail as the test itself may")]

mod access;
mod changes;
mod csrf;
mod headers;
mod limits;
mod live;
mod people;
mod preferences;
mod process;
mod rows;
mod sale;
mod session;
mod settings;
mod settings_funnels;
mod settings_users;
mod sockets;
mod support;
mod views;
mod welcome;
