//! The list of contacts: what it holds is what a reader may know, in the order of their newest orders, page after page.

use super::{
    TestDb,
    random::{cast, seed},
    sight::hide,
};
use domain::{
    Contact, Role, Slug, Timestamp,
    contact::{ContactFacts, ContactQuery, ShownChange},
    event::{ClientEvent, EventKind},
    filter::Pairs,
    funnel::Sight,
    ids::{ContactId, OrderId, UserId},
    live::Seq,
    order::OrderDraft,
    search,
    testing::{self, Dice, NOW},
};
use std::collections::BTreeMap;
use store::{
    Sql, StoreError, clients,
    contacts::{self, NewContact},
    events::Actor,
    ids, list_contacts,
    live::{self, Since},
    orders::{self, Insert},
};

/// A desk of 160 contacts and 500 orders, some of them archived: the contacts by id.
async fn fill(test: &TestDb, n: u64) -> BTreeMap<i64, Contact> {
    let mut dice = Dice::new(seed(n));
    let cast = cast(test, &mut dice).await;
    let mut tx = test.write().await;
    let new = (0..120).map(|n| NewContact {
        origin: "test".into(),
        first_name: "Camille".into(),
        last_name: format!("Numéro {n}"),
        email: format!("camille.{n}@example.org"),
        phone: format!("+33 6 11 22 {:02} {:02}", n / 100, n % 100),
        created_at: NOW,
        ..NewContact::default()
    });
    let new: Vec<NewContact> = new.collect();
    let made = contacts::insert_in(&mut tx, new.clone()).await.unwrap();
    let mut all: BTreeMap<i64, Contact> = cast.contacts.iter().map(|c| (c.id.0, c.clone())).collect();
    all.extend(made.iter().zip(new).map(|(id, new)| {
        let NewContact { first_name, last_name, company, email, phone, country, .. } = new;
        (id.0, Contact { id: *id, first_name, last_name, company, email, phone, country })
    }));
    let who: Vec<i64> = all.keys().copied().collect();
    let inserts = (0..500_usize).map(|n| {
        let mut draft: OrderDraft = dice.roll(&testing::draft(&cast));
        // Some have dozens of orders, most a few.
        draft.contact = ContactId(who[if n % 3 == 0 { n % 7 } else { n * 31 % who.len() }]);
        draft.created_at = Timestamp(NOW.0 - i64::try_from(n * 7_919 % 500).unwrap() * domain::time::DAY);
        (draft.payments, draft.refunds) = (Vec::new(), Vec::new());
        Insert { order: draft.check().unwrap(), sequence: u32::try_from(n).ok(), import_digest: None }
    });
    let inserts: Vec<Insert> = inserts.collect();
    orders::insert_in(&mut tx, &Actor::System, inserts).await.unwrap();
    tx.execute(Sql::new("update orders set archived_at = 1 where id % 11 = 3")).await.unwrap();
    tx.commit().await.unwrap();
    all
}

/// The contacts that a reader may know, whoever ordered last first.
async fn known(test: &TestDb, all: &BTreeMap<i64, Contact>, hidden: &str, words: &str) -> Vec<ContactId> {
    let mut tx = test.db.read().await.unwrap();
    let sql = "select o.contact_id, o.id, o.archived, f.slug from orders o join funnels f on f.id = o.funnel_id";
    let rows: Vec<(i64, i64, i64, String)> = tx.all(Sql::new(sql)).await.unwrap();
    let mut newest: BTreeMap<i64, i64> = BTreeMap::new();
    for (contact, order, archived, slug) in rows {
        if hidden.is_empty() || (archived == 0 && slug != hidden) {
            let known = newest.entry(contact).or_insert(order);
            *known = order.max(*known);
        }
    }
    let needles = search::needles(words);
    let mut found: Vec<(i64, i64)> = newest.into_iter().map(|(contact, order)| (order, contact)).collect();
    found.retain(|(_, contact)| search::matches(&search::text_of("", &all[contact]), &needles));
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, contact)| ContactId(contact)).collect()
}

