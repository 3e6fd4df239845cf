//! Signing in and out, and how long a session lasts.

use crate::support::{PASSWORD, desks, desks_at, minutes_ago};
use axum::http::StatusCode;
use domain::Role;
use std::time::{Duration, Instant};
use store::{ids, people::entry};

const COOKIE: &str = "__Host-session";

#[tokio::test]
async fn signing_in_leads_to_where_somebody_wanted_to_go() {
    for desk in desks().await {
        desk.user_with_password(Role::Viewer).await;
        let mut browser = desk.browser();
        let form = [("email", " Viewer@Example.org "), ("password", PASSWORD), ("next", "/orders?q=київ")];
        let answer = browser.post("/session", &form).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/orders?q=%D0%BA%D0%B8%D1%97%D0%B2"));
        assert!(browser.is_in().await);
    }
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    for desk in desks().await {
        desk.user_with_password(Role::Viewer).await;
        for next in
            ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"]
        {
            let form = [("email", "viewer@example.org"), ("password", PASSWORD), ("next", next)];
            assert_eq!(desk.browser().post("/session", &form).await.location(), "/orders", "{next}");
        }
        // A link that names a person leads to one that does not: to the same page, and to no other desk.
        let user = desk.user(Role::Owner).await;
        let mut browser = desk.browser_of(&user).await;
        for (link, page) in [("//evil.example/x", "/orders?s="), ("/orders", "/orders?s=")] {
            let answer = browser.get(&format!("{link}?q=ana%40example.org")).await;
            assert!(answer.location().starts_with(page), "{link} leads to {}", answer.location());
        }
    }
}

#[tokio::test]
async fn the_sessions_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    for (public, name, secure) in [
        ("http://127.0.0.1:3000", "__Host-session", true),
        ("https://desk.example", "__Host-session", true),
        ("http://desk.example", "session", false),
    ] {
        for desk in desks_at(public).await {
            desk.user_with_password(Role::Viewer).await;
            let form = [("email", "viewer@example.org"), ("password", PASSWORD)];
            let answer = desk.browser().post("/session", &form).await;
            let cookie = answer.set_cookie(name).unwrap();
            for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(cookie.contains(flag), "{cookie}");
            }
            assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
            assert!(!cookie.contains("Domain"), "{cookie}");
        }
    }
}

#[tokio::test]
async fn signing_in_again_changes_the_session_and_ends_the_old_one() {
    for desk in desks().await {
        desk.user_with_password(Role::Viewer).await;
        let form = [("email", "viewer@example.org"), ("password", PASSWORD)];
        let mut browser = desk.browser();
        browser.post("/session", &form).await;
        let first = browser.cookies.get(COOKIE).unwrap().clone();
        browser.post("/session", &form).await;
        assert_ne!(browser.cookies.get(COOKIE).unwrap(), &first);
        let mut thief = desk.browser();
        thief.cookies.insert(COOKIE.into(), first);
        assert!(!thief.is_in().await);
        assert_eq!(desk.count("select count(*) from sessions").await, 1);
    }
}

#[tokio::test]
async fn only_a_digest_of_a_session_is_stored() {
    for desk in desks().await {
        let user = desk.user(Role::Viewer).await;
        let secret = entry::sign_in(&desk.db, &user, None, "", ids::now()).await.unwrap();
        let (stored,): (String,) =
            desk.db.read().await.unwrap().one(store::Sql::new("select token_digest from sessions")).await.unwrap();
        assert_ne!(stored, secret.text());
        assert_eq!((stored.len(), secret.text().len()), (64, 64));
    }
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        let cookie = browser.cookies.get(COOKIE).unwrap().clone();
        let answer = browser.post("/session/end", &[]).await;
        assert_eq!(answer.location(), "/sign-in");
        assert!(answer.set_cookie(COOKIE).unwrap().contains("Max-Age=0"));
        browser.cookies.insert(COOKIE.into(), cookie);
        assert!(!browser.is_in().await);
    }
}

