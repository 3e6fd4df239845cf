//! New ids: time-ordered, 64 bits (see `domain::ids`). Who makes many at once takes them from one `Ids`.

use domain::{Timestamp, ids::LOW_BITS};
use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

static LAST: AtomicI64 = AtomicI64::new(0);

/// The present instant.
pub fn now() -> Timestamp {
    let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis());
    Timestamp(i64::try_from(millis).unwrap_or(0))
}

/// A new id: larger than every one this process made before; random low bits keep processes apart.
pub fn next() -> i64 {
    let mut bytes = [0_u8; 4];
    // Without a source of randomness ids of one process still never meet.
    let _ = getrandom::fill(&mut bytes);
    let low = i64::from(u32::from_le_bytes(bytes)) & ((1 << LOW_BITS) - 1);
    let fresh = domain::ids::floor(now()) | low;
    let advance = |last: i64| Some(fresh.max(last + 1));
    match LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, advance) {
        Ok(last) | Err(last) => fresh.max(last + 1),
    }
}
