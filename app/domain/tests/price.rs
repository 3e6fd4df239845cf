//! Another price for an order: its plan follows, what was paid stays.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Locale, Order, PaymentStatus, Zone,
    ids::{LineId, PaymentId},
    order::{
        Payment, PaymentState,
        ledger::{Books, Entry},
    },
    promo::PromoRefusal,
    testing::NOW,
};

mod common;
use common::books::{in_parts, planned, receipt, wrote};

use domain::order::{
    Line, LineKind,
    ledger_form::Reader,
    new_form::{FormLine, read_price},
    price::{NewPrice, PriceRefusal, PromoTurn, Repriced, reprice},
};

fn line(title: &str, amount: i64) -> FormLine {
    let unit_price = domain::money::decimal_text(amount, 2);
    FormLine { kind: LineKind::Product, title: title.into(), quantity: "1".into(), unit_price, amount }
}

fn stored_line(amount: i64) -> Line {
    Line {
        id: LineId(7),
        kind: LineKind::Product,
        title: "Atelier".into(),
        quantity: "1".into(),
        unit_price: None,
        amount,
        discount: 0,
        access: domain::order::AccessSpan::default(),
    }
}

const fn price(lines: Vec<(Option<LineId>, FormLine)>, discount: i64) -> NewPrice {
    NewPrice { lines, discount, promo: PromoTurn::Stays }
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
    let dearer = price(vec![(kept, line("Atelier", 30_000)), (None, line("Livre", 1_500))], 500);
    let after = priced(&paid.order, &paid.payments, &lines, &dearer).unwrap().unwrap();
    assert_eq!((after.order.total, after.order.due, planned(&after.payments)), (31_000, 21_000, 21_000));
    assert_eq!(after.lines.iter().map(|l| l.discount).sum::<i64>(), 500);
    assert_eq!(after.payments[2].amount, 11_000, "what it grew by is put on the last part");
    let cheaper = price(vec![(kept, line("Atelier", 15_000))], 0);
    let after = priced(&paid.order, &paid.payments, &lines, &cheaper).unwrap().unwrap();
    assert_eq!((after.order.due, planned(&after.payments)), (5_000, 5_000));
    assert_eq!(after.payments[2].state, PaymentState::Voided, "what it shrank by is taken off the last ones");
    let less = price(vec![(kept, line("Atelier", 5_000))], 0);
    let after = priced(&paid.order, &paid.payments, &lines, &less).unwrap().unwrap();
    assert_eq!((after.order.payment, planned(&after.payments)), (PaymentStatus::Overpaid, 0));
}

#[test]
fn a_price_that_cannot_be_is_refused_and_the_same_price_is_none() {
    let (order, payments) = in_parts();
    let lines = [stored_line(30_000)];
    let with = |lines_wanted, discount| {
        priced(&order, &payments, &lines, &price(lines_wanted, discount)).map(|repriced| repriced.is_some())
    };
    assert_eq!(with(Vec::new(), 0), Err(PriceRefusal::NoLines));
    let same = || vec![(Some(lines[0].id), line("Atelier", 30_000))];
    assert_eq!(with(same(), 30_001), Err(PriceRefusal::Discount));
    assert_eq!(with(same(), 0), Ok(false));
    assert_eq!(with(vec![(None, line("A", i64::MAX)), (None, line("B", 1))], 0), Err(PriceRefusal::TooLarge));
}

/// A price of an order as it is typed, where each code takes off a tenth.
fn read(order: &Order, discount: &str, promo: &str) -> Result<NewPrice, Vec<(String, &'static str)>> {
    let zone = Zone::utc();
    let reader = Reader { currency: order.currency, locale: Locale::En, zone: &zone, now: NOW };
    let fields =
        [("line_id", "7"), ("line_title", "Atelier"), ("line_price", "300"), ("discount", discount), ("promo", promo)];
    let pairs = fields.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
    read_price(&pairs, order, &reader, |money| match promo {
        "GONE" => Err(PromoRefusal::Unknown),
        code => Ok((code.to_uppercase(), money.minor / 10)),
    })
}

#[test]
fn another_promo_code_takes_the_place_of_the_discount_and_is_told() {
    let (mut order, payments) = in_parts();
    order.promo = Some("Spring".into());
    (order.discount, order.total, order.due) = (1_000, 29_000, 29_000);
    let lines = [Line { discount: 1_000, ..stored_line(30_000) }];
    let kept = read(&order, "10", " spring ").unwrap();
    assert_eq!((kept.discount, &kept.promo), (1_000, &PromoTurn::Stays), "the same code, however it is typed");
    assert_eq!(priced(&order, &payments, &lines, &kept).unwrap(), None);
    let other = read(&order, "10", "autumn").unwrap();
    assert_eq!((other.discount, &other.promo), (3_000, &PromoTurn::On { code: "AUTUMN".into(), cut: 3_000 }));
    assert_eq!(read(&order, "2.50", "autumn").unwrap().discount, 3_250, "a discount typed anew is added");
    let off = read(&order, "10", "").unwrap();
    assert_eq!((off.discount, &off.promo), (0, &PromoTurn::Off));
    assert_eq!(read(&order, "10", "GONE"), Err(vec![("promo".to_owned(), "promo_unknown")]));
    assert_eq!(read(&order, "290", "autumn"), Err(vec![("discount".to_owned(), "discount_over")]));
    let after = priced(&order, &payments, &lines, &other).unwrap().unwrap();
    assert_eq!((after.order.promo.as_deref(), after.order.total), (Some("AUTUMN"), 27_000));
    let domain::event::EventKind::Priced(event) = &after.event else { panic!("{:?}", after.event) };
    assert_eq!(event.promo, Some((Some("Spring".into()), Some("AUTUMN".into()))));
    // A code that takes nothing off is put on the order all the same.
    let nothing = NewPrice { promo: PromoTurn::On { code: "ZERO".into(), cut: 0 }, ..kept };
    let after = priced(&order, &payments, &lines, &nothing).unwrap().unwrap();
    assert_eq!((after.order.promo.as_deref(), after.order.total), (Some("ZERO"), 29_000));
}
