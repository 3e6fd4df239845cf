//! Orders by what is no column of theirs, or a column that is younger than they are.

use super::{
    TestDb,
    list::{expected, numbers, walk_back, walk_forth},
    random::{Desk, seed},
};
use domain::{
    Conditions, Listing, Order, Role, Sort, SortKey,
    filter::{Archived, Choice},
    listing::{Cursor, Place},
};
use store::{Db, Dialect, Sql, orders};

/// Every page forth and back, in both directions.
async fn agree(test: &TestDb, conditions: &Conditions, key: SortKey, wanted: impl Fn(Sort) -> Vec<Order>) {
    for descending in [false, true] {
        let sort = Sort { key, descending };
        let wanted = wanted(sort);
        let seen = walk_forth(test, conditions, sort).await;
        assert_eq!(numbers(&seen), numbers(&wanted), "{sort:?}");
        let (last, front) = wanted.split_last().unwrap();
        let back = walk_back(test, conditions, sort, &last.number).await;
        assert_eq!(numbers(&back), numbers(front), "{sort:?}");
    }
}

fn listed(desk: &Desk, conditions: &Conditions, sort: Sort) -> Vec<Order> {
    expected(&desk.orders, conditions, sort).into_iter().cloned().collect()
}

pub async fn a_manager_who_is_renamed_takes_all_orders_along(test: TestDb) {
    let mut desk = Desk::random(&test, seed(81), 260).await;
    desk.shake(&test, 80).await;
    let names = ["Яна", "éric", "Zoé", "Eric", "Éric"];
    for (manager, name) in desk.cast.managers.iter().zip(names) {
        let mut tx = test.write().await;
        let values = [name.into(), manager.id.0.into()];
        tx.execute(Sql::with("update users set name = $1 where id = $2", values)).await.unwrap();
        tx.commit().await.unwrap();
        for held in desk.orders.iter_mut().filter_map(|order| order.manager.as_mut()).filter(|m| m.id == manager.id) {
            name.clone_into(&mut held.name);
        }
    }
    let some = Choice {
        include: [None, Some(desk.cast.managers[1].id), Some(desk.cast.managers[4].id)].into(),
        ..Choice::default()
    };
    for conditions in [
        Conditions { archived: Archived::All, ..Conditions::default() },
        Conditions { manager: some, ..Conditions::default() },
    ] {
        agree(&test, &conditions, SortKey::Manager, |sort| listed(&desk, &conditions, sort)).await;
    }
    // The beginning of a name leads to all that begin so; behind the last name stands nobody.
    for (descending, typed) in [(false, "e"), (true, "e"), (false, "яяя")] {
        let (sort, conditions) = (Sort { key: SortKey::Manager, descending }, Conditions::default());
        let begins = |order: &&Order| match &order.manager {
            Some(manager) => typed == "e" && manager.name.ends_with("ric"),
            None => typed != "e",
        };
        let wanted = listed(&desk, &conditions, sort);
        let wanted = wanted.iter().find(begins).map(|order| &order.number);
        let cursor = orders::seek(&test.db, &conditions, sort, &Place::Text(typed.to_owned())).await.unwrap();
        let listing = Listing { sort, cursor, ..Listing::default() };
        let shown = orders::rows(&test.db, &listing, &conditions, None, 1).await.unwrap().orders;
        assert_eq!(shown.first().map(|order| &order.number), wanted, "{typed} {descending}");
    }
}

pub async fn funnels_stand_as_the_desk_has_put_them(test: TestDb) {
    let mut desk = Desk::random(&test, seed(82), 240).await;
    desk.shake(&test, 60).await;
    let mut tx = test.write().await;
    tx.execute(Sql::new("update funnels set position = 10 - position")).await.unwrap();
    tx.commit().await.unwrap();
    let conditions = Conditions::default();
    // Turned round: the last one is the first, and the ids of one still follow the list.
    let wanted = |sort: Sort| {
        let mut of: Vec<Order> = listed(&desk, &conditions, Sort { key: SortKey::Created, ..sort });
        of.sort_by_key(|order| if sort.descending { order.funnel.id.0 } else { -order.funnel.id.0 });
        of
    };
    agree(&test, &conditions, SortKey::Funnel, wanted).await;
    let (sort, last) = (Sort { key: SortKey::Funnel, descending: false }, &desk.cast.funnels.0[2]);
    let cursor = orders::seek(&test.db, &conditions, sort, &Place::Funnel(last.id)).await.unwrap();
    assert_eq!(cursor, Cursor::Start, "the last funnel comes first now");
    // Whoever sees none finds nothing, also by words.
    let mut tx = test.write().await;
    tx.execute(Sql::new("update funnels set viewers_see = 0")).await.unwrap();
    tx.commit().await.unwrap();
    for needles in [vec![], vec!["a".to_owned()]] {
        let conditions = Conditions { needles, ..Conditions::default() }.seen_by(Role::Viewer);
        let listing = Listing { sort, ..Listing::default() };
        assert_eq!(orders::rows(&test.db, &listing, &conditions, None, 9).await.unwrap().orders, []);
        assert_eq!(orders::seek(&test.db, &conditions, sort, &Place::Funnel(last.id)).await.unwrap(), Cursor::Start);
    }
}

pub async fn orders_older_than_the_keys_of_offers_get_them_at_a_start_that_may_be_stopped(test: TestDb) {
    let desk = Desk::random(&test, seed(83), 1_300).await;
    let lacking = "select count(*) from orders where offer_title is not null and length(offer_key) = 1";
    // As a start left it that was stopped, then as the migration leaves it.
    for which in ["update orders set offer_key = $1 where id % 3 = 0", "update orders set offer_key = $1"] {
        let mut tx = test.write().await;
        tx.execute(Sql::with(which, [vec![0xFF_u8].into()])).await.unwrap();
        tx.commit().await.unwrap();
        assert!(test.number(lacking).await > 0);
        let again = Db::open(&test.url).await.unwrap();
        assert_eq!(test.number(lacking).await, 0);
        again.close().await;
        let conditions = Conditions { archived: Archived::All, ..Conditions::default() };
        agree(&test, &conditions, SortKey::Offer, |sort| listed(&desk, &conditions, sort)).await;
    }
}

pub async fn an_index_that_the_planner_does_not_know_is_looked_at_before_it_is_used(test: TestDb) {
    if test.db.dialect() == Dialect::Postgres {
        return;
    }
    Desk::random(&test, seed(84), 200).await;
    let known = "select count(*) from sqlite_stat1 where idx = 'orders_offer'";
    let any = "select count(*) from sqlite_schema where name = 'sqlite_stat1'";
    Db::open(&test.url).await.unwrap().close().await;
    assert_eq!(test.number(any).await, 0, "who knows nothing of any index is not misled by one");
    for text in ["analyze", "delete from sqlite_stat1 where idx = 'orders_offer'"] {
        let mut tx = test.write().await;
        tx.execute(Sql::new(text)).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(test.number(known).await, 0);
    // As after the migration that makes the index: whoever opens the desk knows it.
    Db::open(&test.url).await.unwrap().close().await;
    assert_eq!(test.number(known).await, 1);
}
