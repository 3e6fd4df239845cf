//! Ranges of days, given or relative to today, in the desk's time zone. Pure. The last day is included.

use crate::{Order, Timestamp, time::DayRange};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A field that is a day: links, forms, chips and `matches` follow from the tables below. The store says in
/// `orders/fields.rs` how it is found, the screen in `orders/suggestions.rs` what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateField {
    /// When it was created.
    Created,
    /// When money was last received.
    Paid,
    /// When anything of it last changed.
    Updated,
    /// When the next planned payment is due.
    Due,
    /// When the client's access ends.
    Access,
    /// When somebody last talked with the client about it.
    Contacted,
}

impl DateField {
    /// Each, in the order of links and forms.
    pub const ALL: [Self; 6] = [Self::Created, Self::Paid, Self::Updated, Self::Due, Self::Access, Self::Contacted];

    /// The key in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Paid => "paid",
            Self::Updated => "updated",
            Self::Due => "due",
            Self::Access => "access",
            Self::Contacted => "contacted",
        }
    }

    /// Reads the key of a URL.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == key)
    }

    /// The instant of an order, if there is one.
    pub const fn of(self, order: &Order) -> Option<Timestamp> {
        match self {
            Self::Created => Some(order.created_at),
            Self::Paid => order.paid_at,
            Self::Updated => Some(order.updated_at),
            Self::Due => order.next_due_at,
            Self::Access => order.access_until,
            Self::Contacted => order.contacted_at,
        }
    }

    /// What menus offer: of days that have been, or of days that may be still to come.
    pub const fn presets(self) -> &'static [Preset] {
        match self {
            Self::Created | Self::Paid | Self::Updated | Self::Contacted => &Preset::PAST,
            Self::Due | Self::Access => &Preset::COMING,
        }
    }
}

/// A range of days that depends on today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Preset {
    /// Today.
    Today,
    /// Yesterday.
    Yesterday,
    /// Today and the six days before.
    Last7Days,
    /// Today and the twenty-nine days before.
    Last30Days,
    /// Monday to Sunday of this week.
    ThisWeek,
    /// This calendar month.
    ThisMonth,
    /// The calendar month before this one.
    LastMonth,
    /// This calendar year.
    ThisYear,
    /// The calendar year before this one.
    LastYear,
    /// Tomorrow.
    Tomorrow,
    /// Today and the six days after.
    Next7Days,
    /// Today and the twenty-nine days after.
    Next30Days,
}

impl Preset {
    /// Every preset.
    pub const ALL: [Self; 12] = [
        Self::Today,
        Self::Yesterday,
        Self::Last7Days,
        Self::Last30Days,
        Self::ThisWeek,
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisYear,
        Self::LastYear,
        Self::Tomorrow,
        Self::Next7Days,
        Self::Next30Days,
    ];

    /// What the menus offer for days that have been: creation, payment, change.
    pub const PAST: [Self; 9] = [
        Self::Today,
        Self::Yesterday,
        Self::Last7Days,
        Self::Last30Days,
        Self::ThisWeek,
        Self::ThisMonth,
        Self::LastMonth,
        Self::ThisYear,
        Self::LastYear,
    ];

    /// What the menus offer for days that may be still to come: what is due, when access ends.
    pub const COMING: [Self; 8] = [
        Self::Today,
        Self::Tomorrow,
        Self::Next7Days,
        Self::Next30Days,
        Self::ThisWeek,
        Self::ThisMonth,
        Self::Yesterday,
        Self::Last30Days,
    ];

