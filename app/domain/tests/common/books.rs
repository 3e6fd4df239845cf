//! An order that is paid in three parts, and entries of its ledger.

use super::{cast, order_of};
use domain::{
    Currency, Order, OrderKind, PaymentStatus, StageKind, Zone,
    ids::PaymentId,
    order::{
        Payment, PaymentKind, PaymentState, Refund,
        ledger::{Books, Entry, LedgerRefusal, Receipt, Written, write},
    },
    testing::{self, NOW},
    time::DAY,
};
use proptest::prelude::Strategy;

pub fn receipt() -> Receipt {
    Receipt { at: NOW.plus_millis(-DAY), method: Some("cash".into()), reference: None, note: None }
}

/// An order of 300.00 that is paid in three parts.
pub fn in_parts() -> (Order, Vec<Payment>) {
    let new = testing::Dice::new(5).roll(&testing::draft(&cast()).prop_map(|d| d.check().unwrap()));
    let mut order = order_of(&new, &cast());
    let stage =
        cast().funnels.0.iter().flat_map(|f| f.stages.clone()).find(|s| s.kind == StageKind::InProgress).unwrap();
    order.stage = (&stage).into();
    (order.kind, order.currency) = (OrderKind::Instalments, Currency::EURO);
    (order.subtotal, order.discount, order.total) = (30_000, 0, 30_000);
    (order.paid, order.refunded, order.due, order.payment) = (0, 0, 30_000, PaymentStatus::Unpaid);
    let part = |n: i64| Payment {
        id: PaymentId(n),
        amount: 10_000,
        kind: PaymentKind::Scheduled,
        state: PaymentState::Planned,
        method: None,
        due_at: Some(NOW.plus_millis(n * 30 * DAY)),
        paid_at: None,
        reference: None,
        note: None,
    };
    order.next_due_at = part(1).due_at;
    (order, (1..=3).map(part).collect())
}

/// Ids one after the other.
pub fn ids_from(first: i64) -> impl FnMut() -> i64 {
    let mut next = first;
    move || {
        next += 1;
        next - 1
    }
}

pub fn wrote(
    order: &Order,
    payments: &[Payment],
    refunds: &[Refund],
    entry: &Entry,
    id: i64,
) -> Result<Written, LedgerRefusal> {
    let zone = Zone::utc();
    let books = Books { order, payments, refunds, subscription: None, zone: &zone };
    write(&books, entry, &mut ids_from(id), NOW)
}

pub fn planned(payments: &[Payment]) -> i64 {
    payments.iter().filter(|p| p.state == PaymentState::Planned).map(|p| p.amount).sum()
}
