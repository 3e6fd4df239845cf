//! The strongest tests: what SQL lists and adds up is what the domain matches and adds up in memory.

use super::{
    TestDb,
    random::{Desk, seed},
};
use domain::{
    Conditions, Listing, Order, OrderNumber, Sort, SortKey, Timestamp, Totals, Zone,
    filter::{Archived, DateField, Moment, Span},
    ids::UserId,
    listing::{Cursor, OrdersPage, PAGE_SIZE},
    testing::{self, NOW},
};
use proptest::{prelude::*, sample::Index};
use store::{collate, orders, zones};

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// What the order of the list compares, the id last.
pub(super) fn keys(order: &Order, key: SortKey) -> Vec<Key> {
    let rank = |at: Option<usize>| Key::Int(i64::try_from(at.unwrap()).unwrap());
    let amount = |minor: i64| vec![Key::Text(order.currency.code().into()), Key::Int(minor)];
    let mut keys = match key {
        SortKey::Created => vec![],
        SortKey::Updated => vec![Key::Int(order.updated_at.0)],
        SortKey::Number => vec![Key::Text(order.number.sort_key())],
        SortKey::Kind => vec![rank(domain::OrderKind::ALL.iter().position(|k| *k == order.kind))],
        SortKey::Status => {
            let kind = domain::StageKind::ALL.iter().position(|k| *k == order.stage.kind);
            vec![rank(kind), Key::Int(order.stage.id.0)]
        }
        SortKey::Payment => vec![rank(domain::PaymentStatus::ALL.iter().position(|p| *p == order.payment))],
        SortKey::Client => vec![Key::Bytes(collate::key(&order.contact.display_name()))],
        SortKey::Products => vec![Key::Bytes(collate::key(order.products.first().map_or("", |p| &p.title)))],
        SortKey::Offer => vec![Key::Bytes(collate::key(order.offer.as_deref().unwrap_or_default()))],
        SortKey::Manager => {
            let (name, id) = order.manager.as_ref().map_or(("", i64::MAX), |m| (m.name.as_str(), m.id.0));
            vec![Key::Bytes(collate::key(name)), Key::Int(id)]
        }
        // Funnels are made in the order of the desk.
        SortKey::Funnel => vec![Key::Int(order.funnel.id.0)],
        SortKey::Total => amount(order.total),
        SortKey::Paid => amount(order.received()),
        SortKey::Due => amount(order.due),
        SortKey::Discount => amount(order.discount),
        SortKey::PaidAt => vec![Key::Int(order.paid_at.map_or(0, |at| at.0))],
        SortKey::NextDue => vec![Key::Int(order.next_due_at.map_or(i64::MAX, |at| at.0))],
        SortKey::AccessUntil => vec![Key::Int(order.access_until.map_or(i64::MAX, |at| at.0))],
        SortKey::StageEntered => vec![Key::Int(order.stage_entered_at.0)],
    };
    keys.push(Key::Int(order.id.0));
    keys
}

pub(super) fn expected<'a>(orders: &'a [Order], conditions: &Conditions, sort: Sort) -> Vec<&'a Order> {
    let mut found: Vec<&Order> = orders.iter().filter(|o| conditions.matches(o)).collect();
    found.sort_by_cached_key(|order| keys(order, sort.key));
    if sort.descending {
        found.reverse();
    }
    found
}

async fn page(test: &TestDb, conditions: &Conditions, sort: Sort, cursor: Cursor) -> OrdersPage {
    let listing = Listing { sort, cursor, ..Listing::default() };
    orders::page(&test.db, &listing, conditions).await.unwrap()
}

/// All pages from the first on, by the links that a person follows.
pub(super) async fn walk_forth(test: &TestDb, conditions: &Conditions, sort: Sort) -> Vec<Order> {
    let mut seen: Vec<Order> = Vec::new();
    let mut cursor = Cursor::Start;
    loop {
        let page = page(test, conditions, sort, cursor).await;
        assert_eq!(page.has_previous, !seen.is_empty());
        assert!(page.orders.len() == PAGE_SIZE || !page.has_next);
        seen.extend(page.orders);
        match seen.last() {
            Some(last) if page.has_next => cursor = Cursor::After(last.number.clone()),
            _ => return seen,
        }
    }
}

