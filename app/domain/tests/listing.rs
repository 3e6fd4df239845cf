//! Links of `/orders`: filter, sort, columns and page are read back as written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{Column, Columns, Listing, Sort, SortKey, listing::Cursor, testing};
use proptest::prelude::*;
use std::collections::BTreeSet;

mod common;
use common::{cast, order_of};

proptest! {
    #[test]
    fn a_listing_is_read_back_as_it_was_written(listing in testing::listing(&cast())) {
        let query = listing.to_query();
        let (again, problems) = Listing::from_query(&query);
        prop_assert_eq!(problems, vec![]);
        prop_assert_eq!(&again, &listing);
        prop_assert_eq!(again.to_query(), query);
    }

    #[test]
    fn columns_are_each_shown_once_and_the_number_always(columns in testing::columns()) {
        let shown = columns.as_slice();
        let distinct: BTreeSet<_> = shown.iter().collect();
        prop_assert_eq!(distinct.len(), shown.len());
        prop_assert!(columns.contains(Column::Number));
        prop_assert_eq!(Columns::parse(&columns.code()), Some(columns.clone()));
        let all: BTreeSet<_> = columns.shown_then_hidden().into_iter().collect();
        prop_assert_eq!(all.len(), Column::ALL.len());
        prop_assert_eq!(&columns.shown_then_hidden()[..shown.len()], shown);
    }

    #[test]
    fn columns_follow_their_places(columns in testing::columns(), gap in 1..9_u32) {
        let places = columns.as_slice().iter().copied().zip((0_u32..).map(|i| i * gap));
        prop_assert_eq!(Columns::from_places(places), columns);
    }

    #[test]
    fn another_filter_or_order_begins_at_the_first_page(listing in testing::listing(&cast()), other in testing::listing(&cast())) {
        let filtered = listing.with_filter(other.filter.clone());
        prop_assert_eq!((&filtered.cursor, &filtered.filter, &filtered.columns), (&Cursor::Start, &other.filter, &listing.columns));
        let sorted = listing.with_sort(other.sort);
        prop_assert_eq!((&sorted.cursor, sorted.sort, &sorted.filter), (&Cursor::Start, other.sort, &listing.filter));
    }

    #[test]
    fn a_second_click_turns_the_order_around(sort in testing::sort()) {
        for key in SortKey::ALL {
            let first = sort.clicked(key);
            prop_assert_eq!(first.key, key);
            let expected = if sort.key == key { !sort.descending } else { key.descends_first() };
            prop_assert_eq!(first.descending, expected);
            prop_assert_eq!(first.clicked(key), Sort { descending: !first.descending, ..first });
        }
        prop_assert_eq!(Sort::parse(&sort.code()), Some(sort));
    }

    #[test]
    fn wire_types_survive_json(draft in testing::draft(&cast()), listing in testing::listing(&cast())) {
        let order = order_of(&draft.check().unwrap(), &cast());
        prop_assert_eq!(serde_json::from_str::<domain::Order>(&serde_json::to_string(&order).unwrap()).unwrap(), order);
        prop_assert_eq!(serde_json::from_str::<Listing>(&serde_json::to_string(&listing).unwrap()).unwrap(), listing);
    }
}

#[test]
fn the_default_listing_has_an_empty_query() {
    assert_eq!(Listing::default().to_query(), "");
    assert_eq!(Listing::from_query("").0, Listing::default());
}

#[test]
fn names_that_mean_nothing_are_said() {
    let (listing, problems) = Listing::from_query("sort=-taste&cols=a,b&after=%01&cols=due,due,number");
    let keys: Vec<&str> = problems.iter().map(|p| p.key.as_str()).collect();
    assert_eq!(keys, ["sort", "cols", "after"]);
    assert_eq!(listing.columns.as_slice(), [Column::Due, Column::Number]);
}

#[test]
fn codes_are_read_back() {
    for column in Column::ALL {
        assert_eq!(Column::parse(column.code()), Some(*column));
    }
    for key in SortKey::ALL {
        assert_eq!(Sort::parse(key.code()), Some(Sort { key, descending: false }));
    }
}
