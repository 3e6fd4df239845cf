//! The values of filter fields that are more than a code or a slug. Pure.

use crate::{Currency, Order, ids::UserId};
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

/// Something of an order that may be absent, as `empty=` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// Nobody looks after it.
    Manager,
    /// It came by no offer.
    Offer,
    /// No line is a product.
    Product,
    /// It has no tag.
    Tag,
    /// No campaign or referrer is known.
    Source,
    /// No payment told its method.
    Method,
    /// The client's country is not known.
    Country,
    /// No money was received.
    Paid,
    /// No payment is planned.
    Due,
    /// The client's access never ends, or was never given.
    Access,
    /// Nobody wrote a comment.
    Comment,
}

impl Absence {
    /// Each, in the order of the form.
    pub const ALL: [Self; 11] = [
        Self::Manager,
        Self::Offer,
        Self::Product,
        Self::Tag,
        Self::Source,
        Self::Method,
        Self::Country,
        Self::Paid,
        Self::Due,
        Self::Access,
        Self::Comment,
    ];

    /// The text in a URL: the key of the field that is empty.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Offer => "offer",
            Self::Product => "product",
            Self::Tag => "tag",
            Self::Source => "source",
            Self::Method => "method",
            Self::Country => "country",
            Self::Paid => "paid",
            Self::Due => "due",
            Self::Access => "access",
            Self::Comment => "comment",
        }
    }

    /// Reads the text of a URL.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.code() == text)
    }

    /// Whether an order lacks it.
    pub fn holds(self, order: &Order) -> bool {
        let blank = |text: &Option<String>| text.as_deref().unwrap_or_default().is_empty();
        match self {
            Self::Manager => order.manager.is_none(),
            Self::Offer => order.offer_id.is_none(),
            Self::Product => order.products.is_empty(),
            Self::Tag => order.tags.is_empty(),
            Self::Source => blank(&order.source),
            Self::Method => blank(&order.payment_method),
            Self::Country => order.contact.country.is_empty(),
            Self::Paid => order.paid_at.is_none(),
            Self::Due => order.next_due_at.is_none(),
            Self::Access => order.access_until.is_none(),
            Self::Comment => order.comments == 0,
        }
    }
}

/// A free text that a filter names: a source, an origin, a method, a country. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Any text but the empty one, and but one with a NUL, which no database holds.
    pub fn parse(text: &str) -> Option<Self> {
        (!text.is_empty() && !text.contains('\0')).then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Stands in links for a search that names a person. Only whoever searched can open it, for a while.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SearchToken(String);

impl SearchToken {
    /// Sixteen to sixty-four letters and digits of ASCII.
    pub fn parse(text: &str) -> Option<Self> {
        let fine = (16..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fine.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
