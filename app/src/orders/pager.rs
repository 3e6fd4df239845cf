//! The way to the neighbouring pages: links that name the order they start from, never an offset.

use super::rows::use_rows;
use crate::{context::use_words, routes};
use domain::{Listing, OrderNumber, listing::Cursor};
use leptos::prelude::*;

/// Links to the first, previous and next page.
#[component]
pub fn Pager(
    /// What the URL says.
    listing: Listing,
    /// The first and the last order of this page.
    edges: (Option<OrderNumber>, Option<OrderNumber>),
    /// Whether a page follows.
    has_next: bool,
    /// Whether a page precedes.
    has_previous: bool,
    /// How many orders there are in all, where that is known already.
    total: Option<i64>,
) -> impl IntoView {
    let words = use_words();
    // Who can scroll to the next page needs no link to it.
    let rows = use_rows();
    let to = |cursor: Cursor| routes::orders(&listing.with_cursor(cursor));
    let (first, last) = edges;
    let previous = first.filter(|_| has_previous).map(|n| to(Cursor::Before(n)));
    let next = last.filter(|_| has_next).map(|n| to(Cursor::After(n)));
    let start = (listing.cursor != Cursor::Start).then(|| to(Cursor::Start));
    if previous.is_none() && next.is_none() && start.is_none() {
        return ().into_any();
    }
    let link = |href: Option<String>, text: &'static str, rel: &'static str| {
        href.map(|href| view! { <a class="button" href=href rel=rel>{text}</a> })
    };
    view! {
        <nav class="pager" hidden=move || rows.live.get() aria-label=words.pages()>
            {link(start, words.page_first(), "first")}
            {link(previous, words.page_previous(), "prev")}
            {link(next, words.page_next(), "next")}
            <span class="pager__total">{total.map(|total| words.orders_count(total))}</span>
        </nav>
    }
    .into_any()
}
