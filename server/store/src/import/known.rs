//! Which numbers of a file the desk has already. Called by `import::write`.

use crate::{db::Tx, error::Result, sql::Sql};
use domain::import::{ImportedOrder, Reading, Understood};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// An order of the desk that has a number of the file.
pub(super) struct Known {
    pub(super) origin: String,
    pub(super) digest: Option<String>,
}

/// How many numbers are asked for at once.
const BATCH: usize = 1000;

/// The orders of the desk that have a number of the file, by number; archived ones too, as numbers are never reused.
pub(super) async fn of_in(tx: &mut Tx, reading: &Reading) -> Result<HashMap<String, Known>> {
    let mut known = HashMap::new();
    for orders in reading.orders.chunks(BATCH) {
        let mut sql = Sql::new("select number, origin, import_digest from orders where number in (");
        sql.bind_list(orders.iter().map(|o| o.number.as_str())).push(")");
        let rows: Vec<(String, String, Option<String>)> = tx.all(sql).await?;
        known.extend(rows.into_iter().map(|(number, origin, digest)| (number, Known { origin, digest })));
    }
    Ok(known)
}

/// The digest of what a file states of an order.
pub(super) fn digest(order: &ImportedOrder, understood: &Understood) -> String {
    let word = understood.stages.get(order.stage).map_or("", |s| s.word.as_str());
    Sha256::digest(order.statement(word)).iter().map(|b| format!("{b:02x}")).collect()
}
