//! Laws of imports, over random files: what is stated is what is read, whatever the layout.

use crate::support::{Sheet, at, options};
use chrono::{Datelike, Duration, NaiveDate};
use domain::{
    import::{Reason, StageTarget},
    money::decimal_text,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
struct Line {
    order: u16,
    cents: i64,
    words: u8,
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (0..40_u16, 0..5_000_000_i64, 0..6_u8).prop_map(|(order, cents, words)| Line { order, cents, words });
    prop::collection::vec(line, 1..60)
}

/// A file with one row per line, in a random order of rows.
fn sheet(lines: &[Line], comma: bool) -> Sheet {
    let mut rows = vec![
        ["Order no", "Date", "Line number", "Product", "Line total", "Currency", "Status"].map(str::to_owned).to_vec(),
    ];
    for (at, line) in lines.iter().enumerate() {
        let text = decimal_text(line.cents, 2);
        let text = if comma { text.replace('.', ",") } else { text };
        let day = format!("2024-01-{:02}", line.order % 28 + 1);
        let status = format!("Word {}", line.order % 5);
        rows.push(vec![
            line.order.to_string(),
            day,
            at.to_string(),
            format!("P{}", line.words),
            text,
            "EUR".into(),
            status,
        ]);
    }
    Sheet::texts(rows)
}

proptest! {
    #[test]
    fn totals_are_the_sums_of_the_stated_lines(lines in lines(), comma: bool) {
        let reading = sheet(&lines, comma).read_creating();
        prop_assert_eq!(&reading.bad, &[]);
        let mut expected: BTreeMap<String, i64> = BTreeMap::new();
        for line in &lines {
            *expected.entry(line.order.to_string()).or_default() += line.cents;
        }
        let found: BTreeMap<String, i64> = reading.orders.iter().map(|o| (o.number.to_string(), o.total)).collect();
        let whole: i64 = lines.iter().map(|l| l.cents).sum();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(reading.understood.currencies[0].ordered, whole);
        prop_assert_eq!(reading.understood.stages.iter().flat_map(|s| &s.totals).map(|t| t.1).sum::<i64>(), whole);
        prop_assert_eq!(reading.orders.iter().map(|o| o.lines.len()).sum::<usize>(), lines.len());
        prop_assert!(reading.orders.iter().all(|o| o.paid == 0 && o.refunded == 0));
    }

    #[test]
    fn two_words_never_share_a_stage(words in prop::collection::vec("[A-Za-z \\-]{0,8}|done|Done|Terminé|Cancelled|canceled|annulé", 1..12)) {
        let mut rows = vec![["Order no", "Date", "Total", "Currency", "Status"].map(str::to_owned).to_vec()];
        for (at, word) in words.iter().enumerate() {
            rows.push(vec![at.to_string(), "2024-01-01".into(), "1".into(), "EUR".into(), word.clone()]);
        }
        let reading = Sheet::texts(rows).read_creating();
        let named: Vec<_> = reading.understood.stages.iter().filter(|s| !s.word.is_empty()).collect();
        let targets: BTreeSet<String> = named.iter().map(|s| format!("{:?}", s.target)).collect();
        prop_assert_eq!(targets.len(), named.len());
        prop_assert!(named.iter().all(|s| s.target != StageTarget::Unknown));
    }

    #[test]
    fn a_column_of_dates_decides_its_own_order(days in prop::collection::vec(0..40_000_i64, 1..20), month_first: bool) {
        let day = |n: &i64| NaiveDate::from_ymd_opt(1970, 1, 2).unwrap() + Duration::days(*n);
        let write = |d: NaiveDate| if month_first {
            format!("{}/{}/{}", d.month(), d.day(), d.year())
        } else {
            format!("{}/{}/{}", d.day(), d.month(), d.year())
        };
        let mut rows = vec![["Order no", "Date", "Total", "Currency"].map(str::to_owned).to_vec()];
        for (at, n) in days.iter().enumerate() {
            rows.push(vec![at.to_string(), write(day(n)), "1".into(), "EUR".into()]);
        }
        let reading = Sheet::texts(rows).read(&options());
        let decided = days.iter().any(|n| day(n).day() > 12) || days.iter().all(|n| day(n).day() == day(n).month());
        if decided {
            prop_assert_eq!(&reading.bad, &[]);
            for (order, n) in reading.orders.iter().zip(&days) {
                prop_assert_eq!(order.created_at, at(&format!("{}T00:00:00", day(n))));
            }
        } else {
            prop_assert!(reading.bad.iter().all(|b| b.reason == Reason::AmbiguousDate));
            prop_assert!(!reading.bad.is_empty());
        }
    }

    #[test]
    fn any_cells_at_all_are_read_without_a_panic(rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}|[0-9.,/ :$€-]{0,14}", 8), 0..8)) {
        let mut all = vec![["Order no", "Date", "Status", "Quantity", "Price", "Total", "Paid", "Currency"].map(str::to_owned).to_vec()];
        all.extend(rows);
        let reading = Sheet::texts(all).read_creating();
        prop_assert!(reading.orders.iter().all(|o| o.total >= 0 && o.refunded <= o.paid));
    }
}
