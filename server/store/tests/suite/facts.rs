//! What somebody got wrong when an order was made: whose it is, by which offer it came, and with which promo code.

use super::{
    TestDb,
    changes::key,
    making::offer_terms,
    random::{Desk, seed},
};
use domain::{
    Order,
    catalogue::OfferTerms,
    event::EventKind,
    filter::Pairs,
    funnel::Sight,
    ids::{OfferId, PromoId, UserId},
    order::{
        OrderCard,
        access::AccessRule,
        facts::FactRefusal,
        ledger_form::Reader,
        new_form::{Person, read_price},
        price::{NewPrice, PriceRefusal},
    },
    promo::{Cut, PromoRefusal, Terms},
};
use store::{
    StoreError, ids,
    orders::{self, Ask, Stating},
    promos,
    shop::{self, Which},
};

fn ask(order: &Order, n: usize, said: &str) -> Ask {
    Ask { user: UserId(1), key: key(n), said: said.into(), order: order.id, seen: Some(order.version) }
}

async fn card(test: &TestDb, order: &Order) -> OrderCard {
    orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap()
}

fn open(desk: &Desk) -> Vec<Order> {
    let open = |o: &&Order| o.archived_at.is_none() && o.stage.kind.is_open() && o.subtotal >= 1_000 && o.discount == 0;
    desk.orders.iter().filter(open).cloned().collect()
}

pub async fn an_order_is_given_to_a_client_who_is_new_once_and_not_to_a_second_one_of_the_same_address(test: TestDb) {
    let desk = Desk::random(&test, seed(701), 20).await;
    let order = &open(&desk)[0];
    let contacts = "select count(*) from contacts";
    let before = test.number(contacts).await;
    let person = Person { first_name: "Olha".into(), email: "Olha.New@Example.org".into(), ..Person::default() };
    let new = |surely| Stating::NewClient { person: person.clone(), surely };
    for _ in 0..10 {
        assert_eq!(orders::state(&test.db, &ask(order, 1, "olha"), &new(false)).await.unwrap(), Ok(()));
    }
    assert_eq!(test.number(contacts).await, before + 1);
    let now = card(&test, order).await;
    assert_eq!((now.order.contact.display_name().as_str(), now.order.version), ("Olha", order.version + 1));
    assert!(
        matches!(now.events[0].kind, EventKind::Handed { from, to } if from == order.contact.id && to == now.order.contact.id)
    );
    let text = "select count(*) from orders where search_text like '%olha.new@example.org%'";
    assert_eq!(test.number(text).await, 1, "it is found by its client");
    // Somebody with this address is known now.
    let other = &open(&desk)[1];
    let refused = orders::state(&test.db, &ask(other, 2, "again"), &new(false)).await.unwrap();
    assert_eq!(refused, Err(FactRefusal::ClientExists));
    assert_eq!(card(&test, other).await.order, *other);
    assert_eq!(orders::state(&test.db, &ask(other, 3, "surely"), &new(true)).await.unwrap(), Ok(()));
    assert_eq!(test.number(contacts).await, before + 2);
    let stale = orders::state(&test.db, &ask(other, 4, "late"), &new(true)).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
    assert_eq!(test.number(contacts).await, before + 2, "who is refused leaves nobody behind");
}

pub async fn another_offer_brings_its_rule_and_leaves_lines_and_price(test: TestDb) {
    let desk = Desk::random(&test, seed(702), 20).await;
    let order = &open(&desk)[0];
    let terms = OfferTerms { access_rule: AccessRule::Close, ..offer_terms("Atelier", 12_000) };
    let offer = shop::save_offer(&test.db, UserId(1), Which::New(OfferId(7_001)), &terms, ids::now()).await.unwrap();
    let wrong = orders::state(&test.db, &ask(order, 1, "gone"), &Stating::Offer(Some(OfferId(404_404)))).await.unwrap();
    assert_eq!(wrong, Err(FactRefusal::NoOffer));
    let before = card(&test, order).await;
    for _ in 0..3 {
        let said = orders::state(&test.db, &ask(order, 2, "atelier"), &Stating::Offer(Some(offer))).await.unwrap();
        assert_eq!(said, Ok(()));
    }
    let after = card(&test, order).await;
    assert_eq!((after.order.offer.as_deref(), after.order.offer_id), (Some("Atelier"), Some(offer)));
    assert_eq!((after.access_rule, after.order.version), (AccessRule::Close, order.version + 1));
    assert_eq!((after.order.total, &after.lines), (order.total, &before.lines), "it keeps what it was made of");
    let told = EventKind::Offered { before: order.offer.clone(), after: Some("Atelier".into()) };
    assert_eq!(after.events[0].kind, told);
    assert_eq!(orders::state(&test.db, &ask(&after.order, 3, "none"), &Stating::Offer(None)).await.unwrap(), Ok(()));
    let none = card(&test, order).await;
    assert_eq!((none.order.offer, none.order.offer_id, none.access_rule), (None, None, AccessRule::Keep));
}

