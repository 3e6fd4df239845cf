//! The one-time links: the first owner, a new password, the demo's way in.

use crate::support::{PASSWORD, desks};
use axum::http::StatusCode;
use domain::{Role, user::PASSWORD_MAX};
use store::{
    events::Actor,
    ids,
    people::{
        entry,
        users::{self, NewUser},
    },
};

const OWNER: [(&str, &str); 5] = [
    ("desk", "L’Atelier"),
    ("name", "Олена Коваль"),
    ("email", "Olena@Example.org"),
    ("password", PASSWORD),
    ("password_repeat", PASSWORD),
];

#[tokio::test]
async fn the_link_of_a_fresh_desk_makes_its_owner_once() {
    for desk in desks().await {
        let link = desk.owner_link().await;
        let mut browser = desk.browser();
        assert_eq!(browser.get(&link).await.status, StatusCode::OK);
        let answer = browser.post(&link, &OWNER).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/orders"));
        assert!(browser.get("/orders").await.body.contains("L’Atelier"));

        assert_eq!(desk.browser().post(&link, &OWNER).await.location(), link);
        assert_eq!(desk.browser().get(&link).await.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.count("select count(*) from users").await, 1);
        assert_eq!(desk.count("select count(*) from events where subject in ('user', 'desk')").await, 2);
        assert!(entry::owner_link(&desk.db, ids::now()).await.unwrap().is_none(), "a desk with an owner makes no link");

        let form = [("email", "olena@example.org"), ("password", PASSWORD)];
        assert_eq!(desk.browser().post("/session", &form).await.location(), "/orders");
    }
}

#[tokio::test]
async fn two_people_with_the_same_link_make_one_owner() {
    for desk in desks().await {
        let link = desk.owner_link().await;
        let accept = |email: &'static str| {
            let (desk, link) = (&desk, &link);
            async move {
                let form = OWNER.map(|(name, text)| if name == "email" { (name, email) } else { (name, text) });
                desk.browser().post(link, &form).await.location() == "/orders"
            }
        };
        let (a, b) = tokio::join!(accept("a@example.org"), accept("b@example.org"));
        assert!(a != b, "exactly one of them gets in");
        assert_eq!(desk.count("select count(*) from users").await, 1);
    }
}

#[tokio::test]
async fn a_new_start_makes_the_old_link_void() {
    for desk in desks().await {
        let (old, new) = (desk.owner_link().await, desk.owner_link().await);
        assert_eq!(desk.browser().get(&old).await.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.browser().get(&new).await.status, StatusCode::OK);
        desk.execute("update links set expires_at = $1", [ids::now().0.into()]).await;
        assert_eq!(desk.browser().get(&new).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_with_its_fields_and_uses_nothing_up() {
    let long = "x".repeat(PASSWORD_MAX + 1);
    for desk in desks().await {
        let link = desk.owner_link().await;
        for (field, text, wrong, code) in [
            ("name", "  ", "name", "name_missing"),
            ("email", "olena", "email", "email_invalid"),
            ("password", "short", "password", "password_short"),
            ("password", &long, "password", "password_long"),
            ("password_repeat", "something else", "password_repeat", "password_mismatch"),
        ] {
            let form = OWNER.map(|(name, typed)| if name == field { (name, text) } else { (name, typed) });
            let mut browser = desk.browser();
            assert_eq!(browser.post(&link, &form).await.location(), link);
            let said = server::http::flash::decode(browser.cookies.get("flash").unwrap()).unwrap();
            assert_eq!(said.error(wrong), Some(code), "{field}");
            assert_eq!(said.typed("desk"), "L’Atelier");
            assert!(said.typed("password").is_empty());
        }
        assert_eq!(desk.browser().post(&link, &OWNER).await.location(), "/orders");
    }
}

#[tokio::test]
async fn an_invited_user_chooses_a_password_once_and_old_sessions_end() {
    for desk in desks().await {
        let new = NewUser { email: "max@example.org", name: "Max", role: Role::Manager, password_hash: None };
        let (user, link) = entry::invite(&desk.db, &Actor::System, new, ids::now()).await.unwrap();
        let mut old = desk.browser_of(&user).await;
        let path = format!("/welcome/{}", link.text());
        let form = [("password", PASSWORD), ("password_repeat", PASSWORD)];
        let mut browser = desk.browser();
        assert_eq!(browser.post(&path, &form).await.location(), "/orders");
        assert!(browser.is_in().await);
        assert!(!old.is_in().await);
        assert_eq!(desk.browser().post(&path, &form).await.location(), path);
        assert_eq!(users::list(&desk.db).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_demo_link_works_again_and_again_and_for_nothing_else() {
    for desk in desks().await {
        let owner = NewUser { email: "demo@example.org", name: "Demo", role: Role::Owner, password_hash: None };
        let link = entry::demo_link(&desk.db, owner, ids::now()).await.unwrap();
        let path = format!("/session/link/{}", link.text());
        for _ in 0..2 {
            let mut browser = desk.browser();
            assert_eq!(browser.get(&path).await.location(), "/orders");
            assert!(browser.is_in().await);
        }
        let welcome = format!("/welcome/{}", link.text());
        assert_eq!(desk.browser().get(&welcome).await.status, StatusCode::NOT_FOUND);
        let invited = NewUser { email: "max@example.org", name: "Max", role: Role::Manager, password_hash: None };
        let (_, password) = entry::invite(&desk.db, &Actor::System, invited, ids::now()).await.unwrap();
        let misused = desk.browser().get(&format!("/session/link/{}", password.text())).await;
        assert_eq!(misused.location(), "/sign-in");
        assert!(misused.set_cookie("__Host-session").is_none());
    }
}
