//! The team: one-time links, roles, who may sign in.

use crate::{
    settings::said,
    support::{Browser, PASSWORD, desks},
};
use axum::http::StatusCode;
use domain::{Role, ids::UserId};
use store::{ids, people::team};

const MAX: [(&str, &str); 3] = [("name", "Max Müller"), ("email", "max@example.org"), ("role", "manager")];

/// Sends what the menu beside a user sends.
async fn about(browser: &mut Browser<'_>, what: &str, user: UserId, version: i64, role: &str) {
    let (user, version) = (user.to_string(), version.to_string());
    let form = [("user", user.as_str()), ("version", &version), ("role", role)];
    let answer = browser.post(&format!("/settings/users/{what}"), &form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/settings/users"), "{what}");
}

#[tokio::test]
async fn an_owner_invites_by_a_link_that_is_shown_once() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Owner).await).await;
        let answer = browser.post("/settings/users", &MAX).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/settings/users"));
        let page = browser.get("/settings/users").await.body;
        let link = page.split("value=\"http://127.0.0.1:3000").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(link.starts_with("/welcome/") && page.contains("Invitation valable jusqu’au"), "{page}");
        assert!(!browser.get("/settings/users").await.body.contains(&link));

        let mut invited = desk.browser();
        let form = [("password", PASSWORD), ("password_repeat", PASSWORD)];
        assert_eq!(invited.post(&link, &form).await.location(), "/orders");
        assert!(invited.is_in().await);
        assert!(!browser.get("/settings/users").await.body.contains("Invitation valable"));
        let told = "select count(*) from events where subject = 'user' and actor = 'user'";
        assert_eq!(desk.count(told).await, 2, "the invitation, and the password");
    }
}

#[tokio::test]
async fn a_form_sent_twice_makes_one_user() {
    for desk in desks().await {
        let user = desk.user(Role::Owner).await;
        let (mut one, mut other) = (desk.browser_of(&user).await, desk.browser_of(&user).await);
        let (a, b) = tokio::join!(one.post("/settings/users", &MAX), other.post("/settings/users", &MAX));
        assert_eq!((a.status, b.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(desk.count("select count(*) from users").await, 2);
        assert_eq!(desk.count("select count(*) from links").await, 1);
        assert_eq!((said(&one).notice, said(&other).notice), (Some("link_made".into()), Some("link_made".into())));
    }
}

#[tokio::test]
async fn a_refused_invitation_comes_back_as_it_was_typed() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Owner).await).await;
        for (field, text, code) in [
            ("name", " ", "name_missing"),
            ("email", "max@", "email_invalid"),
            ("email", "Owner@Example.org", "email_taken"),
            ("role", "king", "choice_unknown"),
        ] {
            let form = MAX.map(|(name, typed)| if name == field { (name, text) } else { (name, typed) });
            browser.post("/settings/users", &form).await;
            let said = said(&browser);
            assert_eq!((said.error(field), said.typed(field).as_str()), (Some(code), text), "{field}");
        }
        let page = browser.get("/settings/users").await.body;
        assert!(page.contains("value=\"Max Müller\""), "{page}");
        assert_eq!(desk.count("select count(*) from users").await, 1);
    }
}

#[tokio::test]
async fn a_disabled_user_is_out_at_the_next_request_and_comes_back_by_signing_in() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Owner).await).await;
        let user = desk.user_with_password(Role::Manager).await;
        let mut theirs = desk.browser_of(&user).await;
        assert!(theirs.is_in().await);
        about(&mut browser, "disable", user.id, 1, "").await;
        assert!(!theirs.is_in().await);
        assert!(browser.get("/settings/users").await.body.contains("Accès désactivé"));
        let form = [("email", "manager@example.org"), ("password", PASSWORD)];
        assert_eq!(theirs.post("/session", &form).await.location(), "/sign-in");
        about(&mut browser, "link", user.id, 2, "").await;
        assert_eq!(said(&browser).error(""), Some("user_disabled"));
        about(&mut browser, "enable", user.id, 2, "").await;
        assert_eq!(said(&browser).notice.as_deref(), Some("user_enabled"));
        assert!(!theirs.is_in().await, "the old session stays ended");
        assert_eq!(theirs.post("/session", &form).await.location(), "/orders");
    }
}

#[tokio::test]
async fn a_role_is_felt_at_the_next_request() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Owner).await).await;
        let user = desk.user(Role::Viewer).await;
        let mut theirs = desk.browser_of(&user).await;
        assert_eq!(theirs.get("/settings/users").await.status, StatusCode::FORBIDDEN);
        about(&mut browser, "role", user.id, 1, "owner").await;
        assert_eq!(said(&browser).notice.as_deref(), Some("role_changed"));
        assert_eq!(theirs.get("/settings/users").await.status, StatusCode::OK);
        about(&mut browser, "role", user.id, 2, "king").await;
        assert_eq!(said(&browser).error(""), Some("choice_unknown"));
        about(&mut browser, "role", user.id, 2, "manager").await;
        assert_eq!(theirs.get("/settings/users").await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn the_last_owner_stays_owner_and_enabled() {
    for desk in desks().await {
        let owner = desk.user(Role::Owner).await;
        let mut browser = desk.browser_of(&owner).await;
        about(&mut browser, "role", owner.id, 1, "viewer").await;
        assert_eq!(said(&browser).error(""), Some("last_owner"));
        assert!(browser.get("/settings/users").await.body.contains("C’est le dernier propriétaire actif"));
        about(&mut browser, "disable", owner.id, 1, "").await;
        assert_eq!(said(&browser).error(""), Some("disable_oneself"));
        assert!(browser.is_in().await);
        // An owner who was invited and never came is none: there would be nobody left.
        let invited = [("name", "Zoé"), ("email", "zoe@example.org"), ("role", "owner")];
        browser.post("/settings/users", &invited).await;
        assert_eq!(desk.count("select count(*) from users where role = 'owner'").await, 2);
        about(&mut browser, "role", owner.id, 1, "viewer").await;
        assert_eq!(said(&browser).error(""), Some("last_owner"));
        let rows = "select count(*) from users where role = 'owner' and email like 'owner%' and version = 1";
        assert_eq!(desk.count(rows).await, 1);
    }
}

#[tokio::test]
async fn a_stale_menu_changes_nothing_and_the_page_shows_what_is() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Owner).await).await;
        let user = desk.user(Role::Viewer).await;
        about(&mut browser, "role", user.id, 1, "manager").await;
        for (what, role) in [("role", "owner"), ("disable", ""), ("link", "")] {
            about(&mut browser, what, user.id, 1, role).await;
            assert_eq!(said(&browser).error(""), Some("user_changed"), "{what}");
        }
        let members = team::list(&desk.db, ids::now()).await.unwrap();
        let now = members.iter().find(|m| m.user.id == user.id).unwrap();
        assert_eq!((now.user.role, now.user.disabled, now.version), (Role::Manager, false, 2));
        let nobody = [("user", "17"), ("version", "1"), ("role", "owner")];
        assert_eq!(browser.post("/settings/users/role", &nobody).await.status, StatusCode::NOT_FOUND);
    }
}
