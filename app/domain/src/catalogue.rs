//! What is sold: products, and offers that sell them at a price. Pure.
//!
//! An order keeps what it was made of: later changes of an offer or a product never reach it.

use crate::{
    Currency, Locale, Money, OrderKind,
    filter::Pairs,
    ids::{FunnelId, OfferId, ProductId},
    money::parse_amount,
    order::{
        access::AccessRule,
        new_form::{PARTS_MAX, TEXT_MAX},
        subscription::Period,
    },
};
use serde::{Deserialize, Serialize};

/// The most days that an offer may open what it sells for.
pub const ACCESS_DAYS_MAX: i64 = 36_500;

/// What a product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// Lessons that one goes through.
    Course,
    /// Several products together.
    Bundle,
    /// A talk at a given hour.
    Webinar,
    /// Time with a person.
    Consultation,
    /// Something that is sent.
    Goods,
}

impl ProductKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Course, Self::Bundle, Self::Webinar, Self::Consultation, Self::Goods];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Bundle => "bundle",
            Self::Webinar => "webinar",
            Self::Consultation => "consultation",
            Self::Goods => "goods",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What a product says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductTerms {
    /// Title.
    pub title: String,
    /// What it is.
    pub kind: ProductKind,
    /// Whether it is on sale.
    pub published: bool,
}

/// A product of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Identifier.
    pub id: ProductId,
    /// Grows with each change; guards writes.
    pub version: i64,
    /// What it says.
    pub terms: ProductTerms,
}

/// What an offer says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferTerms {
    /// Title.
    pub title: String,
    /// What it costs: in all, or each period.
    pub price: Money,
    /// How it is sold.
    pub kind: OrderKind,
    /// The funnel that its orders begin in.
    pub funnel: Option<FunnelId>,
    /// Into how many parts the price is split, where it is paid in parts.
    pub parts: Option<i64>,
    /// How often a part or a subscription is paid.
    pub period: Option<Period>,
    /// For how many days it opens its products; none is for ever.
    pub access_days: Option<i64>,
    /// What becomes of access while a part is overdue.
    pub access_rule: AccessRule,
    /// What it sells, in order.
    pub products: Vec<ProductId>,
    /// Whether it is on sale.
    pub published: bool,
}

/// An offer of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Identifier.
    pub id: OfferId,
    /// Grows with each change; guards writes.
    pub version: i64,
    /// What it says.
    pub terms: OfferTerms,
}

/// A field of a form and the stable code of what is wrong with it.
pub type FieldError = (&'static str, &'static str);

impl ProductTerms {
    /// Reads a form.
    pub fn read(pairs: &Pairs) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let title = title(pairs, &mut wrong);
        let kind = ProductKind::parse(text(pairs, "kind"));
        if kind.is_none() {
            wrong.push(("kind", "choice_unknown"));
        }
        match kind {
            Some(kind) if wrong.is_empty() => Ok(Self { title, kind, published: !text(pairs, "published").is_empty() }),
            _ => Err(wrong),
        }
    }
}

impl OfferTerms {
    /// Reads a form; the price in the reader's language.
    pub fn read(pairs: &Pairs, locale: Locale) -> Result<Self, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let title = title(pairs, &mut wrong);
        let currency = Currency::parse(text(pairs, "currency"));
        if currency.is_none() {
            wrong.push(("currency", "currency_unknown"));
        }
        let price = parse_amount(text(pairs, "price"), currency.unwrap_or(Currency::EURO), locale);
        if price.is_none_or(|price| price.minor < 0) {
            wrong.push(("price", "amount_strange"));
        }
        let kind = OrderKind::parse(text(pairs, "kind")).unwrap_or(OrderKind::Standard);
        let mut number = |name: &'static str, least: i64, most: i64, code| match text(pairs, name) {
            "" => None,
            typed => {
                let number = typed.parse::<i64>().ok().filter(|n| (least..=most).contains(n));
                if number.is_none() {
                    wrong.push((name, code));
                }
                number
            }
        };
        let parts = number("parts", 2, i64::try_from(PARTS_MAX).unwrap_or(60), "parts_out_of_range");
        let access_days = number("access_days", 1, ACCESS_DAYS_MAX, "access_days_out_of_range");
        let products = pairs.iter().filter(|(key, _)| key == "product");
        let mut products: Vec<ProductId> = products.filter_map(|(_, id)| id.parse().ok().map(ProductId)).collect();
        let mut seen = std::collections::BTreeSet::new();
        products.retain(|id| seen.insert(*id));
        match price {
            Some(price) if wrong.is_empty() => Ok(Self {
                title,
                price,
                kind,
                funnel: text(pairs, "funnel").parse().ok().map(FunnelId),
                parts: parts.filter(|_| kind == OrderKind::Instalments),
                period: Period::parse(text(pairs, "period")).filter(|_| kind != OrderKind::Standard),
                access_days,
                access_rule: AccessRule::parse(text(pairs, "access_rule")).unwrap_or_default(),
                products,
                published: !text(pairs, "published").is_empty(),
            }),
            _ => Err(wrong),
        }
    }
}

fn title(pairs: &Pairs, wrong: &mut Vec<FieldError>) -> String {
    let title = text(pairs, "title").split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        wrong.push(("title", "title_missing"));
    } else if title.chars().count() > TEXT_MAX {
        wrong.push(("title", "text_long"));
    }
    title
}

fn text<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}
