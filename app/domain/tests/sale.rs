//! A sale as a whole: an order, its money and what it opens, against a model that is simple enough to be seen through.
//!
//! The model knows sums and whether access is closed; it derives the payment status from the table of the glossary, and
//! knows nothing of plans, entries and events.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Order, OrderKind, PaymentStatus, StageKind, Timestamp, Zone,
    ids::PaymentId,
    order::{
        AccessSpan, Action, Line, LineKind, Payment, PaymentState, Refund,
        access::{AccessChange, AccessRule, AccessTurn, change as open, follow_rule},
        change::Known,
        ledger::{Books, Entry, LedgerRefusal, PlanWish, refundable, write},
        settle::Settlement,
        subscription::{Period, RunBy, SubscriptionState},
        transition,
    },
    testing::NOW,
    time::DAY,
};
use proptest::{prelude::*, sample::select};

mod common;
use common::{
    books::{self, ids_from, in_parts, receipt, wrote},
    cast,
};

/// What somebody, or the clock, does.
#[derive(Clone, Debug)]
enum Deed {
    Receive(i64),
    Settle(usize),
    Redate(usize, i64),
    Void(usize),
    Refund { which: usize, amount: i64, owed: bool },
    Plan(usize),
    Move(StageKind),
    Settled { to: StageKind, close: bool },
    Undo,
    Open { line: usize, from: i64, days: i64 },
    CloseAll,
    Reopen,
    Clock,
}

fn deed() -> impl Strategy<Value = Deed> {
    let kind = || select(StageKind::ALL.to_vec());
    prop_oneof![
        3 => (1..40_000_i64).prop_map(Deed::Receive),
        3 => (0..6_usize).prop_map(Deed::Settle),
        2 => (0..6_usize, -60..60_i64).prop_map(|(n, days)| Deed::Redate(n, days)),
        1 => (0..6_usize).prop_map(Deed::Void),
        3 => (0..6_usize, 1..15_000_i64, any::<bool>()).prop_map(|(which, amount, owed)| Deed::Refund { which, amount, owed }),
        2 => (1..6_usize).prop_map(Deed::Plan),
        2 => kind().prop_map(Deed::Move),
        2 => (kind(), any::<bool>()).prop_map(|(to, close)| Deed::Settled { to, close }),
        2 => Just(Deed::Undo),
        3 => (0..2_usize, -30..10_i64, 0..60_i64).prop_map(|(line, from, days)| Deed::Open { line, from, days }),
        1 => Just(Deed::CloseAll),
        1 => Just(Deed::Reopen),
        3 => Just(Deed::Clock),
    ]
}

/// The glossary's own words: what came, what went back, what of that is owed again, and whether access is closed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Model {
    total: i64,
    came: i64,
    back: i64,
    owed_again: i64,
    closed: bool,
}

impl Model {
    fn due(&self, kind: StageKind) -> i64 {
        if kind.owes_nothing() { 0 } else { (self.total - self.came).max(0) + self.owed_again }
    }

    fn status(&self) -> PaymentStatus {
        let net = self.came - self.back;
        match () {
            () if self.back > 0 && net == 0 => PaymentStatus::Refunded,
            () if net > self.total => PaymentStatus::Overpaid,
            () if net == self.total => PaymentStatus::Paid,
            () if self.back > 0 => PaymentStatus::PartiallyRefunded,
            () if net > 0 => PaymentStatus::PartiallyPaid,
            () => PaymentStatus::Unpaid,
        }
    }
}

/// The sale under test.
struct Sale {
    order: Order,
    lines: Vec<Line>,
    payments: Vec<Payment>,
    refunds: Vec<Refund>,
    rule: AccessRule,
    known: Known,
    /// The last move, and the order before it.
    last: Option<(Action, Order)>,
    id: i64,
}

fn day(n: i64) -> Timestamp {
    NOW.plus_millis(n * DAY)
}

