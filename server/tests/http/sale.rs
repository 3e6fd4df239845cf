//! A sale through the doors of the server: entries of a ledger in two steps, orders made by hand, contacts, what is sold;
//! each once, on what was seen, and only of what is in sight.

use crate::support::{Answer, Browser, Desk, desks};
use axum::http::StatusCode;
use domain::{Conditions, Order, Role, Sort, funnel::Sight};
use server::seed::{Plan, run};
use store::{Sql, orders::Batch};

async fn seeded(desk: &Desk) -> Vec<Order> {
    run(&desk.db, &Plan { orders: 40, seed: 3, now: domain::testing::NOW }, |_| {}).await.unwrap();
    Batch::open(&desk.db, Conditions::default(), Sort::default()).await.unwrap().next().await.unwrap()
}

async fn again(desk: &Desk, order: &Order) -> Order {
    store::orders::by_ids(&desk.db, &[order.id], Sight::Everything).await.unwrap().remove(0)
}

fn page(order: &Order) -> String {
    format!("/orders/{}", domain::filter::encode_component(order.number.as_str()))
}

/// Sends a form of the order's page.
async fn sent(browser: &mut Browser<'_>, door: &str, order: &Order, key: &str, more: &[(&str, &str)]) -> Answer {
    let seen = format!("{}:{}", order.id, order.version);
    let fields: Vec<(&str, &str)> =
        [("idempotency_key", key), ("order", &seen)].into_iter().chain(more.iter().copied()).collect();
    browser.post(door, &fields).await
}

#[tokio::test]
async fn money_is_shown_before_it_is_written_and_written_once() {
    for desk in desks().await {
        let orders = seeded(&desk).await;
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        let order = &orders[0];
        let typed = [("what", "receive"), ("amount", "12,50"), ("method", "cash"), ("reference", "R-1")];
        let asked = sent(&mut browser, "/orders/ledger", order, "receive-0001", &typed).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        assert_eq!(asked.location(), format!("{}#ledger", page(order)));
        assert_eq!(again(&desk, order).await, *order, "nothing is written yet");
        let shown = browser.get(&page(order)).await.body;
        assert!(shown.contains("name=\"confirmed\""), "the page asks to confirm");
        let confirmed: Vec<_> = typed.iter().copied().chain([("confirmed", "yes")]).collect();
        for _ in 0..5 {
            let done = sent(&mut browser, "/orders/ledger", order, "receive-0001", &confirmed).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
        }
        let now = again(&desk, order).await;
        let minor = if order.currency.exponent() == 0 { 0 } else { 1_250 };
        assert_eq!((now.paid - order.paid, now.version - order.version), (minor, i64::from(minor > 0)));
        // Seen before that: the page comes back with what was typed.
        let stale = sent(&mut browser, "/orders/ledger", order, "receive-0002", &confirmed).await;
        assert_eq!(stale.status, StatusCode::SEE_OTHER);
        let shown = browser.get(&page(order)).await.body;
        assert!(shown.contains("R-1") && shown.contains("a changé entre-temps"), "said, and nothing typed is lost");
        assert_eq!(again(&desk, order).await.version, now.version);
    }
}

#[tokio::test]
async fn broken_forms_and_orders_out_of_sight_change_nothing() {
    for desk in desks().await {
        let orders = seeded(&desk).await;
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        let order = &orders[0];
        let doors = ["ledger", "comment", "access", "touch", "price", "facts"].map(|door| format!("/orders/{door}"));
        for door in doors.iter().map(String::as_str) {
            assert_eq!(browser.post(door, &[("order", "x")]).await.status, StatusCode::BAD_REQUEST, "{door}");
            let gone = [("idempotency_key", "0123456789"), ("order", "1:1"), ("what", "write"), ("body", "x")];
            assert_eq!(browser.post(door, &gone).await.status, StatusCode::NOT_FOUND, "{door}");
            let strange = sent(&mut browser, door, order, "strange-0001", &[("what", "steal")]).await;
            assert_eq!(strange.status, StatusCode::SEE_OTHER, "{door}");
        }
        // A funnel that managers do not see: its orders are not there for them.
        desk.execute("update funnels set managers_see = 0", []).await;
        let hidden =
            sent(&mut browser, "/orders/comment", order, "hidden-0001", &[("what", "write"), ("body", "x")]).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        let client = browser.get(&format!("/contacts/{}", order.contact.id)).await;
        assert_eq!(client.status, StatusCode::NOT_FOUND);
        assert_eq!(again(&desk, order).await, *order);
    }
}

