//! Money: an integer of minor units with its currency. Adding two currencies is an error. Pure.
//!
//! Called wherever an amount is read, added or shown. Amounts are never floats; decimals come in as text, and what is
//! finer than the currency is rounded half away from zero and reported.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 4217 currency that has minor units (precious metals and test codes have none and are refused).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The euro.
    pub const EURO: Self = Self(iso_currency::Currency::EUR);

    /// Reads a three-letter code in any case.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.trim();
        let upper = code.to_ascii_uppercase();
        let currency = iso_currency::Currency::from_code(&upper)?;
        currency.exponent().filter(|e| *e <= 4).map(|_| Self(currency))
    }

    /// Every currency, by code.
    pub fn all() -> Vec<Self> {
        let letters = || 'A'..='Z';
        let codes =
            letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| String::from_iter([a, b, c]))));
        codes.filter_map(|code| Self::parse(&code)).collect()
    }

    /// The ISO 4217 alphabetic code, upper case.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD.
    pub fn exponent(self) -> u8 {
        self.0.exponent().and_then(|e| u8::try_from(e).ok()).unwrap_or(2)
    }

    /// Minor units of a decimal amount, rounded half away from zero. `None` when it does not fit in 64 bits.
    pub fn minor_of(self, amount: Decimal) -> Option<Rounded> {
        let exponent = u32::from(self.exponent());
        let rounded = amount.round_dp_with_strategy(exponent, RoundingStrategy::MidpointAwayFromZero);
        let scaled = rounded.checked_mul(Decimal::from(10_i64.pow(exponent)))?.normalize();
        let minor = i64::try_from(scaled.mantissa()).ok().filter(|_| scaled.scale() == 0)?;
        Some(Rounded { minor, lost: amount.checked_sub(rounded)? })
    }
}

/// An amount in minor units, and what rounding took away from the decimal it came from (0 when it was exact).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    /// Minor units.
    pub minor: i64,
    /// The decimal amount minus the rounded one, in major units.
    pub lost: Decimal,
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code).ok_or_else(|| serde::de::Error::custom(format!("unknown currency {code}")))
    }
}

/// An amount of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: cents of EUR, whole yen of JPY.
    pub minor: i64,
    /// Its currency.
    pub currency: Currency,
}

/// Why two amounts could not be combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Amounts of two currencies are never added.
    #[error("{0} and {1} cannot be added")]
    Currencies(Currency, Currency),
    /// The result does not fit in 64 bits of minor units.
    #[error("the amount is too large")]
    Overflow,
}

impl Money {
    /// An amount of `minor` minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// Its currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The sum of two amounts of one currency.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Currencies(self.currency, other.currency));
        }
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Decimal text with a point and the currency's own number of decimals: `7587384.16`, `-0.05`, `1200` (JPY).
    pub fn decimal(self) -> String {
        decimal_text(self.minor, self.currency.exponent())
    }
}

/// Decimal text of an integer number of minor units.
pub fn decimal_text(minor: i64, exponent: u8) -> String {
    let exponent = usize::from(exponent);
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = exponent + 1);
    let (whole, fraction) = digits.split_at(digits.len() - exponent);
    let sign = if minor < 0 { "-" } else { "" };
    if exponent == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// Which characters group digits and which one begins the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,234.56`: point for decimals, comma for groups.
    Point,
    /// `1.234,56` or `1 234,56`: comma for decimals, point for groups.
    Comma,
}

/// Reads a plain number written by a person or a program: digits, one decimal mark, groups of three digits (spaces of
/// every width, apostrophes, or the other mark), a sign or accounting parentheses. No currency. `None` if malformed.
pub fn parse_decimal(text: &str, mark: DecimalMark) -> Option<Decimal> {
    let trimmed = text.trim();
    let (inside, negative) = match trimmed.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => match trimmed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (rest.trim_start(), true),
            None => (trimmed.strip_prefix('+').unwrap_or(trimmed), false),
        },
    };
    let (decimal, group) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let (whole, fraction) = match inside.split_once(decimal) {
        Some((_, "")) => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (inside, ""),
    };
    let is_group = |c: char| c == group || c.is_whitespace() || matches!(c, '\'' | '’' | '\u{202F}');
    let groups: Vec<&str> = whole.split(is_group).collect();
    let grouped_well = groups.len() == 1
        || (groups.iter().skip(1).all(|g| g.len() == 3) && groups.first().is_some_and(|g| (1..=3).contains(&g.len())));
    let digits = |t: &str| t.chars().all(|c| c.is_ascii_digit());
    let whole: String = groups.concat();
    if !grouped_well || !digits(&whole) || !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let (whole, fraction) = (if whole.is_empty() { "0" } else { &whole }, fraction.trim_end_matches('0'));
    // Exact: finer than a `Decimal` holds is refused, not rounded without a word.
    let value = Decimal::from_str_exact(&format!("{whole}.{fraction}0")).ok()?;
    Some(if negative { -value } else { value })
}

/// Splits a currency symbol or ISO code off an amount: `7 587,16 €` is (`7 587,16`, `€`), `$12` is (`12`, `$`).
pub fn split_symbol(text: &str) -> (&str, Option<&str>) {
    let is_symbol =
        |c: char| c.is_alphabetic() || matches!(c, '$' | '€' | '£' | '₴' | '¥' | '₽' | '₹' | '₺' | '₩' | '₪');
    let trimmed = text.trim();
    let head = trimmed.trim_start_matches(['-', '+', '\u{2212}', '(']);
    let lead = head.len() - head.trim_start_matches(is_symbol).len();
    if lead > 0 && head.len() == trimmed.len() {
        let (symbol, rest) = head.split_at(lead);
        return (rest.trim(), Some(symbol));
    }
    let body = trimmed.trim_end_matches(|c| is_symbol(c) || c == '.');
    let tail = trimmed.get(body.len()..).unwrap_or_default();
    if tail.chars().any(is_symbol) { (body.trim(), Some(tail.trim())) } else { (trimmed, None) }
}

/// The currency of a symbol that means one currency among those a shop meets. `$`, `¥` and `kr` stand for several and
/// are `None`: the reader says `--currency`.
pub fn currency_of_symbol(symbol: &str) -> Option<Currency> {
    let code = match symbol {
        "€" => "EUR",
        "£" => "GBP",
        "₴" | "грн" | "грн." => "UAH",
        "zł" => "PLN",
        "₹" => "INR",
        "₺" => "TRY",
        "₩" => "KRW",
        "₪" => "ILS",
        "US$" => "USD",
        "Kč" => "CZK",
        other => other,
    };
    Currency::parse(code)
}

/// Reads an amount that a person typed in `locale`'s way, with or without the currency's symbol or code.
/// Finer decimals than the currency has are refused: what is typed is what is stored.
pub fn parse_amount(text: &str, currency: Currency, locale: crate::Locale) -> Option<Money> {
    let negative_symbol = text.trim().strip_prefix('-').map(|rest| split_symbol(rest).0);
    let body = match negative_symbol {
        Some(rest) => format!("-{rest}"),
        None => split_symbol(text).0.to_owned(),
    };
    let mark = match locale {
        crate::Locale::En => DecimalMark::Point,
        // A point typed on a numeric keypad is a decimal mark too, unless it groups thousands beside a comma.
        _ if !body.contains(',') && body.matches('.').count() == 1 => DecimalMark::Point,
        _ => DecimalMark::Comma,
    };
    let rounded = currency.minor_of(parse_decimal(&body, mark)?)?;
    rounded.lost.is_zero().then_some(Money { minor: rounded.minor, currency })
}
