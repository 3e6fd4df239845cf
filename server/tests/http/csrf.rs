//! Requests that another site makes a browser send.

use crate::support::desks;
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use domain::Role;
use server::routes::table;

/// What a request says of where it comes from, and whether it is let through when a session's cookie comes along.
const CASES: &[(&[(&str, &str)], bool)] = &[
    (&[("sec-fetch-site", "same-origin")], true),
    (&[("sec-fetch-site", "none")], true),
    (&[("sec-fetch-site", "cross-site")], false),
    (&[("sec-fetch-site", "same-site")], false),
    (&[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")], false),
    (&[("origin", "http://127.0.0.1:3000")], true),
    (&[("origin", "https://evil.example")], false),
    (&[("origin", "null")], false),
    (&[], false),
    (&[("sec-fetch-site", ""), ("origin", "")], false),
];

#[tokio::test]
async fn every_post_is_refused_that_another_site_sends() {
    for desk in desks().await {
        let user = desk.user(Role::Owner).await;
        for entry in table().unwrap().0.iter().filter(|entry| entry.method != Method::GET) {
            for (says, passes) in CASES {
                let browser = desk.browser_of(&user).await;
                let (name, value) = browser.cookies.first_key_value().unwrap();
                let path = entry.path.replace("{token}", "x");
                let mut request = Request::builder().method(entry.method.clone()).uri(&path);
                request =
                    request.header(header::HOST, "127.0.0.1:3000").header(header::COOKIE, format!("{name}={value}"));
                for (name, value) in *says {
                    request = request.header(*name, *value);
                }
                let answer = desk.send(request.body(Body::empty()).unwrap()).await;
                assert_eq!(answer.status != StatusCode::FORBIDDEN, *passes, "{path} {says:?}: {}", answer.status);
            }
        }
    }
}

#[tokio::test]
async fn a_program_without_a_session_needs_not_say_where_it_comes_from() {
    for desk in desks().await {
        let request = Request::builder().method(Method::POST).uri("/session").header(header::HOST, "127.0.0.1:3000");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = desk.send(request.body(Body::from("email=a&password=b")).unwrap()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn no_get_changes_a_row() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Owner).await).await;
        let rows =
            "select (select count(*) from users) + (select count(*) from events) + (select count(*) from sessions)";
        let before = desk.count(rows).await;
        for entry in table().unwrap().0.iter().filter(|entry| entry.method == Method::GET) {
            browser.get(&entry.path.replace("{number}", "1").replace("{token}", "x").replace("{*path}", "x.js")).await;
        }
        assert_eq!(desk.count(rows).await, before);
    }
}
