//! Writing: guarded by the version, one at a time where it matters, all or nothing.

use super::{
    TestDb,
    random::{Desk, cast},
};
use domain::{
    Order, OrderNumber, Stage,
    funnel::Sight,
    ids::UserId,
    order::{NewOrder, OrderDraft, transition::Command},
    testing::{self, Cast, Dice},
};
use std::collections::BTreeSet;
use store::{
    Sql, StoreError, Value,
    events::Actor,
    orders::{self, Applied, Insert},
};

fn insert(order: NewOrder) -> Insert {
    Insert { order, sequence: None, import_digest: None }
}

fn draft(cast: &Cast, dice: &mut Dice) -> OrderDraft {
    dice.roll(&testing::draft(cast))
}

fn numbered(draft: OrderDraft, number: &str) -> NewOrder {
    OrderDraft { number: Some(OrderNumber::parse(number).unwrap()), ..draft }.check().unwrap()
}

/// A stage of the order's funnel in which it is not.
fn elsewhere(cast: &Cast, order: &Order) -> Stage {
    let (funnel, _) = cast.funnels.stage(order.stage.id).unwrap();
    funnel.stages.iter().find(|s| s.id != order.stage.id).cloned().unwrap()
}

/// Everything that a change could leave behind, as text.
async fn everything(test: &TestDb) -> Vec<String> {
    let mut all = test.texts("select cast(count(*) as text) from orders").await;
    all.extend(
        test.texts("select number || ' ' || version || ' ' || stage_id || ' ' || due from orders order by id").await,
    );
    all.extend(test.texts("select name || ' ' || value from counters order by name").await);
    all.extend(test.texts("select cast(seq as text) from events order by seq").await);
    let sums = "select stage_id || ' ' || currency || ' ' || kind || ' ' || payment_status || ' ' || manager_id || ' ' \
        || archived || ' ' || cast(sum(orders) as bigint) || ' ' || cast(sum(due) as bigint) from order_rollups \
        group by stage_id, currency, kind, payment_status, manager_id, archived having sum(orders) <> 0 \
        order by stage_id, currency, kind, payment_status, manager_id, archived";
    all.extend(test.texts(sums).await);
    for table in
        ["select count(*) from order_lines", "select count(*) from payments", "select count(*) from order_tags"]
    {
        all.push(test.number(table).await.to_string());
    }
    all
}

pub async fn a_stale_write_is_a_conflict_and_changes_nothing(test: TestDb) {
    let desk = Desk::random(&test, 31, 5).await;
    let order = &desk.orders[0];
    let to = elsewhere(&desk.cast, order);
    let user = UserId(1);
    orders::apply(&test.db, user, order.id, 1, &Command::Move(to)).await.unwrap();
    let before = everything(&test).await;
    for version in [0, 1, 3] {
        let stale = orders::apply(&test.db, user, order.id, version, &Command::Archive(true)).await;
        assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
    }
    assert_eq!(everything(&test).await, before);
    // Done already: no change, so also no conflict.
    let again = orders::apply(&test.db, user, order.id, 1, &Command::Archive(false)).await.unwrap();
    assert_eq!(again, Applied::Already);
    assert_eq!(everything(&test).await, before);
}

pub async fn a_refused_move_changes_nothing(test: TestDb) {
    let desk = Desk::random(&test, 32, 20).await;
    let before = everything(&test).await;
    for order in &desk.orders {
        let foreign = desk.cast.funnels.0.iter().flat_map(|f| &f.stages).find(|s| s.funnel != order.funnel.id).unwrap();
        let refused = orders::apply(&test.db, UserId(1), order.id, 1, &Command::Move(foreign.clone())).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    }
    assert_eq!(everything(&test).await, before);
}

