//! Seeded desks: believable, whole, and the same for the same seed.

use crate::{NOW, all, seeded};
use domain::{
    Conditions, Order, OrderKind, PaymentStatus, StageKind, Totals,
    order::{OrderCard, PaymentKind, PaymentState, figures, figures::Ledger},
};
use server::seed::{Plan, run};
use std::collections::{BTreeMap, BTreeSet};
use store::{Db, funnels, orders};

/// What must be the same: everything but ids and the clock of writing.
fn told(order: &Order) -> String {
    format!(
        "{} {} {:?} {} {} {} {}/{}/{}/{} {:?} {:?} {:?} {:?} {:?} {:?} {} {} {:?}",
        order.number,
        order.created_at.rfc3339(),
        (order.kind, order.payment, order.stage.slug.as_str(), order.funnel.slug.as_str()),
        order.contact.display_name(),
        order.contact.email,
        order.contact.phone,
        order.total,
        order.paid,
        order.refunded,
        order.due,
        (order.payment_method.as_deref(), order.paid_at, order.next_due_at, order.access_until),
        order.offer,
        order.products,
        order.tags,
        order.pinned_comment,
        order.manager.as_ref().map(|m| m.name.as_str()),
        order.comments,
        order.origin,
        order.source,
    )
}

async fn cards(db: &Db) -> Vec<OrderCard> {
    let mut cards = Vec::new();
    for order in all(db).await {
        cards.push(orders::fetch(db, &order.number, domain::funnel::Sight::Everything).await.unwrap());
    }
    cards
}

#[tokio::test]
async fn the_same_seed_gives_the_same_desk_and_another_seed_another_one() {
    let mut desks: Vec<Vec<String>> = Vec::new();
    for seed in [7, 7, 8] {
        for desk in seeded(200, seed).await {
            desks.push(all(&desk.db).await.iter().map(told).collect());
        }
    }
    let of_one_seed = desks.len() / 3;
    assert!(desks[1..of_one_seed * 2].iter().all(|desk| *desk == desks[0]));
    assert_ne!(desks[of_one_seed * 2], desks[0]);
}

#[tokio::test]
async fn stored_amounts_are_what_lines_and_ledger_say() {
    for desk in seeded(250, 3).await {
        for card in cards(&desk.db).await {
            let order = &card.order;
            let (mut ledger, mut planned) = (Ledger::default(), 0);
            for payment in &card.payments {
                match payment.state {
                    PaymentState::Succeeded => {
                        ledger.paid += payment.amount;
                        ledger.last_failed = false;
                        assert!(payment.paid_at.is_some_and(|at| at <= NOW), "{}", order.number);
                    }
                    PaymentState::Pending => ledger.open_attempt = true,
                    PaymentState::Failed => ledger.last_failed = true,
                    PaymentState::Planned | PaymentState::Voided => {}
                }
                planned += if payment.kind == PaymentKind::Scheduled { payment.amount } else { 0 };
            }
            ledger.refunded = card.refunds.iter().map(|r| r.amount).sum();
            let amounts: Vec<i64> = card.lines.iter().map(|l| l.amount).collect();
            let figures = figures::derive(&amounts, order.discount, &ledger, order.stage.kind).unwrap();
            let stored = (order.subtotal, order.total, order.paid, order.refunded, order.due, order.payment);
            let derived =
                (figures.subtotal, figures.total, figures.paid, figures.refunded, figures.due, figures.payment);
            assert_eq!(stored, derived, "{}", order.number);
            assert_eq!(card.lines.iter().map(|l| l.discount).sum::<i64>(), order.discount, "{}", order.number);
            if order.kind == OrderKind::Instalments {
                assert_eq!(planned, order.total, "the parts of {} sum to its total", order.number);
            }
        }
    }
}

#[tokio::test]
async fn the_sums_that_are_kept_are_the_sums_of_the_orders() {
    for desk in seeded(600, 1).await {
        let conditions = Conditions::default();
        let funnels = funnels::list(&desk.db).await.unwrap();
        let kept = orders::totals(&desk.db, &conditions).await.unwrap();
        assert_eq!(kept, Totals::of(&all(&desk.db).await, &conditions, &funnels).unwrap());
        assert_eq!(kept.orders, 600);
    }
}

#[tokio::test]
async fn a_demo_desk_shows_everything_there_is() {
    for desk in seeded(600, 1).await {
        let orders = all(&desk.db).await;
        let seen = |what: fn(&Order) -> String| orders.iter().map(what).collect::<BTreeSet<String>>();
        assert_eq!(seen(|o| o.kind.code().into()).len(), OrderKind::ALL.len());
        assert_eq!(seen(|o| o.stage.kind.code().into()).len(), StageKind::ALL.len());
        assert_eq!(seen(|o| o.payment.code().into()).len(), PaymentStatus::ALL.len());
        assert_eq!(seen(|o| o.currency.code().into()).len(), 5);
        assert_eq!(seen(|o| o.funnel.slug.to_string()).len(), 2);
        assert!(seen(|o| o.manager.as_ref().map(|m| m.name.clone()).unwrap_or_default()).len() >= 4);
        assert!(orders.iter().any(|o| o.is_overdue(NOW)) && orders.iter().any(|o| o.pinned_comment.is_some()));
        assert!(orders.iter().any(|o| o.discount > 0) && orders.iter().any(|o| o.products.len() > 1));

        let done: Vec<_> = orders.iter().filter(|o| o.stage.kind == StageKind::Done).collect();
        assert!(done.iter().filter(|o| o.due == 0).count() * 10 >= done.len() * 9, "what is done is mostly paid");
        let closed = orders.iter().filter(|o| o.stage.kind.owes_nothing());
        assert!(closed.into_iter().all(|o| o.due == 0));

        let mut unpaid: BTreeMap<(i64, &str), usize> = BTreeMap::new();
        for order in orders.iter().filter(|o| o.stage.kind.is_open() && o.received() == 0) {
            *unpaid.entry((order.contact.id.0, order.offer.as_deref().unwrap_or_default())).or_default() += 1;
        }
        assert!(unpaid.values().any(|n| *n > 1), "a client has left the same offer unpaid more than once");
    }
}

#[tokio::test]
async fn nobody_of_a_seeded_desk_exists() {
    for desk in seeded(400, 5).await {
        for order in all(&desk.db).await {
            let email = &order.contact.email;
            let reserved = ["@example.org", "@example.com", "@example.net"].iter().any(|host| email.ends_with(host));
            assert!(email.is_empty() || (reserved && domain::contact::email_key(email).is_some()), "{email}");
            assert!(order.created_at < NOW);
        }
    }
}

#[tokio::test]
async fn numbers_follow_the_dates_and_a_second_seeding_goes_on_from_there() {
    for desk in seeded(120, 2).await {
        let numbers =
            |orders: &[Order]| -> Vec<i64> { orders.iter().map(|o| o.number.as_str().parse().unwrap()).collect() };
        let first = numbers(&all(&desk.db).await);
        assert!(first.windows(2).all(|pair| pair[0] > pair[1]), "newest first is highest first");
        let products = desk.count("select count(*) from products").await;
        run(&desk.db, &Plan { orders: 80, seed: 2, now: NOW }, |_| {}).await.unwrap();
        let both: BTreeSet<i64> = numbers(&all(&desk.db).await).into_iter().collect();
        assert_eq!(both.len(), 200);
        assert_eq!(both.last().unwrap() - both.first().unwrap(), 199);
        assert_eq!(desk.count("select count(*) from products").await, products);
    }
}
