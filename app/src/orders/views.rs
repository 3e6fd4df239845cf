//! Saved views as tabs above the list: what is looked at, whether it differs from what was saved, and saving it
//! (`view_forms`).

use super::{page::Screen, view_forms};
use crate::{
    context::{use_boot, use_words},
    routes,
    ui::{icon::Icon, menu::Menu},
};
use domain::{Listing, OrderFilter, filter::Flag, listing::ATTENTION_MOST, view::SavedView};
use icondata_lu::{LuBookmark, LuStar, LuUsers};
use leptos::prelude::*;

/// The tabs.
#[component]
pub fn Views(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    view! {
        <Transition>
            {move || {
                let listing = screen.listing.get();
                Suspend::new(async move {
                    let views = screen.views.await.unwrap_or_default();
                    let counted = screen.page.await.map_or(0, |page| page.attention);
                    // What was asked for before belongs to the page before.
                    screen.attention.set(None);
                    #[cfg(feature = "ssr")]
                    open_alone(&listing, &views);
                    view! { <Tabs screen=screen listing=listing views=views counted=counted/> }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// `saved=ID` alone opens that view.
#[cfg(feature = "ssr")]
fn open_alone(listing: &Listing, views: &[SavedView]) {
    let search = leptos_router::hooks::use_location().search.get_untracked();
    let pairs = domain::filter::decode(search.trim_start_matches('?'));
    let alone = pairs.len() == 1 && pairs.iter().all(|(key, _)| key == "saved");
    if let Some(view) = views.iter().find(|v| Some(v.id) == listing.saved && alone)
        && view.differs(listing)
    {
        leptos_axum::redirect(&routes::orders(&view.listing()));
    }
}

#[component]
fn Tabs(
    /// The screen.
    screen: Screen,
    /// What the URL says.
    listing: Listing,
    /// The views that the reader sees.
    views: Vec<SavedView>,
    /// How many orders needed somebody when the page came.
    counted: i64,
) -> impl IntoView {
    let words = use_words();
    let open = views.iter().find(|view| Some(view.id) == listing.saved).cloned();
    let gone = listing.saved.is_some() && open.is_none();
    // What needs somebody comes first.
    let begins = Listing { columns: listing.columns.clone(), card: listing.card.clone(), ..Listing::default() };
    let all = routes::orders(&begins);
    let filter = OrderFilter { flags: [(Flag::Attention, true)].into(), ..OrderFilter::default() };
    let urgent = routes::orders(&Listing { filter, ..begins });
    let links = |class: &'static str| {
        let tabs = views.iter().map(|view| link(class, view, open.as_ref().is_some_and(|o| o.id == view.id)));
        let current = |here: bool| (here && listing.saved.is_none()).then_some("page");
        let attention_only = listing.filter.flags.get(&Flag::Attention) == Some(&true);
        let count = move || {
            let (n, most) = (screen.attention.get().unwrap_or(counted), ATTENTION_MOST - 1);
            let text = if n > most { format!("{most}+") } else { n.to_string() };
            (n > 0).then(|| view! { " "<span class="tab__count">{text}</span> })
        };
        view! {
            <li><a class=class href=urgent.clone() aria-current=current(attention_only)>{words.attention()}{count}</a></li>
            <li><a class=class href=all.clone() aria-current=current(!attention_only)>{words.view_all()}</a></li>
            {tabs.collect_view()}
        }
        .into_any()
    };
    let (tabs, options) = (links("tab"), links("option"));
    let boot = use_boot();
    let changed = open.as_ref().filter(|view| view.differs(&listing));
    let changed = changed.map(|view| view_forms::changed(words, &boot, &listing, view)).unwrap_or_default();
    let forms = view_forms::menu(words, &boot, &listing, open.as_ref());
    view! {
        <nav class="views" aria-label=words.views()>
            <ul class="tabs">{tabs}</ul>
            <div class="as-if-not" inner_html=changed></div>
            <Menu label=words.view_menu() icon=LuBookmark class="menu--end menu--wide" command="views">
                <ul class="views__list">{options}</ul>
                <div class="as-if-not" inner_html=forms></div>
            </Menu>
        </nav>
        {gone.then(|| view! { <p class="notice" role="status">{words.view_gone()}</p> })}
    }
    .into_any()
}

/// One view, to be opened.
fn link(class: &'static str, view: &SavedView, current: bool) -> impl IntoView + use<> {
    let words = use_words();
    let mark = match (view.is_default, view.shared) {
        (true, _) => Some((LuStar, words.view_is_default())),
        (_, true) => Some((LuUsers, words.view_is_shared())),
        _ => None,
    };
    view! {
        <li>
            <a class=class href=routes::orders(&view.listing()) aria-current=current.then_some("page")>
                {view.name.clone()}
                {mark.map(|(icon, said)| view! { <Icon icon=icon/><span class="visually-hidden">{said}</span> })}
            </a>
        </li>
    }
    .into_any()
}
