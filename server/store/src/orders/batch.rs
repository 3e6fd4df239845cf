//! All orders of a filter, a batch at a time, in one snapshot. Called by exports.

use super::{
    list::{cursor_in, page_sql},
    row::{OrderRow, orders_in},
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
        let dialect = self.tx.dialect();
        let sql = page_sql(dialect, &self.funnels, &self.conditions, self.sort, self.start.take(), true, Self::SIZE);
        let rows: Vec<OrderRow> = self.tx.all(sql).await?;
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
