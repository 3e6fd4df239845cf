//! Workbooks made to hurt: each is refused for the right reason, quickly and in little memory.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::io::{Cursor, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use common::{Book, read};
use sheets::ReadError;
use sheets::read::{FileKind, Quantity};
use zip::write::SimpleFileOptions;

const ROW: &str = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;

/// Held by tests with large inputs, so that the peak of memory is that of one of them.
static ALONE: Mutex<()> = Mutex::new(());

fn sheet(rows: &str) -> Book {
    Book::new(&[("Sheet1", "visible", rows)])
}

fn refused(bytes: &[u8]) -> ReadError {
    let started = Instant::now();
    let error = read(bytes).unwrap_err();
    let took = started.elapsed();
    assert!(took < Duration::from_millis(200), "{error} took {took:?}");
    if let Some(peak) = peak_memory() {
        assert!(peak < 64 << 20, "the tests together peaked at {} MiB", peak >> 20);
    }
    error
}

/// The most memory that this process has ever had, the tests' own bombs included; Linux only.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib << 10)
}

/// A workbook with one more part, of 64 pieces.
fn bomb(name: &str, piece: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new_append(Cursor::new(sheet(ROW).bytes())).unwrap();
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    for _ in 0..64 {
        zip.write_all(piece).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_is_refused_whatever_its_part_is_called() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    for name in ["xl/worksheets/sheet9.xml", "xl/sharedStrings.xml", "xl/media/image1.png", "x"] {
        let mut piece = b"<sst>".to_vec();
        piece.resize(1 << 20, b' ');
        let error = refused(&bomb(name, &piece));
        assert!(matches!(error, ReadError::TooLarge { .. }), "{name}: {error}");
    }
}

#[test]
fn a_bomb_that_lies_about_its_size_is_refused() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut bytes = bomb("xl/worksheets/sheet9.xml", "<c/>".repeat(1 << 18).as_bytes());
    let size = (64_u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(refused(&bytes), ReadError::TooLarge { .. } | ReadError::Truncated));
}

#[test]
fn a_declared_size_beyond_the_limit_is_refused_before_decompressing() {
    let mut bytes = sheet(ROW).bytes();
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&u32::MAX.saturating_sub(1).to_le_bytes());
    assert!(matches!(refused(&bytes), ReadError::TooLarge { what: Quantity::InflatedBytes, .. }));
}

