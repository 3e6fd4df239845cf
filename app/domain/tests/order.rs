//! Orders: derived figures, drafts, transitions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    PaymentStatus, StageKind, Timestamp,
    event::EventKind,
    funnel::{Funnel, Funnels, Stage},
    ids::{ContactId, FunnelId, StageId},
    order::{
        NewOrder, PaymentState,
        draft::{DraftError, OrderDraft, split_discount},
        figures::{FiguresError, Ledger, derive, ledger_of},
        transition::{Command, Refusal, apply},
    },
    testing::{self, Cast, Dice},
};
use proptest::prelude::*;

mod common;
use common::{cast, order_of};

/// The precedence table of the domain, as rows: the first that fits decides.
fn status_by_table(total: i64, ledger: &Ledger) -> PaymentStatus {
    let net = ledger.paid - ledger.refunded;
    let rows = [
        (total == 0 && ledger.paid == 0 && ledger.refunded == 0, PaymentStatus::Free),
        (ledger.refunded > 0 && net == 0, PaymentStatus::Refunded),
        (net > total, PaymentStatus::Overpaid),
        (net == total, PaymentStatus::Paid),
        (ledger.refunded > 0, PaymentStatus::PartiallyRefunded),
        (net > 0, PaymentStatus::PartiallyPaid),
        (ledger.open_attempt, PaymentStatus::Pending),
        (ledger.last_failed, PaymentStatus::Failed),
    ];
    rows.into_iter().find(|(fits, _)| *fits).map_or(PaymentStatus::Unpaid, |(_, status)| status)
}

#[test]
fn the_payment_status_follows_the_table_for_every_small_ledger() {
    let mut seen = std::collections::BTreeSet::new();
    for (total, paid, flags) in (0..4).flat_map(|t| (0..6).flat_map(move |p| (0..4).map(move |f| (t, p, f)))) {
        for refunded in 0..=paid {
            let ledger =
                Ledger { paid, refunded, owed_again: 0, open_attempt: flags & 1 == 1, last_failed: flags & 2 == 2 };
            assert_eq!(ledger.status(total), status_by_table(total, &ledger), "total {total}, {ledger:?}");
            seen.insert(ledger.status(total));
        }
    }
    assert_eq!(seen.len(), PaymentStatus::ALL.len(), "every status is reached");
}

#[test]
fn the_last_attempt_decides_whether_payment_failed() {
    let mut dice = Dice::new(3);
    let base = dice.roll(&testing::draft(&cast()));
    let with = |states: &[PaymentState]| {
        let payments = states.iter().zip(1..).map(|(state, id)| domain::order::NewPayment {
            id: domain::ids::PaymentId(id),
            amount: 5,
            kind: domain::order::PaymentKind::Online,
            state: *state,
            method: None,
            due_at: None,
            paid_at: None,
        });
        let mut draft = OrderDraft { payments: payments.collect(), refunds: vec![], discount: 0, ..base.clone() };
        draft.lines.truncate(1);
        draft.lines[0].amount = 100;
        draft.check().unwrap().figures().payment
    };
    use PaymentState::{Failed, Pending, Planned, Succeeded, Voided};
    assert_eq!(with(&[Failed]), PaymentStatus::Failed);
    assert_eq!(with(&[Failed, Planned]), PaymentStatus::Failed);
    assert_eq!(with(&[Failed, Pending]), PaymentStatus::Pending);
    assert_eq!(with(&[Failed, Succeeded]), PaymentStatus::PartiallyPaid);
    assert_eq!(with(&[Voided, Planned]), PaymentStatus::Unpaid);
}

fn any_draft() -> impl Strategy<Value = OrderDraft> {
    testing::draft(&cast())
}

fn checked(draft: OrderDraft) -> NewOrder {
    draft.check().expect("the builder makes drafts that pass")
}

