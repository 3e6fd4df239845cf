//! What is written reads back as the same cells, for random tables.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::io::Read;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use common::{date, number, read, text};
use domain::import::Cell;
use proptest::prelude::*;
use sheets::{CsvWriter, Value, XlsxWriter};

const COLUMNS: usize = 6;

fn csv_bytes(rows: &[Vec<Value>]) -> Vec<u8> {
    let mut writer = CsvWriter::new();
    writer.header(&["a", "b", "c", "d", "e", "f"]).unwrap();
    let mut bytes = writer.take().unwrap();
    for row in rows {
        writer.row(row).unwrap();
        bytes.extend(writer.take().unwrap());
    }
    bytes
}

fn xlsx_bytes(rows: &[Vec<Value>]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = XlsxWriter::create(folder.path(), "Orders").unwrap();
    writer.header(&["a", "b", "c", "d", "e", "f"], &[10, 20]).unwrap();
    for row in rows {
        writer.row(row).unwrap();
    }
    let mut bytes = Vec::new();
    writer.finish().unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn trimmed(value: &str) -> Cell {
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    if value.is_empty() { Cell::Empty } else { Cell::Text(value) }
}

/// The decimal text without zeros at its end: a number keeps its value, not its number of decimals.
fn shortest(decimal: &str) -> String {
    match decimal.split_once('.') {
        Some((whole, fraction)) => {
            let fraction = fraction.trim_end_matches('0');
            if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
        }
        None => decimal.to_owned(),
    }
}

/// A CSV file has numbers and dates as texts, and no NUL.
fn expected(value: &Value, csv: bool) -> Cell {
    let is_exact = |number: i64| number.unsigned_abs() <= 999_999_999_999_999;
    match value {
        Value::Empty => Cell::Empty,
        Value::Text(value) | Value::Phone(value) if csv => trimmed(&value.replace('\0', "")),
        Value::Text(value) | Value::Phone(value) => trimmed(value),
        Value::Amount { minor, exponent } => {
            let decimal = sheets::write::amount_text(*minor, *exponent);
            if csv || !is_exact(*minor) { Cell::Text(decimal) } else { Cell::Number(shortest(&decimal)) }
        }
        Value::Integer(value) if csv || !is_exact(*value) => Cell::Text(value.to_string()),
        Value::Integer(value) => Cell::Number(value.to_string()),
        Value::DateTime(moment) if csv => Cell::Text(moment.format("%Y-%m-%d %H:%M:%S").to_string()),
        Value::DateTime(moment) => Cell::Date(*moment),
        Value::Date(day) if csv => Cell::Text(day.to_string()),
        Value::Date(day) => Cell::Date(day.and_hms_opt(0, 0, 0).unwrap()),
        Value::Bool(value) if csv => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        Value::Bool(value) => Cell::Bool(*value),
    }
}

fn moment() -> impl Strategy<Value = NaiveDateTime> {
    let start = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
    (0..8099_i64 * 365 * 86_400).prop_map(move |seconds| start + TimeDelta::seconds(seconds))
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-=+@\t\r\n']{0,3}[a-z\"',;\n\r ]{0,8}",
        "[А-Яа-яіїєґ’ ]{0,12}",
        "_x00[0-9A-F]{2}_[\u{0}-\u{1f}\u{7f}]{0,4}_",
        "https?://[a-z]{1,8}\\.example",
        "[0-9]{1,4}[.,/-][0-9]{1,4}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Empty),
        any_text().prop_map(Value::Text),
        any_text().prop_map(Value::Phone),
        "\\+?[0-9]{2,4} [0-9 ]{0,9}".prop_map(Value::Phone),
        (any::<i64>(), 0..=4_u8).prop_map(|(minor, exponent)| Value::Amount { minor, exponent }),
        (-10_000_000_i64..10_000_000, 0..=3_u8).prop_map(|(minor, exponent)| Value::Amount { minor, exponent }),
        any::<i64>().prop_map(Value::Integer),
        (-100_000..100_000_i64).prop_map(Value::Integer),
        moment().prop_map(Value::DateTime),
        moment().prop_map(|moment| Value::Date(moment.date())),
        any::<bool>().prop_map(Value::Bool),
    ]
}

fn table() -> impl Strategy<Value = Vec<Vec<Value>>> {
    let table = prop::collection::vec(prop::collection::vec(value(), COLUMNS), 1..8);
    // The first column is always filled: a row of empty cells would be left out by the reader.
    table.prop_map(|mut rows| {
        for (at, row) in (1..).zip(&mut rows) {
            row[0] = Value::Integer(at);
        }
        rows
    })
}

fn cells(rows: &[Vec<Value>], csv: bool) -> Vec<Vec<Cell>> {
    rows.iter().map(|row| row.iter().map(|value| expected(value, csv)).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_csv_file_reads_back_as_it_was_written(rows in table()) {
        let table = read(&csv_bytes(&rows)).unwrap();
        prop_assert_eq!(&table.rows[1..], cells(&rows, true));
    }

    #[test]
    fn a_workbook_reads_back_as_it_was_written(rows in table()) {
        let table = read(&xlsx_bytes(&rows)).unwrap();
        prop_assert_eq!(&table.rows[1..], cells(&rows, false));
        prop_assert_eq!(table.numbers, (1..=rows.len() as u32 + 1).collect::<Vec<_>>());
    }
}

#[test]
fn the_bytes_of_a_csv_file_are_as_promised() {
    let moment = "2026-11-23T14:02:00".parse().unwrap();
    let bytes = csv_bytes(&[vec![
        Value::Amount { minor: 758_738_416, exponent: 2 },
        Value::Amount { minor: -1200, exponent: 0 },
        Value::Text("=HYPERLINK(\"x\")".to_owned()),
        Value::Phone("+380 44 123-45-67".to_owned()),
        Value::DateTime(moment),
        Value::Date(moment.date()),
    ]]);
    let expected = "\u{feff}a,b,c,d,e,f\r\n7587384.16,-1200,\"'=HYPERLINK(\"\"x\"\")\",+380 44 123-45-67,2026-11-23 14:02:00,2026-11-23\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn a_workbook_has_no_formula_and_no_link() {
    let dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "https://site.example"];
    let row: Vec<Value> = dangerous.map(|text| Value::Text(text.to_owned())).to_vec();
    let bytes = xlsx_bytes(&[row]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink"));
    assert!(sheet.contains("<pane ySplit=\"1\"") && sheet.contains("<autoFilter ref=\"A1:F2\"/>"));
    let table = read(&bytes).unwrap();
    let expected = ["=1+1", "+1", "-1", "@SUM(A1)", "=1", "https://site.example"].map(text);
    assert_eq!(table.rows[1], expected);
}

#[test]
fn an_amount_too_long_for_a_spreadsheet_is_a_text() {
    let amount = |minor| Value::Amount { minor, exponent: 2 };
    let row = vec![amount(999_999_999_999_999), amount(1_000_000_000_000_001), amount(i64::MIN)];
    let table = read(&xlsx_bytes(&[row])).unwrap();
    let expected = [number("9999999999999.99"), text("10000000000000.01"), text("-92233720368547758.08")];
    assert_eq!(table.rows[1][..3], expected);
}

#[test]
fn a_moment_keeps_its_second() {
    let moment: NaiveDateTime = "2026-03-29T23:59:59".parse().unwrap();
    let table = read(&xlsx_bytes(&[vec![Value::DateTime(moment)]])).unwrap();
    assert_eq!(table.rows[1][0], date("2026-03-29T23:59:59"));
}
