//! One order with all that belongs to it, and how it is found.

use super::{
    TestDb,
    random::{Desk, cast},
};
use domain::{
    Conditions, Listing, OrderFilter, OrderNumber, Zone,
    filter::Moment,
    funnel::Sight,
    order::OrderDraft,
    testing::{self, Dice, NOW},
};
use store::{
    StoreError,
    events::Actor,
    orders::{self, Insert},
};

pub async fn the_card_holds_everything_that_was_written(test: TestDb) {
    let mut desk = Desk::random(&test, 51, 60).await;
    desk.shake(&test, 30).await;
    for (order, made) in desk.orders.iter().zip(&desk.made) {
        let card = orders::fetch(&test.db, &order.number, Sight::Everything).await.unwrap();
        assert_eq!(&card.order, order);
        let lines: Vec<_> =
            card.lines.iter().map(|l| (l.kind, l.title.as_str(), l.amount, l.discount, l.access)).collect();
        let shares = made.discount_shares();
        let wanted: Vec<_> =
            made.lines.iter().zip(shares).map(|(l, s)| (l.kind, l.title.as_str(), l.amount, s, l.access)).collect();
        assert_eq!(lines, wanted);
        assert_eq!(card.lines.iter().map(|l| l.discount).sum::<i64>(), order.discount);
        let ledger: Vec<_> =
            card.payments.iter().map(|p| (p.id, p.amount, p.kind, p.state, p.due_at, p.paid_at)).collect();
        let wanted: Vec<_> =
            made.payments.iter().map(|p| (p.id, p.amount, p.kind, p.state, p.due_at, p.paid_at)).collect();
        assert_eq!(ledger, wanted);
        assert_eq!(card.refunds.iter().map(|r| r.amount).sum::<i64>(), order.refunded);
        let mut comments: Vec<_> = made.comments.iter().map(|c| (c.at, c.body.as_str(), c.pinned)).collect();
        comments.sort();
        let mut shown: Vec<_> = card.comments.iter().map(|c| (c.at, c.body.as_str(), c.pinned)).collect();
        assert!(shown.is_sorted_by_key(|c| c.0));
        shown.sort();
        assert_eq!(shown, comments);
        let manager = made.manager.map(|id| format!("Manager {id}"));
        assert!(card.comments.iter().all(|c| c.author.as_ref().map(|a| &a.name) == manager.as_ref()));
    }
}

pub async fn an_unknown_number_is_not_found(test: TestDb) {
    Desk::random(&test, 52, 3).await;
    for text in ["", "' or 1=1", "1001 ", "9999"].iter().filter_map(|t| OrderNumber::parse(t).ok()) {
        let found = orders::fetch(&test.db, &text, Sight::Everything).await;
        assert_eq!(matches!(found, Err(StoreError::NotFound)), text.as_str() != "1001", "{text}");
    }
}

async fn search(test: &TestDb, text: &str) -> Vec<String> {
    let zone = Zone::utc();
    let filter = OrderFilter { search: text.into(), ..OrderFilter::default() };
    let conditions: Conditions = filter.resolve(&Moment { now: NOW, zone: &zone, me: None });
    let page = orders::page(&test.db, &Listing::default(), &conditions).await.unwrap();
    let mut numbers: Vec<String> = page.orders.iter().map(|o| o.number.to_string()).collect();
    assert_eq!(
        page.totals.as_ref().unwrap().orders,
        i64::try_from(numbers.len()).unwrap(),
        "the bar counts what is found"
    );
    numbers.sort();
    numbers
}

pub async fn an_order_is_found_by_its_client_in_every_script_and_by_its_number(test: TestDb) {
    let mut dice = Dice::new(53);
    let cast = cast(&test, &mut dice).await;
    let people = [
        ("N-1", "Київ", "Ґалаґан", "ТОВ «Світ»", "+38 067 123 45 67"),
        ("#1001", "Élodie", "d’Arc", "Land of Toys Inc.", "(212) 555-7818"),
        ("2024.10482", "Łukasz", "Łódź", "50% & Co_", ""),
        ("CA-2012-124891", "", "Nguyễn", "A\\B", ""),
    ];
    let mut tx = test.write().await;
    let mut inserts = Vec::new();
    for ((number, first, last, company, phone), contact) in people.into_iter().zip(&cast.contacts) {
        let values = [contact.id.0.into(), first.into(), last.into(), company.into(), phone.into()];
        let sql =
            "update contacts set first_name = $2, last_name = $3, company = $4, phone = $5, email = '' where id = $1";
        tx.execute(store::Sql::with(sql, values)).await.unwrap();
        let number = OrderNumber::parse(number).ok();
        let draft = OrderDraft { number, contact: contact.id, ..dice.roll(&testing::draft(&cast)) };
        inserts.push(Insert { order: draft.check().unwrap(), sequence: None, import_digest: None });
    }
    orders::insert_in(&mut tx, &Actor::System, inserts).await.unwrap();
    tx.commit().await.unwrap();
    for (text, found) in [
        ("київ", "N-1"),
        ("КИЇВ ґал", "N-1"),
        ("к", "N-1"),
        ("«світ»", "N-1"),
        ("067 123 45 67", "N-1"),
        ("#1001", "#1001"),
        ("1001", "#1001"),
        ("d'arc", "#1001"),
        ("elodie toys", "#1001"),
        ("212.555.7818", "#1001"),
        ("2024.10482", "2024.10482"),
        ("10482", "2024.10482"),
        ("lodz", "2024.10482"),
        ("50%", "2024.10482"),
        ("co_", "2024.10482"),
        ("nguyen", "CA-2012-124891"),
        ("ca-2012", "CA-2012-124891"),
        ("a\\b", "CA-2012-124891"),
        ("\"", ""),
        ("' or", ""),
        ("%%%", ""),
        ("___", ""),
        ("odie toyz", ""),
        ("иїв", "N-1"),
        ("їв", ""),
    ] {
        let wanted: Vec<&str> = [found].into_iter().filter(|f| !f.is_empty()).collect();
        assert_eq!(search(&test, text).await, wanted, "{text:?}");
    }
    assert_eq!(search(&test, " ").await.len(), 4);
}
