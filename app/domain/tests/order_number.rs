//! Order numbers sort naturally: the byte order of the key is the order in which a person counts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::OrderNumber;
use proptest::prelude::*;
use std::cmp::Ordering;

/// What a person compares: runs of digits as numbers, everything else letter by letter.
fn natural(a: &str, b: &str) -> Ordering {
    let pieces = |text: &str| -> Vec<Result<u128, char>> {
        let mut pieces: Vec<Result<u128, char>> = Vec::new();
        let mut in_digits = false;
        for c in text.to_lowercase().chars() {
            match (c.to_digit(10), pieces.last_mut()) {
                (Some(d), Some(Ok(n))) if in_digits => *n = *n * 10 + u128::from(d),
                (Some(d), _) => pieces.push(Ok(u128::from(d))),
                (None, _) => pieces.push(Err(c)),
            }
            in_digits = c.is_ascii_digit();
        }
        pieces
    };
    let (a, b) = (pieces(a), pieces(b));
    for pair in a.iter().zip(&b) {
        let order = match pair {
            (Ok(x), Ok(y)) => x.cmp(y),
            (Err(x), Err(y)) => x.cmp(y),
            (Ok(_), Err(y)) => '0'.cmp(y),
            (Err(x), Ok(_)) => x.cmp(&'0'),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    a.len().cmp(&b.len())
}

fn number(text: &str) -> OrderNumber {
    OrderNumber::parse(text).unwrap()
}

proptest! {
    #[test]
    fn keys_are_in_the_natural_order(a in "[#a-cA-C0-3 -]{1,12}", b in "[#a-cA-C0-3 -]{1,12}") {
        prop_assume!(!a.trim().is_empty() && !b.trim().is_empty());
        let (a, b) = (number(&a), number(&b));
        prop_assert_eq!(a.sort_key().cmp(&b.sort_key()), natural(a.as_str(), b.as_str()), "{} and {}", a, b);
    }

    #[test]
    fn long_numbers_are_compared_as_numbers(a in "[0-9]{1,38}", b in "[0-9]{1,38}") {
        prop_assert_eq!(number(&a).sort_key().cmp(&number(&b).sort_key()), natural(&a, &b));
    }

    #[test]
    fn any_text_of_up_to_64_visible_characters_is_a_number(text in "\\PC{0,70}") {
        let fits = (1..=64).contains(&text.trim().chars().count());
        prop_assert_eq!(OrderNumber::parse(&text).is_ok(), fits);
    }
}

#[test]
fn nine_comes_before_ten() {
    let mut numbers = ["#10", "#9", "CA-2012-124891", "CA-2012-99", "#100", "7"].map(number);
    numbers.sort_by_key(OrderNumber::sort_key);
    assert_eq!(numbers.map(|n| n.to_string()), ["#9", "#10", "#100", "7", "CA-2012-99", "CA-2012-124891"]);
}

#[test]
fn a_control_character_is_refused() {
    assert!(OrderNumber::parse("1\u{7}2").is_err());
    assert!(OrderNumber::parse(" \u{A0} ").is_err());
}