#[tokio::test]
async fn who_cancels_is_asked_what_becomes_of_the_money_and_a_price_is_shown_first() {
    for desk in desks().await {
        let orders = seeded(&desk).await;
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        let paid = |order: &&Order| order.received() > 0 && order.stage.kind.is_open() && order.archived_at.is_none();
        let order = orders.iter().find(paid).unwrap();
        let cancel = [("action", "stage:cancelled"), ("next", &page(order))];
        let asked = sent(&mut browser, "/orders/change", order, "cancel-0001", &cancel).await;
        assert_eq!(asked.location(), page(order));
        assert_eq!(again(&desk, order).await, *order, "nothing is done yet");
        let shown = browser.get(&page(order)).await.body;
        assert!(shown.contains("name='money' value='refund'"), "what becomes of the money is asked");
        let confirmed =
            |reason: &'static str| [("confirmed", "yes"), ("access", "keep"), ("money", "refund"), ("reason", reason)];
        let silent: Vec<_> = cancel.iter().copied().chain(confirmed(" ")).collect();
        sent(&mut browser, "/orders/change", order, "cancel-0001", &silent).await;
        assert_eq!(again(&desk, order).await, *order, "a refund needs a reason");
        let said: Vec<_> = cancel.iter().copied().chain(confirmed("changed their mind")).collect();
        for _ in 0..3 {
            sent(&mut browser, "/orders/change", order, "cancel-0001", &said).await;
        }
        let now = again(&desk, order).await;
        assert_eq!((now.received(), now.due, now.stage.kind), (0, 0, domain::StageKind::Cancelled));
        // A price is looked over first.
        let other = orders.iter().find(|o| o.id != order.id && o.archived_at.is_none()).unwrap();
        let price = [("line_title", "Atelier"), ("line_quantity", "1"), ("line_price", "12"), ("discount", "")];
        sent(&mut browser, "/orders/price", other, "price-0001", &price).await;
        assert_eq!(again(&desk, other).await, *other, "nothing is written yet");
        assert!(browser.get(&page(other)).await.body.contains("action=\"/orders/price\""));
        let done: Vec<_> = price.iter().copied().chain([("confirmed", "yes")]).collect();
        sent(&mut browser, "/orders/price", other, "price-0001", &done).await;
        assert_eq!(again(&desk, other).await.version, other.version + 1);
    }
}

