//! Every address of the server and who may use it, in one table; the router is built from it and from nothing else.
//!
//! Pages and server functions come from `app::routes`; a page or function that Leptos knows and that table does not (or
//! the other way round) stops the start, so nothing is ever served without a rule.

use crate::{
    AppState, assets, export,
    http::{
        body, changes, csrf, facts, frame, guard, health, jump, leaves, order, pages, preferences, search, session,
        settings, views, welcome,
    },
    live,
};
use app::{
    App, Assets,
    routes::{
        Access, NEW_ORDER, PAGES, SERVER_FUNCTIONS, SETTINGS_DESK, SETTINGS_FUNNELS, SETTINGS_PROFILE, SETTINGS_USERS,
    },
    shell,
};
use axum::{
    Router,
    http::Method,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get, post},
};
use domain::user::Permission;
use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
};

/// Who may use an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Files and health: nobody is asked who they are, no cookie is read.
    Machine,
    /// Everybody.
    Public,
    /// Whoever is signed in and may do this.
    SignedIn(Permission),
}

impl From<Access> for Rule {
    fn from(access: Access) -> Self {
        match access {
            Access::Public => Self::Public,
            Access::SignedIn(permission) => Self::SignedIn(permission),
        }
    }
}

/// What stands behind an address; decides how a refusal looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page of the app.
    Page,
    /// A server function.
    Function,
    /// A handler of ours.
    Handler,
}

/// A handler of ours at its address.
pub struct Route {
    method: Method,
    path: &'static str,
    rule: Rule,
    handler: fn() -> MethodRouter<AppState>,
}

const fn route(method: Method, path: &'static str, rule: Rule, handler: fn() -> MethodRouter<AppState>) -> Route {
    Route { method, path, rule, handler }
}

const READ: Rule = Rule::SignedIn(Permission::ReadOrders);
const EDIT: Rule = Rule::SignedIn(Permission::EditOrders);
const OWN: Rule = Rule::SignedIn(Permission::OwnPreferences);
const DESK: Rule = Rule::SignedIn(Permission::ManageDesk);
const EXPORT: Rule = Rule::SignedIn(Permission::ExportOrders);

