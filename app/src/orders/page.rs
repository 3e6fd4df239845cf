//! `/orders`: URL → resource → view. The URL says everything; forms that say it otherwise are sent to the canonical one.

use super::{
    api::list_orders, bar::Bar, chips::Chips, empty::Empty, pager::Pager, rows::Rows, selection::Selection, table::Table,
    totals::TotalsBar,
};
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    routes,
    shell::{frame::Frame, message::Failure},
};
use domain::{
    Listing,
    filter::{Problem, decode},
    listing::OrdersPage,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// What the screen's parts share.
#[derive(Clone, Copy)]
pub struct Screen {
    /// What the URL says.
    pub listing: Memo<Listing>,
    /// What of the URL was not understood.
    pub problems: Memo<Vec<Problem>>,
    /// The page, once it is there.
    pub page: Resource<Result<OrdersPage, crate::error::AppError>>,
    /// Goes to a listing. `true` replaces the entry of the browser's history.
    pub go: Callback<(Listing, bool)>,
}

/// The list of orders.
#[component]
pub fn OrdersScreen() -> impl IntoView {
    let words = use_words();
    let locale = use_boot().locale;
    let location = use_location();
    let parsed = Memo::new(move |_| {
        let pairs = decode(location.search.get().trim_start_matches('?'));
        Listing::from_form(&pairs, locale)
    });
    #[cfg(feature = "ssr")]
    redirect_to_canonical(&location.search.get_untracked(), &parsed.get_untracked());
    let listing = Memo::new(move |_| parsed.get().0);
    let problems = Memo::new(move |_| parsed.get().1);
    let query = Memo::new(move |_| listing.get().to_query());
    let page = Resource::new_blocking(move || query.get(), list_orders);
    let navigate = use_navigate();
    let go = Callback::new(move |(listing, replace): (Listing, bool)| {
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        navigate(&routes::orders(&listing), options);
    });
    let screen = Screen { listing, problems, page, go };
    provide_context(Selection::none());
    provide_context(Rows::new());
    let (busy, set_busy) = signal(false);
    view! {
        <Frame title=words.orders_title()>
            <div class="orders" aria-busy=move || busy.get().to_string()>
                <Bar screen=screen/>
                {move || not_understood(words, &problems.get())}
                <Transition set_pending=set_busy>
                    {move || {
                        let listing = listing.get();
                        Suspend::new(async move {
                            match page.await {
                                Ok(found) => view! { <Found listing=listing found=found/> }.into_any(),
                                Err(error) => view! { <Failure error=error retry=routes::orders(&listing)/> }.into_any(),
                            }
                        })
                    }}
                </Transition>
            </div>
        </Frame>
    }
    .into_any()
}

/// Everything that depends on the orders that were found.
#[component]
fn Found(
    /// What was asked for.
    listing: Listing,
    /// What was found.
    found: OrdersPage,
) -> impl IntoView {
    let OrdersPage { orders, has_next, has_previous, totals, directory } = found;
    let edges = (orders.first().map(|o| o.number.clone()), orders.last().map(|o| o.number.clone()));
    let nothing = orders.is_empty();
    view! {
        <Chips listing=listing.clone() directory=directory totals=totals.clone()/>
        <TotalsBar listing=listing.clone() totals=totals.clone()/>
        {if nothing {
            view! { <Empty listing=listing.clone()/> }.into_any()
        } else {
            view! { <Table listing=listing.clone() orders=orders more=(has_previous, has_next) total=totals.orders/> }.into_any()
        }}
        <Pager listing=listing edges=edges has_next=has_next has_previous=has_previous total=totals.orders/>
    }
    .into_any()
}

/// What of the address says nothing; the rest of it holds.
fn not_understood(words: Words, problems: &[Problem]) -> impl IntoView + use<> {
    let parts: Vec<String> = problems.iter().map(|p| format!("{}={}", p.key, p.value)).collect();
    (!parts.is_empty())
        .then(|| view! { <p class="notice notice--danger" role="alert">{words.not_understood(&parts.join(", "))}</p> })
}

/// A form sends its fields as they are; people get the one link that says the same, so that it can be shared.
#[cfg(feature = "ssr")]
fn redirect_to_canonical(search: &str, (listing, problems): &(Listing, Vec<Problem>)) {
    let canonical = listing.to_query();
    let same = decode(search.trim_start_matches('?')) == decode(&canonical);
    if !same && problems.is_empty() {
        leptos_axum::redirect(&routes::orders(listing));
    }
}
