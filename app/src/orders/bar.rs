//! The control bar: what is looked at (funnels, search, filter) and how (view, columns), and the way out as a file.

use super::{
    add_filter::AddFilter, card_form::CardForm, columns_form::ColumnsForm, filter_form::FilterForm, page::Screen,
    search::Search, sort_menu::SortMenu,
};
use crate::{
    context::{use_boot, use_words},
    names, routes,
    ui::{icon::Icon, menu::Menu, unhurried::unhurried},
};
use domain::{
    Funnel, Listing, OrderFilter, Slug, filter::Choice, listing::Layout, totals::FunnelTotals, user::Permission,
};
use icondata_core::Icon as IconData;
use icondata_lu::{
    LuCheck, LuColumns3, LuDownload, LuFunnel, LuListFilter, LuPlus, LuSettings, LuSquareKanban, LuSquareStack,
    LuTable2,
};
use leptos::prelude::*;

/// The bar above the list.
#[component]
pub fn Bar(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let words = use_words();
    let listing = screen.listing;
    let is_table = unhurried(Memo::new(move |_| listing.with(|l| l.layout == Layout::Table)));
    // Kept once it was made: a menu of forms takes longer to make than what it stands above.
    let menu = move |of_table: bool, made: fn(Screen) -> AnyView| {
        let is_made = Memo::new(move |made| is_table.get() == of_table || made == Some(&true));
        let made = move || if is_made.get() { made(screen) } else { ().into_any() };
        view! { <div hidden=move || is_table.get() != of_table>{made}</div> }
    };
    let settings = use_boot().user.is_some_and(|user| user.role.may(Permission::ManageDesk)).then(|| {
        // Of the one funnel that is looked at, else of all.
        let href = move || {
            listing.with(|l| {
                let chosen = &l.filter.funnel.include;
                let only = chosen.first().filter(|_| chosen.len() == 1);
                routes::funnel_settings(only.map(Slug::as_str))
            })
        };
        view! {
            <a
                class="button button--icon"
                href=href
                rel="external"
                aria-label=words.funnel_settings()
                title=words.funnel_settings()
            >
                <Icon icon=LuSettings/>
            </a>
        }
    });
    let create = use_boot().user.is_some_and(|user| user.role.may(Permission::EditOrders)).then(|| {
        view! {
            <a class="button button--primary" href=routes::NEW_ORDER rel="external" data-command="create" title=words.create_order()>
                <Icon icon=LuPlus/>
                <span class="button__label">{words.create_order()}</span>
            </a>
        }
    });
    let file = move |format: &'static str| move || routes::export(format, &listing.get());
    view! {
        <div class="bar">
            <h1 class="bar__title">{words.orders_title()}</h1>
            <div class="bar__funnels" id="filter-funnel"><Funnels screen=screen/>{settings}</div>
            <div class="bar__actions">
                <Switch listing=listing/>
                <Menu label=words.export() icon=LuDownload class="menu--end" command="export">
                    <p class="menu__note">{words.export_what()}</p>
                    <a class="option" href=file("xlsx") download="" rel="external">{words.export_xlsx()}</a>
                    <a class="option" href=file("csv") download="" rel="external">{words.export_csv()}</a>
                </Menu>
                {menu(true, |screen| view! { <ColumnsMenu screen=screen/> }.into_any())}
                {menu(false, |screen| view! { <CardsMenu screen=screen/> }.into_any())}
                {create}
            </div>
        </div>
        <div class="bar bar--second">
            <Search screen=screen/>
            <AddFilter screen=screen/>
            <SortMenu listing=listing/>
            <FilterMenu screen=screen/>
        </div>
    }
    .into_any()
}

/// Table or board: links to the same orders, laid out in the other way.
#[component]
fn Switch(
    /// What the URL says.
    listing: Memo<Listing>,
) -> impl IntoView {
    let words = use_words();
    let option = move |layout: Layout, icon: IconData, name: &'static str| {
        let href = move || listing.with(|l| routes::orders(&l.with_layout(layout)));
        let current = move || listing.with(|l| l.layout == layout).then_some("true");
        view! {
            <a
                class="switch__option"
                aria-current=current
                href=href
                title=name
                data-command=format!("view-{}", layout.code())
            >
                <Icon icon=icon/>
                <span class="switch__name">{name}</span>
            </a>
        }
    };
    view! {
        <nav class="switch" aria-label=words.view_switch()>
            {option(Layout::Table, LuTable2, words.view_table())}
            {option(Layout::Board, LuSquareKanban, words.view_kanban())}
        </nav>
    }
    .into_any()
}

