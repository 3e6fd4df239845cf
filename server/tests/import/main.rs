//! `comptoir import` end to end: files into a desk, on every database that there is.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sample;
mod support;
mod xlsx;

use server::commands::ExitKind;
use std::path::Path;
use support::{Desk, corpus, desks};
use xlsx::{Cell, workbook};

/// The arguments beside a file of the corpus; a map file lies beside it too.
fn args_of(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file.with_extension("args")).unwrap_or_default();
    let beside =
        |word: &str| if word.ends_with(".toml") { corpus().join(word).display().to_string() } else { word.to_owned() };
    std::iter::once(file.display().to_string()).chain(text.split_whitespace().map(beside)).collect()
}

/// Every file of the corpus gives what stands in the `.expected` file beside it: how the command ended, the bad rows, the
/// orders. `UPDATE_CORPUS=1` writes these files anew.
#[tokio::test]
async fn every_file_of_the_corpus_gives_what_is_expected_of_it() {
    let mut files: Vec<_> = std::fs::read_dir(corpus()).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "csv"));
    files.sort();
    assert!(files.len() > 20);
    let mut wrong = Vec::new();
    for file in &files {
        for desk in desks().await {
            let ran = desk.import(&args_of(file)).await;
            let found = format!("{:?}\n{}{}", ran.exit, ran.err, desk.orders().await);
            let expected = file.with_extension("expected");
            if std::env::var_os("UPDATE_CORPUS").is_some() && desk.kind == "sqlite" {
                std::fs::write(&expected, &found).unwrap();
            }
            if std::fs::read_to_string(&expected).unwrap_or_default() != found {
                wrong.push(format!("{} on {}:\n{found}", file.display(), desk.kind));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_same_file_twice_adds_nothing() {
    for desk in desks().await {
        for name in ["comma", "shopify", "woocommerce", "created_statuses", "client_joins", "rounding", "paid_refunded"]
        {
            let args = args_of(&corpus().join(format!("{name}.csv")));
            let first = desk.import(&args).await;
            assert_eq!(first.exit, ExitKind::Done, "{name}: {first:?}");
            let before = counts(&desk).await;
            let second = desk.import(&args).await;
            assert_eq!(second.exit, ExitKind::Done, "{name}: {second:?}");
            assert!(second.out.contains("\n0 new, "), "{}", second.out);
            assert_eq!(counts(&desk).await, before, "{name}");
        }
    }
}

async fn counts(desk: &Desk) -> Vec<i64> {
    let mut counts = Vec::new();
    for sql in [
        "select count(*) from orders",
        "select count(*) from order_lines",
        "select count(*) from contacts",
        "select count(*) from products",
        "select count(*) from stages",
        "select count(*) from payments",
        "select count(*) from events",
        "select count(*) from tags",
    ] {
        counts.push(desk.count(sql).await);
    }
    counts
}

const HEADER: &str = "Order no,Date,Status,Client,Total,Currency\n";

#[tokio::test]
async fn an_error_in_the_last_row_leaves_nothing() {
    for desk in desks().await {
        let before = counts(&desk).await;
        let rows: String = (1..=500).map(|n| format!("{n},2024-01-01,Brand new {n},Client {n},1.00,EUR\n")).collect();
        let ran = desk
            .import_text("a.csv", format!("{HEADER}{rows}501,2024-01-01,New,Ann,oops,EUR\n"), &["--create-stages"])
            .await;
        assert_eq!(ran.exit, ExitKind::Refused);
        assert!(ran.err.contains("row 502, Total, “oops”"), "{}", ran.err);
        assert_eq!(counts(&desk).await, before);
    }
}

#[tokio::test]
async fn other_content_under_the_same_number_is_kept_and_listed() {
    for desk in desks().await {
        desk.import_text(
            "a.csv",
            format!("{HEADER}1,2024-01-01,New,Ann,1.00,EUR\n2,2024-01-01,New,Bob,2.00,EUR\n"),
            &[],
        )
        .await;
        let text = format!(
            "{HEADER}1,2024-01-01,New,Ann,1.50,EUR\n2,2024-01-01,New,Bob,2.0,EUR\n3,2024-01-01,New,Cid,3.00,EUR\n"
        );
        let ran = desk.import_text("renamed.csv", text, &[]).await;
        assert_eq!(ran.exit, ExitKind::Done);
        assert!(ran.out.contains("order 1 already exists with other content"), "{}", ran.out);
        assert!(ran.out.contains("1 new, 1 already there, 1 differ"), "{}", ran.out);
        assert_eq!(desk.count("select cast(sum(total) as bigint) from orders").await, 100 + 200 + 300);
    }
}

#[tokio::test]
async fn a_number_of_another_origin_is_a_bad_row_and_nothing_is_written() {
    for desk in desks().await {
        desk.import_text("a.csv", format!("{HEADER}1,2024-01-01,New,Ann,1.00,EUR\n"), &[]).await;
        let mut tx = desk.db.write().await.unwrap();
        tx.execute(store::Sql::new("update orders set origin = 'manual'")).await.unwrap();
        tx.commit().await.unwrap();
        let ran = desk
            .import_text(
                "b.csv",
                format!("{HEADER}1,2024-01-01,New,Ann,1.00,EUR\n9,2024-01-01,New,Ann,1.00,EUR\n"),
                &[],
            )
            .await;
        assert_eq!(ran.exit, ExitKind::Refused);
        assert!(
            ran.err.contains("row 2, Order no, “1”: number 1 already belongs to an order of another origin (manual)"),
            "{}",
            ran.err
        );
        assert_eq!(desk.count("select count(*) from orders").await, 1);
    }
}

#[tokio::test]
async fn a_dry_run_says_everything_and_writes_nothing() {
    for desk in desks().await {
        let before = counts(&desk).await;
        let ran = desk
            .import_text("a.csv", format!("{HEADER}1,2024-01-01,Odd,Ann,1.00,EUR\n"), &["--dry-run", "--create-stages"])
            .await;
        assert_eq!(ran.exit, ExitKind::Done);
        assert!(ran.out.contains("1 new"), "{}", ran.out);
        assert_eq!(counts(&desk).await, before);
    }
}

#[tokio::test]
async fn workbooks_of_both_date_systems_are_read_without_losing_a_day() {
    for (date1904, shown, plain) in [(false, "45292.5", "45351"), (true, "43830.5", "43889")] {
        let header = ["Order no", "Date", "Product", "Line total", "Currency"].map(Cell::Text);
        let rows = [
            header.into(),
            vec![
                Cell::Number("101"),
                Cell::Date(shown),
                Cell::Text("=HYPERLINK(\"x\")"),
                Cell::Number("0.30000000000000004"),
                Cell::Text("EUR"),
            ],
            vec![Cell::Text("102"), Cell::Number(plain), Cell::Text("+1"), Cell::Number("1234.5"), Cell::Text("EUR")],
        ];
        for desk in desks().await {
            let ran = desk.import_text("a.xlsx", workbook(date1904, &rows), &["--timezone", "UTC"]).await;
            assert_eq!(ran.exit, ExitKind::Done, "{}", ran.err);
            let orders = desk.orders().await;
            assert!(orders.contains("101 [new] standard 2024-01-01T12:00:00Z"), "{orders}");
            assert!(orders.contains("102 [new] standard 2024-02-29T00:00:00Z"), "{orders}");
            assert!(orders.contains("product =HYPERLINK(\"x\") <> 1 ×  = 30\n"), "{orders}");
            assert!(orders.contains("product +1 <> 1 ×  = 123450\n"), "{orders}");
        }
    }
}

#[tokio::test]
async fn bad_rows_go_to_the_file_that_is_asked_for() {
    for desk in desks().await {
        let errors = desk.dir.path().join("errors.csv").display().to_string();
        let ran =
            desk.import_text("a.csv", format!("{HEADER}1,never,New,Ann,=1+1,EUR\n"), &["--errors", &errors]).await;
        assert_eq!(ran.exit, ExitKind::Refused);
        let text = std::fs::read_to_string(&errors).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(
            lines,
            ["row,column,value,reason", "2,Date,never,“never” is not a date", "2,Total,'=1+1,“=1+1” is not an amount"]
        );
        assert!(!ran.err.contains("row 2,"), "{}", ran.err);
    }
}

#[tokio::test]
async fn wrong_usage_is_told_apart_from_bad_rows() {
    for desk in desks().await {
        let file = corpus().join("comma.csv").display().to_string();
        let map = desk.dir.path().join("map.toml");
        std::fs::write(&map, "[columns]\nnumber = 3\n").unwrap();
        let map = map.display().to_string();
        for args in [
            vec![file.as_str(), "--currency", "nope"],
            vec![&file, "--date-order", "dym"],
            vec![&file, "--timezone", "Europe/Nowhere"],
            vec![&file, "--funnel", "no such funnel"],
            vec![&file, "--map", &map],
            vec![&file, "--map", "no-such-file.toml"],
            vec!["no-such-file.csv"],
        ] {
            let ran = desk.import(&args).await;
            assert_eq!(ran.exit, ExitKind::Usage, "{args:?}: {ran:?}");
            assert!(!ran.err.is_empty());
        }
        assert_eq!(desk.count("select count(*) from orders").await, 0);
    }
}

#[tokio::test]
async fn the_report_as_json_holds_columns_statuses_and_totals() {
    for desk in desks().await {
        let mut args = args_of(&corpus().join("ukrainian.csv"));
        args.push("--json".into());
        let report: serde_json::Value = serde_json::from_str(&desk.import(&args).await.out).unwrap();
        assert_eq!(report["currencies"][0]["ordered"], "1254.50");
        assert_eq!(report["currencies"][0]["paid"], "1000.00");
        assert_eq!(report["stages"][0]["kind"], "done");
        assert_eq!((&report["new"], &report["imported"]), (&2.into(), &true.into()));
        let date = report["columns"].as_array().unwrap().iter().find(|c| c["field"] == "created").unwrap();
        assert_eq!((date["order"].as_str(), date["order_from"].as_str()), (Some("dmy"), Some("dots")));
    }
}