/// Every page, one after the other.
async fn walked(test: &TestDb, query: &ContactQuery, sight: Sight) -> (Vec<ContactId>, usize) {
    let (mut found, mut pages, mut after) = (Vec::new(), 0, None);
    loop {
        let page = list_contacts(&test.db, ContactQuery { after, ..query.clone() }, false, sight).await.unwrap();
        assert!(page.contacts.len() <= 50);
        found.extend(page.contacts.iter().map(|listed| listed.contact.id));
        pages += 1;
        match page.next {
            None => return (found, pages),
            Some(next) => assert!(after.replace(next).is_none_or(|before: OrderId| next < before)),
        }
    }
}

pub async fn contacts_are_listed_searched_and_paged_as_in_memory(test: TestDb) {
    let all = fill(&test, 611).await;
    let texts = ["", "camille", "numero 7", "CAMILLE.11@", "+33 6 11 22 01", "cam num", "c", "1", "zzz", "%", "'"];
    for words in texts {
        let query = ContactQuery { search: words.into(), ..ContactQuery::default() };
        let (found, pages) = walked(&test, &query, Sight::Everything).await;
        assert_eq!(found, known(&test, &all, "", words).await, "{words:?}");
        assert!(found.len() < 50 || pages > 1, "{words:?}");
    }
    let mine = |contact: &Contact| [&contact.first_name, &contact.company, &contact.email].map(|text| text.to_string());
    for words in all.values().take(40).flat_map(mine).filter(|text| !text.is_empty()).take(25) {
        let query = ContactQuery { search: words.clone(), ..ContactQuery::default() };
        assert_eq!(walked(&test, &query, Sight::Everything).await.0, known(&test, &all, "", &words).await, "{words:?}");
    }
    let lost = list_contacts(&test.db, ContactQuery::default(), true, Sight::Everything).await.unwrap();
    assert!(lost.lost && lost.contacts.is_empty());
}

pub async fn contacts_of_hidden_orders_are_not_listed(test: TestDb) {
    let all = fill(&test, 612).await;
    hide(&test, "school").await;
    let sight = Sight::Of(Role::Manager);
    for words in ["", "camille", "numero 1", "c"] {
        let query = ContactQuery { search: words.into(), ..ContactQuery::default() };
        let found = walked(&test, &query, sight).await.0;
        assert_eq!(found, known(&test, &all, "school", words).await, "{words:?}");
        // Each of them has a page that this reader may read.
        for id in found.iter().take(20) {
            assert!(matches!(clients::page(&test.db, *id, sight).await, Ok(clients::Page::Of(_))));
        }
    }
    assert!(walked(&test, &ContactQuery::default(), Sight::Of(Role::Viewer)).await.0.len() > 100);
}

async fn tag(test: &TestDb, id: ContactId, tags: &str) -> ContactFacts {
    let clients::Page::Of(sheet) = clients::page(&test.db, id, Sight::Everything).await.unwrap() else {
        panic!("moved")
    };
    let said: Pairs = vec![("last_name".into(), "x".into()), ("tags".into(), tags.into())];
    let facts = ContactFacts { tags: ContactFacts::read(&said).unwrap().tags, ..sheet.facts.clone() };
    clients::change(&test.db, UserId(1), id, sheet.version, &facts, ids::now()).await.unwrap();
    let clients::Page::Of(sheet) = clients::page(&test.db, id, Sight::Everything).await.unwrap() else {
        panic!("moved")
    };
    sheet.facts
}

