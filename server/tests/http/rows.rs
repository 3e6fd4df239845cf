//! The list that is scrolled through, as the client asks for it and as the form without the client is sent.

use crate::support::{Browser, Desk, desks};
use axum::http::StatusCode;
use domain::{Role, Timestamp, filter::encode_component};
use serde_json::{Value, json};
use server::seed::{Plan, run};

const NOW: Timestamp = Timestamp(1_795_435_200_000);

async fn seeded(desk: &Desk) -> Browser<'_> {
    run(&desk.db, &Plan { orders: 300, seed: 3, now: NOW }, |_| {}).await.unwrap();
    desk.browser_of(&desk.user(Role::Viewer).await).await
}

async fn ask(browser: &mut Browser<'_>, function: &str, arguments: Value) -> (StatusCode, Value) {
    let answer = browser.call(&format!("/api/orders/{function}"), &arguments).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or(Value::Null))
}

fn numbers(page: &Value) -> Vec<String> {
    let orders = page["orders"].as_array().unwrap();
    orders.iter().map(|order| order["number"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn rows_follow_one_another_by_cursor_and_no_request_gives_more_than_two_hundred() {
    for desk in desks().await {
        let mut browser = seeded(&desk).await;
        let (status, first) = ask(&mut browser, "rows", json!({ "query": "", "at": null, "limit": 9999 })).await;
        assert_eq!(status, StatusCode::OK);
        let first_numbers = numbers(&first);
        assert_eq!((first_numbers.len(), &first["more"]), (200, &json!(true)));
        let after = format!("after={}", encode_component(&first_numbers[9]));
        let (_, next) = ask(&mut browser, "rows", json!({ "query": after, "at": null, "limit": 5 })).await;
        assert_eq!(numbers(&next), first_numbers[10..15]);
        let before = format!("before={}", encode_component(&first_numbers[9]));
        let (_, back) = ask(&mut browser, "rows", json!({ "query": before, "at": null, "limit": 5 })).await;
        assert_eq!(numbers(&back), first_numbers[4..9]);
        let (_, days) = ask(&mut browser, "histogram", json!({ "query": "" })).await;
        let counted: i64 = days.as_array().unwrap().iter().map(|day| day[1].as_i64().unwrap()).sum();
        assert_eq!(counted, desk.count("select count(*) from orders where archived = 0").await);
    }
}

#[tokio::test]
async fn a_place_becomes_a_link_with_a_cursor_without_the_client() {
    for desk in desks().await {
        let mut browser = seeded(&desk).await;
        let there = browser.get("/jump?kind=standard&sort=client&from=m").await;
        assert_eq!(there.status, StatusCode::SEE_OTHER);
        let (head, number) = there.location().split_once("&after=").unwrap();
        assert_eq!(head, "/orders?kind=standard&sort=client");
        let page = browser.get(there.location()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("class='row'"));
        let told = json!({ "query": "kind=standard&sort=client", "from": "m" });
        let (_, cursor) = ask(&mut browser, "seek", told).await;
        assert_eq!(encode_component(cursor["After"].as_str().unwrap()), number);
    }
}

#[tokio::test]
async fn what_names_no_place_is_said_on_the_list() {
    for desk in desks().await {
        let mut browser = seeded(&desk).await;
        let refused = browser.get("/jump?sort=-total&from=beaucoup").await;
        assert_eq!(refused.location(), "/orders?sort=-total&from=beaucoup");
        assert!(browser.get(refused.location()).await.body.contains("from=beaucoup"));
        let told = json!({ "query": "sort=-total", "from": "beaucoup" });
        assert_eq!(ask(&mut browser, "seek", told).await, (StatusCode::OK, Value::Null));
    }
}

#[tokio::test]
async fn a_funnel_is_a_place_by_its_name_in_the_language_of_who_asks() {
    for desk in desks().await {
        let mut browser = seeded(&desk).await;
        let seek = |from: &str| json!({ "query": "sort=funnel", "from": from });
        let (_, cursor) = ask(&mut browser, "seek", seek("abonn")).await;
        let after = format!("sort=funnel&after={}", encode_component(cursor["After"].as_str().unwrap()));
        let (_, page) = ask(&mut browser, "rows", json!({ "query": after, "at": null, "limit": 1 })).await;
        assert_eq!(page["orders"][0]["funnel"]["slug"], "subscriptions");
        let sent = browser.get("/jump?sort=funnel&from=abonn").await;
        assert_eq!(sent.location(), format!("/orders?{after}"));
        assert_eq!(ask(&mut browser, "seek", seek("nulle part")).await, (StatusCode::OK, Value::Null));
    }
}
