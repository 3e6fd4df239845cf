//! What every handler may reach: the database, the site, the hashing slots, the news.

use crate::{live::Live, passwords::Passwords, site::Site};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use std::sync::Arc;
use store::Db;

/// The state of the running server; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The desk's database.
    pub db: Db,
    /// Where the desk is on the web.
    pub site: Arc<Site>,
    /// Hashes passwords, a few at a time.
    pub passwords: Passwords,
    /// Tells open streams what others change.
    pub live: Live,
    options: LeptosOptions,
}

impl AppState {
    /// The state of a server for this desk at this address. Needs a runtime: news are looked for in the background.
    pub fn new(db: Db, site: Site) -> Self {
        // Only the type is asked for by Leptos: the shell is written from the embedded files' names.
        let options = LeptosOptions::builder().output_name("comptoir").build();
        Self { live: Live::start(&db), db, site: Arc::new(site), passwords: Passwords::new(), options }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}
