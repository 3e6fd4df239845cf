//! One value as calamine gives it → one plain cell. Also the white space rule for every text and the two date systems
//! of Excel. Pure; called by `csv` and `xlsx`.
//!
//! Numbers become their shortest decimal text without an exponent, and dates are reckoned on that decimal text, so no
//! float arithmetic happens here.

use calamine::{CellErrorType, DataRef};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use domain::import::Cell;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// A text cell, trimmed (no-break spaces and byte order marks count as white space), with `\n` for every line break.
pub fn text(raw: &str) -> Cell {
    let trimmed = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if trimmed.is_empty() {
        Cell::Empty
    } else if trimmed.contains('\r') {
        Cell::Text(trimmed.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cell::Text(trimmed.to_owned())
    }
}

/// The plain cell for a value of a workbook.
pub fn plain(value: &DataRef<'_>, date1904: bool) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(raw) => text(raw),
        DataRef::SharedString(raw) => text(raw),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::Int(value) => Cell::Number(value.to_string()),
        DataRef::Float(value) => number(*value),
        DataRef::DateTime(value) if value.is_datetime() => date(value.as_f64(), date1904),
        DataRef::DateTime(value) => number(value.as_f64()),
        DataRef::DateTimeIso(raw) => iso_date(raw),
        DataRef::DurationIso(raw) => text(raw),
        DataRef::Error(error) => Cell::Text(error_text(error).to_owned()),
    }
}

/// Shortest decimal text that reads back as the same float; `Display` of `f64` never writes an exponent.
fn number(value: f64) -> Cell {
    if !value.is_finite() {
        return Cell::Text(value.to_string());
    }
    let shortest = value.to_string();
    Cell::Number(if shortest == "-0" { "0".to_owned() } else { shortest })
}

/// A serial number that the file shows as a date. What is no day of the calendar stays visible: the leap day that Excel
/// invented (1900-02-29) and times without a day as text, numbers outside of years 1900–9999 as numbers.
fn date(serial: f64, date1904: bool) -> Cell {
    let cell = number(serial);
    let Cell::Number(shortest) = &cell else { return cell };
    let seconds = shortest
        .parse::<Decimal>()
        .ok()
        .and_then(|days| days.checked_mul(Decimal::from(86_400)))
        .map(|seconds| seconds.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
        .and_then(|seconds| seconds.to_i64());
    let Some(seconds) = seconds else { return cell };
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (Some(epoch), Some(time)) = (
        if date1904 {
            NaiveDate::from_ymd_opt(1904, 1, 1)
        } else if day < 60 {
            NaiveDate::from_ymd_opt(1899, 12, 31)
        } else {
            NaiveDate::from_ymd_opt(1899, 12, 30)
        },
        u32::try_from(second).ok().and_then(|second| NaiveTime::from_num_seconds_from_midnight_opt(second, 0)),
    ) else {
        return cell;
    };
    match day {
        i64::MIN..0 => cell,
        0 if !date1904 => Cell::Text(time.to_string()),
        60 if !date1904 => Cell::Text("1900-02-29".to_owned()),
        _ => match TimeDelta::try_days(day).and_then(|days| epoch.checked_add_signed(days)) {
            Some(date) if date < END_OF_CALENDAR => Cell::Date(date.and_time(time)),
            _ => cell,
        },
    }
}

/// The first day that no spreadsheet knows.
const END_OF_CALENDAR: NaiveDate = match NaiveDate::from_ymd_opt(10_000, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// A date as strict Office files write it.
fn iso_date(raw: &str) -> Cell {
    let bare = raw.trim().trim_end_matches('Z');
    if let Ok(moment) = bare.parse::<NaiveDateTime>() {
        return Cell::Date(moment);
    }
    match bare.parse::<NaiveDate>() {
        Ok(day) => Cell::Date(day.and_time(NaiveTime::MIN)),
        Err(_) => text(raw),
    }
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(serial: f64, date1904: bool) -> String {
        match date(serial, date1904) {
            Cell::Date(moment) => moment.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn serial_numbers_follow_the_1900_system_with_its_leap_bug() {
        assert_eq!(shown(45000.0, false), "2023-03-15 00:00:00");
        assert_eq!(shown(1.0, false), "1900-01-01 00:00:00");
        assert_eq!(shown(59.0, false), "1900-02-28 00:00:00");
        assert_eq!(shown(60.0, false), "Text(\"1900-02-29\")");
        assert_eq!(shown(61.0, false), "1900-03-01 00:00:00");
        assert_eq!(shown(0.5, false), "Text(\"12:00:00\")");
        assert_eq!(shown(-1.0, false), "Number(\"-1\")");
        assert_eq!(shown(2_958_465.0, false), "9999-12-31 00:00:00");
        assert_eq!(shown(2_958_466.0, false), "Number(\"2958466\")");
    }

    #[test]
    fn the_1904_system_is_1462_days_later() {
        assert_eq!(shown(0.0, true), "1904-01-01 00:00:00");
        assert_eq!(shown(45000.0 - 1462.0, true), shown(45000.0, false));
    }

    #[test]
    fn a_time_is_rounded_to_the_nearest_second() {
        assert_eq!(shown(45_000.585_416_666_7, false), "2023-03-15 14:03:00");
        assert_eq!(shown(45_000.999_999_99, false), "2023-03-16 00:00:00");
    }

    #[test]
    fn a_number_is_its_shortest_decimal_text() {
        for (value, expected) in [
            (7_587_384.16, "7587384.16"),
            (1e21, "1000000000000000000000"),
            (95.7, "95.7"),
            (-0.0, "0"),
            (0.000_000_1, "0.0000001"),
        ] {
            assert_eq!(number(value), Cell::Number(expected.to_owned()));
        }
    }

    #[test]
    fn no_break_spaces_are_trimmed() {
        assert_eq!(text("\u{a0}\u{202f} a\r\nb \u{a0}"), Cell::Text("a\nb".to_owned()));
        assert_eq!(text(" \u{a0}"), Cell::Empty);
    }
}
