//! The head of a column: a link that sorts, where an order exists.

use super::cell::column_class;
use crate::{context::use_words, names, routes, ui::icon::Icon};
use domain::{Column, Listing};
use icondata_lu::{LuArrowDown, LuArrowUp};
use leptos::prelude::*;

/// The head.
#[component]
pub fn Head(
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
    let first = listing.columns.iter().find(|c| c.sort() == Some(key)) == Some(column);
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
