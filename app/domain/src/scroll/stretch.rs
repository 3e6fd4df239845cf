//! The rows that are loaded: one unbroken stretch of the list, and what to ask for next. Pure.
//!
//! The chain of pages is the truth. How many rows lie in front of the stretch is known when it begins with the first
//! row, or is told from outside; what is only estimated is set right when an end of the list comes in.

use super::Window;
use crate::Order;
use std::{
    collections::{BTreeSet, VecDeque},
    sync::Arc,
};

/// Something that occurs in a list once.
pub trait Keyed {
    /// What tells it from all others.
    fn key(&self) -> i64;
}

impl Keyed for Arc<Order> {
    fn key(&self) -> i64 {
        self.id.0
    }
}

/// What a list lacks around the rows that are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// The rows behind the last loaded one.
    Behind,
    /// The rows in front of the first loaded one.
    Front,
    /// Rows that do not touch the loaded ones.
    Elsewhere,
}

/// The loaded rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<T> {
    base: i64,
    items: VecDeque<T>,
    keys: BTreeSet<i64>,
    starts: bool,
    ends: bool,
}

impl<T: Keyed> Stretch<T> {
    /// Rows from `base` on. `starts`: nothing lies in front of them; `ends`: nothing follows.
    pub fn new(base: i64, items: impl IntoIterator<Item = T>, starts: bool, ends: bool) -> Self {
        let base = if starts { 0 } else { base.max(0) };
        let mut stretch = Self { base, items: VecDeque::new(), keys: BTreeSet::new(), starts, ends };
        stretch.append(items, ends);
        stretch
    }

    /// The place of the first loaded row.
    pub const fn base(&self) -> i64 {
        self.base
    }

    /// The place behind the last loaded row.
    pub fn end(&self) -> i64 {
        self.base + i64::try_from(self.items.len()).unwrap_or(i64::MAX)
    }

    /// Whether the first row of the list is loaded.
    pub const fn starts(&self) -> bool {
        self.starts
    }

    /// Whether the last row of the list is loaded.
    pub const fn ends(&self) -> bool {
        self.ends
    }

    /// The loaded rows, in the order of the list.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.items.iter()
    }

    /// The row at a place.
    pub fn get(&self, index: i64) -> Option<&T> {
        self.items.get(usize::try_from(index - self.base).ok()?)
    }

    /// The place of a row.
    pub fn place_of(&self, key: i64) -> Option<i64> {
        let found = self.keys.contains(&key).then(|| self.items.iter().position(|item| item.key() == key)).flatten();
        found.and_then(|p| i64::try_from(p).ok()).map(|p| self.base + p)
    }

    /// Shows another state of a row. Whether it is loaded.
    pub fn replace(&mut self, item: T) -> bool {
        let place = self.place_of(item.key()).and_then(|i| usize::try_from(i - self.base).ok());
        match place.and_then(|p| self.items.get_mut(p)) {
            Some(old) => {
                *old = item;
                true
            }
            None => false,
        }
    }

    /// Takes a row out; those behind it move up.
    pub fn remove(&mut self, key: i64) -> Option<T> {
        let place = self.place_of(key).and_then(|i| usize::try_from(i - self.base).ok())?;
        self.keys.remove(&key);
        self.items.remove(place)
    }

    /// Puts a row in front of the first one that `follows` it. What lies beyond the loaded rows is unknown: next to an end
    /// that more rows follow it comes one place within, so that the last row still says where they begin.
    pub fn insert(&mut self, item: T, follows: impl Fn(&T) -> bool) {
        if !self.keys.insert(item.key()) {
            return;
        }
        let len = self.items.len();
        let place = self.items.iter().position(follows).unwrap_or(len);
        let first = usize::from(!self.starts).min(len);
        let last = len.saturating_sub(usize::from(!self.ends)).max(first);
        self.items.insert(place.clamp(first, last), item);
    }

    /// Adds the page behind the last row; rows that have moved there from elsewhere stay where they are. How many came.
    pub fn append(&mut self, page: impl IntoIterator<Item = T>, ends: bool) -> i64 {
        let mut came = 0;
        for item in page {
            if self.keys.insert(item.key()) {
                self.items.push_back(item);
                came += 1;
            }
        }
        // A page with nothing new leads nowhere: asking on would never end.
        self.ends = ends || came == 0;
        came
    }

    /// Adds the page in front of the first row, given in the order of the list. How many places the rows move back by:
    /// more than 0 where fewer were thought to lie in front, less where the list begins here.
    pub fn prepend(&mut self, page: impl DoubleEndedIterator<Item = T>, starts: bool) -> i64 {
        let mut came = 0;
        for item in page.rev() {
            if self.keys.insert(item.key()) {
                self.items.push_front(item);
                came += 1;
            }
        }
        self.starts = starts || came == 0;
        let told = self.base - came;
        self.base = if self.starts { 0 } else { told.max(0) };
        self.base - told
    }

    /// Moves the whole stretch by a number of places, never in front of the first.
    pub fn shift(&mut self, by: i64) {
        self.base = (self.base + by).max(0);
    }

    /// Forgets rows far from the drawn ones until `most` are left.
    pub fn trim(&mut self, window: Window, most: usize) {
        while self.items.len() > most {
            let (front, behind) = (window.first - self.base, self.end() - window.end());
            let gone = if front > behind {
                self.base += 1;
                self.starts = false;
                self.items.pop_front()
            } else {
                self.ends = false;
                self.items.pop_back()
            };
            if let Some(gone) = gone {
                self.keys.remove(&gone.key());
            }
        }
    }

    /// What to ask for, the most pressing first: `ahead` rows are kept ready in the direction of movement, half as many
    /// against it. Rows within `reach` of the stretch are reached through it.
    pub fn wants(&self, window: Window, down: bool, ahead: i64, reach: i64) -> Vec<Want> {
        let whole = self.starts && self.ends;
        if whole || window.count == 0 {
            return Vec::new();
        }
        if (window.first > self.end() + reach && !self.ends) || (window.end() + reach < self.base && !self.starts) {
            return vec![Want::Elsewhere];
        }
        let (front, behind) = if down { (ahead / 2, ahead) } else { (ahead, ahead / 2) };
        let front = (!self.starts && window.first - front < self.base).then_some(Want::Front);
        let behind = (!self.ends && window.end() + behind > self.end()).then_some(Want::Behind);
        let wants = if down { [behind, front] } else { [front, behind] };
        wants.into_iter().flatten().collect()
    }
}
