//! The ledger of an order: whatever is written into it, what the order says of its money is what the entries come to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Currency, Locale, Order, OrderKind, PaymentStatus, Timestamp, Zone,
    event::{EventKind, LedgerDeed},
    ids::{OrderId, PaymentId},
    order::{
        NewOrder, Payment, PaymentKind, PaymentState, Refund,
        figures::{Ledger, derive},
        ledger::{Books, Entry, LedgerRefusal, Receipt, refundable, write},
        ledger_form::Reader,
        subscription::{Period, RunBy, Subscription, SubscriptionState},
        talk::{Remark, RemarkRefusal, say},
    },
    testing::{self, NOW},
    time::DAY,
};
use proptest::prelude::*;

mod common;
use common::{
    books::{ids_from, in_parts, planned, receipt, wrote},
    cast, order_of,
};

/// The entries of a new order's ledger, as they are stored.
fn stored(new: &NewOrder) -> (Vec<Payment>, Vec<Refund>) {
    let payments = new.payments.iter().map(|p| Payment {
        id: p.id,
        amount: p.amount,
        kind: p.kind,
        state: p.state,
        method: p.method.clone(),
        due_at: p.due_at,
        paid_at: p.paid_at,
        reference: None,
        note: None,
    });
    let refunds = new.refunds.iter().zip(1..).map(|(r, id)| Refund {
        id: domain::ids::RefundId(id),
        payment: r.payment,
        amount: r.amount,
        reason: r.reason.clone(),
        at: r.at,
        still_owed: r.still_owed,
    });
    (payments.collect(), refunds.collect())
}

#[test]
fn a_plan_is_paid_part_by_part_moved_and_refunded() {
    let (order, payments) = in_parts();
    let settle = |n| Entry::Settle { part: PaymentId(n), receipt: receipt() };
    let first = wrote(&order, &payments, &[], &settle(1), 90).unwrap();
    assert_eq!(
        (first.order.paid, first.order.due, first.order.payment),
        (10_000, 20_000, PaymentStatus::PartiallyPaid)
    );
    assert_eq!(first.order.next_due_at, payments[1].due_at);
    assert_eq!(first.order.payment_method.as_deref(), Some("cash"));
    // A part that is paid is neither paid again nor moved.
    let again = wrote(&first.order, &first.payments, &[], &settle(1), 91);
    assert_eq!(again, Err(LedgerRefusal::NotPlanned));
    let later = NOW.plus_millis(100 * DAY);
    let moved = Entry::Redate { part: PaymentId(2), due_at: later };
    let moved = wrote(&first.order, &first.payments, &[], &moved, 92).unwrap();
    assert_eq!(moved.order.next_due_at, first.payments[2].due_at);
    let second = wrote(&moved.order, &moved.payments, &[], &settle(2), 93).unwrap();
    let refund = Entry::Refund {
        payment: PaymentId(1),
        amount: 4_000,
        reason: "goodwill".into(),
        still_owed: false,
        close_access: true,
    };
    let refunded = wrote(&second.order, &second.payments, &[], &refund, 94).unwrap();
    assert_eq!((refunded.order.received(), refunded.order.due), (16_000, 10_000));
    assert_eq!(refunded.order.payment, PaymentStatus::PartiallyRefunded);
    assert!(refunded.closes_access);
    assert_eq!(refundable(&refunded.payments[0], &refunded.refunds), 6_000);
    let too_much = Entry::Refund {
        payment: PaymentId(1),
        amount: 6_001,
        reason: "goodwill".into(),
        still_owed: false,
        close_access: false,
    };
    let refused = wrote(&refunded.order, &refunded.payments, &refunded.refunds, &too_much, 95);
    assert_eq!(refused, Err(LedgerRefusal::MoreThanCame));
    let void = Entry::Void { payment: PaymentId(1), reason: "mistake".into() };
    let refused = wrote(&refunded.order, &refunded.payments, &refunded.refunds, &void, 96);
    assert_eq!(refused, Err(LedgerRefusal::HasRefunds));
}

#[test]
fn money_that_comes_covers_the_parts_that_are_due_first() {
    let (order, payments) = in_parts();
    let exact = wrote(&order, &payments, &[], &Entry::Receive { amount: 10_000, receipt: receipt() }, 90).unwrap();
    assert_eq!(exact.payments[0].state, PaymentState::Succeeded, "an amount of a part pays the part");
    assert_eq!(exact.payments.len(), 3);
    let more = wrote(&order, &payments, &[], &Entry::Receive { amount: 15_000, receipt: receipt() }, 90).unwrap();
    assert_eq!((planned(&more.payments), more.order.due), (15_000, 15_000));
    let over = wrote(&order, &payments, &[], &Entry::Receive { amount: 35_000, receipt: receipt() }, 90).unwrap();
    assert_eq!((planned(&over.payments), over.order.due, over.order.payment), (0, 0, PaymentStatus::Overpaid));
}

