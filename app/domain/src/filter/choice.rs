//! A choice among the values of one field: any of these, none of those. Pure.

use crate::gather;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
        Self { include: gather::set([value]), exclude: BTreeSet::new() }
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
            include: gather::set(self.include.iter().map(&change)),
            exclude: gather::set(self.exclude.iter().map(&change)),
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

/// What is wanted of each of several fields; those of which nothing is asked are not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent, bound(deserialize = "F: Ord + Deserialize<'de>, T: Ord + Deserialize<'de>"))]
pub struct Choices<F: Ord, T: Ord>(BTreeMap<F, Choice<T>>);

impl<F: Ord, T: Ord> Default for Choices<F, T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<F: Ord + Copy, T: Ord + Clone> Choices<F, T> {
    /// What is wanted of a field.
    pub fn get(&self, field: F) -> Choice<T> {
        self.0.get(&field).cloned().unwrap_or_default()
    }

    /// The same with another choice of one field.
    #[must_use]
    pub fn with(mut self, field: F, choice: Choice<T>) -> Self {
        self.set(field, choice);
        self
    }

    /// Another choice of one field.
    pub fn set(&mut self, field: F, choice: Choice<T>) {
        self.0.insert(field, choice);
        self.0.retain(|_, choice| !choice.is_empty());
    }

    /// Whether nothing is asked of any.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each field of which something is asked, in the order of links.
    pub fn iter(&self) -> impl Iterator<Item = (F, &Choice<T>)> {
        self.0.iter().map(|(field, choice)| (*field, choice))
    }
}
