//! Keeping how somebody arranged the columns. Called by the screen after each change that a hand has made.

use crate::context::Home;
use domain::{Columns, Listing};
use leptos::prelude::*;

/// Keeps the columns on the server, and where the section begins from now on. What fails is tried with the next change:
/// the columns stand in the address all the same.
pub fn keep(columns: Columns, Home(home): Home) {
    let code = columns.code();
    home.update(|query| {
        let (begins, _) = Listing::from_query(query);
        if begins.saved.is_none() {
            *query = Listing { columns, ..begins }.to_query();
        }
    });
    leptos::task::spawn_local(async move {
        if let Err(error) = super::api::arrange_columns(code).await {
            leptos::logging::warn!("the columns were not kept: {error}");
        }
    });
}
