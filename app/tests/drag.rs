//! Where an item goes while it is dragged.

use app::ui::drag::place::{Span, View, index_at, mark_at, scroll_step, went_further};
use proptest::prelude::*;

/// Items one behind the other, from a pixel on.
fn row(from: i32, sizes: &[i32]) -> Vec<Span> {
    let mut start = from;
    let item = |size: &i32| {
        let span = Span { start, end: start + size };
        start += size;
        span
    };
    sizes.iter().map(item).collect()
}

proptest! {
    #[test]
    fn a_place_lies_between_what_the_hand_has_passed_and_what_it_has_not(
        sizes in proptest::collection::vec(2..300, 0..30),
        from in -500..500,
        at in -1000..9000,
    ) {
        let items = row(from, &sizes);
        let index = index_at(&items, at);
        prop_assert!(index <= items.len());
        prop_assert!(items[..index].iter().all(|item| item.start < at));
        prop_assert!(items[index..].iter().all(|item| item.end >= at));
        let list = Span { start: from, end: from + sizes.iter().sum::<i32>() };
        let mark = mark_at(&items, list, index);
        prop_assert!((list.start..=list.end).contains(&mark));
        prop_assert_eq!(index_at(&items, mark), index, "the mark stands where the item would go");
    }

    #[test]
    fn a_hand_scrolls_towards_the_edge_that_it_is_near_as_far_as_there_is_more(
        from in -500..500,
        size in 200..2000,
        at in -1000..3000,
        before in 0..40,
        behind in 0..40,
    ) {
        let span = Span { start: from, end: from + size };
        let step = scroll_step(View { span, before, behind }, at);
        prop_assert!(step.abs() <= 16);
        prop_assert!(step >= 0 || at < span.start + 48);
        prop_assert!(step <= 0 || at > span.end - 48);
        prop_assert!((-before..=behind).contains(&step));
        let most = scroll_step(View { span, before: 1000, behind: 1000 }, at);
        prop_assert_eq!(step == 0, most == 0 || (most < 0 && before == 0) || (most > 0 && behind == 0));
        prop_assert_eq!(scroll_step(View { span, before, behind }, span.start + size / 2), 0);
    }
}

#[test]
fn an_unsteady_click_is_no_drag() {
    assert!(!went_further((10, 10), (12, 13), 4));
    assert!(went_further((10, 10), (14, 10), 4));
    assert!(went_further((10, 10), (7, 7), 4));
}