fn line(n: i64) -> Line {
    Line {
        id: domain::ids::LineId(n),
        kind: LineKind::Product,
        title: format!("Product {n}"),
        quantity: "1".into(),
        unit_price: None,
        amount: 15_000,
        discount: 0,
        access: AccessSpan::default(),
    }
}

impl Sale {
    fn begin(rule: AccessRule) -> Self {
        let (mut order, payments) = in_parts();
        let lines = vec![line(1), line(2)];
        order.spans(&lines);
        let known = Known { funnels: cast().funnels, ..Known::default() };
        Self { order, lines, payments, refunds: Vec::new(), rule, known, last: None, id: 100 }
    }

    fn entry(&mut self, entry: &Entry) -> Result<(), LedgerRefusal> {
        self.id += 100;
        let written = wrote(&self.order, &self.payments, &self.refunds, entry, self.id)?;
        (self.order, self.payments, self.refunds) = (written.order, written.payments, written.refunds);
        self.last = None;
        Ok(())
    }

    fn nth(&self, n: usize) -> Option<Payment> {
        self.payments.get(n % self.payments.len().max(1)).cloned()
    }

    /// Whether the action changed the order; what takes it back is kept.
    fn act(&mut self, action: &Action) -> bool {
        let Ok(command) = action.resolve(&self.order, &self.known) else { return false };
        let owed: i64 = self.refunds.iter().filter(|r| r.still_owed).map(|r| r.amount).sum();
        let Ok(Some((next, event))) = transition::apply(&self.order, &command, owed, NOW) else { return false };
        let before = std::mem::replace(&mut self.order, next);
        self.last = event.inverse().map(|back| (back, before));
        true
    }

    fn access(&mut self, change: &AccessChange) -> bool {
        let Ok(Some(opened)) = open(&self.order, &self.lines, change, NOW) else { return false };
        (self.order, self.lines) = (opened.order, opened.lines);
        self.last = None;
        true
    }

