//! Time zones from the IANA database as `domain::Zone`s: lists of offsets from 1970 to 2100.

use chrono::{DateTime, Offset, TimeZone};
use domain::{Zone, time::DAY};
use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock, PoisonError},
};

/// The zone of an IANA name; `None` when there is no such zone. Made once a process.
pub fn zone(name: &str) -> Option<Zone> {
    static KNOWN: OnceLock<Mutex<HashMap<String, Zone>>> = OnceLock::new();
    let known = KNOWN.get_or_init(Mutex::default);
    if let Some(zone) = known.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
        return Some(zone.clone());
    }
    let zone = read(name.parse().ok()?, name)?;
    known.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), zone.clone());
    Some(zone)
}

/// Every name that `zone` knows, sorted.
pub fn names() -> Vec<&'static str> {
    chrono_tz::TZ_VARIANTS.iter().map(|tz| tz.name()).collect()
}

/// The names that people choose from: places, and UTC. `zone` knows more, such as those of earlier days.
pub fn offered() -> Vec<&'static str> {
    const PLACES: [&str; 10] =
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];
    let place = |name: &&str| name.split_once('/').is_some_and(|(area, _)| PLACES.contains(&area));
    names().into_iter().filter(|name| place(name) || *name == "UTC").collect()
}

fn read(tz: chrono_tz::Tz, name: &str) -> Option<Zone> {
    let offset = |millis: i64| {
        let utc = DateTime::from_timestamp_millis(millis).unwrap_or_default().naive_utc();
        tz.offset_from_utc_datetime(&utc).fix().local_minus_utc()
    };
    let (start, end) = (0, domain::Timestamp::END.0 + 2 * DAY);
    let mut offsets = vec![(start, offset(start))];
    let mut at = start;
    while at < end {
        let next = at + DAY;
        let (before, after) = (offset(at), offset(next));
        if before != after {
            // The change lies between: halve down to the second.
            let (mut low, mut high) = (at / 1000, next / 1000);
            while high - low > 1 {
                let middle = i64::midpoint(low, high);
                if offset(middle * 1000) == before { low = middle } else { high = middle }
            }
            offsets.push((high * 1000, after));
        }
        at = next;
    }
    Zone::new(name, offsets)
}
