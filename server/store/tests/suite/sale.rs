//! A sale that ends, or is not paid: what it leaves behind, access by the rule of its offer, and what needs somebody.

use super::{
    TestDb,
    changes::key,
    making::{at, desk, form, making, offer_terms, whole},
    random::{Desk, seed},
};
use domain::{
    Order, OrderFilter, OrderKind, OrderNumber, PaymentStatus, Slug, Zone,
    catalogue::OfferTerms,
    event::{ActorKind, EventKind, LedgerDeed},
    filter::{Choice, Flag, Moment},
    funnel::Sight,
    ids::{ContactId, OfferId, UserId},
    listing::{ATTENTION_MOST, Listing},
    order::{
        AccessSpan, Action, OrderCard, Outcome,
        access::{AccessChange, AccessRule, AccessTurn},
        facts::FactChange,
        ledger::{Entry, Receipt},
        settle::Settlement,
    },
    time::DAY,
};
use store::{
    StoreError, ids,
    live::{self, Since},
    orders::{self, Aim, Ask, Change, Stating, Work},
    shop::{self, Which},
};

async fn card(test: &TestDb, number: &OrderNumber) -> OrderCard {
    orders::fetch(&test.db, number, Sight::Everything).await.unwrap()
}

/// An order of 300.00 that is open to its client, made by form `n` with more fields.
async fn sold(test: &TestDb, place: &str, n: usize, more: &[(&str, &str)]) -> OrderCard {
    let mut pairs = at(place, whole(more));
    let today = Zone::utc().date_of(ids::now()).to_string();
    pairs.extend(form(&[("access_from", &today)]));
    let number = orders::create(&test.db, &making(n, &pairs)).await.unwrap().unwrap();
    card(test, &number).await
}

fn ask(order: &Order, n: usize) -> Ask {
    Ask { user: UserId(1), key: key(n), said: n.to_string(), order: order.id, seen: Some(order.version) }
}

fn receipt() -> Receipt {
    Receipt { at: ids::now(), method: Some("cash".into()), reference: None, note: None }
}

async fn act(test: &TestDb, orders: &[&Order], n: usize, action: &Action) -> Outcome {
    let chosen = orders.iter().map(|order| (order.id, order.version)).collect();
    let work = Work::Do { aim: Aim::Chosen(chosen), action: action.clone() };
    orders::change(&test.db, Change { user: UserId(1), key: key(n), said: n.to_string(), work }).await.unwrap()
}

fn cancel(place: &str, close_access: bool, refund: Option<&str>) -> Action {
    let funnel = place.split_once('/').unwrap().0;
    let stage = Slug::of("cancelled").unwrap();
    let into = Action::Transfer { funnel: Slug::of(funnel).unwrap(), stage };
    into.settled(Settlement { close_access, refund: refund.map(str::to_owned) })
}

/// The sums that are kept, less the sums of the orders: nothing where they agree.
async fn astray(test: &TestDb) -> i64 {
    test.number(
        "select count(*) from (select stage_id, currency, sum(r) as r, sum(d) as d from (select stage_id, currency, \
         received as r, due as d from order_rollups union all select stage_id, currency, -received, -due from orders) \
         as u group by stage_id, currency) as s where r <> 0 or d <> 0",
    )
    .await
}