    /// Does it, and says what it means to the model.
    fn act_out(&mut self, deed: Deed, model: &mut Model) -> Result<(), TestCaseError> {
        let in_funnel = |kind: StageKind| Action::Move(domain::Slug::of(kind.code()).unwrap());
        match deed {
            Deed::Receive(amount) => {
                prop_assert_eq!(self.entry(&Entry::Receive { amount, receipt: receipt() }), Ok(()));
                model.came += amount;
            }
            Deed::Settle(n) => {
                let Some(part) = self.nth(n) else { return Ok(()) };
                let done = self.entry(&Entry::Settle { part: part.id, receipt: receipt() });
                prop_assert_eq!(done.is_ok(), part.state == PaymentState::Planned);
                model.came += if done.is_ok() { part.amount } else { 0 };
            }
            Deed::Redate(n, days) => {
                let Some(part) = self.nth(n) else { return Ok(()) };
                let done = self.entry(&Entry::Redate { part: part.id, due_at: day(days) });
                prop_assert_eq!(done.is_ok(), part.state == PaymentState::Planned, "only unpaid parts");
            }
            Deed::Void(n) => {
                let Some(payment) = self.nth(n) else { return Ok(()) };
                let untouched = self.refunds.iter().all(|r| r.payment != payment.id);
                let done = self.entry(&Entry::Void { payment: payment.id, reason: "mistake".into() });
                prop_assert_eq!(done.is_ok(), payment.state == PaymentState::Succeeded && untouched);
                model.came -= if done.is_ok() { payment.amount } else { 0 };
            }
            Deed::Refund { which, amount, owed } => {
                let Some(given) = self.nth(which) else { return Ok(()) };
                let left = refundable(&given, &self.refunds);
                let (payment, reason) = (given.id, "goodwill".to_owned());
                let entry = Entry::Refund { payment, amount, reason, still_owed: owed, close_access: false };
                let done = self.entry(&entry);
                prop_assert_eq!(done.is_ok(), amount <= left, "never beyond what was received");
                if done.is_ok() {
                    model.back += amount;
                    model.owed_again += if owed { amount } else { 0 };
                }
            }
            Deed::Plan(count) => {
                let first = Zone::utc().date_of(day(-2));
                let wish = PlanWish::Equal { count, first, period: Period::Month };
                let due = self.order.due;
                let enough = due >= i64::try_from(count).unwrap_or(i64::MAX);
                prop_assert_eq!(self.entry(&Entry::Plan(wish)).is_ok(), due > 0 && enough);
                if due > 0 && enough {
                    prop_assert_eq!(books::planned(&self.payments), due, "a plan comes to what is owed");
                }
            }
            Deed::Move(kind) => _ = self.act(&in_funnel(kind)),
            Deed::Settled { to, close } => {
                let to_come = self.order.will_be_open_to_client(NOW);
                let settled = in_funnel(to).settled(Settlement { close_access: close, refund: None });
                if self.act(&settled) && close && to_come {
                    model.closed = true;
                }
            }
            Deed::Undo => {
                let Some((back, before)) = self.last.take() else { return Ok(()) };
                prop_assert!(self.act(&back), "what was done can be taken back");
                let now = &self.order;
                let restored = Order {
                    version: now.version,
                    updated_at: now.updated_at,
                    stage_entered_at: now.stage_entered_at,
                    access_closed_at: before.access_closed_at.and(now.access_closed_at),
                    ..before.clone()
                };
                prop_assert_eq!(&restored, now, "undoing gives back what there was");
                model.closed = before.access_closed_at.is_some();
            }
            Deed::Open { line, from, days } => {
                let span = AccessSpan { from: Some(day(from)), until: (days > 5).then(|| day(from + days)) };
                _ = self.access(&AccessChange::Set { line: self.lines[line].id, span });
            }
            Deed::CloseAll => {
                _ = self.access(&AccessChange::CloseAll);
                prop_assert!(!self.order.will_be_open_to_client(NOW.plus_millis(1)));
            }
            Deed::Reopen => {
                prop_assert_eq!(self.access(&AccessChange::Reopen), model.closed);
                model.closed = false;
            }
            Deed::Clock => {
                let (late, owes) = (self.order.is_overdue(NOW), !self.order.stage.kind.owes_nothing());
                let usable = self.order.access().is_to_come(NOW);
                if let Some((next, _)) = follow_rule(&self.order, self.rule, NOW) {
                    self.order = next;
                    self.last = None;
                }
                if self.rule == AccessRule::Close && owes && (usable || !late) {
                    model.closed = late;
                }
                prop_assert_eq!(follow_rule(&self.order, self.rule, NOW), None, "the clock does nothing twice");
            }
        }
        Ok(())
    }
}

proptest! {
    /// Whatever is done to a sale, in whatever order: its amounts, its status and what the client may use are what the
    /// glossary says they are, and nothing that was ever written is gone.
    #[test]
    fn a_sale_is_what_the_glossary_says(close in any::<bool>(), deeds in prop::collection::vec(deed(), 1..30)) {
        let mut sale = Sale::begin(if close { AccessRule::Close } else { AccessRule::Keep });
        let mut model = Model { total: sale.order.total, ..Model::default() };
        for deed in deeds {
            let (version, entries, refunds) = (sale.order.version, sale.payments.len(), sale.refunds.len());
            sale.act_out(deed, &mut model)?;
            let order = &sale.order;
            prop_assert_eq!((order.paid, order.refunded, order.due), (model.came, model.back, model.due(order.stage.kind)));
            prop_assert_eq!(order.payment, model.status());
            prop_assert_eq!(order.total, sale.lines.iter().map(|l| l.amount).sum::<i64>() - order.discount);
            let late = sale.payments.iter().any(|p| p.state == PaymentState::Planned && p.due_at.is_some_and(|at| at < NOW));
            prop_assert_eq!(order.is_overdue(NOW), late && order.due > 0);
            prop_assert_eq!(order.access_closed_at.is_some(), model.closed);
            let usable = |at: Timestamp| sale.lines.iter().any(|l| l.access.is_open(at));
            prop_assert!(!order.is_open_to_client(NOW) || !model.closed);
            prop_assert!(!usable(NOW) || model.closed || order.is_open_to_client(NOW), "what a line opens is open");
            prop_assert!(order.version >= version && order.version <= version + 1);
            prop_assert!(sale.payments.len() >= entries && sale.refunds.len() >= refunds, "nothing is deleted");
        }
    }
}

