//! Orders made by hand: one for each form, with a client who is found or new, a plan, and a promo code that holds.

use super::{
    TestDb,
    changes::key,
    random::{Desk, seed},
};
use domain::{
    Currency, OrderKind, PaymentStatus, Slug, Zone,
    catalogue::{OfferTerms, ProductKind, ProductTerms},
    contact::ContactFacts,
    filter::Pairs,
    funnel::Sight,
    ids::{ContactId, OfferId, ProductId, PromoId, UserId},
    order::{
        Payment, PaymentState,
        access::AccessRule,
        ledger::Entry,
        ledger_form::Reader,
        new_form::{Sketch, read},
        subscription::SubscriptionState,
    },
    promo::{Cut, PromoRefusal, Terms},
    time::DAY,
};
use store::{
    StoreError, clients, contacts, drafts, ids,
    orders::{self, Making, create::FORM},
    promos,
    shop::{self, Which},
};

pub(super) fn form(pairs: &[(&str, &str)]) -> Pairs {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A form in which nothing is missing, with more fields.
pub(super) fn whole(more: &[(&str, &str)]) -> Pairs {
    let mut pairs = form(more);
    pairs.extend(form(&[
        ("contact", "7"),
        ("stage", "standard/new"),
        ("line_title", "Zen"),
        ("line_quantity", "2"),
        ("line_price", "150"),
        ("manager", "2"),
        ("tags", "vip, neu"),
        ("comment", "Par téléphone"),
    ]));
    pairs
}

fn sketch(pairs: &Pairs, cut: Result<i64, PromoRefusal>) -> Sketch {
    let zone = Zone::utc();
    let reader = Reader { currency: Currency::EURO, locale: domain::Locale::En, zone: &zone, now: ids::now() };
    let (sketch, wrong) = read(pairs, &reader, |_, _| cut);
    assert_eq!(wrong, [], "{pairs:?}");
    sketch
}

pub(super) fn making(n: usize, pairs: &Pairs) -> Making {
    with_cut(n, pairs, Ok(0))
}

fn with_cut(n: usize, pairs: &Pairs, cut: Result<i64, PromoRefusal>) -> Making {
    let said = domain::filter::encode_pairs(pairs.iter().cloned());
    Making { user: UserId(1), key: key(n), said, sketch: sketch(pairs, cut), surely_new: false }
}

/// An offer of this price in euros, in the simplest terms.
pub(super) fn offer_terms(title: &str, price: i64) -> OfferTerms {
    OfferTerms {
        title: title.into(),
        price: domain::Money::new(price, Currency::EURO),
        kind: OrderKind::Standard,
        funnel: None,
        parts: None,
        period: None,
        access_days: None,
        access_rule: AccessRule::Keep,
        products: Vec::new(),
        published: true,
    }
}

pub(super) async fn desk(test: &TestDb, n: u64) -> String {
    let desk = Desk::random(test, seed(n), 3).await;
    let funnel = desk.cast.funnels.default_funnel().unwrap();
    let stage = funnel.stages.iter().find(|s| s.kind == domain::StageKind::New).unwrap();
    format!("{}/{}", funnel.slug, stage.slug)
}

pub(super) fn at(place: &str, mut pairs: Pairs) -> Pairs {
    for (_, value) in pairs.iter_mut().filter(|(name, _)| name == "stage") {
        place.clone_into(value);
    }
    pairs
}

pub async fn the_same_form_from_many_tabs_makes_one_order(test: TestDb) {
    let place = desk(&test, 501).await;
    let pairs = at(
        &place,
        whole(&[("kind", "instalments"), ("parts", "3"), ("first_due", "2031-01-31"), ("discount", "0.01")]),
    );
    let before = test.number("select count(*) from orders").await;
    let made = futures::future::join_all((0..10).map(|_| {
        let (db, making) = (test.db.clone(), making(1, &pairs));
        async move {
            loop {
                match orders::create(&db, &making).await {
                    Err(StoreError::Unavailable(_)) => {}
                    made => return made.unwrap().unwrap(),
                }
            }
        }
    }))
    .await;
    assert!(made.iter().all(|number| *number == made[0]));
    assert_eq!(test.number("select count(*) from orders").await, before + 1);
    let card = orders::fetch(&test.db, &made[0], Sight::Everything).await.unwrap();
    let order = &card.order;
    assert_eq!((order.subtotal, order.discount, order.total, order.due), (30_000, 1, 29_999, 29_999));
    assert_eq!(
        (order.kind, order.payment, order.origin.as_str()),
        (OrderKind::Instalments, PaymentStatus::Unpaid, "manual")
    );
    assert_eq!(order.manager.as_ref().map(|m| m.id), Some(UserId(2)));
    assert_eq!(order.tags.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["neu", "vip"]);
    assert_eq!(order.products[0].slug, Slug::parse("zen"), "a title of a product is the product");
    assert_eq!(card.comments[0].body, "Par téléphone");
    let parts: Vec<i64> = card.payments.iter().map(|p| p.amount).collect();
    assert_eq!(parts, [9_999, 9_999, 10_001]);
    assert_eq!(order.next_due_at, card.payments[0].due_at);
    assert_eq!(card.events.len(), 1);
    let other = at(&place, whole(&[("source", "fair")]));
    let reused = orders::create(&test.db, &making(1, &other)).await;
    assert!(matches!(reused, Err(StoreError::KeyReused)));
}

pub async fn a_new_client_is_made_unless_one_is_known_by_e_mail_or_phone(test: TestDb) {
    let place = desk(&test, 502).await;
    let named = |more: &[(&str, &str)]| {
        let mut pairs = at(&place, whole(more));
        pairs.retain(|(name, _)| name != "contact");
        pairs
    };
    let first = named(&[
        ("first_name", "Olena"),
        ("last_name", "Koval"),
        ("email", "Olena.K@Example.org"),
        ("phone", "+380 44 123 45 67"),
    ]);
    let number = orders::create(&test.db, &making(1, &first)).await.unwrap().unwrap();
    let card = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
    assert_eq!(card.order.contact.display_name(), "Olena Koval");
    for (n, known) in [("email", " olena.k@example.ORG"), ("phone", "00380441234567")].iter().enumerate() {
        let again = named(&[("last_name", "K."), (known.0, known.1)]);
        let refused = orders::create(&test.db, &making(10 + n, &again)).await.unwrap();
        assert_eq!(refused, Err(vec![("contact".into(), "client_exists")]));
        let sure = Making { surely_new: true, ..making(20 + n, &again) };
        assert!(orders::create(&test.db, &sure).await.unwrap().is_ok());
    }
    let same = contacts::same(&test.db, "olena.k@example.org", "", Sight::Everything).await.unwrap();
    assert_eq!(same.len(), 2);
    let gone = at(&place, whole(&[("contact", "424242")]));
    let refused = orders::create(&test.db, &making(30, &gone)).await.unwrap();
    assert_eq!(refused, Err(vec![("contact".into(), "client_gone")]));
}

pub async fn two_contacts_that_are_one_are_merged_with_their_orders(test: TestDb) {
    let place = desk(&test, 503).await;
    let mut ids_of = Vec::new();
    for (n, name) in ["Zorianaxy", "Zorianaqq"].iter().enumerate() {
        let mut pairs = at(&place, whole(&[("first_name", name), ("phone", "+380 50 999 88 77")]));
        pairs.retain(|(field, _)| field != "contact");
        let sure = Making { surely_new: true, ..making(n, &pairs) };
        let number = orders::create(&test.db, &sure).await.unwrap().unwrap();
        let card = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
        ids_of.push((card.order.contact.id, number));
    }
    let [(from, moved), (into, _)] = &ids_of[..] else { panic!("two clients") };
    let page = |id: ContactId| clients::page(&test.db, id, Sight::Everything);
    let clients::Page::Of(sheet) = page(*into).await.unwrap() else { panic!("not there") };
    assert_eq!(sheet.same.iter().map(|c| c.id).collect::<Vec<_>>(), [*from]);
    clients::merge(&test.db, UserId(1), *from, *into, ids::now()).await.unwrap();
    let again = clients::merge(&test.db, UserId(1), *from, *into, ids::now()).await;
    assert!(matches!(again, Err(StoreError::Conflict)));
    let clients::Page::Moved(to) = page(*from).await.unwrap() else { panic!("not moved") };
    assert_eq!(to, *into);
    let clients::Page::Of(sheet) = page(*into).await.unwrap() else { panic!("not there") };
    assert_eq!((sheet.orders.len(), sheet.money[0].ordered, sheet.money[0].due), (2, 60_000, 60_000));
    let card = orders::fetch(&test.db, moved, Sight::Everything).await.unwrap();
    assert_eq!(card.order.contact.first_name, "Zorianaqq");
    // Found by the name that it has now, no longer by the other one.
    let found = |text: &'static str| {
        let filter = domain::OrderFilter { search: text.into(), ..domain::OrderFilter::default() };
        let zone = Zone::utc();
        let conditions = filter.resolve(&domain::filter::Moment { now: ids::now(), zone: &zone, me: None });
        let db = test.db.clone();
        async move { orders::totals(&db, &conditions).await.unwrap().orders }
    };
    assert_eq!((found("zorianaqq").await, found("zorianaxy").await), (2, 0));
    // A form that still names the old one makes an order of the new one.
    let old = at(&place, whole(&[("contact", &from.to_string())]));
    let mut old = old;
    old.dedup_by(|a, b| a.0 == "contact" && b.0 == "contact");
    old.retain(|(name, value)| name != "contact" || *value == from.to_string());
    let number = orders::create(&test.db, &making(9, &old)).await.unwrap().unwrap();
    let card = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
    assert_eq!(card.order.contact.id, *into);
    let facts = ContactFacts { last_name: "Новенька".into(), ..sheet.facts.clone() };
    clients::change(&test.db, UserId(1), *into, sheet.version, &facts, ids::now()).await.unwrap();
    assert_eq!((found("новенька").await, found("zorianaqq").await), (3, 3));
    let stale = clients::change(&test.db, UserId(1), *into, sheet.version, &sheet.facts, ids::now()).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
}

