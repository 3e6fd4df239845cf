//! Many rows added to one table, as each database takes them fastest.

use crate::{
    db::Tx,
    dialect::Dialect,
    error::Result,
    sql::{Column, Sql, Value},
};

/// Rows that are inserted with as few statements as the databases' limits on values allow.
pub(crate) struct Rows {
    head: &'static str,
    tail: &'static str,
    rows: Vec<Vec<Value>>,
}

impl Rows {
    /// SQLite looks `$n` up in a list, so a statement costs the square of its values (32 766 at most).
    const VALUES: usize = 2_000;
    /// So many rows are handed over by columns, where that can be: the statement is then the same for any number of them.
    const MANY: usize = 20;

    pub(crate) const fn new(head: &'static str) -> Self {
        Self::adding(head, "")
    }

    /// Rows behind which `tail` says what becomes of those that are there already.
    pub(crate) const fn adding(head: &'static str, tail: &'static str) -> Self {
        Self { head, tail, rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, values: impl IntoIterator<Item = Value>) {
        self.rows.push(values.into_iter().collect());
    }

    pub(crate) async fn write(self, tx: &mut Tx) -> Result<()> {
        if self.rows.len() >= Self::MANY
            && tx.dialect() == Dialect::Postgres
            && let Some(columns) = Column::of(&self.rows)
            && tx.add(self.head, columns, self.tail).await?
        {
            return Ok(());
        }
        let width = self.rows.first().map_or(1, |r| r.len().max(1));
        for batch in self.rows.chunks(Self::VALUES / width) {
            let mut sql = Sql::new(self.head);
            for (i, row) in batch.iter().enumerate() {
                sql.push(if i == 0 { "" } else { ", " }).bind_row(row.iter().cloned());
            }
            sql.push(self.tail);
            tx.execute(sql).await?;
        }
        Ok(())
    }
}