pub async fn tags_of_contacts_are_written_filtered_and_merged(test: TestDb) {
    let all = fill(&test, 613).await;
    let order = known(&test, &all, "", "").await;
    let names = |facts: &ContactFacts| facts.tags.iter().map(|t| t.label().name).collect::<Vec<_>>();
    // The desk calls it "vip" already; "Grand Compte" is made.
    let facts = tag(&test, order[3], "VIP, Grand Compte, grand  compte").await;
    assert_eq!(names(&facts), ["Grand Compte", "vip"]);
    let told = "select count(*) from events where subject = 'contact' and what like '%tags%'";
    assert_eq!(test.number(told).await, 1);
    tag(&test, order[3], "vip, grand compte").await;
    assert_eq!(test.number(told).await, 1, "the same tags are no change");
    // A page and more of them, far behind each other.
    for id in order.iter().skip(5).step_by(2) {
        tag(&test, *id, "grand compte").await;
    }
    let wanted: Vec<ContactId> =
        order.iter().enumerate().filter(|(n, _)| *n == 3 || (*n >= 5 && n % 2 == 1)).map(|(_, id)| *id).collect();
    let with = |slug: &str, words: &str| ContactQuery {
        tag: Slug::parse(slug),
        search: words.into(),
        ..ContactQuery::default()
    };
    assert!(wanted.len() > 50);
    assert_eq!(walked(&test, &with("grand-compte", ""), Sight::Everything).await.0, wanted);
    let camille: Vec<ContactId> =
        known(&test, &all, "", "camille").await.into_iter().filter(|id| wanted.contains(id)).collect();
    assert_eq!(walked(&test, &with("grand-compte", "camille"), Sight::Everything).await.0, camille);
    assert_eq!(walked(&test, &with("vip", ""), Sight::Everything).await.0, [order[3]]);
    assert_eq!(walked(&test, &with("nothing", ""), Sight::Everything).await.0, []);
    let page = list_contacts(&test.db, with("vip", ""), false, Sight::Everything).await.unwrap();
    assert_eq!(page.tags.iter().map(|t| t.slug.as_str()).collect::<Vec<_>>(), ["grand-compte", "vip"]);
    assert_eq!(page.contacts[0].tags.len(), 2);
    // Merged, one has the tags of both, and the other one is listed no more.
    clients::merge(&test.db, UserId(1), order[3], order[4], ids::now()).await.unwrap();
    let clients::Page::Of(sheet) = clients::page(&test.db, order[4], Sight::Everything).await.unwrap() else {
        panic!()
    };
    assert_eq!(names(&sheet.facts), ["Grand Compte", "vip"]);
    assert_eq!(walked(&test, &with("vip", ""), Sight::Everything).await.0, [order[4]]);
    let stale = clients::change(&test.db, UserId(1), order[4], 1, &ContactFacts::default(), ids::now()).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
}

/// The contact with most orders, and one that follows it.
async fn two_of_many_orders(test: &TestDb) -> (ContactId, i64, ContactId, i64) {
    let mut tx = test.write().await;
    // As an importer's default client has them.
    let moved = "update orders set contact_id = 1 where contact_id > 2";
    tx.execute(Sql::new(moved)).await.unwrap();
    tx.commit().await.unwrap();
    let count = |id: i64| test.number_of("select count(*) from orders where contact_id = $1", id);
    (ContactId(1), count(1).await, ContactId(2), count(2).await)
}

async fn change(test: &TestDb, id: ContactId, change: impl FnOnce(&mut ContactFacts)) {
    let clients::Page::Of(sheet) = clients::page(&test.db, id, Sight::Everything).await.unwrap() else {
        panic!("moved")
    };
    let mut facts = sheet.facts.clone();
    change(&mut facts);
    clients::change(&test.db, UserId(2), id, sheet.version, &facts, ids::now()).await.unwrap();
}

async fn found(test: &TestDb, words: &str) -> i64 {
    let zone = domain::Zone::utc();
    let filter = domain::OrderFilter { search: words.into(), ..domain::OrderFilter::default() };
    let filter = domain::OrderFilter { archived: domain::filter::Archived::All, ..filter };
    let conditions = filter.resolve(&domain::filter::Moment { now: ids::now(), zone: &zone, me: None });
    orders::totals(&test.db, &conditions).await.unwrap().orders
}