pub async fn what_a_cancelled_order_leaves_behind_is_settled_once_and_access_comes_back(test: TestDb) {
    let place = desk(&test, 601).await;
    let before = sold(&test, &place, 1, &[("paid", "yes"), ("method", "card")]).await;
    assert_eq!((before.order.received(), before.order.is_open_to_client(ids::now())), (30_000, true));
    let action = cancel(&place, true, Some("changed her mind"));
    let outcome = act(&test, &[&before.order], 10, &action).await;
    for _ in 0..9 {
        assert_eq!(act(&test, &[&before.order], 10, &action).await, outcome, "the same request has one effect");
    }
    assert_eq!((outcome.changed, outcome.refused), (1, 0));
    let after = card(&test, &before.order.number).await;
    assert_eq!((after.order.received(), after.order.due, after.order.payment), (0, 0, PaymentStatus::Refunded));
    assert_eq!(
        after.refunds.iter().map(|r| (r.amount, r.reason.as_deref())).collect::<Vec<_>>(),
        [(30_000, Some("changed her mind"))]
    );
    assert!(!after.order.is_open_to_client(ids::now()) && after.order.access_closed_at.is_some());
    assert_eq!(after.lines[0].access, before.lines[0].access, "what the line says stays");
    assert!(matches!(&after.events[0].kind, EventKind::Moved(moved) if moved.access == Some(AccessTurn::Closed)));
    assert!(matches!(&after.events[1].kind, EventKind::Ledger(event) if event.deed == LedgerDeed::Refunded));
    assert_eq!(astray(&test).await, 0);
    // Taking it back brings the order and the access, and no money.
    let undone = orders::undo(&test.db, UserId(1), key(11), outcome.batch, None).await.unwrap();
    assert_eq!((undone.changed, undone.refused), (1, 0));
    let back = card(&test, &before.order.number).await;
    assert_eq!(back.order.stage, before.order.stage);
    assert!(back.order.is_open_to_client(ids::now()));
    assert_eq!((back.order.received(), back.refunds.len()), (0, 1));
    // And once more: the access is closed again.
    orders::undo(&test.db, UserId(1), key(12), undone.batch, None).await.unwrap();
    assert!(card(&test, &before.order.number).await.order.access_closed_at.is_some());
    assert_eq!(astray(&test).await, 0);
}

pub async fn money_of_several_is_not_given_back_at_once(test: TestDb) {
    let place = desk(&test, 602).await;
    let paid = sold(&test, &place, 1, &[("paid", "yes")]).await.order;
    let unpaid = sold(&test, &place, 2, &[]).await.order;
    let outcome = act(&test, &[&paid, &unpaid], 10, &cancel(&place, false, Some("fair is off"))).await;
    assert_eq!((outcome.changed, outcome.refused), (1, 1), "only what holds no money goes");
    let (kept, gone) = (card(&test, &paid.number).await, card(&test, &unpaid.number).await);
    assert_eq!(kept.order, paid);
    assert!(kept.refunds.is_empty() && gone.order.access_closed_at.is_none());
    // A stale request gives nothing back either.
    let entry = Entry::Receive { amount: 100, receipt: receipt() };
    orders::write_ledger(&test.db, &ask(&paid, 20), &entry).await.unwrap().unwrap();
    let late = act(&test, &[&paid], 21, &cancel(&place, true, Some("late"))).await;
    assert_eq!((late.changed, late.refused), (0, 1));
    assert!(card(&test, &paid.number).await.refunds.is_empty());
}

pub async fn access_follows_the_rule_of_the_offer(test: TestDb) {
    let place = desk(&test, 603).await;
    let terms = OfferTerms {
        kind: OrderKind::Instalments,
        parts: Some(3),
        access_rule: AccessRule::Close,
        ..offer_terms("In three parts", 30_000)
    };
    let offer =
        shop::save_offer(&test.db, UserId(1), Which::New(OfferId(ids::next())), &terms, ids::now()).await.unwrap();
    assert_eq!(shop::offer_of(&test.db, offer).await.unwrap().terms, terms);
    let id = offer.to_string();
    let more = [("offer", id.as_str()), ("kind", "instalments"), ("parts", "3"), ("first_due", "2031-01-31")];
    let begun = sold(&test, &place, 1, &more).await;
    assert_eq!(begun.access_rule, AccessRule::Close);
    let now = ids::now();
    assert_eq!(orders::follow_rules(&test.db, now).await.unwrap(), 0, "nothing is overdue");
    let part = begun.payments[0].id;
    let redate = Entry::Redate { part, due_at: now.plus_millis(-DAY) };
    orders::write_ledger(&test.db, &ask(&begun.order, 10), &redate).await.unwrap().unwrap();
    // The entry itself looks at the rule: nobody waits for the clock.
    let late = card(&test, &begun.order.number).await;
    assert!(late.order.is_overdue(now) && late.order.access_closed_at.is_some());
    assert!(late.events[0].actor == ActorKind::System);
    assert!(matches!(late.events[0].kind, EventKind::AccessTurned(AccessTurn::Closed)));
    assert_eq!(orders::follow_rules(&test.db, now).await.unwrap(), 0, "it is closed already");
    let settle = Entry::Settle { part, receipt: receipt() };
    orders::write_ledger(&test.db, &ask(&late.order, 11), &settle).await.unwrap().unwrap();
    let paid = card(&test, &begun.order.number).await;
    assert!(paid.order.is_open_to_client(now));
    // Nobody writes, and the next part is missed: the clock finds it, in any process, once.
    let later = now.plus_millis(3_000 * DAY);
    let turned = futures::future::join_all((0..4).map(|_| orders::follow_rules(&test.db, later))).await;
    assert_eq!(turned.into_iter().map(Result::unwrap).sum::<i64>(), 1);
    let closed = card(&test, &begun.order.number).await.order;
    assert!(closed.access_closed_at.is_some());
    // Whoever opens it by hand means it.
    orders::access(&test.db, &ask(&closed, 12), &AccessChange::Reopen).await.unwrap().unwrap();
    assert_eq!(orders::follow_rules(&test.db, later).await.unwrap(), 0);
    let open = card(&test, &begun.order.number).await;
    assert_eq!((open.order.access_closed_at, open.access_rule), (None, AccessRule::Keep));
    assert_eq!(i64::try_from(open.events.len()).unwrap(), open.order.version, "one event for each version");
    assert_eq!(astray(&test).await, 0);
}

