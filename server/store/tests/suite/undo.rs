//! Taking changes back: never over what somebody has done since, one order alone, and taken back themselves.

use super::{
    TestDb,
    changes::{USER, change, counts, key, now, seen, state},
    random::Desk,
};
use domain::{
    Order, Slug,
    ids::BatchId,
    order::{
        Action,
        change::{Reason, TagName},
    },
};
use store::{
    StoreError,
    orders::{self, Aim},
};

pub async fn undoing_leaves_what_somebody_has_changed_since(test: TestDb) {
    let desk = Desk::random(&test, 77, 9).await;
    let outcome =
        orders::change(&test.db, change(1, Aim::Chosen(seen(&desk.orders)), Action::Archive(true))).await.unwrap();
    let touched: Vec<Order> = now(&test, &desk.orders[..4]).await;
    orders::change(&test.db, change(2, Aim::Chosen(seen(&touched)), Action::Archive(false))).await.unwrap();
    let undone = orders::undo(&test.db, USER, key(3), outcome.batch, None).await.unwrap();
    // Three of them are as they were, but by somebody else's doing; a second undo finds everything done.
    assert_eq!(counts(&undone), [5, 4, 0]);
    let again = orders::undo(&test.db, USER, key(4), outcome.batch, None).await.unwrap();
    assert_eq!(counts(&again), [0, 9, 0]);
    // Put away once more by somebody else: that is theirs to take back.
    let open = now(&test, &desk.orders[..1]).await;
    orders::change(&test.db, change(5, Aim::Chosen(seen(&open)), Action::Archive(true))).await.unwrap();
    let late = orders::undo(&test.db, USER, key(6), outcome.batch, None).await.unwrap();
    assert_eq!(counts(&late), [0, 8, 1]);
    assert_eq!(late.refusals[0].reason, Reason::Conflict);
    assert_eq!(late.refusals[0].number, desk.orders[0].number.to_string());
    let unknown = orders::undo(&test.db, USER, key(7), BatchId(1), None).await;
    assert!(matches!(unknown, Err(StoreError::NotFound)), "{unknown:?}");
}

pub async fn undoing_can_be_undone_and_can_be_of_one_order(test: TestDb) {
    let desk = Desk::random(&test, 78, 12).await;
    let action = Action::Tag {
        add: vec![Slug::of("vip").unwrap()],
        remove: vec![Slug::of("zed").unwrap()],
        new: vec![TagName::parse("à rappeler").unwrap()],
    };
    let outcome = orders::change(&test.db, change(1, Aim::Chosen(seen(&desk.orders)), action)).await.unwrap();
    let after = now(&test, &desk.orders).await;
    let one = desk.orders[3].id;
    let undone = orders::undo(&test.db, USER, key(2), outcome.batch, Some(one)).await.unwrap();
    assert_eq!(counts(&undone), [1, 0, 0]);
    assert_eq!(state(&now(&test, &desk.orders[3..4]).await), state(&desk.orders[3..4]));
    assert_eq!(state(&now(&test, &desk.orders[..3]).await), state(&after[..3]));
    let redone = orders::undo(&test.db, USER, key(3), undone.batch, None).await.unwrap();
    assert_eq!(counts(&redone), [1, 0, 0]);
    assert_eq!(state(&now(&test, &desk.orders).await), state(&after));
}