pub async fn what_a_client_became_reaches_each_of_their_orders(test: TestDb) {
    fill(&test, 614).await;
    let (many, orders_of, few, others) = two_of_many_orders(&test).await;
    assert!(orders_of > 2 * store::carries::BATCH as i64 && others > 0, "{orders_of} and {others}");
    let versions = "select cast(sum(version) as bigint) from orders";
    let told = "select count(*) from events where subject = 'order' and what like '%client%'";
    let (version, seq) = (test.number(versions).await, live::head(&test.db).await.unwrap());
    change(&test, many, |facts| (facts.last_name, facts.email) = ("Zzyzxova".into(), "z@example.org".into())).await;
    assert_eq!(test.number(told).await, orders_of, "one event each");
    assert_eq!(test.number(versions).await, version + orders_of);
    assert_eq!((found(&test, "zzyzxova").await, found(&test, "z@example.org").await), (orders_of, orders_of));
    // Numbers of events follow each other, so that whoever watches is told, or asks for everything.
    let now = live::head(&test.db).await.unwrap();
    assert_eq!(now.0 - seq.0, orders_of + 1);
    let Since::News(news) = live::since(&test.db, Role::Owner, Seq(now.0 - 20)).await.unwrap() else {
        panic!("too much")
    };
    assert!(!news.orders.is_empty() && news.orders.iter().all(|o| o.contact.last_name == "Zzyzxova"));
    // The history of an order says who changed what.
    let order = news.orders[0].clone();
    let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
    let event = &card.events[0];
    let EventKind::Client(ClientEvent { fields, merged: false }) = &event.kind else { panic!("{event:?}") };
    assert_eq!(fields, &["last_name", "email"]);
    assert_eq!((event.actor_name.as_deref(), event.version), (Some("Manager 2"), Some(order.version)));
    let said: Vec<ShownChange> = serde_json::from_str(event.personal.as_deref().unwrap()).unwrap();
    assert_eq!((said.len(), said[0].after.as_str()), (2, "Zzyzxova"));
    // What no order shows tells none of them.
    change(&test, many, |facts| facts.notes = "rappeler".into()).await;
    assert_eq!(test.number(told).await, orders_of);
    // Merged, the orders of both are the other one's, and each is told once.
    clients::merge(&test.db, UserId(3), many, few, ids::now()).await.unwrap();
    let filled = test.number("select count(*) from event_personal where what like '%z@example.org%'").await;
    assert!(filled > 0);
    let merged = "select count(*) from events where subject = 'order' and what like '%merged%'";
    let twice = "select count(*) from (select subject_id from events where subject = 'order' and what like '%merged%' \
        group by subject_id having count(*) > 1) twice";
    let told_now = test.number(merged).await;
    assert!(told_now >= orders_of && told_now <= orders_of + others, "{told_now}");
    assert_eq!(test.number(twice).await, 0);
    assert_eq!(test.number_of("select count(*) from orders where contact_id = $1", few.0).await, orders_of + others);
    assert_eq!(test.number("select count(*) from contact_carries").await, 0);
}

pub async fn what_a_process_left_undone_is_finished_in_bounded_steps(test: TestDb) {
    fill(&test, 615).await;
    let (many, orders_of, few, _) = two_of_many_orders(&test).await;
    let what = serde_json::to_string(&EventKind::Client(ClientEvent { fields: vec![], merged: true })).unwrap();
    let mut tx = test.write().await;
    tx.execute(Sql::with("update contacts set merged_into = $2 where id = $1", [many.0.into(), few.0.into()]))
        .await
        .unwrap();
    let note = "insert into contact_carries (id, contact_id, user_id, at, what, after_id) values (1, $1, 2, 5, $2, 0)";
    tx.execute(Sql::with(note, [many.0.into(), what.into()])).await.unwrap();
    tx.commit().await.unwrap();
    let steps = store::carries::finish(&test.db).await.unwrap();
    assert_eq!(steps, usize::try_from(orders_of).unwrap() / store::carries::BATCH + 1);
    assert_eq!(store::carries::finish(&test.db).await.unwrap(), 0);
    assert_eq!(test.number_of("select count(*) from orders where contact_id = $1", many.0).await, 0);
    let told = "select count(*) from events where subject = 'order' and what like '%merged%'";
    assert_eq!(test.number(told).await, orders_of);
}
