//! What is known of the list: the loaded stretch, how many orders each day has, which order every hundredth place holds,
//! and what was asked for. Nothing here is reactive.

use crate::error::AppError;
use domain::{
    Listing, Order, OrderNumber, SortKey, Timestamp, board,
    filter::Conditions,
    gather,
    ids::OrderId,
    listing::{Cursor, RowsPage},
    scroll::{Days, Keyed, Stretch, Want, Window},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// How many orders are kept in memory.
const MOST: usize = 2_000;
/// Every how many places an order is remembered by its number.
const MARK: i64 = 100;
/// How many rows are left room for behind the last loaded one, where the end is not known.
const TAIL: i64 = 100;
/// How many rows in front of the drawn ones a far place is asked for.
const LEAD: i64 = 24;

/// A request.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The listing with its cursor.
    pub query: String,
    /// The instant to begin at, in a list by creation.
    pub at: Option<Timestamp>,
    epoch: u32,
    part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Front,
    Behind,
    /// Orders that replace the loaded ones: the place of the first, and whether that is certain.
    Elsewhere(i64, bool),
    /// The same orders, as they are now.
    Again(i64),
}

/// What is known of a list.
#[derive(Clone)]
pub struct List {
    listing: Listing,
    stretch: Stretch<Arc<Order>>,
    days: Option<Days>,
    count: Option<i64>,
    /// Whether its orders are shown elsewhere, as those of a board are.
    bare: bool,
    /// Whether places are counted from the first order, and not from a guess.
    placed: bool,
    /// The farthest place that was ever loaded.
    extent: i64,
    marks: BTreeMap<i64, OrderNumber>,
    stays: BTreeSet<OrderId>,
    window: Window,
    moved: i64,
    epoch: u32,
    front: bool,
    behind: bool,
    elsewhere: bool,
}

impl Default for List {
    fn default() -> Self {
        Self {
            listing: Listing::default(),
            stretch: Stretch::new(0, [], true, true),
            days: None,
            count: None,
            bare: false,
            placed: true,
            extent: 0,
            marks: BTreeMap::new(),
            stays: BTreeSet::new(),
            window: Window::default(),
            moved: 0,
            epoch: 0,
            front: false,
            behind: false,
            elsewhere: false,
        }
    }
}

impl List {
    /// Another list, of which a page is there.
    pub fn begin(&mut self, listing: &Listing, orders: Vec<Order>, (front, behind): (bool, bool), count: Option<i64>) {
        *self = Self {
            bare: behind && orders.is_empty(),
            listing: listing.with_cursor(Cursor::Start),
            stretch: Stretch::new(0, orders.into_iter().map(Arc::new), !front, !behind),
            count,
            placed: !front,
            epoch: self.epoch.wrapping_add(1),
            ..Self::default()
        };
        self.noted();
    }

    /// This list as the one that is shown again: whatever was asked for meanwhile is not waited for.
    #[must_use]
    pub fn resumed(self, before: &Self) -> Self {
        let epoch = before.epoch.max(self.epoch).wrapping_add(1);
        Self { epoch, moved: 0, front: false, behind: false, elsewhere: false, ..self }
    }

    /// Which list it is.
    pub const fn listing(&self) -> &Listing {
        &self.listing
    }

    /// The order at a place.
    pub fn get(&self, index: i64) -> Option<Arc<Order>> {
        self.stretch.get(index).cloned()
    }

    /// Whether an order is shown although the filter no longer lets it through.
    pub fn stays(&self, id: OrderId) -> bool {
        self.stays.contains(&id)
    }

    /// The place of an order.
    pub fn place_of(&self, id: OrderId) -> Option<i64> {
        self.stretch.place_of(id.0)
    }

    /// The loaded orders.
    pub fn loaded(&self) -> Vec<Arc<Order>> {
        self.stretch.iter().cloned().collect()
    }

    /// Whether places are counted from the first order.
    pub const fn is_placed(&self) -> bool {
        self.placed
    }

    /// How many orders there are, where that is certain.
    pub fn count(&self) -> Option<i64> {
        match self.placed && self.stretch.ends() && !self.bare {
            true => Some(self.stretch.end()),
            false => self.days.as_ref().map(Days::total).or(self.count),
        }
    }

    /// How many rows the scroller has room for.
    pub fn room(&self) -> i64 {
        let end = self.stretch.end();
        match (&self.days, self.stretch.ends()) {
            (_, true) => end,
            (Some(days), false) => days.total().max(end + 1),
            (None, false) => {
                let rest = self.count.filter(|_| self.placed).map_or(TAIL, |count| count - end);
                self.extent.max(end + rest.clamp(1, TAIL))
            }
        }
    }

