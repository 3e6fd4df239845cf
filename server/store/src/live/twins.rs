//! Whether an order has a twin may change with another order, and with no event of its own: who else is to be told.

use super::changes::MOST_ORDERS;
use crate::{db::Tx, error::Result, sql::Sql};
use domain::{
    event::{ClientEvent, EventKind},
    ids::OrderId,
};
use std::collections::BTreeSet;

/// Open orders of the client and offer of these.
const OF_ORDERS: &str = "select distinct t.id from orders o join orders t on t.contact_id = o.contact_id and t.offer_id = o.offer_id \
    and t.id <> o.id and t.archived = 0 and t.stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error') where o.id in (";
/// Open orders that came by any offer, of clients.
const OF_CLIENTS: &str = "select id from orders where offer_id is not null and archived = 0 \
    and stage_kind in ('new', 'awaiting_payment', 'in_progress', 'error') and contact_id in (";

/// What has paired orders, or parted them.
#[derive(Default)]
pub(super) struct Paired {
    orders: BTreeSet<i64>,
    /// Orders that came by another offer before: only its title is known.
    offered: BTreeSet<i64>,
    /// Whose orders were before.
    clients: BTreeSet<i64>,
}

impl Paired {
    /// Takes note of what happened to an order.
    pub(super) fn note(&mut self, order: i64, kind: &EventKind) {
        match kind {
            EventKind::Created { .. }
            | EventKind::Imported { .. }
            | EventKind::Moved(_)
            | EventKind::Transferred(_)
            | EventKind::Rekinded { .. }
            | EventKind::Archived
            | EventKind::Unarchived
            // Those of who is no longer a client of their own are taken along, each with its event.
            | EventKind::Client(ClientEvent { merged: true, .. }) => {}
            EventKind::Handed { from, .. } => {
                self.clients.insert(from.0);
            }
            EventKind::Offered { .. } => {
                self.offered.insert(order);
            }
            _ => return,
        }
        self.orders.insert(order);
    }

    /// The open orders that may have a twin since, or no longer; of too many one more than are told.
    pub(super) async fn twins_in(self, tx: &mut Tx) -> Result<BTreeSet<OrderId>> {
        let mut of_orders = Sql::new(OF_ORDERS);
        of_orders.bind_list(self.orders.iter().copied());
        let mut of_offered = Sql::new(OF_CLIENTS);
        of_offered
            .push("select contact_id from orders where id in (")
            .bind_list(self.offered.iter().copied())
            .push(")");
        let mut of_clients = Sql::new(OF_CLIENTS);
        of_clients.bind_list(self.clients.iter().copied());
        let mut twins = BTreeSet::new();
        for (of, mut sql) in [(self.orders, of_orders), (self.offered, of_offered), (self.clients, of_clients)] {
            if !of.is_empty() {
                sql.push(") limit ").bind(MOST_ORDERS as i64 + 1);
                let found: Vec<(i64,)> = tx.all(sql).await?;
                twins.extend(found.into_iter().map(|(id,)| OrderId(id)));
            }
        }
        Ok(twins)
    }
}
