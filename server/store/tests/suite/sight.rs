//! What a role may not see is not there: not in lists, totals, charts, searches, files, pages, suggestions or changes.

use super::{
    TestDb,
    list::resolve,
    random::{Desk, seed},
};
use domain::{
    Conditions, Listing, Order, Role, Sort, SortKey, Totals, Zone,
    filter::{Archived, Choice},
    funnel::{FunnelAccess, FunnelSettings, Funnels, Sight},
    ids::{OrderId, UserId},
    listing::{ChartPeriod, Cursor},
    order::{Action, IdempotencyKey, change::Reason},
    testing::{self, Kept, NOW},
};
use store::{
    StoreError,
    funnels::{self, shape},
    orders::{self, Aim, Batch, Change, Work},
    suggest::{self, Field},
};

const MANAGER: UserId = UserId(1);

/// Takes the sight of a funnel from managers; the funnels as they are then.
pub(super) async fn hide(test: &TestDb, slug: &str) -> Funnels {
    let sheet = funnels::sheets(&test.db).await.unwrap();
    let sheet = sheet.iter().find(|s| s.funnel.slug.as_str() == slug).unwrap();
    let access = FunnelAccess { managers: false, viewers: true };
    let settings = FunnelSettings { name: sheet.funnel.name.clone(), access };
    shape::change(&test.db, MANAGER, sheet.funnel.id, sheet.version, &settings, &Kept, NOW).await.unwrap();
    funnels::list(&test.db).await.unwrap()
}

async fn every(test: &TestDb, conditions: &Conditions) -> Vec<OrderId> {
    sorted(test, conditions, SortKey::Created).await
}

async fn sorted(test: &TestDb, conditions: &Conditions, key: SortKey) -> Vec<OrderId> {
    let sort = Sort { key, descending: true };
    let mut batch = Batch::open(&test.db, conditions.clone(), sort).await.unwrap();
    let mut ids: Vec<OrderId> = batch.next().await.unwrap().iter().map(|o| o.id).collect();
    ids.sort();
    ids
}

pub async fn whatever_is_filtered_a_role_finds_only_orders_that_are_in_its_sight(test: TestDb) {
    let mut desk = Desk::random(&test, seed(95), 250).await;
    desk.shake(&test, 100).await;
    let funnels = hide(&test, "school").await;
    let seen = |order: &&Order| order.funnel.slug.as_str() != "school";
    let filters = testing::filter(&desk.cast);
    let mut some = vec![Conditions::default(), Conditions { archived: Archived::All, ..Conditions::default() }];
    some.extend((0..120).map(|_| resolve(&desk.dice.roll(&filters), &Zone::utc())));
    let mut narrowed = 0;
    for all in some {
        let mine = all.clone().seen_by(Role::Manager);
        let mut wanted: Vec<OrderId> =
            desk.orders.iter().filter(|o| all.matches(o)).filter(seen).map(|o| o.id).collect();
        wanted.sort();
        narrowed += usize::from(desk.orders.iter().filter(|o| all.matches(o)).count() > wanted.len());
        let context = format!("{all:?}");
        for key in [SortKey::Created, SortKey::Manager, SortKey::Funnel] {
            assert_eq!(sorted(&test, &mine, key).await, wanted, "files by {key:?}: {context}");
        }
        let listing = Listing { chart: Some(ChartPeriod::Month), waits: true, ..Listing::default() };
        let page = orders::page(&test.db, &listing, &mine).await.unwrap();
        assert!(page.orders.iter().all(|o| wanted.contains(&o.id)), "{context}");
        assert_eq!(page.funnels.0.len(), 2, "its name is no more told than its orders");
        let totals = page.totals.unwrap();
        assert_eq!(totals.orders, wanted.len() as i64, "{context}");
        assert!(totals.stages.iter().all(|s| s.stage.funnel != desk.cast.funnels.0[1].id), "{context}");
        let visible: Vec<Order> = desk.orders.iter().filter(seen).cloned().collect();
        assert_eq!(totals, Totals::of(&visible, &mine, &funnels).unwrap(), "{context}");
        let days: i64 = orders::histogram(&test.db, &mine).await.unwrap().iter().map(|d| d.1).sum();
        assert_eq!(days, wanted.len() as i64, "{context}");
        // An owner sees what the desk holds.
        assert_eq!(every(&test, &all.clone().seen_by(Role::Owner)).await, every(&test, &all).await);
    }
    assert!(narrowed > 20, "{narrowed} filters were narrowed");
}

