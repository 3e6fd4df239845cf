//! What is gathered one by one is what the library gathers.

use domain::gather;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #[test]
    fn sets_maps_and_lists_are_those_of_the_library(items in prop::collection::vec((0_u8..8, any::<u16>()), 0..40)) {
        prop_assert_eq!(gather::set(items.clone()), items.iter().copied().collect::<BTreeSet<_>>());
        // Of two under one key the last one stays.
        prop_assert_eq!(gather::map(items.clone()), items.iter().copied().collect::<BTreeMap<_, _>>());
        let mut sorted = items.clone();
        sorted.sort_by_key(|item| item.0);
        prop_assert_eq!(gather::sorted(items, |a, b| a.0.cmp(&b.0)), sorted, "what is alike stays as it came");
    }
}
