//! Events: one for each change, in the order of commits, and no name in them.

use super::{
    TestDb,
    changes::{change, now, seen},
    random::{Desk, cast},
};
use domain::{
    event::{EventKind, Moved, Transferred},
    funnel::Sight,
    ids::UserId,
    order::{Action, OrderDraft, transition::Command},
    testing::{self, Dice},
};
use store::{
    events::Actor,
    orders::{self, Aim, Insert},
};

pub async fn every_change_leaves_one_event_and_the_sequence_has_no_gap(test: TestDb) {
    let mut desk = Desk::random(&test, 41, 40).await;
    desk.shake(&test, 120).await;
    for order in &desk.orders {
        let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
        let events = i64::try_from(card.events.len()).unwrap();
        assert_eq!(events, order.version, "one event made the order, and one each later version");
        assert!(matches!(card.events.last().unwrap().kind, EventKind::Created { .. }));
        // The moves lead from one stage to the next, up to where the order is.
        let moves = card.events.iter().rev().filter_map(|e| match &e.kind {
            EventKind::Moved(Moved { from, to, funnel, .. }) => Some([(funnel, from), (funnel, to)]),
            EventKind::Transferred(Transferred { from_funnel, from, funnel, to, .. }) => {
                Some([(from_funnel, from), (funnel, to)])
            }
            _ => None,
        });
        let moves: Vec<_> = moves.collect();
        assert!(moves.windows(2).all(|pair| pair[0][1] == pair[1][0]));
        assert!(moves.last().is_none_or(|last| last[1] == (&order.funnel.slug, &order.stage.slug)));
    }
    assert_eq!(test.number("select count(*) - max(seq) from events").await, 0);
    assert_eq!(test.number("select min(seq) from events").await, 1);
    assert_eq!(
        test.number("select value from counters where name = 'event'").await,
        test.number("select max(seq) from events").await
    );
}

pub async fn events_name_nobody(test: TestDb) {
    const CANARY: &str = "Zzyzxkanarie";
    let mut dice = Dice::new(42);
    let mut cast = cast(&test, &mut dice).await;
    let mut tx = test.write().await;
    let named =
        "update contacts set first_name = 'Zzyzxkanarie', company = 'Zzyzxkanarie', email = 'Zzyzxkanarie@example.org'";
    tx.execute(store::Sql::new(named)).await.unwrap();
    tx.execute(store::Sql::new("update users set name = 'Zzyzxkanarie'")).await.unwrap();
    tx.commit().await.unwrap();
    cast.contacts.iter_mut().for_each(|c| c.first_name = CANARY.into());
    let draft = OrderDraft { ..dice.roll(&testing::draft(&cast)) };
    let mut tx = test.write().await;
    let insert = Insert { order: draft.check().unwrap(), sequence: None, import_digest: None };
    let saved = orders::insert_in(&mut tx, &Actor::User(UserId(1)), vec![insert]).await.unwrap().remove(0);
    tx.commit().await.unwrap();
    orders::apply(&test.db, UserId(1), saved.id, 1, &Command::Archive(true)).await.unwrap();
    let what = test.texts("select what || coalesce(personal_digest, '') || actor || subject from events").await;
    assert!(what.iter().all(|text| !text.contains(CANARY)), "{what:?}");
    let personal = test
        .texts("select p.what from event_personal p join events e on e.id = p.event_id where e.subject = 'order'")
        .await;
    assert!(matches!(&personal[..], [one] if one.contains(CANARY)), "{personal:?}");
    // The digest is salted: the same name of another event has another one.
    let digests = test.number("select count(distinct personal_digest) - count(personal_digest) from events").await;
    assert_eq!(digests, 0);
    let salted = test.number("select count(*) from event_personal where length(salt) >= 32").await;
    assert_eq!(salted, test.number("select count(*) from event_personal").await);
}

pub async fn the_history_knows_which_actions_changed_other_orders_too(test: TestDb) {
    let desk = Desk::random(&test, 84, 3).await;
    let both = Aim::Chosen(seen(&desk.orders[..2]));
    let wide = orders::change(&test.db, change(1, both, Action::Archive(true))).await.unwrap();
    let now = now(&test, &desk.orders).await;
    let alone = Aim::Chosen(seen(&now[2..]));
    let alone = orders::change(&test.db, change(2, alone, Action::Archive(true))).await.unwrap();
    for (order, wide) in desk.orders.iter().zip([vec![wide.batch], vec![wide.batch], vec![]]) {
        let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
        assert_eq!(card.named.wide, wide);
        assert!(card.events[0].batch.is_some_and(|batch| wide.contains(&batch) || batch == alone.batch));
    }
}