pub async fn an_order_out_of_sight_is_not_found_not_changed_and_gives_no_place_away(test: TestDb) {
    let desk = Desk::random(&test, seed(96), 120).await;
    hide(&test, "school").await;
    let sight = Sight::Of(Role::Manager);
    let is_hidden = |o: &&Order| o.funnel.slug.as_str() == "school";
    let hidden: Vec<&Order> = desk.orders.iter().filter(is_hidden).collect();
    let order = hidden[0];
    let found = orders::fetch(&test.db, &order.number, sight).await;
    assert!(matches!(found, Err(StoreError::NotFound)));
    assert!(orders::fetch(&test.db, &order.number, Sight::Of(Role::Viewer)).await.is_ok());
    assert!(orders::by_ids(&test.db, &[order.id], sight).await.unwrap().is_empty());
    let other = desk.orders.iter().find(|o| !is_hidden(o)).unwrap();
    let card = orders::fetch(&test.db, &other.number, sight).await.unwrap();
    assert!(card.choices.elsewhere.iter().all(|f| f.slug.as_str() != "school"));
    // A page that would begin behind it begins at the first.
    let page = |cursor| {
        let (db, listing) = (test.db.clone(), Listing { cursor, ..Listing::default() });
        async move { orders::page(&db, &listing, &Conditions::default().seen_by(Role::Manager)).await.unwrap().orders }
    };
    assert_eq!(page(Cursor::After(order.number.clone())).await, page(Cursor::Start).await);
    // Changes: one by one, of a filter, and into it.
    let change = |n: u32, aim: Aim, action: Action| {
        let key = IdempotencyKey::of(&format!("sight-{n}"));
        let (db, work) = (test.db.clone(), Work::Do { aim, action });
        async move { orders::change(&db, Change { user: MANAGER, key, said: n.to_string(), work }).await.unwrap() }
    };
    let seen = |orders: &[&Order]| Aim::Chosen(orders.iter().map(|o| (o.id, o.version)).collect());
    let outcome = change(1, seen(&[order]), Action::Archive(true)).await;
    assert_eq!((outcome.changed, outcome.refused), (0, 1));
    assert_eq!(
        (outcome.refusals[0].reason, outcome.refusals[0].number.as_str()),
        (Reason::Gone, order.id.to_string().as_str())
    );
    let all = Conditions { archived: Archived::All, ..Conditions::default() };
    change(2, Aim::Filter(Box::new(all.clone())), Action::Assign(None)).await;
    let untouched = orders::by_ids(&test.db, &[order.id], Sight::Everything).await.unwrap();
    assert_eq!(untouched[0].version, order.version, "a filter that was made for other eyes widens nothing");
    let school = &desk.cast.funnels.0[1];
    let into = Action::Transfer { funnel: school.slug.clone(), stage: school.stages[0].slug.clone() };
    let open = desk.orders.iter().find(|o| !is_hidden(o) && o.archived_at.is_none()).unwrap();
    let now = orders::by_ids(&test.db, &[open.id], sight).await.unwrap().remove(0);
    let outcome = change(3, seen(&[&now]), into).await;
    assert_eq!((outcome.changed, outcome.refused), (0, 1));
    // Clients of orders out of sight are nobody's to know.
    let client =
        hidden.iter().find(|o| desk.orders.iter().all(|other| is_hidden(&other) || other.contact.id != o.contact.id));
    if let Some(o) = client {
        let named = Conditions { client: Choice::only(o.contact.id), ..all };
        let listing = Listing {
            filter: domain::OrderFilter { client: Choice::only(o.contact.id), ..Default::default() },
            ..Listing::default()
        };
        let page = orders::page(&test.db, &listing, &named.seen_by(Role::Manager)).await.unwrap();
        assert!(page.directory.clients.is_empty() && page.orders.is_empty());
        let asked = o.contact.display_name();
        let found = suggest::find(&test.db, Some(Field::Client), &asked, sight).await.unwrap();
        assert!(found.iter().all(|s| s.code != o.contact.id.to_string()), "{found:?}");
    }
    let ours = desk.orders.iter().find(|o| !is_hidden(o)).unwrap();
    let found = suggest::find(&test.db, Some(Field::Client), &ours.contact.email, sight).await.unwrap();
    assert!(ours.contact.email.is_empty() || found.iter().any(|s| s.code == ours.contact.id.to_string()), "{found:?}");
}
