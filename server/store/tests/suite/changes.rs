//! Changes of many orders: the same as the domain says of each, once for each key, and taken back.

use super::{TestDb, random::Desk};
use domain::{
    Conditions, Order, Timestamp, Totals, Zone,
    event::EventKind,
    filter::Moment,
    funnel::Sight,
    ids::{BatchId, OrderId, UserId},
    order::{
        Action, IdempotencyKey, Outcome,
        change::{Reason, TagName},
        transition::{self, Refusal},
    },
    testing::{self, NOW},
    testing_changes,
};
use proptest::prelude::*;
use std::{collections::BTreeMap, time::Duration};
use store::{
    Sql, StoreError,
    orders::{self, Aim, Change, Work},
};

pub(super) const USER: UserId = UserId(1);

pub(super) fn key(n: usize) -> IdempotencyKey {
    IdempotencyKey::parse(&format!("key-{n:08}")).unwrap()
}

pub(super) fn change(n: usize, aim: Aim, action: Action) -> Change {
    let said = format!("{aim:?} {action:?}");
    Change { user: USER, key: key(n), said, work: Work::Do { aim, action } }
}

pub(super) fn seen(orders: &[Order]) -> Vec<(OrderId, i64)> {
    orders.iter().map(|o| (o.id, o.version)).collect()
}