#[component]
fn ColumnsMenu(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let words = use_words();
    let (closed, close) = signal(0_u32);
    view! {
        <Menu label=words.columns() icon=LuColumns3 class="menu--end menu--wide" command="columns" close=closed>
            <ColumnsForm screen=screen close=close/>
        </Menu>
    }
    .into_any()
}

#[component]
fn CardsMenu(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let words = use_words();
    let (closed, close) = signal(0_u32);
    view! {
        <Menu label=words.card_fields() icon=LuSquareStack class="menu--end" command="cards" close=closed>
            <CardForm screen=screen close=close/>
        </Menu>
    }
    .into_any()
}

#[component]
fn FilterMenu(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let words = use_words();
    let (closed, close) = signal(0_u32);
    let count = Signal::derive(move || screen.listing.with(|l| super::in_force::count(words, &l.filter)));
    view! {
        <Menu label=words.filter() icon=LuListFilter class="menu--sheet" command="filter" count=count close=closed>
            <FilterForm screen=screen close=close/>
        </Menu>
    }
    .into_any()
}

/// The funnels with how many orders each holds; hidden while there is only one.
#[component]
fn Funnels(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    view! {
        <Transition>
            {move || {
                let listing = screen.listing.get();
                Suspend::new(async move {
                    let page = screen.page.await.unwrap_or_default();
                    let counted = page.totals.map(|totals| totals.funnels).unwrap_or_default();
                    (page.funnels.0.len() > 1)
                        .then(|| view! { <FunnelMenu listing=listing funnels=page.funnels.0 counted=counted/> })
                })
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn FunnelMenu(
    /// What the URL says.
    listing: Listing,
    /// Every funnel.
    funnels: Vec<Funnel>,
    /// How many orders each holds, where that is known already.
    counted: Vec<FunnelTotals>,
) -> impl IntoView {
    let words = use_words();
    let chosen = &listing.filter.funnel;
    let named = |f: &Funnel| names::funnel(words, f.name.as_deref());
    let label = match chosen.include.len() {
        0 => words.funnel_all().to_owned(),
        _ => {
            let shown = funnels.iter().filter(|f| chosen.include.contains(&f.slug)).map(named);
            let names: Vec<String> = shown.collect();
            if names.is_empty() { words.funnel().to_owned() } else { names.join(", ") }
        }
    };
    let link =
        |funnel: Choice<Slug>| routes::orders(&listing.with_filter(OrderFilter { funnel, ..listing.filter.clone() }));
    let count = |f: &Funnel| counted.iter().find(|c| c.funnel.id == f.id).map(|c| c.orders);
    let all = (!counted.is_empty()).then(|| counted.iter().map(|f| f.orders).sum());
    let options = funnels
        .iter()
        .map(|f| {
            let on = chosen.include.contains(&f.slug);
            option(named(f), count(f), link(chosen.toggled(&f.slug)), on)
        })
        .collect_view();
    let every = option(words.funnel_all().to_owned(), all, link(Choice::default()), chosen.is_empty());
    view! {
        <Menu title=words.filter_chip(words.funnels(), &label) label=label icon=LuFunnel>
            {every}
            {options}
        </Menu>
    }
    .into_any()
}

fn option(name: String, count: Option<i64>, href: String, on: bool) -> impl IntoView {
    let locale = use_boot().locale;
    view! {
        <a class="option" href=href aria-current=on.then_some("true")>
            <span class="option__mark">{on.then(|| view! { <Icon icon=LuCheck/> })}</span>
            <span class="option__name">{name}</span>
            <span class="option__count">{count.map(|count| crate::format::integer(locale, count))}</span>
        </a>
    }
    .into_any()
}