#[test]
fn a_part_that_was_not_paid_after_all_is_still_to_be_paid() {
    let (order, payments) = in_parts();
    let paid = wrote(&order, &payments, &[], &Entry::Settle { part: PaymentId(1), receipt: receipt() }, 90).unwrap();
    let void = Entry::Void { payment: PaymentId(1), reason: "bounced".into() };
    let voided = wrote(&paid.order, &paid.payments, &[], &void, 91).unwrap();
    assert_eq!((voided.order.paid, voided.order.due, planned(&voided.payments)), (0, 30_000, 30_000));
    assert_eq!(voided.order.next_due_at, payments[0].due_at);
    assert_eq!(voided.reason.as_deref(), Some("bounced"));
    let EventKind::Ledger(event) = voided.event else { panic!("not told") };
    assert_eq!((event.deed, event.received, event.due), (LedgerDeed::Voided, (10_000, 0), (20_000, 30_000)));
}

#[test]
fn a_plan_that_came_to_what_is_owed_always_does() {
    let (order, payments) = in_parts();
    let came = wrote(&order, &payments, &[], &Entry::Receive { amount: 15_000, receipt: receipt() }, 90).unwrap();
    let void = Entry::Void { payment: PaymentId(90), reason: "bounced".into() };
    let voided = wrote(&came.order, &came.payments, &[], &void, 91).unwrap();
    assert_eq!((voided.order.due, planned(&voided.payments)), (30_000, 30_000), "what is owed again is planned again");
    let whole = wrote(&order, &payments, &[], &Entry::Receive { amount: 30_000, receipt: receipt() }, 90).unwrap();
    let back = Entry::Refund {
        payment: PaymentId(90),
        amount: 12_000,
        reason: "charge-back".into(),
        still_owed: true,
        close_access: false,
    };
    let owed = wrote(&whole.order, &whole.payments, &[], &back, 94).unwrap();
    assert_eq!((owed.order.due, planned(&owed.payments)), (12_000, 12_000));
    assert!(owed.order.next_due_at.is_some(), "so that somebody is told when it is late");
}

#[test]
fn a_provider_keeps_its_name_for_what_somebody_marks_as_paid() {
    let (order, mut payments) = in_parts();
    payments[0].state = PaymentState::Pending;
    payments[0].reference = Some("ch_1".into());
    let paid = wrote(&order, &payments, &[], &Entry::Settle { part: PaymentId(1), receipt: receipt() }, 90).unwrap();
    assert_eq!(paid.payments[0].reference.as_deref(), Some("ch_1"));
    let named = Receipt { reference: Some("ch_1".into()), ..receipt() };
    assert!(wrote(&order, &payments, &[], &Entry::Settle { part: PaymentId(1), receipt: named }, 90).is_ok());
}

#[test]
fn what_cannot_be_is_refused() {
    let (order, payments) = in_parts();
    let receive = |amount, receipt| wrote(&order, &payments, &[], &Entry::Receive { amount, receipt }, 90);
    assert_eq!(receive(0, receipt()), Err(LedgerRefusal::Amount));
    let tomorrow = Receipt { at: NOW.plus_millis(DAY), ..receipt() };
    assert_eq!(receive(5, tomorrow), Err(LedgerRefusal::Future));
    assert_eq!(receive(i64::MAX, receipt()).map(|w| w.order.paid), Ok(i64::MAX));
    let named = Receipt { reference: Some("TR-1".into()), ..receipt() };
    let once = receive(5, named.clone()).unwrap();
    let twice = wrote(&once.order, &once.payments, &[], &Entry::Receive { amount: 5, receipt: named }, 92);
    assert_eq!(twice, Err(LedgerRefusal::ReferenceTwice));
    let overflow =
        wrote(&once.order, &once.payments, &[], &Entry::Receive { amount: i64::MAX, receipt: receipt() }, 93);
    assert_eq!(overflow, Err(LedgerRefusal::TooLarge));
    let away = Order { archived_at: Some(NOW), ..order.clone() };
    let refused = wrote(&away, &payments, &[], &Entry::Receive { amount: 5, receipt: receipt() }, 94);
    assert_eq!(refused, Err(LedgerRefusal::Archived));
    let void = Entry::Void { payment: PaymentId(1), reason: "no".into() };
    assert_eq!(wrote(&order, &payments, &[], &void, 95), Err(LedgerRefusal::NotReceived));
    let unknown = Entry::Void { payment: PaymentId(77), reason: "no".into() };
    assert_eq!(wrote(&order, &payments, &[], &unknown, 96), Err(LedgerRefusal::Unknown));
    let silent = Entry::Void { payment: PaymentId(90), reason: "  ".into() };
    assert_eq!(wrote(&once.order, &once.payments, &[], &silent, 97), Err(LedgerRefusal::Reason));
}

