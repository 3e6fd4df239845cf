//! Dates in a column: workbook dates, serial numbers, and text whose order of day and month the whole column decides.
//! Pure. An offset in the text wins; without one the clock is that of the zone asked for.

use super::{
    Cell, Reason,
    date_text::{self, Written},
};
use crate::{Timestamp, Zone};
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// In which order a date's numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

impl DateOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Dmy, Self::Mdy, Self::Ymd];

    /// The stable name: `dmy`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Ymd => "ymd",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.code().eq_ignore_ascii_case(code.trim()))
    }
}

/// How a column's order was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderFrom {
    /// The caller said so.
    Told,
    /// A number above 12 stands in one place only.
    Values,
    /// Dots stand between the numbers: nobody writes the month first with dots.
    Dots,
    /// Another column of the file decided.
    OtherColumn,
    /// No date of the column depends on it.
    NotNeeded,
}

/// What is known of a column of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateColumn {
    /// The order; `None` when nothing decides it.
    pub order: Option<DateOrder>,
    /// How it was found.
    pub from: OrderFrom,
}

/// A date as a cell gives it, before the order of its numbers is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Clock(NaiveDateTime),
    Text(Written),
}

fn find(cell: &Cell, date1904: bool) -> Option<Found> {
    match cell {
        Cell::Date(clock) => Some(Found::Clock(*clock)),
        Cell::Number(number) => serial(number, date1904).or_else(|| compact(number)).map(Found::Clock),
        Cell::Text(text) => match date_text::parse(text) {
            Some(written) => Some(Found::Text(written)),
            None => compact(text).or_else(|| serial(text, date1904)).map(Found::Clock),
        },
        Cell::Empty | Cell::Bool(_) => None,
    }
}

/// `20240131`.
fn compact(text: &str) -> Option<NaiveDateTime> {
    let plain = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let day = plain.then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok()).flatten()?;
    Some(day.and_time(NaiveTime::MIN))
}

/// A serial number of days between 1970 and 2099, in the date system of the file, to the nearest second.
fn serial(text: &str, date1904: bool) -> Option<NaiveDateTime> {
    let days: Decimal = text.parse().ok()?;
    let seconds = days.checked_mul(Decimal::from(86_400))?.round().to_i64()?;
    let epoch = if date1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) }?;
    let day = epoch.checked_add_days(Days::new(u64::try_from(seconds.div_euclid(86_400)).ok()?))?;
    let second = u32::try_from(seconds.rem_euclid(86_400)).ok()?;
    // Both systems begin before 1970, so a small number is a count of something else.
    let believable = NaiveDate::from_ymd_opt(1970, 1, 1)?..NaiveDate::from_ymd_opt(2100, 1, 1)?;
    let clock = day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(second, 0)?);
    believable.contains(&day).then_some(clock)
}

/// Decides the order of a column's numbers.
pub fn decide<'a>(cells: impl Iterator<Item = &'a Cell>, told: Option<DateOrder>, date1904: bool) -> DateColumn {
    if let Some(order) = told {
        return DateColumn { order: Some(order), from: OrderFrom::Told };
    }
    let (mut day_first, mut month_first, mut open, mut open_without_dots) = (0_u32, 0_u32, false, false);
    for cell in cells {
        let Some(Found::Text(written)) = find(cell, date1904) else { continue };
        let Some((a, b, dots)) = written.open_numbers() else { continue };
        match (a > 12, b > 12) {
            (true, false) => day_first += 1,
            (false, true) => month_first += 1,
            (false, false) if a != b => {
                open = true;
                open_without_dots |= !dots;
            }
            _ => {}
        }
    }
    let (order, from) = match () {
        // The column contradicts itself: the order of the greater number of rows, so that the others are listed.
        () if day_first > 0 || month_first > 0 => {
            let order = if day_first >= month_first { DateOrder::Dmy } else { DateOrder::Mdy };
            (Some(order), OrderFrom::Values)
        }
        () if !open => (Some(DateOrder::Dmy), OrderFrom::NotNeeded),
        () if !open_without_dots => (Some(DateOrder::Dmy), OrderFrom::Dots),
        () => (None, OrderFrom::Values),
    };
    DateColumn { order, from }
}

/// Whether a cell's date depends on an order that nothing has decided.
pub fn is_ambiguous(cell: &Cell, date1904: bool) -> bool {
    let Some(Found::Text(written)) = find(cell, date1904) else { return false };
    written.open_numbers().is_some_and(|(a, b, _)| a != b && a <= 12 && b <= 12)
}

/// The instant of a cell's date.
pub fn read(cell: &Cell, order: DateOrder, zone: &Zone, date1904: bool) -> Result<Timestamp, Reason> {
    let at = match find(cell, date1904).ok_or(Reason::BadDate)? {
        Found::Clock(clock) => zone.at_local(clock),
        Found::Text(written) => {
            let clock = written.date(order).ok_or(Reason::BadDate)?.and_time(written.time);
            match written.offset {
                Some(seconds) => Timestamp(clock.and_utc().timestamp_millis()).plus_millis(-i64::from(seconds) * 1000),
                None => zone.at_local(clock),
            }
        }
    };
    if at < Timestamp::MIN || at >= Timestamp::END { Err(Reason::DateOutOfRange) } else { Ok(at) }
}
