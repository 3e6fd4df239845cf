//! Totals: every number of the bar is a sum of one breakdown, and currencies are never added together.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Conditions, Order, OrderFilter, Totals, Zone,
    filter::Moment,
    ids::UserId,
    testing::{self, NOW},
    totals::{CurrencyTotals, Group},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

mod common;
use common::{cast, order_of};

fn orders() -> impl Strategy<Value = Vec<Order>> {
    let cast = cast();
    let archived = prop::bool::weighted(0.1);
    prop::collection::vec((testing::draft(&cast), archived), 0..30).prop_map(move |drafts| {
        drafts
            .into_iter()
            .map(|(draft, archived)| Order {
                archived_at: archived.then_some(NOW),
                ..order_of(&draft.check().unwrap(), &cast)
            })
            .collect()
    })
}

fn resolved(filter: &OrderFilter) -> Conditions {
    filter.resolve(&Moment { now: NOW, zone: &Zone::utc(), me: Some(UserId(1)) })
}

proptest! {
    #[test]
    fn the_bar_is_the_sum_of_the_orders_that_pass(orders in orders(), filter in testing::filter(&cast())) {
        let conditions = resolved(&filter);
        let totals = Totals::of(&orders, &conditions, &cast().funnels).unwrap();
        let mut sums: BTreeMap<_, (i64, i64, i64, i64)> = BTreeMap::new();
        for order in orders.iter().filter(|o| conditions.matches(o)) {
            let sum = sums.entry(order.currency).or_default();
            *sum = (sum.0 + 1, sum.1 + order.total, sum.2 + order.paid - order.refunded, sum.3 + order.due);
        }
        let shown: BTreeMap<_, _> =
            totals.currencies.iter().map(|c| (c.currency, (c.orders, c.ordered, c.received, c.due))).collect();
        prop_assert_eq!(totals.currencies.len(), shown.len(), "a currency stands once");
        prop_assert_eq!(shown, sums);
        prop_assert_eq!(totals.orders, totals.currencies.iter().map(|c| c.orders).sum::<i64>());
    }

    #[test]
    fn a_breakdown_gives_the_same_bar_as_the_orders(orders in orders(), filter in testing::filter(&cast())) {
        let conditions = resolved(&filter);
        let wide = conditions.without_stages();
        let mut groups: BTreeMap<_, Vec<&Order>> = BTreeMap::new();
        for order in orders.iter().filter(|o| wide.matches(o)) {
            groups.entry((order.stage.id, order.currency)).or_default().push(order);
        }
        let groups: Vec<Group> = groups
            .into_iter()
            .map(|((stage, currency), orders)| {
                let sum = |f: fn(&Order) -> i64| orders.iter().map(|o| f(o)).sum::<i64>();
                let (ordered, received, due) = (sum(|o| o.total), sum(Order::received), sum(|o| o.due));
                Group { stage, amounts: CurrencyTotals { currency, orders: sum(|_| 1), ordered, received, due } }
            })
            .collect();
        let funnels = cast().funnels;
        prop_assert_eq!(Totals::from_groups(&groups, &conditions, &funnels), Totals::of(&orders, &conditions, &funnels));
    }

    #[test]
    fn counts_per_status_ignore_the_status_filter_itself(orders in orders(), filter in testing::filter(&cast())) {
        let funnels = cast().funnels;
        let of = |filter: &OrderFilter| Totals::of(&orders, &resolved(filter), &funnels).unwrap();
        let without = OrderFilter { stage: Default::default(), stage_kind: Default::default(), ..filter.clone() };
        prop_assert_eq!(of(&filter).stages, of(&without).stages);
        let anywhere = OrderFilter { funnel: Default::default(), ..without };
        prop_assert_eq!(of(&filter).funnels, of(&anywhere).funnels);
        prop_assert_eq!(of(&anywhere).orders, of(&anywhere).funnels.iter().map(|f| f.orders).sum::<i64>());
    }
}

#[test]
fn a_sum_that_does_not_fit_is_an_error() {
    let stage = cast().funnels.0[0].stages[0].id;
    let amounts = CurrencyTotals { ordered: i64::MAX, orders: 1, ..CurrencyTotals::empty(domain::Currency::EURO) };
    let groups = [Group { stage, amounts }, Group { stage, amounts }];
    assert!(Totals::from_groups(&groups, &Conditions::default(), &cast().funnels).is_err());
}
