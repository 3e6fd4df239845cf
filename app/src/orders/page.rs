//! `/orders`: URL → resources → view. The URL says everything; forms that say it otherwise are sent to the canonical one.
//!
//! An address without a word leads to what the reader begins with; `saved=ID` alone opens that view.

use super::{
    api::list_views,
    arrange::Arranging,
    bar::Bar,
    board::BoardView,
    bulk::{BulkBar, filter_query},
    chart::{ChartPanel, Drawn},
    chips::{Chips, TakenAway},
    choose::Chooser,
    conflict::{self, Conflict},
    due::{self, DueReview},
    edit::{EditMenu, provide_editing},
    empty::Empty,
    filter_form::Offered,
    live::Updates,
    pager::Pager,
    patches::Patches,
    queue::Busy,
    rows::{Rows, use_rows},
    selection::Selection,
    table::Table,
    totals::{TotalsBar, later},
    views::Views,
};
use crate::{
    context::{use_boot, use_home, use_words},
    drawer::Drawer,
    error::AppError,
    i18n::Words,
    routes,
    shell::{frame::Frame, message::Failure},
};
use domain::{
    CardFields, Columns, Listing, Order, OrderFilter, Timestamp,
    board::LaneCards,
    filter::{Problem, decode},
    funnel::Funnels,
    gather,
    ids::OrderId,
    listing::{Directory, OrdersPage},
    order::change::Known,
    view::SavedView,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What the screen's parts share.
#[derive(Clone, Copy)]
pub struct Screen {
    /// What the URL says.
    pub listing: Memo<Listing>,
    /// What of the URL was not understood.
    pub problems: Memo<Vec<Problem>>,
    /// The page, once it is there.
    pub page: Resource<Result<OrdersPage, AppError>>,
    /// The saved views that the reader sees.
    pub views: Resource<Result<Vec<SavedView>, AppError>>,
    /// Goes to a listing. `true` replaces the entry of the browser's history.
    pub go: Callback<(Listing, bool)>,
    /// What the arrangement of columns shares.
    pub arranging: Arranging,
    /// What was changed since the page was fetched.
    pub patches: Patches,
    /// Orders whose last change is under way, each with what is to be done to it next.
    pub busy: StoredValue<Busy>,
    /// How many changes are under way.
    pub changing: StoredValue<usize>,
    /// What others did to such orders meanwhile.
    pub late: StoredValue<BTreeMap<OrderId, Order>>,
    /// The card that gets the focus once the board is drawn anew.
    pub card: StoredValue<Option<OrderId>>,
    /// Whether orders are finished while money is due, while that is asked.
    pub due: RwSignal<Option<due::Asked>>,
    /// Whether one's own change or that of others holds, while that is asked.
    pub conflict: conflict::Questions,
    /// What the filter's fields offer, once more than one page was shown.
    pub offered: RwSignal<Option<Arc<Offered>>>,
    /// Grows when the totals have to be asked for again.
    totals_asked: RwSignal<u32>,
    /// How many orders need somebody, where that was asked for since the page came.
    pub attention: RwSignal<Option<i64>>,
    /// When the page was asked for.
    now: Timestamp,
}

impl Screen {
    /// When the page was asked for.
    pub fn now(self) -> Timestamp {
        self.now
    }

    /// Whether anything is being changed: what comes of it is shown with the answer.
    #[cfg(feature = "hydrate")]
    pub fn is_changing(self) -> bool {
        self.changing.try_get_value().is_some_and(|changing| changing > 0)
    }

    /// Asks for the totals again: an order was changed.
    pub fn refresh_totals(self) {
        self.totals_asked.try_update(|n| *n += 1);
    }

    /// These are what the filter's fields offer. Nothing is drawn anew for what is the same, nor for the first page, which the
    /// fields wait for themselves.
    #[cfg(feature = "hydrate")]
    fn offers(self, funnels: &Funnels, directory: &Directory) {
        let next = Offered { funnels: funnels.clone(), directory: directory.clone() };
        match self.offered.with_untracked(|now| now.as_ref().map(|now| **now == next)) {
            Some(true) => {}
            Some(false) => self.offered.set(Some(Arc::new(next))),
            None => self.offered.update_untracked(|now| *now = Some(Arc::new(next))),
        }
    }

    /// How often the totals were asked for again. Reactive.
    pub fn totals_asked(self) -> u32 {
        self.totals_asked.get()
    }

    /// Shows these columns, and keeps them: with the reader, unless a saved view is looked at, which has its own.
    pub fn arrange(self, columns: Columns) {
        let now = self.listing.get_untracked();
        let next = Listing { columns, ..now };
        if next.saved.is_none() {
            self.arranging.keep(next.columns.clone());
        }
        self.go.run((next, true));
    }

    /// Lets cards say this, and keeps it like the columns.
    pub fn arrange_cards(self, card: CardFields) {
        let next = Listing { card, ..self.listing.get_untracked() };
        if next.saved.is_none() {
            self.arranging.keep_cards(next.card.clone());
        }
        self.go.run((next, true));
    }
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
    // Columns, cards, chart and the name of the view change nothing of what is asked for.
    let query = Memo::new(move |_| {
        let listing = Listing { columns: Columns::default(), saved: None, chart: None, ..listing.get() };
        Listing { folded: BTreeSet::new(), card: CardFields::default(), ..listing }.to_query()
    });
    let patches = Patches::none();
    let page = Resource::new_blocking(move || query.get(), move |query| patches.fetch(with_chart(listing, query)));
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(Ok(found)) = page.get_untracked() {
            patches.begins(query.get_untracked(), &found);
        }
    });
    let views = Resource::new_blocking(|| (), |()| list_views());
    let navigate = use_navigate();
    let go = Callback::new(move |(listing, replace): (Listing, bool)| {
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        navigate(&routes::orders(&listing), options);
    });
    let arranging = Arranging::new(use_home());
    let screen = Screen {
        listing,
        problems,
        page,
        views,
        go,
        arranging,
        patches,
        busy: StoredValue::new(Busy::new()),
        changing: StoredValue::new(0),
        late: StoredValue::new(BTreeMap::new()),
        card: StoredValue::new(None),
        due: RwSignal::new(None),
        conflict: conflict::Questions::none(),
        offered: RwSignal::new(None),
        totals_asked: RwSignal::new(0),
        attention: RwSignal::new(None),
        now: use_boot().now,
    };
    provide_context(screen);
    provide_context(TakenAway::nothing());
    let (rows, selection) = (Rows::new(), Selection::begun());
    let chooser = Chooser::new(rows, selection);
    provide_context(rows);
    provide_context(selection);
    provide_context(chooser);
    chosen_of_one_filter(screen, chooser);
    provide_editing(screen);
    provide_context(Drawn::nothing());
    begin_at_home(screen);
    let (busy, set_busy) = signal(false);
    let layout = move || listing.with(|listing| listing.layout.code());
    view! {
        <Frame title=words.orders_title()>
            <div class="orders" data-layout=layout aria-busy=move || busy.get().to_string()>
                <Bar screen=screen/>
                <BulkBar screen=screen/>
                <Views screen=screen/>
                <Updates screen=screen rows=rows/>
                <p class="visually-hidden" role="status">{move || arranging.said()}</p>
                {move || not_understood(words, &problems.get())}
                {not_found(words)}
                <Transition set_pending=set_busy>
                    {move || {
                        let listing = listing.get();
                        Suspend::new(async move {
                            match page.await {
                                Ok(found) => view! { <Found screen=screen listing=listing found=found/> }.into_any(),
                                Err(error) => view! { <Failure error=error retry=routes::orders(&listing)/> }.into_any(),
                            }
                        })
                    }}
                </Transition>
                <EditMenu screen=screen/>
                <DueReview asked=screen.due/>
                <Conflict questions=screen.conflict/>
            </div>
            <Drawer/>
        </Frame>
    }
    .into_any()
}

