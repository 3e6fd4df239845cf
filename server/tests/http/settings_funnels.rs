//! Funnels and stages through their forms: done once, refused with what was typed, and felt by everybody else at once.

use crate::{
    settings::said,
    support::{Browser, Desk, desks},
};
use axum::http::StatusCode;
use domain::{Role, funnel::shape::FunnelSheet};
use serde_json::json;
use server::seed::{Plan, run};
use store::funnels;

/// Desks with sixty orders each, and the browser of their owner.
async fn seeded() -> Vec<Desk> {
    let all = desks().await;
    for desk in &all {
        run(&desk.db, &Plan { orders: 60, seed: 4, now: domain::testing::NOW }, |_| {}).await.unwrap();
    }
    all
}

async fn owner(desk: &Desk) -> Browser<'_> {
    desk.browser_of(&desk.user(Role::Owner).await).await
}

async fn sheet(desk: &Desk, slug: &str) -> FunnelSheet {
    let sheets = funnels::sheets(&desk.db).await.unwrap();
    sheets.into_iter().find(|s| s.funnel.slug.as_str() == slug).unwrap()
}

/// Sends a form about a funnel, with the version that is there.
async fn about(browser: &mut Browser<'_>, path: &str, sheet: &FunnelSheet, more: &[(&str, &str)]) -> String {
    let (id, version) = (sheet.funnel.id.to_string(), sheet.version.to_string());
    let mut form = vec![("funnel", id.as_str()), ("version", version.as_str())];
    form.extend(more);
    let answer = browser.post(path, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    answer.location().to_owned()
}

const NEW: [(&str, &str); 3] = [("idempotency_key", "0123456789"), ("template", "consultations"), ("name", "")];

#[tokio::test]
async fn an_owner_makes_a_funnel_once_and_everybody_reads_it_in_their_language() {
    for desk in desks().await {
        let mut browser = owner(&desk).await;
        for _ in 0..3 {
            let answer = browser.post("/settings/funnels", &NEW).await;
            assert_eq!(answer.location(), "/settings/funnels?funnel=consultations");
        }
        assert_eq!(desk.count("select count(*) from funnels").await, 2);
        let page = browser.get("/settings/funnels?funnel=consultations").await.body;
        assert!(page.contains("Entonnoir créé.") && page.contains("Rendez-vous pris"), "{page}");
        browser.post("/preferences", &[("locale", "uk"), ("next", "/orders")]).await;
        let page = browser.get("/settings/funnels?funnel=consultations").await.body;
        assert!(page.contains("Записано") && page.contains("Консультація"), "{page}");
        // A stage is renamed, and is called so by everybody.
        let made = sheet(&desk, "consultations").await;
        let booked = made.funnel.stages.iter().find(|s| s.slug.as_str() == "booked").unwrap();
        let id = booked.id.to_string();
        let form = [("stage", id.as_str()), ("version", "1"), ("name", "Réservé"), ("kind", "in_progress")];
        let answer = browser.post("/settings/stages/save", &form).await;
        assert_eq!(answer.location(), "/settings/funnels?funnel=consultations");
        let page = browser.get(answer.location()).await.body;
        assert!(page.contains("Réservé") && !page.contains("Записано"), "{page}");
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_as_it_was_typed() {
    for desk in desks().await {
        let mut browser = owner(&desk).await;
        let long = "x".repeat(61);
        for (name, template, field, code) in [
            (long.as_str(), "courses", "name", "stage_name_long"),
            ("@booked", "courses", "name", "name_mark"),
            ("", "standard", "name", "funnel_name_taken"),
            ("Salon", "palace", "template", "choice_unknown"),
        ] {
            let form = [("idempotency_key", "0123456789"), ("template", template), ("name", name)];
            browser.post("/settings/funnels", &form).await;
            let said = said(&browser);
            assert_eq!((said.error(field), said.typed("name").as_str()), (Some(code), name), "{code}");
            let page = browser.get("/settings/funnels").await.body;
            assert!(page.contains("role=\"alert\"") && page.contains(&format!("href=\"#{field}\"")), "{page}");
        }
        let standard = sheet(&desk, "standard").await;
        for (field, text, code) in [
            ("kind", "king", "choice_unknown"),
            ("wip_limit", "-1", "limit_out_of_range"),
            ("wip_limit", "100001", "limit_out_of_range"),
            ("stale_days", "3651", "days_out_of_range"),
            ("colour", "x", "choice_unknown"),
        ] {
            let mut form = vec![("idempotency_key", "0123456789"), ("name", "A"), ("kind", "new"), ("to", "0")];
            form.retain(|(name, _)| *name != field);
            form.push((field, text));
            let place = about(&mut browser, "/settings/stages", &standard, &form).await;
            assert_eq!(place, "/settings/funnels?funnel=standard&add=stage");
            assert_eq!(said(&browser).error(field), Some(code), "{field}");
            let page = browser.get(&place).await;
            assert_eq!(page.status, StatusCode::OK);
            for (of, most) in [("limit_out_of_range", "100\u{202F}000"), ("days_out_of_range", "3\u{202F}650")] {
                let words = format!("Saisissez un nombre entier de 1 à {most}, ou rien.");
                assert_eq!(page.body.contains(&words), of == code, "{code}: {}", page.body);
            }
        }
        assert_eq!(desk.count("select count(*) from stages").await, 7);
        assert_eq!(desk.count("select count(*) from funnels").await, 1);
    }
}

#[tokio::test]
async fn another_form_under_a_used_key_is_refused_with_what_was_typed() {
    for desk in desks().await {
        let mut browser = owner(&desk).await;
        browser.post("/settings/funnels", &NEW).await;
        let other = [("idempotency_key", "0123456789"), ("template", "courses"), ("name", "Ateliers")];
        assert_eq!(browser.post("/settings/funnels", &other).await.location(), "/settings/funnels");
        let refused = said(&browser);
        assert_eq!((refused.error(""), refused.typed("name").as_str()), (Some("key_reused"), "Ateliers"));
        assert!(browser.get("/settings/funnels").await.body.contains("Ce formulaire a déjà servi."));
        assert_eq!(desk.count("select count(*) from funnels").await, 2);
        let standard = sheet(&desk, "standard").await;
        let stage = |name| [("idempotency_key", "1123456789"), ("kind", "in_progress"), ("to", "1"), ("name", name)];
        for _ in 0..2 {
            let home = about(&mut browser, "/settings/stages", &standard, &stage("Rappelé")).await;
            assert_eq!((home.as_str(), said(&browser).error("")), ("/settings/funnels?funnel=standard", None));
        }
        let page = about(&mut browser, "/settings/stages", &standard, &stage("Relancé")).await;
        let refused = said(&browser);
        assert_eq!(page, "/settings/funnels?funnel=standard&add=stage");
        assert_eq!((refused.error(""), refused.typed("name").as_str()), (Some("key_reused"), "Relancé"));
        assert_eq!(sheet(&desk, "standard").await.funnel.stages.len(), 8);
    }
}

#[tokio::test]
async fn a_standard_name_is_taken_as_it_is_read() {
    for desk in desks().await {
        let mut browser = owner(&desk).await;
        browser.post("/settings/funnels", &NEW).await;
        for name in ["ventes", "Consultation  individuelle"] {
            let form = [("idempotency_key", "1123456789"), ("template", "courses"), ("name", name)];
            browser.post("/settings/funnels", &form).await;
            assert_eq!(said(&browser).error("name"), Some("funnel_name_taken"), "{name}");
        }
        let made = sheet(&desk, "consultations").await;
        about(&mut browser, "/settings/funnels/save", &made, &[("name", "VENTES")]).await;
        assert_eq!(said(&browser).error("name"), Some("funnel_name_taken"), "renamed");
        // A status too: when it is made, when it is renamed, and when it comes to mean what another one is called by.
        let standard = sheet(&desk, "standard").await;
        let form = [("idempotency_key", "2123456789"), ("kind", "in_progress"), ("to", "1"), ("name", "terminé")];
        about(&mut browser, "/settings/stages", &standard, &form).await;
        assert_eq!(said(&browser).error("name"), Some("funnel_name_taken"));
        let id = standard.funnel.stages[0].id.to_string();
        for (name, kind) in [("Terminé", "new"), ("", "in_progress")] {
            let form = [("stage", id.as_str()), ("version", "1"), ("name", name), ("kind", kind)];
            browser.post("/settings/stages/save", &form).await;
            assert_eq!(said(&browser).error("name"), Some("funnel_name_taken"), "{name} {kind}");
        }
        assert_eq!(desk.count("select count(*) from funnels").await, 2);
        assert_eq!(sheet(&desk, "standard").await, standard);
        // Who reads other words is told by those.
        browser.post("/preferences", &[("locale", "en"), ("next", "/orders")]).await;
        let form = [("idempotency_key", "3123456789"), ("kind", "in_progress"), ("to", "1"), ("name", "Done")];
        about(&mut browser, "/settings/stages", &standard, &form).await;
        assert_eq!(said(&browser).error("name"), Some("funnel_name_taken"));
    }
}

#[tokio::test]
async fn what_was_put_in_order_is_where_the_focus_is() {
    for desk in desks().await {
        let mut browser = owner(&desk).await;
        let standard = sheet(&desk, "standard").await;
        let stages = &standard.funnel.stages;
        // From where, to where, by which button; and the button that has the focus then.
        for (from, to, way, focused) in
            [(3, "2", "up", "up"), (1, "0", "up", "down"), (5, "6", "down", "up"), (2, "3", "", "up")]
        {
            let now = sheet(&desk, "standard").await;
            let id = now.funnel.stages[from].id.to_string();
            let place = [("stage", id.as_str()), ("to", to), ("way", way)];
            let home = about(&mut browser, "/settings/stages/place", &now, &place).await;
            let page = browser.get(&home).await.body;
            let row = page.split(&format!("data-drag-item=\"{id}\"")).nth(1).unwrap().split("</li>").next().unwrap();
            let value = format!("value=\"{focused}\"");
            let button = row.split("<button").find_map(|tag| tag.split('>').next().filter(|tag| tag.contains(&value)));
            let button = button.unwrap();
            assert!(button.contains(" autofocus"), "{from} to {to}: {row}");
            assert_eq!(page.matches(" autofocus").count(), 1, "{from} to {to}");
            assert!(!browser.get(&home).await.body.contains(" autofocus"), "once");
        }
        // Somebody else was faster: the focus stays all the same.
        let id = stages[3].id.to_string();
        let place = [("stage", id.as_str()), ("to", "0"), ("way", "up")];
        let home = about(&mut browser, "/settings/stages/place", &standard, &place).await;
        assert_eq!(said(&browser).error(""), Some("funnel_changed"));
        assert_eq!(browser.get(&home).await.body.matches(" autofocus").count(), 1);
        browser.post("/settings/funnels", &NEW).await;
        let made = sheet(&desk, "consultations").await;
        let home = about(&mut browser, "/settings/funnels/place", &made, &[("to", "0"), ("way", "up")]).await;
        let page = browser.get(&home).await.body;
        let row = page.split(&format!("data-drag-item=\"{}\"", made.funnel.id)).nth(1).unwrap();
        assert!(row.split("</li>").next().unwrap().contains(" autofocus"), "{page}");
    }
}

#[tokio::test]
async fn a_stage_that_holds_orders_asks_where_they_go() {
    for desk in seeded().await {
        let mut browser = owner(&desk).await;
        let standard = sheet(&desk, "standard").await;
        let held =
            standard.funnel.stages.iter().zip(&standard.stages).filter(|(s, n)| s.kind.is_open() && n.orders > 0);
        let (gone, count) = held.max_by_key(|(_, n)| n.orders).unwrap();
        let to = standard.funnel.stages.iter().find(|s| s.kind == domain::StageKind::Cancelled).unwrap();
        let page = format!("/settings/funnels?funnel=standard&remove={}", gone.slug);
        assert!(browser.get(&page).await.body.contains("Les commandes vont vers"));
        let (id, version) = (gone.id.to_string(), count.version.to_string());
        let form = |to: &str| [("stage", id.clone()), ("version", version.clone()), ("to", to.to_owned())];
        let send = |form: [(&'static str, String); 3]| form.map(|(k, v)| (k, v));
        let unsaid = send(form(""));
        let fields: Vec<(&str, &str)> = unsaid.iter().map(|(k, v)| (*k, v.as_str())).collect();
        assert_eq!(browser.post("/settings/stages/delete", &fields).await.location(), page);
        assert_eq!(said(&browser).error("to"), Some("holds_orders"));
        assert!(browser.get(&page).await.body.contains("Choisissez où vont les commandes."));
        let told = send(form(&to.id.to_string()));
        let fields: Vec<(&str, &str)> = told.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let answer = browser.post("/settings/stages/delete", &fields).await;
        assert_eq!(answer.location(), "/settings/funnels?funnel=standard");
        assert_eq!(said(&browser).notice.as_deref(), Some("stage_deleted"));
        // Sent again it is gone; a link to it says so and still works.
        browser.post("/settings/stages/delete", &fields).await;
        assert_eq!(said(&browser).error(""), Some("funnel_gone"));
        let list = browser.get(&format!("/orders?stage={}", gone.slug)).await;
        assert_eq!(list.status, StatusCode::OK);
        let after = sheet(&desk, "standard").await;
        let holds = |sheet: &FunnelSheet, id| sheet.stage(id).map_or(0, |(_, n)| n.orders);
        assert_eq!(holds(&after, to.id), holds(&standard, to.id) + count.orders);
        assert_eq!(desk.count("select count(*) from orders where stage_kind = 'cancelled' and due <> 0").await, 0);
    }
}

#[tokio::test]
async fn a_funnel_is_put_away_restored_placed_and_made_the_default() {
    for desk in seeded().await {
        let mut browser = owner(&desk).await;
        let sheets = funnels::sheets(&desk.db).await.unwrap();
        let club = sheets.iter().find(|s| !s.funnel.is_default && s.orders() > 0).unwrap();
        let slug = club.funnel.slug.as_str();
        let standard = sheet(&desk, "standard").await;
        let home = format!("/settings/funnels?funnel={}", domain::filter::encode_component(slug));
        let ask = about(&mut browser, "/settings/funnels/retire", club, &[("fate", "archive")]).await;
        assert_eq!(ask, format!("{home}&retire=archive"));
        assert!(browser.get(&ask).await.body.contains("Les commandes vont vers"));
        let refused = about(&mut browser, "/settings/funnels/retire", &standard, &[("fate", "delete")]).await;
        assert_eq!(
            (refused.as_str(), said(&browser).error("")),
            ("/settings/funnels?funnel=standard", Some("default_funnel"))
        );
        let to = standard.funnel.stages[0].id.to_string();
        let fields = [("fate", "archive"), ("to", to.as_str())];
        assert_eq!(about(&mut browser, "/settings/funnels/retire", club, &fields).await, "/settings/funnels");
        let page = browser.get("/settings/funnels").await.body;
        assert!(page.contains("Entonnoirs archivés") && page.contains("est archivé."), "{page}");
        let put_away = sheet(&desk, slug).await;
        about(&mut browser, "/settings/funnels/restore", club, &[]).await;
        assert_eq!(said(&browser).error(""), Some("funnel_changed"), "a stale form changes nothing");
        about(&mut browser, "/settings/funnels/restore", &put_away, &[]).await;
        let back = sheet(&desk, slug).await;
        assert!(!back.archived);
        about(&mut browser, "/settings/funnels/place", &back, &[("to", "0")]).await;
        let first = sheet(&desk, slug).await;
        assert_eq!(funnels::list(&desk.db).await.unwrap().0[0].slug.as_str(), slug);
        about(&mut browser, "/settings/funnels/default", &first, &[]).await;
        assert!(sheet(&desk, slug).await.funnel.is_default);
        about(&mut browser, "/settings/funnels/retire", &standard, &[("fate", "king")]).await;
        assert_eq!(said(&browser).error(""), Some("choice_unknown"));
    }
}

#[tokio::test]
async fn what_a_role_may_not_see_is_nowhere_from_the_next_request_on() {
    for desk in seeded().await {
        let mut browser = owner(&desk).await;
        let viewer = desk.user(Role::Viewer).await;
        let mut theirs = desk.browser_of(&viewer).await;
        let sheets = funnels::sheets(&desk.db).await.unwrap();
        let club = sheets.iter().find(|s| !s.funnel.is_default && s.orders() > 0).unwrap();
        let slug = club.funnel.slug.clone();
        let all = domain::Conditions::default();
        let mut batch = store::orders::Batch::open(&desk.db, all, domain::Sort::default()).await.unwrap();
        let orders = batch.next().await.unwrap();
        drop(batch);
        let order = orders.iter().find(|o| o.funnel.slug == slug).unwrap();
        let number = domain::filter::encode_component(order.number.as_str());
        let page = format!("/orders/{number}");
        assert_eq!(theirs.get(&page).await.status, StatusCode::OK);
        let lines = |csv: &str| csv.lines().count();
        let before = lines(&theirs.get("/export.csv").await.body);
        let name = club.funnel.name.clone().unwrap_or_default();
        let fields = [("name", name.as_str()), ("roles", "manager")];
        about(&mut browser, "/settings/funnels/save", club, &fields).await;
        assert_eq!(said(&browser).notice.as_deref(), Some("saved"));
        assert_eq!(theirs.get(&page).await.status, StatusCode::NOT_FOUND);
        let hidden = orders.iter().filter(|o| o.funnel.slug == slug).count();
        assert!(hidden > 0);
        assert_eq!(lines(&theirs.get("/export.csv").await.body), before - hidden);
        let list = theirs.call("/api/orders/list", &json!({"query": format!("funnel={slug}")})).await.body;
        assert!(!list.contains(order.number.as_str()) || !list.contains(&order.id.to_string()), "{list}");
        assert!(!list.contains(&format!("\"{slug}\"")), "its name is not told: {list}");
        let totals = theirs.call("/api/orders/totals", &json!({"query": ""})).await.body;
        let (totals, _): (domain::Totals, i64) = serde_json::from_str(&totals).unwrap();
        assert_eq!(totals.orders as usize, orders.len() - hidden);
        let card = theirs.call("/api/orders/fetch", &json!({"number": order.number.as_str()})).await;
        assert_eq!(card.status, StatusCode::NOT_FOUND);
        let found = theirs.get(&format!("/orders?q={number}")).await.body;
        assert!(!found.contains(&format!("href=\"{page}")), "{found}");
        // The owner sees it, as before.
        assert_eq!(browser.get(&page).await.status, StatusCode::OK);
        // An order that was there for a while does not tell where it was, and leads nobody back.
        let other = orders.iter().find(|o| o.archived_at.is_none() && o.funnel.slug != slug).unwrap();
        let there = domain::order::Action::Transfer { funnel: slug.clone(), stage: order.stage.slug.clone() };
        let back =
            domain::order::Action::Transfer { funnel: other.funnel.slug.clone(), stage: other.stage.slug.clone() };
        for (key, action, version) in [("there-0001", there, other.version), ("back-00001", back, other.version + 1)] {
            let targets = json!({"chosen": [[other.id.to_string(), version]]});
            let request = json!({"request": {"key": key, "targets": targets, "action": action}});
            let answer = browser.call("/api/orders/change", &request).await;
            assert!(answer.body.contains("\"changed\":1"), "{}", answer.body);
        }
        let page = format!("/orders/{}", domain::filter::encode_component(other.number.as_str()));
        let history = |body: &str| body.split("id=\"history\"").nth(1).unwrap_or_default().to_owned();
        let seen = history(&browser.get(&page).await.body);
        assert!(seen.contains(&name) && !seen.contains("que vous ne voyez pas"), "{name}: {seen}");
        let told = history(&theirs.get(&page).await.body);
        assert!(told.contains("un entonnoir que vous ne voyez pas"), "{told}");
        assert!(!told.contains(&name) && !told.contains(slug.as_str()), "{told}");
        assert!(!name.is_empty() && !name.starts_with('@'), "the funnel has a name of its own: {name}");
        // Managers were left their sight: what they change is changed.
        let manager = desk.user(Role::Manager).await;
        let mut managers = desk.browser_of(&manager).await;
        assert_eq!(managers.get(&page).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_order_goes_to_another_funnel_by_its_form_and_back() {
    for desk in seeded().await {
        let user = desk.user(Role::Manager).await;
        let mut browser = desk.browser_of(&user).await;
        let all = domain::Conditions::default();
        let mut batch = store::orders::Batch::open(&desk.db, all, domain::Sort::default()).await.unwrap();
        let orders = batch.next().await.unwrap();
        drop(batch);
        let order = orders.iter().find(|o| o.funnel.slug.as_str() == "standard").unwrap();
        let page = format!("/orders/{}", domain::filter::encode_component(order.number.as_str()));
        let shown = browser.get(&page).await.body;
        let funnels = funnels::list(&desk.db).await.unwrap();
        let other = funnels.0.iter().find(|f| f.id != order.funnel.id).unwrap();
        let action = format!("funnel:{}/{}", other.slug, other.stages[0].slug);
        assert!(shown.contains(&format!("value=\"{action}\"")) && shown.contains("<optgroup"), "{shown}");
        let seen = format!("{}:{}", order.id, order.version);
        let fields = [("idempotency_key", "0123456789"), ("order", &seen), ("action", &action), ("next", &page)];
        browser.post("/orders/change", &fields).await;
        let sight = domain::funnel::Sight::Everything;
        let now = store::orders::by_ids(&desk.db, &[order.id], sight).await.unwrap().remove(0);
        assert_eq!((now.funnel.id, now.stage.id), (other.id, other.stages[0].id));
        let shown = browser.get(&page).await.body;
        let batch = shown.split("name=\"batch\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        browser.post("/orders/undo", &[("idempotency_key", "9876543210"), ("batch", &batch), ("next", &page)]).await;
        let back = store::orders::by_ids(&desk.db, &[order.id], sight).await.unwrap().remove(0);
        assert_eq!((back.funnel, back.stage.id), (order.funnel.clone(), order.stage.id));
    }
}