pub async fn sixty_four_editors_lose_no_update(test: TestDb) {
    let desk = Desk::random(&test, 33, 1).await;
    let order = desk.orders[0].clone();
    let editors = (0..64).map(|n| {
        let (db, order, cast) = (test.db.clone(), order.clone(), desk.cast.clone());
        tokio::spawn(async move {
            let (mut won, mut told) = (0, 0);
            for _ in 0..5 {
                let seen = orders::fetch(&db, &order.number, Sight::Everything).await.unwrap().order;
                let command = if n % 2 == 0 && seen.archived_at.is_none() {
                    Command::Move(elsewhere(&cast, &seen))
                } else {
                    Command::Archive(seen.archived_at.is_none())
                };
                match orders::apply(&db, UserId(1), seen.id, seen.version, &command).await {
                    Ok(Applied::Changed(now)) => {
                        assert_eq!(now.version, seen.version + 1);
                        won += 1;
                    }
                    // Somebody else was faster, and it is as wanted, or it no longer may be done.
                    Ok(Applied::Already) | Err(StoreError::Conflict | StoreError::Refused(_)) => told += 1,
                    Err(other) => panic!("{other}"),
                }
            }
            (won, told)
        })
    });
    let (mut won, mut told) = (0, 0);
    for editor in editors.collect::<Vec<_>>() {
        let (w, t) = editor.await.unwrap();
        (won, told) = (won + w, told + t);
    }
    assert_eq!(won + told, 64 * 5);
    println!("{won} changes, {told} told");
    assert_eq!(test.number("select version from orders").await, 1 + won, "each change counts once");
    assert_eq!(test.number("select count(*) from events where subject = 'order'").await, 1 + won);
    assert_eq!(test.number("select cast(sum(orders) as bigint) from order_rollups").await, 1);
    assert_eq!(
        test.number(
            "select cast(count(*) as bigint) from (select 1 as x from order_rollups group by stage_id, \
        currency, kind, payment_status, manager_id, archived having sum(orders) <> 0) s"
        )
        .await,
        1
    );
}

pub async fn a_transaction_that_is_dropped_leaves_nothing(test: TestDb) {
    let mut desk = Desk::random(&test, 34, 6).await;
    let before = everything(&test).await;
    let fresh = draft(&desk.cast, &mut desk.dice).check().unwrap();
    let mut tx = test.write().await;
    orders::insert_in(&mut tx, &Actor::System, vec![insert(fresh.clone())]).await.unwrap();
    let order = &desk.orders[0];
    let command = Command::Move(elsewhere(&desk.cast, order));
    orders::apply_in(&mut tx, &Actor::System, order.id, 1, &command, testing::NOW).await.unwrap();
    drop(tx);
    // Half of a batch that cannot be written leaves nothing either.
    let mut tx = test.write().await;
    let taken = numbered(draft(&desk.cast, &mut desk.dice), desk.orders[0].number.as_str());
    assert!(orders::insert_in(&mut tx, &Actor::System, vec![insert(fresh), insert(taken)]).await.is_err());
    drop(tx);
    assert_eq!(everything(&test).await, before);
}

pub async fn numbers_are_unique_and_never_reused_by_writers_at_once(test: TestDb) {
    let mut dice = Dice::new(35);
    let cast = cast(&test, &mut dice).await;
    let drafts: Vec<Vec<NewOrder>> = (0..12)
        .map(|_| {
            (0..10)
                .map(|_| {
                    let mut draft = draft(&cast, &mut dice);
                    // All of one instant: the ids collide too.
                    (draft.number, draft.created_at) = (None, testing::NOW);
                    draft.check().unwrap()
                })
                .collect()
        })
        .collect();
    let writers: Vec<_> = drafts
        .into_iter()
        .map(|news| {
            let db = test.db.clone();
            tokio::spawn(async move {
                let mut numbers = Vec::new();
                for (n, new) in news.into_iter().enumerate() {
                    let mut tx = db.write().await.unwrap();
                    let sequence = Some(7);
                    let one = Insert { order: new, sequence, import_digest: None };
                    let saved = orders::insert_in(&mut tx, &Actor::System, vec![one]).await.unwrap();
                    // Every fifth gives its number back.
                    if n % 5 == 4 {
                        drop(tx);
                    } else {
                        tx.commit().await.unwrap();
                        numbers.push(saved[0].number.clone());
                    }
                }
                numbers
            })
        })
        .collect();
    let mut all = Vec::new();
    for writer in writers {
        all.extend(writer.await.unwrap());
    }
    let distinct: BTreeSet<_> = all.iter().collect();
    assert_eq!((distinct.len(), all.len()), (96, 96));
    assert_eq!(test.number("select count(*) from orders").await, 96);
    assert_eq!(test.number("select count(distinct id / 2097152) from orders").await, 1);
    assert_eq!(test.number("select max(seq) - count(*) from events").await, 0);
}