#[tokio::test]
async fn a_client_is_made_on_the_card_and_another_offer_and_promo_code_are_found_by_their_names() {
    for desk in desks().await {
        let orders = seeded(&desk).await;
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        let order = orders.iter().find(|o| o.archived_at.is_none() && o.offer.is_some()).unwrap();
        let nobody = [("what", "client"), ("client_q", "Zzyzx")];
        sent(&mut browser, "/orders/facts", order, "facts-0001", &nobody).await;
        let shown = browser.get(&page(order)).await.body;
        assert!(shown.contains("value=\"Zzyzx\""), "what was typed is kept, and somebody new may be written down");
        let known = "select count(*) from contacts";
        let before = desk.count(known).await;
        let new = [("what", "client"), ("client_q", ""), ("last_name", "Neuf"), ("email", "neuf@example.org")];
        for _ in 0..3 {
            let done = sent(&mut browser, "/orders/facts", order, "facts-0002", &new).await;
            assert_eq!(done.location(), format!("{}#client", page(order)));
        }
        let now = again(&desk, order).await;
        assert_eq!((now.contact.display_name().as_str(), desk.count(known).await), ("Neuf", before + 1));
        // The same address once more: who is known is offered first.
        sent(&mut browser, "/orders/facts", &now, "facts-0003", &new).await;
        let shown = browser.get(&page(order)).await.body;
        assert!(
            shown.contains(&format!("name=\"contact\" value=\"{}\"", now.contact.id))
                && shown.contains("value=\"new\"")
        );
        let broken = [("what", "client"), ("last_name", "Neuf"), ("email", "neuf@")];
        sent(&mut browser, "/orders/facts", &now, "facts-0004", &broken).await;
        assert!(browser.get(&page(order)).await.body.contains("aria-invalid"));
        assert_eq!((again(&desk, order).await, desk.count(known).await), (now.clone(), before + 1));
        // By its whole name an offer is taken, by a part of it chosen; none is one too.
        let offered = store::shop::offers(&desk.db).await.unwrap();
        let other = offered.iter().find(|o| o.terms.published && Some(o.id) != now.offer_id).unwrap();
        let part: String = other.terms.title.chars().take(3).collect();
        sent(&mut browser, "/orders/facts", &now, "facts-0005", &[("what", "offer"), ("offer_q", &part)]).await;
        assert!(browser.get(&page(order)).await.body.contains(&format!("name=\"offer\" value=\"{}\"", other.id)));
        let id = other.id.to_string();
        let chosen = [("what", "offer"), ("offer_q", part.as_str()), ("offer", id.as_str())];
        sent(&mut browser, "/orders/facts", &now, "facts-0006", &chosen).await;
        let now = again(&desk, order).await;
        assert_eq!((now.offer_id, now.offer.as_deref()), (Some(other.id), Some(other.terms.title.as_str())));
        sent(&mut browser, "/orders/facts", &now, "facts-0007", &[("what", "offer"), ("offer_q", " ")]).await;
        let now = again(&desk, order).await;
        assert_eq!(now.offer, None);
        // A promo code is looked over with the price.
        let cut = domain::promo::Terms {
            code: "Zehn".into(),
            cut: domain::promo::Cut::Percent(10),
            from: None,
            until: None,
            most: None,
            most_each: None,
            offers: Vec::new(),
        };
        let which = store::shop::Which::New(domain::ids::PromoId(77));
        store::promos::save(&desk.db, user.id, which, &cut, store::ids::now()).await.unwrap();
        let price = [("line_title", "Atelier"), ("line_quantity", "1"), ("line_price", "100"), ("promo", "zehn")];
        sent(&mut browser, "/orders/price", &now, "price-0001", &price).await;
        let shown = browser.get(&page(order)).await.body;
        let minor = domain::Money::new(10 * 10_i64.pow(now.currency.exponent().into()), now.currency).minor;
        let reviewed = format!("name=\"promo_cut\" value=\"{minor}\"");
        assert!(shown.contains(&reviewed), "what it takes off is shown first");
        let cut = minor.to_string();
        let sure = [("confirmed", "yes"), ("promo_cut", "1")];
        let other: Vec<_> = price.iter().copied().chain(sure).collect();
        sent(&mut browser, "/orders/price", &now, "price-0002", &other).await;
        assert_eq!(again(&desk, order).await, now, "something else than was looked over is not done");
        let sure: Vec<_> = price.iter().copied().chain([("confirmed", "yes"), ("promo_cut", cut.as_str())]).collect();
        sent(&mut browser, "/orders/price", &now, "price-0003", &sure).await;
        let now = again(&desk, order).await;
        assert_eq!((now.promo.as_deref(), now.discount), (Some("Zehn"), minor));
    }
}

