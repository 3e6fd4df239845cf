//! Requests: taken back one after the other, long ones that tell how far they have come, and how long each is known.

use super::{
    TestDb,
    changes::{USER, change, counts, key, now, seen},
    random::Desk,
};
use domain::{Order, ids::UserId, order::Action};
use std::time::Duration;
use store::{
    Sql,
    orders::{self, Aim, Change},
};

pub async fn two_changes_are_taken_back_one_after_the_other_unless_somebody_came_between(test: TestDb) {
    let desk = Desk::random(&test, 85, 3).await;
    let aim = |orders: &[Order]| Aim::Chosen(seen(orders));
    let to = |user: i64| Action::Assign(Some(UserId(user)));
    let first = orders::change(&test.db, change(1, aim(&desk.orders), Action::Archive(false))).await.unwrap();
    assert_eq!(counts(&first)[2], 0);
    let begun = now(&test, &desk.orders).await;
    let none = orders::change(&test.db, change(2, aim(&begun), Action::Assign(None))).await.unwrap();
    let given = orders::change(&test.db, change(3, aim(&now(&test, &begun).await), to(2))).await.unwrap();
    assert_eq!(counts(&given), [3, 0, 0]);
    let moved = orders::change(&test.db, change(4, aim(&now(&test, &begun).await), to(3))).await.unwrap();
    // In the way of the one: the change before the last one is not free, until the last one is gone.
    let early = orders::undo(&test.db, USER, key(5), given.batch, None).await.unwrap();
    assert_eq!(counts(&early), [0, 0, 3]);
    let back = orders::undo(&test.db, USER, key(6), moved.batch, None).await.unwrap();
    assert_eq!(counts(&back), [3, 0, 0]);
    // Somebody changes one of them.
    let one = now(&test, &begun[..1]).await;
    let other = Change { user: UserId(2), ..change(7, aim(&one), Action::Archive(true)) };
    assert_eq!(counts(&orders::change(&test.db, other).await.unwrap()), [1, 0, 0]);
    let further = orders::undo(&test.db, USER, key(8), given.batch, None).await.unwrap();
    assert_eq!(counts(&further), [2, 0, 1]);
    let now = now(&test, &begun).await;
    assert_eq!(now[0].manager.as_ref().map(|m| m.id), Some(UserId(2)), "not taken back");
    assert!(now[1..].iter().all(|order| order.manager.is_none()));
    drop(none);
}

pub async fn a_long_change_says_how_far_it_has_come_and_goes_on(test: TestDb) {
    Desk::random(&test, 86, 2_300).await;
    let request = change(1, Aim::Filter(Box::default()), Action::Archive(true));
    let (mut far, mut done) = orders::go_on(&test.db, &request, Duration::ZERO).await.unwrap();
    let mut before = 0;
    while !done {
        assert!(far.changed >= before, "it never goes back");
        before = far.changed;
        (far, done) = orders::go_on(&test.db, &request, Duration::from_millis(1)).await.unwrap();
    }
    let open = test.number("select count(*) from orders where archived = 0").await;
    assert_eq!((far.refused, open), (0, 0));
    assert_eq!(far, orders::change(&test.db, request).await.unwrap(), "once only");
    assert_eq!(test.number("select count(*) from commands").await, 1);
}

pub async fn requests_are_forgotten_after_a_week(test: TestDb) {
    let desk = Desk::random(&test, 82, 2).await;
    let aim = || Aim::Chosen(seen(&desk.orders));
    orders::change(&test.db, change(1, aim(), Action::Archive(true))).await.unwrap();
    let mut tx = test.write().await;
    tx.execute(Sql::new("update commands set created_at = created_at - 604800000")).await.unwrap();
    tx.commit().await.unwrap();
    orders::change(&test.db, change(2, aim(), Action::Archive(true))).await.unwrap();
    assert_eq!(test.number("select count(*) from commands").await, 2, "seven days are remembered");
    let mut tx = test.write().await;
    tx.execute(Sql::new("update commands set created_at = created_at - 90000000 where key = 'key-00000001'"))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    orders::change(&test.db, change(3, aim(), Action::Archive(true))).await.unwrap();
    assert_eq!(test.number("select count(*) from commands where key = 'key-00000001'").await, 0);
}
