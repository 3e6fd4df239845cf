//! Places of the list as people type them: days, amounts, names.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Currency, Locale, Money, Sort, SortKey, Timestamp, Zone,
    listing::{Place, Reader},
    time::DAY,
};

fn read(text: &str, sort: &str, locale: Locale) -> Option<Place> {
    let zone = Zone::utc();
    let reader = Reader { locale, zone: &zone, currency: Currency::EURO };
    Place::parse(text, Sort::parse(sort).unwrap(), &reader)
}

#[test]
fn a_day_is_read_as_each_language_writes_it() {
    // 2026-11-24 is day 20 781.
    let (begin, end) = (Place::Instant(Timestamp(20_781 * DAY)), Place::Instant(Timestamp(20_782 * DAY)));
    for text in ["2026-11-24", "24/11/2026", "24.11.2026", "24 nov. 2026", " 24 November 2026 "] {
        assert_eq!(read(text, "created", Locale::Fr), Some(begin.clone()), "{text}");
        assert_eq!(read(text, "-created", Locale::Fr), Some(end.clone()), "{text}: the newest come first");
    }
    for text in ["", "demain", "2026-13-40", "31/02/2026"] {
        assert_eq!(read(text, "updated", Locale::Fr), None, "{text:?}");
    }
}

#[test]
fn an_amount_has_the_currency_that_it_names_or_the_desks() {
    let money = |minor, code: &str| Some(Place::Amount(Money::new(minor, Currency::parse(code).unwrap())));
    assert_eq!(read("1 249,50", "-total", Locale::Fr), money(124_950, "EUR"));
    assert_eq!(read("100 UAH", "total", Locale::Uk), money(10_000, "UAH"));
    assert_eq!(read("$12.5", "due", Locale::En), money(1_250, "USD"));
    assert_eq!(read("99 zł", "paid", Locale::Fr), money(9_900, "PLN"));
    assert_eq!(read("1200 ¥", "total", Locale::Fr), money(1_200, "JPY"));
    assert_eq!(read("beaucoup", "total", Locale::Fr), None);
}

#[test]
fn every_sort_has_places_and_few_values_are_named_by_their_code() {
    for key in SortKey::ALL {
        assert_eq!(read("", key.code(), Locale::En), None, "{key:?}");
    }
    assert_eq!(read("subscription", "kind", Locale::En), Some(Place::Rank(1)));
    assert_eq!(read("done", "status", Locale::En), Some(Place::Rank(3)));
    assert_eq!(read("paid", "-payment", Locale::En), Some(Place::Rank(3)));
    assert_eq!(read("nothing", "payment", Locale::En), None);
    assert_eq!(read("Мар", "client", Locale::Uk), Some(Place::Text("Мар".into())));
}
