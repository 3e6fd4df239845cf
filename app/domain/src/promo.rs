//! Promo codes: what they take off, when they hold and how often. Pure.
//!
//! A fixed code applies to its own currency only; what a code takes off never exceeds the price. Uses are counted from
//! orders, so a cancelled one gives its use back.

use crate::{
    Locale, Money, Timestamp, Zone,
    filter::Pairs,
    ids::{OfferId, PromoId},
    money::parse_amount,
    order::{ledger_form::Reader, new_form::share},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The longest code, in characters.
pub const CODE_MAX: usize = 40;
/// The most uses that a code may allow.
pub const USES_MAX: i64 = 1_000_000_000;

/// What a code takes off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// Hundredths of the price, 1 to 100.
    Percent(i64),
    /// An amount of one currency.
    Fixed(Money),
}

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// As it is written.
    pub code: String,
    /// What it takes off.
    pub cut: Cut,
    /// From when it holds.
    pub from: Option<Timestamp>,
    /// Until when it holds.
    pub until: Option<Timestamp>,
    /// How many orders may use it.
    pub most: Option<i64>,
    /// How many orders of one client may use it.
    pub most_each: Option<i64>,
    /// The offers that it is for; none is all.
    pub offers: Vec<OfferId>,
}

/// A code of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promo {
    /// Identifier.
    pub id: PromoId,
    /// Grows with each change; guards writes.
    pub version: i64,
    /// What it says.
    pub terms: Terms,
    /// Whether it was put away.
    pub archived: bool,
    /// How many orders use it now.
    pub used: i64,
}

/// Why a code takes nothing off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PromoRefusal {
    /// There is no such code.
    Unknown,
    /// It does not hold yet, or no longer.
    NotNow,
    /// It is for other offers.
    OtherOffer,
    /// It is of another currency.
    OtherCurrency,
    /// As many orders use it as may.
    UsedUp,
    /// As many orders of this client use it as may.
    UsedUpByClient,
}

impl PromoRefusal {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "promo_unknown",
            Self::NotNow => "promo_not_now",
            Self::OtherOffer => "promo_other_offer",
            Self::OtherCurrency => "promo_other_currency",
            Self::UsedUp => "promo_used_up",
            Self::UsedUpByClient => "promo_used_by_client",
        }
    }
}

impl Promo {
    /// What it takes off a price, minor units. `by_client` orders of the client use it already.
    pub fn discount(
        &self,
        price: Money,
        offer: Option<OfferId>,
        by_client: i64,
        now: Timestamp,
    ) -> Result<i64, PromoRefusal> {
        let Terms { cut, from, until, most, most_each, offers, .. } = &self.terms;
        if self.archived {
            return Err(PromoRefusal::Unknown);
        }
        if from.is_some_and(|from| now < from) || until.is_some_and(|until| now > until) {
            return Err(PromoRefusal::NotNow);
        }
        if !offers.is_empty() && !offer.is_some_and(|offer| offers.contains(&offer)) {
            return Err(PromoRefusal::OtherOffer);
        }
        if most.is_some_and(|most| self.used >= most) {
            return Err(PromoRefusal::UsedUp);
        }
        if most_each.is_some_and(|most| by_client >= most) {
            return Err(PromoRefusal::UsedUpByClient);
        }
        match cut {
            Cut::Percent(percent) => Ok(share(price.minor, Decimal::from(*percent)).unwrap_or(0)),
            Cut::Fixed(amount) if amount.currency == price.currency => Ok(amount.minor.min(price.minor)),
            Cut::Fixed(_) => Err(PromoRefusal::OtherCurrency),
        }
    }
}

/// A code in the form in which two are compared: capitals, without blanks. `None` when nothing is left, or too much.
pub fn code_key(code: &str) -> Option<String> {
    let key: String = code.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    (!key.is_empty() && key.chars().count() <= CODE_MAX && !key.chars().any(char::is_control)).then_some(key)
}

/// Reads the form of a code; else each field with the stable code of what is wrong.
pub fn read(
    pairs: &Pairs,
    locale: Locale,
    zone: &Zone,
    now: Timestamp,
) -> Result<Terms, Vec<(&'static str, &'static str)>> {
    let text = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
    let mut wrong = Vec::new();
    let code = text("code").to_owned();
    if code_key(&code).is_none() {
        wrong.push(("code", "promo_code_strange"));
    }
    let currency = crate::Currency::parse(text("currency"));
    let reader = Reader { currency: currency.unwrap_or(crate::Currency::EURO), locale, zone, now };
    let cut = if text("unit") == "percent" {
        let percent = text("value").trim_end_matches('%').trim().parse::<i64>().ok();
        percent.filter(|p| (1..=100).contains(p)).map(Cut::Percent)
    } else {
        currency.and_then(|c| parse_amount(text("value"), c, locale)).filter(|m| m.minor > 0).map(Cut::Fixed)
    };
    if cut.is_none() {
        wrong.push(("value", "promo_value_strange"));
    }
    let mut day = |name: &'static str, last: bool| match text(name) {
        "" => None,
        typed => {
            let at = if last {
                reader.due_on(typed).ok()
            } else {
                typed
                    .parse::<chrono::NaiveDate>()
                    .ok()
                    .map(|day| zone.day_start(day))
                    .filter(|at| *at >= Timestamp::MIN)
            };
            if at.is_none() {
                wrong.push((name, "date_strange"));
            }
            at
        }
    };
    let (from, until) = (day("from", false), day("until", true));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        wrong.push(("until", "access_order"));
    }
    let mut most = |name: &'static str| match text(name) {
        "" => None,
        typed => {
            let most = typed.parse::<i64>().ok().filter(|n| (1..=USES_MAX).contains(n));
            if most.is_none() {
                wrong.push((name, "uses_out_of_range"));
            }
            most
        }
    };
    let (most_total, most_each) = (most("most"), most("most_each"));
    let offers =
        pairs.iter().filter(|(key, _)| key == "offer").filter_map(|(_, id)| id.parse().ok().map(OfferId)).collect();
    match cut {
        Some(cut) if wrong.is_empty() => Ok(Terms { code, cut, from, until, most: most_total, most_each, offers }),
        _ => Err(wrong),
    }
}