proptest! {
    #[test]
    fn figures_are_sums_of_lines_and_ledger(draft in any_draft()) {
        let order = checked(draft);
        let figures = order.figures();
        let sum = |amounts: Vec<i64>| amounts.into_iter().sum::<i64>();
        let succeeded = order.payments.iter().filter(|p| p.state == PaymentState::Succeeded);
        prop_assert_eq!(figures.subtotal, sum(order.lines.iter().map(|l| l.amount).collect()));
        prop_assert_eq!(figures.total, figures.subtotal - order.discount);
        prop_assert_eq!(figures.paid, sum(succeeded.map(|p| p.amount).collect()));
        prop_assert_eq!(figures.refunded, sum(order.refunds.iter().map(|r| r.amount).collect()));
        let owed_again = sum(order.refunds.iter().filter(|r| r.still_owed).map(|r| r.amount).collect());
        let due = (figures.total - figures.paid).max(0) + owed_again;
        prop_assert_eq!(figures.due, if order.stage_kind.owes_nothing() { 0 } else { due });
        prop_assert_eq!(figures.payment, status_by_table(figures.total, &ledger_of(&order).unwrap()));
    }

    #[test]
    fn shares_of_a_discount_sum_to_the_discount(amounts in prop::collection::vec(0..1_000_000_i64, 1..20), per_mille in 0..=1000_i64) {
        let whole: i64 = amounts.iter().sum();
        let discount = whole * per_mille / 1000;
        let shares = split_discount(&amounts, discount);
        prop_assert_eq!(shares.len(), amounts.len());
        prop_assert_eq!(shares.iter().sum::<i64>(), discount);
        prop_assert!(shares.iter().all(|s| *s >= 0));
        // All but the last are in proportion, less than one minor unit off.
        for (share, amount) in shares.iter().zip(&amounts).take(amounts.len() - 1) {
            prop_assert!((i128::from(*share) * i128::from(whole) - i128::from(*amount) * i128::from(discount)).abs() < i128::from(whole.max(1)));
        }
    }

    #[test]
    fn shares_sum_for_amounts_of_any_size(amounts in prop::collection::vec(any::<i64>(), 1..6), percent in 0..=100_i64) {
        let ledger = Ledger::default();
        let whole = amounts.iter().try_fold(0_i64, |sum, a| sum.checked_add(*a));
        if let Some(whole) = whole.filter(|w| *w >= 0) {
            let discount = whole / 100 * percent;
            prop_assert!(derive(&amounts, discount, &ledger, StageKind::New).is_ok());
            let sum: i128 = split_discount(&amounts, discount).iter().map(|s| i128::from(*s)).sum();
            prop_assert_eq!(sum, i128::from(discount));
        }
    }

    #[test]
    fn a_draft_that_breaks_a_rule_is_refused(draft in any_draft(), which in 0..7) {
        let mut broken = draft;
        let subtotal: i64 = broken.lines.iter().map(|l| l.amount).sum();
        let expected = match which {
            0 => { broken.lines.clear(); DraftError::NoLines }
            1 => { broken.discount = subtotal + 1; FiguresError::NegativeTotal.into() }
            2 => { broken.discount = -1; FiguresError::NegativeTotal.into() }
            3 => { broken.created_at = Timestamp(-1); DraftError::Date }
            4 => { broken.created_at = Timestamp::END; DraftError::Date }
            5 => {
                prop_assume!(!broken.payments.is_empty());
                broken.payments[0].amount = 0;
                DraftError::Payment
            }
            _ => {
                prop_assume!(!broken.refunds.is_empty());
                broken.refunds[0].amount += broken.payments.iter().map(|p| p.amount).sum::<i64>();
                DraftError::Refund
            }
        };
        prop_assert_eq!(broken.check().unwrap_err(), expected);
    }

    #[test]
    fn a_move_changes_the_stage_and_what_is_due_only(draft in any_draft(), to in 0..7_usize) {
        let cast = cast();
        let order = order_of(&checked(draft), &cast);
        let (funnel, _) = cast.funnels.stage(order.stage.id).unwrap();
        let stage = funnel.stages[to % funnel.stages.len()].clone();
        let now = testing::NOW;
        let Some((moved, event)) = apply(&order, &Command::Move(stage.clone()), 0, now).unwrap() else {
            prop_assert_eq!(order.stage.id, stage.id);
            return Ok(());
        };
        let mut expected = order.clone();
        expected.stage = (&stage).into();
        expected.due = if stage.kind.owes_nothing() { 0 } else { (order.total - order.paid).max(0) };
        (expected.stage_entered_at, expected.updated_at, expected.version) = (now, now, order.version + 1);
        prop_assert_eq!(&moved, &expected);
        prop_assert!(matches!(event, EventKind::Moved(m) if m.from == order.stage.slug && m.to == stage.slug));
        prop_assert_eq!(apply(&moved, &Command::Move(stage), 0, now), Ok(None), "again is a no-op");
    }

    #[test]
    fn archiving_twice_is_archiving_once_and_an_archived_order_is_not_moved(draft in any_draft(), to in 0..7_usize) {
        let cast = cast();
        let order = order_of(&checked(draft), &cast);
        let (archived, event) = apply(&order, &Command::Archive(true), 0, testing::NOW).unwrap().unwrap();
        prop_assert_eq!(event, EventKind::Archived);
        prop_assert_eq!(apply(&archived, &Command::Archive(true), 0, testing::NOW), Ok(None));
        let (funnel, _) = cast.funnels.stage(order.stage.id).unwrap();
        let stage = funnel.stages[to % funnel.stages.len()].clone();
        let outcome = apply(&archived, &Command::Move(stage.clone()), 0, testing::NOW);
        prop_assert_eq!(outcome, if stage.id == order.stage.id { Ok(None) } else { Err(Refusal::Archived) });
        let (back, _) = apply(&archived, &Command::Archive(false), 0, testing::NOW).unwrap().unwrap();
        prop_assert_eq!(back.archived_at, None);
        prop_assert_eq!(back.version, order.version + 2);
    }
}