    /// A day that orders at a place are of.
    pub fn day_at(&self, index: i64) -> Option<Timestamp> {
        self.days.as_ref()?.noon_at(index)
    }

    /// By how many places the rows have moved since this was last asked.
    pub fn take_moved(&mut self) -> i64 {
        std::mem::take(&mut self.moved)
    }

    /// Shows another state of an order.
    pub fn replace(&mut self, order: Order, conditions: &Conditions) {
        let (id, fits) = (order.id, conditions.matches_fields(&order));
        if self.stretch.replace(Arc::new(order)) {
            match fits {
                true => self.stays.remove(&id),
                false => self.stays.insert(id),
            };
        }
    }

    /// Takes an order out.
    pub fn take_out(&mut self, id: OrderId) -> bool {
        let taken = self.stretch.remove(id.0).is_some();
        if taken {
            self.stays.remove(&id);
            self.count = self.count.map(|count| count - 1);
            self.marks.clear();
        }
        taken
    }

    /// Puts an order where it belongs among the cards of a board.
    pub fn put(&mut self, order: &Arc<Order>, conditions: &Conditions) {
        let sort = self.listing.sort;
        let fits = conditions.matches_fields(order);
        self.stretch.insert(Arc::clone(order), |one| board::compare(sort, one, order).is_gt());
        if !fits {
            self.stays.insert(order.id);
        }
        self.count = self.count.map(|count| count + 1);
        self.marks.clear();
    }

    /// Puts an order back, if its place is among those that are loaded. Whether it is.
    pub fn put_back(&mut self, order: &Arc<Order>, conditions: &Conditions) -> bool {
        let (sort, last) = (self.listing.sort, self.stretch.iter().next_back());
        let within = self.stretch.ends() || last.is_some_and(|last| board::compare(sort, order, last).is_lt());
        if within {
            self.put(order, conditions);
        }
        within
    }

    /// How many orders there are, as somebody else has counted them. Whether that is new.
    pub fn told(&mut self, count: i64) -> bool {
        self.count.replace(count) != Some(count)
    }

    /// The listing to count by days; `None` where the list is in another order.
    pub fn days_query(&self) -> Option<(String, u32)> {
        (self.listing.sort.key == SortKey::Created).then(|| (self.listing.to_query(), self.epoch))
    }

    /// How many orders each day has.
    pub fn counted(&mut self, epoch: u32, days: Vec<(i64, i64)>) {
        if epoch == self.epoch {
            self.days = Some(Days::new(days, self.listing.sort.descending));
            self.placed_by_days();
        }
    }

    /// What is missing around these rows and not yet asked for.
    pub fn wants(&self, window: Window, down: bool, ahead: i64, reach: i64) -> Vec<Want> {
        let asked = |want: &Want| match want {
            Want::Front => self.front || self.elsewhere,
            Want::Behind => self.behind || self.elsewhere,
            Want::Elsewhere => self.elsewhere,
        };
        self.stretch.wants(window, down, ahead, reach).into_iter().filter(|want| !asked(want)).collect()
    }

    /// The request for something that is missing. `None` where there is nothing to begin at.
    pub fn asks(&mut self, want: Want, window: Window) -> Option<Asked> {
        self.window = window;
        let (cursor, at, part) = match want {
            Want::Front => (Cursor::Before(self.stretch.iter().next()?.number.clone()), None, Part::Front),
            Want::Behind => match self.stretch.iter().next_back() {
                Some(last) => (Cursor::After(last.number.clone()), None, Part::Behind),
                None => (Cursor::Start, None, Part::Elsewhere(0, true)),
            },
            Want::Elsewhere => self.far((window.first - LEAD).max(0)),
        };
        match part {
            Part::Front => self.front = true,
            Part::Behind => self.behind = true,
            Part::Elsewhere(..) | Part::Again(_) => {
                // Whatever else is under way belongs to the rows that are left behind.
                self.epoch = self.epoch.wrapping_add(1);
                (self.front, self.behind, self.elsewhere) = (false, false, true);
            }
        }
        Some(self.asked(cursor, at, part))
    }

    /// The request for orders behind one that is known by its number, as they are now.
    pub fn ask_again(&mut self, after: Option<OrderNumber>, base: i64) -> Asked {
        self.epoch = self.epoch.wrapping_add(1);
        (self.front, self.behind, self.elsewhere) = (false, false, true);
        self.asked(after.map_or(Cursor::Start, Cursor::After), None, Part::Again(base))
    }

