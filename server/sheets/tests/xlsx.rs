//! Workbooks as people's tools write them, made in code.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{Book, date, number, read_sheet, text};
use domain::import::Cell;
use sheets::{Format, ReadError};

const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Number</t></is></c><c r="B1" t="inlineStr"><is><t>Date</t></is></c></row>"#;

#[test]
fn every_kind_of_cell_becomes_plain() {
    let rows = format!(
        r##"{HEADER}<row r="3"><c r="A3"><v>7587384.16</v></c><c r="B3" s="1"><v>45000</v></c><c r="C3" t="b"><v>1</v></c>
        <c r="D3" t="e"><v>#REF!</v></c><c r="E3" t="str"><f>A1&amp;"x"</f><v> kept </v></c><c r="F3"><v>1e21</v></c>
        <c r="G3" s="2"><v>45000.585416666669</v></c><c r="H3" t="s"><v>0</v></c><c r="I3" t="s"><v>1</v></c>
        <c r="J3" s="3"><v>1.5</v></c><c r="K3" t="d"><v>2023-03-15T10:00:00</v></c><c r="L3" t="s"><v>2</v></c></row>"##
    );
    let strings = "<sst count=\"9\" uniqueCount=\"3\"><si><t xml:space=\"preserve\"> Київ\u{a0}</t></si>\
        <si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r></si><si><t>  </t></si></sst>";
    let table = Book::new(&[("Sheet1", "visible", &rows)]).part("xl/sharedStrings.xml", strings).read().unwrap();
    assert_eq!(table.numbers, [1, 3]);
    assert_eq!(
        table.rows[1],
        [
            number("7587384.16"),
            date("2023-03-15T00:00:00"),
            Cell::Bool(true),
            text("#REF!"),
            text("kept"),
            number("1000000000000000000000"),
            date("2023-03-15T14:03:00"),
            text("Київ"),
            text("rich"),
            number("1.5"),
            date("2023-03-15T10:00:00"),
        ]
    );
}

#[test]
fn dates_follow_the_date_system_of_the_workbook() {
    let rows = format!(r#"{HEADER}<row r="2"><c r="A2"><v>43538</v></c><c r="B2" s="1"><v>43538</v></c></row>"#);
    let sheets = [("Sheet1", "visible", rows.as_str())];
    let table = Book::with_properties(r#"<workbookPr date1904="1"/>"#, &sheets).read().unwrap();
    assert!(table.format.date1904());
    assert_eq!(table.rows[1], [number("43538"), date("2023-03-15T00:00:00")]);
    let table = Book::new(&sheets).read().unwrap();
    assert!(!table.format.date1904());
    assert_eq!(table.rows[1][1], date("2019-03-14T00:00:00"));
}

#[test]
fn the_first_visible_filled_sheet_is_read() {
    let styled = r#"<row r="1"><c r="A1" s="1"/></row>"#;
    let book = Book::new(&[
        ("Secret", "hidden", HEADER),
        ("Blank", "visible", styled),
        ("Orders", "visible", HEADER),
        ("Notes", "visible", HEADER),
    ]);
    let Format::Xlsx { sheet, other_sheets, .. } = book.read().unwrap().format else { unreachable!("a workbook") };
    assert_eq!(sheet, "Orders");
    assert_eq!(other_sheets, ["Blank", "Notes"]);
    assert!(matches!(read_sheet(&book.bytes(), "Blank"), Err(ReadError::EmptySheet)));
    assert!(read_sheet(&book.bytes(), "Secret").is_ok());
    assert!(read_sheet(&book.bytes(), "notes ").is_ok());
}

#[test]
fn an_unknown_sheet_is_answered_with_the_names_there_are() {
    let refused = read_sheet(&Book::new(&[("Août", "visible", HEADER), ("Б", "visible", "")]).bytes(), "July");
    let error = refused.unwrap_err();
    assert_eq!(error.to_string(), "there is no sheet \"July\"; choose one of: Août, Б");
}

#[test]
fn a_sheet_without_references_is_read_in_order() {
    let rows = r#"<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>
        <row><c/><c><v>2</v></c></row>"#;
    let table = Book::new(&[("Sheet1", "visible", rows)]).read().unwrap();
    assert_eq!(table.rows, [[text("a"), text("b")], [Cell::Empty, number("2")]]);
    assert_eq!(table.numbers, [1, 2]);
}

#[test]
fn prefixed_elements_and_a_whole_sheet_dimension_are_fine() {
    let xml = r#"<?xml version="1.0"?><!-- made by a tool --><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main">
        <x:dimension ref="A1:XFD1048576"/><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>
        </x:row></x:sheetData></x:worksheet>"#;
    let table = Book::new(&[("Sheet1", "visible", "")]).part("xl/worksheets/sheet1.xml", xml).read().unwrap();
    assert_eq!(table.rows, [[text("a")]]);
}

#[test]
fn formatted_but_empty_cells_do_not_widen_a_row() {
    let rows = format!(r#"{HEADER}<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>"#);
    let table = Book::new(&[("Sheet1", "visible", &rows)]).read().unwrap();
    assert_eq!(table.rows[1], [number("1"), Cell::Empty]);
}
