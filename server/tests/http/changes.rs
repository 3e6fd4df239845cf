//! Changing orders through the doors of the server: by forms and by server functions, each once, for who may.

use crate::support::{Answer, Desk, desks};
use axum::http::StatusCode;
use domain::{
    Conditions, Order, Role, Sort, User,
    order::{Action, Changed, Outcome, Targets, change::Reason},
};
use serde_json::{Value, json};
use server::seed::{Plan, run};
use store::orders::Batch;

/// Desks with forty orders each, and a user of a role.
async fn seeded(role: Role) -> Vec<(Desk, User)> {
    let mut all = Vec::new();
    for desk in desks().await {
        run(&desk.db, &Plan { orders: 40, seed: 3, now: domain::testing::NOW }, |_| {}).await.unwrap();
        let user = desk.user(role).await;
        all.push((desk, user));
    }
    all
}

async fn orders(desk: &Desk) -> Vec<Order> {
    Batch::open(&desk.db, Conditions::default(), Sort::default()).await.unwrap().next().await.unwrap()
}

async fn again(desk: &Desk, order: &Order) -> Order {
    store::orders::by_ids(&desk.db, &[order.id], domain::funnel::Sight::Everything).await.unwrap().remove(0)
}

fn seen(order: &Order) -> String {
    format!("{}:{}", order.id, order.version)
}

fn archive(key: &str, orders: &[&Order]) -> Value {
    let chosen: Vec<Value> = orders.iter().map(|o| json!([o.id.to_string(), o.version])).collect();
    json!({"request": {"key": key, "targets": {"chosen": chosen}, "action": {"archive": true}}})
}

fn told(answer: &Answer) -> Changed {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn counts(outcome: &Outcome) -> [i64; 3] {
    [outcome.changed, outcome.already, outcome.refused]
}

#[tokio::test]
async fn a_form_changes_an_order_and_leads_back_with_a_way_to_take_it_back() {
    for (desk, user) in seeded(Role::Manager).await {
        let mut browser = desk.browser_of(&user).await;
        let order = &orders(&desk).await[0];
        let page = format!("/orders/{}", domain::filter::encode_component(order.number.as_str()));
        let manager = format!("manager:{}", user.id);
        let (id, next) = (seen(order), page.clone());
        let fields = [("idempotency_key", "0123456789"), ("order", &id), ("action", &manager), ("next", &next)];
        let answer = browser.post("/orders/change", &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page.as_str()));
        assert_eq!(again(&desk, order).await.manager.map(|m| m.id), Some(user.id));
        let shown = browser.get(&page).await;
        assert!(shown.body.contains("1\u{A0}commande modifiée."), "{}", shown.body);
        let batch = shown.body.split("name=\"batch\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(!browser.get(&page).await.body.contains("commande modifiée"), "said once");
        let undo = [("idempotency_key", "9876543210"), ("batch", &batch), ("next", &page)];
        let answer = browser.post("/orders/undo", &undo).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page.as_str()));
        let restored = again(&desk, order).await;
        assert_eq!((restored.manager, restored.version), (order.manager.clone(), order.version + 2));
    }
}

