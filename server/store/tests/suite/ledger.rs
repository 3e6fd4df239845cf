//! Money of orders that exist: written as the domain says, once for each key, and never more back than came.

use super::{
    TestDb,
    changes::key,
    random::{Desk, seed},
};
use domain::{
    Order,
    funnel::Sight,
    ids::{CommentId, LineId, PaymentId, UserId},
    order::{
        AccessSpan, LineKind, PaymentState,
        access::AccessChange,
        ledger::{Books, Entry, LedgerRefusal, PlanWish, Receipt, refundable, write},
        new_form::FormLine,
        price::{NewPrice, PromoTurn},
        subscription::{Period, RunBy},
        talk::{Remark, RemarkRefusal},
        touch::{Channel, Direction, NewTouch},
    },
    time::DAY,
};
use proptest::{prelude::*, sample::Index};
use store::{
    StoreError, ids,
    orders::{self, Ask},
};

fn receipt(reference: Option<String>) -> Receipt {
    Receipt { at: ids::now().plus_millis(-DAY), method: Some("cash".into()), reference, note: Some("by hand".into()) }
}

fn ask(order: &Order, n: usize, said: &str) -> Ask {
    Ask { user: UserId(1), key: key(n), said: said.into(), order: order.id, seen: Some(order.version) }
}

/// The sums that are kept, less the sums of the orders: nothing where they agree.
const ASTRAY: &str = "select count(*) from (select stage_id, currency, payment_status, sum(n) as n, sum(o) as o, sum(r) as r, \
    sum(d) as d from (select stage_id, currency, payment_status, orders as n, ordered as o, received as r, due as d \
    from order_rollups union all select stage_id, currency, payment_status, -1, -total, -received, -due from orders) as u \
    group by stage_id, currency, payment_status) as s where n <> 0 or o <> 0 or r <> 0 or d <> 0";

pub async fn entries_are_written_as_the_domain_says_and_the_sums_follow(test: TestDb) {
    let mut desk = Desk::random(&test, seed(401), 60).await;
    let dice = (0..6_u8, any::<Index>(), 1..50_000_i64, any::<bool>());
    let desk_zone = store::desk::fetch(&test.db).await.unwrap().zone;
    let mut written = 0;
    for round in 0..240 {
        let (what, pick, amount, flag) = desk.dice.roll(&dice);
        let number = desk.orders[round % desk.orders.len()].number.clone();
        let card = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
        let some = card.payments.get(pick.index(card.payments.len().max(1))).map_or(PaymentId(0), |p| p.id);
        let entry = match what {
            0 => Entry::Receive { amount, receipt: receipt(flag.then(|| format!("R{round}"))) },
            1 => Entry::Settle { part: some, receipt: receipt(None) },
            2 => Entry::Redate { part: some, due_at: ids::now().plus_millis(amount * 1_000) },
            3 => Entry::Void { payment: some, reason: "mistake".into() },
            4 => {
                let first = "2031-01-31".parse().unwrap();
                let count = 1 + usize::from(amount % 2 == 0);
                Entry::Plan(match amount % 3 {
                    0 => PlanWish::Again { first, period: Period::Month, run_by: RunBy::Desk },
                    _ => PlanWish::Equal { count, first, period: Period::Month },
                })
            }
            _ => Entry::Refund { payment: some, amount, reason: "why".into(), still_owed: flag, close_access: flag },
        };
        let zone = desk_zone.clone();
        let books = Books {
            order: &card.order,
            payments: &card.payments,
            refunds: &card.refunds,
            subscription: card.subscription.as_ref(),
            zone: &zone,
        };
        let decided = write(&books, &entry, &mut || 1, ids::now());
        let answer = orders::write_ledger(&test.db, &ask(&card.order, round, "x"), &entry).await.unwrap();
        let after = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
        match decided {
            Err(refusal) => {
                assert_eq!(answer, Err(refusal));
                assert_eq!(after, card, "a refused entry changes nothing");
            }
            Ok(decided) => {
                assert_eq!(answer, Ok(()));
                written += 1;
                let money = |o: &Order| (o.version, o.total, o.paid, o.refunded, o.due, o.payment, o.next_due_at);
                assert_eq!(money(&after.order), money(&decided.order), "{entry:?}");
                assert_eq!(after.order.payment_method, decided.order.payment_method);
                assert_eq!((after.order.kind, after.subscription), (decided.order.kind, decided.subscription));
                let rows = |payments: &[domain::order::Payment]| {
                    payments
                        .iter()
                        .map(|p| (p.amount, p.kind, p.state, p.due_at, p.reference.clone()))
                        .collect::<Vec<_>>()
                };
                assert_eq!(rows(&after.payments), rows(&decided.payments), "{entry:?}");
                assert_eq!(after.refunds.len(), decided.refunds.len());
                assert_eq!(after.events.len(), card.events.len() + 1, "one event for each entry");
                let lines: i64 = after.lines.iter().map(|l| l.amount).sum();
                assert_eq!(lines - after.order.discount, after.order.total, "lines come to the total");
            }
        }
    }
    assert!(written > 40, "too few entries were possible: {written}");
    assert_eq!(test.number(ASTRAY).await, 0);
}

