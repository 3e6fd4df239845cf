//! Settings: one's own profile, the desk, the team, the funnels. Plain forms to the server's own routes; a page of its own load each,
//! because what a form said, the language and the desk's name come with the document.
//!
//! The server alone writes what is inside the frame, from a `Sheet` that it read before; the client carries none of it
//! and leaves it as it is.

#[cfg(feature = "ssr")]
pub mod content;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
pub mod funnels;
#[cfg(feature = "ssr")]
mod members;
#[cfg(feature = "ssr")]
mod outcome;
pub mod page;
#[cfg(feature = "ssr")]
mod profile;
pub mod section;
#[cfg(feature = "ssr")]
mod sessions;
#[cfg(feature = "ssr")]
mod users;