pub async fn numbers_that_imports_took_are_passed_over(test: TestDb) {
    let mut dice = Dice::new(36);
    let cast = cast(&test, &mut dice).await;
    let mut new = |number: Option<&str>| {
        let number = number.map(|n| OrderNumber::parse(n).unwrap());
        insert(OrderDraft { number, ..draft(&cast, &mut dice) }.check().unwrap())
    };
    let mut tx = test.write().await;
    let imported = ["1002", "1003", "1005"].map(|n| new(Some(n)));
    orders::insert_in(&mut tx, &Actor::Import, imported.into()).await.unwrap();
    let mixed = vec![new(None), new(Some("1006")), new(None), new(None)];
    let saved = orders::insert_in(&mut tx, &Actor::System, mixed).await.unwrap();
    tx.commit().await.unwrap();
    let numbers: Vec<&str> = saved.iter().map(|s| s.number.as_str()).collect();
    assert_eq!(numbers, ["1001", "1006", "1004", "1007"]);
}

pub async fn a_number_that_is_taken_is_refused_by_name(test: TestDb) {
    let mut dice = Dice::new(37);
    let cast = cast(&test, &mut dice).await;
    let mut new = |number: &str| insert(numbered(draft(&cast, &mut dice), number));
    let mut tx = test.write().await;
    orders::insert_in(&mut tx, &Actor::Import, vec![new("A-1"), new("a-1")]).await.unwrap();
    tx.commit().await.unwrap();
    for batch in [vec![new("B-1"), new("A-1")], vec![new("C-1"), new("C-2"), new("C-2")]] {
        let wrong = batch.last().unwrap().order.number.clone().unwrap();
        let refused = orders::insert_in(&mut test.write().await, &Actor::Import, batch).await;
        assert!(matches!(&refused, Err(StoreError::NumberTaken(n)) if n == wrong.as_str()), "{refused:?}");
    }
    assert_eq!(test.number("select count(*) from orders").await, 2);
}

pub async fn orders_of_the_same_instant_get_ids_of_their_own(test: TestDb) {
    let mut dice = Dice::new(38);
    let cast = cast(&test, &mut dice).await;
    let mut ids = BTreeSet::new();
    // The largest file row there can be must not spill into the next millisecond.
    for sequence in [Some(2), Some(2), Some(3), None, Some((1 << 21) - 1), Some((1 << 21) - 1), Some(1 << 21)] {
        let mut tx = test.write().await;
        let batch = (0..3).map(|_| {
            let order = OrderDraft { created_at: testing::NOW, ..draft(&cast, &mut dice) }.check().unwrap();
            Insert { order, sequence, import_digest: None }
        });
        let saved = orders::insert_in(&mut tx, &Actor::Import, batch.collect()).await.unwrap();
        tx.commit().await.unwrap();
        ids.extend(saved.iter().map(|s| s.id.0));
    }
    assert_eq!(ids.len(), 21);
    assert!(ids.iter().all(|id| domain::ids::made_at(*id) == testing::NOW));
    let listed = test.texts("select cast(id as text) from orders order by id").await;
    assert_eq!(listed, ids.iter().map(i64::to_string).collect::<Vec<_>>());
}

pub async fn makers_and_movers_at_once_never_wait_for_each_other(test: TestDb) {
    let mut desk = Desk::random(&test, 39, 16).await;
    let mut tasks = Vec::new();
    for order in desk.orders.clone() {
        let (db, cast) = (test.db.clone(), desk.cast.clone());
        tasks.push(tokio::spawn(async move {
            let mut order = order;
            for _ in 0..10 {
                let command = Command::Move(elsewhere(&cast, &order));
                let Applied::Changed(now) =
                    orders::apply(&db, UserId(1), order.id, order.version, &command).await.unwrap()
                else {
                    panic!("a move changes the stage")
                };
                order = *now;
            }
        }));
        let batches: Vec<Vec<Insert>> = (0..4)
            .map(|_| (0..3).map(|_| insert(draft(&desk.cast, &mut desk.dice).check().unwrap())).collect())
            .collect();
        let db = test.db.clone();
        tasks.push(tokio::spawn(async move {
            for batch in batches {
                let mut tx = db.write().await.unwrap();
                for one in batch {
                    orders::insert_in(&mut tx, &Actor::System, vec![one]).await.unwrap();
                }
                tx.commit().await.unwrap();
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let orders = test.number("select count(*) from orders").await;
    assert_eq!(orders, 16 + 16 * 12);
    assert_eq!(test.number("select cast(sum(orders) as bigint) from order_rollups").await, orders);
    let apart: Vec<(i64,)> = {
        let sql = "select o.n - r.n from (select cast(sum(due) as bigint) as n from orders where currency = $1) o, \
            (select cast(sum(due) as bigint) as n from order_rollups where currency = $1) r";
        let mut tx = test.db.read().await.unwrap();
        tx.all(Sql::with(sql, [Value::from("EUR")])).await.unwrap()
    };
    assert_eq!(apart, [(0,)]);
}
