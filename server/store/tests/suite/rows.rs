//! The list that is scrolled through: every way into it leads to the same orders as the list in memory.

use super::{
    TestDb,
    list::{expected, keys, numbers, resolve},
    random::{Desk, seed},
};
use domain::{
    Conditions, Listing, Order, Sort, SortKey, Timestamp, Zone,
    listing::{Cursor, PAGE_SIZE, Place},
    money::Money,
    testing,
    time::DAY,
};
use proptest::{prelude::*, sample::Index};
use std::{cmp::Ordering, collections::BTreeMap};
use store::{collate, orders};

async fn rows(test: &TestDb, conditions: &Conditions, sort: Sort, cursor: Cursor, limit: usize) -> (Vec<Order>, bool) {
    let listing = Listing { sort, cursor, ..Listing::default() };
    let page = orders::rows(&test.db, &listing, conditions, None, limit).await.unwrap();
    (page.orders, page.more)
}

pub async fn scrolling_down_and_up_shows_every_order_once(test: TestDb) {
    let mut desk = Desk::random(&test, seed(71), 260).await;
    let (filters, sorts) = (testing::filter(&desk.cast), testing::sort());
    for round in 0..120 {
        let (filter, sort, limit) = (desk.dice.roll(&filters), desk.dice.roll(&sorts), desk.dice.roll(&(1..200_usize)));
        let conditions = resolve(&filter, &Zone::utc());
        let wanted = expected(&desk.orders, &conditions, sort);
        let context = format!("round {round}: {filter:?} by {sort:?}, {limit} at once");
        let (mut seen, mut cursor) = (Vec::new(), Cursor::Start);
        loop {
            let (page, more) = rows(&test, &conditions, sort, cursor, limit).await;
            assert!(page.len() == limit || !more, "{context}");
            seen.extend(page);
            match seen.last().filter(|_| more) {
                Some(last) => cursor = Cursor::After(last.number.clone()),
                None => break,
            }
        }
        assert_eq!(numbers(&seen), numbers(wanted.iter().copied()), "{context}");
        let Some((last, front)) = wanted.split_last() else { continue };
        let (mut back, mut cursor) = (Vec::new(), Cursor::Before(last.number.clone()));
        loop {
            let (page, more) = rows(&test, &conditions, sort, cursor, limit).await;
            back.splice(0..0, page);
            match back.first().filter(|_| more) {
                Some(first) => cursor = Cursor::Before(first.number.clone()),
                None => break,
            }
        }
        assert_eq!(numbers(&back), numbers(front.iter().copied()), "{context}");
    }
}

pub async fn an_instant_leads_to_the_first_order_from_there_on(test: TestDb) {
    let mut desk = Desk::random(&test, seed(72), 200).await;
    for _ in 0..120 {
        let (which, near, descending) = desk.dice.roll(&(any::<Index>(), -2..3_i64, any::<bool>()));
        let at = desk.orders[which.index(desk.orders.len())].created_at.plus_millis(near);
        let sort = Sort { key: SortKey::Created, descending };
        let listing = Listing { sort, ..Listing::default() };
        let page = orders::rows(&test.db, &listing, &Conditions::default(), Some(at), 40).await.unwrap();
        let from = |order: &&&Order| if descending { order.created_at < at } else { order.created_at >= at };
        let wanted = expected(&desk.orders, &Conditions::default(), sort);
        let wanted: Vec<&Order> = wanted.iter().filter(from).take(40).copied().collect();
        assert_eq!(numbers(&page.orders), numbers(wanted), "{at:?} {descending}");
    }
}

pub async fn days_have_as_many_orders_as_the_list(test: TestDb) {
    let mut desk = Desk::random(&test, seed(73), 250).await;
    desk.shake(&test, 60).await;
    let filters = testing::filter(&desk.cast);
    for _ in 0..80 {
        let conditions = resolve(&desk.dice.roll(&filters), &Zone::utc());
        let mut wanted: BTreeMap<i64, i64> = BTreeMap::new();
        for order in desk.orders.iter().filter(|order| conditions.matches(order)) {
            *wanted.entry(order.created_at.0.div_euclid(DAY)).or_default() += 1;
        }
        let counted = orders::histogram(&test.db, &conditions).await.unwrap();
        assert_eq!(counted, wanted.into_iter().collect::<Vec<_>>(), "{conditions:?}");
    }
}

