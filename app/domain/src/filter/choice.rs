//! A choice among the values of one field: any of these, none of those. Pure.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Values that are wanted (any of them, or all values when there are none) and values that are not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice<T: Ord> {
    /// Any of these; every value when empty.
    pub include: BTreeSet<T>,
    /// None of these.
    pub exclude: BTreeSet<T>,
}

impl<T: Ord> Default for Choice<T> {
    fn default() -> Self {
        Self::every()
    }
}

impl<T: Ord> Choice<T> {
    /// Every value.
    pub const fn every() -> Self {
        Self { include: BTreeSet::new(), exclude: BTreeSet::new() }
    }
}

impl<T: Ord + Clone> Choice<T> {
    /// A choice of one value.
    pub fn only(value: T) -> Self {
        Self { include: BTreeSet::from([value]), exclude: BTreeSet::new() }
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether a single value passes.
    pub fn lets(&self, value: &T) -> bool {
        (self.include.is_empty() || self.include.contains(value)) && !self.exclude.contains(value)
    }

    /// Whether a thing with several values passes: any wanted one, no excluded one.
    pub fn lets_any(&self, values: &[&T]) -> bool {
        (self.include.is_empty() || values.iter().any(|v| self.include.contains(*v)))
            && !values.iter().any(|v| self.exclude.contains(*v))
    }

    /// Whether a thing passes, when each value is a predicate.
    pub fn lets_where(&self, holds: impl Fn(&T) -> bool) -> bool {
        (self.include.is_empty() || self.include.iter().any(&holds)) && !self.exclude.iter().any(&holds)
    }

    /// The same choice of other values.
    pub fn map<U: Ord>(&self, change: impl Fn(&T) -> U) -> Choice<U> {
        Choice {
            include: self.include.iter().map(&change).collect(),
            exclude: self.exclude.iter().map(&change).collect(),
        }
    }

    /// The choice with this value taken out, whichever way it was in.
    #[must_use]
    pub fn without(&self, value: &T) -> Self {
        let mut next = self.clone();
        next.include.remove(value);
        next.exclude.remove(value);
        next
    }

    /// The choice with this value wanted, or no longer wanted if it was.
    #[must_use]
    pub fn toggled(&self, value: &T) -> Self {
        let mut next = self.clone();
        if !next.include.remove(value) {
            next.exclude.remove(value);
            next.include.insert(value.clone());
        }
        next
    }
}
