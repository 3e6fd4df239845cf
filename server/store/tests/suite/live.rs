//! News: whoever has a list and hears them ends with the list as it is now, wherever they were cut off.

use super::{
    TestDb,
    changes::change,
    random::{Desk, seed},
};
use domain::{
    Conditions, Order, Role, Sort,
    filter::Archived,
    funnel::Sight,
    ids::{OrderId, UserId},
    live::Seq,
    order::{Action, OrderDraft},
    testing::{self, Cast, Dice},
    testing_changes,
};
use proptest::prelude::*;
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use store::{
    Db, Sql,
    events::{self, Actor, NewEvent, Subject},
    live::{self, MOST_EVENTS, MOST_ORDERS, POLL, Since, Watch},
    orders::{self, Aim, Batch, Insert},
};

/// Every order as a list shows it.
async fn fresh(db: &Db) -> BTreeMap<OrderId, Order> {
    let everything = Conditions { archived: Archived::All, ..Conditions::default() };
    let mut batch = Batch::open(db, everything, Sort::default()).await.unwrap();
    let mut all = BTreeMap::new();
    loop {
        let orders = batch.next().await.unwrap();
        if orders.is_empty() {
            return all;
        }
        all.extend(orders.into_iter().map(|order| (order.id, order)));
    }
}

/// Somebody with a list.
#[derive(Clone)]
struct Reader {
    seq: Seq,
    orders: BTreeMap<OrderId, Order>,
}

impl Reader {
    /// The number is read before the list, as if the list had taken its time.
    async fn begin(db: &Db) -> Self {
        let seq = live::head(db).await.unwrap();
        Self { seq, orders: fresh(db).await }
    }

    async fn hear(&mut self, db: &Db) {
        match live::since(db, Role::Viewer, self.seq).await.unwrap() {
            Since::News(news) => {
                assert!(news.seq >= self.seq);
                self.seq = news.seq;
                for order in news.orders {
                    self.orders.insert(order.id, order);
                }
                for id in news.gone {
                    self.orders.remove(&id);
                }
            }
            Since::Reset(_) => *self = Self::begin(db).await,
        }
    }
}

/// What a writer does.
enum Deed {
    Change(Vec<OrderId>, Action),
    Make(Vec<Insert>),
    GiveUp(Vec<Insert>),
}

/// Changes, new orders and what is given up half-way. One dice for all: no entry of a ledger is made twice.
fn deeds(cast: &Cast, ids: &[OrderId], dice: &mut Dice) -> Vec<Deed> {
    let (actions, drafts) = (testing_changes::action(cast), testing::draft(cast));
    let deed = |_| match dice.roll(&(0..10_u8)) {
        0..7 => Deed::Change(dice.roll(&prop::sample::subsequence(ids.to_vec(), 1..4)), dice.roll(&actions)),
        which => {
            let count = dice.roll(&(1..4_usize));
            let new = |_| insert(OrderDraft { number: None, ..dice.roll(&drafts) });
            let new = (0..count).map(new).collect();
            if which < 9 { Deed::Make(new) } else { Deed::GiveUp(new) }
        }
    };
    (0..25).map(deed).collect()
}

fn insert(draft: OrderDraft) -> Insert {
    Insert { order: draft.check().unwrap(), sequence: None, import_digest: None }
}

async fn write(db: &Db, writer: usize, deeds: Vec<Deed>) {
    for (n, deed) in deeds.into_iter().enumerate() {
        let (new, lasts) = match deed {
            Deed::Change(ids, action) => {
                let now = orders::by_ids(db, &ids, Sight::Everything).await.unwrap();
                let aim = Aim::Chosen(now.iter().map(|order| (order.id, order.version)).collect());
                orders::change(db, change(writer * 1_000 + n, aim, action)).await.unwrap();
                continue;
            }
            Deed::Make(new) => (new, true),
            Deed::GiveUp(new) => (new, false),
        };
        let mut tx = db.write().await.unwrap();
        orders::insert_in(&mut tx, &Actor::System, new).await.unwrap();
        if lasts {
            tx.commit().await.unwrap();
        }
    }
}

