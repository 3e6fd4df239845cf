//! One's own profile and sessions, and the desk's settings.

use crate::support::{Browser, Desk, desks};
use app::context::Flash;
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use domain::Role;
use store::{desk, ids, people::entry};

/// What the next page will say.
pub fn said(browser: &Browser<'_>) -> Flash {
    server::http::flash::decode(browser.cookies.get("flash").map_or("", String::as_str)).unwrap_or_default()
}

const PROFILE: [(&str, &str); 5] =
    [("version", "1"), ("name", "Олена Коваль"), ("locale", "uk"), ("theme", "dark"), ("density", "compact")];

fn with<'a, const N: usize>(form: [(&'a str, &'a str); N], field: &str, text: &'a str) -> [(&'a str, &'a str); N] {
    form.map(|(name, typed)| if name == field { (name, text) } else { (name, typed) })
}

#[tokio::test]
async fn everybody_keeps_a_profile_and_it_shows_in_the_first_bytes_of_a_page() {
    for desk in desks().await {
        for role in Role::ALL {
            let mut browser = desk.browser_of(&desk.user(role).await).await;
            let answer = browser.post("/settings/profile", &PROFILE).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/settings/profile"));
            let page = browser.get("/settings/profile").await.body;
            assert!(page.starts_with("<!DOCTYPE html><html lang=\"uk\" data-theme=\"dark\" data-density=\"compact\">"));
            assert!(page.contains("Зміни збережено.") && page.contains("Олена Коваль"), "{page}");
            assert!(!page.contains("name=\"single_keys\" checked"), "a box that is not sent is not ticked");
            assert!(!browser.get("/settings/profile").await.body.contains("Зміни збережено."), "said once");
            // The sign-in page has the language and the theme too.
            browser.cookies.remove("__Host-session");
            let page = browser.get("/sign-in").await.body;
            assert!(page.starts_with("<!DOCTYPE html><html lang=\"uk\" data-theme=\"dark\">"), "{page}");
        }
    }
}

#[tokio::test]
async fn a_refused_profile_comes_back_as_it_was_typed() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        for (field, text, code) in [
            ("name", "  ", "name_missing"),
            ("locale", "de", "language_not_offered"),
            ("theme", "pink", "choice_unknown"),
            ("density", "", "choice_unknown"),
        ] {
            browser.post("/settings/profile", &with(PROFILE, field, text)).await;
            let said = said(&browser);
            assert_eq!((said.error(field), said.typed(field).as_str()), (Some(code), text), "{field}");
            let page = browser.get("/settings/profile").await.body;
            assert!(page.contains("role=\"alert\"") && page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
        }
        assert_eq!(desk.count("select max(version) from users").await, 1);
    }
}

#[tokio::test]
async fn a_stale_profile_is_a_conflict_and_loses_nothing() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        browser.post("/settings/profile", &with(PROFILE, "locale", "fr")).await;
        browser.get("/settings/profile").await;
        browser.post("/settings/profile", &with(with(PROFILE, "locale", "fr"), "name", "Ana Kovač")).await;
        let page = browser.get("/settings/profile").await.body;
        assert!(
            page.contains("value=\"Ana Kovač\"") && page.contains("Valeur actuelle\u{202F}: Олена Коваль"),
            "{page}"
        );
        assert!(page.contains("name=\"version\" value=\"2\""), "sent once more it holds: {page}");
        assert!(page.contains("Reprendre les valeurs actuelles"));
        browser.post("/settings/profile", &with(with(PROFILE, "name", "Ana Kovač"), "version", "2")).await;
        assert_eq!(said(&browser).notice.as_deref(), Some("saved"));
    }
}

#[tokio::test]
async fn the_language_of_the_browser_can_be_followed_again() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        browser.post("/settings/profile", &PROFILE).await;
        assert_eq!(browser.cookies.get("locale").map(String::as_str), Some("uk"));
        browser.post("/settings/profile", &with(with(PROFILE, "locale", ""), "version", "2")).await;
        assert!(!browser.cookies.contains_key("locale"));
        let request = browser.request(Method::GET, "/settings/profile").header(header::ACCEPT_LANGUAGE, "en");
        let page = browser.send(request.body(Body::empty()).unwrap()).await.body;
        assert!(page.contains("lang=\"en\"") && page.contains("Changes saved."), "{page}");
    }
}

