//! The values of filter fields that are more than a code or a slug. Pure.

use crate::{Currency, ids::UserId};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Who looks after an order, as a filter names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ManagerChoice {
    /// Whoever asks.
    Me,
    /// Nobody.
    Nobody,
    /// This user.
    User(UserId),
}

impl ManagerChoice {
    /// The text in a URL: `me`, `none`, or the user's id.
    pub fn code(self) -> String {
        match self {
            Self::Me => "me".into(),
            Self::Nobody => "none".into(),
            Self::User(id) => id.to_string(),
        }
    }

    /// Reads the text of a URL.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "me" => Some(Self::Me),
            "none" => Some(Self::Nobody),
            id => id.parse().ok().map(Self::User),
        }
    }
}

/// A range of amounts of one currency, both ends included; an absent end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AmountRange {
    /// The currency.
    pub currency: Currency,
    /// From, minor units.
    pub min: Option<i64>,
    /// To, minor units.
    pub max: Option<i64>,
}

impl AmountRange {
    /// Whether an amount of a currency lies in the range.
    pub fn contains(&self, currency: Currency, minor: i64) -> bool {
        currency == self.currency && self.min.is_none_or(|min| minor >= min) && self.max.is_none_or(|max| minor <= max)
    }

    /// The text in a URL: `EUR:100..500`, `EUR:..500`, `EUR` for any amount of the currency.
    pub fn code(&self) -> String {
        let end = |minor: Option<i64>| {
            minor.map(|m| crate::money::decimal_text(m, self.currency.exponent())).map(trim_zeros).unwrap_or_default()
        };
        match (self.min, self.max) {
            (None, None) => self.currency.code().to_owned(),
            (min, max) => format!("{}:{}..{}", self.currency, end(min), end(max)),
        }
    }

    /// Reads the text of a URL. Amounts are in major units with a decimal point.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((code, range)) = text.split_once(':') else {
            return Currency::parse(text).map(|currency| Self { currency, min: None, max: None });
        };
        let currency = Currency::parse(code)?;
        let (min, max) = range.split_once("..").unwrap_or((range, range));
        let end = |t: &str| match t.trim() {
            "" => Some(None),
            t => {
                let rounded = currency.minor_of(t.parse::<Decimal>().ok()?)?;
                rounded.lost.is_zero().then_some(Some(rounded.minor))
            }
        };
        Some(Self { currency, min: end(min)?, max: end(max)? })
    }
}

/// Decimal text without zeros that say nothing: `100.50` is `100.5`, `100.00` is `100`.
fn trim_zeros(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// Whether orders that were put away are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Archived {
    /// Left out.
    #[default]
    No,
    /// Only these.
    Only,
    /// With the others.
    All,
}

impl Archived {
    /// The text in a URL; the default has none.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Only => Some("yes"),
            Self::All => Some("all"),
        }
    }

    /// Reads the text of a URL.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "no" => Some(Self::No),
            "yes" => Some(Self::Only),
            "all" => Some(Self::All),
            _ => None,
        }
    }
}
