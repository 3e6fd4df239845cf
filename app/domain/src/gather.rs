//! Sets, maps and lists of a few, made one by one. `collect` and `sort` carry code of their own for each type, which the
//! client would have to load: some four kilobytes each.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// A set of these.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

/// A map of these; of two under one key the last one stays.
pub fn map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in items {
        map.insert(key, value);
    }
    map
}

/// These in their order; what is alike stays as it came.
pub fn sorted<T>(items: impl IntoIterator<Item = T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut sorted = Vec::<T>::new();
    for item in items {
        let place = sorted.partition_point(|before| compare(before, &item) != Ordering::Greater);
        sorted.insert(place, item);
    }
    sorted
}
