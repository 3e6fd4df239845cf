//! The sums kept beside the orders: each change takes the old row away and adds the new one.

use crate::{db::Tx, error::Result, ids, sql::Sql};
use domain::money::MoneyError;
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
}

/// What is added to one key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Delta {
    pub(super) orders: i64,
    pub(super) ordered: i64,
    pub(super) received: i64,
    pub(super) due: i64,
}

/// The changes of one transaction, added up by key.
#[derive(Default)]
pub(super) struct Deltas(BTreeMap<Key, Delta>);

impl Deltas {
    /// Adds a row's amounts (`sign` 1), or takes them away (`sign` -1).
    pub(super) fn add(&mut self, key: Key, amounts: Delta, sign: i64) -> Result<()> {
        let sum = self.0.entry(key).or_default();
        let plus = |a: i64, b: i64| a.checked_add(sign * b).ok_or(MoneyError::Overflow);
        *sum = Delta {
            orders: plus(sum.orders, amounts.orders)?,
            ordered: plus(sum.ordered, amounts.ordered)?,
            received: plus(sum.received, amounts.received)?,
            due: plus(sum.due, amounts.due)?,
        };
        Ok(())
    }

    /// Writes the changes.
    pub(super) async fn write_in(self, tx: &mut Tx) -> Result<()> {
        let slot = ids::next().rem_euclid(tx.dialect().rollup_slots());
        let changed: Vec<(Key, Delta)> = self.0.into_iter().filter(|(_, d)| *d != Delta::default()).collect();
        for batch in changed.chunks(500) {
            let mut sql = Sql::new(
                "insert into order_rollups as r (stage_id, currency, kind, payment_status, manager_id, archived, slot, \
                 funnel_id, orders, ordered, received, due) values ",
            );
            for (i, (key, delta)) in batch.iter().enumerate() {
                sql.push(if i == 0 { "" } else { ", " }).bind_row([
                    key.stage.into(),
                    key.currency.into(),
                    key.kind.into(),
                    key.payment.into(),
                    key.manager.into(),
                    key.archived.into(),
                    slot.into(),
                    key.funnel.into(),
                    delta.orders.into(),
                    delta.ordered.into(),
                    delta.received.into(),
                    delta.due.into(),
                ]);
            }
            sql.push(
                " on conflict (stage_id, currency, kind, payment_status, manager_id, archived, slot) do update set \
                 orders = r.orders + excluded.orders, ordered = r.ordered + excluded.ordered, \
                 received = r.received + excluded.received, due = r.due + excluded.due",
            );
            tx.execute(sql).await?;
        }
        Ok(())
    }
}
