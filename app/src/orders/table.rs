//! The table of orders: a native one, with a head that sorts and stays in sight, as does the number.

use super::{cell::Cell, head::HeadRow, widths};
use crate::context::{use_boot, use_words};
use chrono::Datelike;
use domain::{Column, Listing, Order};
use leptos::prelude::*;

/// The table.
#[component]
pub fn Table(
    /// What the URL says.
    listing: Listing,
    /// The orders of this page.
    orders: Vec<Order>,
) -> impl IntoView {
    let words = use_words();
    let boot = StoredValue::new(use_boot());
    let year = boot.with_value(|b| b.zone.date_of(b.now).year());
    let columns: Vec<Column> = listing.columns.iter().collect();
    let (cols, width) = (widths::cols(&listing.columns), widths::table_width(&listing.columns));
    let rows = orders
        .into_iter()
        .map(|order| {
            let cells = columns
                .iter()
                .map(|column| view! { <Cell column=*column order=&order listing=&listing boot=boot year=year/> })
                .collect_view();
            view! { <tr class="row">{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="table-region" role="region" aria-label=words.orders_table() tabindex="0" data-drag-mark="">
            <table class="table" {..leptos::attr::width(width.to_string())}>
                <caption class="visually-hidden">{words.orders_table()}</caption>
                <colgroup>{cols}</colgroup>
                <thead>
                    <HeadRow listing=listing/>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
