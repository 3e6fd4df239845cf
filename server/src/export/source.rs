//! The orders of an export, a batch at a time in one snapshot, with the table that they fill. Called by `file` and `http`.

use super::{ExportError, Table};
use app::i18n::Words;
use domain::{Conditions, Listing, Locale, Order, Timestamp, Zone, filter::Moment, funnel::Sight, ids::UserId};
use store::{Db, orders::Batch};

/// Who takes the file, and when: what dates, words and "me" mean.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language of the file.
    pub locale: Locale,
    /// The desk's time zone.
    pub zone: Zone,
    /// The present instant.
    pub now: Timestamp,
    /// The user; `None` on the command line.
    pub me: Option<UserId>,
    /// Which funnels the file may hold.
    pub sight: Sight,
}

/// Orders on their way into a file.
pub struct Source {
    batch: Batch,
    first: Option<Vec<Order>>,
    table: Table,
}

impl Source {
    /// Begins to read what a listing lets through, whatever its page. The first orders are read at once, so that a
    /// database that does not answer is known before the file begins.
    pub async fn open(db: &Db, listing: &Listing, reader: &Reader) -> Result<Self, ExportError> {
        let sight = reader.sight;
        let conditions = listing.filter.resolve(&Moment { now: reader.now, zone: &reader.zone, me: reader.me });
        let conditions = Conditions { sight, ..conditions };
        let mut batch = Batch::open(db, conditions, listing.sort).await?;
        let first = Some(batch.next().await?);
        let table = Table::new(&listing.columns, Words(reader.locale), reader.zone.clone(), reader.now);
        Ok(Self { batch, first, table })
    }

    /// The next orders; none at the end.
    pub async fn next(&mut self) -> Result<Vec<Order>, ExportError> {
        match self.first.take() {
            Some(orders) => Ok(orders),
            None => Ok(self.batch.next().await?),
        }
    }

    /// The table.
    pub const fn table(&self) -> &Table {
        &self.table
    }
}
