//! The money of demo orders: payments and refunds that agree with what is due, with the stage and with the dates. Pure but
//! for the ids of payments.

use super::dice::Dice;
use domain::{
    StageKind, Timestamp,
    ids::PaymentId,
    order::{NewPayment, NewRefund, PaymentKind, PaymentState},
    time::DAY,
};
use store::ids;

const MONTH: i64 = 30 * DAY;

/// The ledger of an order in the making.
#[derive(Debug)]
pub struct Ledger {
    /// When the order was made, milliseconds.
    created: i64,
    /// The present instant, milliseconds.
    now: i64,
    method: &'static str,
    /// Entries, oldest first.
    pub payments: Vec<NewPayment>,
    /// What went back.
    pub refunds: Vec<NewRefund>,
}

impl Ledger {
    /// A ledger without entries.
    pub fn new(dice: &mut Dice, created: Timestamp, now: Timestamp) -> Self {
        let method = dice.weighted(&[(68, "card"), (16, "bank_transfer"), (11, "paypal"), (3, "cash"), (2, "other")]);
        Self { created: created.0, now: now.0, method, payments: Vec::new(), refunds: Vec::new() }
    }

    /// A moment up to `within` after `since`, never in the future.
    fn soon(&self, dice: &mut Dice, since: i64, within: i64) -> i64 {
        (since + dice.below(within)).min(self.now)
    }

    fn add(&mut self, amount: i64, kind: PaymentKind, state: PaymentState, due: Option<i64>, paid: Option<i64>) {
        if amount > 0 {
            self.payments.push(NewPayment {
                id: PaymentId(ids::next()),
                amount,
                kind,
                state,
                method: (state != PaymentState::Planned).then(|| self.method.to_owned()),
                due_at: due.map(Timestamp),
                paid_at: paid.map(Timestamp),
            });
        }
    }

    const fn kind(&self) -> PaymentKind {
        match self.method.as_bytes() {
            b"card" | b"paypal" => PaymentKind::Online,
            _ => PaymentKind::Manual,
        }
    }

    fn paid(&mut self, dice: &mut Dice, amount: i64) {
        let within = if self.kind() == PaymentKind::Online { DAY / 20 } else { 5 * DAY };
        let at = self.soon(dice, self.created, within);
        self.add(amount, self.kind(), PaymentState::Succeeded, None, Some(at));
    }

    fn failed(&mut self, amount: i64) {
        self.add(amount, PaymentKind::Online, PaymentState::Failed, None, None);
    }

    /// Gives a share of every payment back, in hundredths.
    fn refund(&mut self, dice: &mut Dice, percent: i64) {
        let reason = dice.pick(&[None, Some("withdrawal"), Some("duplicate"), Some("goodwill")]);
        let came = |p: &NewPayment| (p.state == PaymentState::Succeeded).then_some((p.id, p.amount, p.paid_at));
        for (payment, amount, paid_at) in self.payments.iter().filter_map(came).collect::<Vec<_>>() {
            let (amount, paid_at) = ((amount * percent / 100).max(1), paid_at.map_or(self.created, |at| at.0));
            let at = Timestamp(self.soon(dice, paid_at, 14 * DAY));
            self.refunds.push(NewRefund { payment, amount, reason: reason.map(str::to_owned), at, still_owed: false });
        }
    }

    /// One price, paid once.
    pub fn standard(&mut self, dice: &mut Dice, total: i64, stage: StageKind) {
        let due = self.created + 7 * DAY;
        match stage {
            StageKind::New | StageKind::AwaitingPayment => match dice.below(100) {
                0..45 => {}
                45..65 => self.add(total, self.kind(), PaymentState::Pending, Some(due), None),
                65..78 => self.failed(total),
                _ => self.add(total, PaymentKind::Scheduled, PaymentState::Planned, Some(due), None),
            },
            StageKind::InProgress => match dice.below(100) {
                0..80 => self.paid(dice, total),
                80..92 => {
                    self.paid(dice, total * 3 / 10);
                    self.add(
                        total - total * 3 / 10,
                        PaymentKind::Scheduled,
                        PaymentState::Planned,
                        Some(due + MONTH),
                        None,
                    );
                }
                _ => {}
            },
            StageKind::Done => {
                if dice.chance(7) {
                    self.failed(total);
                }
                let extra = if dice.chance(2) { (total / 10).max(1) } else { 0 };
                if dice.chance(98) {
                    self.paid(dice, if total == 0 { 0 } else { total + extra });
                }
                if dice.chance(3) {
                    let share = dice.pick(&[20, 30, 50]);
                    self.refund(dice, share);
                }
            }
            StageKind::Cancelled => match dice.below(100) {
                0..55 => {}
                55..80 => self.failed(total),
                _ => {
                    self.paid(dice, total);
                    self.refund(dice, 100);
                }
            },
            StageKind::Error => {
                for _ in 0..dice.between(1, 3) {
                    self.failed(total);
                }
            }
            StageKind::Refunded => {
                self.paid(dice, total);
                let share = if dice.chance(85) { 100 } else { 50 };
                self.refund(dice, share);
            }
        }
    }

    /// One price, paid in monthly parts that sum to it. Parts that fall due are paid, but for the last one of some.
    pub fn instalments(&mut self, dice: &mut Dice, total: i64, parts: i64, stage: StageKind) {
        let late = dice.chance(12);
        let stopped = dice.between(1, parts);
        let first_due = self.created + if stage == StageKind::New { 3 * DAY } else { 0 };
        for n in 0..parts {
            let amount = if n + 1 == parts { total - total / parts * (parts - 1) } else { total / parts };
            let due = first_due + n * MONTH;
            let next_falls = due + MONTH > self.now || n + 1 == parts;
            let state = match stage {
                StageKind::New | StageKind::AwaitingPayment => PaymentState::Planned,
                StageKind::Error if n == 0 => PaymentState::Failed,
                StageKind::Error => PaymentState::Planned,
                StageKind::Cancelled | StageKind::Refunded if n >= stopped || due > self.now => PaymentState::Voided,
                StageKind::Cancelled | StageKind::Refunded => PaymentState::Succeeded,
                StageKind::Done => PaymentState::Succeeded,
                StageKind::InProgress if due > self.now || (late && next_falls) => PaymentState::Planned,
                StageKind::InProgress => PaymentState::Succeeded,
            };
            let at = self.soon(dice, due, DAY / 2);
            let paid = (state == PaymentState::Succeeded).then_some(at);
            self.add(amount, PaymentKind::Scheduled, state, Some(due), paid);
        }
        if stage.owes_nothing() {
            self.refund(dice, 100);
        }
    }

    /// The charges of a subscription, one a month; the next one is planned while it runs.
    pub fn charges(&mut self, dice: &mut Dice, amounts: &[i64], stage: StageKind, next: i64) {
        let behind = stage == StageKind::AwaitingPayment;
        let mut due = self.created;
        for (n, amount) in (1..).zip(amounts) {
            let at = self.soon(dice, due, DAY / 12);
            if behind && n == amounts.len() {
                self.failed(*amount);
                self.add(*amount, PaymentKind::Scheduled, PaymentState::Planned, Some(due), None);
            } else {
                self.add(*amount, PaymentKind::Online, PaymentState::Succeeded, Some(due), Some(at));
            }
            due += MONTH;
        }
        if matches!(stage, StageKind::New | StageKind::InProgress) {
            self.add(next, PaymentKind::Scheduled, PaymentState::Planned, Some(due), None);
        }
    }
}