#[tokio::test]
async fn a_session_ends_after_an_hour_without_use_and_after_twelve_hours_anyway() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        desk.execute("update sessions set seen_at = $1", [minutes_ago(59).0.into()]).await;
        assert!(browser.is_in().await);
        // Its use is written down in the background.
        let deadline = Instant::now() + Duration::from_secs(5);
        while desk.count("select max(seen_at) from sessions").await < minutes_ago(1).0 {
            assert!(Instant::now() < deadline, "the use of the session was not written down");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        desk.execute("update sessions set seen_at = $1", [minutes_ago(61).0.into()]).await;
        assert!(!browser.is_in().await);
        desk.execute("update sessions set seen_at = $1, expires_at = $1", [ids::now().0.into()]).await;
        assert!(!browser.is_in().await);
    }
}

#[tokio::test]
async fn a_disabled_user_is_out_at_the_next_request() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user_with_password(Role::Viewer).await).await;
        assert!(browser.is_in().await);
        desk.execute("update users set disabled_at = $1", [ids::now().0.into()]).await;
        assert!(!browser.is_in().await);
        let answer = browser.post("/session", &[("email", "viewer@example.org"), ("password", PASSWORD)]).await;
        assert_eq!(answer.location(), "/sign-in");
    }
}

#[tokio::test]
async fn every_wrong_attempt_gets_the_same_answer_and_keeps_the_e_mail_but_no_password() {
    for desk in desks().await {
        desk.user_with_password(Role::Viewer).await;
        desk.user(Role::Manager).await;
        for email in ["viewer@example.org", "manager@example.org", "nobody@example.org", "nonsense"] {
            let mut browser = desk.browser();
            let answer = browser.post("/session", &[("email", email), ("password", "wrong and secret")]).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in"), "{email}");
            let flash = answer.set_cookie("flash").unwrap();
            assert!(flash.contains("HttpOnly") && flash.contains("SameSite=Strict") && flash.contains("Max-Age=60"));
            let said = server::http::flash::decode(browser.cookies.get("flash").unwrap()).unwrap();
            assert_eq!(said.error(""), Some("sign_in_failed"));
            assert_eq!(said.typed("email"), email);
            assert!(!format!("{said:?}").contains("secret"));
            let page = browser.get("/sign-in").await;
            assert!(page.body.contains(email) && page.body.contains("role=\"alert\""), "{}", page.body);
            assert!(!browser.cookies.contains_key("flash"), "the flash is shown once");
        }
    }
}

#[tokio::test]
async fn after_five_failures_an_account_has_to_wait_whether_it_exists_or_not() {
    for desk in desks().await {
        desk.user_with_password(Role::Viewer).await;
        for email in ["viewer@example.org", "nobody@example.org"] {
            let mut browser = desk.browser();
            for _ in 0..5 {
                let answer = browser.post("/session", &[("email", email), ("password", "wrong")]).await;
                assert_eq!(answer.header("retry-after"), "");
            }
            desk.execute("update sign_in_failures set failures = 9", []).await;
            let answer = browser.post("/session", &[("email", email), ("password", PASSWORD)]).await;
            assert_eq!(answer.location(), "/sign-in");
            let wait: u32 = answer.header("retry-after").parse().unwrap();
            assert!((10..=16).contains(&wait), "{wait}");
        }
        // The wait is over: the right password forgives.
        desk.execute("update sign_in_failures set last_at = $1", [minutes_ago(1).0.into()]).await;
        let form = [("email", "viewer@example.org"), ("password", PASSWORD)];
        assert_eq!(desk.browser().post("/session", &form).await.location(), "/orders");
        assert_eq!(desk.count("select count(*) from sign_in_failures").await, 1);
    }
}

#[tokio::test]
async fn attempts_at_the_same_moment_do_not_outrun_the_wait() {
    for desk in desks().await {
        let attempt = || async {
            let answer =
                desk.browser().post("/session", &[("email", "nobody@example.org"), ("password", "wrong")]).await;
            answer.header("retry-after").is_empty()
        };
        let tried = futures::future::join_all((0..20).map(|_| attempt())).await;
        assert!(tried.iter().filter(|went| **went).count() <= 6, "{tried:?}");
    }
}
