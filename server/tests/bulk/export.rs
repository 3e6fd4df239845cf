//! Files hold exactly what is filtered, all of it, and their numbers are those of the totals.

use crate::{
    NOW, all, rows, seeded,
    support::{Desk, desks},
};
use axum::http::StatusCode;
use domain::{
    Conditions, Listing, Locale, Money, Order, Role, Sort, SortKey,
    filter::Moment,
    funnel::Sight,
    ids::{ProductId, TagId},
    listing::Cursor,
    testing::{self, Cast, Dice},
};
use rust_decimal::Decimal;
use server::{
    export::{Format, Reader, Source, file},
    seed::{Plan, run},
};
use std::{collections::BTreeMap, fs::File, io, path::PathBuf};
use store::{Db, Sql, desk, funnels, orders};
use tempfile::TempDir;

async fn reader(db: &Db) -> Reader {
    Reader {
        locale: Locale::En,
        zone: desk::fetch(db).await.unwrap().zone,
        now: NOW,
        me: None,
        sight: Sight::Everything,
    }
}

/// Writes a listing to a file.
async fn write(db: &Db, listing: &Listing, format: Format, folder: &TempDir) -> PathBuf {
    let source = Source::open(db, listing, &reader(db).await).await.unwrap();
    let path = folder.path().join(format!("orders.{}", format.extension()));
    let mut out = File::create(&path).unwrap();
    match format {
        Format::Csv => file::csv(source, &mut out).await.unwrap(),
        Format::Xlsx => {
            let (mut workbook, _) = file::xlsx(source, folder.path()).await.unwrap();
            io::copy(&mut workbook, &mut out).unwrap()
        }
    };
    path
}

