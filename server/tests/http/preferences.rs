//! Language and theme: of the user, else of the browser.

use crate::support::desks;
use axum::{
    body::Body,
    http::{Method, header},
};
use domain::Role;

#[tokio::test]
async fn a_stranger_keeps_a_language_and_a_theme_in_cookies() {
    for desk in desks().await {
        let mut browser = desk.browser();
        assert_eq!(
            browser.post("/preferences", &[("locale", "uk"), ("next", "/sign-in")]).await.location(),
            "/sign-in"
        );
        browser.post("/preferences", &[("theme", "dark")]).await;
        let page = browser.get("/sign-in").await.body;
        assert!(page.contains("lang=\"uk\"") && page.contains("data-theme=\"dark\""), "{page}");
    }
}

#[tokio::test]
async fn the_browsers_language_is_followed_until_one_is_chosen() {
    for desk in desks().await {
        let browser = desk.browser();
        for (wish, lang) in [("en-GB, fr;q=0.5", "en"), ("uk", "uk"), ("de", "fr")] {
            let request = browser.request(Method::GET, "/sign-in").header(header::ACCEPT_LANGUAGE, wish);
            let page = desk.send(request.body(Body::empty()).unwrap()).await.body;
            assert!(page.contains(&format!("lang=\"{lang}\"")), "{wish}");
        }
    }
}

#[tokio::test]
async fn a_users_choice_goes_along_to_another_browser() {
    for desk in desks().await {
        let user = desk.user(Role::Viewer).await;
        desk.browser_of(&user).await.post("/preferences", &[("locale", "en")]).await;
        desk.browser_of(&user).await.post("/preferences", &[("theme", "dark")]).await;
        let page = desk.browser_of(&user).await.get("/orders").await.body;
        assert!(page.contains("lang=\"en\"") && page.contains("data-theme=\"dark\""));
    }
}

#[tokio::test]
async fn the_form_leads_back_to_the_page_it_was_on_and_never_to_another_site() {
    for desk in desks().await {
        for (referer, location) in [
            ("http://127.0.0.1:3000/orders?stage=new", "/orders?stage=new"),
            ("https://evil.example/orders?q=1", "/orders"),
        ] {
            let mut browser = desk.browser();
            let request = browser.request(Method::POST, "/preferences").header(header::REFERER, referer);
            let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            assert_eq!(browser.send(request.body(Body::from("locale=en")).unwrap()).await.location(), location);
        }
        let elsewhere = [("locale", "en"), ("next", "//evil.example")];
        assert_eq!(desk.browser().post("/preferences", &elsewhere).await.location(), "/orders");
    }
}
