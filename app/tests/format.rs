//! The formatter against CLDR (ICU4X), and the law that what is shown can be typed back.

use app::format::{date, date_time, decimal, integer, money, money_plain, short_date, short_date_time, time};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use domain::money::{decimal_text, parse_amount};
use domain::{Currency, Locale, Money};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::{MD, YMD, YMDT};
use icu_datetime::input::{Date, DateTime, Time};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::{Locale as Tag, locale};
use proptest::prelude::*;

fn tag(locale: Locale) -> Tag {
    match locale {
        Locale::Fr => locale!("fr-FR"),
        Locale::En => locale!("en-GB"),
        Locale::Uk => locale!("uk-UA"),
    }
}

fn amount(minor: i64, code: &str) -> Money {
    Money::new(minor, Currency::parse(code).expect("a currency"))
}

fn moment(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, month, day).and_then(|d| d.and_hms_opt(hour, minute, 7)).expect("a moment")
}

fn small(number: u32) -> u8 {
    u8::try_from(number).expect("a small number")
}

#[test]
fn whole_numbers_and_decimals_are_written_as_cldr_writes_them() {
    let numbers =
        [0, 1, -1, 12, 999, 1000, -1000, 9999, 10_000, -999_999, 1_234_567, 1_000_000_000, i64::MAX, i64::MIN];
    for locale in Locale::ALL {
        let oracle = DecimalFormatter::try_new(tag(locale).into(), Default::default()).expect("compiled data");
        for number in numbers {
            assert_eq!(integer(locale, number), oracle.format(&Decimal::from(number)).to_string(), "{locale:?}");
            for exponent in 1..=4 {
                let text = decimal_text(number, exponent);
                let exact: Decimal = text.parse().expect("decimal text");
                assert_eq!(decimal(locale, &text), oracle.format(&exact).to_string(), "{locale:?}");
            }
        }
    }
}

#[test]
fn every_day_of_two_years_is_written_as_cldr_writes_it() {
    let minute = icu_datetime::options::TimePrecision::Minute;
    for locale in Locale::ALL {
        let days = DateTimeFormatter::try_new(tag(locale).into(), YMD::medium()).expect("compiled data");
        let cells = DateTimeFormatter::try_new(tag(locale).into(), MD::medium()).expect("compiled data");
        let moments = YMDT::medium().with_time_precision(minute);
        let moments = DateTimeFormatter::try_new(tag(locale).into(), moments).expect("compiled data");
        for offset in 0..731 {
            let day = moment(2025, 1, 1, 0, 0).date() + Days::new(offset);
            let (month, day_of_month) = (small(day.month()), small(day.day()));
            let cldr_day = Date::try_new_iso(day.year(), month, day_of_month).expect("a date");
            assert_eq!(date(locale, day), days.format(&cldr_day).to_string());
            assert_eq!(short_date(locale, day, day.year()), cells.format(&cldr_day).to_string());
            for (hour, minute) in [(0, 0), (1, 59), (12, 5), (23, 59)] {
                let at = day.and_hms_opt(hour, minute, 7).expect("a moment");
                let cldr_time = Time::try_new(small(hour), small(minute), 7, 0).expect("a time");
                let cldr = DateTime { date: cldr_day, time: cldr_time };
                assert_eq!(date_time(locale, at), moments.format(&cldr).to_string());
            }
        }
    }
}

#[test]
fn numbers_amounts_and_dates_look_as_the_format_table_says() {
    let table = [
        (Locale::Fr, "1\u{202F}234\u{202F}567,891", "-12\u{202F}345,60\u{A0}€", "29 mars 2026, 01:59"),
        (Locale::Uk, "1\u{A0}234\u{A0}567,891", "-12\u{A0}345,60\u{A0}€", "29 бер. 2026 р., 01:59"),
        (Locale::En, "1,234,567.891", "-€12,345.60", "29 Mar 2026, 01:59"),
    ];
    for (locale, number, debt, at) in table {
        assert_eq!(decimal(locale, "1234567.891"), number);
        assert_eq!(money(locale, amount(-1_234_560, "EUR")), debt);
        assert_eq!(date_time(locale, moment(2026, 3, 29, 1, 59)).replace('\u{202F}', " "), at);
    }
}

#[test]
fn a_currency_keeps_its_own_symbol_and_decimals_in_every_language() {
    let table = [
        ("UAH", "12\u{202F}345,60\u{A0}₴", "₴12,345.60", "12\u{A0}345,60\u{A0}₴"),
        ("USD", "12\u{202F}345,60\u{A0}$", "$12,345.60", "12\u{A0}345,60\u{A0}$"),
        ("GBP", "12\u{202F}345,60\u{A0}£", "£12,345.60", "12\u{A0}345,60\u{A0}£"),
        ("PLN", "12\u{202F}345,60\u{A0}zł", "zł\u{A0}12,345.60", "12\u{A0}345,60\u{A0}zł"),
        ("CHF", "12\u{202F}345,60\u{A0}CHF", "CHF\u{A0}12,345.60", "12\u{A0}345,60\u{A0}CHF"),
        ("JPY", "1\u{202F}234\u{202F}560\u{A0}¥", "¥1,234,560", "1\u{A0}234\u{A0}560\u{A0}¥"),
        ("KWD", "1\u{202F}234,560\u{A0}KWD", "KWD\u{A0}1,234.560", "1\u{A0}234,560\u{A0}KWD"),
    ];
    for (code, fr, en, uk) in table {
        for (locale, text) in [(Locale::Fr, fr), (Locale::En, en), (Locale::Uk, uk)] {
            assert_eq!(money(locale, amount(1_234_560, code)), text);
        }
    }
    assert_eq!(money(Locale::En, amount(-5, "CHF")), "-CHF\u{A0}0.05");
}

#[test]
fn a_table_cell_shows_the_year_only_when_it_is_another_one_and_then_no_time() {
    let at = moment(2026, 11, 23, 14, 2);
    let table = [
        (Locale::Fr, "23 nov. 14:02", "23 nov. 2026"),
        (Locale::En, "23 Nov, 14:02", "23 Nov 2026"),
        (Locale::Uk, "23 лист., 14:02", "23 лист. 2026 р."),
    ];
    for (locale, this_year, other_year) in table {
        assert_eq!(short_date_time(locale, at, 2026), this_year);
        assert_eq!(short_date_time(locale, at, 2027).replace('\u{202F}', " "), other_year);
    }
    assert_eq!(time(at), "14:02");
}

proptest! {
    #[test]
    fn what_is_shown_can_be_typed_back(
        minor in prop_oneof![any::<i64>(), -100_000_i64..100_000],
        code in prop::sample::select(vec!["EUR", "UAH", "USD", "GBP", "PLN", "JPY", "CHF", "KWD", "CLF", "XOF"]),
        locale in prop::sample::select(Locale::ALL.to_vec()),
    ) {
        let amount = amount(minor, code);
        for text in [money(locale, amount), money_plain(locale, amount)] {
            prop_assert_eq!(parse_amount(&text, amount.currency(), locale), Some(amount), "{}", text);
        }
    }
}
