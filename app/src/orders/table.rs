//! The table of orders: a native one, with a head that sorts and stays in sight, as does the number.

use super::{cell::Cell, head::Head};
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
    let heads = columns.iter().map(|c| view! { <Head column=*c listing=listing.clone()/> }).collect_view();
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
        <div class="table-region" role="region" aria-label=words.orders_table() tabindex="0">
            <table class="table">
                <caption class="visually-hidden">{words.orders_table()}</caption>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