/// The place that the value of an order names, where its sort has one.
fn place_of(order: &Order, sort: Sort) -> Option<Place> {
    let rank = |at: Option<usize>| at.and_then(|at| i64::try_from(at).ok()).map(Place::Rank);
    let amount = |minor: i64| Some(Place::Amount(Money::new(minor, order.currency)));
    let instant = |at: Timestamp| Some(Place::Instant(at.plus_millis(i64::from(sort.descending))));
    match sort.key {
        SortKey::Created => instant(order.created_at),
        SortKey::Updated => instant(order.updated_at),
        SortKey::StageEntered => instant(order.stage_entered_at),
        SortKey::PaidAt => order.paid_at.and_then(instant),
        SortKey::NextDue => order.next_due_at.and_then(instant),
        SortKey::AccessUntil => order.access_until.and_then(instant),
        SortKey::Number => Some(Place::Number(order.number.clone())),
        SortKey::Client => Some(Place::Text(order.contact.display_name())),
        SortKey::Products => order.products.first().map(|product| Place::Text(product.title.clone())),
        SortKey::Offer => order.offer.clone().map(Place::Text),
        SortKey::Manager => order.manager.as_ref().map(|manager| Place::Text(manager.name.clone())),
        SortKey::Funnel => Some(Place::Funnel(order.funnel.id)),
        SortKey::Total => amount(order.total),
        SortKey::Paid => amount(order.received()),
        SortKey::Due => amount(order.due),
        SortKey::Discount => amount(order.discount),
        SortKey::Kind => rank(domain::OrderKind::ALL.iter().position(|kind| *kind == order.kind)),
        SortKey::Status => rank(domain::StageKind::ALL.iter().position(|kind| *kind == order.stage.kind)),
        SortKey::Payment => rank(domain::PaymentStatus::ALL.iter().position(|status| *status == order.payment)),
    }
}

/// What a place of this order compares: the sort key without the ties.
fn value(order: &Order, key: SortKey) -> Vec<super::list::Key> {
    if key == SortKey::Created {
        return vec![super::list::Key::Int(order.created_at.0)];
    }
    let mut keys = keys(order, key);
    let ties = if matches!(key, SortKey::Status | SortKey::Manager) { 2 } else { 1 };
    keys.truncate(keys.len() - ties);
    keys
}

pub async fn a_named_place_leads_to_the_first_order_that_has_its_value(test: TestDb) {
    let mut desk = Desk::random(&test, seed(74), 220).await;
    let (filters, sorts) = (testing::filter(&desk.cast), testing::sort());
    for round in 0..250 {
        let (filter, sort, which) = desk.dice.roll(&(&filters, &sorts, any::<Index>()));
        let conditions = if round % 2 == 0 { Conditions::default() } else { resolve(&filter, &Zone::utc()) };
        let order = desk.orders[which.index(desk.orders.len())].clone();
        let Some(place) = place_of(&order, sort) else { continue };
        // A name in a descending list begins with all that begins so; the law below is about the value itself.
        if sort.descending && matches!(place, Place::Text(_)) {
            continue;
        }
        let cursor = orders::seek(&test.db, &conditions, sort, &place).await.unwrap();
        let shown = rows(&test, &conditions, sort, cursor.clone(), PAGE_SIZE).await.0;
        let at = value(&order, sort.key);
        let reached = |other: &&Order| match value(other, sort.key).cmp(&at) {
            Ordering::Equal => true,
            Ordering::Greater => !sort.descending,
            Ordering::Less => sort.descending,
        };
        let list = expected(&desk.orders, &conditions, sort);
        let first = list.iter().position(reached).unwrap_or(list.len().saturating_sub(PAGE_SIZE));
        let wanted = &list[first..list.len().min(first + PAGE_SIZE)];
        assert_eq!(
            numbers(&shown),
            numbers(wanted.iter().copied()),
            "round {round}: {place:?} by {sort:?}: {cursor:?}"
        );
    }
}

pub async fn a_beginning_of_a_name_leads_to_all_that_begin_so_in_both_directions(test: TestDb) {
    let desk = Desk::random(&test, seed(75), 200).await;
    let name = desk.orders[7].contact.display_name();
    let begin: String = name.chars().take(1).collect();
    let key = collate::key(&begin);
    for descending in [false, true] {
        let sort = Sort { key: SortKey::Client, descending };
        let cursor = orders::seek(&test.db, &Conditions::default(), sort, &Place::Text(begin.clone())).await.unwrap();
        let shown = rows(&test, &Conditions::default(), sort, cursor, PAGE_SIZE).await.0;
        let first = collate::key(&shown[0].contact.display_name());
        let after = collate::key(&format!("{begin}\u{FFFF}"));
        assert!(key <= first && first <= after, "{begin} {descending}: {}", shown[0].contact.display_name());
    }
}