pub async fn a_promo_code_is_used_as_often_as_it_may_and_given_back(test: TestDb) {
    let place = desk(&test, 504).await;
    let terms = Terms {
        code: "Été 25".into(),
        cut: Cut::Percent(25),
        from: None,
        until: None,
        most: Some(2),
        most_each: None,
        offers: Vec::new(),
    };
    let id = promos::save(&test.db, UserId(1), Which::New(PromoId(ids::next())), &terms, ids::now()).await.unwrap();
    let taken = promos::save(
        &test.db,
        UserId(1),
        Which::New(PromoId(ids::next())),
        &Terms { code: "été25".into(), ..terms.clone() },
        ids::now(),
    )
    .await;
    assert!(matches!(taken, Err(StoreError::Taken(_))));
    let pairs = at(&place, whole(&[("promo", "ÉTÉ 25")]));
    let mut numbers = Vec::new();
    for n in 0..2 {
        let number = orders::create(&test.db, &with_cut(n, &pairs, Ok(7_500))).await.unwrap().unwrap();
        let card = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
        assert_eq!((card.order.discount, card.order.total), (7_500, 22_500));
        numbers.push(card.order);
    }
    let over = orders::create(&test.db, &with_cut(3, &pairs, Ok(7_500))).await.unwrap();
    assert_eq!(over, Err(vec![("promo".into(), "promo_used_up")]));
    let changed = orders::create(&test.db, &with_cut(4, &pairs, Ok(7_000))).await.unwrap();
    assert!(changed.is_err());
    assert_eq!(promos::fetch(&test.db, id).await.unwrap().used, 2);
    // A cancelled order gives its use back.
    let cancel = domain::order::Action::Move(Slug::parse("cancelled").unwrap());
    let aim = orders::Aim::Chosen(vec![(numbers[0].id, numbers[0].version)]);
    let outcome = orders::change(&test.db, super::changes::change(5, aim, cancel)).await.unwrap();
    assert_eq!(outcome.changed, 1);
    assert_eq!(promos::fetch(&test.db, id).await.unwrap().used, 1);
    assert!(orders::create(&test.db, &with_cut(6, &pairs, Ok(7_500))).await.unwrap().is_ok());
    let promo = promos::fetch(&test.db, id).await.unwrap();
    promos::archive(&test.db, UserId(1), (id, promo.version), true, ids::now()).await.unwrap();
    let stale = promos::archive(&test.db, UserId(1), (id, promo.version), false, ids::now()).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
}

