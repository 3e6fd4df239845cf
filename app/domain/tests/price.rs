//! Another price for an order: its plan follows, what was paid stays.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Order, PaymentStatus, Zone,
    ids::PaymentId,
    order::{
        Payment, PaymentState,
        ledger::{Books, Entry},
    },
    testing::NOW,
};

mod common;
use common::books::{in_parts, planned, receipt, wrote};

use domain::order::{
    Line, LineKind,
    new_form::FormLine,
    price::{NewPrice, PriceRefusal, Repriced, reprice},
};

fn line(title: &str, amount: i64) -> FormLine {
    let unit_price = domain::money::decimal_text(amount, 2);
    FormLine { kind: LineKind::Product, title: title.into(), quantity: "1".into(), unit_price, amount }
}

fn stored_line(amount: i64) -> Line {
    Line {
        id: domain::ids::LineId(7),
        kind: LineKind::Product,
        title: "Atelier".into(),
        quantity: "1".into(),
        unit_price: None,
        amount,
        discount: 0,
        access: domain::order::AccessSpan::default(),
    }
}

fn priced(
    order: &Order,
    payments: &[Payment],
    lines: &[Line],
    wanted: &NewPrice,
) -> Result<Option<Repriced>, PriceRefusal> {
    let zone = Zone::utc();
    let books = Books { order, payments, refunds: &[], subscription: None, zone: &zone };
    let mut next = 100;
    reprice(
        &books,
        lines,
        wanted,
        || {
            next += 1;
            next
        },
        NOW,
    )
}

#[test]
fn the_plan_follows_the_price_and_what_was_paid_stays() {
    let (order, payments) = in_parts();
    let lines = [stored_line(30_000)];
    let paid = wrote(&order, &payments, &[], &Entry::Settle { part: PaymentId(1), receipt: receipt() }, 90).unwrap();
    let kept = Some(lines[0].id);
    let dearer = NewPrice { lines: vec![(kept, line("Atelier", 30_000)), (None, line("Livre", 1_500))], discount: 500 };
    let after = priced(&paid.order, &paid.payments, &lines, &dearer).unwrap().unwrap();
    assert_eq!((after.order.total, after.order.due, planned(&after.payments)), (31_000, 21_000, 21_000));
    assert_eq!(after.lines.iter().map(|l| l.discount).sum::<i64>(), 500);
    assert_eq!(after.payments[2].amount, 11_000, "what it grew by is put on the last part");
    let cheaper = NewPrice { lines: vec![(kept, line("Atelier", 15_000))], discount: 0 };
    let after = priced(&paid.order, &paid.payments, &lines, &cheaper).unwrap().unwrap();
    assert_eq!((after.order.due, planned(&after.payments)), (5_000, 5_000));
    assert_eq!(after.payments[2].state, PaymentState::Voided, "what it shrank by is taken off the last ones");
    let less = NewPrice { lines: vec![(kept, line("Atelier", 5_000))], discount: 0 };
    let after = priced(&paid.order, &paid.payments, &lines, &less).unwrap().unwrap();
    assert_eq!((after.order.payment, planned(&after.payments)), (PaymentStatus::Overpaid, 0));
}

#[test]
fn a_price_that_cannot_be_is_refused_and_the_same_price_is_none() {
    let (order, payments) = in_parts();
    let lines = [stored_line(30_000)];
    let with = |lines_wanted, discount| {
        priced(&order, &payments, &lines, &NewPrice { lines: lines_wanted, discount })
            .map(|repriced| repriced.is_some())
    };
    assert_eq!(with(Vec::new(), 0), Err(PriceRefusal::NoLines));
    let same = || vec![(Some(lines[0].id), line("Atelier", 30_000))];
    assert_eq!(with(same(), 30_001), Err(PriceRefusal::Discount));
    assert_eq!(with(same(), 0), Ok(false));
    assert_eq!(with(vec![(None, line("A", i64::MAX)), (None, line("B", 1))], 0), Err(PriceRefusal::TooLarge));
}
