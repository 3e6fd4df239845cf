//! The palette (Ctrl/⌘+K): one field that finds orders and does what the page can do.
//!
//! A dialog with a combobox whose list is always there. Everything in it has a link or a control of its own, so nothing
//! is lost without the client.

pub mod commands;
mod finder;
mod list;

use super::shortcuts::{Overlays, press};
use crate::{
    context::{use_boot, use_home, use_words},
    i18n::Words,
    orders::api::{keep_search, list_views},
    routes,
    ui::{icon::Icon, modal::Modal},
};
use commands::{Act, Group, Item, commands, matching, places};
use domain::{Listing, Order, OrderFilter, search::is_personal, view::SavedView};
use finder::{Finder, Stage};
use icondata_lu::{LuListFilter, LuReceiptText, LuRotateCw, LuX};
use leptos::{
    prelude::*,
    task::{spawn_local, tick},
};
use leptos_router::hooks::{use_location, use_navigate};
use list::List;

/// The line that leads to everything that was found: chosen where there is nothing else.
const ALL: &str = "all";

/// The dialog.
#[component]
pub fn Palette(
    /// What floats over the page.
    overlays: Overlays,
) -> impl IntoView {
    let words = use_words();
    view! {
        <Modal open=overlays.palette class="palette" label=words.palette()>
            <Content overlays=overlays/>
        </Modal>
    }
    .into_any()
}

/// The field and what it offers.
#[component]
fn Content(
    /// What floats over the page.
    overlays: Overlays,
) -> impl IntoView {
    let words = use_words();
    let finder = Finder::new();
    let views = saved_views();
    let location = use_location();
    // The list that an order leads back to: the one that is looked at.
    let listing = StoredValue::new(if location.pathname.with_untracked(|path| path.starts_with("/orders")) {
        Listing::from_query(location.search.get_untracked().trim_start_matches('?')).0
    } else {
        Listing::default()
    });
    let home = use_home().0;
    let known = StoredValue::new(commands(words, &use_boot(), &home.get_untracked()));
    let groups = Signal::derive(move || {
        let text = finder.text.get();
        let places = places(words, &views.get(), &finder.funnels.with(|funnels| funnels.0.clone()));
        let mut all = known.get_value();
        // Behind what concerns this very page.
        let rest = all.split_off(all.len().min(2));
        all.extend(places);
        let orders = listing.with_value(|listing| orders(words, &finder.stage.get(), &text, listing));
        if text.is_empty() {
            all.push(orders);
            all.extend(rest);
            all.retain(|group| !group.items.is_empty());
            return all;
        }
        all.extend(rest);
        let mut all = matching(all, &text);
        if !orders.items.is_empty() {
            all.push(orders);
        }
        all
    });
    let act = actions(overlays, finder, listing);
    view! {
        <List finder=finder groups=groups act=act>
            <button
                type="button"
                class="button button--icon palette__close"
                aria-label=words.close()
                title=words.close()
                on:click=move |_| overlays.palette.set(false)
            >
                <Icon icon=LuX/>
            </button>
        </List>
    }
    .into_any()
}

/// The reader's views; none until they have come, and none where they do not come: the tabs of the list say why.
fn saved_views() -> RwSignal<Vec<SavedView>> {
    let views = RwSignal::new(Vec::new());
    spawn_local(async move {
        if let Ok(found) = list_views().await {
            views.try_set(found);
        }
    });
    views
}

/// The orders that were found, and the way to all of them; or the way to ask again.
fn orders(words: Words, stage: &Stage, text: &str, listing: &Listing) -> Group {
    let title = if text.is_empty() { words.palette_latest() } else { words.nav_orders() };
    let items = match stage {
        Stage::Failed => vec![Item::new("again", LuRotateCw, words.error_retry(), Act::Retry)],
        Stage::Found(orders) => orders.iter().map(|found| order(words, found, listing)).collect(),
        Stage::Pending => Vec::new(),
    };
    let found_none = matches!(stage, Stage::Found(orders) if orders.is_empty());
    let all = (!text.is_empty() && !found_none)
        .then(|| Item::new(ALL, LuListFilter, words.palette_search_all(text), Act::SearchAll(text.to_owned())));
    // In front, so that nothing moves under the pointer when orders come.
    Group { title, items: all.into_iter().chain(items).collect() }
}

fn order(words: Words, order: &Order, listing: &Listing) -> Item {
    let to = Act::Go(routes::order(&order.number, listing));
    let stage = crate::names::stage(words, order.stage.name.as_deref(), order.stage.kind);
    Item {
        detail: order.contact.display_name(),
        stage: Some((stage, order.stage.kind)),
        ..Item::new(format!("order-{}", order.id), LuReceiptText, order.number.as_str(), to)
    }
}

/// Does what was chosen, once the dialog has closed and given the focus back.
fn actions(overlays: Overlays, finder: Finder, listing: StoredValue<Listing>) -> Callback<Act> {
    let navigate = use_navigate();
    Callback::new(move |act: Act| {
        let navigate = navigate.clone();
        let columns = listing.with_value(|listing| listing.columns.clone());
        spawn_local(async move {
            let act = match act {
                Act::Retry => return finder.again(),
                Act::SearchAll(text) => match search(text).await {
                    Some(filter) => Act::Go(routes::orders(&Listing { columns, filter, ..Listing::default() })),
                    None => return finder.fails(),
                },
                act => act,
            };
            overlays.palette.try_set(false);
            tick().await;
            match act {
                Act::Go(to) => navigate(&to, Default::default()),
                Act::Load(to) => load(to),
                Act::Press(control) => press(&control),
                Act::Help => drop(overlays.help.try_set(true)),
                Act::SearchAll(_) | Act::Retry => {}
            }
        });
    })
}

/// The filter of a search; what names a person is kept by the server, and the address holds a token.
async fn search(text: String) -> Option<OrderFilter> {
    if !is_personal(&text) {
        return Some(OrderFilter { search: text, ..OrderFilter::default() });
    }
    let token = keep_search(text).await.ok()?;
    Some(OrderFilter { kept_search: Some(token), ..OrderFilter::default() })
}

/// Leads to a page that comes with its document. Nothing on the server.
fn load(to: &str) {
    #[cfg(feature = "hydrate")]
    let _ = window().location().set_href(to);
    #[cfg(not(feature = "hydrate"))]
    let _ = to;
}