#[tokio::test]
async fn the_same_form_twice_has_one_effect_and_another_one_of_its_key_is_refused() {
    for (desk, user) in seeded(Role::Manager).await {
        let mut browser = desk.browser_of(&user).await;
        let order = &orders(&desk).await[0];
        let id = seen(order);
        for _ in 0..10 {
            let fields = [("idempotency_key", "0123456789"), ("order", &id), ("new_tag", "à rappeler")];
            let answer = browser.post("/orders/change", &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        let tagged = again(&desk, order).await;
        assert_eq!(tagged.version, order.version + 1);
        assert!(tagged.tags.iter().any(|t| t.slug.as_str() == "a-rappeler"));
        let fields = [("idempotency_key", "0123456789"), ("order", &id), ("action", "archive:yes")];
        browser.post("/orders/change", &fields).await;
        assert_eq!(again(&desk, order).await, tagged);
        assert!(browser.get("/orders").await.body.contains("Ce formulaire a déjà servi."));
    }
}

#[tokio::test]
async fn more_than_twenty_orders_are_looked_over_first() {
    for (desk, user) in seeded(Role::Manager).await {
        let mut browser = desk.browser_of(&user).await;
        let query = [("everything", "yes"), ("query", ""), ("action", "archive:yes")];
        let fields: Vec<(&str, &str)> = query.into_iter().chain([("idempotency_key", "0123456789")]).collect();
        let answer = browser.post("/orders/change", &fields).await;
        assert_eq!(answer.location(), "/orders");
        assert_eq!(orders(&desk).await.len(), 40, "nothing is done yet");
        let shown = browser.get("/orders").await;
        assert!(shown.body.contains("Modifier 40\u{A0}commandes\u{202F}?"), "{}", shown.body);
        assert!(shown.body.contains("name=\"confirmed\" value=\"yes\""));
        let confirmed: Vec<(&str, &str)> = fields.into_iter().chain([("confirmed", "yes")]).collect();
        browser.post("/orders/change", &confirmed).await;
        assert_eq!(orders(&desk).await.len(), 0);
        assert!(browser.get("/orders").await.body.contains("40\u{A0}commandes modifiées."));
    }
}

#[tokio::test]
async fn what_is_looked_over_is_called_as_people_call_it() {
    for (desk, user) in seeded(Role::Owner).await {
        let mut browser = desk.browser_of(&user).await;
        let id = seen(&orders(&desk).await[0]);
        let tag = [("idempotency_key", "1123456789"), ("order", id.as_str()), ("new_tag", "À rappeler")];
        browser.post("/orders/change", &tag).await;
        browser.get("/orders").await;
        for (action, said) in [
            ("stage:done", "statut «\u{A0}Terminé\u{A0}»"),
            ("funnel:subscriptions/ended", "statut «\u{A0}Abonnements · Arrivé à terme\u{A0}»"),
            ("tag:a-rappeler", "ajouter l’étiquette «\u{A0}À rappeler\u{A0}»"),
        ] {
            let all = [("idempotency_key", "2123456789"), ("everything", "yes"), ("query", ""), ("action", action)];
            browser.post("/orders/change", &all).await;
            let shown = browser.get("/orders").await.body;
            assert!(shown.contains(said), "{action}");
        }
    }
}

#[tokio::test]
async fn a_filter_that_says_nothing_changes_nothing() {
    for (desk, user) in seeded(Role::Manager).await {
        let mut browser = desk.browser_of(&user).await;
        let fields = [
            ("everything", "yes"),
            ("query", "kind=nonsense"),
            ("action", "archive:yes"),
            ("idempotency_key", "0123456789"),
            ("confirmed", "yes"),
        ];
        assert_eq!(browser.post("/orders/change", &fields).await.status, StatusCode::SEE_OTHER);
        let everything = json!({"request": {"key": "0123456789", "targets": {"everything": "kind=nonsense"},
            "action": {"archive": true}}});
        assert_eq!(browser.call("/api/orders/change", &everything).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(orders(&desk).await.len(), 40);
    }
}

#[tokio::test]
async fn forms_that_are_wrong_say_so_and_change_nothing() {
    for (desk, user) in seeded(Role::Manager).await {
        let mut browser = desk.browser_of(&user).await;
        let id = seen(&orders(&desk).await[0]);
        let key = ("idempotency_key", "0123456789");
        let wrong: [(&[(&str, &str)], &str); 4] = [
            (&[key, ("action", "archive:yes")], "Sélectionnez au moins une commande."),
            (&[key, ("order", &id)], "Choisissez une seule modification à faire."),
            (&[key, ("order", &id), ("new_tag", "!!")], "Le nom d’une étiquette"),
            (&[("order", &id), ("action", "archive:yes")], "La demande a échoué"),
        ];
        for (fields, said) in wrong {
            let answer = browser.post("/orders/change", fields).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/orders"));
            let shown = browser.get("/orders").await.body;
            let alert = shown.split("role=\"alert\"").nth(1).unwrap_or_default();
            assert!(alert.contains(said) || said == "La demande a échoué" && !alert.is_empty(), "{said}");
        }
        assert_eq!(desk.count("select count(*) from commands").await, 0);
        assert_eq!(orders(&desk).await.len(), 40);
        // Only to paths of this site, as every form.
        let away = browser.post("/orders/change", &[("next", "//evil.example")]).await;
        assert_eq!(away.location(), "/orders");
    }
}

#[tokio::test]
async fn a_stale_version_is_refused_by_order_and_the_others_are_changed() {
    for (desk, user) in seeded(Role::Owner).await {
        let mut browser = desk.browser_of(&user).await;
        let all = orders(&desk).await;
        told(&browser.call("/api/orders/change", &json!({"request": {"key": "first-key",
            "targets": {"chosen": [[all[1].id.to_string(), all[1].version]]}, "action": {"assign": user.id.to_string()}}}))
        .await);
        let changed =
            told(&browser.call("/api/orders/change", &archive("other-key", &[&all[0], &all[1], &all[2]])).await);
        assert_eq!(counts(&changed.outcome), [2, 0, 1]);
        assert_eq!(changed.outcome.refusals[0].number, all[1].number.to_string());
        assert_eq!(changed.outcome.refusals[0].reason, Reason::Conflict);
        // The answer holds all three as they are now: the refused one with what somebody else has done.
        let mut now = changed.orders;
        now.sort_by_key(|o| std::cmp::Reverse(o.id));
        let versions: Vec<i64> = now.iter().map(|o| o.version).collect();
        assert_eq!(versions, [2, 2, 2]);
        assert_eq!(now[1].manager.as_ref().map(|m| m.id), Some(user.id));
        let undone = json!({"key": "undo-key-1", "batch": changed.outcome.batch, "only": null,
            "shown": [all[0].id, all[1].id]});
        let undone = told(&browser.call("/api/orders/undo", &undone).await);
        assert_eq!((counts(&undone.outcome), undone.orders.len()), ([2, 0, 0], 2));
        assert_eq!(orders(&desk).await.len(), 40);
    }
}

#[tokio::test]
async fn a_call_that_comes_twice_acts_once_and_a_reused_key_is_refused() {
    for (desk, user) in seeded(Role::Owner).await {
        let mut browser = desk.browser_of(&user).await;
        let all = orders(&desk).await;
        let first = told(&browser.call("/api/orders/change", &archive("same-key-1", &[&all[0]])).await);
        let second = told(&browser.call("/api/orders/change", &archive("same-key-1", &[&all[0]])).await);
        assert_eq!(first, second);
        let other = browser.call("/api/orders/change", &archive("same-key-1", &[&all[1]])).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(other.body.contains("key_reused"), "{}", other.body);
        assert_eq!(orders(&desk).await.len(), 39);
        // An undo that names another order than the batch has is not found, and neither is an unknown batch.
        let strange = json!({"key": "undo-key-2", "batch": first.outcome.batch, "only": all[5].id, "shown": []});
        assert_eq!(browser.call("/api/orders/undo", &strange).await.status, StatusCode::NOT_FOUND);
        let unknown = json!({"key": "undo-key-3", "batch": "12345", "only": null, "shown": []});
        assert_eq!(browser.call("/api/orders/undo", &unknown).await.status, StatusCode::NOT_FOUND);
        assert_eq!(orders(&desk).await.len(), 39);
    }
}

#[tokio::test]
async fn who_may_only_read_is_refused_and_sees_no_control() {
    for (desk, viewer) in seeded(Role::Viewer).await {
        let mut browser = desk.browser_of(&viewer).await;
        let order = &orders(&desk).await[0];
        let id = seen(order);
        let fields = [("idempotency_key", "0123456789"), ("order", &id), ("action", "archive:yes")];
        assert_eq!(browser.post("/orders/change", &fields).await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.post("/orders/undo", &[("batch", "1")]).await.status, StatusCode::FORBIDDEN);
        let call = browser.call("/api/orders/change", &archive("some-key-1", &[order])).await;
        assert_eq!(call.status, StatusCode::FORBIDDEN);
        assert_eq!(again(&desk, order).await, *order);
        let page = format!("/orders/{}", domain::filter::encode_component(order.number.as_str()));
        for path in ["/orders?cols=number,status,manager,tags", &page] {
            let shown = browser.get(path).await;
            assert_eq!(shown.status, StatusCode::OK);
            assert!(!shown.body.contains("/orders/change") && !shown.body.contains("cell-edit"), "{path}");
        }
        let owner = desk.user(Role::Owner).await;
        let shown = desk.browser_of(&owner).await.get("/orders?cols=number,status,manager,tags").await;
        assert!(shown.body.contains("/orders/change") && shown.body.contains("cell-edit"));
    }
}

/// An unpaid order in a stage that is not done, and the fields that would finish it.
async fn owing(desk: &Desk) -> Order {
    let open = |order: &&Order| order.due > 0 && order.stage.kind != domain::StageKind::Done;
    orders(desk).await.iter().find(open).unwrap().clone()
}

#[tokio::test]
async fn an_order_is_finished_while_money_is_due_only_after_a_word_about_it() {
    for (desk, user) in seeded(Role::Manager).await {
        let mut browser = desk.browser_of(&user).await;
        let order = owing(&desk).await;
        let id = seen(&order);
        let fields = [("idempotency_key", "0123456789"), ("order", id.as_str()), ("action", "stage:done")];
        browser.post("/orders/change", &fields).await;
        assert_eq!(again(&desk, &order).await, order, "nothing is done yet");
        let shown = browser.get("/orders").await;
        let due = app::format::money(domain::Locale::Fr, order.money(order.due));
        assert!(shown.body.contains(&due) && shown.body.contains("Il reste à payer"), "{}", shown.body);
        let confirmed: Vec<(&str, &str)> = fields.into_iter().chain([("confirmed", "yes")]).collect();
        browser.post("/orders/change", &confirmed).await;
        assert_eq!(again(&desk, &order).await.stage.kind, domain::StageKind::Done);
        // Many at once: the sums of what the filter lets through.
        let all = [("everything", "yes"), ("query", "stage_kind=new"), ("action", "stage:done")];
        let all: Vec<(&str, &str)> = all.into_iter().chain([("idempotency_key", "1123456789")]).collect();
        browser.post("/orders/change", &all).await;
        assert!(browser.get("/orders").await.body.contains("Il reste à payer"));
    }
}

#[tokio::test]
async fn a_form_that_met_a_change_of_others_shows_it_and_can_be_sent_again() {
    for (desk, user) in seeded(Role::Manager).await {
        let mut browser = desk.browser_of(&user).await;
        let order = &orders(&desk).await[0];
        let stale = seen(order);
        browser
            .post("/orders/change", &[("idempotency_key", "0123456789"), ("order", &stale), ("new_tag", "vue")])
            .await;
        browser.get("/orders").await;
        let archive = [("idempotency_key", "1123456789"), ("order", stale.as_str()), ("action", "archive:yes")];
        browser.post("/orders/change", &archive).await;
        assert!(again(&desk, order).await.archived_at.is_none());
        let shown = browser.get("/orders").await.body;
        assert!(shown.contains(&format!("{} a modifié cette commande entre-temps", user.name)), "{shown}");
        assert!(shown.contains("Étiquettes ajoutées\u{202F}: vue") && shown.contains("Garder la leur"), "{shown}");
        let form = shown.split("Garder la mienne").next().unwrap().rsplit("<form").next().unwrap();
        let value = |name: &str| {
            let field = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
            field.split('"').next().unwrap().to_owned()
        };
        let (key, now) = (value("idempotency_key"), value("order"));
        let fields =
            [("idempotency_key", key.as_str()), ("order", &now), ("action", "archive:yes"), ("confirmed", "yes")];
        browser.post("/orders/change", &fields).await;
        assert!(again(&desk, order).await.archived_at.is_some());
        // The same by the server function: what others did comes with the refusal.
        let call = json!({"request": {
            "key": "2123456789",
            "targets": {"chosen": [[order.id.to_string(), order.version]]},
            "action": {"archive": false},
        }});
        let answer = told(&browser.call("/api/orders/change", &call).await);
        assert_eq!(counts(&answer.outcome), [0, 0, 1]);
        let met = answer.met.unwrap();
        assert_eq!((met.theirs.len(), answer.done), (2, true), "{met:?}");
    }
}

#[tokio::test]
async fn what_cards_say_is_kept_for_the_person_who_chose_it() {
    for (desk, user) in seeded(Role::Viewer).await {
        let mut browser = desk.browser_of(&user).await;
        let fields =
            [("view", "board"), ("card_fields", "yes"), ("field", "due"), ("field", "number"), ("field", "nonsense")];
        let answer = browser.post("/orders/cards", &fields).await;
        assert_eq!(answer.location(), "/orders?view=board&card=due");
        let shown = browser.get(answer.location()).await.body;
        assert!(shown.contains("tile__line") && !shown.contains("tile__client"), "{shown}");
        assert_eq!(browser.get("/orders").await.location(), "/orders?card=due");
        let none = browser.post("/orders/cards", &[("view", "board"), ("card_fields", "yes")]).await;
        assert_eq!(none.location(), "/orders?view=board&card=none");
        let other = desk.user(Role::Manager).await;
        let mut theirs = desk.browser_of(&other).await;
        assert_eq!(theirs.get("/orders").await.status, StatusCode::OK, "their own");
    }
}

#[tokio::test]
async fn a_change_that_a_process_was_stopped_in_goes_on_when_the_desk_is_served_again() {
    for (desk, user) in seeded(Role::Manager).await {
        let mut browser = desk.browser_of(&user).await;
        let (targets, action) = (Targets::Everything("kind=standard".into()), Action::Assign(Some(user.id)));
        let request = json!({"key": "stopped-1", "targets": targets, "action": action});
        let whole = told(&browser.call("/api/orders/change", &json!({ "request": request })).await);
        assert!(whole.done && whole.outcome.changed > 5, "{whole:?}");
        // As it stands when the process ends on the way: one order is not done, and nobody asks any more.
        let left = orders(&desk).await.into_iter().find(|o| o.kind == domain::OrderKind::Standard).unwrap();
        let (id, nobody) = (seen(&left), "manager:none");
        browser.post("/orders/change", &[("idempotency_key", "stopped-2"), ("order", &id), ("action", nobody)]).await;
        assert_eq!(again(&desk, &left).await.manager, None);
        let said = serde_json::to_string(&(&targets, &action)).unwrap();
        let stopped = "update commands set done = 0, after_id = 0, said = $1 where key = 'stopped-1'";
        desk.execute(stopped, [said.into()]).await;
        server::serve::resume::all(desk.db.clone()).await;
        assert_eq!(again(&desk, &left).await.manager.map(|m| m.id), Some(user.id));
        let finished = "select count(*) from commands where key = 'stopped-1' and done = 1 and said is null";
        assert_eq!(desk.count(finished).await, 1);
        // Whoever may no longer change orders changes none.
        desk.execute(stopped, [serde_json::to_string(&(&targets, &Action::Archive(true))).unwrap().into()]).await;
        desk.execute("update users set disabled_at = 1 where id = $1", [user.id.0.into()]).await;
        server::serve::resume::all(desk.db.clone()).await;
        assert_eq!(again(&desk, &left).await.archived_at, None);
    }
}
