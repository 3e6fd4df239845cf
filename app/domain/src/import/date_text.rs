//! The parts of a date that somebody wrote as text, in any of the ways that people and shops use. Pure.
//!
//! `2/24/2003 0:00`, `24.02.2003`, `2003-02-24 10:00:00 +0200`, `2003-02-24T08:00:00Z`, `24/02/03 2:05 PM`, `24 févr. 2003`,
//! `Feb 24, 2003`, `24 лютого 2003 р. о 14:05`. Which of two numbers is the day is left to `dates`.

use super::DateOrder;
use crate::search::fold;
use chrono::{NaiveDate, NaiveTime};

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    day: Day,
    /// The time of day; midnight where there is none.
    pub time: NaiveTime,
    /// Seconds east of UTC, where the text says so.
    pub offset: Option<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    /// No doubt which number is which.
    Known(NaiveDate),
    /// Three numbers, none of which looks like a year in the first place.
    Open { numbers: [u32; 3], dots: bool },
}

impl Written {
    /// The two numbers that may be day and month or month and day, and whether dots stand between them.
    pub fn open_numbers(&self) -> Option<(u32, u32, bool)> {
        match self.day {
            Day::Open { numbers: [a, b, _], dots } => Some((a, b, dots)),
            Day::Known(_) => None,
        }
    }

    /// The date when the numbers stand in this order. `None` when there is no such day.
    pub fn date(&self, order: DateOrder) -> Option<NaiveDate> {
        match self.day {
            Day::Known(date) => Some(date),
            Day::Open { numbers: [a, b, c], .. } => match order {
                DateOrder::Dmy => NaiveDate::from_ymd_opt(year(c)?, b, a),
                DateOrder::Mdy => NaiveDate::from_ymd_opt(year(c)?, a, b),
                DateOrder::Ymd if a <= 99 && c <= 31 => NaiveDate::from_ymd_opt(year(a)?, b, c),
                DateOrder::Ymd => None,
            },
        }
    }
}

/// Years of two digits lie between 1970 and 2069.
fn year(number: u32) -> Option<i32> {
    let year = match number {
        0..=69 => 2000 + number,
        70..=99 => 1900 + number,
        1000..=9999 => number,
        _ => return None,
    };
    i32::try_from(year).ok()
}

/// Reads a date. `None` when the text is none.
pub fn parse(text: &str) -> Option<Written> {
    if text.chars().count() > 60 {
        return None;
    }
    let spaced = separate_t(text);
    let mut clock = Clock::default();
    let mut day: Option<Day> = None;
    let mut parts: Vec<Part> = Vec::new();
    for token in spaced.split(|c: char| c.is_whitespace() || c == ',').filter(|t| !t.is_empty()) {
        if clock.take(token) {
            continue;
        }
        if let Some(found) = triple(token) {
            if day.replace(found).is_some() {
                return None;
            }
        } else {
            parts.extend(word(token)?);
        }
    }
    let day = match (day, parts.as_slice()) {
        (Some(day), []) => day,
        (None, parts) => named(parts)?,
        (Some(_), _) => return None,
    };
    Some(Written { day, time: clock.time()?, offset: clock.offset })
}

/// `2003-02-24T08:00` with a space for the T.
fn separate_t(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let between = |(at, c): (usize, char)| {
        let separates = c == 'T' && at > 0 && digit(at - 1) && digit(at + 1);
        if separates { ' ' } else { c }
    };
    text.char_indices().map(between).collect()
}

/// Three numbers with the same separator between them.
fn triple(token: &str) -> Option<Day> {
    let token = token.trim_end_matches('.');
    let separator = token.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let pieces: Vec<&str> = token.split(separator).collect();
    let [a, b, c] = pieces.as_slice() else { return None };
    if let Some(month) = month(b) {
        let (first, last) = (small(a)?, small(c)?);
        return if a.len() == 4 { known(first, month, last) } else { known(last, month, first) };
    }
    let numbers = [small(a)?, small(b)?, small(c)?];
    let [first, second, third] = numbers;
    if a.len() == 4 {
        return known(first, second, third);
    }
    let fine = a.len() <= 2 && b.len() <= 2 && matches!(c.len(), 2 | 4);
    fine.then_some(Day::Open { numbers, dots: separator == '.' })
}

fn known(year_number: u32, month: u32, day: u32) -> Option<Day> {
    NaiveDate::from_ymd_opt(year(year_number)?, month, day).map(Day::Known)
}