/// The query of a page: the first one, which the server asks for, may bring the chart along.
fn with_chart(listing: Memo<Listing>, query: String) -> String {
    if cfg!(feature = "ssr") { listing.with_untracked(Listing::to_query) } else { query }
}

/// Everything that depends on the orders that were found.
#[component]
fn Found(
    /// The screen.
    screen: Screen,
    /// What was asked for.
    listing: Listing,
    /// What was found.
    found: OrdersPage,
) -> impl IntoView {
    let (found, rows) = (screen.patches.applied(found, &listing), use_rows());
    let OrdersPage {
        orders,
        board,
        has_next,
        has_previous,
        totals,
        chart,
        attention: _,
        funnels,
        directory,
        stamp,
        seq: _,
    } = found;
    let edges = (orders.first().map(|o| o.number.clone()), orders.last().map(|o| o.number.clone()));
    // The columns of a funnel stand also while none of them holds anything.
    let bare = OrderFilter { funnel: listing.filter.funnel.clone(), ..OrderFilter::default() };
    let stands = !bare.is_empty() && listing.filter == bare;
    let empty = |lanes: &Vec<LaneCards>| !stands && lanes.iter().all(|lane| lane.orders.is_empty());
    let nothing = orders.is_empty() && board.as_ref().is_none_or(empty);
    if nothing {
        rows.begin(&listing, Vec::new(), (false, false), Some(0));
    }
    let known = (!cfg!(feature = "hydrate")).then(|| known(&funnels, &directory));
    let total = totals.as_ref().map(|totals| totals.orders);
    let fresh = later(screen, &listing, totals.is_none(), stamp);
    #[cfg(feature = "hydrate")]
    screen.offers(&funnels, &directory);
    view! {
        <Chips listing=listing.clone() directory=directory funnels=funnels.clone()/>
        <TotalsBar fresh=fresh listing=listing.clone() totals=totals.clone()/>
        <ChartPanel screen=screen listing=listing.clone() chart=chart/>
        {if nothing {
            view! { <Empty listing=listing.clone()/> }.into_any()
        } else if let Some(cards) = board {
            let parts = (cards, funnels, totals);
            view! { <BoardView screen=screen listing=listing.clone() parts=parts fresh=fresh/> }.into_any()
        } else {
            view! { <Table listing=listing.clone() orders=orders more=(has_previous, has_next) total=total/> }.into_any()
        }}
        <Pager listing=listing.clone() edges=edges has_next=has_next has_previous=has_previous total=total/>
        <div class="as-if-not" inner_html=bulk_form(listing, known.filter(|_| !nothing), total)></div>
    }
    .into_any()
}

