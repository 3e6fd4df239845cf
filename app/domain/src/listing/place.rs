//! A place in the list that somebody names by a value of what it is sorted by: a day, an amount, the beginning of a name.
//! Pure. The store finds the order that stands there.

use super::{Sort, SortKey};
use crate::{
    Currency, Locale, Money, OrderKind, OrderNumber, PaymentStatus, StageKind, Timestamp, Zone,
    ids::FunnelId,
    import::{Cell, DateOrder, read_date},
    money,
};
use chrono::Days;

/// Where the list shall begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// At this instant: the beginning of a day, or its end when the newest come first.
    Instant(Timestamp),
    /// At this number.
    Number(OrderNumber),
    /// At texts that begin so.
    Text(String),
    /// At this amount.
    Amount(Money),
    /// At this rank of a kind, a kind of stage or a payment status.
    Rank(i64),
    /// At the orders of this funnel.
    Funnel(FunnelId),
}

/// How a place is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// By a day.
    Day,
    /// By an amount.
    Amount,
    /// By a text.
    Text,
    /// By one of a few stable names.
    Choice,
}

impl SortKey {
    /// How a place of a list in this order is named.
    pub const fn named(self) -> Named {
        match self {
            Self::Created | Self::Updated | Self::PaidAt | Self::NextDue | Self::AccessUntil | Self::StageEntered => {
                Named::Day
            }
            Self::Number | Self::Client | Self::Products | Self::Offer | Self::Manager | Self::Funnel => Named::Text,
            Self::Total | Self::Paid | Self::Due | Self::Discount => Named::Amount,
            Self::Kind | Self::Status | Self::Payment => Named::Choice,
        }
    }
}

/// What a typed place is read against.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// How the reader writes.
    pub locale: Locale,
    /// The desk's time zone.
    pub zone: &'a Zone,
    /// The currency of an amount that names none.
    pub currency: Currency,
}

impl Place {
    /// Reads what somebody typed. `None` when it names no place of a list in this order. The name of a funnel, which may be
    /// one of the reader's language, is still a text.
    pub fn parse(text: &str, sort: Sort, reader: &Reader<'_>) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match sort.key.named() {
            Named::Day => day(text, sort.descending, reader.zone).map(Self::Instant),
            Named::Amount => amount(text, reader).map(Self::Amount),
            Named::Text if sort.key == SortKey::Number => OrderNumber::parse(text).ok().map(Self::Number),
            Named::Text => Some(Self::Text(text.to_owned())),
            Named::Choice => match sort.key {
                SortKey::Kind => rank(OrderKind::ALL, OrderKind::parse(text)),
                SortKey::Payment => rank(PaymentStatus::ALL, PaymentStatus::parse(text)),
                _ => rank(&StageKind::ALL, StageKind::parse(text)),
            },
        }
    }
}

fn rank<T: PartialEq>(all: &[T], wanted: Option<T>) -> Option<Place> {
    let place = all.iter().position(|known| Some(known) == wanted.as_ref())?;
    i64::try_from(place).ok().map(Place::Rank)
}

/// The instant at which a list by day begins with this one. Where two numbers may be the day, it comes first.
fn day(text: &str, descending: bool, zone: &Zone) -> Option<Timestamp> {
    let at = read_date(&Cell::Text(text.to_owned()), DateOrder::Dmy, zone, false).ok()?;
    let day = zone.date_of(at);
    let first = if descending { day.checked_add_days(Days::new(1))? } else { day };
    Some(zone.day_start(first))
}

/// An amount with its currency as a code or a sign, or in the reader's own.
fn amount(text: &str, reader: &Reader<'_>) -> Option<Money> {
    let currency = match money::split_symbol(text).1 {
        // A sign that the desk itself writes for one currency only.
        Some("$") => Currency::parse("USD")?,
        Some("¥") => Currency::parse("JPY")?,
        Some(symbol) => Currency::parse(&symbol.to_uppercase()).or_else(|| money::currency_of_symbol(symbol))?,
        None => reader.currency,
    };
    money::parse_amount(text, currency, reader.locale)
}
