//! Funnels and stages: made once, guarded, and gone only after their orders have gone, with every sum true.

use super::{
    TestDb,
    random::{Desk, seed},
};
use domain::{
    Conditions, Order, Stage, StageKind,
    event::{Cause, EventKind},
    filter::Archived,
    funnel::{
        Colour, FunnelAccess, FunnelSettings, Sight, StageSettings, Template,
        shape::{Fate, FunnelSheet, ShapeRefusal},
    },
    ids::{FunnelId, OrderId, StageId, UserId},
    order::IdempotencyKey,
    testing::{Kept, NOW},
};
use store::{
    StoreError,
    funnels::{self, Progress, shape},
    ids,
    orders::{self, Batch},
};

const OWNER: UserId = UserId(1);

/// Orders with what does not follow from them, and every sum, as the tables hold them.
const ORDERS: &str = "select id || ' ' || funnel_id || ' ' || stage_id || ' ' || stage_kind || ' ' || version || ' ' || due \
    || ' ' || coalesce(cast(closed_at as text), '-') from orders order by id";
const WRONG_SUMS: &str = "select count(*) from (\
    select stage_id, funnel_id, currency, kind, payment_status, manager_id, archived, sum(orders) as n, sum(due) as due, \
    sum(ordered) as ordered, sum(received) as received from (\
    select stage_id, funnel_id, currency, kind, payment_status, manager_id, archived, orders, due, ordered, received \
    from order_rollups union all \
    select stage_id, funnel_id, currency, kind, payment_status, coalesce(manager_id, 0), archived, -1, -due, -total, \
    -received from orders) x \
    group by stage_id, funnel_id, currency, kind, payment_status, manager_id, archived) y \
    where n <> 0 or due <> 0 or ordered <> 0 or received <> 0";
const WRONG_DAYS: &str = "select count(*) from (\
    select stage_id, currency, archived, sum(orders) as n, sum(due) as due from (\
    select stage_id, currency, archived, orders, due from order_days union all \
    select stage_id, currency, archived, -1, -due from orders) x group by stage_id, currency, archived) y \
    where n <> 0 or due <> 0";
const WRONG_SPANS: &str = "select count(*) from (\
    select size, stage_id, archived, sum(orders) as n, sum(due) as due from (\
    select size, stage_id, archived, orders, due from order_spans union all \
    select z.size, o.stage_id, o.archived, -1, -o.due from orders o cross join \
    (select distinct size from order_spans) z) x group by size, stage_id, archived) y where n <> 0 or due <> 0";
/// Orders that stand where their stage is not, or mean or owe what their stage does not say.
const WRONG_STAGES: &str = "select count(*) from orders o left join stages s on s.id = o.stage_id \
    left join funnels f on f.id = o.funnel_id where s.id is null or s.funnel_id <> o.funnel_id or s.kind <> o.stage_kind \
    or f.id is null or f.archived_at is not null or (o.stage_kind in ('cancelled', 'refunded') and o.due <> 0) \
    or ((o.closed_at is null) <> (o.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error')))";

async fn is_true(test: &TestDb) {
    for (what, query) in [("sums", WRONG_SUMS), ("days", WRONG_DAYS), ("spans", WRONG_SPANS), ("stages", WRONG_STAGES)]
    {
        assert_eq!(test.number(query).await, 0, "{what}");
    }
    let changes = "select count(*) from (select o.id from orders o join events e on e.subject = 'order' \
        and e.subject_id = o.id group by o.id, o.version having count(*) <> o.version) x";
    assert_eq!(test.number(changes).await, 0, "one event for each change");
}

async fn sheets(test: &TestDb) -> Vec<FunnelSheet> {
    funnels::sheets(&test.db).await.unwrap()
}

async fn sheet(test: &TestDb, slug: &str) -> FunnelSheet {
    sheets(test).await.into_iter().find(|s| s.funnel.slug.as_str() == slug).unwrap()
}

fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::of(text)
}