fn small(text: &str) -> Option<u32> {
    ((1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Month(u32),
    Number(u32),
}

/// A word of a date in words: nothing for those that only join; `None` for one that belongs to no date.
fn word(token: &str) -> Option<Option<Part>> {
    let plain = fold(token);
    let plain = plain.trim_matches('.');
    if let Some(month) = month(plain) {
        return Some(Some(Part::Month(month)));
    }
    let number = ["st", "nd", "rd", "th", "er"].iter().find_map(|end| plain.strip_suffix(end)).unwrap_or(plain);
    if let Some(number) = small(number) {
        return Some(Some(Part::Number(number)));
    }
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|d| plain.starts_with(d));
    let joins = matches!(plain, "at" | "a" | "le" | "of" | "de" | "р" | "о" | "об" | "р. о");
    (weekday || joins).then_some(None)
}

/// `24 févr. 2003`, `Feb 24 2003`, `2003 Feb 24`.
fn named(parts: &[Part]) -> Option<Day> {
    match *parts {
        [Part::Number(day), Part::Month(month), Part::Number(year)] if day <= 31 => known(year, month, day),
        [Part::Number(year), Part::Month(month), Part::Number(day)] => known(year, month, day),
        [Part::Month(month), Part::Number(day), Part::Number(year)] => known(year, month, day),
        _ => None,
    }
}

/// The month of a name or its abbreviation in French, English or Ukrainian.
fn month(text: &str) -> Option<u32> {
    const BEGINNINGS: [&str; 12] = [
        "jan|січ",
        "feb|fev|лют",
        "mar|бер",
        "apr|avr|кві",
        "may|mai|тра",
        "jun|juin|чер",
        "jul|juil|лип",
        "aug|aou|сер",
        "sep|вер",
        "oct|жов",
        "nov|лис",
        "dec|гру",
    ];
    let plain = fold(text);
    let fits = |names: &str| names.split('|').any(|name| plain.starts_with(name));
    let at = BEGINNINGS.iter().position(|names| fits(names))?;
    let letters = plain.trim_end_matches('.').chars().all(char::is_alphabetic);
    letters.then(|| u32::try_from(at + 1).ok()).flatten()
}

/// The time of day, as far as it was read.
#[derive(Default)]
struct Clock {
    time: Option<(u32, u32, u32)>,
    afternoon: Option<bool>,
    offset: Option<i32>,
}

impl Clock {
    /// Whether the token belongs to the time of day.
    fn take(&mut self, token: &str) -> bool {
        let lower = token.to_ascii_lowercase();
        let bare: String = lower.chars().filter(|c| *c != '.').collect();
        if self.time.is_some()
            && self.offset.is_none()
            && let Some(offset) = offset(&lower)
        {
            self.offset = Some(offset);
            return true;
        }
        if self.time.is_some() && matches!(bare.as_str(), "am" | "pm") {
            self.afternoon = Some(bare == "pm");
            return true;
        }
        if self.time.is_some() {
            return false;
        }
        let (body, half) = match (bare_suffix(&lower, "am"), bare_suffix(&lower, "pm")) {
            (Some(body), _) => (body, Some(false)),
            (_, Some(body)) => (body, Some(true)),
            _ => (lower.as_str(), None),
        };
        let zone_at = body.find(['+', '-', 'z', '\u{2212}']).filter(|at| *at > 0).unwrap_or(body.len());
        let (hours, zone) = body.split_at(zone_at);
        let Some(time) = time(hours) else { return false };
        if !zone.is_empty() {
            let Some(offset) = offset(zone) else { return false };
            self.offset = Some(offset);
        }
        self.time = Some(time);
        self.afternoon = half;
        true
    }

    fn time(&self) -> Option<NaiveTime> {
        let Some((hour, minute, second)) = self.time else { return Some(NaiveTime::MIN) };
        let hour = match self.afternoon {
            None => hour,
            Some(_) if hour == 0 || hour > 12 => return None,
            Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        };
        NaiveTime::from_hms_opt(hour, minute, second)
    }
}

fn bare_suffix<'a>(token: &'a str, suffix: &str) -> Option<&'a str> {
    token.strip_suffix(suffix).filter(|body| body.contains(':'))
}

/// `0:00`, `14:02:59.123`, `14h02`.
fn time(token: &str) -> Option<(u32, u32, u32)> {
    let pieces: Vec<&str> = token.split([':', 'h']).collect();
    let two = |text: &&str| if text.len() <= 2 { small(text) } else { None };
    match pieces.as_slice() {
        [hour, minute] => Some((two(hour)?, two(minute)?, 0)),
        [hour, minute, second] => {
            let whole = second.split('.').next().unwrap_or(second);
            Some((two(hour)?, two(minute)?, two(&whole)?))
        }
        _ => None,
    }
}

/// `Z`, `UTC`, `+02:00`, `+0200`, `-05`, `UTC+2`, in seconds east of UTC.
fn offset(token: &str) -> Option<i32> {
    let rest = token.strip_prefix("utc").or_else(|| token.strip_prefix("gmt")).unwrap_or(token);
    if rest.is_empty() || rest == "z" {
        return Some(0);
    }
    let (sign, digits) = match rest.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, rest.strip_prefix(['-', '\u{2212}'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(both) => both,
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let (hours, minutes) = (small(hours)?, small(minutes)?);
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (hours <= 14 && minutes < 60).then_some(sign * seconds)
}
