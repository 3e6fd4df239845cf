//! Subscriptions: charged again each period, until somebody stops it. Pure.
//!
//! A charge is planned ahead, and asked for when it falls due: its line then makes the total grow. What is paused or over
//! is not charged.

use crate::{
    Timestamp, Zone,
    time::{day_number, day_of_number},
};
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How often a subscription is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Every seven days.
    Week,
    /// On the same day of each month, or its last one.
    Month,
    /// Every three months.
    Quarter,
    /// Every twelve months.
    Year,
}

impl Period {
    /// Every period.
    pub const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// The day `n` periods after a first one: of a month that is too short the last.
    pub fn after(self, first: NaiveDate, n: u32) -> Option<NaiveDate> {
        match self {
            Self::Week => first.checked_add_days(Days::new(7 * u64::from(n))),
            Self::Month => first.checked_add_months(Months::new(n)),
            Self::Quarter => first.checked_add_months(Months::new(3_u32.checked_mul(n)?)),
            Self::Year => first.checked_add_months(Months::new(12_u32.checked_mul(n)?)),
        }
    }
}

/// Whether it is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionState {
    /// Each period.
    Active,
    /// Not for now.
    Paused,
    /// Not any more: somebody stopped it.
    Cancelled,
    /// Not any more: it came to its end.
    Ended,
}

impl SubscriptionState {
    const ALL: [Self; 4] = [Self::Active, Self::Paused, Self::Cancelled, Self::Ended];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Cancelled => "cancelled",
            Self::Ended => "ended",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// Who charges it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunBy {
    /// The team: each charge is marked as paid by hand.
    #[default]
    Desk,
    /// A payment provider: what it reports is recorded with its reference, and nothing is marked as paid by hand.
    Provider,
}

impl RunBy {
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Provider => "provider",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Desk, Self::Provider].into_iter().find(|by| by.code() == code)
    }
}

/// The subscription of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// How often it is charged.
    pub period: Period,
    /// How much, minor units of the order's currency.
    pub amount: i64,
    /// The day of the first charge, as the number of days since 1970.
    pub first: i64,
    /// How many charges were planned, the next one included.
    pub charges: i64,
    /// When the next one that is not asked for yet falls due.
    pub next_at: Timestamp,
    /// Whether it is charged.
    pub state: SubscriptionState,
    /// Who charges it.
    #[serde(default)]
    pub run_by: RunBy,
}

impl Subscription {
    /// When charge `n` is due, counted from 0: the last instant of its day.
    pub fn due(&self, n: i64, zone: &Zone) -> Option<Timestamp> {
        let day = self.period.after(day_of_number(self.first)?, u32::try_from(n).ok()?)?;
        let next = day_of_number(day_number(day).checked_add(1)?)?;
        Some(zone.day_start(next).plus_millis(-1)).filter(|at| *at < Timestamp::END)
    }

    /// The subscription once the next charge was asked for, and the one after it planned; ended where no calendar goes on.
    pub fn asked(&self, zone: &Zone) -> Self {
        match self.due(self.charges, zone) {
            Some(next_at) => Self { charges: self.charges + 1, next_at, ..self.clone() },
            None => Self { state: SubscriptionState::Ended, ..self.clone() },
        }
    }

    /// The subscription when it goes on: what fell due while it was paused is left out.
    pub fn resumed(&self, zone: &Zone, now: Timestamp) -> Self {
        let mut next = Self { state: SubscriptionState::Active, ..self.clone() };
        while next.state == SubscriptionState::Active && next.next_at < now {
            next = next.asked(zone);
        }
        next
    }
}
