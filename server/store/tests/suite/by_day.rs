//! Sums by day: what is kept with each change equals what the orders add up to, in zones of odd hours.

use super::{
    TestDb,
    random::{Desk, seed},
};
use chrono::{Days, NaiveDate};
use domain::{
    Conditions, Currency, Order, Timestamp, Totals, Zone,
    chart::Bar,
    filter::{AmountField, AmountRange, Amounts, DateField, Moment, Span},
    ids::UserId,
    listing::ChartPeriod,
    testing::{self, NOW},
    totals::{CurrencyTotals, DayTotals},
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use store::{Sql, orders, zones};

/// What a zone is changed to, one after the other: half hours, three quarters, and clocks that change by half an hour.
const ZONES: [&str; 4] = ["Europe/Kyiv", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo"];
/// Everything that is kept, whichever slot it lies in.
const KEPT: [&str; 2] = [
    "select 'span ' || size || ' ' || first_day || ' ' || stage_id || currency || kind || payment_status || manager_id \
     || ' ' || archived || ' ' || sum(orders) || ' ' || sum(ordered) || ' ' || sum(received) || ' ' || sum(due) \
     from order_spans group by size, first_day, stage_id, currency, kind, payment_status, manager_id, archived \
     having sum(orders) <> 0",
    "select 'day ' || day || ' ' || stage_id || currency || ' ' || archived || ' ' || funnel_id || ' ' || sum(orders) \
     || ' ' || sum(ordered) || ' ' || sum(received) || ' ' || sum(due) \
     from order_days group by day, stage_id, currency, archived, funnel_id having sum(orders) <> 0",
];

async fn change_zone(test: &TestDb, name: &'static str) -> Zone {
    let mut tx = test.write().await;
    tx.execute(Sql::with("update desk set time_zone = $1", [name.into()])).await.unwrap();
    orders::rebuild_days_in(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    zones::zone(name).unwrap()
}

async fn kept(test: &TestDb) -> Vec<String> {
    let mut all = Vec::new();
    for query in KEPT {
        all.extend(test.texts(query).await);
    }
    all.sort();
    all
}

/// Any span of whole days near the orders, with open ends and excluded ones.
fn whole_days(zone: &Zone, (back, length, open, negated): (u64, u64, u8, bool)) -> Span {
    let last = zone.date_of(NOW).checked_sub_days(Days::new(back)).unwrap();
    let first = last.checked_sub_days(Days::new(length)).unwrap();
    let span = Span { negated, from: Some(zone.day_start(first)), until: Some(zone.day_start(last)) };
    match open {
        0 => Span { from: None, ..span },
        1 => Span { until: None, ..span },
        _ => span,
    }
}

fn by_day(orders: &[Order], wanted: &Conditions, zone: &Zone) -> Vec<DayTotals> {
    let mut sums: BTreeMap<(NaiveDate, &'static str), CurrencyTotals> = BTreeMap::new();
    for order in orders.iter().filter(|order| wanted.matches(order)) {
        let of = CurrencyTotals::of(order);
        let key = (zone.date_of(order.created_at), order.currency.code());
        let sum = sums.entry(key).or_insert_with(|| CurrencyTotals::empty(order.currency));
        sum.orders += 1;
        sum.ordered += of.ordered;
        sum.received += of.received;
        sum.due += of.due;
    }
    sums.into_iter().map(|((day, _), amounts)| DayTotals { day, amounts }).collect()
}

pub async fn sums_by_day_equal_sums_of_the_orders_in_every_zone(test: TestDb) {
    let mut desk = Desk::random(&test, seed(25), 200).await;
    let filters = testing::filter(&desk.cast);
    let days = (0..800_u64, 0..900_u64, 0..6_u8, any::<bool>());
    for name in ZONES {
        let zone = change_zone(&test, name).await;
        desk.shake(&test, 40).await;
        for round in 0..40 {
            let any = desk.dice.roll(&filters).resolve(&Moment { now: NOW, zone: &zone, me: Some(UserId(2)) });
            let created = (round % 4 > 0).then(|| whole_days(&zone, desk.dice.roll(&days)));
            let total = AmountRange { currency: Currency::EURO, min: None, max: None };
            let total = domain::filter::Choice {
                include: (round % 5 == 0).then_some(total).into_iter().collect(),
                ..Default::default()
            };
            // What sums are kept of, and nothing else.
            let Conditions { funnel, stage, stage_kind, kind, payment, manager, archived, .. } = any.clone();
            let kept =
                Conditions { funnel, stage, stage_kind, kind, payment, manager, archived, ..Conditions::default() };
            let dates = created.map(|span| (DateField::Created, span)).into_iter().collect();
            let amounts = Amounts::default().with(AmountField::Total, total);
            let wanted = Conditions { dates, amounts, ..kept };
            let context = format!("{name} {wanted:?}");
            let sql = orders::totals_sql(test.db.dialect(), &desk.cast.funnels, &wanted, Some(&zone));
            let nothing = created.is_some_and(|span| span.negated && span.from.is_none() && span.until.is_none());
            assert!(!sql.text().contains("from orders") || nothing || same_ends(created), "{context}: {}", sql.text());
            // A filter on anything else is answered from the orders.
            for wanted in [wanted, any] {
                let funnels = &desk.cast.funnels;
                let totals = orders::totals(&test.db, &wanted).await.unwrap();
                assert_eq!(totals, Totals::of(&desk.orders, &wanted, funnels).unwrap(), "{context}");
                let oracle = by_day(&desk.orders, &wanted, &zone);
                let mut tx = test.db.read().await.unwrap();
                let mut told = orders::days(&mut tx, &wanted, funnels).await.unwrap();
                told.sort_by_key(|day| (day.day, day.amounts.currency.code()));
                assert_eq!(told, oracle, "{context}");
                for period in ChartPeriod::ALL {
                    let chart = orders::chart(&test.db, &wanted, period).await.unwrap();
                    let sums: Vec<_> = chart.series.iter().map(|s| (s.currency, s.sum().unwrap())).collect();
                    let bar = |c: &CurrencyTotals| Bar { orders: c.orders, ordered: c.ordered, received: c.received };
                    let whole: Vec<_> = totals.currencies.iter().map(|c| (c.currency, bar(c))).collect();
                    assert!(sums == whole || chart.is_cut, "{context}: {sums:?} {whole:?}");
                }
                let mut counts: BTreeMap<NaiveDate, i64> = BTreeMap::new();
                oracle.iter().for_each(|day| *counts.entry(day.day).or_default() += day.amounts.orders);
                let told = orders::day_counts(&mut tx, &wanted, funnels).await.unwrap();
                assert!(told.iter().copied().eq(counts), "{context}: {told:?}");
            }
        }
        let changed_one_by_one = kept(&test).await;
        change_zone(&test, name).await;
        assert_eq!(changed_one_by_one, kept(&test).await, "{name}");
    }
}

fn same_ends(span: Option<Span>) -> bool {
    span.is_some_and(|span| span.from.is_some() && span.from == span.until)
}

pub async fn a_desk_of_an_older_version_gets_its_days_at_the_next_start(test: TestDb) {
    let desk = Desk::random(&test, seed(26), 80).await;
    let before = kept(&test).await;
    assert!(before.len() > 80);
    let mut tx = test.write().await;
    for text in ["delete from order_days", "delete from order_spans", "update desk set days_zone = null"] {
        tx.execute(Sql::new(text)).await.unwrap();
    }
    tx.commit().await.unwrap();
    // Until then the orders themselves are read.
    let zone = zones::zone("Europe/Paris").unwrap();
    let today = Span { negated: false, from: Some(zone.day_start(zone.date_of(NOW))), until: None };
    let dates = [(DateField::Created, today)].into();
    for wanted in [Conditions { dates, ..Conditions::default() }, Conditions::default()] {
        let totals = orders::totals(&test.db, &wanted).await.unwrap();
        assert_eq!(totals, Totals::of(&desk.orders, &wanted, &desk.cast.funnels).unwrap());
        let told = orders::days(&mut test.db.read().await.unwrap(), &wanted, &desk.cast.funnels).await.unwrap();
        assert_eq!(told.len(), by_day(&desk.orders, &wanted, &zone).len());
    }
    store::Db::open(&test.url).await.unwrap().close().await;
    assert_eq!(kept(&test).await, before);
}

pub async fn totals_of_a_small_desk_are_quick_whatever_is_filtered(test: TestDb) {
    Desk::random(&test, seed(27), 30).await;
    let mut tx = test.write().await;
    let paid = Span { negated: false, from: Some(Timestamp(1)), until: None };
    let by_payment_date = Conditions { dates: [(DateField::Paid, paid)].into(), ..Conditions::default() };
    assert!(orders::totals_are_quick(&mut tx, &Conditions::default()).await.unwrap());
    assert!(orders::totals_are_quick(&mut tx, &by_payment_date).await.unwrap());
    // What the sums say decides, not a count of the orders: a large desk is told by them.
    tx.execute(Sql::new("update order_rollups set orders = orders + 60000")).await.unwrap();
    assert!(orders::totals_are_quick(&mut tx, &Conditions::default()).await.unwrap());
    assert!(!orders::totals_are_quick(&mut tx, &by_payment_date).await.unwrap());
    let found = Conditions { needles: vec!["no such order".into()], ..by_payment_date.clone() };
    assert!(orders::totals_are_quick(&mut tx, &found).await.unwrap());
    let since = Span { negated: false, from: Some(Timestamp(12_345)), until: None };
    let mut few = by_payment_date.clone();
    few.dates.insert(DateField::Created, since);
    assert!(orders::totals_are_quick(&mut tx, &few).await.unwrap());
}
