//! The board: each column holds what the filter lets through of its stages, in order; it goes on where its first cards end.

use super::{
    TestDb,
    list::{expected, numbers, resolve},
    random::{Desk, seed},
};
use domain::{
    Listing, Sort, Zone, board,
    listing::{Cursor, Layout},
    testing,
};
use proptest::{prelude::*, sample::select};
use store::orders;

pub async fn columns_hold_what_the_filter_lets_through_and_go_on_where_their_cards_end(test: TestDb) {
    let mut desk = Desk::random(&test, seed(31), 400).await;
    desk.shake(&test, 120).await;
    let filters = prop_oneof![1 => Just(domain::OrderFilter::default()), 3 => testing::filter(&desk.cast)];
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