#[test]
fn a_subscription_is_charged_paused_resumed_and_stopped() {
    let zone = Zone::utc();
    let (mut order, _) = in_parts();
    order.kind = OrderKind::Subscription;
    (order.subtotal, order.total, order.due) = (1_000, 1_000, 1_000);
    let begun = Subscription {
        period: Period::Month,
        amount: 1_000,
        first: NOW.0 / DAY - 62,
        charges: 1,
        next_at: NOW,
        state: SubscriptionState::Active,
        run_by: RunBy::Desk,
    }
    .asked(&zone);
    assert!(begun.next_at < NOW);
    let act = |order: &Order, payments: &[Payment], sub: &Subscription, entry: &Entry, id| {
        let books = Books { order, payments, refunds: &[], subscription: Some(sub), zone: &zone };
        write(&books, entry, &mut ids_from(id), NOW)
    };
    let charged = act(&order, &[], &begun, &Entry::Charge, 10).unwrap();
    let sub = charged.subscription.clone().unwrap();
    assert_eq!((charged.order.total, charged.order.due, charged.charge), (2_000, 2_000, Some(1_000)));
    assert!(charged.order.is_overdue(NOW), "what fell due a month ago is overdue");
    assert!(sub.next_at > begun.next_at);
    let paused = act(&charged.order, &charged.payments, &sub, &Entry::Pause, 20).unwrap();
    let sub = paused.subscription.clone().unwrap();
    assert_eq!(act(&paused.order, &paused.payments, &sub, &Entry::Charge, 30), Err(LedgerRefusal::Subscription));
    assert_eq!(planned(&paused.payments), 1_000, "what was asked for stays, what comes later does not");
    let resumed = act(&paused.order, &paused.payments, &sub, &Entry::Resume, 40).unwrap();
    let sub = resumed.subscription.clone().unwrap();
    assert!(sub.next_at >= NOW, "what fell due meanwhile is left out");
    // Money that comes pays what is asked for, not what is planned ahead.
    let came = act(&resumed.order, &resumed.payments, &sub, &Entry::Receive { amount: 1_000, receipt: receipt() }, 44)
        .unwrap();
    assert_eq!((came.order.due, came.order.total), (1_000, 2_000));
    let next = came.payments.iter().find(|p| p.due_at == Some(sub.next_at)).unwrap();
    assert_eq!(next.state, PaymentState::Planned);
    // The next charge is put to another day: it stays the next one.
    let later = sub.next_at.plus_millis(5 * DAY);
    let moved =
        act(&resumed.order, &resumed.payments, &sub, &Entry::Redate { part: next.id, due_at: later }, 46).unwrap();
    assert_eq!(moved.subscription.as_ref().map(|s| s.next_at), Some(later));
    // The next charge is paid ahead: it is asked for, and the one after it is planned.
    let next = resumed.payments.iter().find(|p| p.due_at == Some(sub.next_at)).unwrap().id;
    let settled =
        act(&resumed.order, &resumed.payments, &sub, &Entry::Settle { part: next, receipt: receipt() }, 50).unwrap();
    assert_eq!((settled.order.total, settled.order.paid, settled.charge), (3_000, 1_000, Some(1_000)));
    let sub = settled.subscription.clone().unwrap();
    let stopped = act(&settled.order, &settled.payments, &sub, &Entry::Stop, 60).unwrap();
    assert_eq!(planned(&stopped.payments), 1_000, "what was asked for is still owed");
    let sub = stopped.subscription.clone().unwrap();
    assert_eq!(act(&stopped.order, &stopped.payments, &sub, &Entry::Resume, 70), Err(LedgerRefusal::Subscription));
}

