//! Links of `/orders`: filter, sort, columns and page are read back as written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Column, Columns, Listing, Sort, SortKey,
    columns::{Shown, Width},
    listing::Cursor,
    testing,
};
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
        let shown: Vec<Column> = columns.iter().collect();
        let distinct: BTreeSet<_> = shown.iter().collect();
        prop_assert_eq!(distinct.len(), shown.len());
        prop_assert!(columns.contains(Column::Number));
        prop_assert_eq!(Columns::parse(&columns.code()), Some(columns.clone()));
        let all: BTreeSet<_> = columns.shown_then_hidden().into_iter().collect();
        prop_assert_eq!(all.len(), Column::ALL.len());
        prop_assert_eq!(&columns.shown_then_hidden()[..shown.len()], &shown[..]);
    }

    #[test]
    fn columns_follow_their_places(columns in testing::columns(), gap in 1..9_u32) {
        let places = columns.iter().zip((0_u32..).map(|i| i * gap));
        prop_assert_eq!(Columns::from_places(places, &columns), columns);
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

/// What somebody does to the columns: by dragging, by keys, by the menu of a head, in the form.
#[derive(Clone, Copy, Debug)]
enum Act {
    Move(Column, usize),
    Shift(Column, bool),
    Show(Column, bool),
    Resize(Column, Option<Width>),
}

fn act() -> impl Strategy<Value = Act> {
    let column = || proptest::sample::select(Column::ALL.to_vec());
    prop_oneof![
        (column(), 0..40_usize).prop_map(|(column, to)| Act::Move(column, to)),
        (column(), any::<bool>()).prop_map(|(column, forward)| Act::Shift(column, forward)),
        (column(), any::<bool>()).prop_map(|(column, shown)| Act::Show(column, shown)),
        (column(), proptest::option::of(-50..2000_i32)).prop_map(|(c, width)| Act::Resize(c, width.map(Width::of))),
    ]
}

proptest! {
    #[test]
    fn any_sequence_of_acts_keeps_a_permutation_with_its_widths(
        first in testing::columns(),
        acts in proptest::collection::vec(act(), 0..40),
    ) {
        let mut columns = first;
        for act in acts {
            let next = match act {
                Act::Move(column, to) => columns.moved(column, to),
                Act::Shift(column, forward) => columns.shifted(column, forward),
                Act::Show(column, shown) => columns.with(column, shown),
                Act::Resize(column, width) => columns.with_width(column, width),
            };
            let distinct: BTreeSet<Column> = next.iter().collect();
            prop_assert_eq!(distinct.len(), next.iter().len(), "no two columns share a place");
            prop_assert!(next.contains(Column::Number));
            prop_assert_eq!(Columns::parse(&next.code()), Some(next.clone()));
            for Shown { column, width } in columns.shown() {
                match act {
                    Act::Resize(resized, wanted) if resized == *column => prop_assert_eq!(next.width(*column), wanted),
                    Act::Show(hidden, false) if hidden == *column && hidden != Column::Number => {
                        prop_assert!(!next.contains(*column));
                    }
                    _ => prop_assert_eq!(next.width(*column), *width, "a width stays with its column"),
                }
            }
            if let Act::Move(column, to) = act && columns.contains(column) {
                prop_assert_eq!(next.place(column), Some(to.min(columns.iter().len() - 1)));
            }
            let others = |of: &Columns, but: Column| of.iter().filter(|c| *c != but).collect::<Vec<_>>();
            if let Act::Move(column, _) | Act::Shift(column, _) | Act::Show(column, _) = act {
                prop_assert_eq!(others(&next, column), others(&columns, column), "the others keep their order");
            }
            columns = next;
        }
    }

    #[test]
    fn a_link_says_everything_and_is_never_empty(listing in testing::listing(&cast())) {
        let link = listing.to_link();
        prop_assert!(!link.is_empty());
        prop_assert_eq!(Listing::from_query(&link), (listing, vec![]));
    }
}

#[test]
fn every_usual_width_is_one_that_a_column_may_have() {
    for column in Column::ALL {
        let usual = column.usual_width();
        assert_eq!(Width::of(i32::from(usual.pixels())), usual, "{column:?}");
    }
}

#[test]
fn the_usual_columns_show_the_amounts_on_a_small_laptop() {
    // 1 360 pixels less the side bar, the gaps, a scrollbar and the boxes that choose rows.
    let room = 1_360 - 216 - 42 - 16 - 44;
    let columns = Columns::default();
    let amounts = columns.place(Column::PaymentDetails).unwrap();
    let needed: u16 = columns.widths().take(amounts + 1).map(Width::pixels).sum();
    assert!(needed <= room, "{needed} pixels");
}

#[test]
fn a_width_that_somebody_gave_replaces_the_usual_one() {
    let usual = Columns::new([Column::Number, Column::Due]);
    let made = usual.with_width(Column::Due, Some(Width::of(200)));
    assert_eq!(made.widths().map(Width::pixels).collect::<Vec<_>>(), [84, 200]);
    assert_eq!((usual.stretches(), made.stretches()), (true, false));
    assert_eq!(made.with_width(Column::Due, None), usual);
}

#[test]
fn a_width_lies_between_its_bounds() {
    assert_eq!(Columns::parse("number:3,total:9999,kind:abc").unwrap().code(), "number:56,total:800,kind");
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
    assert_eq!(listing.columns.iter().collect::<Vec<_>>(), [Column::Due, Column::Number]);
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