    fn asked(&self, cursor: Cursor, at: Option<Timestamp>, part: Part) -> Asked {
        Asked { query: self.listing.with_cursor(cursor).to_query(), at, epoch: self.epoch, part }
    }

    /// How a far place is reached: by an order seen near it, by its day, or from the beginning.
    fn far(&self, target: i64) -> (Cursor, Option<Timestamp>, Part) {
        let mark = self.marks.range(..target).next_back();
        if target == 0 {
            return (Cursor::Start, None, Part::Elsewhere(0, true));
        }
        if let Some((place, number)) = mark
            && (target - place <= MARK || self.days.is_none())
        {
            return (Cursor::After(number.clone()), None, Part::Elsewhere(place + 1, self.placed));
        }
        match self.days.as_ref().and_then(|days| days.instant(target)) {
            Some((at, place, certain)) => (Cursor::Start, Some(at), Part::Elsewhere(place, certain)),
            None => (Cursor::Start, None, Part::Elsewhere(0, true)),
        }
    }

    /// What came back. Why it failed, unless nobody waits for it any more.
    pub fn answered(&mut self, asked: &Asked, answer: Result<RowsPage, AppError>) -> Option<AppError> {
        if asked.epoch != self.epoch {
            return None;
        }
        match asked.part {
            Part::Front => self.front = false,
            Part::Behind => self.behind = false,
            Part::Elsewhere(..) | Part::Again(_) => self.elsewhere = false,
        }
        let RowsPage { orders, more } = match answer {
            Ok(page) => page,
            Err(error) => return Some(error),
        };
        let orders = orders.into_iter().map(Arc::new);
        match asked.part {
            Part::Front => {
                let moved = self.stretch.prepend(orders, !more);
                self.move_by(moved);
            }
            Part::Behind => drop(self.stretch.append(orders, !more)),
            Part::Elsewhere(base, certain) => {
                let first = asked.at.is_none() && base == 0;
                if first && !self.placed {
                    // Places were counted from a guess; now they are counted from the first order.
                    (self.marks, self.extent) = (BTreeMap::new(), 0);
                }
                self.stretch = Stretch::new(base, orders, first, !more);
                self.placed = certain || first;
            }
            Part::Again(base) => self.again(base, orders.collect(), more),
        }
        self.placed_by_days();
        self.stretch.trim(self.window, MOST);
        self.noted();
        None
    }

    /// Rows never move under the pointer: what is loaded takes its new state where it stands, the rest is left.
    fn again(&mut self, base: i64, orders: Vec<Arc<Order>>, more: bool) {
        let known = orders.iter().any(|order| self.stretch.place_of(order.key()).is_some_and(|place| place >= base));
        if known {
            for order in orders {
                self.stretch.replace(order);
            }
        } else {
            self.stretch = Stretch::new(base, orders, base == 0, !more);
            self.placed = base == 0;
        }
    }

    /// Sets places right by the days: certain as soon as a day begins among the loaded orders.
    fn placed_by_days(&mut self) {
        if self.stretch.starts() {
            self.placed = true;
        }
        let Some(days) = self.days.as_ref().filter(|_| !self.placed) else { return };
        let length = self.stretch.end() - self.stretch.base();
        let found = match self.stretch.ends() {
            true => Some(((days.total() - length).max(0), true)),
            false => days.place_of(self.stretch.iter().map(|order| order.created_at), self.stretch.base()),
        };
        if let Some((base, certain)) = found {
            let by = base - self.stretch.base();
            self.stretch.shift(by);
            self.moved += by;
            self.placed = certain;
        }
    }

    fn move_by(&mut self, by: i64) {
        if by != 0 {
            self.moved += by;
            self.extent = (self.extent + by).max(0);
            let marks = std::mem::take(&mut self.marks);
            self.marks = gather::map(marks.into_iter().map(|(place, number)| (place + by, number)));
        }
        if self.stretch.starts() {
            self.placed = true;
        }
    }

    /// Remembers every hundredth order, so that the way back to it needs no counting.
    fn noted(&mut self) {
        let (base, end) = (self.stretch.base(), self.stretch.end());
        if self.days.is_none() {
            self.extent = self.extent.max(end);
        }
        if !self.placed && self.listing.sort.key == SortKey::Created {
            return;
        }
        let first = base + (MARK - base.rem_euclid(MARK)) % MARK;
        let mut place = first;
        while place < end {
            if let Some(order) = self.stretch.get(place) {
                self.marks.insert(place, order.number.clone());
            }
            place += MARK;
        }
    }
}
