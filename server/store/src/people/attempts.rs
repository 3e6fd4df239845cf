//! Attempts to sign in, counted by account: after five failures each further one has to wait, twice as long each time,
//! up to five minutes. Kept in the database, so that a restart forgets nothing.
//!
//! An attempt counts as failed when it begins and is forgiven when it succeeds, so that many at once gain nothing.
//! Accounts that do not exist are counted alike: the answer tells nobody which ones do.

use crate::{
    db::{Db, Tx},
    error::Result,
    sql::Sql,
};
use domain::Timestamp;

/// How many failures are free.
const FREE: i64 = 5;
/// The longest wait, in seconds.
const LONGEST: i64 = 300;
/// Failures are forgotten after a day without one.
const FORGOTTEN: i64 = domain::time::DAY;

/// Whether an attempt may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It may.
    Go,
    /// It has to wait.
    Wait {
        /// For how long.
        seconds: i64,
    },
}

const SWEEP: &str = "delete from sign_in_failures where last_at <= $1";
/// One statement, so that attempts at the same moment are counted one after the other. The waits are those of `wait`.
const COUNT: &str = "insert into sign_in_failures (email_key, failures, last_at) values ($1, 1, $2) \
    on conflict (email_key) do update set failures = sign_in_failures.failures + 1, last_at = excluded.last_at \
    where sign_in_failures.last_at + 1000 * case \
      when sign_in_failures.failures < 5 then 0 when sign_in_failures.failures = 5 then 1 \
      when sign_in_failures.failures = 6 then 2 when sign_in_failures.failures = 7 then 4 \
      when sign_in_failures.failures = 8 then 8 when sign_in_failures.failures = 9 then 16 \
      when sign_in_failures.failures = 10 then 32 when sign_in_failures.failures = 11 then 64 \
      when sign_in_failures.failures = 12 then 128 when sign_in_failures.failures = 13 then 256 \
      else 300 end <= excluded.last_at";
const FETCH: &str = "select failures, last_at from sign_in_failures where email_key = $1";
const FORGIVE: &str = "delete from sign_in_failures where email_key = $1";

/// How long the next attempt has to wait after so many failures, in seconds.
fn wait(failures: i64) -> i64 {
    let doublings = failures - FREE;
    if doublings < 0 {
        0
    } else {
        1_i64.checked_shl(u32::try_from(doublings.min(62)).unwrap_or(0)).unwrap_or(LONGEST).min(LONGEST)
    }
}

/// Begins an attempt on an account.
pub async fn begin(db: &Db, email_key: &str, now: Timestamp) -> Result<Attempt> {
    let mut tx = db.write().await?;
    tx.execute(Sql::with(SWEEP, [(now.0 - FORGOTTEN).into()])).await?;
    let counted = tx.execute(Sql::with(COUNT, [email_key.into(), now.0.into()])).await?;
    let attempt = if counted > 0 {
        Attempt::Go
    } else {
        let (failures, last_at): (i64, i64) = tx.one(Sql::with(FETCH, [email_key.into()])).await?;
        let left = last_at + wait(failures) * 1000 - now.0;
        Attempt::Wait { seconds: (left.max(0) + 999) / 1000 }
    };
    tx.commit().await?;
    Ok(attempt)
}

/// Forgets the failures of an account.
pub(super) async fn forgive_in(tx: &mut Tx, email_key: &str) -> Result<()> {
    tx.execute(Sql::with(FORGIVE, [email_key.into()])).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn waits_double_after_five_failures_up_to_five_minutes() {
        let waits: Vec<i64> = (0..16).map(wait).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        assert_eq!(wait(i64::MAX), 300);
    }
}