pub async fn duplicates_and_access_without_payment_are_found_and_counted(test: TestDb) {
    let mut desk = Desk::random(&test, seed(604), 200).await;
    desk.shake(&test, 40).await;
    let now = ids::now();
    let zone = Zone::utc();
    let page = |filter: OrderFilter| {
        let conditions = filter.resolve(&Moment { now, zone: &zone, me: None });
        let db = test.db.clone();
        async move { orders::page(&db, &Listing::default(), &conditions).await.unwrap() }
    };
    let wanted = desk.orders.iter().filter(|o| o.archived_at.is_none() && o.needs_attention(now)).count();
    let counted = page(OrderFilter::default()).await.attention;
    assert_eq!(counted, i64::try_from(wanted).unwrap().min(ATTENTION_MOST));
    let flagged = |flag: Flag| page(OrderFilter { flags: [(flag, true)].into(), ..OrderFilter::default() });
    for flag in [Flag::Duplicate, Flag::UnpaidAccess] {
        let all = desk.orders.iter().filter(|o| o.archived_at.is_none() && flag.of(o, now));
        let found = flagged(flag).await.totals.unwrap().orders;
        assert_eq!(found, i64::try_from(all.count()).unwrap(), "{flag:?}");
        assert!(found > 0, "{flag:?} is tried on some");
    }
    // Two of one client for one offer are two duplicates, until one of them is cancelled.
    let funnel = desk.cast.funnels.default_funnel().unwrap();
    let place = format!("{}/new", funnel.slug);
    let offer = offer_terms("Twice", 30_000);
    let id =
        shop::save_offer(&test.db, UserId(1), Which::New(OfferId(ids::next())), &offer, now).await.unwrap().to_string();
    let first = sold(&test, &place, 1, &[("offer", &id)]).await.order;
    let second = sold(&test, &place, 2, &[("offer", &id)]).await.order;
    assert_eq!([first.has_twin, second.has_twin, card(&test, &first.number).await.order.has_twin], [false, true, true]);
    assert!(second.has_unpaid_access(ids::now()));
    act(&test, &[&second], 30, &cancel(&place, false, None)).await;
    assert!(!card(&test, &first.number).await.order.has_twin);
    let left = card(&test, &second.number).await.order;
    assert_eq!(
        (left.has_twin, left.has_unpaid_access(ids::now())),
        (false, true),
        "its access was left open, and is told"
    );
    let shut = AccessChange::Set { line: card(&test, &second.number).await.lines[0].id, span: AccessSpan::default() };
    orders::access(&test.db, &ask(&left, 31), &shut).await.unwrap().unwrap();
    assert!(!card(&test, &second.number).await.order.has_unpaid_access(ids::now()));
}