#[tokio::test]
async fn the_same_form_makes_one_order_and_what_is_refused_is_kept() {
    for desk in desks().await {
        let orders = seeded(&desk).await;
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        let place = format!("{}/{}", orders[0].funnel.slug, orders[0].stage.slug);
        let contact = orders[0].contact.id.to_string();
        let form = |price: &'static str| {
            vec![
                ("idempotency_key", "new-1-0000000"),
                ("generation", "0"),
                ("do", "create"),
                ("contact", contact.as_str()),
                ("stage", place.as_str()),
                ("line_title", "Atelier"),
                ("line_quantity", "2"),
                ("line_price", price),
            ]
        };
        let refused = browser.post("/new-order", &form("douze")).await;
        assert_eq!((refused.status, refused.location()), (StatusCode::SEE_OTHER, "/new-order"));
        let shown = browser.get("/new-order").await.body;
        assert!(shown.contains("value=\"douze\""), "what was typed is kept");
        assert!(shown.contains("aria-invalid=\"true\""), "and what is wrong is said");
        let before = desk.count("select count(*) from orders").await;
        let made = browser.post("/new-order", &form("12,25")).await;
        let address = made.location().to_owned();
        assert!(address.starts_with("/orders/"), "{address}");
        for _ in 0..3 {
            assert_eq!(
                browser.post("/new-order", &form("12,25")).await.location(),
                address,
                "sent again, it is the same"
            );
        }
        assert_eq!(desk.count("select count(*) from orders").await, before + 1);
        let changed = browser.post("/new-order", &form("13")).await;
        assert_eq!(changed.location(), "/new-order", "another order needs another form");
        assert_eq!(desk.count("select count(*) from orders").await, before + 1);
        let shown = browser.get("/new-order").await.body;
        assert!(shown.contains("value=\"13\"") && shown.contains("new-"), "what was typed is kept for another one");
        assert!(browser.get(&address).await.body.contains("24,50"));
    }
}

#[tokio::test]
async fn what_is_kept_while_somebody_types_is_theirs_and_says_what_it_comes_to() {
    for desk in desks().await {
        seeded(&desk).await;
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        let typed = "generation=0&line_title=Atelier&line_quantity=3&line_price=19%2C99";
        let answer = browser.call("/api/orders/keep_form", &serde_json::json!({ "form": typed })).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains("59,97"), "{}", answer.body);
        assert!(browser.get("/new-order").await.body.contains("value=\"19,99\""));
        let owner = desk.user(Role::Owner).await;
        assert!(!desk.browser_of(&owner).await.get("/new-order").await.body.contains("19,99"));
    }
}

#[tokio::test]
async fn contacts_are_changed_under_their_version_and_lead_on_after_a_merge() {
    for desk in desks().await {
        let orders = seeded(&desk).await;
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        let into = orders[0].contact.id;
        let from = orders.iter().map(|o| o.contact.id).find(|id| *id != into).unwrap();
        let (a, b) = (from.to_string(), into.to_string());
        let save = [("contact", a.as_str()), ("version", "1"), ("last_name", "Nouveau"), ("email", "n@example.org")];
        assert_eq!(browser.post("/contacts/save", &save).await.location(), format!("/contacts/{a}"));
        assert!(browser.get(&format!("/contacts/{a}")).await.body.contains("Nouveau"));
        let stale = browser.post("/contacts/save", &save).await;
        assert_eq!(stale.status, StatusCode::SEE_OTHER);
        let merged = browser.post("/contacts/merge", &[("from", &a), ("into", &b)]).await;
        assert_eq!(merged.location(), format!("/contacts/{b}"));
        assert_eq!(browser.get(&format!("/contacts/{a}")).await.location(), format!("/contacts/{b}"));
        let mut tx = desk.db.read().await.unwrap();
        let left: (i64,) =
            tx.one(Sql::with("select count(*) from orders where contact_id = $1", [from.0.into()])).await.unwrap();
        assert_eq!(left.0, 0);
        assert_eq!(browser.get("/contacts/nobody").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/catalogue/nothing").await.status, StatusCode::NOT_FOUND);
    }
}
