//! Which columns a file has.

use app::i18n::Words;
use domain::{Column, Columns, Locale, Timestamp, Zone};
use server::export::Table;

fn header(columns: &[Column]) -> String {
    Table::new(&Columns::new(columns.iter().copied()), Words(Locale::En), Zone::utc(), Timestamp(0))
        .header()
        .join(" | ")
}

#[test]
fn composite_columns_expand_in_the_chosen_order() {
    assert_eq!(
        header(&[Column::PaymentDetails, Column::Number, Column::Client]),
        "Total | Paid | Due | Currency | Payment method | Order no. | Client name | Company | E-mail | Phone"
    );
}

#[test]
fn an_amount_never_stands_without_its_currency() {
    assert_eq!(header(&[Column::Number, Column::Due, Column::Total]), "Order no. | Due | Currency | Total");
    assert_eq!(
        header(&[Column::Number, Column::Discount, Column::PaymentDetails]),
        "Order no. | Discount | Total | Paid | Due | Currency | Payment method"
    );
    assert_eq!(header(&[Column::Number]), "Order no.");
}

#[test]
fn what_two_columns_name_stands_once() {
    assert_eq!(
        header(&[Column::Paid, Column::Number, Column::PaymentDetails, Column::PaymentMethod]),
        "Paid | Order no. | Total | Due | Currency | Payment method"
    );
}

#[test]
fn every_column_of_the_screen_has_a_name_and_a_width_in_every_language() {
    for locale in Locale::ALL {
        let table = Table::new(&Columns::new(Column::ALL.iter().copied()), Words(locale), Zone::utc(), Timestamp(0));
        let mut names = table.header();
        assert_eq!(names.len(), table.widths().len());
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "no two columns of a file have the same name");
    }
}
