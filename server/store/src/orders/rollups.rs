//! The sums kept beside the orders: each change takes the old row away and adds the new one. Called by `save`.
//!
//! Three tables: everything that is often filtered by (`order_rollups`), the same by spans of days (`order_spans`), and
//! status and currency by day (`order_days`). A desk whose days are not made yet keeps the first one only; see `days`.

use super::{days, spans};
use crate::{Value, db::Tx, error::Result, ids, rows::Rows};
use domain::{
    Timestamp, Zone,
    money::MoneyError,
    time::{DAY, day_number},
};
use std::collections::BTreeMap;

/// What the sums are keyed by, as stored.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) funnel: i64,
    pub(super) stage: i64,
    pub(super) currency: &'static str,
    pub(super) kind: &'static str,
    pub(super) payment: &'static str,
    /// 0 is nobody.
    pub(super) manager: i64,
    pub(super) archived: bool,
    /// When the order was created.
    pub(super) created: Timestamp,
}

/// What is added to one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Delta {
    pub(super) orders: i64,
    pub(super) ordered: i64,
    pub(super) received: i64,
    pub(super) due: i64,
}

impl Delta {
    fn plus(self, other: Self) -> Result<Self> {
        let sum = |a: i64, b: i64| a.checked_add(b).ok_or(MoneyError::Overflow);
        Ok(Self {
            orders: sum(self.orders, other.orders)?,
            ordered: sum(self.ordered, other.ordered)?,
            received: sum(self.received, other.received)?,
            due: sum(self.due, other.due)?,
        })
    }

    fn values(self) -> [Value; 4] {
        [self.orders, self.ordered, self.received, self.due].map(Value::from)
    }
}

/// A key of `order_rollups`: stage, currency, kind, payment status, manager, archived; and the stage's funnel.
type Place = (i64, &'static str, &'static str, &'static str, i64, bool, i64);

/// The changes of one transaction, added up by day and key.
pub(super) struct Deltas {
    /// The zone whose days are kept, if any are.
    zone: Option<Zone>,
    sums: BTreeMap<(i64, Place), Delta>,
}

macro_rules! adding {
    ($key:literal) => {
        concat!(
            " on conflict (",
            $key,
            ") do update set orders = r.orders + excluded.orders, ordered = r.ordered + excluded.ordered, ",
            "received = r.received + excluded.received, due = r.due + excluded.due"
        )
    };
}

impl Deltas {
    /// Begins to collect changes. Called under the lock that writers of orders hold until their transaction ends (on
    /// PostgreSQL the event's counter), so that the days are not made anew for another zone in the meantime.
    pub(super) async fn open_in(tx: &mut Tx) -> Result<Self> {
        Ok(Self { zone: days::zone_in(tx).await?, sums: BTreeMap::new() })
    }

    /// Adds a row's amounts (`sign` 1), or takes them away (`sign` -1).
    pub(super) fn add(&mut self, key: Key, amounts: Delta, sign: i64) -> Result<()> {
        let Key { funnel, stage, currency, kind, payment, manager, archived, created } = key;
        let day = self.zone.as_ref().map_or(created.0.div_euclid(DAY), |zone| day_number(zone.date_of(created)));
        let signed = |amount: i64| amount.checked_mul(sign).ok_or(MoneyError::Overflow);
        let signed = Delta {
            orders: signed(amounts.orders)?,
            ordered: signed(amounts.ordered)?,
            received: signed(amounts.received)?,
            due: signed(amounts.due)?,
        };
        let sum = self.sums.entry((day, (stage, currency, kind, payment, manager, archived, funnel))).or_default();
        *sum = sum.plus(signed)?;
        Ok(())
    }

    /// Writes the changes.
    pub(super) async fn write_in(self, tx: &mut Tx) -> Result<()> {
        let slot = ids::next().rem_euclid(tx.dialect().rollup_slots());
        let place_values = |(stage, currency, kind, payment, manager, archived, funnel): Place| -> [Value; 8] {
            let [currency, kind, payment] = [currency, kind, payment].map(Value::from);
            [stage.into(), currency, kind, payment, manager.into(), archived.into(), slot.into(), funnel.into()]
        };
        let mut kept = Rows::adding(
            "insert into order_rollups as r (stage_id, currency, kind, payment_status, manager_id, archived, slot, \
             funnel_id, orders, ordered, received, due) values ",
            adding!("stage_id, currency, kind, payment_status, manager_id, archived, slot"),
        );
        for (place, delta) in summed(&self.sums, |_, place| place)? {
            kept.row(place_values(place).into_iter().chain(delta.values()));
        }
        kept.write(tx).await?;
        if self.zone.is_none() {
            return Ok(());
        }
        let mut days = Rows::adding(
            "insert into order_days as r (day, stage_id, currency, archived, slot, funnel_id, orders, ordered, received, \
             due) values ",
            adding!("day, stage_id, currency, archived, slot"),
        );
        let of_day =
            |day, (stage, currency, _, _, _, archived, funnel): Place| (day, stage, currency, archived, funnel);
        for ((day, stage, currency, archived, funnel), delta) in summed(&self.sums, of_day)? {
            let key: [Value; 6] =
                [day.into(), stage.into(), currency.into(), archived.into(), slot.into(), funnel.into()];
            days.row(key.into_iter().chain(delta.values()));
        }
        days.write(tx).await?;
        let mut by_span = Rows::adding(
            "insert into order_spans as r (size, first_day, stage_id, currency, kind, payment_status, manager_id, \
             archived, slot, funnel_id, orders, ordered, received, due) values ",
            adding!("size, first_day, stage_id, currency, kind, payment_status, manager_id, archived, slot"),
        );
        for size in spans::SIZES {
            for ((first, place), delta) in summed(&self.sums, |day, place| (spans::first_day(day, size), place))? {
                let key: [Value; 2] = [size.into(), first.into()];
                by_span.row(key.into_iter().chain(place_values(place)).chain(delta.values()));
            }
        }
        by_span.write(tx).await
    }
}

/// The sums by another key, without those that change nothing.
fn summed<K: Ord>(sums: &BTreeMap<(i64, Place), Delta>, key: impl Fn(i64, Place) -> K) -> Result<Vec<(K, Delta)>> {
    let mut by: BTreeMap<K, Delta> = BTreeMap::new();
    for ((day, place), delta) in sums {
        let sum = by.entry(key(*day, *place)).or_default();
        *sum = sum.plus(*delta)?;
    }
    Ok(by.into_iter().filter(|(_, delta)| *delta != Delta::default()).collect())
}