#[test]
fn who_cancels_is_asked_what_becomes_of_what_is_left() {
    let mut sale = Sale::begin(AccessRule::Keep);
    let cancel = Action::Move(domain::Slug::of("cancelled").unwrap());
    assert_eq!(cancel.leaves_behind(&sale.order, &sale.known, NOW), None, "nothing is left behind");
    sale.access(&AccessChange::Set { line: sale.lines[0].id, span: AccessSpan { from: Some(day(-1)), until: None } });
    sale.entry(&Entry::Settle { part: PaymentId(1), receipt: receipt() }).unwrap();
    let left = cancel.leaves_behind(&sale.order, &sale.known, NOW).unwrap();
    assert_eq!((left.access, left.received.minor), (true, 10_000));
    let keep = cancel.clone().settled(Settlement::default());
    assert_eq!(keep.leaves_behind(&sale.order, &sale.known, NOW), None, "it was said");
    let shut = cancel.settled(Settlement { close_access: true, refund: None });
    assert!(sale.act(&shut));
    assert!(!sale.order.is_open_to_client(NOW) && sale.order.access().is_open(NOW), "what the lines say stays");
    let (back, _) = sale.last.clone().unwrap();
    assert!(matches!(back, Action::Settle { access: Some(AccessTurn::Reopened), .. }));
    assert!(sale.act(&back));
    assert!(sale.order.is_open_to_client(NOW));
}

#[test]
fn access_closes_while_a_part_is_overdue_and_returns_when_it_is_paid() {
    let mut sale = Sale::begin(AccessRule::Close);
    sale.access(&AccessChange::Set { line: sale.lines[0].id, span: AccessSpan { from: Some(day(-40)), until: None } });
    assert!(sale.order.has_unpaid_access(NOW));
    assert_eq!(follow_rule(&sale.order, AccessRule::Close, NOW), None, "nothing is overdue yet");
    sale.entry(&Entry::Redate { part: PaymentId(1), due_at: day(-1) }).unwrap();
    assert_eq!(follow_rule(&sale.order, AccessRule::Keep, NOW), None);
    sale.order = follow_rule(&sale.order, AccessRule::Close, NOW).unwrap().0;
    assert!(!sale.order.is_open_to_client(NOW) && !sale.order.has_unpaid_access(NOW));
    sale.entry(&Entry::Settle { part: PaymentId(1), receipt: receipt() }).unwrap();
    sale.order = follow_rule(&sale.order, AccessRule::Close, NOW).unwrap().0;
    assert!(sale.order.is_open_to_client(NOW));
}

