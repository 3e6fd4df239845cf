//! The form of a new order: what is typed is what is made, in every language, and parts sum to the whole.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Currency, Locale, Money, OrderKind, Zone,
    filter::Pairs,
    ids::{ContactId, OfferId, PromoId},
    order::{
        ledger_form::Reader,
        new_form::{Buyer, Sketch, Wrong, equal_parts, read, share},
    },
    promo::{Cut, Promo, PromoRefusal, Terms, code_key},
    testing::NOW,
    time::DAY,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Names and values.
type Typed<'a> = &'a [(&'a str, &'a str)];

fn form(pairs: Typed<'_>) -> Pairs {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn understood(locale: Locale, pairs: &Pairs) -> (Sketch, Vec<Wrong>) {
    let zone = Zone::utc();
    let reader = Reader { currency: Currency::EURO, locale, zone: &zone, now: NOW };
    read(pairs, &reader, |_, _| Err(PromoRefusal::Unknown))
}

/// A form in which nothing is missing.
fn whole() -> Pairs {
    form(&[
        ("contact", "7"),
        ("stage", "sales/new"),
        ("currency", "EUR"),
        ("line_title", "Course"),
        ("line_quantity", "3"),
        ("line_price", "33,3333"),
        ("line_title", ""),
        ("line_quantity", "1"),
        ("line_price", ""),
    ])
}

fn with(mut pairs: Pairs, more: &[(&str, &str)]) -> Pairs {
    pairs.extend(form(more));
    pairs
}

#[test]
fn a_whole_form_is_understood_and_empty_lines_are_left_out() {
    let (sketch, wrong) = understood(Locale::Fr, &whole());
    assert_eq!(wrong, []);
    assert_eq!(sketch.buyer, Buyer::Known(ContactId(7)));
    // 3 × 33.3333 = 99.9999: rounded once, at the end.
    assert_eq!((sketch.lines.len(), sketch.subtotal, sketch.total()), (1, 10_000, 10_000));
    assert_eq!((sketch.lines[0].quantity.as_str(), sketch.lines[0].unit_price.as_str()), ("3", "33.3333"));
}

#[test]
fn an_empty_form_says_what_is_missing_and_adds_up_to_nothing() {
    let (sketch, wrong) = understood(Locale::En, &Pairs::new());
    let fields: Vec<&str> = wrong.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["contact", "line_title0", "stage"]);
    assert_eq!(sketch.total(), 0);
}

