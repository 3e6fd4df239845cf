//! All orders of a filter, a batch at a time, in one snapshot. Called by exports.

use super::{
    cursor::cursor_in,
    list::page_sql,
    ranges::{self, Wanted},
    row::orders_in,
    walks,
};
use crate::{
    Value,
    db::{Db, Tx},
    error::{Result, StoreError},
    funnels,
};
use domain::{
    Conditions, Order, Sort,
    funnel::{Funnels, Sight},
};

/// All orders of a filter, a batch at a time, in one snapshot: exports read any number with flat memory.
pub struct Batch {
    tx: Tx,
    funnels: Funnels,
    conditions: Conditions,
    sort: Sort,
    start: Option<Vec<Value>>,
    done: bool,
}

impl Batch {
    /// How many orders a batch holds at most.
    pub const SIZE: usize = 1000;

    /// Begins to read.
    pub async fn open(db: &Db, conditions: Conditions, sort: Sort) -> Result<Self> {
        let mut tx = db.read().await?;
        let funnels = funnels::list_in(&mut tx).await?;
        Ok(Self { tx, funnels, conditions, sort, start: None, done: false })
    }

    /// The next orders; empty at the end.
    pub async fn next(&mut self) -> Result<Vec<Order>> {
        if self.done {
            return Ok(Vec::new());
        }
        let (start, sort, conditions) = (self.start.take(), self.sort, &self.conditions);
        let rows = match walks::is_walked(sort.key) {
            true => {
                let wanted = Wanted { conditions, sort, start, forward: true, limit: Self::SIZE };
                ranges::rows_in(&mut self.tx, &self.funnels, wanted).await?
            }
            false => {
                let sql = page_sql(self.tx.dialect(), &self.funnels, conditions, sort, start, true, Self::SIZE);
                self.tx.all(sql).await?
            }
        };
        self.done = rows.len() < Self::SIZE;
        let orders = orders_in(&mut self.tx, rows, &self.funnels).await?;
        if let Some(last) = orders.last().filter(|_| !self.done) {
            let row = cursor_in(&mut self.tx, &last.number, &self.funnels, Sight::Everything).await?;
            let row = row.ok_or(StoreError::NotFound)?;
            self.start = Some(row.values(self.sort.key));
        }
        Ok(orders)
    }

    /// The funnels of the same snapshot.
    pub fn funnels(&self) -> &Funnels {
        &self.funnels
    }
}