pub async fn a_subscription_is_charged_by_the_clock(test: TestDb) {
    let place = desk(&test, 505).await;
    let first = (chrono_day(-40)).to_string();
    let pairs = at(&place, whole(&[("kind", "subscription"), ("period", "month"), ("first_due", &first)]));
    let number = orders::create(&test.db, &making(1, &pairs)).await.unwrap().unwrap();
    let fetch = || orders::fetch(&test.db, &number, Sight::Everything);
    let card = fetch().await.unwrap();
    assert_eq!((card.order.total, card.payments.len()), (30_000, 2), "the first charge is asked for, the next planned");
    assert_eq!(orders::charge_due(&test.db, ids::now()).await.unwrap(), 1);
    assert_eq!(orders::charge_due(&test.db, ids::now()).await.unwrap(), 0, "each charge is asked for once");
    let card = fetch().await.unwrap();
    assert_eq!((card.order.total, card.order.due, card.lines.len()), (60_000, 60_000, 2));
    assert!(card.order.is_overdue(ids::now()));
    let open = |p: &&Payment| p.state == PaymentState::Planned;
    assert_eq!(card.payments.iter().filter(open).count(), 3);
    let asked = orders::Ask {
        user: UserId(1),
        key: key(70),
        said: "pause".into(),
        order: card.order.id,
        seen: Some(card.order.version),
    };
    assert_eq!(orders::write_ledger(&test.db, &asked, &Entry::Pause).await.unwrap(), Ok(()));
    let later = ids::now().plus_millis(400 * DAY);
    assert_eq!(orders::charge_due(&test.db, later).await.unwrap(), 0, "what is paused is not charged");
    assert_eq!(fetch().await.unwrap().subscription.unwrap().state, SubscriptionState::Paused);
    let (kept, summed) = (
        test.number("select cast(sum(ordered) as bigint) from order_rollups").await,
        test.number("select cast(sum(total) as bigint) from orders").await,
    );
    assert_eq!(kept, summed);
}