#[test]
fn what_is_owed_is_planned_anew() {
    let (order, payments) = in_parts();
    let paid = wrote(&order, &payments, &[], &Entry::Settle { part: PaymentId(1), receipt: receipt() }, 90).unwrap();
    let first = "2031-01-31".parse().unwrap();
    let equal = |count| Entry::Plan(PlanWish::Equal { count, first, period: Period::Month });
    let four = wrote(&paid.order, &paid.payments, &[], &equal(3), 91).unwrap();
    let open = |w: &[Payment]| {
        let mut parts: Vec<_> = w.iter().filter(|p| p.state == PaymentState::Planned).cloned().collect();
        parts.sort_by_key(|p| p.due_at);
        parts.into_iter().map(|p| p.amount).collect::<Vec<_>>()
    };
    assert_eq!(open(&four.payments), [6_666, 6_666, 6_668], "the last part takes the remainder");
    assert_eq!((four.order.due, four.order.paid), (20_000, 10_000), "what was paid stays");
    assert_eq!(Zone::utc().date_of(four.order.next_due_at.unwrap()), first);
    let one = wrote(&four.order, &four.payments, &[], &equal(1), 99).unwrap();
    assert_eq!(open(&one.payments), [20_000]);
    assert_eq!(one.payments.len(), four.payments.len(), "what is planned no more is void, and there");
    let own = |parts: &[(i64, i64)]| {
        Entry::Plan(PlanWish::Parts(
            parts.iter().map(|(days, amount)| (NOW.plus_millis(days * DAY), *amount)).collect(),
        ))
    };
    let two = wrote(&four.order, &four.payments, &[], &own(&[(9, 5_000), (3, 15_000)]), 110).unwrap();
    assert_eq!(open(&two.payments), [15_000, 5_000]);
    for wrong in [own(&[(1, 19_999)]), own(&[]), own(&[(1, 20_001), (2, -1)])] {
        assert_eq!(wrote(&four.order, &four.payments, &[], &wrong, 120), Err(LedgerRefusal::PartsSum));
    }
    let standard = Order { kind: OrderKind::Standard, ..order.clone() };
    assert_eq!(wrote(&standard, &[], &[], &equal(2), 130).unwrap().order.kind, OrderKind::Instalments);
    assert_eq!(wrote(&standard, &[], &[], &equal(1), 140).unwrap().order.kind, OrderKind::Standard);
    let three = wrote(&standard, &[], &[], &equal(3), 150).unwrap();
    let back = wrote(&three.order, &three.payments, &[], &equal(1), 160).unwrap();
    assert_eq!(back.order.kind, OrderKind::Standard, "one part is no plan of several");
    let free = Order { due: 0, ..order };
    assert_eq!(wrote(&free, &[], &[], &equal(2), 150), Err(LedgerRefusal::NothingDue));
}

#[test]
fn an_order_becomes_a_subscription_which_asks_for_what_is_owed_first_and_for_its_price_then() {
    let (order, payments) = in_parts();
    let paid = wrote(&order, &payments, &[], &Entry::Settle { part: PaymentId(1), receipt: receipt() }, 90).unwrap();
    let first = "2031-01-31".parse().unwrap();
    let again = Entry::Plan(PlanWish::Again { first, period: Period::Month, run_by: RunBy::Provider });
    let runs = wrote(&paid.order, &paid.payments, &[], &again, 91).unwrap();
    let sub = runs.subscription.clone().unwrap();
    assert_eq!((runs.order.kind, runs.order.due), (OrderKind::Subscription, 20_000));
    assert_eq!((sub.amount, sub.state, sub.run_by), (30_000, SubscriptionState::Active, RunBy::Provider));
    let zone = Zone::utc();
    let mut planned: Vec<_> = runs.payments.iter().filter(|p| p.state == PaymentState::Planned).collect();
    planned.sort_by_key(|p| p.due_at);
    let told: Vec<_> = planned.iter().map(|p| (zone.date_of(p.due_at.unwrap()).to_string(), p.amount)).collect();
    assert_eq!(told, [("2031-01-31".to_owned(), 20_000), ("2031-02-28".to_owned(), 30_000)]);
    let books =
        Books { order: &runs.order, payments: &runs.payments, refunds: &[], subscription: Some(&sub), zone: &zone };
    let twice = write(&books, &again, &mut ids_from(200), NOW);
    assert_eq!(twice, Err(LedgerRefusal::Subscription), "it is one already");
    let charged = write(&books, &Entry::Charge, &mut ids_from(300), sub.next_at).unwrap();
    assert_eq!((charged.order.total, charged.order.due), (60_000, 50_000), "what falls due is asked for");
}
