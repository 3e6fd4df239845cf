//! Numbers, money and dates as people of each language write them, the same code on the server and in the browser.
//!
//! Called by screens, by the catalogue and by exports meant for people. Pure. Equal to CLDR 48 (tested against ICU4X) with
//! two decisions of ours: a symbol belongs to exactly one currency and is the same in all languages (CLDR writes `$US` in
//! French and `USD` in Ukrainian), and French table cells have no comma before the hour (`23 nov. 14:02`).
//! Deliberately absent: relative times, time zones (the caller has the desk's local time), any parsing (`domain::money`).

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use domain::{Locale, Money};

const NO_BREAK_SPACE: char = '\u{A0}';
const NARROW_NO_BREAK_SPACE: char = '\u{202F}';

/// `1 234 567`, `1,234,567`.
pub fn integer(locale: Locale, value: i64) -> String {
    decimal(locale, &value.to_string())
}

/// Plain decimal text such as `-1234.5`, with the language's groups and decimal mark: `-1 234,5`. All its digits stay.
pub fn decimal(locale: Locale, plain: &str) -> String {
    let (group, mark) = match locale {
        Locale::Fr => (NARROW_NO_BREAK_SPACE, ','),
        Locale::En => (',', '.'),
        Locale::Uk => (NO_BREAK_SPACE, ','),
    };
    let whole = plain.find('.').unwrap_or(plain.len());
    let mut text = String::with_capacity(plain.len() + whole);
    for (position, character) in plain.char_indices() {
        let begins_group = position > 0 && position < whole && (whole - position).is_multiple_of(3);
        if begins_group && !text.ends_with('-') {
            text.push(group);
        }
        text.push(if character == '.' { mark } else { character });
    }
    text
}

/// An amount with its currency: `-12 345,60 €`, `-€12,345.60`, `CHF 12.00`.
pub fn money(locale: Locale, amount: Money) -> String {
    let symbol = symbol(amount.currency().code());
    let number = money_plain(locale, amount);
    if locale != Locale::En {
        return format!("{number}{NO_BREAK_SPACE}{symbol}");
    }
    let (sign, digits) = number.strip_prefix('-').map_or(("", number.as_str()), |digits| ("-", digits));
    let gap = if symbol.ends_with(char::is_alphabetic) { "\u{A0}" } else { "" };
    format!("{sign}{symbol}{gap}{digits}")
}

/// An amount without its currency, with all the decimals that the currency has: `-12 345,60`.
pub fn money_plain(locale: Locale, amount: Money) -> String {
    decimal(locale, &amount.decimal())
}

/// What stands for a currency beside an amount: its sign where only one of the desk's currencies has it, else its code.
pub fn symbol(code: &str) -> &str {
    match code {
        "EUR" => "€",
        "UAH" => "₴",
        "USD" => "$",
        "GBP" => "£",
        "PLN" => "zł",
        "JPY" => "¥",
        other => other,
    }
}

/// `29 mars 2026`, `29 Mar 2026`, `29 бер. 2026 р.`
pub fn date(locale: Locale, day: NaiveDate) -> String {
    let end = if locale == Locale::Uk { "\u{202F}р." } else { "" };
    format!("{} {}{end}", day_month(locale, day), day.year())
}

/// `14:02`, in every language.
pub fn time(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `29 mars 2026, 01:59`, in the zone that `at` is already in.
pub fn date_time(locale: Locale, at: NaiveDateTime) -> String {
    format!("{}, {}", date(locale, at.date()), time(at))
}

/// For table cells: `23 nov. 14:02`, `23 Nov, 14:02`, `23 лист., 14:02`; of another year than `current_year` the day alone.
pub fn short_date_time(locale: Locale, at: NaiveDateTime, current_year: i32) -> String {
    if at.year() != current_year {
        return date(locale, at.date());
    }
    let comma = if locale == Locale::Fr { "" } else { "," };
    format!("{}{comma} {}", short_date(locale, at.date(), current_year), time(at))
}

/// For table cells, without the year when it is `current_year`: `23 nov.`, `23 Nov`, `23 лист.`
pub fn short_date(locale: Locale, day: NaiveDate, current_year: i32) -> String {
    if day.year() == current_year { day_month(locale, day) } else { date(locale, day) }
}

/// A month with its year: `nov. 2026`, `Nov 2026`, `лист. 2026`.
pub fn month(locale: Locale, day: NaiveDate) -> String {
    format!("{} {}", month_name(locale, day), day.year())
}

fn day_month(locale: Locale, day: NaiveDate) -> String {
    format!("{} {}", day.day(), month_name(locale, day))
}

fn month_name(locale: Locale, day: NaiveDate) -> &'static str {
    let months = match locale {
        Locale::Fr => {
            ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
        }
        Locale::En => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
        Locale::Uk => {
            ["січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."]
        }
    };
    months.get(day.month0() as usize).copied().unwrap_or_default()
}