fn column(rows: &[Vec<String>], name: &str) -> Vec<String> {
    let at = rows[0].iter().position(|cell| cell == name).unwrap_or_else(|| panic!("no column {name}"));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

async fn conditions(db: &Db, listing: &Listing) -> Conditions {
    let reader = reader(db).await;
    listing.filter.resolve(&Moment { now: NOW, zone: &reader.zone, me: None })
}

/// What random filters may name: what the orders hold.
async fn cast(db: &Db, orders: &[Order]) -> Cast {
    let mut cast = Cast { funnels: funnels::list(db).await.unwrap(), ..Cast::default() };
    for order in orders {
        cast.contacts.push(order.contact.clone());
        cast.managers.extend(order.manager.clone());
        let named = order.products.iter().filter_map(|p| Some((ProductId(0), p.slug.clone()?, p.title.clone())));
        cast.products.extend(named);
        cast.tags.extend(order.tags.iter().map(|t| (TagId(0), t.slug.clone())));
    }
    cast
}

#[tokio::test]
async fn a_file_holds_the_orders_that_the_filter_lets_through() {
    for desk in seeded(300, 11).await {
        let (orders, folder) = (all(&desk.db).await, tempfile::tempdir().unwrap());
        let cast = cast(&desk.db, &orders).await;
        let mut dice = Dice::new(11);
        for _ in 0..60 {
            let listing = Listing { filter: dice.roll(&testing::filter(&cast)), ..Listing::default() };
            let conditions = conditions(&desk.db, &listing).await;
            let wanted: Vec<String> =
                orders.iter().filter(|o| conditions.matches(o)).map(|o| o.number.to_string()).collect();
            let path = write(&desk.db, &listing, Format::Csv, &folder).await;
            assert_eq!(column(&rows(&path), "Order no."), wanted, "{}", listing.to_query());
        }
    }
}

#[tokio::test]
async fn a_file_is_in_the_order_of_the_screen_whatever_page_is_open() {
    for desk in seeded(120, 12).await {
        let folder = tempfile::tempdir().unwrap();
        for (key, descending) in [(SortKey::Client, false), (SortKey::Total, true), (SortKey::Number, false)] {
            let listing = Listing { sort: Sort { key, descending }, ..Listing::default() };
            let page = orders::page(&desk.db, &listing, &conditions(&desk.db, &listing).await).await.unwrap();
            let shown: Vec<String> = page.orders.iter().map(|o| o.number.to_string()).collect();
            let paged = listing.with_cursor(Cursor::After(page.orders[3].number.clone()));
            let file = column(&rows(&write(&desk.db, &paged, Format::Csv, &folder).await), "Order no.");
            assert_eq!(file.len(), 120);
            assert_eq!(file[..shown.len()], shown);
        }
    }
}

#[tokio::test]
async fn sums_of_the_file_are_the_totals_of_each_currency() {
    for desk in seeded(400, 13).await {
        let folder = tempfile::tempdir().unwrap();
        for query in ["", "payment=partially_refunded,overpaid,paid", "kind=!standard&stage_kind=done,refunded"] {
            let (listing, problems) = Listing::from_query(query);
            assert!(problems.is_empty());
            let totals = orders::totals(&desk.db, &conditions(&desk.db, &listing).await).await.unwrap();
            let wanted: BTreeMap<String, [String; 3]> = totals
                .currencies
                .iter()
                .map(|c| (c.currency.to_string(), [c.ordered(), c.received(), c.due()].map(Money::decimal)))
                .collect();
            for format in [Format::Csv, Format::Xlsx] {
                let rows = rows(&write(&desk.db, &listing, format, &folder).await);
                assert_eq!(i64::try_from(rows.len() - 1).unwrap(), totals.orders);
                let amounts = ["Total", "Paid", "Due"].map(|name| column(&rows, name));
                let mut sums: BTreeMap<String, [Decimal; 3]> = BTreeMap::new();
                for (i, currency) in column(&rows, "Currency").into_iter().enumerate() {
                    let sum = sums.entry(currency).or_default();
                    for (sum, amounts) in sum.iter_mut().zip(&amounts) {
                        *sum += amounts[i].parse::<Decimal>().unwrap();
                    }
                }
                assert_eq!(sums.len(), wanted.len());
                for (currency, sums) in sums {
                    let stated = wanted[&currency].clone().map(|text| text.parse::<Decimal>().unwrap());
                    assert_eq!(sums, stated, "{currency} in {query} as {format:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_text_that_looks_like_a_formula_stays_a_text() {
    let texts = ["=1+1", "+cmd|'/C calc'!A0", "@SUM(A1)", "-2+3", "'=already", "plain, \"quoted\"\nline"];
    for desk in seeded(6, 14).await {
        for (position, text) in (0_i64..).zip(texts) {
            let sql = "update contacts set company = $1 where id = (select contact_id from orders order by id limit 1 offset $2)";
            desk.execute(sql, [text.into(), position.into()]).await;
            let sql = "update orders set pinned_comment = $1 where id = (select id from orders order by id limit 1 offset $2)";
            desk.execute(sql, [text.into(), position.into()]).await;
        }
        let folder = tempfile::tempdir().unwrap();
        let listing = Listing { sort: Sort { key: SortKey::Created, descending: false }, ..Listing::default() };
        for format in [Format::Csv, Format::Xlsx] {
            let path = write(&desk.db, &listing, format, &folder).await;
            assert_eq!(column(&rows(&path), "Comments"), texts, "{format:?}");
            if format == Format::Csv {
                let raw = std::fs::read_to_string(path).unwrap();
                for begin in [",=", ",+c", ",@", ",-", "\"=", "\"+c", "\"@", "\"-"] {
                    assert!(!raw.contains(begin), "{begin} in {raw}");
                }
            }
        }
    }
}

/// Files of all orders and of a filter hold each of them once, and leave nothing behind.
async fn holds_all(desk: &Desk, orders: usize) {
    let folder = tempfile::tempdir().unwrap();
    for query in ["cols=number,total", "cols=number,total&kind=!instalments&payment=paid,unpaid&sort=-total"] {
        let (listing, problems) = Listing::from_query(query);
        assert!(problems.is_empty());
        let wanted = orders::totals(&desk.db, &conditions(&desk.db, &listing).await).await.unwrap().orders;
        let wanted = usize::try_from(wanted).unwrap();
        assert!(wanted == orders || (query.contains("kind") && wanted > orders / 4 && wanted < orders));
        for format in [Format::Csv, Format::Xlsx] {
            let mut numbers = column(&rows(&write(&desk.db, &listing, format, &folder).await), "Order no.");
            assert_eq!(numbers.len(), wanted, "{query} as {format:?}");
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), wanted, "{query} as {format:?}: once each");
        }
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "no temporary file is left");
}

#[tokio::test]
async fn nothing_is_cut_after_a_thousand_or_twenty_thousand_orders() {
    for orders in [1_000, 20_001] {
        for desk in seeded(orders, 15).await {
            holds_all(&desk, usize::try_from(orders).unwrap()).await;
        }
    }
}

#[tokio::test]
async fn nothing_is_cut_at_a_hundred_thousand_orders() {
    // The statements are the same on the other database, and so is what writes the files.
    let desk = desks().await.remove(0);
    run(&desk.db, &Plan { orders: 100_000, seed: 18, now: NOW }, |_| {}).await.unwrap();
    holds_all(&desk, 100_000).await;
}

#[tokio::test]
async fn dates_are_dates_in_the_zone_of_the_desk() {
    for desk in seeded(40, 16).await {
        let (orders, zone) = (all(&desk.db).await, desk::fetch(&desk.db).await.unwrap().zone);
        let folder = tempfile::tempdir().unwrap();
        let mut reader = write(&desk.db, &Listing::default(), Format::Xlsx, &folder).await;
        let mut file = sheets::open(&reader, &sheets::ReadOptions::default()).unwrap();
        for (row, order) in file.rows().unwrap().skip(1).zip(&orders) {
            let domain::import::Cell::Date(shown) = row.unwrap().cells[0] else {
                panic!("{} has no date", order.number)
            };
            let apart = shown - zone.local(order.created_at);
            assert!(apart.num_milliseconds().abs() < 1000, "{shown} for {}", order.created_at.rfc3339());
        }
        reader = write(&desk.db, &Listing::default(), Format::Csv, &folder).await;
        let local = zone.local(orders[0].created_at).format("%Y-%m-%d %H:%M:%S").to_string();
        assert!(std::fs::read_to_string(reader).unwrap().contains(&local));
    }
}

#[tokio::test]
async fn a_viewer_downloads_both_kinds_of_file() {
    for desk in desks().await {
        run(&desk.db, &Plan { orders: 30, seed: 17, now: NOW }, |_| {}).await.unwrap();
        let mut browser = desk.browser_of(&desk.user(Role::Viewer).await).await;
        browser.cookies.insert("locale".into(), "uk".into());
        let csv = browser.get("/export.csv?cols=number,total&after=1010").await;
        assert_eq!((csv.status, csv.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
        assert!(csv.body.starts_with('\u{feff}'));
        assert_eq!(csv.body.lines().count(), 31);
        let disposition = csv.header("content-disposition");
        assert!(
            disposition.starts_with("attachment; filename=\"") && disposition.contains(".csv\"; filename*=UTF-8''")
        );
        let xlsx = browser.get("/export.xlsx").await;
        assert_eq!(xlsx.status, StatusCode::OK);
        assert!(xlsx.body.starts_with("PK"));
        assert!(xlsx.header("content-disposition").contains(".xlsx"));
    }
}

#[tokio::test]
async fn a_link_that_is_not_understood_gives_no_file() {
    for desk in desks().await {
        let mut browser = desk.browser_of(&desk.user(Role::Owner).await).await;
        for path in ["/export.csv?payment=bogus", "/export.xlsx?sort=luck&q=ok"] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST);
            assert!(answer.body.contains("payment=bogus") || answer.body.contains("sort=luck"), "{}", answer.body);
            assert!(!answer.body.contains("q=ok"));
        }
    }
}

#[tokio::test]
async fn a_desk_without_orders_gives_a_file_with_its_header_only() {
    for desk in desks().await {
        let folder = tempfile::tempdir().unwrap();
        for format in [Format::Csv, Format::Xlsx] {
            let rows = rows(&write(&desk.db, &Listing::default(), format, &folder).await);
            assert_eq!((rows.len(), rows[0][0].as_str()), (1, "Created"));
        }
        let mut tx = desk.db.read().await.unwrap();
        tx.one::<(i64,)>(Sql::new("select cast(1 as bigint)")).await.unwrap();
    }
}
