//! The board: an order has one place, and heads are sums of the bar.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Conditions, Listing, Money, Order, OrderFilter, SortKey, Totals, Zone,
    board::{self, Lane, LaneCards},
    filter::Moment,
    ids::UserId,
    listing::{Layout, OrdersPage, Sort},
    testing::{self, NOW},
};
use proptest::{prelude::*, sample::select};
use std::collections::BTreeMap;

mod common;
use common::{cast, order_of};

fn orders() -> impl Strategy<Value = Vec<Order>> {
    let cast = cast();
    prop::collection::vec(testing::draft(&cast), 0..30).prop_map(move |drafts| {
        let mut orders: Vec<Order> = drafts.into_iter().map(|draft| order_of(&draft.check().unwrap(), &cast)).collect();
        for (n, order) in (1..).zip(&mut orders) {
            order.id.0 = order.id.0 / 64 * 64 + n;
        }
        orders
    })
}

fn resolved(filter: &OrderFilter) -> Conditions {
    filter.resolve(&Moment { now: NOW, zone: &Zone::utc(), me: Some(UserId(1)) })
}

fn sorts() -> impl Strategy<Value = Sort> {
    (select(board::SORTS.to_vec()), any::<bool>()).prop_map(|(key, descending)| Sort { key, descending })
}

/// The whole board, all of it loaded.
fn whole(orders: &[Order], lanes: &[Lane], filter: &OrderFilter, sort: Sort) -> Vec<LaneCards> {
    let conditions = resolved(filter);
    let column = |lane: &Lane| {
        let mut held: Vec<Order> = orders.iter().filter(|o| conditions.matches(o) && lane.holds(o)).cloned().collect();
        held.sort_by(|a, b| board::compare(sort, a, b));
        LaneCards { lane: lane.code().to_owned(), orders: held, more: false }
    };
    lanes.iter().map(column).collect()
}