#[tokio::test]
async fn the_density_is_chosen_in_the_menu_too_and_makes_no_form_stale() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        browser.post("/preferences", &[("density", "relaxed")]).await;
        assert!(browser.get("/orders").await.body.contains("data-density=\"relaxed\""));
        browser.post("/settings/profile", &PROFILE).await;
        assert_eq!(said(&browser).notice.as_deref(), Some("saved"));
        // Nobody's density is nothing to keep.
        let mut stranger = desk.browser();
        stranger.post("/preferences", &[("density", "relaxed")]).await;
        assert!(!stranger.get("/sign-in").await.body.contains("data-density"));
    }
}

#[tokio::test]
async fn sessions_are_listed_without_a_secret_and_ended() {
    for desk in desks().await {
        let user = desk.user(Role::Viewer).await;
        let other = entry::sign_in(&desk.db, &user, None, "Firefox · Windows", ids::now()).await.unwrap();
        let mut browser = desk.browser_of(&user).await;
        let mut elsewhere = desk.browser_of(&user).await;
        let page = browser.get("/settings/profile").await.body;
        assert!(page.contains("Firefox · Windows") && page.contains("Navigateur inconnu"), "{page}");
        assert!(page.contains("Cette session") && !page.contains(other.text()));
        assert_eq!(page.matches("name=\"session\"").count(), 2, "not the one that looks");

        let id = page.split("name=\"session\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        for _ in 0..2 {
            let answer = browser.post("/settings/sessions/end", &[("session", &id)]).await;
            assert_eq!(answer.location(), "/settings/profile");
        }
        assert_eq!(said(&browser).notice.as_deref(), Some("session_ended"));
        assert_eq!(desk.count("select count(*) from sessions").await, 2);
        browser.post("/settings/sessions/end-others", &[]).await;
        assert_eq!(desk.count("select count(*) from sessions").await, 1);
        assert!(browser.is_in().await && !elsewhere.is_in().await);

        // Nobody ends another's session, and nonsense ends none.
        let mut stranger = desk.browser_of(&desk.user(Role::Owner).await).await;
        let (here,): (i64,) = desk
            .db
            .read()
            .await
            .unwrap()
            .one(store::Sql::new("select id from sessions where agent = '' order by id"))
            .await
            .unwrap();
        for wrong in [here.to_string().as_str(), "", "x"] {
            stranger.post("/settings/sessions/end", &[("session", wrong)]).await;
        }
        assert!(browser.is_in().await);
        // One's own leads out.
        let answer = browser.post("/settings/sessions/end", &[("session", &here.to_string())]).await;
        assert_eq!(answer.location(), "/sign-in");
        assert!(!browser.cookies.contains_key("__Host-session") && !browser.is_in().await);
    }
}

#[tokio::test]
async fn a_session_is_listed_under_the_browser_that_began_it() {
    for desk in desks().await {
        desk.user_with_password(Role::Viewer).await;
        let mut browser = desk.browser();
        let form =
            domain::filter::encode_pairs([("email", "viewer@example.org"), ("password", crate::support::PASSWORD)]);
        let request = browser
            .request(Method::POST, "/session")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0");
        browser.send(request.body(Body::from(form)).unwrap()).await;
        assert!(browser.get("/settings/profile").await.body.contains("Firefox · Linux"));
    }
}

const DESK: [(&str, &str); 8] = [
    ("version", "1"),
    ("name", "L’Atelier & Cie"),
    ("zone", "Asia/Kathmandu"),
    ("currency", "UAH"),
    ("languages", "fr"),
    ("languages", "en"),
    ("languages", "uk"),
    ("default_language", "en"),
];

async fn owner(desk: &Desk) -> Browser<'_> {
    desk.browser_of(&desk.user(Role::Owner).await).await
}

#[tokio::test]
async fn an_owner_sets_the_desk_and_everybody_sees_it() {
    for desk in desks().await {
        let mut browser = owner(&desk).await;
        let answer = browser.post("/settings/desk", &DESK).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/settings/desk"));
        assert_eq!(said(&browser).notice.as_deref(), Some("saved"));
        let page = browser.get("/settings/desk").await.body;
        assert!(page.contains("L’Atelier &amp; Cie") && page.contains("value=\"Asia/Kathmandu\""), "{page}");
        let kept = desk::fetch(&desk.db).await.unwrap();
        assert_eq!((kept.zone.name(), kept.currency.code(), kept.version), ("Asia/Kathmandu", "UAH", 2));
        assert_eq!(kept.languages.codes(), "en,fr,uk");
        assert_eq!(desk.count("select count(*) from events where subject = 'desk' and actor = 'user'").await, 1);
        // The same form once more is done already.
        browser.post("/settings/desk", &DESK).await;
        assert_eq!(said(&browser).notice.as_deref(), Some("saved"));
        assert_eq!(desk.count("select count(*) from events where subject = 'desk'").await, 1);
    }
}