/// All orders in front of the last one, from the back to the front.
pub(super) async fn walk_back(test: &TestDb, conditions: &Conditions, sort: Sort, last: &OrderNumber) -> Vec<Order> {
    let mut seen: Vec<Order> = Vec::new();
    let mut cursor = Cursor::Before(last.clone());
    loop {
        let page = page(test, conditions, sort, cursor).await;
        assert!(page.has_next && (page.orders.len() == PAGE_SIZE || !page.has_previous));
        seen.splice(0..0, page.orders);
        match seen.first() {
            Some(first) if page.has_previous => cursor = Cursor::Before(first.number.clone()),
            _ => return seen,
        }
    }
}

pub(super) fn numbers<'a>(orders: impl IntoIterator<Item = &'a Order>) -> Vec<&'a str> {
    orders.into_iter().map(|o| o.number.as_str()).collect()
}

/// What a filter means to one of the managers, in the desk's zone or in one of odd hours.
pub(super) fn resolve(filter: &domain::OrderFilter, zone: &Zone) -> Conditions {
    filter.resolve(&Moment { now: NOW, zone, me: Some(UserId(2)) })
}

pub async fn any_filter_in_any_order_lists_and_adds_up_what_matches_in_memory(test: TestDb) {
    let mut desk = Desk::random(&test, seed(20), 300).await;
    desk.shake(&test, 150).await;
    let zones = ["Europe/Paris", "Asia/Kathmandu", "America/Havana"].map(|name| zones::zone(name).unwrap());
    let (filters, sorts) = (testing::filter(&desk.cast), testing::sort());
    let (mut found_some, mut found_none) = (0, 0);
    for round in 0..400 {
        let (filter, sort) = (desk.dice.roll(&filters), desk.dice.roll(&sorts));
        let conditions = resolve(&filter, &zones[round % zones.len()]);
        let wanted = expected(&desk.orders, &conditions, sort);
        let context = format!("round {round}: {filter:?} by {sort:?}");
        let first = page(&test, &conditions, sort, Cursor::Start).await;
        assert_eq!(
            first.totals.clone().unwrap(),
            Totals::of(&desk.orders, &conditions, &desk.cast.funnels).unwrap(),
            "{context}"
        );
        assert!(first.orders.iter().eq(wanted.iter().copied().take(PAGE_SIZE)), "{context}");
        let seen = walk_forth(&test, &conditions, sort).await;
        assert_eq!(numbers(&seen), numbers(wanted.iter().copied()), "{context}");
        if let Some((last, front)) = wanted.split_last() {
            let back = walk_back(&test, &conditions, sort, &last.number).await;
            assert_eq!(numbers(&back), numbers(front.iter().copied()), "{context}");
            found_some += 1;
        } else {
            found_none += 1;
        }
        // A page may begin at an order that the filter itself does not let through.
        let (any, after) = desk.dice.roll(&(any::<Index>(), any::<bool>()));
        let at = &desk.orders[any.index(desk.orders.len())];
        let beyond = |order: &&&Order| {
            let ahead = keys(order, sort.key).cmp(&keys(at, sort.key));
            (ahead == std::cmp::Ordering::Greater && sort.descending != after)
                || (ahead == std::cmp::Ordering::Less && sort.descending == after)
        };
        let rest: Vec<&Order> = wanted.iter().filter(beyond).copied().collect();
        let (cursor, part) = if after {
            (Cursor::After(at.number.clone()), &rest[..rest.len().min(PAGE_SIZE)])
        } else {
            (Cursor::Before(at.number.clone()), &rest[rest.len().saturating_sub(PAGE_SIZE)..])
        };
        let shown = page(&test, &conditions, sort, cursor.clone()).await;
        assert_eq!(numbers(&shown.orders), numbers(part.iter().copied()), "{context} {cursor:?}");
        let more = if after { shown.has_next } else { shown.has_previous };
        assert_eq!(more, rest.len() > PAGE_SIZE, "{context} {cursor:?}");
    }
    println!("{found_some} filters found orders, {found_none} none");
    assert!(found_some > 150 && found_none > 20, "the filters are worth their name");
}

