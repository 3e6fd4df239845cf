//! Headers of every answer, the policy of pages, encodings, and what a panic looks like.

use crate::support::{Answer, desks, desks_at, send};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
    middleware::from_fn_with_state,
    routing::get,
};
use domain::Role;
use server::{http::frame::frame, routes::table, site::Site};
use std::sync::Arc;

fn check(answer: &Answer, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    assert!(answer.header("cache-control").contains("no-store"), "{what}");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    assert_eq!(answer.header("x-request-id").len(), 32, "{what}");
    assert!(!answer.header("permissions-policy").is_empty(), "{what}");
}

#[tokio::test]
async fn every_answer_of_every_address_carries_them_whatever_its_status() {
    for desk in desks().await {
        let user = desk.user(Role::Viewer).await;
        for entry in &table().unwrap().0 {
            let path = entry.path.replace("{number}", "1").replace("{token}", "x").replace("{*path}", "x.js");
            for method in [Method::GET, Method::HEAD, Method::POST, Method::DELETE, Method::OPTIONS] {
                for browser in [desk.browser(), desk.browser_of(&user).await] {
                    if path == "/favicon.ico" {
                        continue;
                    }
                    let request = browser.request(method.clone(), &path).body(Body::empty()).unwrap();
                    check(&desk.send(request).await, &format!("{method} {path}"));
                }
            }
        }
        check(&desk.browser().get("/nope").await, "not found");
        let cross_site = Request::post("/session").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
        check(&desk.send(cross_site).await, "cross-site");
        let large = desk.browser().post("/session", &[("email", &"x".repeat(70_000))]).await;
        check(&large, "too large");
    }
}

#[tokio::test]
async fn the_script_of_a_page_has_the_nonce_of_its_policy_and_each_page_another() {
    for desk in desks().await {
        let mut seen = Vec::new();
        for _ in 0..2 {
            let page = desk.browser().get("/sign-in").await;
            let policy = page.header("content-security-policy");
            let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap().to_owned();
            assert!(page.body.contains(&format!("<script type=\"module\" nonce=\"{nonce}\"")), "{}", page.body);
            assert!(!page.body.contains(" style=\""), "inline styles are blocked");
            seen.push(nonce);
        }
        assert_ne!(seen.first(), seen.last());
    }
}

#[tokio::test]
async fn https_is_insisted_on_only_where_people_come_by_https() {
    for (public, insists) in [("https://desk.example", true), ("http://127.0.0.1:3000", false)] {
        for desk in desks_at(public).await {
            let answer = desk.browser().get("/sign-in").await;
            assert_eq!(answer.header("strict-transport-security").contains("max-age="), insists);
        }
    }
}

#[tokio::test]
async fn pages_are_compressed_for_clients_that_take_it() {
    for desk in desks().await {
        for (accepts, encoding) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
            let request = desk.browser().request(Method::GET, "/sign-in").header(header::ACCEPT_ENCODING, accepts);
            let answer = desk.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.header("content-encoding"), encoding, "{accepts}");
        }
    }
}

#[tokio::test]
async fn a_panic_kills_one_request_and_shows_its_id() {
    async fn panics() -> &'static str {
        panic!("on purpose")
    }
    let site = Arc::new(Site::parse("http://127.0.0.1:3000").unwrap());
    let router = Router::new()
        .route("/panics", get(panics))
        .route("/lives", get(|| async { "alive" }))
        .layer(from_fn_with_state(site, frame));
    let request = |path: &str| Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    let answer = send(router.clone(), request("/panics")).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    check(&answer, "panic");
    assert!(answer.body.contains(answer.header("x-request-id")) && !answer.body.contains("on purpose"));
    assert_eq!(send(router, request("/lives")).await.body, "alive");
}