#[test]
fn a_stage_of_another_funnel_is_refused() {
    let cast = cast();
    let order = order_of(&checked(Dice::new(1).roll(&testing::draft(&cast))), &cast);
    let foreign = cast.funnels.0.iter().flat_map(|f| &f.stages).find(|s| s.funnel != order.funnel.id).unwrap();
    assert_eq!(apply(&order, &Command::Move(foreign.clone()), 0, testing::NOW), Err(Refusal::OtherFunnel));
}

#[test]
fn a_cancelled_order_owes_nothing_and_owes_again_when_it_is_taken_up() {
    let ledger = Ledger { paid: 40, refunded: 10, owed_again: 10, ..Ledger::default() };
    for kind in StageKind::ALL {
        let due = derive(&[100], 0, &ledger, kind).unwrap().due;
        assert_eq!(due, if matches!(kind, StageKind::Cancelled | StageKind::Refunded) { 0 } else { 70 }, "{kind:?}");
    }
}

#[test]
fn amounts_that_do_not_fit_are_refused() {
    let ledger = Ledger::default();
    assert_eq!(derive(&[i64::MAX, 1], 0, &ledger, StageKind::New), Err(FiguresError::Overflow));
    assert_eq!(derive(&[5], 6, &ledger, StageKind::New), Err(FiguresError::NegativeTotal));
    let refunded = Ledger { refunded: 1, ..ledger };
    assert_eq!(derive(&[5], 0, &refunded, StageKind::New), Err(FiguresError::OverRefunded));
}

#[test]
fn the_default_funnel_is_where_new_orders_land() {
    let Cast { funnels, .. } = cast();
    assert!(funnels.default_funnel().is_some_and(|f| f.is_default));
    let (funnel, stage): (&Funnel, &Stage) = funnels.stage(StageId(11)).unwrap();
    assert_eq!((funnel.id, stage.funnel), (FunnelId(1), FunnelId(1)));
    assert_eq!(Funnels::default().default_funnel(), None);
    assert!(cast().contacts.iter().all(|c| c.id > ContactId(0)));
}