/// Nothing happens to an order that gets a twin or loses one: open pages are told of it with the other one.
pub async fn who_is_told_of_an_order_is_told_of_those_whose_twin_it_was_or_is(test: TestDb) {
    let place = desk(&test, 606).await;
    let offer = async |title: &str, id: i64| {
        let which = Which::New(OfferId(id));
        shop::save_offer(&test.db, UserId(1), which, &offer_terms(title, 30_000), ids::now()).await.unwrap()
    };
    let (twice, once) = (offer("Twice", 7_001).await, offer("Once", 7_002).await);
    let by_twice = [("offer", "7001")];
    let mut head = live::head(&test.db).await.unwrap();
    let mut told = async |which: &Order| {
        let Since::News(news) = live::since(&test.db, domain::Role::Owner, head).await.unwrap() else {
            panic!("few events")
        };
        head = news.seq;
        news.orders.into_iter().find(|order| order.id == which.id).map(|order| order.has_twin)
    };
    let first = sold(&test, &place, 1, &by_twice).await.order;
    assert_eq!(told(&first).await, Some(false));
    let second = sold(&test, &place, 2, &by_twice).await.order;
    assert_eq!(told(&first).await, Some(true), "it was made");
    let second = async || card(&test, &second.number).await.order;
    let state = async |n: usize, stating: Stating| {
        orders::state(&test.db, &ask(&second().await, n), &stating).await.unwrap().unwrap();
    };
    state(30, Stating::Offer(Some(once))).await;
    assert_eq!(told(&first).await, Some(false), "it came by another offer");
    state(31, Stating::Offer(Some(twice))).await;
    assert_eq!(told(&first).await, Some(true), "it came by this offer");
    let clients = [first.contact.id, ContactId(9)];
    let other = store::contacts::by_ids(&test.db, &clients[1..], Sight::Everything).await.unwrap().remove(0);
    assert_ne!(first.contact.id, other.id);
    state(32, Stating::Known(FactChange::Client(Box::new(other.clone())))).await;
    assert_eq!(told(&first).await, Some(false), "it was somebody else's");
    assert_eq!(card(&test, &first.number).await.order.version, first.version, "nothing happened to it");
    store::clients::merge(&test.db, UserId(1), other.id, first.contact.id, ids::now()).await.unwrap();
    assert_eq!(told(&first).await, Some(true), "both clients are one");
    act(&test, &[&second().await], 33, &cancel(&place, false, None)).await;
    assert_eq!(told(&first).await, Some(false), "it was cancelled");
    assert_eq!(told(&first).await, None);
}

pub async fn an_order_is_given_to_another_client_and_found_by_it(test: TestDb) {
    let place = desk(&test, 605).await;
    let order = sold(&test, &place, 1, &[]).await.order;
    let other = store::contacts::by_ids(&test.db, &[ContactId(9)], Sight::Everything).await.unwrap().remove(0);
    assert_ne!(order.contact.id, other.id);
    let found = |client: ContactId| {
        let filter = OrderFilter { client: Choice::only(client), ..OrderFilter::default() };
        let conditions = filter.resolve(&Moment { now: ids::now(), zone: &Zone::utc(), me: None });
        let db = test.db.clone();
        async move { orders::totals(&db, &conditions).await.unwrap().orders }
    };
    let before = (found(order.contact.id).await, found(other.id).await);
    let give = Stating::Known(FactChange::Client(Box::new(other.clone())));
    for _ in 0..3 {
        orders::state(&test.db, &ask(&order, 40), &give).await.unwrap().unwrap();
    }
    let now = card(&test, &order.number).await;
    let whose = (now.order.contact.id, now.order.contact.display_name());
    assert_eq!(whose, (other.id, other.display_name()));
    assert_eq!(now.order.version, order.version + 1, "once for its key");
    assert_eq!((found(order.contact.id).await, found(other.id).await), (before.0 - 1, before.1 + 1));
    assert!(matches!(now.events[0].kind, EventKind::Handed { to, .. } if to == other.id));
    let stale =
        orders::state(&test.db, &ask(&order, 41), &Stating::Known(FactChange::Source(Some("fair".into())))).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
    orders::state(&test.db, &ask(&now.order, 42), &Stating::Known(FactChange::Source(Some(" fair ".into()))))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(card(&test, &order.number).await.order.source.as_deref(), Some("fair"));
    assert_eq!(astray(&test).await, 0);
}
