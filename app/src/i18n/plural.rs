//! Which grammatical form a whole number takes: the cardinal rules of CLDR 48 for our three languages. Pure.
//!
//! Called by the generated catalogue. Whole numbers only: the forms that exist for fractions alone (`other` in
//! Ukrainian) are never chosen here, but the catalogue still has them, as Fluent's default. The sign does not count.

use domain::Locale;

/// A plural category of CLDR, as far as our languages have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// French 0 and 1, English 1, Ukrainian 1, 21, 31 … but not 11.
    One,
    /// Ukrainian 2–4, 22–24 … but not 12–14.
    Few,
    /// French whole millions («1 000 000 de commandes»), Ukrainian 0, 5–20, 25–30 …
    Many,
    /// Everything else.
    Other,
}

/// The category of `count` in a language.
pub const fn category(locale: Locale, count: i64) -> Category {
    let number = count.unsigned_abs();
    match locale {
        Locale::Fr => french(number),
        Locale::En => english(number),
        Locale::Uk => ukrainian(number),
    }
}

const fn french(number: u64) -> Category {
    match number {
        0 | 1 => Category::One,
        n if n.is_multiple_of(1_000_000) => Category::Many,
        _ => Category::Other,
    }
}

const fn english(number: u64) -> Category {
    if number == 1 { Category::One } else { Category::Other }
}

const fn ukrainian(number: u64) -> Category {
    match (number % 10, number % 100) {
        (_, 11..=14) => Category::Many,
        (1, _) => Category::One,
        (2..=4, _) => Category::Few,
        _ => Category::Many,
    }
}
