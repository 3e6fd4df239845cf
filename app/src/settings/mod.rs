//! Settings: one's own profile, the desk, the team, the funnels. Plain forms to the server's own routes; a page of its own load each,
//! because what a form said, the language and the desk's name come with the document.
//!
//! The server alone writes what is inside the frame, from a `Sheet` that it read before; the client carries none of it
//! and leaves it as it is.

pub mod content;
mod desk;
pub mod funnels;
mod members;
mod outcome;
mod profile;
pub mod section;
mod sessions;
mod users;
