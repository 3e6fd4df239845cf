//! Little sheets for the tests of imports.

use chrono::NaiveDateTime;
use domain::{
    Funnel, Slug, Stage, StageKind, Timestamp, Zone,
    funnel::FunnelAccess,
    ids::{FunnelId, StageId},
    import::{Cell, ImportMap, Options, Reading, Row, read},
};

/// A sheet of text cells.
pub struct Sheet(Vec<Row>);

pub fn options() -> Options {
    Options {
        currency: None,
        date_order: None,
        zone: Zone::utc(),
        date1904: false,
        create_stages: false,
        map: ImportMap::default(),
    }
}

/// The standard funnel.
pub fn funnel() -> Funnel {
    let stage = |(at, kind): (usize, StageKind)| Stage {
        id: standard_at(at),
        funnel: FunnelId(1),
        slug: Slug::parse(kind.code()).unwrap(),
        name: None,
        kind,
        colour: None,
        wip_limit: None,
        stale_days: None,
        was: None,
    };
    let stages = StageKind::ALL.into_iter().enumerate().map(stage).collect();
    let (slug, access) = (Slug::parse("standard").unwrap(), FunnelAccess::default());
    Funnel { id: FunnelId(1), slug, name: None, is_default: true, access, stages }
}

fn standard_at(at: usize) -> StageId {
    StageId(i64::try_from(at).unwrap() + 10)
}

/// The standard stage of a kind.
pub fn standard(kind: StageKind) -> StageId {
    standard_at(StageKind::ALL.iter().position(|k| *k == kind).unwrap())
}

/// The instant of a clock in UTC.
pub fn at(clock: &str) -> Timestamp {
    Timestamp(clock.parse::<NaiveDateTime>().unwrap().and_utc().timestamp_millis())
}

/// Rows and codes of everything that is bad.
pub fn codes(reading: &Reading) -> Vec<(u32, &'static str)> {
    reading.bad.iter().map(|b| (b.row, b.reason.code())).collect()
}

impl Sheet {
    pub fn texts(rows: Vec<Vec<String>>) -> Self {
        let cell = |text: String| {
            let text = text.trim().to_owned();
            if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
        };
        let row = |(number, cells): (u32, Vec<String>)| Row { number, cells: cells.into_iter().map(cell).collect() };
        Self((1..).zip(rows).map(row).collect())
    }

    pub fn rows(rows: &[&[&str]]) -> Self {
        Self::texts(rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect())
    }

    pub fn csv(text: &str) -> Self {
        Self::separated(',', text)
    }

    /// Fields may be quoted, without line breaks inside.
    pub fn separated(separator: char, text: &str) -> Self {
        let fields = |line: &str| {
            let (mut fields, mut quoted) = (vec![String::new()], false);
            let mut chars = line.trim().chars().peekable();
            while let Some(c) = chars.next() {
                match c {
                    '"' if quoted && chars.peek() == Some(&'"') => {
                        chars.next();
                        fields.last_mut().unwrap().push('"');
                    }
                    '"' => quoted = !quoted,
                    c if c == separator && !quoted => fields.push(String::new()),
                    c => fields.last_mut().unwrap().push(c),
                }
            }
            fields
        };
        Self::texts(text.lines().map(fields).collect())
    }

    pub fn read(&self, options: &Options) -> Reading {
        read(self.0.clone(), &funnel(), options)
    }

    pub fn read_creating(&self) -> Reading {
        self.read(&Options { create_stages: true, ..options() })
    }
}
