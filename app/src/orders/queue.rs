//! Commands of one order are sent one after the other, each under the version that the one before has made; what waits is
//! shown at once.

use domain::{
    Order, Timestamp,
    ids::OrderId,
    order::{Action, change::Known, transition},
};
use std::collections::{BTreeMap, VecDeque};

/// What waits for the change of each order that is under way: what is to be done, what is said then, and in which cell.
pub type Busy = BTreeMap<OrderId, VecDeque<(Action, String, String)>>;

/// The order as it will most likely be; its amounts wait for the server.
#[inline(never)]
pub fn expected(order: &Order, action: &Action, known: &Known) -> Option<Order> {
    let command = action.resolve(order, known).ok()?;
    let (new, _) = transition::apply(order, &command, 0, now(order)).ok()??;
    Some(Order { version: order.version, due: order.due, updated_at: order.updated_at, ..new })
}

/// The order as all that waits for it will leave it.
#[inline(never)]
pub fn with_waiting(busy: &Busy, order: Order, known: &Known) -> Order {
    let waiting = busy.get(&order.id).into_iter().flatten();
    waiting.fold(order, |order, (action, ..)| expected(&order, action, known).unwrap_or(order))
}

/// The time of this machine.
#[cfg(feature = "hydrate")]
fn now(_: &Order) -> Timestamp {
    Timestamp(super::scroll::now())
}

/// Nothing is expected on the server.
#[cfg(not(feature = "hydrate"))]
const fn now(order: &Order) -> Timestamp {
    order.updated_at
}
