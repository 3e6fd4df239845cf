//! Sorting where the table has no head: on phones, where an order is a card. On wide screens the heads sort.

use super::jump::Jump;
use crate::{
    context::use_words,
    names, routes,
    ui::{icon::Icon, menu::Menu},
};
use domain::{Column, Listing, SortKey};
use icondata_lu::{LuArrowDown, LuArrowUp, LuArrowUpDown};
use leptos::prelude::*;

/// A link for each shown column that an order exists for; the one in force turns it round.
#[component]
pub fn SortMenu(
    /// What the URL says.
    listing: Memo<Listing>,
) -> impl IntoView {
    let words = use_words();
    view! {
        <Menu label=words.sort() icon=LuArrowUpDown class="menu--end menu--sort">
            {move || {
                let listing = listing.get();
                let options = keys(&listing).into_iter().map(|(column, key)| option(&listing, column, key)).collect_view();
                view! {
                    {options}
                    <Jump listing=listing id="jump-menu"/>
                }
            }}
        </Menu>
    }
    .into_any()
}

/// The keys of the shown columns, each once, by the first column that sorts by it.
fn keys(listing: &Listing) -> Vec<(Column, SortKey)> {
    let mut found: Vec<(Column, SortKey)> = Vec::new();
    for column in listing.columns.iter() {
        if let Some(key) = column.sort()
            && !found.iter().any(|(_, known)| *known == key)
        {
            found.push((column, key));
        }
    }
    found
}

fn option(listing: &Listing, column: Column, key: SortKey) -> impl IntoView + use<> {
    let sort = listing.sort;
    let on = sort.key == key;
    let href = routes::orders(&listing.with_sort(sort.clicked(key)));
    let icon = if sort.descending { LuArrowDown } else { LuArrowUp };
    view! {
        <a class="option" href=href aria-current=on.then_some("true")>
            <span class="option__mark">{on.then(|| view! { <Icon icon=icon/> })}</span>
            <span class="option__name">{names::column(use_words(), column)}</span>
        </a>
    }
    .into_any()
}