fn settings_of(stage: &Stage) -> StageSettings {
    let Stage { name, kind, colour, wip_limit, stale_days, .. } = stage.clone();
    StageSettings { name, kind, colour, wip_limit, stale_days }
}

async fn everything(test: &TestDb) -> Vec<String> {
    let mut all = test.texts(ORDERS).await;
    all.extend(test.texts("select cast(count(*) as text) from events").await);
    all.extend(test.texts("select slug || version || position || is_default from funnels order by id").await);
    all.extend(test.texts("select slug || version || position || kind from stages order by id").await);
    all
}

fn refusal<T: std::fmt::Debug>(outcome: store::Result<T>) -> ShapeRefusal {
    match outcome {
        Err(StoreError::Shape(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

pub async fn a_stage_goes_once_its_orders_have_gone_with_events_and_true_sums(test: TestDb) {
    let mut desk = Desk::random(&test, seed(90), 150).await;
    desk.shake(&test, 80).await;
    let school = sheet(&test, "school").await;
    let (gone, to) = (&school.funnel.stages[0], &school.funnel.stages[3]);
    let (_, count) = school.stage(gone.id).unwrap();
    assert!(count.orders > 3, "{count:?}");
    let before = everything(&test).await;
    let remove = |version, to: Option<StageId>| funnels::remove_stage(&test.db, OWNER, gone.id, version, to);
    assert_eq!(refusal(remove(count.version, None).await), ShapeRefusal::HoldsOrders);
    assert_eq!(refusal(remove(count.version, Some(gone.id)).await), ShapeRefusal::NoSuchPlace);
    assert_eq!(refusal(remove(count.version, Some(StageId(5))).await), ShapeRefusal::NoSuchPlace);
    assert!(matches!(remove(count.version + 1, Some(to.id)).await, Err(StoreError::Conflict)));
    assert_eq!(everything(&test).await, before, "a refused change changes nothing");
    let of = |desk: &Desk| -> Vec<(OrderId, i64)> {
        desk.orders.iter().filter(|o| o.stage.id == gone.id).map(|o| (o.id, o.version)).collect()
    };
    let theirs = of(&desk);
    assert_eq!(theirs.len() as i64, count.orders, "archived ones too");
    assert_eq!(remove(count.version, Some(to.id)).await.unwrap(), Progress::Done);
    is_true(&test).await;
    let ids: Vec<OrderId> = theirs.iter().map(|o| o.0).collect();
    let now = orders::by_ids(&test.db, &ids, Sight::Everything).await.unwrap();
    for (id, version) in theirs {
        let order: &Order = now.iter().find(|o| o.id == id).unwrap();
        assert_eq!((order.stage.id, order.version, order.due), (to.id, version + 1, 0));
        let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
        let EventKind::Moved(moved) = &card.events[0].kind else { panic!("{:?}", card.events[0]) };
        assert_eq!((&moved.from, &moved.to, moved.cause), (&gone.slug, &to.slug, Cause::StageDeleted));
    }
    let after = sheet(&test, "school").await;
    assert!(after.stage(gone.id).is_none() && after.version == school.version + 1);
    assert_eq!(remove(count.version, Some(to.id)).await.unwrap(), Progress::Done, "gone is gone");
    // Work must begin and end somewhere.
    for stage in &after.funnel.stages[..1] {
        let (_, count) = after.stage(stage.id).unwrap();
        funnels::remove_stage(&test.db, OWNER, stage.id, count.version, Some(to.id))
            .await
            .map(drop)
            .unwrap_or_default();
    }
    is_true(&test).await;
    let left = sheet(&test, "school").await.funnel.stages;
    assert!(left.iter().any(|s| s.kind.is_open()) && left.iter().any(|s| !s.kind.is_open()), "{left:?}");
}

pub async fn thousands_of_orders_go_in_batches_and_funnels_come_back_empty(test: TestDb) {
    let desk = Desk::random(&test, seed(91), 1_500).await;
    let standard = sheet(&test, "standard").await;
    let to = standard.funnel.stages[2].id;
    let before: i64 = desk.orders.len() as i64;
    for (slug, fate) in [("school", Fate::Archive), ("клуб", Fate::Delete)] {
        let funnel = sheet(&test, slug).await;
        assert!(funnel.orders() > 100, "{slug} holds {}", funnel.orders());
        let retire = |version, to| funnels::retire(&test.db, OWNER, funnel.funnel.id, version, fate, to);
        assert_eq!(refusal(retire(funnel.version, None).await), ShapeRefusal::HoldsOrders);
        let own = Some(funnel.funnel.stages[0].id);
        assert_eq!(refusal(retire(funnel.version, own).await), ShapeRefusal::NoSuchPlace);
        assert!(matches!(retire(funnel.version + 1, Some(to)).await, Err(StoreError::Conflict)));
        assert_eq!(retire(funnel.version, Some(to)).await.unwrap(), Progress::Done);
        assert_eq!(retire(funnel.version, Some(to)).await.unwrap(), Progress::Done, "again is a no-op");
        is_true(&test).await;
    }
    assert_eq!(sheets(&test).await.len(), 2);
    assert_eq!(funnels::list(&test.db).await.unwrap().0.len(), 1, "nothing new goes into the archive");
    let school = sheet(&test, "school").await;
    assert!(school.archived && school.orders() == 0);
    // All of the others go to one stage, which then comes to mean that nothing is owed.
    for stage in standard.funnel.stages.iter().filter(|s| s.id != to && s.kind != StageKind::Done) {
        let (_, count) = standard.stage(stage.id).unwrap();
        if stage.kind.is_open() || stage.kind == StageKind::Refunded {
            funnels::remove_stage(&test.db, OWNER, stage.id, count.version, Some(to)).await.unwrap();
        }
    }
    is_true(&test).await;
    let standard = sheet(&test, "standard").await;
    let (stage, count) = standard.stage(to).unwrap();
    assert!(count.orders > orders_of_a_batch(), "{count:?}");
    let closing = StageSettings { kind: StageKind::Refunded, name: Some("Back".into()), ..settings_of(stage) };
    let turned = funnels::change_stage(&test.db, OWNER, to, count.version, &closing, &Kept, NOW).await;
    assert_eq!(refusal(turned), ShapeRefusal::LastOpen);
    let open = StageSettings::of(StageKind::Error);
    funnels::add_stage(&test.db, OWNER, &key("open"), standard.funnel.id, standard.version, &open, 0, &Kept, NOW)
        .await
        .unwrap();
    let turned = funnels::change_stage(&test.db, OWNER, to, count.version, &closing, &Kept, NOW).await.unwrap();
    assert_eq!(turned, Progress::Done);
    is_true(&test).await;
    assert_eq!(test.number("select count(*) from stages where kind_was is not null").await, 0);
    let all = Conditions { archived: Archived::All, ..Conditions::default() };
    let totals = orders::totals(&test.db, &all).await.unwrap();
    assert_eq!(totals.orders, before);
    let of = totals.stages.iter().find(|s| s.stage.id == to).unwrap();
    assert!(of.currencies.iter().all(|c| c.due == 0) && of.orders == count.orders);
    shape::restore(&test.db, OWNER, school.funnel.id, school.version, NOW).await.unwrap();
    let back = sheet(&test, "school").await;
    assert_eq!((back.archived, back.funnel.stages.len(), back.orders()), (false, 4, 0));
}

const fn orders_of_a_batch() -> i64 {
    1_000
}

pub async fn a_stage_that_was_turning_when_the_process_ended_is_finished_at_the_next_start(test: TestDb) {
    let desk = Desk::random(&test, seed(92), 60).await;
    let standard = sheet(&test, "standard").await;
    let stage = standard.funnel.stages.iter().find(|s| s.kind == StageKind::InProgress).unwrap();
    let mut tx = test.write().await;
    let text = "update stages set kind = 'cancelled', kind_was = 'in_progress', name = 'Lost' where id = $1";
    tx.execute(store::Sql::with(text, [stage.id.0.into()])).await.unwrap();
    tx.commit().await.unwrap();
    assert!(desk.orders.iter().any(|o| o.stage.id == stage.id && o.due > 0));
    // Meanwhile a list by status of what is cancelled holds them: they are ranked as they were.
    let wanted = Conditions { archived: Archived::All, ..Conditions::default() };
    let wanted = Conditions { stage_kind: domain::filter::Choice::only(StageKind::Cancelled), ..wanted };
    let sort = domain::Sort { key: domain::SortKey::Status, descending: false };
    let mut batch = Batch::open(&test.db, wanted, sort).await.unwrap();
    let held = desk.orders.iter().filter(|o| o.stage.id == stage.id || o.stage.kind == StageKind::Cancelled).count();
    assert_eq!(batch.next().await.unwrap().len(), held);
    drop(batch);
    funnels::finish(&test.db).await.unwrap();
    is_true(&test).await;
    assert_eq!(test.number("select count(*) from stages where kind_was is not null").await, 0);
}

pub async fn forms_sent_twice_make_one_and_stale_ones_change_nothing(test: TestDb) {
    let _ = Desk::random(&test, seed(93), 5).await;
    let make = |k: &str, name: Option<&str>| {
        let (db, k, name) = (test.db.clone(), key(k), name.map(str::to_owned));
        async move { shape::create(&db, OWNER, &k, Template::Courses, name, &Kept, ids::now()).await }
    };
    let (a, b) = tokio::join!(make("one", None), make("one", None));
    assert_eq!((a.unwrap().as_str(), b.unwrap().as_str()), ("courses", "courses"));
    assert_eq!(refusal(make("two", None).await), ShapeRefusal::NameTaken);
    assert_eq!(refusal(make("two", Some("SCHOOL")).await), ShapeRefusal::NameTaken);
    assert_eq!(make("two", Some("Courses")).await.unwrap().as_str(), "courses-2");
    assert!(matches!(make("one", Some("Others")).await, Err(StoreError::KeyReused)), "a key makes one thing");
    let courses = sheet(&test, "courses").await;
    let (id, version) = (courses.funnel.id, courses.version);
    assert_eq!(courses.funnel.stages.iter().map(|s| s.slug.as_str()).nth(1), Some("contacted"));
    // Stages: anywhere, once for each key.
    let wanted = StageSettings {
        name: Some("Відповіли".into()),
        colour: Some(Colour::Pink),
        wip_limit: Some(5),
        ..StageSettings::of(StageKind::InProgress)
    };
    for _ in 0..2 {
        funnels::add_stage(&test.db, OWNER, &key("stage"), id, version, &wanted, 2, &Kept, NOW).await.unwrap();
    }
    let now = sheet(&test, "courses").await;
    assert_eq!((now.version, now.funnel.stages.len()), (version + 1, courses.funnel.stages.len() + 1));
    let made = &now.funnel.stages[2];
    assert_eq!((made.slug.as_str(), settings_of(made)), ("відповіли", wanted.clone()));
    let elsewhere = funnels::add_stage(&test.db, OWNER, &key("stage"), id, now.version, &wanted, 3, &Kept, NOW).await;
    assert!(matches!(elsewhere, Err(StoreError::KeyReused)), "the same stage at another place");
    let error = StageSettings::of(StageKind::Error);
    let late = funnels::add_stage(&test.db, OWNER, &key("late"), id, version, &error, 0, &Kept, NOW).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    let twin = funnels::add_stage(&test.db, OWNER, &key("twin"), id, now.version, &wanted, 0, &Kept, NOW).await;
    assert_eq!(refusal(twin), ShapeRefusal::NameTaken);
    // Order: where it is wanted, once.
    for _ in 0..2 {
        funnels::place_stage(&test.db, OWNER, made.id, now.version, 0, NOW).await.unwrap();
    }
    let placed = sheet(&test, "courses").await;
    assert_eq!((placed.funnel.stages[0].id, placed.version), (made.id, now.version + 1));
    assert!(matches!(
        funnels::place_stage(&test.db, OWNER, made.id, now.version, 3, NOW).await,
        Err(StoreError::Conflict)
    ));
    // A standard name stays until somebody types another; a stale form changes nothing.
    let contacted = placed.funnel.stages.iter().find(|s| s.slug.as_str() == "contacted").unwrap();
    let quiet = StageSettings { name: None, stale_days: Some(9), ..settings_of(contacted) };
    let change = |version, settings: StageSettings| {
        let db = test.db.clone();
        async move { funnels::change_stage(&db, OWNER, contacted.id, version, &settings, &Kept, NOW).await }
    };
    change(1, quiet.clone()).await.unwrap();
    change(1, quiet.clone()).await.unwrap();
    let renamed = StageSettings { name: Some("Rappelé".into()), ..quiet };
    assert!(matches!(change(1, renamed.clone()).await, Err(StoreError::Conflict)));
    change(2, renamed).await.unwrap();
    let after = sheet(&test, "courses").await;
    let (stage, count) = after.stage(contacted.id).unwrap();
    assert_eq!((stage.name.as_deref(), stage.stale_days, count.version), (Some("Rappelé"), Some(9), 3));
    let told = test.number("select count(*) from events where subject = 'funnel' and actor = 'user'").await;
    assert_eq!(told, 2 + 1 + 1 + 2, "each change is told once");
}

pub async fn one_funnel_is_the_default_one_and_stays(test: TestDb) {
    let _ = Desk::random(&test, seed(94), 5).await;
    let (standard, school) = (sheet(&test, "standard").await, sheet(&test, "school").await);
    let retire = |sheet: &FunnelSheet, fate, to| {
        let (db, id, version) = (test.db.clone(), sheet.funnel.id, sheet.version);
        async move { funnels::retire(&db, OWNER, id, version, fate, to).await }
    };
    let to = Some(school.funnel.stages[0].id);
    for fate in [Fate::Archive, Fate::Delete] {
        assert_eq!(refusal(retire(&standard, fate, to).await), ShapeRefusal::Default);
    }
    for _ in 0..2 {
        shape::make_default(&test.db, OWNER, school.funnel.id, school.version, NOW).await.unwrap();
    }
    let list = funnels::list(&test.db).await.unwrap();
    assert_eq!(list.0.iter().filter(|f| f.is_default).count(), 1);
    assert_eq!(list.default_funnel().map(|f| f.id), Some(school.funnel.id));
    retire(&standard, Fate::Archive, to).await.unwrap();
    is_true(&test).await;
    let archived = sheet(&test, "standard").await;
    let late = shape::make_default(&test.db, OWNER, archived.funnel.id, archived.version, NOW).await;
    assert_eq!(refusal(late), ShapeRefusal::Archived);
    // Order among those in use.
    let ids = || async { funnels::list(&test.db).await.unwrap().0.iter().map(|f| f.id).collect::<Vec<FunnelId>>() };
    let last = *ids().await.last().unwrap();
    let version = sheets(&test).await.iter().find(|s| s.funnel.id == last).unwrap().version;
    for _ in 0..2 {
        shape::place(&test.db, OWNER, last, version, 0, NOW).await.unwrap();
    }
    assert_eq!(ids().await.first(), Some(&last));
    // Names and who sees it.
    let access = FunnelAccess { managers: false, viewers: true };
    let now = sheet(&test, "school").await;
    let change = |name: Option<&str>, version| {
        let (db, id) = (test.db.clone(), now.funnel.id);
        let settings = FunnelSettings { name: name.map(str::to_owned), access };
        async move { shape::change(&db, OWNER, id, version, &settings, &Kept, NOW).await }
    };
    assert_eq!(refusal(change(None, now.version).await), ShapeRefusal::NameMissing);
    assert_eq!(refusal(change(Some("клуб"), now.version).await), ShapeRefusal::NameTaken);
    change(Some("École"), now.version).await.unwrap();
    change(Some("École"), now.version).await.unwrap();
    assert!(matches!(change(Some("Other"), now.version).await, Err(StoreError::Conflict)));
    let funnel = sheet(&test, "school").await.funnel;
    assert_eq!((funnel.name.as_deref(), funnel.access), (Some("École"), access));
}
