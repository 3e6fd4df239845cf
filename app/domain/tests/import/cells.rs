//! Dates, amounts and currencies of whole columns.

use crate::support::{Sheet, at, codes, options};
use domain::{
    Currency,
    import::{DateOrder, Field, ReadAs},
    money::DecimalMark,
};

#[test]
fn an_ambiguous_order_of_dates_is_refused_until_told() {
    let sheet =
        Sheet::csv("Order No,Date,Total,Currency\n1,01/02/2024,10,EUR\n2,03/03/2024,10,EUR\n3,11/12/2024,5,EUR");
    let reading = sheet.read(&options());
    assert_eq!(codes(&reading), [(2, "ambiguous-date"), (4, "ambiguous-date")]);
    let mut told = options();
    told.date_order = Some(DateOrder::Mdy);
    let reading = sheet.read(&told);
    assert_eq!(reading.bad, []);
    assert_eq!(reading.orders[0].created_at, at("2024-01-02T00:00:00"));
}

#[test]
fn dates_that_contradict_the_column_are_bad_rows() {
    let reading =
        Sheet::csv("Order No,Date,Total,Currency\n1,25/02/2024,10,EUR\n2,26/03/2024,10,EUR\n3,11/22/2024,5,EUR")
            .read(&options());
    assert_eq!(codes(&reading), [(4, "bad-date")]);
}

#[test]
fn every_way_to_write_a_date_is_read() {
    for (text, expected) in [
        ("2/24/2003 0:00", "2003-02-24T00:00:00"),
        ("2/24/03 2:05 PM", "2003-02-24T14:05:00"),
        ("2/24/2003 12:05 AM", "2003-02-24T00:05:00"),
        ("2003-02-24", "2003-02-24T00:00:00"),
        ("2003/02/24 10:11:12", "2003-02-24T10:11:12"),
        ("2003-02-24 10:00:00 +0200", "2003-02-24T08:00:00"),
        ("2003-02-24T10:00:00+02:00", "2003-02-24T08:00:00"),
        ("2003-02-24T08:00:00.123Z", "2003-02-24T08:00:00"),
        ("2003-02-24 08:00:00 UTC", "2003-02-24T08:00:00"),
        ("24 févr. 2003", "2003-02-24T00:00:00"),
        ("24 février 2003 à 14h05", "2003-02-24T14:05:00"),
        ("Feb 24, 2003", "2003-02-24T00:00:00"),
        ("February 24th, 2003, 2:05pm", "2003-02-24T14:05:00"),
        ("24-Feb-2003", "2003-02-24T00:00:00"),
        ("24 лютого 2003 р. о 14:05", "2003-02-24T14:05:00"),
        ("20030224", "2003-02-24T00:00:00"),
        ("37676", "2003-02-24T00:00:00"),
        ("37676.5", "2003-02-24T12:00:00"),
    ] {
        let mut told = options();
        told.date_order = Some(DateOrder::Mdy);
        let reading = Sheet::rows(&[&["Order No", "Date", "Total", "Currency"], &["1", text, "10", "EUR"]]).read(&told);
        assert_eq!(codes(&reading), [], "{text}");
        assert_eq!(reading.orders[0].created_at, at(expected), "{text}");
    }
}

#[test]
fn what_is_no_date_is_a_bad_row() {
    for (text, code) in [
        ("30/02/2024", "bad-date"),
        ("tomorrow", "bad-date"),
        ("12", "bad-date"),
        ("31/12/1969", "date-out-of-range"),
        ("01/01/2100", "date-out-of-range"),
        ("", "missing-date"),
        ("#VALUE!", "bad-date"),
    ] {
        let mut told = options();
        told.date_order = Some(DateOrder::Dmy);
        let reading = Sheet::rows(&[&["Order No", "Date", "Total", "Currency"], &["1", text, "10", "EUR"]]).read(&told);
        assert_eq!(codes(&reading), [(2, code)], "{text}");
    }
}

