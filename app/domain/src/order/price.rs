//! Another price for an order that exists: other lines, another discount. Pure.
//!
//! What was paid stays; what is owed, and what is planned of it, follow. Σ parts = what is owed: what the price grew by is
//! put on the part that is due last, what it shrank by is taken off there first.

use super::{
    Line, Order, OrderKind, Payment, PaymentState,
    draft::split_discount,
    ledger::{Books, next_due, settle_plan},
    new_form::FormLine,
    subscription::SubscriptionState,
};
use crate::{
    Currency, Timestamp,
    event::{EventKind, PriceEvent},
    ids::LineId,
    order::{AccessSpan, figures::Ledger},
    promo::PromoRefusal,
};
use rust_decimal::Decimal;

/// The price that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPrice {
    /// Lines, each with the one that it was, where it was there before.
    pub lines: Vec<(Option<LineId>, FormLine)>,
    /// Discount, minor units; what a promo code takes off is part of it.
    pub discount: i64,
    /// What becomes of the promo code.
    pub promo: PromoTurn,
}

/// What becomes of the promo code of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromoTurn {
    /// It stays, and so does what it took off, unless another discount is typed.
    Stays,
    /// It is taken off the order.
    Off,
    /// Another one is put on it.
    On {
        /// As it is written.
        code: String,
        /// What it takes off, minor units.
        cut: i64,
    },
}

/// Why the price stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceRefusal {
    /// The order is archived.
    #[error("the order is archived")]
    Archived,
    /// An order without lines sells nothing.
    #[error("the order has no lines")]
    NoLines,
    /// The discount is larger than the lines.
    #[error("the discount is larger than the price")]
    Discount,
    /// The promo code takes nothing off.
    #[error("the promo code does not apply")]
    Promo(PromoRefusal),
    /// The promo code takes off something else by now.
    #[error("the promo code takes off something else by now")]
    PromoChanged,
    /// The sums do not fit.
    #[error("the amounts are too large")]
    TooLarge,
}

impl PriceRefusal {
    /// The field of a form that it speaks of (empty for the whole form), and the stable code.
    pub const fn code(self) -> (&'static str, &'static str) {
        match self {
            Self::Archived => ("", "ledger_archived"),
            Self::NoLines => ("", "lines_none"),
            Self::Discount => ("discount", "discount_over"),
            Self::Promo(refusal) => ("promo", refusal.code()),
            Self::PromoChanged => ("promo", "promo_changed"),
            Self::TooLarge => ("", "amount_large"),
        }
    }
}

/// The order, its lines and its ledger afterwards, and what to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repriced {
    /// The order.
    pub order: Order,
    /// Its lines. Those that are new have the ids that were given.
    pub lines: Vec<Line>,
    /// Its payments, oldest first.
    pub payments: Vec<Payment>,
    /// What to record.
    pub event: EventKind,
}

/// The order at another price; `None` when it has it already. `fresh` gives ids to new lines.
pub fn reprice(
    books: &Books<'_>,
    lines: &[Line],
    wanted: &NewPrice,
    mut fresh: impl FnMut() -> i64,
    now: Timestamp,
) -> Result<Option<Repriced>, PriceRefusal> {
    let Books { order, payments, refunds, subscription, zone } = *books;
    if order.archived_at.is_some() {
        return Err(PriceRefusal::Archived);
    }
    if wanted.lines.is_empty() {
        return Err(PriceRefusal::NoLines);
    }
    let amounts: Vec<i64> = wanted.lines.iter().map(|(_, line)| line.amount).collect();
    let subtotal = amounts.iter().try_fold(0_i64, |sum, a| sum.checked_add(*a)).ok_or(PriceRefusal::TooLarge)?;
    if wanted.discount < 0 || wanted.discount > subtotal {
        return Err(PriceRefusal::Discount);
    }
    let shares = split_discount(&amounts, wanted.discount);
    let after: Vec<Line> = wanted
        .lines
        .iter()
        .zip(shares)
        .map(|((was, line), share)| {
            let known = was.and_then(|id| lines.iter().find(|l| l.id == id));
            // What a source states and no form can show stays as long as nobody types something else.
            let stated = known.filter(|l| l.amount == line.amount && as_typed(l, order.currency).is_none());
            Line {
                id: known.map_or_else(|| LineId(fresh()), |l| l.id),
                kind: known.map_or(line.kind, |l| l.kind),
                title: line.title.clone(),
                quantity: stated.map_or(&line.quantity, |l| &l.quantity).clone(),
                unit_price: stated.map_or_else(|| Some(line.unit_price.clone()), |l| l.unit_price.clone()),
                amount: line.amount,
                discount: share,
                access: known.map_or(AccessSpan::default(), |l| l.access),
            }
        })
        .collect();
    let promo = match &wanted.promo {
        PromoTurn::Stays => order.promo.clone(),
        PromoTurn::Off => None,
        PromoTurn::On { code, .. } => Some(code.clone()),
    };
    if lines == after && promo == order.promo {
        return Ok(None);
    }
    let mut next = order.clone();
    next.promo = promo;
    (next.subtotal, next.discount, next.total) = (subtotal, wanted.discount, subtotal - wanted.discount);
    let ledger =
        Ledger::of(payments.iter().map(|p| (p.state, p.amount)), refunds.iter().map(|r| (r.amount, r.still_owed)));
    let ledger = ledger.map_err(|_| PriceRefusal::TooLarge)?;
    next.due = ledger.due(next.total, next.stage.kind);
    next.payment = ledger.status(next.total);
    let mut plan = payments.to_vec();
    let planned: i64 = plan.iter().filter(|p| p.state == PaymentState::Planned).map(|p| p.amount).sum();
    let ahead = subscription.filter(|s| s.state == SubscriptionState::Active).map(|s| s.next_at);
    let plans = order.kind != OrderKind::Subscription || subscription.is_some();
    if planned > 0 && plans && !next.stage.kind.owes_nothing() {
        settle_plan(&mut plan, next.due, ahead, fresh(), zone.day_end(now));
    }
    next.next_due_at = next_due(&plan);
    next.spans(&after);
    next.version += 1;
    next.updated_at = now;
    let event = EventKind::Priced(PriceEvent {
        before: order.money(order.total),
        after: next.money(next.total),
        discount: (order.discount, next.discount),
        due: (order.due, next.due),
        promo: (order.promo != next.promo).then(|| (order.promo.clone(), next.promo.clone())),
    });
    Ok(Some(Repriced { order: next, lines: after, payments: plan, event }))
}

/// Quantity and price of a line as decimal texts, where they come to its amount: what a source states may not.
pub fn as_typed(line: &Line, currency: Currency) -> Option<(String, String)> {
    let price = line.unit_price.as_deref()?;
    let decimal = |text: &str| text.parse::<Decimal>().ok().map(|number| number.normalize());
    let (many, one) = (decimal(&line.quantity)?, decimal(price)?);
    let whole = currency.minor_of(many.checked_mul(one)?)?;
    let text = |number: Decimal| number.normalize().to_string();
    let fits = whole.minor == line.amount && many > Decimal::ZERO && many.scale() <= 4 && one.scale() <= 4;
    fits.then(|| (text(many), text(one)))
}
