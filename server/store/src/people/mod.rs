//! Who works at the desk, and how they get in. Called by the server's routes and commands, and by the welcome page.
//!
//! Invariants: secrets (of sessions and links) are kept as digests only; a password only as the hash that the caller
//! made; whatever signs somebody in is checked against the user's row each time, so that a disabled user or a changed
//! role is felt at once. Deliberately absent: hashing passwords, cookies.

pub mod attempts;
pub mod entry;
pub mod links;
pub mod secret;
pub mod sessions;
pub mod team;
pub mod users;

pub use secret::Secret;
