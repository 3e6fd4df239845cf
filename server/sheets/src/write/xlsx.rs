//! An Office workbook of any number of rows: rows go to temporary files as they come, the archive is made at the end.
//! Called by export.
//!
//! Texts are text cells, never formulas or links. An amount is a number as long as a spreadsheet program keeps all its
//! digits (15), else a text: a float of that size would lose minor units. Dates before 1900 or after 9999 are texts.
//! After the last row of a sheet the next sheet begins, with the header again.

use std::io::{Seek, SeekFrom};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::decimal::amount_text;
use super::{Value, WriteError};

/// Rows of one sheet, the header included.
const SHEET_ROWS: u32 = 1_048_576;
/// Characters (UTF-16 units) of one cell; longer texts are cut.
const CELL_CHARACTERS: usize = 32_767;
/// Decimal digits that a spreadsheet program keeps of a number.
const EXACT: u64 = 999_999_999_999_999;
/// Best speed: higher levels cost three times the time for a tenth of the size.
const COMPRESSION: u8 = 1;

/// A workbook in the making.
pub struct XlsxWriter {
    workbook: Workbook,
    folder: PathBuf,
    name: String,
    header: Vec<String>,
    widths: Vec<u16>,
    sheets: usize,
    next_row: u32,
    sheet_rows: u32,
    formats: Formats,
}

struct Formats {
    header: Format,
    moment: Format,
    day: Format,
    integer: Format,
    amounts: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let amount = |decimals: usize| match decimals {
            0 => Format::new().set_num_format("#,##0"),
            _ => Format::new().set_num_format(format!("#,##0.{}", "0".repeat(decimals))),
        };
        Self {
            header: Format::new().set_bold(),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            integer: Format::new().set_num_format("0"),
            amounts: (0..=6).map(amount).collect(),
        }
    }
}

impl XlsxWriter {
    /// A workbook whose temporary files lie in `folder`; `sheet` names its sheet.
    pub fn create(folder: &Path, sheet: &str) -> Result<Self, WriteError> {
        Self::with_sheet_rows(folder, sheet, SHEET_ROWS)
    }

    fn with_sheet_rows(folder: &Path, sheet: &str, sheet_rows: u32) -> Result<Self, WriteError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder)?;
        workbook.set_zip_compression_level(COMPRESSION);
        Ok(Self {
            workbook,
            folder: folder.to_owned(),
            name: sheet_name(sheet),
            header: Vec::new(),
            widths: Vec::new(),
            sheets: 0,
            next_row: 0,
            sheet_rows,
            formats: Formats::new(),
        })
    }

    /// Writes the header, bold and frozen; `widths` are column widths in characters, as many as are known.
    pub fn header<S: AsRef<str>>(&mut self, names: &[S], widths: &[u16]) -> Result<(), WriteError> {
        self.header = names.iter().map(|name| cut(name.as_ref()).to_owned()).collect();
        self.widths = widths.to_vec();
        self.begin_sheet()
    }

    /// Writes one row.
    pub fn row(&mut self, values: &[Value]) -> Result<(), WriteError> {
        if self.sheets == 0 || self.next_row >= self.sheet_rows {
            self.begin_sheet()?;
        }
        let sheet = self.workbook.worksheet_from_index(self.sheets - 1)?;
        for (column, value) in (0..).zip(values) {
            put(sheet, &self.formats, self.next_row, column, value)?;
        }
        self.next_row += 1;
        Ok(())
    }

    /// Makes the file; it has no name and is gone when the handle is dropped. The handle stands at its start.
    pub fn finish(mut self) -> Result<std::fs::File, WriteError> {
        if self.sheets == 0 {
            self.begin_sheet()?;
        }
        self.end_sheet()?;
        let mut file = tempfile::tempfile_in(&self.folder)?;
        self.workbook.save_to_writer(std::io::BufWriter::with_capacity(256 * 1024, &mut file))?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }

    fn begin_sheet(&mut self) -> Result<(), WriteError> {
        self.end_sheet()?;
        self.sheets += 1;
        let name = match self.sheets {
            1 => self.name.clone(),
            number => format!("{} {number}", self.name),
        };
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        for (column, width) in (0..).zip(&self.widths) {
            sheet.set_column_width(column, *width)?;
        }
        self.next_row = 0;
        if !self.header.is_empty() {
            sheet.set_freeze_panes(1, 0)?;
            for (column, name) in (0..).zip(&self.header) {
                sheet.write_string_with_format(0, column, name.as_str(), &self.formats.header)?;
            }
            self.next_row = 1;
        }
        Ok(())
    }

    /// Lets people filter by the header; the range is known only now.
    fn end_sheet(&mut self) -> Result<(), WriteError> {
        let last_column = self.header.len().checked_sub(1).and_then(|last| u16::try_from(last).ok());
        if let (Some(last_column), 1..) = (last_column, self.sheets) {
            let sheet = self.workbook.worksheet_from_index(self.sheets - 1)?;
            sheet.autofilter(0, 0, self.next_row.saturating_sub(1), last_column)?;
        }
        Ok(())
    }
}

