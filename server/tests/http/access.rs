//! Who may use which address: everything that is served is listed here, with every role.

use crate::support::{desks, send};
use axum::{
    Router,
    body::Body,
    http::{Method, StatusCode, header},
    middleware::from_fn_with_state,
    routing::get,
};
use domain::{Role, user::Permission};
use server::{
    http::guard::{Guard, guard},
    routes::{Entry, Kind, Rule, Table, table},
};
use std::sync::Arc;

/// Every address and who may use it. What is served and does not stand here fails the test, and the other way round.
const MATRIX: &[(&str, &str, Rule)] = &[
    ("GET", "/", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/orders", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/orders/{number}", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/new-order", Rule::SignedIn(Permission::EditOrders)),
    ("GET", "/contacts/{id}", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/contacts", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/contacts/search", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/mentions", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/mentions/seen", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/catalogue/{section}", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/settings", Rule::SignedIn(Permission::OwnPreferences)),
    ("GET", "/settings/profile", Rule::SignedIn(Permission::OwnPreferences)),
    ("GET", "/settings/desk", Rule::SignedIn(Permission::ManageDesk)),
    ("GET", "/settings/users", Rule::SignedIn(Permission::ManageDesk)),
    ("GET", "/settings/funnels", Rule::SignedIn(Permission::ManageDesk)),
    ("GET", "/sign-in", Rule::Public),
    ("GET", "/welcome/{token}", Rule::Public),
    ("POST", "/api/orders/list", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/rows", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/histogram", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/seek", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/jump", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/chart", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/totals", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/suggest", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/keep_search", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/arrange", Rule::SignedIn(Permission::OwnPreferences)),
    ("POST", "/api/orders/arrange_cards", Rule::SignedIn(Permission::OwnPreferences)),
    ("POST", "/api/views/list", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/fetch", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/api/orders/change", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/api/orders/undo", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/api/session/entry", Rule::Public),
    ("GET", "/healthz", Rule::Machine),
    ("GET", "/readyz", Rule::Machine),
    ("GET", "/pkg/{*path}", Rule::Machine),
    ("GET", "/favicon.ico", Rule::Machine),
    ("POST", "/session", Rule::Public),
    ("POST", "/session/end", Rule::Public),
    ("GET", "/session/link/{token}", Rule::Public),
    ("POST", "/welcome/{token}", Rule::Public),
    ("POST", "/preferences", Rule::Public),
    ("POST", "/views", Rule::SignedIn(Permission::OwnPreferences)),
    ("POST", "/orders/columns", Rule::SignedIn(Permission::OwnPreferences)),
    ("POST", "/orders/cards", Rule::SignedIn(Permission::OwnPreferences)),
    ("POST", "/orders/search", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/orders/filter", Rule::SignedIn(Permission::ReadOrders)),
    ("POST", "/settings/profile", Rule::SignedIn(Permission::OwnPreferences)),
    ("POST", "/settings/sessions/end", Rule::SignedIn(Permission::OwnPreferences)),
    ("POST", "/settings/sessions/end-others", Rule::SignedIn(Permission::OwnPreferences)),
    ("POST", "/settings/desk", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/users", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/users/link", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/users/role", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/users/disable", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/users/enable", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/funnels", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/funnels/save", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/funnels/place", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/funnels/default", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/funnels/restore", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/funnels/retire", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/stages", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/stages/save", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/stages/place", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/settings/stages/delete", Rule::SignedIn(Permission::ManageDesk)),
    ("POST", "/orders/change", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/orders/undo", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/orders/ledger", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/orders/duplicate", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/new-order", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/contacts/save", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/contacts/merge", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/catalogue/offers/save", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/catalogue/products/save", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/catalogue/promo-codes/save", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/catalogue/promo-codes/archive", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/api/orders/keep_form", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/orders/price", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/orders/access", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/orders/facts", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/orders/touch", Rule::SignedIn(Permission::EditOrders)),
    ("POST", "/orders/comment", Rule::SignedIn(Permission::EditOrders)),
    ("GET", "/live", Rule::SignedIn(Permission::ReadOrders)),
    ("GET", "/export.xlsx", Rule::SignedIn(Permission::ExportOrders)),
    ("GET", "/export.csv", Rule::SignedIn(Permission::ExportOrders)),
];

#[test]
fn every_address_that_is_served_stands_in_the_matrix() {
    let served: Vec<(String, String, Rule)> =
        table().unwrap().0.iter().map(|e| (e.method.to_string(), e.path.clone(), e.rule)).collect();
    for (method, path, rule) in &served {
        assert!(MATRIX.contains(&(method, path, *rule)), "{method} {path} {rule:?} is not in the matrix");
    }
    assert_eq!(served.len(), MATRIX.len(), "the matrix lists what is not served");
}

#[tokio::test]
async fn every_role_may_use_what_the_matrix_says_and_nothing_else() {
    for desk in desks().await {
        let mut users = vec![None];
        for role in Role::ALL {
            users.push(Some(desk.user(role).await));
        }
        for entry in &table().unwrap().0 {
            for user in &users {
                // A browser each: some of these requests sign in or out.
                let mut browser = match user {
                    Some(user) => desk.browser_of(user).await,
                    None => desk.browser(),
                };
                let path = entry
                    .path
                    .replace("{number}", "1")
                    .replace("{id}", "1")
                    .replace("{section}", "offers")
                    .replace("{token}", "x")
                    .replace("{*path}", "x.js");
                let request = browser.request(entry.method.clone(), &path);
                let kind =
                    if entry.kind == Kind::Function { "application/json" } else { "application/x-www-form-urlencoded" };
                let request = request.header(header::CONTENT_TYPE, kind).body(Body::empty()).unwrap();
                let answer = browser.send(request).await;
                let sent_away = answer.location().starts_with("/sign-in") && entry.kind == Kind::Page;
                let refused = match answer.status {
                    StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => true,
                    _ => sent_away,
                };
                let may = match entry.rule {
                    Rule::Machine | Rule::Public => true,
                    Rule::SignedIn(permission) => user.as_ref().is_some_and(|user| user.role.may(permission)),
                };
                let who = user.as_ref().map_or("nobody", |user| user.role.code());
                assert_eq!(refused, !may, "{who}: {} {path}: {}", entry.method, answer.status);
            }
        }
    }
}

#[tokio::test]
async fn a_page_leads_to_the_sign_in_page_and_back_and_anything_else_is_401() {
    for desk in desks().await {
        let mut browser = desk.browser();
        let page = browser.get("/orders?stage=new&q=a").await;
        assert_eq!(
            (page.status, page.location()),
            (StatusCode::SEE_OTHER, "/sign-in?next=%2Forders%3Fstage%3Dnew%26q%3Da")
        );
        assert_eq!(browser.get("/export.csv").await.status, StatusCode::UNAUTHORIZED);
        let function = browser.request(Method::POST, "/api/orders/list").body(Body::empty()).unwrap();
        let answer = browser.send(function).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::UNAUTHORIZED, "\"SignIn\""));
    }
}

#[tokio::test]
async fn a_role_that_may_not_is_refused_with_403() {
    for desk in desks().await {
        let rule = Rule::SignedIn(Permission::ManageDesk);
        let entry = Entry { method: Method::GET, path: "/settings".into(), rule, kind: Kind::Handler };
        let guarded = Guard { state: desk.state.clone(), table: Arc::new(Table(vec![entry])) };
        let router =
            Router::new().route("/settings", get(|| async { "settings" })).layer(from_fn_with_state(guarded, guard));
        for (role, expected) in [
            (Role::Viewer, StatusCode::FORBIDDEN),
            (Role::Manager, StatusCode::FORBIDDEN),
            (Role::Owner, StatusCode::OK),
        ] {
            let browser = desk.browser_of(&desk.user(role).await).await;
            let request = browser.request(Method::GET, "/settings").body(Body::empty()).unwrap();
            assert_eq!(send(router.clone(), request).await.status, expected, "{role:?}");
        }
    }
}

#[tokio::test]
async fn an_address_that_is_not_in_the_table_is_the_not_found_page() {
    for desk in desks().await {
        for path in ["/nope", "/api/nope", "/orders/1/2", "/pkg", "/.env"] {
            let answer = desk.browser().get(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(answer.body.contains("<html"), "{path}");
        }
        let wrong_method = desk.browser().post("/orders", &[]).await;
        assert_eq!((wrong_method.status, wrong_method.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
    }
}
