//! Every address of the site, who may go there, and the builders of links.
//!
//! The server builds its router from these tables and refuses to start when Leptos knows other ones, so that no page
//! and no server function is without a rule.

use crate::{
    leaf::LeafPage, order::page::OrderPage, orders::page::OrdersScreen, session::page::EntryPage,
    shell::not_found::NotFound,
};
use domain::{Listing, OrderNumber, contact::ContactQuery, ids::ContactId, user::Permission};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Redirect, Route, Routes},
    path,
};

/// Who may use an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Whoever is signed in and may do this.
    SignedIn(Permission),
}

/// A page.
#[derive(Clone, Copy, Debug)]
pub struct PageRoute {
    /// Its path as the router writes it.
    pub path: &'static str,
    /// Who may see it.
    pub access: Access,
}

/// A server function.
#[derive(Clone, Copy, Debug)]
pub struct ServerFunction {
    /// Its path.
    pub path: &'static str,
    /// Who may call it; it checks the same itself.
    pub access: Access,
}

/// One's own profile.
pub const SETTINGS_PROFILE: &str = "/settings/profile";
/// The desk's settings.
pub const SETTINGS_DESK: &str = "/settings/desk";
/// The team.
pub const SETTINGS_USERS: &str = "/settings/users";
/// Funnels and their stages.
pub const SETTINGS_FUNNELS: &str = "/settings/funnels";

/// The form of a new order.
pub const NEW_ORDER: &str = "/new-order";
/// What is sold: offers.
pub const OFFERS: &str = "/catalogue/offers";
/// What is sold: products.
pub const PRODUCTS: &str = "/catalogue/products";
/// Promo codes.
pub const PROMOS: &str = "/catalogue/promo-codes";
/// Everybody who ordered.
pub const CONTACTS: &str = "/contacts";
/// Comments that name the reader.
pub const MENTIONS: &str = "/mentions";

/// Every page.
pub const PAGES: &[PageRoute] = &[
    PageRoute { path: "/", access: Access::SignedIn(Permission::ReadOrders) },
    PageRoute { path: "/orders", access: Access::SignedIn(Permission::ReadOrders) },
    PageRoute { path: "/orders/:number", access: Access::SignedIn(Permission::ReadOrders) },
    PageRoute { path: NEW_ORDER, access: Access::SignedIn(Permission::EditOrders) },
    PageRoute { path: CONTACTS, access: Access::SignedIn(Permission::ReadOrders) },
    PageRoute { path: "/contacts/:id", access: Access::SignedIn(Permission::ReadOrders) },
    PageRoute { path: MENTIONS, access: Access::SignedIn(Permission::ReadOrders) },
    PageRoute { path: "/catalogue/:section", access: Access::SignedIn(Permission::ReadOrders) },
    PageRoute { path: "/settings", access: Access::SignedIn(Permission::OwnPreferences) },
    PageRoute { path: SETTINGS_PROFILE, access: Access::SignedIn(Permission::OwnPreferences) },
    PageRoute { path: SETTINGS_DESK, access: Access::SignedIn(Permission::ManageDesk) },
    PageRoute { path: SETTINGS_USERS, access: Access::SignedIn(Permission::ManageDesk) },
    PageRoute { path: SETTINGS_FUNNELS, access: Access::SignedIn(Permission::ManageDesk) },
    PageRoute { path: "/sign-in", access: Access::Public },
    PageRoute { path: "/welcome/:token", access: Access::Public },
];

/// Every server function.
pub const SERVER_FUNCTIONS: &[ServerFunction] = &[
    ServerFunction { path: "/api/orders/list", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/rows", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/histogram", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/seek", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/totals", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/chart", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/arrange", access: Access::SignedIn(Permission::OwnPreferences) },
    ServerFunction { path: "/api/orders/arrange_cards", access: Access::SignedIn(Permission::OwnPreferences) },
    ServerFunction { path: "/api/orders/suggest", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/keep_search", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/fetch", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/orders/keep_form", access: Access::SignedIn(Permission::EditOrders) },
    ServerFunction { path: "/api/orders/change", access: Access::SignedIn(Permission::EditOrders) },
    ServerFunction { path: "/api/orders/undo", access: Access::SignedIn(Permission::EditOrders) },
    ServerFunction { path: "/api/views/list", access: Access::SignedIn(Permission::ReadOrders) },
    ServerFunction { path: "/api/session/entry", access: Access::Public },
];

/// The pages behind their addresses. Data pages are rendered whole (`Async`): without JavaScript nothing streams in.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <NotFound/> }>
            <Route path=path!("/") view=|| view! { <Redirect path="/orders"/> } ssr=SsrMode::Async/>
            <Route path=path!("/orders") view=OrdersScreen ssr=SsrMode::Async/>
            <Route path=path!("/orders/:number") view=OrderPage ssr=SsrMode::Async/>
            <Route path=path!("/new-order") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/contacts") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/contacts/:id") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/mentions") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/catalogue/:section") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/settings") view=|| view! { <Redirect path=SETTINGS_PROFILE/> } ssr=SsrMode::Async/>
            <Route path=path!("/settings/profile") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/settings/desk") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/settings/users") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/settings/funnels") view=LeafPage ssr=SsrMode::Async/>
            <Route path=path!("/sign-in") view=EntryPage ssr=SsrMode::Async/>
            <Route path=path!("/welcome/:token") view=EntryPage ssr=SsrMode::Async/>
        </Routes>
    }
    .into_any()
}

/// The list of orders as a visitor begins with it.
pub fn home(query: &str) -> String {
    with_query("/orders", query)
}

/// The list of orders.
pub fn orders(listing: &Listing) -> String {
    with_query("/orders", &listing.to_link())
}

/// Where the form that jumps to a place of the list is sent to.
pub const JUMP: &str = "/jump";

/// The page of one order; the list's query goes along, so that the way back leads to the same list.
pub fn order(number: &OrderNumber, listing: &Listing) -> String {
    let number = domain::filter::encode_component(number.as_str());
    with_query(&format!("/orders/{number}"), &listing.to_query())
}

/// A page of contacts.
pub fn contacts(query: &ContactQuery) -> String {
    with_query(CONTACTS, &query.to_query())
}

/// The page of a contact.
pub fn contact(id: ContactId) -> String {
    format!("/contacts/{id}")
}

/// The comments on an order.
pub fn comments(number: &OrderNumber) -> String {
    format!("{}#comments", order(number, &Listing::default()))
}

/// The filtered orders as a file: `xlsx` or `csv`. A file has no pages.
pub fn export(format: &str, listing: &Listing) -> String {
    let whole = listing.with_cursor(domain::listing::Cursor::Start);
    with_query(&format!("/export.{format}"), &whole.to_query())
}

/// The settings of a funnel, or of all.
pub fn funnel_settings(funnel: Option<&str>) -> String {
    let query = funnel.map(|slug| format!("funnel={}", domain::filter::encode_component(slug)));
    with_query(SETTINGS_FUNNELS, &query.unwrap_or_default())
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