#[test]
fn each_wrong_field_is_named() {
    let cases: &[(Typed<'_>, &str, &str)] = &[
        (&[("line_title", "B"), ("line_quantity", "0"), ("line_price", "1")], "line_quantity2", "quantity_strange"),
        (&[("line_title", "B"), ("line_quantity", "1"), ("line_price", "x")], "line_price2", "amount_strange"),
        (&[("line_title", ""), ("line_quantity", "1"), ("line_price", "5")], "line_title2", "title_missing"),
        (&[("discount", "100,01")], "discount", "discount_over"),
        (&[("discount", "101"), ("discount_unit", "percent")], "discount", "discount_strange"),
        (&[("promo", "NOPE")], "promo", "promo_unknown"),
        (&[("kind", "instalments"), ("parts", "1")], "parts", "parts_strange"),
        (&[("kind", "instalments"), ("part_date", "2027-01-01"), ("part_amount", "99")], "part_amount0", "parts_sum"),
        (&[("access_from", "2027-02-01"), ("access_until", "2027-01-31")], "access_until", "access_order"),
        (&[("first_due", "31/12/2026")], "first_due", "date_strange"),
        (&[("tags", "vip, …")], "tags", "tag_name"),
        (&[("manager", "bob")], "manager", "choice_unknown"),
        (&[("currency", "XXX")], "currency", "currency_unknown"),
    ];
    for (more, field, code) in cases {
        let mut pairs = whole();
        pairs.retain(|(name, _)| name.starts_with("line_") || more.iter().all(|(other, _)| other != name));
        let (_, wrong) = understood(Locale::Fr, &with(pairs, more));
        assert!(wrong.contains(&((*field).to_owned(), *code)), "{more:?}: {wrong:?}");
    }
    let nobody = with(whole().into_iter().filter(|(n, _)| n != "contact").collect(), &[("email", "olena@")]);
    assert!(understood(Locale::Fr, &nobody).1.contains(&("email".into(), "email_invalid")));
}

#[test]
fn parts_have_their_dates_and_sum_to_the_total() {
    let typed =
        with(whole(), &[("kind", "instalments"), ("parts", "3"), ("first_due", "2027-01-31"), ("period", "month")]);
    let (sketch, wrong) = understood(Locale::Fr, &typed);
    assert_eq!(wrong, []);
    let days: Vec<String> = sketch.parts.iter().map(|(at, _)| Zone::utc().date_of(*at).to_string()).collect();
    assert_eq!(days, ["2027-01-31", "2027-02-28", "2027-03-31"]);
    assert_eq!(sketch.parts.iter().map(|(_, amount)| *amount).collect::<Vec<_>>(), [3_333, 3_333, 3_334]);
    let own = [("part_date", "2027-03-01"), ("part_amount", "60"), ("part_date", "2027-01-01"), ("part_amount", "40")];
    let (sketch, wrong) = understood(Locale::Fr, &with(with(whole(), &[("kind", "instalments")]), &own));
    assert_eq!((wrong, sketch.parts.iter().map(|p| p.1).collect::<Vec<_>>()), (vec![], vec![4_000, 6_000]));
}

#[test]
fn what_is_paid_already_is_the_total_or_the_first_part() {
    let paid = with(whole(), &[("paid", "yes"), ("method", "cash")]);
    assert_eq!(understood(Locale::Fr, &paid).0.paid_now(), 10_000);
    let part = with(paid, &[("kind", "instalments"), ("parts", "4")]);
    assert_eq!(understood(Locale::Fr, &part).0.paid_now(), 2_500);
    assert_eq!(understood(Locale::Fr, &whole()).0.paid_now(), 0);
}

fn promo(cut: Cut) -> Promo {
    let terms =
        Terms {
            code: "Été 10".into(), cut, from: None, until: None, most: None, most_each: None, offers: Vec::new()
        };
    Promo { id: PromoId(1), version: 1, terms, archived: false, used: 0 }
}

#[test]
fn a_promo_code_says_when_it_holds_and_never_makes_a_total_negative() {
    let price = Money::new(10_000, Currency::EURO);
    let ten = promo(Cut::Percent(10));
    assert_eq!(ten.discount(price, None, 0, NOW), Ok(1_000));
    let fixed = promo(Cut::Fixed(Money::new(15_000, Currency::EURO)));
    assert_eq!(fixed.discount(price, None, 0, NOW), Ok(10_000));
    let dollars = promo(Cut::Fixed(Money::new(5, Currency::parse("USD").unwrap())));
    assert_eq!(dollars.discount(price, None, 0, NOW), Err(PromoRefusal::OtherCurrency));
    let with = |change: &dyn Fn(&mut Promo)| {
        let mut promo = promo(Cut::Percent(10));
        change(&mut promo);
        promo
    };
    let offer = OfferId(3);
    let cases: [(Promo, PromoRefusal); 6] = [
        (with(&|p| p.terms.from = Some(NOW.plus_millis(DAY))), PromoRefusal::NotNow),
        (with(&|p| p.terms.until = Some(NOW.plus_millis(-1))), PromoRefusal::NotNow),
        (with(&|p| p.terms.offers = vec![OfferId(4)]), PromoRefusal::OtherOffer),
        (with(&|p| (p.terms.most, p.used) = (Some(2), 2)), PromoRefusal::UsedUp),
        (with(&|p| p.terms.most_each = Some(1)), PromoRefusal::UsedUpByClient),
        (with(&|p| p.archived = true), PromoRefusal::Unknown),
    ];
    for (promo, refusal) in cases {
        assert_eq!(promo.discount(price, Some(offer), 1, NOW), Err(refusal));
    }
    assert_eq!(code_key(" été 10 "), Some("ÉTÉ10".into()));
    assert_eq!(code_key("   "), None);
}

proptest! {
    #[test]
    fn equal_parts_sum_to_the_whole(total in 0..i64::MAX / 2, count in 1..60_usize) {
        let parts = equal_parts(total, count);
        prop_assert_eq!(parts.iter().sum::<i64>(), total);
        prop_assert_eq!(parts.len(), count);
        let (least, most) = (parts[0], parts[count - 1]);
        prop_assert!(most >= least && most - least < i64::try_from(count).unwrap());
    }

    #[test]
    fn a_share_is_never_more_than_the_whole(amount in 0..1_000_000_000_000_i64, percent in 0..=100_i64) {
        let cut = share(amount, Decimal::from(percent)).unwrap();
        prop_assert!((0..=amount).contains(&cut));
    }

    /// What is typed in each language is what is stored.
    #[test]
    fn a_price_is_the_same_in_every_language(minor in 0..1_000_000_000_i64, count in 1..20_i64) {
        for locale in Locale::ALL {
            let plain = domain::money::decimal_text(minor, 2);
            let typed = if locale == Locale::En { plain } else { plain.replace('.', ",") };
            let (sketch, wrong) = understood(locale, &form(&[
                ("contact", "7"), ("stage", "sales/new"), ("line_title", "A"),
                ("line_quantity", &count.to_string()), ("line_price", &typed),
            ]));
            prop_assert_eq!(wrong, vec![]);
            prop_assert_eq!((sketch.total(), sketch.kind), (minor * count, OrderKind::Standard));
        }
    }

    /// Shares of a discount sum to it, whatever was typed.
    #[test]
    fn shares_sum_to_the_discount(prices in prop::collection::vec(0..1_000_000_i64, 1..6), percent in 0..=100_i64) {
        let mut pairs = form(&[("contact", "7"), ("stage", "sales/new"), ("discount_unit", "percent")]);
        pairs.push(("discount".into(), percent.to_string()));
        for price in &prices {
            pairs.extend(form(&[("line_title", "A"), ("line_quantity", "1")]));
            pairs.push(("line_price".into(), domain::money::decimal_text(*price, 2)));
        }
        let (sketch, wrong) = understood(Locale::En, &pairs);
        prop_assert_eq!(wrong, vec![]);
        prop_assert_eq!(sketch.shares().iter().sum::<i64>(), sketch.discount);
        prop_assert_eq!(sketch.total(), prices.iter().sum::<i64>() - sketch.discount);
    }
}
