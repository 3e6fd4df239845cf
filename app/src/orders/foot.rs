//! The line below the table: what could not be loaded, and the way to a place of the list.

use super::{
    jump::Jump,
    rows::{Rows, use_rows},
};
use crate::context::use_words;
use domain::Listing;
use leptos::prelude::*;

/// The line.
#[component]
pub fn Foot(
    /// What the URL says.
    listing: Listing,
) -> impl IntoView {
    let rows = use_rows();
    view! {
        <div class="foot">
            <Failed rows=rows/>
            <Jump listing=listing/>
        </div>
    }
    .into_any()
}

/// Rows that did not come, and asking once more.
#[component]
fn Failed(
    /// The loaded orders.
    rows: Rows,
) -> impl IntoView {
    let words = use_words();
    move || {
        rows.failed.get().map(|_| {
            view! {
                <p class="notice notice--danger foot__failed" role="alert">
                    {words.rows_failed()}
                    <button type="button" class="button" on:click=move |_| rows.retry()>{words.rows_retry()}</button>
                </p>
            }
        })
    }
}