#[tokio::test]
async fn a_refused_desk_comes_back_as_it_was_typed() {
    for desk in desks().await {
        let mut browser = owner(&desk).await;
        for (field, text, wrong, code) in [
            ("name", "", "name", "name_missing"),
            ("zone", "Europe/Nowhere", "zone", "zone_unknown"),
            ("currency", "EURO", "currency", "currency_unknown"),
            ("languages", "de", "languages", "languages_none"),
            ("default_language", "de", "languages", "language_default_missing"),
        ] {
            browser.post("/settings/desk", &with(DESK, field, text)).await;
            let said = said(&browser);
            assert_eq!((said.error(wrong), said.typed(field).as_str()), (Some(code), text), "{field}");
            assert!(browser.get("/settings/desk").await.body.contains(&format!("href=\"#{wrong}\"")));
        }
        assert_eq!(desk::fetch(&desk.db).await.unwrap().version, 1);
    }
}

#[tokio::test]
async fn two_owners_with_the_same_form_lose_nothing() {
    for desk in desks().await {
        let user = desk.user(Role::Owner).await;
        let (mut one, mut other) = (desk.browser_of(&user).await, desk.browser_of(&user).await);
        one.post("/settings/desk", &DESK).await;
        other.post("/settings/desk", &with(with(DESK, "zone", "Europe/Kyiv"), "name", "Інша назва")).await;
        assert_eq!(said(&other).error(""), Some("conflict"));
        let request = other.request(Method::GET, "/settings/desk").header(header::ACCEPT_LANGUAGE, "fr");
        let page = other.send(request.body(Body::empty()).unwrap()).await.body;
        for kept in ["Інша назва", "value=\"Europe/Kyiv\"", "value=\"2\"", "Valeur actuelle\u{202F}: Asia/Kathmandu"]
        {
            assert!(page.contains(kept), "{kept}: {page}");
        }
        assert_eq!(page.matches("Valeur actuelle").count(), 2, "only what differs: {page}");
        assert_eq!(desk::fetch(&desk.db).await.unwrap().name, "L’Atelier & Cie");
    }
}

#[tokio::test]
async fn people_are_spoken_to_in_the_languages_of_the_desk_only() {
    for desk in desks().await {
        let viewer = desk.user(Role::Viewer).await;
        let mut reader = desk.browser_of(&viewer).await;
        reader.post("/preferences", &[("locale", "uk")]).await;
        let form: Vec<_> = DESK.into_iter().filter(|pair| *pair != ("languages", "uk")).collect();
        let mut browser = owner(&desk).await;
        browser.post("/settings/desk", &form).await;

        let mut stranger = desk.browser();
        stranger.cookies.insert("locale".into(), "uk".into());
        for wish in ["uk", "de", ""] {
            let request = stranger.request(Method::GET, "/sign-in").header(header::ACCEPT_LANGUAGE, wish);
            let page = stranger.send(request.body(Body::empty()).unwrap()).await.body;
            assert!(page.contains("<html lang=\"en\""), "{wish}: {page}");
            assert!(page.contains("Français") && !page.contains("Українська"), "{wish}");
        }
        stranger.post("/preferences", &[("locale", "uk")]).await;
        let page = reader.get("/settings/profile").await.body;
        assert!(page.contains("<html lang=\"en\"") && !page.contains("Українська"), "{page}");
        reader.post("/preferences", &[("locale", "uk")]).await;
        assert!(reader.get("/orders").await.body.contains("<html lang=\"en\""));
        // What is refused is refused in a language of the desk as well.
        let refused = reader.post("/settings/desk", &DESK).await;
        assert!(refused.body.contains("lang=\"en\""), "{}", refused.body);
    }
}

#[tokio::test]
async fn others_get_the_forbidden_page_in_its_frame_and_no_way_there() {
    for desk in desks().await {
        for role in [Role::Manager, Role::Viewer] {
            let mut browser = desk.browser_of(&desk.user(role).await).await;
            for path in ["/settings/desk", "/settings/users"] {
                let answer = browser.get(path).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
                assert!(answer.body.contains("Accès refusé") && answer.body.contains("class=\"frame\""), "{path}");
                assert!(!answer.body.contains("<form action=\"/settings"), "{path}");
            }
            let page = browser.get("/settings/profile").await.body;
            assert!(!page.contains("/settings/desk") && !page.contains("/settings/users"), "{page}");
        }
        let mut browser = owner(&desk).await;
        let page = browser.get("/settings/profile").await.body;
        assert!(page.contains("href=\"/settings/desk\"") && page.contains("href=\"/settings/users\""));
        assert_eq!(browser.get("/settings").await.location(), "/settings/profile");
    }
}
