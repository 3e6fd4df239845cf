//! The board: each column holds what the filter lets through of its stages, in order; it goes on where its first cards end.

use super::{
    TestDb,
    changes::{USER, change, key, now, seen},
    list::{expected, numbers, resolve},
    random::{Desk, seed},
};
use domain::{
    Conditions, Listing, OrderFilter, Sort, Totals, Zone, board,
    filter::Archived,
    ids::OrderId,
    listing::{Cursor, Layout},
    order::Action,
    testing, testing_changes,
};
use proptest::{
    prelude::*,
    sample::{Index, select},
};
use std::collections::BTreeMap;
use store::orders::{self, Aim};

pub async fn columns_hold_what_the_filter_lets_through_and_go_on_where_their_cards_end(test: TestDb) {
    let mut desk = Desk::random(&test, seed(31), 400).await;
    desk.shake(&test, 120).await;
    let filters = prop_oneof![1 => Just(OrderFilter::default()), 3 => testing::filter(&desk.cast)];
    let sorts = (select(board::SORTS.to_vec()), any::<bool>()).prop_map(|(key, descending)| Sort { key, descending });
    let (mut columns, mut went_on) = (0, 0);
    for round in 0..150 {
        let (filter, sort) = (desk.dice.roll(&filters), desk.dice.roll(&sorts));
        let conditions = resolve(&filter, &Zone::utc());
        let listing = Listing { filter: filter.clone(), sort, layout: Layout::Board, ..Listing::default() };
        let page = orders::page(&test.db, &listing, &conditions).await.unwrap();
        let totals = page.totals.clone().unwrap();
        assert!(page.orders.is_empty() && !page.has_next && !page.has_previous);
        let cards = page.board.unwrap();
        let lanes = board::lanes(&filter, &page.funnels);
        let context = format!("round {round}: {filter:?} by {sort:?}");
        assert_eq!(
            cards.iter().map(|c| c.lane.as_str()).collect::<Vec<_>>(),
            lanes.iter().map(|l| l.code()).collect::<Vec<_>>()
        );
        let mut shown = 0;
        for (lane, cards) in lanes.iter().zip(cards) {
            let narrowed = resolve(&lane.narrowed(&filter), &Zone::utc());
            let wanted = expected(&desk.orders, &narrowed, sort);
            let (first, rest) = wanted.split_at(wanted.len().min(board::CARDS));
            assert!(cards.orders.iter().eq(first.iter().copied()), "{context} {}", lane.code());
            assert_eq!(cards.more, !rest.is_empty());
            let head = lane.head(&totals, &filter, &page.funnels).unwrap();
            assert_eq!(usize::try_from(head.orders).unwrap(), wanted.len(), "{context} {}", lane.code());
            shown += head.orders;
            columns += 1;
            let Some(last) = cards.orders.last().filter(|_| cards.more) else { continue };
            let cursor = Cursor::After(last.number.clone());
            let more = Listing { filter: lane.narrowed(&filter), sort, cursor, ..Listing::default() };
            let more = orders::rows(&test.db, &more, &narrowed, None, 100).await.unwrap();
            assert_eq!(numbers(&more.orders), numbers(rest.iter().take(100).copied()), "{context} {}", lane.code());
            went_on += 1;
        }
        assert_eq!(shown, totals.orders, "{context}");
    }
    println!("{columns} columns, {went_on} of them longer than their first cards");
    assert!(columns > 300 && went_on > 30);
}

pub async fn any_sequence_of_moves_undos_and_bulk_changes_leaves_each_order_in_one_column(test: TestDb) {
    let mut desk = Desk::random(&test, seed(32), 40).await;
    let actions = testing_changes::action(&desk.cast);
    let everything = OrderFilter { archived: Archived::All, ..OrderFilter::default() };
    let conditions = Conditions { archived: Archived::All, ..Conditions::default() };
    let (mut batches, mut changed, mut taken_back) = (Vec::new(), 0, 0);
    for round in 0..50 {
        let orders = now(&test, &desk.orders).await;
        let (kind, at) = (desk.dice.roll(&(0..10_u8)), desk.dice.roll(&any::<Index>()));
        let outcome = match kind {
            0..4 => {
                let order = at.get(&orders);
                let (funnel, _) = desk.cast.funnels.stage(order.stage.id).unwrap();
                let to = desk.dice.roll(&select(funnel.stages.clone())).slug;
                let aim = Aim::Chosen(seen(std::slice::from_ref(order)));
                orders::change(&test.db, change(round, aim, Action::Move(to))).await.unwrap()
            }
            4..6 => {
                let several = desk.dice.roll(&proptest::sample::subsequence(orders, 2..20));
                orders::change(&test.db, change(round, Aim::Chosen(seen(&several)), desk.dice.roll(&actions)))
                    .await
                    .unwrap()
            }
            6 => {
                let aim = Aim::Filter(Box::new(conditions.clone()));
                orders::change(&test.db, change(round, aim, desk.dice.roll(&actions))).await.unwrap()
            }
            _ if batches.is_empty() => continue,
            _ => {
                let undone = orders::undo(&test.db, USER, key(1_000 + round), *at.get(&batches), None).await.unwrap();
                taken_back += undone.changed;
                undone
            }
        };
        changed += outcome.changed;
        batches.extend((outcome.changed > 0).then_some(outcome.batch));
        let orders = now(&test, &desk.orders).await;
        let totals = orders::totals(&test.db, &conditions).await.unwrap();
        assert_eq!(totals, Totals::of(&orders, &conditions, &desk.cast.funnels).unwrap(), "round {round}");
        let events = test.number("select count(*) from events where subject = 'order'").await;
        assert_eq!(events, changed + i64::try_from(orders.len()).unwrap(), "round {round}: one event for each change");
        let mut places: BTreeMap<OrderId, Vec<String>> = BTreeMap::new();
        for lane in board::lanes(&everything, &desk.cast.funnels) {
            let narrowed = lane.narrowed(&everything);
            let listing = Listing { filter: narrowed.clone(), ..Listing::default() };
            let rows =
                orders::rows(&test.db, &listing, &resolve(&narrowed, &Zone::utc()), None, 100).await.unwrap().orders;
            let head = lane.head(&totals, &everything, &desk.cast.funnels).unwrap();
            assert_eq!(usize::try_from(head.orders).unwrap(), rows.len(), "round {round}: {}", lane.code());
            for order in rows {
                places.entry(order.id).or_default().push(lane.code().to_owned());
            }
        }
        assert_eq!(places.len(), orders.len(), "round {round}: each has a place");
        assert!(places.values().all(|lanes| lanes.len() == 1), "round {round}: {places:?}");
    }
    println!("{changed} changes, {taken_back} of them took one back");
    assert!(changed > 60 && taken_back > 5);
}
