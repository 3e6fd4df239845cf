//! Files made in code for the tests: texts with any bytes, and workbooks with any parts.
#![allow(dead_code, reason = "each test file uses its own share")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::{Cursor, Write};

use domain::import::Cell;
use sheets::{Format, Limits, ReadError, ReadOptions};
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;

pub const RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
pub const STYLES: &str = r#"<?xml version="1.0"?><styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;

/// A workbook in parts; parts added under a name that exists replace it.
pub struct Book {
    parts: Vec<(String, Vec<u8>)>,
}

impl Book {
    /// A workbook of sheets given as name, state and the rows inside of `sheetData`.
    pub fn new(sheets: &[(&str, &str, &str)]) -> Self {
        Self::with_properties("", sheets)
    }

    pub fn with_properties(properties: &str, sheets: &[(&str, &str, &str)]) -> Self {
        let mut list = String::new();
        let mut rels = String::from("<Relationships>");
        let mut book = Self { parts: Vec::new() };
        for (at, (name, state, rows)) in (1..).zip(sheets) {
            list += &format!(r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="rId{at}"/>"#);
            rels += &format!(
                r#"<Relationship Id="rId{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{at}.xml"/>"#
            );
            let xml = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>{rows}</sheetData></worksheet>"
            );
            book = book.part(&format!("xl/worksheets/sheet{at}.xml"), xml);
        }
        rels += "</Relationships>";
        book.part("_rels/.rels", RELS)
            .part("xl/_rels/workbook.xml.rels", rels)
            .part("xl/styles.xml", STYLES)
            .part("xl/workbook.xml", format!("<workbook>{properties}<sheets>{list}</sheets></workbook>"))
    }

    pub fn part(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.parts.retain(|(existing, _)| existing != name);
        self.parts.push((name.to_owned(), content.into()));
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub fn read(&self) -> Result<Table, ReadError> {
        read(&self.bytes())
    }
}

#[derive(Debug)]
pub struct Table {
    pub format: Format,
    pub numbers: Vec<u32>,
    pub rows: Vec<Vec<Cell>>,
}

pub fn read(bytes: &[u8]) -> Result<Table, ReadError> {
    read_with(bytes, &ReadOptions::default())
}

pub fn read_sheet(bytes: &[u8], sheet: &str) -> Result<Table, ReadError> {
    read_with(bytes, &ReadOptions { sheet: Some(sheet.to_owned()), ..ReadOptions::default() })
}

pub fn read_limited(bytes: &[u8], limits: Limits) -> Result<Table, ReadError> {
    read_with(bytes, &ReadOptions { sheet: None, limits })
}

/// Reads the rows twice, as import does, and insists on the same rows.
pub fn read_with(bytes: &[u8], options: &ReadOptions) -> Result<Table, ReadError> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let mut reader = sheets::open(file.path(), options)?;
    let rows = reader.rows()?.collect::<Result<Vec<_>, _>>()?;
    assert_eq!(reader.rows()?.collect::<Result<Vec<_>, _>>()?, rows);
    let (numbers, rows) = rows.into_iter().map(|row| (row.number, row.cells)).unzip();
    Ok(Table { format: reader.format().clone(), numbers, rows })
}

pub fn text(value: &str) -> Cell {
    Cell::Text(value.to_owned())
}

pub fn number(value: &str) -> Cell {
    Cell::Number(value.to_owned())
}

pub fn date(value: &str) -> Cell {
    Cell::Date(value.parse().unwrap())
}