#[test]
fn decimal_marks_are_decided_by_the_whole_column() {
    let read = |amounts: &[&str]| {
        let mut rows = vec![vec!["Order No".to_owned(), "Date".into(), "Total".into(), "Currency".into()]];
        for (at, amount) in amounts.iter().enumerate() {
            rows.push(vec![at.to_string(), "2024-01-01".into(), (*amount).to_owned(), "EUR".into()]);
        }
        Sheet::texts(rows).read(&options())
    };
    let totals = |amounts: &[&str]| read(amounts).orders.iter().map(|o| o.total).collect::<Vec<_>>();
    assert_eq!(totals(&["1.234", "1,5"]), [123_400, 150]);
    assert_eq!(totals(&["1,234", "1.5"]), [123_400, 150]);
    assert_eq!(totals(&["1.234,50", "1.000"]), [123_450, 100_000]);
    assert_eq!(totals(&["1 234,5", "(2,25)", "7"]).len(), 2);
    assert_eq!(totals(&["1'234.50", "12"]), [123_450, 1200]);
    assert_eq!(totals(&["1,234,567"]), [123_456_700]);
    let both = read(&["1,50", "2,50", "3.75"]);
    assert_eq!(codes(&both), [(4, "bad-amount")]);
    let used = both.understood.columns.iter().find(|c| c.field == Field::Total).unwrap();
    assert_eq!(used.read_as, ReadAs::Amount(DecimalMark::Comma));
}

#[test]
fn amounts_finer_than_the_currency_are_rounded_and_told() {
    let reading = Sheet::csv(
        "Order No,Date,Item,Line total,Currency\n1,2024-01-01,A,0.005,EUR\n1,2024-01-01,B,2.675,EUR\n2,2024-01-01,C,-0.0,EUR\n\
         3,2024-01-01,D,99.5,JPY\n4,2024-01-01,E,1.0005,KWD",
    )
    .read(&options());
    assert_eq!(reading.bad, []);
    assert_eq!(reading.orders.iter().map(|o| o.total).collect::<Vec<_>>(), [269, 0, 100, 1001]);
    let told: Vec<_> =
        reading.understood.rounding.iter().map(|r| (r.currency.code(), r.amounts, r.change.to_string())).collect();
    assert_eq!(told, [("EUR", 2, "0.01".into()), ("JPY", 1, "0.5".into()), ("KWD", 1, "0.0005".into())]);
}

#[test]
fn currencies_come_from_symbols_codes_headers_or_the_caller() {
    let one = |header: &str, amount: &str, code: &str, told: Option<&str>| {
        let mut options = options();
        options.currency = told.and_then(Currency::parse);
        let reading = Sheet::rows(&[&["Order No", "Date", header, "Currency"], &["1", "2024-01-01", amount, code]])
            .read(&options);
        match reading.orders.first() {
            Some(order) => order.currency.code().to_owned(),
            None => reading.bad[0].reason.code().to_owned(),
        }
    };
    assert_eq!(one("Total", "12 €", "", None), "EUR");
    assert_eq!(one("Total", "-$0", "", Some("CAD")), "CAD");
    assert_eq!(one("Total", "$12", "", None), "ambiguous-symbol");
    assert_eq!(one("Total", "$12", "AUD", None), "AUD");
    assert_eq!(one("Total", "€12", "USD", None), "currencies-differ");
    assert_eq!(one("Total (PLN)", "12", "", None), "PLN");
    assert_eq!(one("Сума, грн", "12", "", None), "UAH");
    assert_eq!(one("Total", "12", "", None), "no-currency");
    assert_eq!(one("Total", "12", "XYZ", None), "unknown-currency");
    assert_eq!(one("Total", "12", "zł", None), "PLN");
    assert_eq!(one("Total", "12", "jpy", Some("EUR")), "JPY");
}
