//! What each role may do, and the codes of the closed lists.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Density, OrderKind, PaymentStatus, Role, StageKind,
    contact::{email_key, phone_key},
    event::ActorKind,
    user::{Permission, Theme},
};

#[test]
fn a_role_may_do_all_that_a_weaker_one_may() {
    use Permission::{EditOrders, ExportOrders, ManageDesk, OwnPreferences, ReadOrders};
    let all = [ReadOrders, ExportOrders, EditOrders, OwnPreferences, ManageDesk];
    let may = |role: Role| all.map(|p| role.may(p));
    assert_eq!(may(Role::Owner), [true, true, true, true, true]);
    assert_eq!(may(Role::Manager), [true, true, true, true, false]);
    assert_eq!(may(Role::Viewer), [true, true, false, true, false]);
}

#[test]
fn codes_of_closed_lists_are_read_back() {
    assert!(Role::ALL.into_iter().all(|v| Role::parse(v.code()) == Some(v)));
    assert!(Theme::ALL.into_iter().all(|v| Theme::parse(v.code()) == Some(v)));
    assert!(Density::ALL.into_iter().all(|v| Density::parse(v.code()) == Some(v)));
    assert!(ActorKind::ALL.into_iter().all(|v| ActorKind::parse(v.code()) == Some(v)));
    assert!(StageKind::ALL.into_iter().all(|v| StageKind::parse(v.code()) == Some(v)));
    assert!(OrderKind::ALL.iter().all(|v| OrderKind::parse(v.code()) == Some(*v)));
    assert!(PaymentStatus::ALL.iter().all(|v| PaymentStatus::parse(v.code()) == Some(*v)));
}

#[test]
fn addresses_are_compared_normalised() {
    assert_eq!(email_key(" Olena@Example.UA "), Some("olena@example.ua".into()));
    for wrong in ["", "a", "a@b", "@b.fr", "a@.fr", "a@b.", "a@b@c.fr", "a b@c.fr"] {
        assert_eq!(email_key(wrong), None, "{wrong:?}");
    }
    assert_eq!(phone_key("+33 1 46 62 75 55"), phone_key("0033146627555"));
    assert_eq!(phone_key("12"), None);
}
