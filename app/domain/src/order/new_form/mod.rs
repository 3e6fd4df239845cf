//! A new order as somebody fills it in: from the fields of a form to amounts, and to what is still missing. Pure.
//!
//! Run while somebody types, for the totals beside the form, and once more when it is sent: the same code, so what is shown
//! is what is made. Whatever cannot be read is named with its field and a stable code; the rest is added up all the same.
//! Lines are `line_title`, `line_quantity` and `line_price`, parts `part_date` and `part_amount`, once for each.

mod again;
mod reader;

pub use again::{read_buyer, read_price};
pub use reader::read;

use super::{
    LineKind, OrderKind,
    change::TagName,
    draft::split_discount,
    subscription::{Period, RunBy},
};
use crate::{
    Currency, Money, Slug, Timestamp,
    ids::{ContactId, OfferId, UserId},
};
use rust_decimal::{Decimal, RoundingStrategy};

/// How many lines an order may have.
pub const LINES_MAX: usize = 50;
/// How many parts a plan may have.
pub const PARTS_MAX: usize = 60;
/// The longest title, name or address, in characters.
pub const TEXT_MAX: usize = 200;

/// Somebody who orders for the first time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Company.
    pub company: String,
    /// E-mail.
    pub email: String,
    /// Phone.
    pub phone: String,
    /// Country.
    pub country: String,
}

/// Who orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Buyer {
    /// Nobody is named yet.
    Nobody,
    /// Somebody whom the desk knows.
    Known(ContactId),
    /// Somebody new.
    New(Person),
}

/// A line as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLine {
    /// What it stands for.
    pub kind: LineKind,
    /// Title.
    pub title: String,
    /// How many: decimal text.
    pub quantity: String,
    /// Price of one: decimal text.
    pub unit_price: String,
    /// Minor units.
    pub amount: i64,
}

/// A form as far as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Who orders.
    pub buyer: Buyer,
    /// The offer that the lines were taken from.
    pub offer: Option<OfferId>,
    /// The one currency.
    pub currency: Currency,
    /// Lines that are not empty.
    pub lines: Vec<FormLine>,
    /// Σ lines, minor units.
    pub subtotal: i64,
    /// Discount, minor units.
    pub discount: i64,
    /// The promo code that was typed.
    pub promo: String,
    /// What of the discount the promo code takes off, minor units.
    pub promo_cut: i64,
    /// How it is sold.
    pub kind: OrderKind,
    /// How often it is charged.
    pub period: Period,
    /// Who charges it.
    pub run_by: RunBy,
    /// When what is due: minor units. Of a subscription the first charge.
    pub parts: Vec<(Timestamp, i64)>,
    /// Funnel and stage.
    pub place: Option<(Slug, Slug)>,
    /// Who looks after it.
    pub manager: Option<UserId>,
    /// Tags.
    pub tags: Vec<TagName>,
    /// When the client may use what is sold.
    pub access: (Option<Timestamp>, Option<Timestamp>),
    /// A first comment.
    pub comment: String,
    /// Campaign or referrer.
    pub source: String,
    /// Money that came already: when, and how. It is the total, or the first part.
    pub paid: Option<(Timestamp, Option<String>)>,
}

/// A field, counted from 0 where there are several of its name, and the stable code of what is wrong with it.
pub type Wrong = (String, &'static str);

impl Sketch {
    /// What is asked for, minor units.
    pub const fn total(&self) -> i64 {
        self.subtotal - self.discount
    }

    /// What was paid already, minor units.
    pub fn paid_now(&self) -> i64 {
        match (&self.paid, self.kind) {
            (None, _) => 0,
            (Some(_), OrderKind::Instalments) => self.parts.first().map_or(0, |(_, amount)| *amount),
            (Some(_), OrderKind::Standard | OrderKind::Subscription) => self.total(),
        }
    }

    /// An amount of it.
    pub const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    /// Each line's share of the discount, minor units.
    pub fn shares(&self) -> Vec<i64> {
        split_discount(&self.lines.iter().map(|l| l.amount).collect::<Vec<_>>(), self.discount)
    }
}

/// A share of an amount in per cent, minor units, rounded half away from zero.
pub fn share(amount: i64, percent: Decimal) -> Option<i64> {
    let whole = Decimal::from(amount).checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    i64::try_from(whole.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero).mantissa()).ok()
}

/// A total in parts that differ by what the last one takes over.
pub fn equal_parts(total: i64, count: usize) -> Vec<i64> {
    let n = i64::try_from(count).unwrap_or(i64::MAX).max(1);
    let part = total / n;
    let mut parts = vec![part; usize::try_from(n).unwrap_or(1)];
    if let Some(last) = parts.last_mut() {
        *last = total - part * (n - 1);
    }
    parts
}