fn put(sheet: &mut Worksheet, formats: &Formats, row: u32, column: u16, value: &Value) -> Result<(), WriteError> {
    match value {
        Value::Empty => {}
        Value::Text(text) | Value::Phone(text) if text.is_empty() => {}
        Value::Text(text) | Value::Phone(text) => {
            sheet.write_string(row, column, cut(text))?;
        }
        Value::Amount { minor, exponent } => {
            let text = amount_text(*minor, *exponent);
            match (formats.amounts.get(usize::from(*exponent)), text.parse::<f64>()) {
                (Some(format), Ok(number)) if minor.unsigned_abs() <= EXACT => {
                    sheet.write_number_with_format(row, column, number, format)?;
                }
                _ => {
                    sheet.write_string(row, column, text)?;
                }
            }
        }
        Value::Integer(number) => match i32::try_from(*number) {
            Ok(small) => {
                sheet.write_number_with_format(row, column, small, &formats.integer)?;
            }
            Err(_) => {
                put_large_integer(sheet, formats, row, column, *number)?;
            }
        },
        Value::DateTime(moment) => match excel_moment(moment) {
            Some(serial) => {
                sheet.write_datetime_with_format(row, column, &serial, &formats.moment)?;
            }
            None => {
                sheet.write_string(row, column, moment.format("%Y-%m-%d %H:%M:%S").to_string())?;
            }
        },
        Value::Date(day) => match excel_day(*day) {
            Some(serial) => {
                sheet.write_datetime_with_format(row, column, &serial, &formats.day)?;
            }
            None => {
                sheet.write_string(row, column, day.to_string())?;
            }
        },
        Value::Bool(value) => {
            sheet.write_boolean(row, column, *value)?;
        }
    }
    Ok(())
}

fn put_large_integer(
    sheet: &mut Worksheet,
    formats: &Formats,
    row: u32,
    column: u16,
    number: i64,
) -> Result<(), WriteError> {
    match number.to_string().parse::<f64>() {
        Ok(float) if number.unsigned_abs() <= EXACT => {
            sheet.write_number_with_format(row, column, float, &formats.integer)?;
        }
        _ => {
            sheet.write_string(row, column, number.to_string())?;
        }
    }
    Ok(())
}

fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| (1900..=9999).contains(year))?;
    ExcelDateTime::from_ymd(year, day.month().try_into().ok()?, day.day().try_into().ok()?).ok()
}

fn excel_moment(moment: &NaiveDateTime) -> Option<ExcelDateTime> {
    let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
    excel_day(moment.date())?.and_hms(hour.try_into().ok()?, minute.try_into().ok()?, second).ok()
}

/// The text, or its beginning where it is longer than a cell may hold.
fn cut(text: &str) -> &str {
    if text.len() <= CELL_CHARACTERS {
        return text;
    }
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > CELL_CHARACTERS {
            return &text[..at];
        }
    }
    text
}

/// A name that a sheet may have, short enough for a number behind it.
fn sheet_name(wanted: &str) -> String {
    let allowed = |c: &char| !c.is_control() && !"[]:*?/\\".contains(*c);
    let mut units = 0;
    let name: String = wanted
        .chars()
        .filter(allowed)
        .take_while(|c| {
            units += c.len_utf16();
            units <= 26
        })
        .collect();
    let name = name.trim().trim_matches('\'').trim();
    if name.is_empty() { "1".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_sheet_is_followed_by_one_with_the_same_header() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = XlsxWriter::with_sheet_rows(folder.path(), "Orders: [2026]", 4).unwrap();
        writer.header(&["Number"], &[12]).unwrap();
        for number in 1..=7 {
            writer.row(&[Value::Integer(number)]).unwrap();
        }
        let mut copy = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
        std::io::copy(&mut writer.finish().unwrap(), &mut copy).unwrap();
        let mut shown = Vec::new();
        for sheet in ["Orders 2026", "Orders 2026 2", "Orders 2026 3"] {
            let options = crate::ReadOptions { sheet: Some(sheet.to_owned()), ..Default::default() };
            let mut reader = crate::open(copy.path(), &options).unwrap();
            shown.push(reader.rows().unwrap().map(|row| format!("{:?}", row.unwrap().cells[0])).collect::<Vec<_>>());
        }
        let header = "Text(\"Number\")";
        assert_eq!(shown[0], [header, "Number(\"1\")", "Number(\"2\")", "Number(\"3\")"]);
        assert_eq!(shown[1], [header, "Number(\"4\")", "Number(\"5\")", "Number(\"6\")"]);
        assert_eq!(shown[2], [header, "Number(\"7\")"]);
    }

    #[test]
    fn a_text_longer_than_a_cell_is_cut_between_characters() {
        let long = "é😀".repeat(20_000);
        let kept = cut(&long);
        assert!(kept.encode_utf16().count() <= CELL_CHARACTERS);
        assert!(kept.encode_utf16().count() >= CELL_CHARACTERS - 1);
    }
}