#[test]
fn what_a_provider_charges_is_recorded_with_its_reference_and_not_marked_as_paid() {
    let zone = Zone::utc();
    let (order, payments) = in_parts();
    let sub = Subscription {
        period: Period::Month,
        amount: 10_000,
        first: NOW.0 / DAY,
        charges: 1,
        next_at: NOW.plus_millis(200 * DAY),
        state: SubscriptionState::Active,
        run_by: RunBy::Provider,
    };
    let act = |entry: &Entry| {
        let books = Books { order: &order, payments: &payments, refunds: &[], subscription: Some(&sub), zone: &zone };
        write(&books, entry, &mut ids_from(90), NOW)
    };
    let by_hand = act(&Entry::Settle { part: PaymentId(1), receipt: receipt() });
    assert_eq!(by_hand, Err(LedgerRefusal::Provider));
    let nameless = act(&Entry::Receive { amount: 10_000, receipt: receipt() });
    assert_eq!(nameless, Err(LedgerRefusal::ProviderReference));
    let named = Receipt { reference: Some("ch_77".into()), ..receipt() };
    let came = act(&Entry::Receive { amount: 10_000, receipt: named }).unwrap();
    assert_eq!((came.order.paid, came.payments[0].reference.as_deref()), (10_000, Some("ch_77")));
}