/// Every handler of ours.
pub const HANDLERS: &[Route] = &[
    route(Method::GET, "/healthz", Rule::Machine, || get(health::alive)),
    route(Method::GET, "/readyz", Rule::Machine, || get(health::ready)),
    route(Method::GET, "/pkg/{*path}", Rule::Machine, || get(assets::package)),
    route(Method::GET, "/favicon.ico", Rule::Machine, || get(assets::favicon)),
    route(Method::POST, "/session", Rule::Public, || post(session::begin)),
    route(Method::POST, "/session/end", Rule::Public, || post(session::end)),
    route(Method::GET, "/session/link/{token}", Rule::Public, || get(session::demo)),
    route(Method::POST, "/welcome/{token}", Rule::Public, || post(welcome::accept)),
    route(Method::POST, "/preferences", Rule::Public, || post(preferences::keep)),
    route(Method::POST, "/orders/change", EDIT, || post(changes::change)),
    route(Method::POST, "/orders/undo", EDIT, || post(changes::undo)),
    route(Method::POST, "/orders/ledger", EDIT, || post(order::ledger)),
    route(Method::POST, "/orders/price", EDIT, || post(order::price)),
    route(Method::POST, "/orders/access", EDIT, || post(order::access)),
    route(Method::POST, "/orders/facts", EDIT, || post(facts::send)),
    route(Method::POST, "/orders/touch", EDIT, || post(order::touch)),
    route(Method::POST, "/orders/comment", EDIT, || post(order::comment)),
    route(Method::POST, "/orders/duplicate", EDIT, || post(leaves::new_order::duplicate)),
    route(Method::POST, NEW_ORDER, EDIT, || post(leaves::new_order::send)),
    route(Method::POST, "/mentions/seen", READ, || post(leaves::mentions::see)),
    route(Method::POST, "/contacts/search", READ, || post(leaves::contacts::search)),
    route(Method::POST, "/contacts/save", EDIT, || post(leaves::contacts::save)),
    route(Method::POST, "/contacts/merge", EDIT, || post(leaves::contacts::merge)),
    route(Method::POST, "/catalogue/offers/save", EDIT, || post(leaves::catalogue::offer)),
    route(Method::POST, "/catalogue/products/save", EDIT, || post(leaves::catalogue::product)),
    route(Method::POST, "/catalogue/promo-codes/save", EDIT, || post(leaves::catalogue::promo)),
    route(Method::POST, "/catalogue/promo-codes/archive", EDIT, || post(leaves::catalogue::archive)),
    route(Method::GET, app::routes::JUMP, READ, || get(jump::jump)),
    route(Method::POST, "/views", OWN, || post(views::change)),
    route(Method::POST, "/orders/columns", OWN, || post(views::arrange)),
    route(Method::POST, "/orders/cards", OWN, || post(views::arrange_cards)),
    route(Method::POST, SETTINGS_PROFILE, OWN, || post(settings::profile::save)),
    route(Method::POST, "/settings/sessions/end", OWN, || post(settings::profile::end_session)),
    route(Method::POST, "/settings/sessions/end-others", OWN, || post(settings::profile::end_other_sessions)),
    route(Method::POST, SETTINGS_DESK, DESK, || post(settings::desk::save)),
    route(Method::POST, SETTINGS_USERS, DESK, || post(settings::users::invite)),
    route(Method::POST, "/settings/users/link", DESK, || post(settings::users::make_link)),
    route(Method::POST, "/settings/users/role", DESK, || post(settings::users::give_role)),
    route(Method::POST, "/settings/users/disable", DESK, || post(settings::users::disable)),
    route(Method::POST, "/settings/users/enable", DESK, || post(settings::users::enable)),
    route(Method::POST, SETTINGS_FUNNELS, DESK, || post(settings::funnels::create)),
    route(Method::POST, "/settings/funnels/save", DESK, || post(settings::funnels::save)),
    route(Method::POST, "/settings/funnels/place", DESK, || post(settings::funnels::place)),
    route(Method::POST, "/settings/funnels/default", DESK, || post(settings::funnels::make_default)),
    route(Method::POST, "/settings/funnels/restore", DESK, || post(settings::funnels::restore)),
    route(Method::POST, "/settings/funnels/retire", DESK, || post(settings::funnels::retire)),
    route(Method::POST, "/settings/stages", DESK, || post(settings::stages::add)),
    route(Method::POST, "/settings/stages/save", DESK, || post(settings::stages::save)),
    route(Method::POST, "/settings/stages/place", DESK, || post(settings::stages::place)),
    route(Method::POST, "/settings/stages/delete", DESK, || post(settings::stages::delete)),
    route(Method::POST, "/orders/search", READ, || post(search::search)),
    route(Method::POST, "/orders/filter", READ, || post(search::filter)),
    route(Method::GET, "/live", READ, || get(live::stream)),
    route(Method::GET, "/export.xlsx", EXPORT, || get(export::http::xlsx)),
    route(Method::GET, "/export.csv", EXPORT, || get(export::http::csv)),
];

/// An address with its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Method; `HEAD` goes with `GET`.
    pub method: Method,
    /// Path as axum writes it: `/orders/{number}`.
    pub path: String,
    /// Who may use it.
    pub rule: Rule,
    /// What stands behind it.
    pub kind: Kind,
}

/// What the table says of a request.
pub enum Found<'a> {
    /// This.
    Entry(&'a Entry),
    /// The path is there for other methods only.
    OtherMethods(Vec<Method>),
    /// Nothing: there is no such address.
    Nothing,
}

/// Every address of the server.
#[derive(Clone, Debug)]
pub struct Table(pub Vec<Entry>);

impl Table {
    /// The entry of a request.
    pub fn find(&self, method: &Method, path: &str) -> Found<'_> {
        let method = if *method == Method::HEAD { &Method::GET } else { method };
        let at_path = || self.0.iter().filter(|entry| entry.path == path);
        match at_path().find(|entry| entry.method == *method) {
            Some(entry) => Found::Entry(entry),
            None if at_path().next().is_some() => Found::OtherMethods(at_path().map(|e| e.method.clone()).collect()),
            None => Found::Nothing,
        }
    }
}

