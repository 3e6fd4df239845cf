//! Nothing to show: because the desk is new, or because the filter lets nothing through.

use crate::{context::use_words, routes, shell::message::Message};
use domain::{Listing, OrderFilter};
use leptos::prelude::*;

/// Why the list is empty, and what to do.
#[component]
pub fn Empty(
    /// What the URL says.
    listing: Listing,
) -> impl IntoView {
    let words = use_words();
    if listing.filter.is_empty() {
        let command = "comptoir import";
        return view! {
            <Message title=words.empty_first_title() body=words.empty_first_body()>
                <p class="message__hint">{words.empty_first_hint(command)}</p>
            </Message>
        }
        .into_any();
    }
    let clear = routes::orders(&listing.with_filter(OrderFilter::default()));
    view! {
        <Message title=words.empty_match_title() body=words.empty_match_body()>
            <a class="button" href=clear>{words.filters_clear()}</a>
        </Message>
    }
    .into_any()
}
