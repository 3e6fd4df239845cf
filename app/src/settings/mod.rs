//! Settings: one's own profile, the desk, the team. Plain forms to the server's own routes; a page of its own load each,
//! because what a form said, the language and the desk's name come with the document.

pub mod api;
pub mod desk;
pub mod frame;
pub mod members;
pub mod outcome;
pub mod profile;
pub mod sessions;
pub mod users;