#[test]
fn a_cell_in_a_far_corner_is_refused_or_costs_one_row() {
    let far = format!(r#"{ROW}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    assert!(matches!(refused(&sheet(&far).bytes()), ReadError::TooLarge { what: Quantity::Columns, .. }));
    let low = format!(r#"{ROW}<row r="1048576"><c r="A1048576"><v>1</v></c></row>"#);
    assert_eq!(sheet(&low).read().unwrap().numbers, [1, 1_048_576]);
}

#[test]
fn references_outside_of_a_sheet_are_refused() {
    for reference in ["A99999999999", "ZZZZZZZZZZ1", "XFE1", "A1048577", "A0", "", "A1:B2", "A-1"] {
        let rows = format!(r#"<row r="1"><c r="{reference}"><v>1</v></c></row>"#);
        assert!(matches!(refused(&sheet(&rows).bytes()), ReadError::Malformed { .. }), "{reference}");
    }
    for range in ["B2:A1", "A1:B99999999999", "A1:B2:C3", "A1:"] {
        let xml = format!(r#"<worksheet><dimension ref="{range}"/><sheetData>{ROW}</sheetData></worksheet>"#);
        let book = sheet("").part("xl/worksheets/sheet1.xml", xml);
        assert!(matches!(refused(&book.bytes()), ReadError::Malformed { .. }), "{range}");
    }
}

#[test]
fn a_forged_number_of_texts_is_refused() {
    for count in ["4294967295", "18446744073709551615", "99999999999999999999999", "1000", "x"] {
        let strings = format!(r#"<sst count="1" uniqueCount="{count}"><si><t>a</t></si></sst>"#);
        let error = refused(&sheet(ROW).part("xl/SharedStrings.xml", strings).bytes());
        assert!(matches!(error, ReadError::TooLarge { .. } | ReadError::Malformed { .. }), "{count}: {error}");
    }
    let hidden = r#"<a><sst uniqueCount="9999999999"/></a>"#;
    assert!(matches!(refused(&sheet(ROW).part("xl/sharedStrings.xml", hidden).bytes()), ReadError::Malformed { .. }));
}

#[test]
fn entities_and_foreign_encodings_are_refused() {
    let bomb = format!(
        r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData>{ROW}</sheetData></worksheet>"#
    );
    let other =
        format!(r#"<?xml version="1.0" encoding="ISO-2022-JP"?><worksheet><sheetData>{ROW}</sheetData></worksheet>"#);
    for xml in [bomb, other] {
        let book = sheet("").part("xl/worksheets/sheet1.xml", xml);
        assert!(matches!(refused(&book.bytes()), ReadError::Malformed { .. }));
    }
}

#[test]
fn endless_tokens_and_bottomless_nesting_are_refused() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let noise: String =
        (0..3_000_000_u32).map(|at| char::from(b'a' + (at.wrapping_mul(2_654_435_761) >> 24) as u8 % 26)).collect();
    for rows in [
        format!("<row><c><v>{noise}</v></c></row>"),
        format!("<{noise}/>"),
        format!(r#"<a b="<><>{noise}"/>"#),
        format!("<!-- <><> {noise} -->"),
        format!("<![CDATA[ <><> {noise} ]]>"),
    ] {
        let error = refused(&sheet(&rows).bytes());
        assert!(matches!(error, ReadError::TooLarge { what: Quantity::RecordBytes, .. }), "{error}");
    }
    assert!(matches!(refused(&sheet(&"<a>".repeat(100_000)).bytes()), ReadError::Malformed { .. }));
}

#[test]
fn formats_that_multiply_long_texts_are_refused() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let styles = format!(
        r#"<styleSheet><fonts><font><name val="{}"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>"#,
        "abcdefghij".repeat(10_000),
        r#"<xf fontId="0"/>"#.repeat(50_000)
    );
    let error = refused(&sheet(ROW).part("xl/styles.xml", styles).bytes());
    assert!(matches!(error, ReadError::TooLarge { what: Quantity::InflatedBytes, .. }), "{error}");
}

#[test]
fn too_many_parts_are_refused() {
    let mut book = sheet(ROW);
    for at in 0..4200 {
        book = book.part(&format!("xl/media/{at}.png"), "");
    }
    assert!(matches!(refused(&book.bytes()), ReadError::TooLarge { what: Quantity::Parts, .. }));
}

#[test]
fn protected_and_old_workbooks_are_told_apart() {
    let magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let with =
        |name: &str| [magic.clone(), vec![0; 600], name.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    assert!(matches!(refused(&magic), ReadError::Encrypted));
    assert!(matches!(refused(&with("EncryptedPackage")), ReadError::Encrypted));
    assert!(matches!(refused(&with("Workbook")), ReadError::NotASpreadsheet { found: FileKind::OldExcel }));
}

#[test]
fn a_cut_workbook_is_refused_wherever_it_is_cut() {
    let bytes = sheet(ROW).bytes();
    for length in (4..bytes.len()).step_by(37) {
        assert!(matches!(refused(&bytes[..length]), ReadError::Truncated), "{length}");
    }
}

#[test]
fn a_damaged_workbook_never_panics() {
    let bytes = sheet(&format!("{ROW}{}", r#"<row r="2"><c r="A2" t="s"><v>0</v></c></row>"#)).bytes();
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        let _ = read(&damaged);
    }
}

#[test]
fn damaged_xml_never_panics() {
    let rows = r#"<row r="1" s="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1"><f>A1</f><v>1.5</v></c></row>"#;
    let parts = [
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><dimension ref=\"A1:B1\"/><sheetData>{rows}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", "<sst uniqueCount=\"1\"><si><t>a_x0041_&amp;</t></si></sst>".to_owned()),
        ("xl/styles.xml", common::STYLES.to_owned()),
        (
            "xl/workbook.xml",
            "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>"
                .to_owned(),
        ),
    ];
    for (name, xml) in &parts {
        let whole = parts.iter().fold(sheet(rows), |book, (name, xml)| book.part(name, xml.as_str()));
        assert!(whole.read().is_ok());
        for at in 0..xml.len() {
            for byte in *b"<>\"/9" {
                let mut damaged = xml.clone().into_bytes();
                damaged[at] = byte;
                let _ = parts
                    .iter()
                    .fold(sheet(rows), |book, (name, xml)| book.part(name, xml.as_str()))
                    .part(name, damaged)
                    .read();
            }
        }
    }
}

#[test]
fn other_archives_are_named() {
    for (part, expected) in [
        ("mimetype", FileKind::OpenDocument),
        ("word/document.xml", FileKind::OfficeDocument),
        ("xl/workbook.bin", FileKind::BinaryExcel),
    ] {
        let error = refused(&sheet(ROW).part(part, "<x/>").bytes());
        assert!(matches!(error, ReadError::NotASpreadsheet { found } if found == expected));
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.txt", SimpleFileOptions::default()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert!(matches!(refused(&bytes), ReadError::NotASpreadsheet { found: FileKind::Archive }));
}

#[test]
fn rows_out_of_order_are_refused() {
    let rows = format!(r#"{ROW}<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#);
    assert!(matches!(sheet(&rows).read(), Err(ReadError::Malformed { row: Some(2), .. })));
}