pub async fn a_promo_code_is_put_on_an_order_while_it_holds_and_gives_its_use_back(test: TestDb) {
    let desk = Desk::random(&test, seed(703), 20).await;
    let orders_open = open(&desk);
    let (first, second) = (&orders_open[0], &orders_open[1]);
    let terms = Terms {
        code: "Herbst".into(),
        cut: Cut::Percent(10),
        from: None,
        until: None,
        most: Some(1),
        most_each: None,
        offers: Vec::new(),
    };
    let id = promos::save(&test.db, UserId(1), Which::New(PromoId(9_001)), &terms, ids::now()).await.unwrap();
    let used = || async { promos::fetch(&test.db, id).await.unwrap().used };
    let put = wanted(&test, first, "herbst", 10).await;
    assert_eq!(orders::try_price(&test.db, first.id, &put).await.unwrap(), Ok(true));
    assert_eq!(used().await, 0, "nothing is written yet");
    for _ in 0..5 {
        assert_eq!(orders::reprice(&test.db, &ask(first, 1, "herbst"), &put).await.unwrap(), Ok(()));
    }
    let now = card(&test, first).await.order;
    assert_eq!((now.promo.as_deref(), now.discount, used().await), (Some("Herbst"), put.discount, 1));
    // It may be used once, and takes off what it says.
    let spent = wanted(&test, second, "HERBST", 10).await;
    let refused = orders::reprice(&test.db, &ask(second, 2, "herbst"), &spent).await.unwrap();
    assert_eq!(refused, Err(PriceRefusal::Promo(PromoRefusal::UsedUp)));
    let off = wanted(&test, &now, "", 0).await;
    assert_eq!(orders::reprice(&test.db, &ask(&now, 3, "off"), &off).await.unwrap(), Ok(()));
    let now = card(&test, first).await.order;
    assert_eq!((now.promo, now.discount, used().await), (None, 0, 0), "its use is given back");
    let wrong = wanted(&test, second, "Herbst", 20).await;
    let refused = orders::reprice(&test.db, &ask(second, 4, "herbst"), &wrong).await.unwrap();
    assert_eq!(refused, Err(PriceRefusal::PromoChanged));
    assert_eq!(card(&test, second).await.order, *second);
}

/// The price that an order has, with this promo code, which takes off so many per cent.
async fn wanted(test: &TestDb, order: &Order, code: &str, percent: i64) -> NewPrice {
    let card = card(test, order).await;
    let zone = domain::Zone::utc();
    let reader = Reader { currency: order.currency, locale: domain::Locale::En, zone: &zone, now: ids::now() };
    let exponent = order.currency.exponent();
    let mut pairs: Pairs = card
        .lines
        .iter()
        .flat_map(|line| {
            let price = domain::money::decimal_text(line.amount, exponent);
            [("line_id", line.id.to_string()), ("line_title", line.title.clone()), ("line_price", price)]
        })
        .map(|(name, text)| (name.to_owned(), text))
        .collect();
    pairs.push(("discount".into(), domain::money::decimal_text(order.discount, exponent)));
    pairs.push(("promo".into(), code.into()));
    read_price(&pairs, order, &reader, |money| {
        Ok(("Herbst".into(), domain::order::new_form::share(money.minor, percent.into()).unwrap()))
    })
    .unwrap()
}