#[test]
fn a_month_that_is_too_short_has_its_last_day() {
    let first = "2026-01-31".parse().unwrap();
    let days: Vec<String> = (0..4).map(|n| Period::Month.after(first, n).unwrap().to_string()).collect();
    assert_eq!(days, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
    assert_eq!(Period::Year.after("2024-02-29".parse().unwrap(), 1).unwrap().to_string(), "2025-02-28");
}

#[test]
fn forms_are_read_in_the_readers_language_and_the_desks_zone() {
    let zone = Zone::new("Asia/Kathmandu", vec![(0, 20_700)]).unwrap();
    let reader = |locale| Reader { currency: Currency::EURO, locale, zone: &zone, now: NOW };
    let form = |pairs: &[(&str, &str)]| pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let today = zone.date_of(NOW);
    let typed =
        form(&[("what", "receive"), ("amount", "1 234,56 €"), ("method", "cash"), ("date", &today.to_string())]);
    let Ok(Entry::Receive { amount, receipt }) = Entry::from_pairs(&typed, &reader(Locale::Fr)) else {
        panic!("not read")
    };
    assert_eq!((amount, receipt.at, receipt.method.as_deref()), (123_456, NOW, Some("cash")));
    let tomorrow = today.succ_opt().unwrap().to_string();
    let wrong = form(&[("what", "receive"), ("amount", "12,345"), ("date", &tomorrow)]);
    let errors = Entry::from_pairs(&wrong, &reader(Locale::Fr)).unwrap_err();
    assert_eq!(errors, [("amount", "amount_strange"), ("date", "date_future")]);
    let due = form(&[("what", "redate"), ("payment", "7"), ("date", &tomorrow)]);
    let Ok(Entry::Redate { due_at, .. }) = Entry::from_pairs(&due, &reader(Locale::En)) else { panic!("not read") };
    assert_eq!(zone.date_of(due_at).to_string(), tomorrow, "the whole day is left to pay");
    assert_ne!(zone.date_of(due_at.plus_millis(1)).to_string(), tomorrow);
    for broken in [form(&[]), form(&[("what", "settle")]), form(&[("what", "steal"), ("payment", "1")])] {
        assert!(Entry::from_pairs(&broken, &reader(Locale::Uk)).is_err());
    }
}

#[test]
fn a_comment_belongs_to_whoever_wrote_it() {
    let (order, _) = in_parts();
    let order = Order { comments: 0, pinned_comment: None, ..order };
    let [olena, marc] = [1, 2].map(|n| domain::order::UserLabel { id: domain::ids::UserId(n), name: n.to_string() });
    let write = |body: &str, pin| Remark::Write { body: body.into(), pin, to: None };
    let first = say(&order, &[], &write(" Called her \r\n twice ", true), &olena, &[], 1, NOW).unwrap().unwrap();
    assert_eq!(first.order.pinned_comment.as_deref(), Some("Called her \n twice"));
    let second = say(&first.order, &first.comments, &write("Paid", true), &marc, &[], 2, NOW).unwrap().unwrap();
    assert_eq!((second.order.comments, second.order.pinned_comment.as_deref()), (2, Some("Paid")));
    assert_eq!(second.comments.iter().filter(|c| c.pinned).count(), 1);
    let edit = Remark::Edit { comment: domain::ids::CommentId(1), body: "Called her once".into(), to: None };
    let theirs = say(&second.order, &second.comments, &edit, &marc, &[], 3, NOW);
    assert_eq!(theirs.map(drop), Err(RemarkRefusal::NotYours));
    let own = say(&second.order, &second.comments, &edit, &olena, &[], 3, NOW).unwrap().unwrap();
    assert_eq!(own.personal.as_deref(), Some("Called her \n twice"), "what it said before is kept");
    assert_eq!(say(&own.order, &own.comments, &edit, &olena, &[], 4, NOW).map(|said| said.is_none()), Ok(true));
    assert_eq!(say(&order, &[], &write("  ", false), &olena, &[], 5, NOW).map(drop), Err(RemarkRefusal::Empty));
    let unpin = Remark::Pin { comment: domain::ids::CommentId(2), pin: false };
    let bare = say(&own.order, &own.comments, &unpin, &olena, &[], 6, NOW).unwrap().unwrap();
    assert_eq!(bare.order.pinned_comment, None);
}

/// One thing that somebody tries, by chance: which of the entries, and how much.
fn attempt() -> impl Strategy<Value = (u8, usize, i64, bool)> {
    (0..5_u8, 0..12_usize, 1..60_000_i64, any::<bool>())
}

fn entry_of((what, which, amount, flag): (u8, usize, i64, bool), payments: &[Payment]) -> Entry {
    let id = payments.get(which % payments.len().max(1)).map_or(PaymentId(0), |p| p.id);
    match what {
        0 => Entry::Receive { amount, receipt: receipt() },
        1 => Entry::Settle { part: id, receipt: receipt() },
        2 => Entry::Redate { part: id, due_at: NOW.plus_millis(amount * 1_000) },
        3 => Entry::Void { payment: id, reason: "why".into() },
        _ => Entry::Refund { payment: id, amount, reason: "why".into(), still_owed: flag, close_access: false },
    }
}

proptest! {
    /// After every entry the order says what its ledger comes to, nothing more went back than came, nothing is planned
    /// beyond what is due, and money never vanishes: every entry that was ever made is still there.
    #[test]
    fn an_order_says_what_its_ledger_comes_to(new in testing::draft(&cast()), tries in prop::collection::vec(attempt(), 1..12)) {
        let new = new.check().unwrap();
        let mut order = order_of(&new, &cast());
        let (mut payments, mut refunds) = stored(&new);
        let scheduled = |payments: &[Payment]| payments.iter().any(|p| p.kind == PaymentKind::Scheduled);
        for (n, tried) in tries.into_iter().enumerate() {
            let entry = entry_of(tried, &payments);
            let Ok(written) = wrote(&order, &payments, &refunds, &entry, 1_000 + 2 * n as i64) else { continue };
            let ledger = Ledger::of(
                written.payments.iter().map(|p| (p.state, p.amount)),
                written.refunds.iter().map(|r| (r.amount, r.still_owed)),
            ).unwrap();
            let figures = derive(&[written.order.subtotal], order.discount, &ledger, order.stage.kind).unwrap();
            prop_assert_eq!(
                (figures.total, figures.paid, figures.refunded, figures.due, figures.payment),
                (written.order.total, written.order.paid, written.order.refunded, written.order.due, written.order.payment)
            );
            for payment in &written.payments {
                let back: i64 = written.refunds.iter().filter(|r| r.payment == payment.id).map(|r| r.amount).sum();
                prop_assert!(back == 0 || (payment.state == PaymentState::Succeeded && back <= payment.amount));
            }
            if order.kind != OrderKind::Subscription && !order.stage.kind.owes_nothing() {
                prop_assert!(planned(&written.payments) <= written.order.due);
                if planned(&payments) == order.due && scheduled(&payments) {
                    prop_assert_eq!(planned(&written.payments), written.order.due);
                }
            }
            prop_assert!(payments.iter().all(|p| written.payments.iter().any(|q| q.id == p.id)));
            prop_assert!(refunds.iter().all(|r| written.refunds.contains(r)));
            prop_assert_eq!(written.order.version, order.version + 1);
            prop_assert_eq!(written.order.next_due_at, domain::order::ledger::next_due(&written.payments));
            (order, payments, refunds) = (written.order, written.payments, written.refunds);
        }
        prop_assert_ne!(order.id, OrderId(0));
        prop_assert!(order.updated_at <= NOW || order.updated_at == Timestamp(NOW.0));
    }
}