    /// The text in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Last7Days => "7d",
            Self::Last30Days => "30d",
            Self::ThisWeek => "week",
            Self::ThisMonth => "month",
            Self::LastMonth => "last_month",
            Self::ThisYear => "year",
            Self::LastYear => "last_year",
            Self::Tomorrow => "tomorrow",
            Self::Next7Days => "next_7d",
            Self::Next30Days => "next_30d",
        }
    }

    /// The first and the last day.
    fn ends(self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let back = |days: u64| today.checked_sub_days(chrono::Days::new(days));
        let ahead = |days: u64| today.checked_add_days(chrono::Days::new(days));
        let month = |first: NaiveDate| {
            let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
            Some((first, last))
        };
        let year = |y: i32| Some((NaiveDate::from_ymd_opt(y, 1, 1)?, NaiveDate::from_ymd_opt(y, 12, 31)?));
        match self {
            Self::Today => Some((today, today)),
            Self::Yesterday => back(1).map(|d| (d, d)),
            Self::Last7Days => back(6).map(|d| (d, today)),
            Self::Last30Days => back(29).map(|d| (d, today)),
            Self::ThisWeek => {
                let monday = back(u64::from(today.weekday().num_days_from_monday()))?;
                monday.checked_add_days(chrono::Days::new(6)).map(|sunday| (monday, sunday))
            }
            Self::ThisMonth => month(today.with_day(1)?),
            Self::LastMonth => month(today.with_day(1)?.checked_sub_months(chrono::Months::new(1))?),
            Self::ThisYear => year(today.year()),
            Self::LastYear => year(today.year() - 1),
            Self::Tomorrow => ahead(1).map(|d| (d, d)),
            Self::Next7Days => ahead(6).map(|d| (today, d)),
            Self::Next30Days => ahead(29).map(|d| (today, d)),
        }
    }
}

/// Days that a filter names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Days {
    /// Relative to today.
    Preset(Preset),
    /// Given days, both included; at least one end is there.
    Between(Option<NaiveDateText>, Option<NaiveDateText>),
}

/// A calendar day that travels as ISO 8601 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NaiveDateText(pub NaiveDate);

impl Serialize for NaiveDateText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for NaiveDateText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parse_day(&String::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom("not a day"))
    }
}

/// A range of days that is wanted, or that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateFilter {
    /// Whether the days are excluded.
    pub negated: bool,
    /// The days.
    pub days: Days,
}

impl Days {
    /// The first and last day, seen from `today`.
    pub fn range(self, today: NaiveDate) -> DayRange {
        match self {
            Self::Preset(preset) => {
                let (from, to) = preset.ends(today).unzip();
                DayRange { from, to }
            }
            Self::Between(from, to) => DayRange { from: from.map(|d| d.0), to: to.map(|d| d.0) },
        }
    }

    /// The text in a URL: `7d`, `2026-11-01..2026-11-23`, `..2026-11-23`, one day as `2026-11-23`.
    pub fn code(self) -> String {
        let end = |d: Option<NaiveDateText>| d.map(|d| d.0.to_string()).unwrap_or_default();
        match self {
            Self::Preset(preset) => preset.code().to_owned(),
            Self::Between(from, to) if from == to => end(from),
            Self::Between(from, to) => format!("{}..{}", end(from), end(to)),
        }
    }

    /// Reads the text of a URL. Ends in the wrong order are swapped: nobody means an empty range.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(preset) = Preset::ALL.into_iter().find(|p| p.code() == text) {
            return Some(Self::Preset(preset));
        }
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let end = |t: &str| match t.trim() {
            "" => Some(None),
            t => parse_day(t).map(Some),
        };
        match (end(from)?, end(to)?) {
            (None, None) => None,
            (Some(a), Some(b)) if a > b => Some(Self::Between(Some(b), Some(a))),
            (a, b) => Some(Self::Between(a, b)),
        }
    }
}

/// A day between 1970 and 2099 as `2026-11-23`: outside of these no order can be.
fn parse_day(text: &str) -> Option<NaiveDateText> {
    let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else { return None };
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    let written = digits(year, 4) && digits(month, 2) && digits(day, 2);
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (written && (1970..2100).contains(&day.year())).then_some(NaiveDateText(day))
}

impl DateFilter {
    /// The text in a URL, with `!` in front of excluded days.
    pub fn code(self) -> String {
        format!("{}{}", if self.negated { "!" } else { "" }, self.days.code())
    }

    /// Reads the text of a URL.
    pub fn parse(text: &str) -> Option<Self> {
        let (negated, days) = match text.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        Days::parse(days).map(|days| Self { negated, days })
    }
}