fn chrono_day(days: i64) -> chrono::NaiveDate {
    Zone::utc().date_of(ids::now().plus_millis(days * DAY))
}

pub async fn a_form_under_way_is_kept_until_it_is_sent(test: TestDb) {
    let place = desk(&test, 506).await;
    let (user, pairs) = (UserId(1), at(&place, whole(&[])));
    assert_eq!(drafts::find(&test.db, user, FORM).await.unwrap(), drafts::Draft::default());
    drafts::keep(&test.db, user, FORM, 0, &pairs, ids::now()).await.unwrap();
    assert_eq!(drafts::find(&test.db, user, FORM).await.unwrap().pairs, pairs);
    assert_eq!(drafts::find(&test.db, UserId(2), FORM).await.unwrap().pairs, []);
    orders::create(&test.db, &making(1, &pairs)).await.unwrap().unwrap();
    let sent = drafts::find(&test.db, user, FORM).await.unwrap();
    assert_eq!((sent.generation, sent.pairs.len()), (1, 0));
    // A tab that was left open does not bring it back.
    drafts::keep(&test.db, user, FORM, 0, &pairs, ids::now()).await.unwrap();
    assert_eq!(drafts::find(&test.db, user, FORM).await.unwrap(), sent);
}

pub async fn what_is_sold_is_shaped_under_its_version_and_never_reaches_an_order(test: TestDb) {
    let place = desk(&test, 507).await;
    let terms = ProductTerms { title: "Atelier d’été".into(), kind: ProductKind::Course, published: true };
    let product =
        shop::save_product(&test.db, UserId(1), Which::New(ProductId(ids::next())), &terms, ids::now()).await.unwrap();
    let twin =
        shop::save_product(&test.db, UserId(1), Which::New(ProductId(ids::next())), &terms, ids::now()).await.unwrap();
    assert_ne!(product, twin, "two products may have one title; their slugs differ");
    let offer =
        OfferTerms { access_days: Some(30), products: vec![twin, product], ..offer_terms("Été complet", 30_000) };
    let id: OfferId =
        shop::save_offer(&test.db, UserId(1), Which::New(OfferId(ids::next())), &offer, ids::now()).await.unwrap();
    let stored = shop::offer_of(&test.db, id).await.unwrap();
    assert_eq!((stored.version, &stored.terms), (1, &offer));
    let pairs = at(&place, whole(&[("offer", &id.to_string())]));
    let number = orders::create(&test.db, &making(1, &pairs)).await.unwrap().unwrap();
    let changed = OfferTerms { title: "Autre".into(), published: false, products: vec![product], ..offer };
    shop::save_offer(&test.db, UserId(1), Which::Seen(id, 1), &changed, ids::now()).await.unwrap();
    let again = shop::save_offer(&test.db, UserId(1), Which::Seen(id, 1), &changed, ids::now()).await;
    assert!(matches!(again, Ok(same) if same == id), "the same form twice was done");
    let other = OfferTerms { title: "Troisième".into(), ..changed.clone() };
    let stale = shop::save_offer(&test.db, UserId(1), Which::Seen(id, 1), &other, ids::now()).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
    assert_eq!(shop::offer_of(&test.db, id).await.unwrap().terms, changed);
    let card = orders::fetch(&test.db, &number, Sight::Everything).await.unwrap();
    assert_eq!(card.order.offer.as_deref(), Some("Été complet"));
    let retitled = ProductTerms { title: "Zen 3".into(), ..terms.clone() };
    let stale = shop::save_product(&test.db, UserId(1), Which::Seen(product, 7), &retitled, ids::now()).await;
    assert!(matches!(stale, Err(StoreError::Conflict)));
    let renamed = ProductTerms { title: "Zen 2".into(), published: false, ..terms };
    shop::save_product(&test.db, UserId(1), Which::Seen(product, 1), &renamed, ids::now()).await.unwrap();
    assert_eq!(shop::product_of(&test.db, product).await.unwrap().terms, renamed);
    assert!(matches!(shop::product_of(&test.db, ProductId(0)).await, Err(StoreError::NotFound)));
}