pub(super) async fn now(test: &TestDb, orders: &[Order]) -> Vec<Order> {
    let ids: Vec<OrderId> = orders.iter().map(|o| o.id).collect();
    let found = loop {
        match orders::by_ids(&test.db, &ids, Sight::Everything).await {
            Err(StoreError::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            found => break found.unwrap(),
        }
    };
    let mut by_id: BTreeMap<OrderId, Order> = found.into_iter().map(|o| (o.id, o)).collect();
    ids.iter().filter_map(|id| by_id.remove(id)).collect()
}

/// Everything that a change could leave behind, as text.
async fn everything(test: &TestDb) -> Vec<String> {
    let mut all = test
        .texts(
            "select id || ' ' || version || ' ' || stage_id || ' ' || due || ' ' || coalesce(manager_id, 0) || ' ' \
             || archived from orders order by id",
        )
        .await;
    all.extend(test.texts("select order_id || ' ' || tag_id from order_tags order by order_id, tag_id").await);
    all.extend(test.texts("select slug from tags order by slug").await);
    all.extend(test.texts("select name || ' ' || value from counters order by name").await);
    all.extend(test.texts("select cast(count(*) as text) from commands").await);
    all
}

/// What the domain makes of these orders, and what is then told.
fn expected(desk: &Desk, orders: &[(Order, i64)], action: &Action, at: Timestamp) -> (Vec<Order>, [i64; 3]) {
    let mut told = [0, 0, 0];
    let after = orders.iter().map(|(order, seen)| {
        let decided = action
            .resolve(order, &desk.known)
            .and_then(|command| transition::apply(order, &command, desk.owed_again[&order.id], at));
        match decided {
            Ok(Some((new, _))) if *seen == order.version => {
                told[0] += 1;
                new
            }
            Ok(None) => {
                told[1] += 1;
                order.clone()
            }
            _ => {
                told[2] += 1;
                order.clone()
            }
        }
    });
    (after.collect(), told)
}

/// The same orders but for when they were changed.
fn timeless(orders: &[Order]) -> Vec<Order> {
    let zero = Timestamp(0);
    orders
        .iter()
        .map(|o| Order {
            updated_at: zero,
            stage_entered_at: zero,
            archived_at: o.archived_at.map(|_| zero),
            access_closed_at: o.access_closed_at.map(|_| zero),
            // Other orders change it, which are not among these.
            has_twin: false,
            ..o.clone()
        })
        .collect()
}

pub(super) fn counts(outcome: &Outcome) -> [i64; 3] {
    [outcome.changed, outcome.already, outcome.refused]
}

/// What can be undone of an order, without its version.
pub(super) fn state(orders: &[Order]) -> Vec<impl PartialEq + std::fmt::Debug + use<>> {
    let of = |o: &Order| (o.id, o.stage.clone(), o.due, o.manager.clone(), o.tags.clone(), o.archived_at.is_some());
    orders.iter().map(of).collect()
}

pub async fn many_at_once_are_changed_as_the_domain_says_and_taken_back(test: TestDb) {
    let mut desk = Desk::random(&test, super::random::seed(71), 120).await;
    desk.shake(&test, 60).await;
    let actions = testing_changes::action(&desk.cast);
    for round in 0..60 {
        let (action, picks) = (desk.dice.roll(&actions), desk.dice.roll(&prop::collection::vec(0..20_u8, 120)));
        // A third is meant; of those a few were seen before somebody else changed them.
        let meant: Vec<(Order, i64)> = std::iter::zip(&desk.orders, picks)
            .filter(|(_, pick)| *pick < 7)
            .map(|(order, pick)| (order.clone(), if pick == 0 { order.version - 1 } else { order.version }))
            .collect();
        let (after, told) = expected(&desk, &meant, &action, NOW);
        let aim = Aim::Chosen(meant.iter().map(|(o, seen)| (o.id, *seen)).collect());
        let outcome = orders::change(&test.db, change(round, aim, action.clone())).await.unwrap();
        let before: Vec<Order> = meant.into_iter().map(|(order, _)| order).collect();
        assert_eq!(counts(&outcome), told, "{action:?}");
        let changed = now(&test, &before).await;
        assert_eq!(timeless(&changed), timeless(&after), "{action:?}");
        for order in &changed {
            desk.known.tags.extend(order.tags.iter().map(|t| (t.slug.clone(), t.clone())));
        }
        // Every second change is taken back.
        let changed = if round % 2 == 0 && outcome.changed > 0 {
            let undone = orders::undo(&test.db, USER, key(1_000 + round), outcome.batch, None).await.unwrap();
            assert_eq!(counts(&undone), [outcome.changed, 0, 0], "{action:?}");
            let restored = now(&test, &before).await;
            assert_eq!(state(&restored), state(&before), "{action:?}");
            restored
        } else {
            changed
        };
        for order in changed {
            let at = desk.orders.iter().position(|o| o.id == order.id).unwrap();
            desk.orders[at] = order;
        }
    }
    let totals = orders::totals(&test.db, &Conditions::default()).await.unwrap();
    assert_eq!(totals, Totals::of(&desk.orders, &Conditions::default(), &desk.cast.funnels).unwrap());
    let changes: i64 = desk.orders.iter().map(|o| o.version).sum();
    assert_eq!(test.number("select count(*) from events where subject = 'order'").await, changes);
    assert_eq!(test.number("select count(*) - max(seq) from events").await, 0);
}

pub async fn all_of_a_filter_are_changed_and_nothing_else(test: TestDb) {
    let mut desk = Desk::random(&test, super::random::seed(72), 150).await;
    desk.shake(&test, 50).await;
    let (filters, actions) = (testing::filter(&desk.cast), testing_changes::action(&desk.cast));
    for round in 0..60 {
        let (filter, action) = (desk.dice.roll(&filters), desk.dice.roll(&actions));
        let wanted = filter.resolve(&Moment { now: NOW, zone: &Zone::utc(), me: Some(USER) });
        let all: Vec<(Order, i64)> =
            desk.orders.iter().filter(|o| wanted.matches(o)).map(|o| (o.clone(), o.version)).collect();
        let (after, told) = expected(&desk, &all, &action, NOW);
        let aim = Aim::Filter(Box::new(wanted));
        let outcome = orders::change(&test.db, change(round, aim, action.clone())).await.unwrap();
        assert_eq!(counts(&outcome), told, "{filter:?} {action:?}");
        for order in after {
            let at = desk.orders.iter().position(|o| o.id == order.id).unwrap();
            desk.orders[at] = order;
        }
        let stored = now(&test, &desk.orders).await;
        assert_eq!(timeless(&stored), timeless(&desk.orders), "{filter:?} {action:?}");
        desk.orders = stored;
        for order in &desk.orders {
            desk.known.tags.extend(order.tags.iter().map(|t| (t.slug.clone(), t.clone())));
        }
    }
}

/// As a client does it: what the database was too busy for is asked again under its key.
async fn patiently(test: &TestDb, wanted: Change) -> Outcome {
    loop {
        match orders::change(&test.db, wanted.clone()).await {
            Err(StoreError::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(20)).await,
            outcome => return outcome.unwrap(),
        }
    }
}

pub async fn sixty_four_editors_at_once_lose_no_update(test: TestDb) {
    let mut desk = Desk::random(&test, 73, 40).await;
    let actions = testing_changes::action(&desk.cast);
    let plans: Vec<Vec<Action>> = (0..64).map(|_| (0..4).map(|_| desk.dice.roll(&actions)).collect()).collect();
    let before = desk.orders.clone();
    let writers = plans.into_iter().enumerate().map(|(writer, plan)| {
        let (test, orders) = (test.clone(), before.clone());
        tokio::spawn(async move {
            let mut won = 0;
            for (n, action) in plan.into_iter().enumerate() {
                let aim = match (writer + n) % 8 {
                    0 => Aim::Filter(Box::default()),
                    _ => Aim::Chosen(seen(&now(&test, &orders).await)),
                };
                let outcome = patiently(&test, change(writer * 100 + n, aim, action)).await;
                won += outcome.changed;
                if n == 3 && outcome.changed > 0 {
                    let undo = orders::undoing(USER, key(10_000 + writer * 100), outcome.batch, None);
                    won += patiently(&test, undo).await.changed;
                }
            }
            won
        })
    });
    let mut won = 0;
    for writer in writers.collect::<Vec<_>>() {
        won += writer.await.unwrap();
    }
    let after = now(&test, &before).await;
    let grown: i64 = after.iter().map(|o| o.version - 1).sum();
    assert_eq!(grown, won, "each change counts once");
    assert_eq!(test.number("select count(*) from events where subject = 'order'").await, won + 40);
    assert_eq!(test.number("select count(*) - max(seq) from events").await, 0);
    let totals = orders::totals(&test.db, &Conditions::default()).await.unwrap();
    assert_eq!(totals, Totals::of(&after, &Conditions::default(), &desk.cast.funnels).unwrap());
}

pub async fn the_same_key_ten_times_has_one_effect_and_one_outcome(test: TestDb) {
    let desk = Desk::random(&test, 74, 30).await;
    let request = change(1, Aim::Chosen(seen(&desk.orders)), Action::Archive(true));
    let tries = (0..10).map(|_| {
        let (db, request) = (test.db.clone(), request.clone());
        tokio::spawn(async move { orders::change(&db, request).await.unwrap() })
    });
    let mut outcomes = Vec::new();
    for one in tries.collect::<Vec<_>>() {
        outcomes.push(one.await.unwrap());
    }
    assert_eq!(counts(&outcomes[0]), [30, 0, 0]);
    assert!(outcomes.iter().all(|o| *o == outcomes[0]), "{outcomes:?}");
    assert_eq!(test.number("select count(*) from events where subject = 'order'").await, 60);
    // Undoing has keys too.
    let undo = || orders::undo(&test.db, USER, key(2), outcomes[0].batch, None);
    let first = undo().await.unwrap();
    for _ in 0..9 {
        assert_eq!(undo().await.unwrap(), first);
    }
    assert_eq!(test.number("select count(*) from events where subject = 'order'").await, 90);
    assert_eq!(test.number("select count(*) from orders where archived = 1").await, 0);
}

pub async fn the_same_key_with_another_request_is_refused(test: TestDb) {
    let desk = Desk::random(&test, 75, 5).await;
    let aim = || Aim::Chosen(seen(&desk.orders));
    orders::change(&test.db, change(1, aim(), Action::Archive(true))).await.unwrap();
    let before = everything(&test).await;
    let other = orders::change(&test.db, change(1, aim(), Action::Assign(None))).await;
    assert!(matches!(other, Err(StoreError::KeyReused)), "{other:?}");
    let undo = orders::undo(&test.db, USER, key(1), BatchId(5), None).await;
    assert!(matches!(undo, Err(StoreError::KeyReused)), "{undo:?}");
    assert_eq!(everything(&test).await, before);
    // Another user's key is another key.
    let theirs = Change { user: UserId(2), ..change(1, aim(), Action::Archive(false)) };
    assert_eq!(counts(&orders::change(&test.db, theirs).await.unwrap()), [0, 0, 5]);
}

pub async fn a_change_that_was_cut_off_goes_on_where_it_stopped(test: TestDb) {
    let mut desk = Desk::random(&test, 76, 2_300).await;
    let request = change(1, Aim::Filter(Box::default()), Action::Assign(Some(UserId(3))));
    let owners = "select count(*) from orders where manager_id = 3";
    let had = test.number(owners).await;
    assert_eq!(orders::change::step(&test.db, &request).await.unwrap(), None, "a thousand of them");
    assert!(test.number(owners).await < 2_300);
    let stopped = orders::unfinished(&test.db).await.unwrap();
    assert!(matches!(&stopped[..], [one] if one.said == request.said && one.key == request.key && one.user == USER));
    // Made meanwhile: none of these is meant, wherever their ids are.
    let draft = testing::draft(&desk.cast);
    let fresh: Vec<_> = (0..20)
        .map(|n| {
            let created_at = NOW.plus_millis(n * 1_000);
            let manager = Some(UserId(1));
            domain::order::OrderDraft { created_at, manager, ..desk.dice.roll(&draft) }.check().unwrap()
        })
        .collect();
    desk.add(&test, fresh).await;
    let tries = (0..4).map(|_| {
        let (db, request) = (test.db.clone(), request.clone());
        tokio::spawn(async move { orders::change(&db, request).await.unwrap() })
    });
    let mut outcomes = Vec::new();
    for one in tries.collect::<Vec<_>>() {
        outcomes.push(one.await.unwrap());
    }
    assert!(outcomes.iter().all(|o| *o == outcomes[0]));
    assert!(orders::unfinished(&test.db).await.unwrap().is_empty());
    assert_eq!(counts(&outcomes[0]), [2_300 - had, had, 0]);
    assert_eq!(test.number(owners).await, 2_300);
    let undone = orders::undo(&test.db, USER, key(2), outcomes[0].batch, None).await.unwrap();
    assert_eq!(counts(&undone), [2_300 - had, 0, 0]);
    assert_eq!(test.number(owners).await, had);
}

pub async fn sums_that_leave_64_bits_are_refused_and_nothing_changes(test: TestDb) {
    let mut desk = Desk::random(&test, 79, 0).await;
    let draft = testing::draft(&desk.cast);
    let stages = desk.cast.funnels.0[0].stages.clone();
    let news = (0..2).map(|n| {
        let mut draft = desk.dice.roll(&draft);
        let stage = &stages[n];
        (draft.funnel, draft.stage, draft.stage_kind) = (stage.funnel, stage.id, stage.kind);
        (draft.kind, draft.manager) = (domain::OrderKind::Standard, None);
        (draft.currency, draft.discount) = (domain::Currency::EURO, 0);
        (draft.payments, draft.refunds) = (vec![], vec![]);
        draft.lines.truncate(1);
        draft.lines[0].amount = i64::MAX / 2 + 10;
        draft.check().unwrap()
    });
    let news: Vec<_> = news.collect();
    desk.add(&test, news).await;
    let before = everything(&test).await;
    let to = Action::Move(stages[3].slug.clone());
    let both = orders::change(&test.db, change(1, Aim::Chosen(seen(&desk.orders)), to.clone())).await;
    assert!(matches!(both, Err(StoreError::Money(_))), "{both:?}");
    assert_eq!(everything(&test).await, before);
    // One after the other the sum in the database would leave them; PostgreSQL spreads it over several rows.
    let one = |n: usize| change(n + 2, Aim::Chosen(seen(&desk.orders[n..=n])), to.clone());
    orders::change(&test.db, one(0)).await.unwrap();
    let before = everything(&test).await;
    if test.db.dialect() == store::Dialect::Sqlite {
        let other = orders::change(&test.db, one(1)).await;
        assert!(matches!(other, Err(StoreError::Money(_))), "{other:?}");
        assert_eq!(everything(&test).await, before);
    }
}

pub async fn a_tag_is_made_with_the_first_order_that_gets_it(test: TestDb) {
    let desk = Desk::random(&test, 80, 6).await;
    let named = |name: &str| Action::Tag { add: vec![], remove: vec![], new: vec![TagName::parse(name).unwrap()] };
    let stale: Vec<_> = desk.orders.iter().map(|o| (o.id, 7)).collect();
    let refused = orders::change(&test.db, change(1, Aim::Chosen(stale), named("Зателефонувати"))).await.unwrap();
    assert_eq!(counts(&refused), [0, 0, 6]);
    let made = "select count(*) from tags where slug = 'зателефонувати'";
    assert_eq!(test.number(made).await, 0, "nobody got it, so there is no such tag");
    orders::change(&test.db, change(2, Aim::Chosen(seen(&desk.orders[..3])), named("Зателефонувати"))).await.unwrap();
    orders::change(&test.db, change(3, Aim::Chosen(seen(&desk.orders[3..])), named("ЗАТЕЛЕФОНУВАТИ"))).await.unwrap();
    assert_eq!(test.number(made).await, 1);
    let tagged = now(&test, &desk.orders).await;
    assert!(tagged.iter().all(|o| o.tags.iter().any(|t| t.name == "Зателефонувати")), "{tagged:?}");
}

pub async fn who_has_left_is_given_nothing_new_and_may_get_back_what_they_had(test: TestDb) {
    let desk = Desk::random(&test, 81, 8).await;
    let to = |user: i64| Action::Assign(Some(UserId(user)));
    orders::change(&test.db, change(1, Aim::Filter(Box::default()), to(2))).await.unwrap();
    let mut tx = test.write().await;
    tx.execute(Sql::new("update users set disabled_at = 1 where id = 2")).await.unwrap();
    tx.commit().await.unwrap();
    let taken = orders::change(&test.db, change(2, Aim::Filter(Box::default()), to(3))).await.unwrap();
    let refused = orders::change(&test.db, change(3, Aim::Filter(Box::default()), to(2))).await.unwrap();
    assert_eq!(counts(&refused), [0, 0, 8]);
    assert!(refused.refusals.iter().all(|r| r.reason == Reason::Rule(Refusal::UnknownUser)));
    let back = orders::undo(&test.db, USER, key(4), taken.batch, None).await.unwrap();
    assert_eq!(counts(&back), [8, 0, 0]);
    assert!(now(&test, &desk.orders).await.iter().all(|o| o.manager.as_ref().unwrap().id == UserId(2)));
}

pub async fn the_history_tells_who_had_it_before_and_names_nobody(test: TestDb) {
    let desk = Desk::random(&test, 83, 1).await;
    for (n, user) in [(1, Some(UserId(2))), (2, None), (3, Some(UserId(4)))] {
        let aim = Aim::Filter(Box::default());
        orders::change(&test.db, change(n, aim, Action::Assign(user))).await.unwrap();
    }
    let card = orders::fetch(&test.db, &desk.orders[0].number, Sight::Everything).await.unwrap();
    let last = &card.events[0];
    assert_eq!(last.kind, EventKind::Assigned { from: None, to: Some(UserId(4)) });
    assert_eq!(last.version, Some(card.order.version));
    assert!(last.batch.is_some());
    let names: BTreeMap<UserId, &str> = card.named.people.iter().map(|p| (p.id, p.name.as_str())).collect();
    assert_eq!((names[&UserId(2)], names[&UserId(4)]), ("Manager 2", "Manager 4"));
    let what = test.texts("select what from events where batch is not null").await;
    assert!(!what.is_empty() && what.iter().all(|text| !text.contains("Manager")), "{what:?}");
}
