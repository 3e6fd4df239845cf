//! Completion of the filter: values by any word, and menus that stay small.

use super::{TestDb, random::Desk};
use domain::{
    OrderFilter, Slug, Timestamp,
    filter::{Choice, ManagerChoice, TextField, decode},
    funnel::Sight,
    ids::{ContactId, OfferId, UserId},
};
use store::{
    Sql,
    catalogue::{NewProduct, ProductKind, ensure_products_in},
    directory,
    suggest::{self, Field},
};

const TAG: &str = "insert into tags (id, slug, name, created_at) values ($1, $2, $3, 0)";

async fn products(test: &TestDb, titles: &[&str]) {
    let product = |title: &&str| NewProduct {
        slug: Slug::of(title).unwrap(),
        title: (*title).to_owned(),
        kind: ProductKind::Course,
        published_at: None,
    };
    let wanted: Vec<NewProduct> = titles.iter().map(product).collect();
    let mut tx = test.write().await;
    ensure_products_in(&mut tx, &wanted, Timestamp(0)).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn values_are_found_by_any_word_whatever_its_accents(test: TestDb) {
    let desk = Desk::random(&test, 31, 150).await;
    products(&test, &["Café crème", "Le café", "Crème brûlée", "100 % _café_"]).await;
    let labels = async |field, text| -> Vec<String> {
        let found = suggest::find(&test.db, Some(field), text, Sight::Everything).await.unwrap();
        assert!(found.len() <= 8 && found.iter().all(|s| s.key == field.key()));
        found.into_iter().map(|s| s.label).collect()
    };
    assert_eq!(labels(Field::Product, "CAFE").await, ["Café crème", "100 % _café_", "Le café"]);
    assert_eq!(labels(Field::Product, "creme cafe").await, ["Café crème"]);
    assert_eq!(labels(Field::Product, "% _c").await, ["100 % _café_"]);
    assert_eq!(labels(Field::Manager, "3").await, ["Manager 3"]);
    assert_eq!(labels(Field::Offer, "осінь").await, ["Осінь"]);
    assert_eq!(labels(Field::TagAll, "ret").await, ["retour"]);
    assert_eq!(labels(Field::Text(TextField::Method), "bank").await, ["bank_transfer"]);
    assert_eq!(labels(Field::Text(TextField::Country), "cote").await, ["Côte d’Ivoire"]);
    // A text with commas is a value of its own in the link that it makes.
    let sale = suggest::find(&test.db, Some(Field::Text(TextField::Source)), "50", Sight::Everything).await.unwrap();
    let (filter, problems) = OrderFilter::from_pairs(&[(sale[0].key.clone(), sale[0].code.clone())]);
    assert_eq!(problems, []);
    assert!(filter.texts.get(TextField::Source).include.iter().any(|t| t.as_str() == sale[0].label));
    assert!(desk.orders.iter().any(|order| order.source.as_deref() == Some(&sale[0].label)));
    // The same title is the best one, whatever else begins with it.
    let best = suggest::best(&test.db, Field::Product, " le CAFÉ ", Sight::Everything).await.unwrap().unwrap();
    assert_eq!(best.code, "le-cafe");
    assert_eq!(suggest::best(&test.db, Field::Product, "nothing of the kind", Sight::Everything).await.unwrap(), None);
}

pub async fn clients_are_found_by_all_that_they_are_known_by(test: TestDb) {
    let desk = Desk::random(&test, 32, 300).await;
    let client = desk.orders.iter().map(|o| &o.contact).find(|c| c.email.len() > 3 && !c.company.is_empty()).unwrap();
    for text in [client.email.as_str(), &client.company, &client.last_name, &client.email[..2]] {
        let found = suggest::find(&test.db, Some(Field::Client), text, Sight::Everything).await.unwrap();
        let all = found.len() == 8 || found.iter().any(|s| s.code == client.id.to_string());
        assert!(text.is_empty() || all, "{text} finds {found:?}");
    }
    let number = desk.orders[0].number.as_str();
    let found = suggest::find(&test.db, Some(Field::Client), number, Sight::Everything).await.unwrap();
    let by_number = |code: &str| desk.orders[0].contact.id.to_string() == code;
    assert!(!found.iter().any(|s| by_number(&s.code)) || desk.orders[0].contact.phone.contains(number));
    assert_eq!(suggest::find(&test.db, Some(Field::Client), "  ", Sight::Everything).await.unwrap(), []);
}

pub async fn the_menus_hold_a_few_values_and_all_that_the_filter_names(test: TestDb) {
    let desk = Desk::random(&test, 33, 20).await;
    let titles: Vec<String> = (10..60).map(|n| format!("Z{n}")).collect();
    products(&test, &titles.iter().map(String::as_str).collect::<Vec<_>>()).await;
    for n in 10..40_i64 {
        let slug = format!("zz{n}");
        let mut tx = test.write().await;
        let values = [(1_000 + n).into(), slug.as_str().into(), slug.as_str().into()];
        tx.execute(Sql::with(TAG, values)).await.unwrap();
        tx.commit().await.unwrap();
    }
    let menus = async |filter: &OrderFilter| {
        let mut tx = test.db.read().await.unwrap();
        directory::fetch_in(&mut tx, filter).await.unwrap()
    };
    let first = menus(&OrderFilter::default()).await;
    assert_eq!((first.products.len(), first.clients.len(), first.offers.len()), (12, 0, 0));
    let tags = first.tags.iter().filter(|tag| tag.slug.as_str().starts_with("zz")).count();
    assert_eq!(tags, 30, "orders are given tags from this list: it has them all");
    let query = "product=z59,nowhere&tag_all=vip&manager=5,77,me&offer=2&client=3";
    let (filter, problems) = OrderFilter::from_pairs(&decode(query));
    assert_eq!(problems, []);
    let named = menus(&filter).await;
    assert_eq!(named.products.len(), 13, "what is named and there stands behind the first few");
    assert_eq!(named.products.last().unwrap().title, "Z59");
    assert_eq!(named.managers.iter().filter(|m| m.id == UserId(5)).count(), 1, "nobody stands there twice");
    assert_eq!(named.offers.iter().map(|o| o.id).collect::<Vec<_>>(), [OfferId(2)]);
    let client = desk.cast.contacts.iter().find(|c| c.id == ContactId(3)).unwrap();
    assert_eq!(named.clients[0].name, client.display_name());
    assert_eq!(filter.manager, Choice { include: filter.manager.include.clone(), exclude: Default::default() });
    assert!(filter.manager.include.contains(&ManagerChoice::Me));
}
