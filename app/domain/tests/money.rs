//! Money is exact: what is read is what is stored, and rounding is half away from zero.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Currency, Locale, Money,
    money::{DecimalMark, MoneyError, currency_of_symbol, decimal_text, parse_amount, parse_decimal, split_symbol},
};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn any_currency() -> impl Strategy<Value = Currency> {
    domain::testing::currency()
}

/// Rounds half away from zero on integers alone: `units` of 10^-`scale` to `exponent` decimals.
fn rounded_by_hand(units: i128, scale: u32, exponent: u32) -> i128 {
    if scale <= exponent {
        return units * 10_i128.pow(exponent - scale);
    }
    let step = 10_i128.pow(scale - exponent);
    let (whole, rest) = (units.abs() / step, units.abs() % step);
    (whole + i128::from(rest * 2 >= step)) * units.signum()
}

proptest! {
    #[test]
    fn finer_amounts_are_rounded_half_away_from_zero(units in -10_i64.pow(15)..10_i64.pow(15), scale in 0_u32..9, currency in any_currency()) {
        let amount = Decimal::new(units, scale);
        let rounded = currency.minor_of(amount).unwrap();
        let exponent = u32::from(currency.exponent());
        prop_assert_eq!(i128::from(rounded.minor), rounded_by_hand(i128::from(units), scale, exponent));
        prop_assert_eq!(Decimal::new(rounded.minor, exponent) + rounded.lost, amount);
        prop_assert!(rounded.lost.abs() * Decimal::TWO <= Decimal::new(1, exponent));
    }

    #[test]
    fn decimal_text_is_read_back_as_the_same_money(minor in any::<i64>(), currency in any_currency()) {
        let text = Money::new(minor, currency).decimal();
        let value = parse_decimal(&text, DecimalMark::Point).unwrap();
        let rounded = currency.minor_of(value).unwrap();
        prop_assert_eq!(rounded.minor, minor);
        prop_assert!(rounded.lost.is_zero());
        let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        prop_assert_eq!(decimals, usize::from(currency.exponent()));
    }

    #[test]
    fn grouped_amounts_are_read_in_every_language(minor in -10_i64.pow(14)..10_i64.pow(14), currency in any_currency(), space in prop::sample::select(vec![' ', '\u{A0}', '\u{202F}', '\''])) {
        let plain = decimal_text(minor.abs(), currency.exponent());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let grouped = |mark: char| -> String {
            let mut digits: Vec<char> = whole.chars().rev().enumerate().flat_map(|(i, c)| (i > 0 && i % 3 == 0).then_some(mark).into_iter().chain([c])).collect();
            digits.reverse();
            digits.into_iter().collect()
        };
        let sign = if minor < 0 { "-" } else { "" };
        let written = |group: char, decimal: char| match fraction {
            "" => format!("{sign}{}", grouped(group)),
            fraction => format!("{sign}{}{decimal}{fraction}", grouped(group)),
        };
        let money = Some(Money::new(minor, currency));
        prop_assert_eq!(parse_amount(&written(',', '.'), currency, Locale::En), money);
        for locale in [Locale::Fr, Locale::Uk] {
            prop_assert_eq!(parse_amount(&written(space, ','), currency, locale), money);
            prop_assert_eq!(parse_amount(&format!("{}\u{A0}{}", written(space, ','), currency.code()), currency, locale), money);
        }
    }

    #[test]
    fn only_amounts_of_one_currency_are_added(a in any::<i64>(), b in any::<i64>(), x in any_currency(), y in any_currency()) {
        let sum = Money::new(a, x).plus(Money::new(b, y));
        let expected = match a.checked_add(b) {
            _ if x != y => Err(MoneyError::Currencies(x, y)),
            Some(minor) => Ok(Money::new(minor, x)),
            None => Err(MoneyError::Overflow),
        };
        prop_assert_eq!(sum, expected);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,20}|[-+(). ,0-9€$A-Z']{0,14}") {
        for locale in Locale::ALL {
            let _ = parse_amount(&text, Currency::EURO, locale);
        }
        let (body, symbol) = split_symbol(&text);
        prop_assert!(text.contains(body) && symbol.is_none_or(|s| text.contains(s)));
    }
}

#[test]
fn written_numbers_are_read_or_refused() {
    use DecimalMark::{Comma, Point};
    let cases = [
        ("1,234.56", Point, Some("1234.56")),
        ("1.234,56", Comma, Some("1234.56")),
        ("1\u{202F}234,5", Comma, Some("1234.5")),
        ("1'234.50", Point, Some("1234.5")),
        ("(12.30)", Point, Some("-12.3")),
        ("\u{2212}5", Point, Some("-5")),
        ("+7", Point, Some("7")),
        (".5", Point, Some("0.5")),
        ("0005", Point, Some("5")),
        ("12,34.5", Point, None),
        ("1,23", Point, None),
        ("1.", Point, None),
        ("--1", Point, None),
        ("(-1)", Point, None),
        ("1e5", Point, None),
        ("1.2.3", Point, None),
        ("", Point, None),
        ("-", Point, None),
        ("٣", Point, None),
        ("NaN", Point, None),
    ];
    for (text, mark, expected) in cases {
        let expected = expected.map(|e| e.parse::<Decimal>().unwrap());
        assert_eq!(parse_decimal(text, mark), expected, "{text:?} with {mark:?}");
    }
}

#[test]
fn finer_decimals_than_the_currency_has_are_refused_when_typed() {
    assert_eq!(parse_amount("12.345", Currency::EURO, Locale::En), None);
    assert_eq!(parse_amount("12.340", Currency::EURO, Locale::En), Some(Money::new(1234, Currency::EURO)));
    assert_eq!(parse_amount("0.5", currency("JPY"), Locale::En), None);
    assert_eq!(parse_amount("1.2345", currency("KWD"), Locale::En), None);
    let too_fine = format!("0.{}1", "0".repeat(40));
    assert_eq!(parse_amount(&too_fine, Currency::EURO, Locale::En), None);
}

#[test]
fn an_amount_beyond_64_bits_is_refused() {
    let largest = Money::new(i64::MAX, Currency::EURO);
    assert_eq!(parse_amount(&largest.decimal(), Currency::EURO, Locale::En), Some(largest));
    assert_eq!(parse_amount("92233720368547758.08", Currency::EURO, Locale::En), None);
    assert_eq!(parse_amount(&"9".repeat(60), Currency::EURO, Locale::En), None);
    assert_eq!(largest.plus(Money::new(1, Currency::EURO)), Err(MoneyError::Overflow));
}

#[test]
fn a_symbol_of_several_currencies_names_none() {
    assert_eq!(currency_of_symbol("€"), Some(Currency::EURO));
    assert_eq!(currency_of_symbol("грн"), Currency::parse("UAH"));
    assert_eq!(currency_of_symbol("$"), None);
    assert_eq!(currency_of_symbol("kr"), None);
    assert_eq!(Currency::parse("XAU"), None);
    assert_eq!(Currency::parse("eur"), Some(Currency::EURO));
}