pub async fn every_order_of_the_list_is_walked_forth_and_back_without_a_gap(test: TestDb) {
    let mut desk = Desk::random(&test, seed(21), 230).await;
    desk.shake(&test, 60).await;
    for archived in [Archived::No, Archived::All] {
        let conditions = Conditions { archived, ..Conditions::default() };
        for sort in SortKey::ALL.into_iter().flat_map(|key| [true, false].map(|descending| Sort { key, descending })) {
            let wanted = expected(&desk.orders, &conditions, sort);
            let seen = walk_forth(&test, &conditions, sort).await;
            assert!(seen.iter().eq(wanted.iter().copied()), "{sort:?} {archived:?}");
            let (last, front) = wanted.split_last().unwrap();
            let back = walk_back(&test, &conditions, sort, &last.number).await;
            assert!(back.iter().eq(front.iter().copied()), "{sort:?} {archived:?}");
        }
    }
}

pub async fn sums_that_are_kept_equal_sums_of_the_orders(test: TestDb) {
    let mut desk = Desk::random(&test, seed(22), 200).await;
    let filters = testing::filter(&desk.cast);
    for _ in 0..8 {
        desk.shake(&test, 40).await;
        for _ in 0..25 {
            let any = resolve(&desk.dice.roll(&filters), &Zone::utc());
            let Conditions { funnel, stage, stage_kind, kind, payment, manager, archived, .. } = any;
            let dimensions = Conditions::default();
            let kept = Conditions { funnel, stage, stage_kind, kind, payment, manager, archived, ..dimensions };
            // A span that begins within a day lets every order through, but is no dimension of the sums.
            let from = Some(Timestamp(1));
            let read = Conditions {
                dates: [(DateField::Created, Span { negated: false, from, until: None })].into(),
                ..kept.clone()
            };
            let (dialect, funnels) = (test.db.dialect(), &desk.cast.funnels);
            let sql = |c: &Conditions| orders::totals_sql(dialect, funnels, c, Some(&Zone::utc())).text().to_owned();
            assert!(sql(&kept).contains("order_rollups") && !sql(&read).contains("order_rollups"));
            let from_sums = orders::totals(&test.db, &kept).await.unwrap();
            assert_eq!(from_sums, orders::totals(&test.db, &read).await.unwrap());
            assert_eq!(from_sums, Totals::of(&desk.orders, &kept, &desk.cast.funnels).unwrap());
        }
    }
}

pub async fn an_export_reads_every_order_of_a_filter_once(test: TestDb) {
    let mut desk = Desk::random(&test, seed(23), 1_150).await;
    let filters = testing::filter(&desk.cast);
    let mut some = vec![(Conditions::default(), Sort::default())];
    for _ in 0..12 {
        some.push((resolve(&desk.dice.roll(&filters), &Zone::utc()), desk.dice.roll(&testing::sort())));
    }
    for (conditions, sort) in some {
        let mut batches = orders::Batch::open(&test.db, conditions.clone(), sort).await.unwrap();
        let mut seen: Vec<Order> = Vec::new();
        loop {
            let batch = batches.next().await.unwrap();
            if batch.is_empty() {
                break;
            }
            seen.extend(batch);
        }
        assert!(seen.iter().eq(expected(&desk.orders, &conditions, sort)), "{conditions:?} {sort:?}");
    }
}

pub async fn a_cursor_that_is_unknown_shows_the_first_page(test: TestDb) {
    let desk = Desk::random(&test, seed(24), 60).await;
    let nowhere = OrderNumber::parse("no such number").unwrap();
    for cursor in [Cursor::After(nowhere.clone()), Cursor::Before(nowhere)] {
        let shown = page(&test, &Conditions::default(), Sort::default(), cursor).await;
        let wanted = expected(&desk.orders, &Conditions::default(), Sort::default());
        assert_eq!(numbers(&shown.orders), numbers(wanted.into_iter().take(PAGE_SIZE)));
        assert!(shown.has_next && !shown.has_previous);
    }
}