/// An order with money that came, and the payment.
async fn paid(test: &TestDb, desk: &Desk) -> (Order, PaymentId, i64) {
    for order in &desk.orders {
        let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
        let whole = |p: &&domain::order::Payment| refundable(p, &card.refunds) >= 10;
        if let Some(payment) = card.payments.iter().find(whole) {
            return (card.order, payment.id, refundable(payment, &card.refunds));
        }
    }
    panic!("no order of the desk was paid")
}

pub async fn sixteen_refunds_at_once_give_back_no_more_than_came(test: TestDb) {
    let desk = Desk::random(&test, seed(402), 60).await;
    let (order, payment, left) = paid(&test, &desk).await;
    let share = left / 3;
    let tries = (0..16).map(|n| {
        let (db, number) = (test.db.clone(), order.number.clone());
        async move {
            // Each goes on until it is done or refused for good: what it saw may be old by then.
            for attempt in 0..60 {
                let Ok(card) = orders::fetch(&db, &number, Sight::Everything).await else { continue };
                let entry = Entry::Refund {
                    payment,
                    amount: share,
                    reason: "why".into(),
                    still_owed: false,
                    close_access: false,
                };
                match orders::write_ledger(&db, &ask(&card.order, 1_000 + n * 100 + attempt, "r"), &entry).await {
                    Ok(Ok(())) => return true,
                    Ok(Err(refusal)) => {
                        assert_eq!(refusal, LedgerRefusal::MoreThanCame);
                        return false;
                    }
                    Err(StoreError::Conflict | StoreError::Unavailable(_)) => {}
                    Err(error) => panic!("{error}"),
                }
            }
            false
        }
    });
    let done = futures::future::join_all(tries).await.into_iter().filter(|done| *done).count();
    let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
    let back: i64 = card.refunds.iter().filter(|r| r.payment == payment).map(|r| r.amount).sum();
    let kept = card.payments.iter().find(|p| p.id == payment).unwrap();
    assert_eq!(done, 3, "three thirds go back, and no fourth");
    assert!(back <= kept.amount);
    assert_eq!(test.number(ASTRAY).await, 0);
}

pub async fn an_entry_sent_ten_times_is_written_once(test: TestDb) {
    let desk = Desk::random(&test, seed(403), 20).await;
    let order = desk.orders.iter().find(|o| o.archived_at.is_none()).unwrap();
    let entry = Entry::Receive { amount: 700, receipt: receipt(None) };
    let asked = ask(order, 1, "receive 700");
    for _ in 0..10 {
        assert_eq!(orders::write_ledger(&test.db, &asked, &entry).await.unwrap(), Ok(()));
    }
    let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
    assert_eq!(card.order.version, order.version + 1);
    assert_eq!(card.order.paid, order.paid + 700);
    let other = Ask { said: "receive 800".into(), ..asked.clone() };
    let reused = orders::write_ledger(&test.db, &other, &entry).await;
    assert!(matches!(reused, Err(StoreError::KeyReused)));
    let stale = orders::write_ledger(&test.db, &ask(order, 2, "late"), &entry).await;
    assert!(matches!(stale, Err(StoreError::Conflict)), "what was seen is old");
    assert_eq!(orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap().order, card.order);
    assert_eq!(card.payments.iter().filter(|p| p.state == PaymentState::Succeeded && p.amount == 700).count(), 1);
}

pub async fn comments_are_kept_with_their_history_and_one_is_pinned(test: TestDb) {
    let desk = Desk::random(&test, seed(404), 5).await;
    let order = &desk.orders[0];
    let said = |n: usize, remark: Remark, user: i64| {
        let db = test.db.clone();
        let asked = Ask { user: UserId(user), key: key(n), said: format!("{remark:?}"), order: order.id, seen: None };
        async move { orders::say(&db, &asked, &remark).await.unwrap() }
    };
    let write = Remark::Write { body: "Rappelée à midi".into(), pin: true, to: None };
    assert_eq!(said(1, write.clone(), 1).await, Ok(()));
    assert_eq!(said(1, write, 1).await, Ok(()), "the same form twice says it once");
    let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
    let comment = card.comments.iter().find(|c| c.body == "Rappelée à midi").unwrap().id;
    assert_eq!(card.order.pinned_comment.as_deref(), Some("Rappelée à midi"));
    assert_eq!(card.comments.iter().filter(|c| c.pinned).count(), 1);
    assert_eq!(card.order.comments, order.comments + 1);
    let edit = Remark::Edit { comment, body: "Rappelée à 14 h".into(), to: None };
    assert_eq!(said(2, edit.clone(), 2).await, Err(RemarkRefusal::NotYours));
    assert_eq!(said(3, edit, 1).await, Ok(()));
    let unknown = Remark::Pin { comment: CommentId(5), pin: true };
    assert_eq!(said(4, unknown, 1).await, Err(RemarkRefusal::Unknown));
    let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
    assert_eq!(card.order.pinned_comment.as_deref(), Some("Rappelée à 14 h"), "what is pinned says what it says now");
    let before: Vec<_> = card.events.iter().filter_map(|e| e.personal.as_deref()).collect();
    assert!(before.contains(&"Rappelée à midi"), "what it said before is kept: {before:?}");
    assert_eq!(said(5, Remark::Pin { comment, pin: false }, 2).await, Ok(()));
    let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
    assert_eq!(card.order.pinned_comment, None);
}