proptest! {
    #[test]
    fn what_holds_all_orders_can_be_laid_out_either_way(orders in orders(), filter in testing::filter(&cast()), sort in sorts()) {
        let (funnels, conditions) = (cast().funnels, resolved(&filter));
        let table = Listing { filter: filter.clone(), sort, ..Listing::default() };
        let cards = Listing { layout: Layout::Board, ..table.clone() };
        let mut rows: Vec<Order> = orders.iter().filter(|order| conditions.matches(order)).cloned().collect();
        rows.sort_by(|a, b| board::compare(sort, a, b));
        let totals = Totals { orders: i64::try_from(rows.len()).unwrap(), ..Totals::default() };
        let page = OrdersPage { orders: rows, totals: Some(totals), funnels: funnels.clone(), ..OrdersPage::default() };
        let columns = whole(&orders, &board::lanes(&filter, &funnels), &filter, sort);
        let as_cards = OrdersPage { orders: Vec::new(), board: Some(columns), ..page.clone() };
        prop_assert_eq!(board::laid_out(&page, &table, &cards), Some(as_cards.clone()));
        prop_assert_eq!(board::laid_out(&as_cards, &cards, &table), Some(page.clone()));
        // Of another filter, or of a part, nothing is known.
        let other = Listing { sort: Sort { descending: !sort.descending, ..sort }, ..cards.clone() };
        prop_assert_eq!(board::laid_out(&page, &table, &other), None);
        let part = OrdersPage { has_next: true, ..page.clone() };
        prop_assert_eq!(board::laid_out(&part, &table, &cards), None);
        let unknown = OrdersPage { totals: None, ..page };
        prop_assert_eq!(board::laid_out(&unknown, &table, &cards), None);
    }

    #[test]
    fn an_order_that_passes_has_one_place(orders in orders(), filter in testing::filter(&cast())) {
        let lanes = board::lanes(&filter, &cast().funnels);
        let conditions = resolved(&filter);
        for order in orders.iter().filter(|o| conditions.matches(o)) {
            prop_assert_eq!(lanes.iter().filter(|lane| lane.holds(order)).count(), 1);
        }
        let codes: std::collections::BTreeSet<&str> = lanes.iter().map(Lane::code).collect();
        prop_assert_eq!(codes.len(), lanes.len(), "columns are told apart by their names");
    }

    #[test]
    fn a_narrowed_filter_lets_the_orders_of_its_column_through(orders in orders(), filter in testing::filter(&cast())) {
        let conditions = resolved(&filter);
        for lane in board::lanes(&filter, &cast().funnels) {
            let narrowed = resolved(&lane.narrowed(&filter));
            prop_assert_eq!(&narrowed, &lane.narrowed_conditions(&conditions));
            for order in &orders {
                prop_assert_eq!(narrowed.matches(order), conditions.matches(order) && lane.holds(order));
            }
        }
    }

    #[test]
    fn heads_are_the_sums_of_their_columns_and_together_the_bar(orders in orders(), filter in testing::filter(&cast())) {
        let funnels = cast().funnels;
        let totals = Totals::of(&orders, &resolved(&filter), &funnels).unwrap();
        let lanes = board::lanes(&filter, &funnels);
        let mut together: BTreeMap<_, i64> = BTreeMap::new();
        let mut count = 0;
        for (lane, cards) in lanes.iter().zip(whole(&orders, &lanes, &filter, Sort::default())) {
            let head = lane.head(&totals, &filter, &funnels).unwrap();
            prop_assert_eq!(usize::try_from(head.orders).unwrap(), cards.orders.len());
            count += head.orders;
            for amounts in &head.currencies {
                let sum: i64 = cards.orders.iter().filter(|o| o.currency == amounts.currency).map(|o| o.total).sum();
                prop_assert_eq!(amounts.ordered(), Money::new(sum, amounts.currency));
                *together.entry(amounts.currency).or_default() += sum;
            }
        }
        prop_assert_eq!(count, totals.orders);
        let bar: BTreeMap<_, i64> = totals.currencies.iter().map(|c| (c.currency, c.ordered)).collect();
        prop_assert_eq!(together, bar);
    }

    #[test]
    fn moves_leave_a_board_as_if_it_were_loaded_anew(
        orders in orders(),
        sort in sorts(),
        moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..40),
    ) {
        let funnels = cast().funnels;
        for filter in [OrderFilter::default(), OrderFilter { funnel: domain::filter::Choice::only(funnels.0[0].slug.clone()), ..OrderFilter::default() }] {
            let lanes = board::lanes(&filter, &funnels);
            let mut orders: Vec<Order> = orders.iter().filter(|o| resolved(&filter).matches(o)).cloned().collect();
            let mut cards = whole(&orders, &lanes, &filter, sort);
            if orders.is_empty() {
                continue;
            }
            for (which, to) in &moves {
                let at = which.index(orders.len());
                let lane = &lanes[to.index(lanes.len())];
                let Some(stage) = lane.target(&orders[at], &funnels) else { continue };
                orders[at].stage = stage.into();
                board::settle(&mut cards, &lanes, &orders[at], sort);
            }
            prop_assert_eq!(cards, whole(&orders, &lanes, &filter, sort));
        }
    }
}

#[test]
fn one_funnel_has_a_column_for_each_stage_and_several_have_one_for_each_kind() {
    let funnels = cast().funnels;
    let one = OrderFilter { funnel: domain::filter::Choice::only(funnels.0[0].slug.clone()), ..OrderFilter::default() };
    let codes =
        |filter: &OrderFilter| board::lanes(filter, &funnels).iter().map(|l| l.code().to_owned()).collect::<Vec<_>>();
    let stages: Vec<String> = funnels.0[0].stages.iter().map(|s| s.slug.to_string()).collect();
    assert_eq!(codes(&one), stages);
    assert!(funnels.0.len() > 1);
    let kinds = codes(&OrderFilter::default());
    assert!(kinds.iter().all(|code| domain::StageKind::parse(code).is_some()), "{kinds:?}");
}

#[test]
fn what_no_board_is_sorted_by_is_sorted_by_creation() {
    let by = |key| board::sort_of(Sort { key, descending: false });
    assert_eq!(by(SortKey::Client), Sort::default());
    assert_eq!(by(SortKey::Total), Sort { key: SortKey::Total, descending: false });
}