pub async fn readers_who_resume_anywhere_end_with_the_list_as_it_is(test: TestDb) {
    let seed = seed(91);
    let mut desk = Desk::random(&test, seed, 40).await;
    let ids: Vec<OrderId> = desk.orders.iter().map(|order| order.id).collect();
    // Half of the writers are another process, as far as the database can tell.
    let other = Db::connect(&test.url).await.unwrap();
    let writing = Arc::new(AtomicUsize::new(6));
    let mut tasks = Vec::new();
    for writer in 0..6 {
        let db = if writer % 2 == 0 { test.db.clone() } else { other.clone() };
        let (deeds, writing) = (deeds(&desk.cast, &ids, &mut desk.dice), writing.clone());
        tasks.push(tokio::spawn(async move {
            write(&db, writer, deeds).await;
            writing.fetch_sub(1, Ordering::SeqCst);
        }));
    }
    let mut readers = Vec::new();
    for n in 0..4_u64 {
        let (db, writing) = (test.db.clone(), writing.clone());
        readers.push(tokio::spawn(async move {
            let mut dice = Dice::new(seed + 100 + n);
            let mut reader = Reader::begin(&db).await;
            let mut kept = reader.clone();
            while writing.load(Ordering::SeqCst) > 0 {
                // What a snapshot says of its number is true: every smaller one is there, and no larger one.
                let mut tx = db.read().await.unwrap();
                let head = live::head_in(&mut tx).await.unwrap();
                let sql = "select count(*), cast(coalesce(max(seq), 0) as bigint) from events";
                let (count, last): (i64, i64) = tx.one(Sql::new(sql)).await.unwrap();
                drop(tx);
                assert_eq!((count, last), (head.0, head.0));
                reader.hear(&db).await;
                match dice.roll(&(0..6_u8)) {
                    0 => kept = reader.clone(),
                    // Cut off, and back with what was known then.
                    1 => reader = kept.clone(),
                    _ => {}
                }
                tokio::time::sleep(Duration::from_millis(dice.roll(&(0..6_u64)))).await;
            }
            reader.hear(&db).await;
            kept.hear(&db).await;
            (reader, kept)
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let all = fresh(&test.db).await;
    let head = live::head(&test.db).await.unwrap();
    assert_eq!(test.number("select count(*) from events").await, head.0, "no number is left out");
    for reader in readers {
        let (reader, kept) = reader.await.unwrap();
        assert_eq!((reader.seq, &reader.orders), (head, &all));
        assert_eq!((kept.seq, &kept.orders), (head, &all));
    }
    other.close().await;
}

/// An order without an offer, which has no twin.
fn order(desk: &mut Desk) -> Insert {
    insert(OrderDraft { number: None, offer: None, ..desk.dice.roll(&testing::draft(&desk.cast)) })
}

pub async fn what_is_rolled_back_leaves_no_gap_and_nobody_waits_for_it(test: TestDb) {
    let mut desk = Desk::random(&test, 92, 3).await;
    let head = live::head(&test.db).await.unwrap();
    let mut watch = Watch::new(&test.db);
    let mut tx = test.write().await;
    orders::insert_in(&mut tx, &Actor::System, vec![order(&mut desk)]).await.unwrap();
    drop(tx);
    let rung = tokio::time::timeout(Duration::from_millis(100), watch.sign(false)).await;
    assert!(rung.is_err(), "nothing was told");
    assert_eq!(live::head(&test.db).await.unwrap(), head);
    let Since::News(none) = live::since(&test.db, Role::Owner, head).await.unwrap() else { panic!("nothing happened") };
    assert!(none.is_empty());
    let mut tx = test.write().await;
    let saved = orders::insert_in(&mut tx, &Actor::System, vec![order(&mut desk)]).await.unwrap();
    tx.commit().await.unwrap();
    tokio::time::timeout(Duration::from_secs(5), watch.sign(false)).await.unwrap();
    let Since::News(news) = live::since(&test.db, Role::Owner, head).await.unwrap() else { panic!("one event") };
    assert_eq!(news.seq, Seq(head.0 + 1));
    assert_eq!(news.orders.iter().map(|o| o.id).collect::<Vec<_>>(), [saved[0].id]);
}

pub async fn an_order_is_told_once_as_it_is_now(test: TestDb) {
    let desk = Desk::random(&test, 93, 3).await;
    let head = live::head(&test.db).await.unwrap();
    for (n, user) in [Some(UserId(2)), None, Some(UserId(3)), Some(UserId(4))].into_iter().enumerate() {
        orders::change(&test.db, change(n, Aim::Filter(Box::default()), Action::Assign(user))).await.unwrap();
    }
    for role in Role::ALL {
        let Since::News(news) = live::since(&test.db, role, head).await.unwrap() else { panic!("few events") };
        let told: BTreeMap<OrderId, Order> = news.orders.iter().map(|o| (o.id, o.clone())).collect();
        assert_eq!((news.orders.len(), &told), (desk.orders.len(), &fresh(&test.db).await), "{role:?}");
        assert!(news.gone.is_empty() && !news.labels);
    }
    // Somebody's name, and an order that is not there any more.
    let head = live::head(&test.db).await.unwrap();
    let mut tx = test.write().await;
    let event = |subject, kind| NewEvent { subject, actor: Actor::System, at: testing::NOW, kind, personal: None };
    let lost = event(Subject::Order(OrderId(99)), domain::event::EventKind::Archived);
    let renamed = event(Subject::User(UserId(1)), domain::event::EventKind::UserRenamed);
    events::append_in(&mut tx, vec![lost, renamed]).await.unwrap();
    tx.commit().await.unwrap();
    let Since::News(news) = live::since(&test.db, Role::Viewer, head).await.unwrap() else { panic!("two events") };
    assert_eq!((news.orders, news.gone, news.labels), (vec![], vec![OrderId(99)], true));
}

pub async fn who_is_too_far_behind_asks_for_everything(test: TestDb) {
    let mut desk = Desk::random(&test, 94, 2).await;
    let head = live::head(&test.db).await.unwrap();
    let since = async |seq: i64| live::since(&test.db, Role::Viewer, Seq(seq)).await.unwrap();
    for unknown in [-1, i64::MIN, head.0 + 1, i64::MAX] {
        assert_eq!(since(unknown).await, Since::Reset(head), "{unknown}");
    }
    let many = (0..=MOST_ORDERS).map(|_| order(&mut desk)).collect();
    let mut tx = test.write().await;
    orders::insert_in(&mut tx, &Actor::Import, many).await.unwrap();
    tx.commit().await.unwrap();
    let now = live::head(&test.db).await.unwrap();
    assert_eq!(since(head.0).await, Since::Reset(now));
    let Since::News(news) = since(head.0 + 1).await else { panic!("as many as may be told") };
    assert_eq!(news.orders.len(), MOST_ORDERS);
    // One order over and over: few orders, but more events than are read.
    let event = || NewEvent {
        subject: Subject::Order(desk.orders[0].id),
        actor: Actor::System,
        at: testing::NOW,
        kind: domain::event::EventKind::Comment(domain::event::CommentDeed::Written),
        personal: None,
    };
    let mut tx = test.write().await;
    events::append_in(&mut tx, (0..=MOST_EVENTS).map(|_| event()).collect()).await.unwrap();
    tx.commit().await.unwrap();
    let last = Seq(now.0 + MOST_EVENTS + 1);
    assert_eq!(since(now.0).await, Since::Reset(last));
    let Since::News(news) = since(now.0 + 1).await else { panic!("as many as are read") };
    assert_eq!((news.seq, news.orders.len()), (last, 1));
}

pub async fn another_process_is_heard_of_within_a_second(test: TestDb) {
    let desk = Desk::random(&test, 95, 1).await;
    // As `serve` does where nobody looks: it only passes the bell on.
    let mut passes_on = Watch::new(&test.db);
    let passing = tokio::spawn(async move {
        loop {
            passes_on.sign(false).await;
        }
    });
    let other = Db::connect(&test.url).await.unwrap();
    let mut watch = Watch::new(&other);
    let mut quickest = Duration::MAX;
    let id = desk.orders[0].id;
    for n in 0..6 {
        let head = live::head(&other).await.unwrap();
        let began = Instant::now();
        let aim = Aim::Chosen(vec![(id, i64::try_from(n).unwrap() + 1)]);
        let outcome = orders::change(&test.db, change(n, aim, Action::Archive(n % 2 == 0))).await.unwrap();
        assert_eq!(outcome.changed, 1);
        loop {
            watch.sign(true).await;
            if live::head(&other).await.unwrap() != head {
                break;
            }
        }
        assert!(began.elapsed() < Duration::from_secs(1), "{:?}", began.elapsed());
        quickest = quickest.min(began.elapsed());
    }
    if test.db.dialect() == store::Dialect::Postgres {
        assert!(quickest < POLL, "a sign came only by looking: {quickest:?}");
    }
    passing.abort();
    other.close().await;
}

pub async fn an_order_out_of_sight_is_not_told_and_one_that_leaves_is_gone(test: TestDb) {
    let desk = Desk::random(&test, 97, 60).await;
    let funnels = super::sight::hide(&test, "school").await;
    let to = |slug: &str| {
        let funnel = funnels.0.iter().find(|funnel| funnel.slug.as_str() == slug).unwrap();
        Action::Transfer { funnel: funnel.slug.clone(), stage: funnel.stages[0].slug.clone() }
    };
    let mut tx = test.write().await;
    tx.execute(Sql::new("update users set role = 'owner' where id = 1")).await.unwrap();
    tx.commit().await.unwrap();
    let act = async |n: usize, id: OrderId, action: Action| {
        let now = orders::by_ids(&test.db, &[id], Sight::Everything).await.unwrap().remove(0);
        let outcome = orders::change(&test.db, change(n, Aim::Chosen(vec![(id, now.version)]), action)).await.unwrap();
        assert_eq!(outcome.changed, 1);
    };
    let told = async |role, after| match live::since(&test.db, role, after).await.unwrap() {
        Since::News(news) => (news.orders.iter().map(|o| o.id).collect::<Vec<_>>(), news.gone),
        Since::Reset(_) => panic!("few events"),
    };
    let find = |hidden: bool| desk.orders.iter().find(|o| (o.funnel.slug.as_str() == "school") == hidden).unwrap().id;
    let (secret, open) = (find(true), find(false));
    // Where managers do not look: not even the id is told.
    let head = live::head(&test.db).await.unwrap();
    act(1, secret, Action::Archive(true)).await;
    assert_eq!(told(Role::Manager, head).await, (vec![], vec![]));
    assert_eq!(told(Role::Viewer, head).await, (vec![secret], vec![]));
    // From where they look to there, and back again.
    let head = live::head(&test.db).await.unwrap();
    act(2, open, to("school")).await;
    assert_eq!(told(Role::Manager, head).await, (vec![], vec![open]));
    assert_eq!(told(Role::Owner, head).await, (vec![open], vec![]));
    act(3, open, to("standard")).await;
    assert_eq!(told(Role::Manager, head).await, (vec![open], vec![]));
}
