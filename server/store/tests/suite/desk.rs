//! The desk as it begins, and as it is opened.

use super::TestDb;
use domain::{Conditions, Listing, StageKind, Totals};
use std::time::Duration;
use store::{Db, Sql, StoreError, desk, funnels, orders};

pub async fn an_empty_desk_has_the_standard_funnel_and_nothing_else(test: TestDb) {
    let funnels = funnels::list(&test.db).await.unwrap();
    let [funnel] = &funnels.0[..] else { panic!("one funnel, not {funnels:?}") };
    assert_eq!((funnel.slug.as_str(), funnel.name.as_deref(), funnel.is_default), ("standard", None, true));
    let kinds: Vec<StageKind> = funnel.stages.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, StageKind::ALL);
    assert!(funnel.stages.iter().all(|s| s.name.is_none() && s.slug.as_str() == s.kind.code()));
    let page = orders::page(&test.db, &Listing::default(), &Conditions::default()).await.unwrap();
    assert!(page.orders.is_empty() && !page.has_next && !page.has_previous);
    assert_eq!(page.totals.clone().unwrap(), Totals::of(&[], &Conditions::default(), &funnels).unwrap());
    assert_eq!(page.totals.unwrap().stages.len(), 7);
    assert!(page.directory.managers.is_empty() && page.directory.currencies.is_empty());
    let desk = desk::fetch(&test.db).await.unwrap();
    assert_eq!((desk.zone.name(), desk.currency.code(), desk.demo), ("Europe/Paris", "EUR", false));
    desk::mark_demo(&test.db).await.unwrap();
    assert!(desk::fetch(&test.db).await.unwrap().demo);
    test.db.ping().await.unwrap();
}

async fn beginnings(test: &TestDb) -> (i64, i64, i64, i64) {
    (
        test.number("select count(*) from desk").await,
        test.number("select count(*) from funnels").await,
        test.number("select count(*) from stages").await,
        test.number("select count(*) from events").await,
    )
}

pub async fn migrating_again_changes_nothing(test: TestDb) {
    let before = beginnings(&test).await;
    for _ in 0..2 {
        Db::open(&test.url).await.unwrap().close().await;
    }
    assert_eq!(beginnings(&test).await, before);
    assert_eq!(before, (1, 1, 7, before.3));
}

pub async fn two_processes_may_start_at_once(test: TestDb) {
    // A second, empty database of the same kind: the first one is ready already.
    let url = match &test.db {
        Db::Sqlite { .. } => test.url.replace("test.db", "fresh.db"),
        Db::Postgres { .. } => {
            let mut tx = test.write().await;
            // The schema is emptied instead: databases cannot be made in a transaction.
            tx.execute(Sql::new("drop schema public cascade")).await.unwrap();
            tx.execute(Sql::new("create schema public")).await.unwrap();
            tx.commit().await.unwrap();
            test.url.clone()
        }
    };
    let starts: Vec<_> = (0..6)
        .map(|_| {
            let url = url.clone();
            tokio::spawn(async move { Db::open(&url).await })
        })
        .collect();
    for start in starts {
        start.await.unwrap().unwrap().close().await;
    }
    let fresh = TestDb { db: Db::open(&url).await.unwrap(), url };
    assert_eq!(beginnings(&fresh).await, (1, 1, 7, test_events(&fresh).await));
    assert_eq!(fresh.number("select count(*) from counters").await, 2);
    fresh.db.close().await;
}

async fn test_events(fresh: &TestDb) -> i64 {
    fresh.number("select max(seq) from events").await
}

pub async fn a_database_that_is_away_is_unavailable(test: TestDb) {
    test.db.close().await;
    assert!(matches!(test.db.ping().await, Err(StoreError::Unavailable(_))));
    let page = orders::page(&test.db, &Listing::default(), &Conditions::default()).await;
    assert!(matches!(page, Err(StoreError::Unavailable(_))), "{page:?}");
    let nowhere = match &test.db {
        // Nothing listens on the discard port.
        Db::Postgres { .. } => "postgres://postgres@127.0.0.1:9/nothing",
        Db::Sqlite { .. } => "sqlite:///no/such/folder/comptoir.db",
    };
    let away = Db::open(nowhere).await;
    match (&test.db, away) {
        (Db::Postgres { .. }, Err(StoreError::Unavailable(_))) | (Db::Sqlite { .. }, Err(StoreError::Setup(_))) => {}
        (_, other) => panic!("{:?}", other.map(|_| "opened")),
    }
    for wrong in ["mysql://x", "sqlite::memory:", "sqlite://"] {
        assert!(matches!(Db::open(wrong).await, Err(StoreError::Setup(_))), "{wrong}");
    }
}

pub async fn statements_that_fail_or_are_given_up_leave_every_connection_usable(test: TestDb) {
    const LONG: &str = "with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < 400000) \
        select cast(count(*) as bigint) from n";
    for _ in 0..12 {
        let mut tx = test.db.read().await.unwrap();
        assert!(tx.all::<(i64,)>(Sql::new("select no_such_column from orders")).await.is_err());
        drop(tx);
        let mut tx = test.db.read().await.unwrap();
        let late = tokio::time::timeout(Duration::from_millis(1), tx.all::<(i64,)>(Sql::new(LONG))).await;
        drop((late, tx));
    }
    let reads = (0..12).map(|_| {
        let db = test.db.clone();
        tokio::spawn(
            async move { orders::page(&db, &Listing::default(), &Conditions::default()).await.unwrap().orders },
        )
    });
    for read in reads.collect::<Vec<_>>() {
        assert_eq!(read.await.unwrap(), []);
    }
    // A transaction that reads writes nothing.
    let mut tx = test.db.read().await.unwrap();
    assert!(tx.execute(Sql::new("delete from users")).await.is_err());
}
