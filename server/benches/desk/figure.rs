//! What is measured, in which unit and against which budget; and how a figure is written. Pure.
//!
//! Numbers are integers of a small unit (microseconds, KiB, requests): a figure says the same twice.

use std::{error::Error, time::Duration};

/// What everything here returns.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Microseconds, shown in milliseconds; few are good.
    Millis,
    /// KiB, shown in MiB; few are good.
    Memory,
    /// KiB; few are good.
    Kib,
    /// Requests or changes a second; many are good.
    Requests,
}

/// A figure that is kept an eye on.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// What it is called on the command line and in the output.
    pub name: &'static str,
    /// What its numbers count.
    pub unit: Unit,
    /// The number that the sample that is judged should not pass.
    pub budget: u64,
    /// Which of a hundred samples is held against the budget.
    pub judged: usize,
}

const fn millis(name: &'static str, budget: u64) -> Figure {
    of(name, Unit::Millis, budget * 1000)
}

const fn of(name: &'static str, unit: Unit, budget: u64) -> Figure {
    Figure { name, unit, budget, judged: 50 }
}

/// Every figure, in the order of the output.
pub const ALL: &[Figure] = &[
    millis("page first", 2),
    millis("page by funnel", 2),
    millis("page by stage", 2),
    millis("page by kind of stage", 2),
    millis("page by kind", 2),
    millis("page by payment", 2),
    millis("page by manager", 2),
    millis("page by created", 2),
    millis("page by paid", 2),
    millis("page by total", 2),
    millis("page sorted by created", 2),
    millis("page sorted by updated", 2),
    millis("page sorted by number", 2),
    millis("page sorted by kind", 2),
    millis("page sorted by status", 2),
    millis("page sorted by payment", 2),
    millis("page sorted by client", 2),
    millis("page sorted by products", 2),
    millis("page sorted by offer", 2),
    millis("page sorted by manager", 2),
    millis("page sorted by funnel", 2),
    millis("page sorted by total", 2),
    millis("page sorted by paid", 2),
    millis("page sorted by due", 2),
    millis("page deep", 2),
    millis("page of a search", 5),
    millis("page of any filter", 1500),
    millis("totals of all", 10),
    millis("totals by stage", 10),
    millis("totals by kind", 10),
    millis("totals by payment", 10),
    millis("totals by manager", 10),
    millis("totals by currency", 10),
    millis("totals by day", 10),
    millis("totals by several of these", 10),
    millis("totals by product", 1500),
    millis("totals by tag", 1500),
    millis("totals of a search", 1500),
    millis("totals of any filter", 1500),
    millis("request of GET /orders", 15),
    of("throughput of GET /orders", Unit::Requests, 500),
    millis("export of 100 000 as xlsx", 4000),
    millis("export of 100 000 as csv", 1500),
    of("memory of xlsx", Unit::Memory, 32 * 1024),
    of("memory of csv", Unit::Memory, 32 * 1024),
    millis("start to first page", 150),
    of("idle memory", Unit::Memory, 80 * 1024),
    millis("board of 8 columns", 15),
    millis("card of an order with 200 events", 10),
    millis("order made by hand", 15),
    millis("search for a client, each key", 20),
    millis("move acknowledged", 10),
    of("throughput of moves", Unit::Requests, 1),
    Figure { judged: 95, ..millis("change seen in 500 streams", 150) },
    of("memory of a stream", Unit::Kib, 64),
];

/// The numbers of one figure, and those of the same statements run raw.
#[derive(Debug, Default)]
pub struct Measured {
    /// Ours.
    pub ours: Vec<u64>,
    /// The bare driver's, where there is such a thing.
    pub raw: Vec<u64>,
}

impl Measured {
    /// Numbers that nothing is compared with.
    pub const fn alone(ours: Vec<u64>) -> Self {
        Self { ours, raw: Vec::new() }
    }
}

/// A duration as a number of microseconds.
pub fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

impl Figure {
    /// `page by stage | 0.61 | 0.92 | ms | 2.00 | ok | 240 sets, 2.1 × raw`: what xtask prints in columns.
    pub fn line(&self, measured: &Measured) -> String {
        let (median, p95) = (self.worst(&measured.ours, 50), self.worst(&measured.ours, 95));
        let judged = self.worst(&measured.ours, self.judged);
        let good = match self.unit {
            Unit::Requests => judged >= self.budget,
            Unit::Millis | Unit::Memory | Unit::Kib => judged <= self.budget,
        };
        let unit = match self.unit {
            Unit::Millis => "ms",
            Unit::Memory => "MiB",
            Unit::Kib => "KiB",
            Unit::Requests => "per s",
        };
        let mut note = format!("{} samples", measured.ours.len());
        if !measured.raw.is_empty() {
            let raw = self.worst(&measured.raw, 50).max(1);
            let tenths = median * 10 / raw;
            note = format!("{note}, {}.{} × raw ({} {unit})", tenths / 10, tenths % 10, self.shown(raw));
        }
        let verdict = if good { "ok" } else { "MISS" };
        let [median, p95, budget] = [median, p95, self.budget].map(|number| self.shown(number));
        format!("{} | {median} | {p95} | {unit} | {budget} | {verdict} | {note}", self.name)
    }

    /// The number that so many per cent of the samples do not pass (for what should be many: do not fall below).
    fn worst(&self, samples: &[u64], percent: usize) -> u64 {
        let mut sorted = samples.to_vec();
        sorted.sort_unstable();
        if self.unit == Unit::Requests {
            sorted.reverse();
        }
        let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(at).copied().unwrap_or(0)
    }

    fn shown(&self, number: u64) -> String {
        match self.unit {
            Unit::Millis => format!("{}.{:02}", number / 1000, number % 1000 / 10),
            Unit::Memory => format!("{}.{:01}", number / 1024, number % 1024 * 10 / 1024),
            Unit::Kib | Unit::Requests => number.to_string(),
        }
    }
}
