//! Sorting where the table has no head: on phones, where an order is a card. On wide screens the heads sort.

use super::jump::Jump;
use crate::{
    context::use_words,
    i18n::Words,
    names, routes,
    ui::{icon::Icon, menu::Menu},
};
use domain::{
    Column, Listing, Slug, SortKey, board,
    listing::{EMPTY_LANES, Layout},
};
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
                let words = use_words();
                if listing.layout == Layout::Board {
                    let sort = board::sort_of(listing.sort);
                    let listing = listing.with_sort(sort);
                    let options = board::SORTS.into_iter().map(|key| option(&listing, board_sort(words, key), key));
                    let empty = Slug::parse(EMPTY_LANES).map(|lane| {
                        let folded = listing.folded.contains(&lane);
                        let label = if folded { words.lane_unfold_empty() } else { words.lane_fold_empty() };
                        view! { <a class="option" href=routes::orders(&listing.with_folded(&lane))>{label}</a> }
                    });
                    return view! { {options.collect_view()} {empty} }.into_any();
                }
                let options = keys(&listing)
                    .into_iter()
                    .map(|(column, key)| option(&listing, names::column(words, column), key))
                    .collect_view();
                view! {
                    {options}
                    <Jump listing=listing id="jump-menu"/>
                }
                .into_any()
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

/// What the sorts of a board are called.
const fn board_sort(words: Words, key: SortKey) -> &'static str {
    match key {
        SortKey::Total => words.column_total(),
        SortKey::StageEntered => words.sort_stage_entered(),
        _ => words.column_created(),
    }
}

fn option(listing: &Listing, name: &'static str, key: SortKey) -> impl IntoView + use<> {
    let sort = listing.sort;
    let on = sort.key == key;
    let href = routes::orders(&listing.with_sort(sort.clicked(key)));
    let icon = if sort.descending { LuArrowDown } else { LuArrowUp };
    view! {
        <a class="option" href=href aria-current=on.then_some("true")>
            <span class="option__mark">{on.then(|| view! { <Icon icon=icon/> })}</span>
            <span class="option__name">{name}</span>
        </a>
    }
    .into_any()
}
