//! People through the doors of the server: mentions and contacts, each as far as its reader may know of them.

use crate::support::desks;
use axum::http::StatusCode;
use domain::{Conditions, Role, Sort};
use server::seed::{Plan, run};
use store::orders::Batch;

#[tokio::test]
async fn a_mention_is_told_escaped_and_only_to_whoever_sees_the_order() {
    for desk in desks().await {
        run(&desk.db, &Plan { orders: 20, seed: 3, now: domain::testing::NOW }, |_| {}).await.unwrap();
        let orders = Batch::open(&desk.db, Conditions::default(), Sort::default()).await.unwrap().next().await.unwrap();
        let (order, owner, manager) = (&orders[0], desk.user(Role::Owner).await, desk.user(Role::Manager).await);
        desk.execute("update users set name = 'Zoriana Kyivska' where id = $1", [manager.id.0.into()]).await;
        let (mut writer, mut reader) = (desk.browser_of(&owner).await, desk.browser_of(&manager).await);
        let seen = format!("{}:{}", order.id, order.version);
        let body = "@zoriana <script>alert(1)</script>";
        let fields = [("idempotency_key", "mention-0001"), ("order", &*seen), ("what", "write"), ("body", body)];
        assert_eq!(writer.post("/orders/comment", &fields).await.status, StatusCode::SEE_OTHER);
        let unknown =
            [("idempotency_key", "mention-0002"), ("order", &*seen), ("what", "write"), ("body", "x"), ("to", "7x")];
        assert_eq!(writer.post("/orders/comment", &unknown).await.status, StatusCode::SEE_OTHER);
        let comments = format!("/orders/{}", domain::filter::encode_component(order.number.as_str()));
        let refused = writer.get(&comments).await.body;
        assert!(refused.contains("ne voit pas la commande"), "said under the field that it speaks of");
        let page = reader.get("/mentions").await;
        assert!(page.body.contains("<mark class=\"mention\">@zoriana</mark>"), "{}", page.body);
        assert!(page.body.contains("&lt;script&gt;") && !page.body.contains("<script>alert"));
        assert!(page.body.contains("nav-link__count"));
        assert!(!writer.get("/mentions").await.body.contains("@zoriana"), "nobody else's");
        // What is hidden is neither listed nor counted, and comes back with the sight of it.
        desk.execute("update funnels set managers_see = 0", []).await;
        let hidden = reader.get("/mentions").await.body;
        assert!(!hidden.contains("@zoriana") && !hidden.contains("nav-link__count"));
        desk.execute("update funnels set managers_see = 1", []).await;
        let done = reader.post("/mentions/seen", &[("number", order.number.as_str())]).await;
        assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, &*format!("{comments}#comments")));
        assert!(!reader.get("/orders").await.body.contains("nav-link__count"));
        assert_eq!(reader.post("/mentions/seen", &[("number", "")]).await.location(), "/mentions");
    }
}

#[tokio::test]
async fn contacts_are_listed_to_whoever_may_know_them_and_searched_without_a_trace() {
    for desk in desks().await {
        run(&desk.db, &Plan { orders: 60, seed: 3, now: domain::testing::NOW }, |_| {}).await.unwrap();
        let orders = Batch::open(&desk.db, Conditions::default(), Sort::default()).await.unwrap().next().await.unwrap();
        let contact = &orders.iter().find(|o| !o.contact.email.is_empty()).unwrap().contact;
        let (manager, viewer) = (desk.user(Role::Manager).await, desk.user(Role::Viewer).await);
        let (mut browser, mut other) = (desk.browser_of(&manager).await, desk.browser_of(&viewer).await);
        let link = format!("href=\"/contacts/{}\"", contact.id);
        let found = other.post("/contacts/search", &[("q", &*contact.email)]).await;
        assert!(found.location().starts_with("/contacts?s="), "{}", found.location());
        assert!(other.get(found.location()).await.body.contains(&link), "a viewer reads contacts");
        let theirs = browser.get(found.location()).await.body;
        assert!(!theirs.contains(&link) && theirs.contains("plus conservée"), "a token opens for its user alone");
        let written = browser.get(&format!("/contacts?q={}", domain::filter::encode_component(&contact.email))).await;
        assert!(written.location().starts_with("/contacts?s="), "a link by hand leads to one that names nobody");
        let plain = browser.post("/contacts/search", &[("q", "  élodie "), ("tag", "vip")]).await;
        assert_eq!(plain.location(), "/contacts?q=%C3%A9lodie&tag=vip");
        let id = contact.id.to_string();
        let change = [("contact", &*id), ("version", "1"), ("last_name", "x")];
        assert_eq!(other.post("/contacts/save", &change).await.status, StatusCode::FORBIDDEN);
        for broken in
            ["/contacts?after=x", "/contacts?s=zz", "/contacts?tag=%00", "/mentions?after=1", "/mentions?after=a.b"]
        {
            assert_eq!(browser.get(broken).await.status, StatusCode::OK, "{broken}");
        }
        desk.execute("update funnels set managers_see = 0", []).await;
        let hidden = browser.get("/contacts").await.body;
        assert!(!hidden.contains("href=\"/contacts/"), "contacts of hidden orders are nobody's to know");
    }
}
