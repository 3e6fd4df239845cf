//! Large files of honest people: they pass every check, in flat memory, at the promised speed.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Read, Write};
use std::time::Instant;

use domain::import::Cell;
use sheets::{CsvWriter, ReadOptions, Value, XlsxWriter};

const ROWS: u32 = 200_000;
const COLUMNS: usize = 20;

fn row(number: u32) -> Vec<Value> {
    let moment = "2026-11-23T14:02:00".parse().unwrap();
    let mut values = vec![
        Value::Integer(i64::from(number)),
        Value::Amount { minor: i64::from(number) * 7919, exponent: 2 },
        Value::DateTime(moment),
        Value::Text(format!("Замовник {number}")),
    ];
    values.resize(COLUMNS, Value::Text("Shipped".to_owned()));
    values
}

fn header() -> Vec<String> {
    (1..=COLUMNS).map(|column| format!("Column {column}")).collect()
}

fn count(file: &tempfile::NamedTempFile) -> (u32, Option<Cell>) {
    let started = Instant::now();
    let mut reader = sheets::open(file.path(), &ReadOptions::default()).unwrap();
    let opened = started.elapsed();
    let (mut rows, mut last) = (0, None);
    for row in reader.rows().unwrap() {
        let row = row.unwrap();
        assert_eq!(row.cells.len(), COLUMNS);
        last = row.cells.into_iter().next();
        rows += 1;
    }
    println!("checked and opened in {opened:?}, {rows} rows read in {:?}", started.elapsed() - opened);
    (rows, last)
}

#[test]
fn a_workbook_of_200_000_rows_and_20_columns_goes_out_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let started = Instant::now();
    let mut writer = XlsxWriter::create(folder.path(), "Orders").unwrap();
    writer.header(&header(), &[]).unwrap();
    for number in 1..=ROWS {
        writer.row(&row(number)).unwrap();
    }
    let mut finished = writer.finish().unwrap();
    println!("{ROWS} rows written in {:?}", started.elapsed());
    let mut file = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
    std::io::copy(&mut finished, &mut file).unwrap();
    assert_eq!(count(&file), (ROWS + 1, Some(Cell::Number(ROWS.to_string()))));
}

#[test]
fn a_text_file_of_200_000_rows_and_20_columns_goes_out_and_comes_back() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let started = Instant::now();
    let mut writer = CsvWriter::new();
    writer.header(&header()).unwrap();
    for number in 1..=ROWS {
        writer.row(&row(number)).unwrap();
        if number.is_multiple_of(1000) {
            file.write_all(&writer.take().unwrap()).unwrap();
        }
    }
    println!("{ROWS} rows written in {:?}", started.elapsed());
    let mut start = [0; 3];
    file.reopen().unwrap().read_exact(&mut start).unwrap();
    assert_eq!(start, *b"\xef\xbb\xbf");
    assert_eq!(count(&file), (ROWS + 1, Some(Cell::Text(ROWS.to_string()))));
}