/// The tables and what Leptos has registered differ.
#[derive(Debug, thiserror::Error)]
#[error("app::routes and what Leptos has registered differ: {0}")]
pub struct Mismatch(String);

/// The table of everything there is; fails when a page or a server function is without a rule, or a rule without one.
pub fn table() -> Result<Table, Mismatch> {
    let axum_path = |path: &str| {
        let segment = |s: &str| s.strip_prefix(':').map_or_else(|| s.to_owned(), |name| format!("{{{name}}}"));
        path.split('/').map(segment).collect::<Vec<_>>().join("/")
    };
    let ruled: BTreeSet<String> = PAGES.iter().map(|page| axum_path(page.path)).collect();
    let routed: BTreeSet<String> = listings().iter().map(|listing| listing.path().to_owned()).collect();
    differ("pages", &ruled, &routed)?;
    let ruled = SERVER_FUNCTIONS.iter().map(|function| function.path.to_owned()).collect();
    let registered = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    differ("server functions", &ruled, &registered)?;

    let pages = PAGES.iter().map(|page| Entry {
        method: Method::GET,
        path: axum_path(page.path),
        rule: page.access.into(),
        kind: Kind::Page,
    });
    let functions = SERVER_FUNCTIONS.iter().flat_map(|function| {
        let methods = server_fn_paths().filter(|(path, _)| *path == function.path).map(|(_, method)| method);
        let (path, rule) = (function.path, function.access.into());
        methods.map(move |method| Entry { method, path: path.to_owned(), rule, kind: Kind::Function })
    });
    let handlers = HANDLERS.iter().map(|Route { method, path, rule, .. }| Entry {
        method: method.clone(),
        path: (*path).to_owned(),
        rule: *rule,
        kind: Kind::Handler,
    });
    Ok(Table(pages.chain(functions).chain(handlers).collect()))
}

fn differ(what: &str, ruled: &BTreeSet<String>, known: &BTreeSet<String>) -> Result<(), Mismatch> {
    let difference: Vec<&str> = ruled.symmetric_difference(known).map(String::as_str).collect();
    if difference.is_empty() { Ok(()) } else { Err(Mismatch(format!("{what} {}", difference.join(", ")))) }
}

/// The pages that Leptos knows; found once.
fn listings() -> &'static [AxumRouteListing] {
    static LISTINGS: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    LISTINGS.get_or_init(|| generate_route_list(App))
}

/// The whole server: every address of the table, with everything that stands around a request.
pub fn router(state: AppState, assets: Assets) -> Result<Router, Mismatch> {
    let table = Arc::new(table()?);
    let (context, site) = (pages::context(state.db.clone()), state.site.clone());
    let document = move || shell(assets.clone());
    let mut router =
        Router::new().leptos_routes_with_context(&state, listings().to_vec(), context.clone(), document.clone());
    for Route { path, handler, .. } in HANDLERS {
        router = router.route(path, handler());
    }
    // Brotli's first level: a page is compressed once, while somebody waits.
    let worth_it = DefaultPredicate::new().and(NotForContentType::const_new("application/vnd.openxmlformats"));
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(1)).compress_when(worth_it);
    let guarded = guard::Guard { state: state.clone(), table };
    Ok(router
        .fallback(render_app_async_with_context(context, document))
        .layer(from_fn_with_state(state.clone(), settings::read::sheet))
        .layer(from_fn_with_state(state.clone(), leaves::leaf))
        .layer(from_fn_with_state(state.clone(), search::hide))
        .layer(from_fn_with_state(guarded, guard::guard))
        .layer(from_fn(body::bounded))
        .layer(from_fn_with_state(site.clone(), csrf::refuse_unsaid))
        .layer(csrf::layer(&site))
        .layer(compression)
        .layer(from_fn_with_state(site, frame::frame))
        .with_state(state))
}
