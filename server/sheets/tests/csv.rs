//! Text files as people's tools write them.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{Table, read, read_limited, read_sheet, text};
use domain::import::Cell;
use sheets::read::{FileKind, Quantity};
use sheets::{Encoding, Format, Limits, ReadError};

fn format(table: &Table) -> (char, Encoding) {
    match table.format {
        Format::Csv { separator, encoding } => (separator, encoding),
        Format::Xlsx { .. } => unreachable!("a text file"),
    }
}

#[test]
fn commas_semicolons_and_tabs_are_told_apart() {
    for (content, separator) in [("a,b\r\n1,2\r\n", ','), ("a;b\n1;2\n", ';'), ("a\tb\r1\t2", '\t')] {
        let table = read(content.as_bytes()).unwrap();
        assert_eq!(format(&table), (separator, Encoding::Utf8));
        assert_eq!(table.rows, [[text("a"), text("b")], [text("1"), text("2")]]);
        assert_eq!(table.numbers, [1, 2]);
    }
}

#[test]
fn every_encoding_gives_the_same_letters() {
    let content = "nom;prix\nŠtěpán é;3 €\n";
    let utf16 = |little: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(content.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let with_mark = [b"\xef\xbb\xbf".as_slice(), content.as_bytes()].concat();
    for (bytes, encoding) in [
        (content.as_bytes().to_vec(), Encoding::Utf8),
        (with_mark, Encoding::Utf8),
        (utf16(true), Encoding::Utf16Le),
        (utf16(false), Encoding::Utf16Be),
    ] {
        let table = read(&bytes).unwrap();
        assert_eq!(format(&table), (';', encoding));
        assert_eq!(table.rows[0][0], text("nom"));
        assert_eq!(table.rows[1], [text("Štěpán é"), text("3 €")]);
    }
}

#[test]
fn bytes_that_are_not_utf8_are_a_windows_code_page() {
    let table = read(b"nom,ville\nH\xe9l\xe8ne,Orl\xe9ans 3 \x80\n").unwrap();
    assert_eq!(format(&table).1, Encoding::Windows1252);
    assert_eq!(table.rows[1], [text("Hélène"), text("Orléans 3 €")]);
    let table = read(b"\xc8\xec'\xff;\xcc\xb3\xf1\xf2\xee\n\xce\xeb\xe5\xed\xe0;\xca\xe8\xbf\xe2\n").unwrap();
    assert_eq!(format(&table).1, Encoding::Windows1251);
    assert_eq!(table.rows, [[text("Ім'я".replace('І', "И").as_str()), text("Місто")], [text("Олена"), text("Київ")]]);
}

#[test]
fn quotes_hold_separators_and_line_breaks() {
    let table = read(b"a,b\r\n\"x, \"\"y\"\"\",\"one\r\ntwo\"\r\nlast,\r\n").unwrap();
    assert_eq!(table.rows[1], [text("x, \"y\""), text("one\ntwo")]);
    assert_eq!(table.rows[2], [text("last"), Cell::Empty]);
    assert_eq!(table.numbers, [1, 2, 3]);
}

#[test]
fn row_numbers_are_those_of_a_spreadsheet_program() {
    let table = read(b"\n\na,b\n\n\"1\n1\",2\n\n,\n3,4").unwrap();
    assert_eq!(table.numbers, [3, 5, 8]);
}

#[test]
fn short_rows_are_padded_and_longer_ones_kept() {
    let table = read(b"a,b,c\n1\n1,2,3,4\n1,2,3,,,\n").unwrap();
    assert_eq!(table.rows[1], [text("1"), Cell::Empty, Cell::Empty]);
    assert_eq!(table.rows[2].len(), 4);
    assert_eq!(table.rows[3].len(), 3);
}

#[test]
fn an_announced_separator_is_no_row() {
    let table = read(b"\xef\xbb\xbfsep=;\r\na,x;b\r\n1;2\r\n").unwrap();
    assert_eq!(format(&table).0, ';');
    assert_eq!(table.rows[0], [text("a,x"), text("b")]);
    assert_eq!(table.numbers, [1, 2]);
}

#[test]
fn guards_come_off_and_spaces_are_trimmed() {
    let table = read("a,b\n'=1+1,'tis\n\u{a0} x\u{202f},'-5\n".as_bytes()).unwrap();
    assert_eq!(table.rows[1], [text("=1+1"), text("'tis")]);
    assert_eq!(table.rows[2], [text("x"), text("-5")]);
}

#[test]
fn other_kinds_of_files_are_named() {
    for (bytes, expected) in [
        (b"%PDF-1.7 ...".as_slice(), FileKind::Pdf),
        (b"<html><table><tr><td>1</td></tr></table>", FileKind::Markup),
        (b"\x89PNG\r\n\x1a\n\0\0\0", FileKind::Binary),
    ] {
        assert!(matches!(read(bytes), Err(ReadError::NotASpreadsheet { found }) if found == expected));
    }
    assert!(matches!(read(b""), Err(ReadError::EmptySheet)));
    assert!(matches!(read(b"\xef\xbb\xbf\r\n , \r\n"), Err(ReadError::EmptySheet)));
    assert!(matches!(read_sheet(b"a,b\n", "Orders"), Err(ReadError::NoSuchSheet { .. })));
    let missing = sheets::open(std::path::Path::new("no such file.csv"), &sheets::ReadOptions::default());
    assert!(matches!(missing, Err(ReadError::NotFound)));
}

#[test]
fn a_quote_that_never_closes_stops_at_the_limit() {
    let content = format!("a,b\n\"{}", "x,\n".repeat(1 << 20));
    let refused = read(content.as_bytes());
    assert!(matches!(refused, Err(ReadError::TooLarge { what: Quantity::RecordBytes, .. })), "{refused:?}");
}

#[test]
fn limits_of_rows_columns_and_cells_hold() {
    let limits = Limits { rows: 2, ..Limits::default() };
    let refused = read_limited(b"a\n1\n2\n", limits);
    assert!(matches!(refused, Err(ReadError::TooLarge { what: Quantity::Rows, limit: 2 })));
    let wide = format!("a\n{}x\n", ",".repeat(600));
    assert!(matches!(read(wide.as_bytes()), Err(ReadError::TooLarge { what: Quantity::Columns, .. })));
    let limits = Limits { cells: 3, ..Limits::default() };
    let refused = read_limited(b"a,b\n1,2\n", limits);
    assert!(matches!(refused, Err(ReadError::TooLarge { what: Quantity::Cells, .. })));
}
