//! The table of orders: a native one, with a head that sorts and stays in sight, as does the number.

use super::cell::{Cell, column_class};
use crate::{
    context::{use_boot, use_words},
    names, routes,
    ui::icon::Icon,
};
use chrono::Datelike;
use domain::{Column, Listing, Order};
use icondata_lu::{LuArrowDown, LuArrowUp};
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
    let columns: Vec<Column> = listing.columns.as_slice().to_vec();
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

/// The head of a column: a link that sorts, where an order exists.
#[component]
fn Head(
    /// The column.
    column: Column,
    /// What the URL says.
    listing: Listing,
) -> impl IntoView {
    let words = use_words();
    let name = names::column(words, column);
    let class = format!("head {}", column_class(column));
    let Some(key) = column.sort() else { return view! { <th scope="col" class=class>{name}</th> }.into_any() };
    let sort = listing.sort;
    // Two columns may sort by one key; only the first of them says so.
    let first = listing.columns.as_slice().iter().find(|c| c.sort() == Some(key)) == Some(&column);
    let active = sort.key == key && first;
    let direction = active.then_some(if sort.descending { "descending" } else { "ascending" });
    let href = routes::orders(&listing.with_sort(sort.clicked(key)));
    let title = words.sort_by(name);
    view! {
        <th scope="col" class=class aria-sort=direction>
            <a class="head__sort" href=href title=title>
                {name}
                {active.then(|| view! { <Icon icon=if sort.descending { LuArrowDown } else { LuArrowUp }/> })}
            </a>
        </th>
    }
    .into_any()
}