pub async fn another_price_is_written_with_its_lines_its_plan_and_its_sums(test: TestDb) {
    let mut desk = Desk::random(&test, seed(405), 30).await;
    let dice = (prop::collection::vec((any::<bool>(), 0..90_000_i64), 1..4), 0..=100_i64);
    let mut written = 0;
    for round in 0..40 {
        let (picks, percent) = desk.dice.roll(&dice);
        let number = desk.orders[round % desk.orders.len()].number.clone();
        let card = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
        let lines: Vec<(Option<LineId>, FormLine)> = picks
            .iter()
            .enumerate()
            .map(|(n, (keeps, amount))| {
                let unit_price = domain::money::decimal_text(*amount, card.order.currency.exponent());
                let known = card.lines.get(n).filter(|_| *keeps).map(|l| l.id);
                let line = FormLine {
                    kind: LineKind::Product,
                    title: "Zen".into(),
                    quantity: "1".into(),
                    unit_price,
                    amount: *amount,
                };
                (known, line)
            })
            .collect();
        let subtotal: i64 = picks.iter().map(|(_, amount)| amount).sum();
        let wanted = NewPrice { lines, discount: subtotal * percent / 100, promo: PromoTurn::Stays };
        let answer = orders::reprice(&test.db, &ask(&card.order, 500 + round, "price"), &wanted).await.unwrap();
        if answer.is_err() {
            continue;
        }
        written += 1;
        let after = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
        assert_eq!((after.order.subtotal, after.order.discount), (subtotal, wanted.discount));
        assert_eq!(after.lines.iter().map(|l| l.amount).sum::<i64>(), subtotal);
        assert_eq!(after.lines.iter().map(|l| l.discount).sum::<i64>(), wanted.discount);
        assert_eq!((after.order.paid, after.order.refunded), (card.order.paid, card.order.refunded));
        let kept = |id: LineId| card.lines.iter().find(|l| l.id == id).map(|l| l.access);
        assert!(
            after.lines.iter().all(|l| kept(l.id).is_none_or(|access| access == l.access)),
            "a line keeps its access"
        );
        let products = after.order.products.iter().filter(|p| p.slug.is_some()).count();
        assert!(products >= wanted.lines.iter().filter(|(known, _)| known.is_none()).count());
    }
    assert!(written > 20, "too few prices were possible: {written}");
    assert_eq!(test.number(ASTRAY).await, 0);
}

pub async fn access_is_opened_and_closed_and_a_talk_says_when_the_client_was_last_talked_with(test: TestDb) {
    let desk = Desk::random(&test, seed(406), 20).await;
    let order = desk.orders.iter().find(|o| o.archived_at.is_none() && !o.products.is_empty()).unwrap();
    let fetch = || orders::fetch(&test.db, &order.number, Sight::Everything);
    let card = fetch().await.unwrap();
    let line = card.lines.iter().find(|l| l.kind == LineKind::Product).unwrap().id;
    let now = ids::now();
    let span = AccessSpan { from: Some(now.plus_millis(-DAY)), until: Some(now.plus_millis(30 * DAY)) };
    let opened =
        orders::access(&test.db, &ask(&card.order, 1, "open"), &AccessChange::Set { line, span }).await.unwrap();
    assert_eq!(opened, Ok(()));
    let card = fetch().await.unwrap();
    assert_eq!(card.lines.iter().find(|l| l.id == line).unwrap().access, span);
    assert!(card.order.access_until >= span.until);
    let closed = orders::access(&test.db, &ask(&card.order, 2, "close"), &AccessChange::CloseAll).await.unwrap();
    assert_eq!(closed, Ok(()));
    let card = fetch().await.unwrap();
    assert!(card.lines.iter().all(|l| !l.access.is_to_come(ids::now().plus_millis(1))));
    let talk = |at| NewTouch { channel: Channel::Call, direction: Direction::In, body: "Facture".into(), at };
    let asked = |n, said: &str| Ask { seen: None, ..ask(&card.order, n, said) };
    for (n, at) in [now.plus_millis(-DAY), now.plus_millis(-9 * DAY)].into_iter().enumerate() {
        orders::touch(&test.db, &asked(10 + n, "talk"), &talk(at)).await.unwrap();
        orders::touch(&test.db, &asked(10 + n, "talk"), &talk(at)).await.unwrap();
    }
    let card = fetch().await.unwrap();
    assert_eq!((card.touches.len(), card.order.contacted_at), (2, Some(now.plus_millis(-DAY))));
    assert_eq!(test.number(ASTRAY).await, 0);
}
