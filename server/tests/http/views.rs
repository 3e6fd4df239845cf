//! Saved views through the door of the server: by forms, for who may, the same one once.

use crate::{
    settings::said,
    support::{Browser, desks},
};
use axum::http::StatusCode;
use domain::{
    Role, User,
    view::{SavedView, VIEWS_MAX},
};
use store::views;

async fn keep(browser: &mut Browser<'_>, name: &str, shared: &str) {
    let form = [("do", "create"), ("name", name), ("shared", shared), ("query", "kind=standard")];
    browser.post("/views", &form).await;
}

async fn named(db: &store::Db, user: &User, name: &str) -> Option<SavedView> {
    views::list(db, user.id).await.unwrap().into_iter().find(|view| view.name == name)
}

/// Sends a form about a view.
async fn about(browser: &mut Browser<'_>, act: &str, view: &SavedView, query: &str) -> StatusCode {
    let (id, version) = (view.id.to_string(), view.version.to_string());
    let form = [("do", act), ("id", &id), ("version", &version), ("name", &view.name), ("query", query)];
    browser.post("/views", &form).await.status
}

#[tokio::test]
async fn a_form_sent_twice_changes_and_removes_a_view_once() {
    for desk in desks().await {
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        keep(&mut browser, "Mine", "").await;
        let first = named(&desk.db, &user, "Mine").await.unwrap();
        for _ in 0..2 {
            assert_eq!(about(&mut browser, "replace", &first, "kind=subscription").await, StatusCode::SEE_OTHER);
            assert_eq!(said(&browser).error("view_name"), None);
        }
        let second = named(&desk.db, &user, "Mine").await.unwrap();
        assert_eq!((second.version, second.query.as_str()), (2, "kind=subscription"));
        // Another change from the same old page is refused.
        assert_eq!(about(&mut browser, "replace", &first, "kind=instalments").await, StatusCode::SEE_OTHER);
        assert_eq!(said(&browser).error("view_name"), Some("view_conflict"));
        for _ in 0..2 {
            assert_eq!(about(&mut browser, "delete", &second, "").await, StatusCode::SEE_OTHER);
        }
        assert_eq!(named(&desk.db, &user, "Mine").await, None);
    }
}

#[tokio::test]
async fn a_shared_view_is_changed_by_who_may_share_and_seen_by_all() {
    for desk in desks().await {
        let (manager, viewer) = (desk.user(Role::Manager).await, desk.user(Role::Viewer).await);
        let mut browser = desk.browser_of(&manager).await;
        keep(&mut browser, "Team", "yes").await;
        let view = named(&desk.db, &viewer, "Team").await.expect("everybody sees it");
        let mut reader = desk.browser_of(&viewer).await;
        for act in ["replace", "delete"] {
            assert_eq!(about(&mut reader, act, &view, "").await, StatusCode::FORBIDDEN, "{act}");
        }
        desk.execute("update users set role = 'viewer' where id = $1", [manager.id.0.into()]).await;
        for act in ["replace", "delete"] {
            assert_eq!(about(&mut browser, act, &view, "").await, StatusCode::FORBIDDEN, "{act} of a former manager");
        }
        assert_eq!(named(&desk.db, &viewer, "Team").await.unwrap().query, view.query);
    }
}

#[tokio::test]
async fn nobody_has_more_views_than_a_menu_holds_and_shared_ones_push_out_none() {
    for desk in desks().await {
        let (manager, viewer) = (desk.user(Role::Manager).await, desk.user(Role::Viewer).await);
        let mut reader = desk.browser_of(&viewer).await;
        keep(&mut reader, "Own", "").await;
        let mut browser = desk.browser_of(&manager).await;
        for n in 0..VIEWS_MAX {
            keep(&mut browser, &format!("Shared {n}"), "yes").await;
        }
        keep(&mut browser, "One more", "yes").await;
        assert_eq!(said(&browser).error("view_name"), Some("view_many"));
        assert_eq!(views::list(&desk.db, viewer.id).await.unwrap().len(), VIEWS_MAX + 1);
        assert!(named(&desk.db, &viewer, "Own").await.is_some());
    }
}