/// The form of those who have no client, which the server alone writes.
#[cfg(feature = "ssr")]
fn bulk_form(listing: Listing, known: Option<Known>, total: Option<i64>) -> String {
    use super::bulk_form::BulkForm;
    known.map(|known| view! { <BulkForm listing=listing known=known total=total/> }.to_html()).unwrap_or_default()
}

/// Hydration leaves what the server wrote.
#[cfg(not(feature = "ssr"))]
fn bulk_form(_: Listing, _: Option<Known>, _: Option<i64>) -> String {
    String::new()
}

/// What changes may name.
pub(super) fn known(funnels: &Funnels, directory: &Directory) -> Known {
    Known {
        funnels: funnels.clone(),
        users: gather::map(directory.managers.iter().map(|m| (m.id, m.clone()))),
        tags: gather::map(directory.tags.iter().map(|t| (t.slug.clone(), t.clone()))),
    }
}

/// What of the address says nothing; the rest of it holds.
fn not_understood(words: Words, problems: &[Problem]) -> impl IntoView + use<> {
    let parts: Vec<String> = problems.iter().map(|p| format!("{}={}", p.key, p.value)).collect();
    (!parts.is_empty())
        .then(|| view! { <p class="notice notice--danger" role="alert">{words.not_understood(&parts.join(", "))}</p> })
}

/// Names that the filter's form was sent with and that nothing at the desk has; said once, on the page that follows.
fn not_found(words: Words) -> impl IntoView + use<> {
    let said = use_boot().flash.unwrap_or_default();
    let missing = said.errors.iter().filter(|(_, code)| code == "not_found");
    let parts: Vec<String> = missing
        .map(|(key, _)| {
            let field = super::suggestions::field(words, key.trim_end_matches("_text"));
            words.filter_chip(field, &said.typed(key))
        })
        .collect();
    let search = use_location().search;
    let here = search.get_untracked();
    move || {
        let shows = !parts.is_empty() && search.with(|now| *now == here);
        shows.then(|| {
            view! { <p class="notice notice--danger" role="alert">{words.filter_not_found(&parts.join(", "))}</p> }
        })
    }
}

/// What is chosen belongs to the filter that it was chosen under: nothing that is out of sight is changed unawares.
fn chosen_of_one_filter(screen: Screen, chooser: Chooser) {
    let filter = Memo::new(move |_| screen.listing.with(filter_query));
    Effect::new(move |before: Option<String>| {
        let now = filter.get();
        if before.is_some_and(|before| before != now) {
            chooser.clear();
        }
        now
    });
}

/// In the browser an address without a word leads where the server would lead it.
fn begin_at_home(screen: Screen) {
    let search = use_location().search;
    let home = use_home().0;
    Effect::new(move |_| {
        let wanted = home.get_untracked();
        if search.with(|s| s.trim_start_matches('?').is_empty()) && !wanted.is_empty() {
            screen.go.run((Listing::from_query(&wanted).0, true));
        }
    });
}

/// A form sends its fields as they are; people get the one link that says the same, so that it can be shared.
#[cfg(feature = "ssr")]
fn redirect_to_canonical(search: &str, (listing, problems): &(Listing, Vec<Problem>)) {
    let asked = search.trim_start_matches('?');
    if asked.is_empty() {
        let home = use_boot().home;
        if !home.is_empty() {
            leptos_axum::redirect(&routes::home(&home));
        }
        return;
    }
    let pairs = decode(asked);
    let same = pairs == listing.to_pairs() || pairs == decode(&listing.to_link());
    if !same && problems.is_empty() {
        leptos_axum::redirect(&routes::orders(listing));
    }
}
