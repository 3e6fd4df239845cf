//! The endless list: every row is reached, small moves are exact, what is in sight stays when rows come in around it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{
    Timestamp,
    scroll::{Days, Keyed, LONGEST, MOST_DRAWN, Pace, Ruler, Stretch, Want, Window},
    time::DAY,
};
use proptest::{collection::vec, prelude::*, sample::select};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row(i64);

impl Keyed for Row {
    fn key(&self) -> i64 {
        self.0
    }
}

fn rows(from: i64, until: i64) -> Vec<Row> {
    (from..until).map(Row).collect()
}

fn ruler(row: i64, view: i64, count: i64) -> Ruler {
    let mut ruler = Ruler::new(row, view, LONGEST);
    ruler.counted(count, 0);
    ruler
}

/// Row heights, views and lists from empty to two million rows.
fn any_ruler() -> impl Strategy<Value = Ruler> {
    let rows = prop_oneof![0..40_i64, 100..5_000_i64, 380_000..2_000_000_i64];
    (select(vec![32_i64, 40, 48, 68]), 80..1_600_i64, rows).prop_map(|(row, view, count)| ruler(row, view, count))
}

/// What must hold whenever something is drawn after something else was, and when more is drawn on the way.
fn holds(ruler: &Ruler, drawn: &mut Window, down: bool) -> Result<(), TestCaseError> {
    let next = drawn.next(ruler, MOST_DRAWN);
    prop_assert_eq!(next.next(ruler, MOST_DRAWN), next, "what is drawn is drawn once");
    let mut last = next;
    for _ in 0..8 {
        covers(ruler, last)?;
        prop_assert_eq!(last.next(ruler, MOST_DRAWN), last, "what is drawn ahead stays");
        let more = last.ahead(ruler, MOST_DRAWN, down);
        let new = (more.first..more.end()).filter(|index| !last.contains(*index)).count();
        prop_assert!(new <= 4, "{last:?} {more:?}");
        last = more;
    }
    prop_assert_eq!(last.ahead(ruler, MOST_DRAWN, down), last, "there is an end to it");
    *drawn = if down { next } else { last };
    Ok(())
}

fn covers(ruler: &Ruler, window: Window) -> Result<(), TestCaseError> {
    let seen = Window::seen(ruler);
    prop_assert!(window.first <= seen.start && seen.end <= window.end(), "{ruler:?} {window:?} {seen:?}");
    prop_assert!(window.first >= 0 && window.end() <= ruler.rows());
    let in_sight = ruler.view() / ruler.row() + 2;
    prop_assert!(window.count <= MOST_DRAWN.max(in_sight + 8));
    prop_assert!(ruler.height() <= LONGEST);
    prop_assert!(ruler.place(window.first) >= 0, "{ruler:?} {window:?}");
    prop_assert!(ruler.at() >= 0 && ruler.at() <= (ruler.height() - ruler.view()).max(0));
    // The rows that cover the view do so on the scroller too.
    if ruler.rows() > 0 {
        prop_assert!(ruler.place(seen.start) <= ruler.at());
        let last = ruler.place(seen.end);
        prop_assert!(last >= (ruler.at() + ruler.view()).min(ruler.place(ruler.rows())));
        prop_assert!(!settled(ruler) || ruler.place(window.end()) <= ruler.height());
    }
    Ok(())
}

fn settled(ruler: &Ruler) -> bool {
    let mut at_rest = *ruler;
    at_rest.settle();
    at_rest.at() == ruler.at()
}

proptest! {
    #[test]
    fn what_is_in_sight_is_always_drawn(start in any_ruler(), moves in vec(prop_oneof![-900..900_i64, -20_000_000..20_000_000_i64], 1..60)) {
        let (mut ruler, mut drawn) = (start, Window::default());
        holds(&ruler, &mut drawn, true)?;
        for by in moves {
            ruler.scrolled(ruler.at() + by);
            holds(&ruler, &mut drawn, by > 0)?;
            let top = ruler.top();
            ruler.settle();
            prop_assert_eq!(ruler.top(), top, "rest moves nothing");
            holds(&ruler, &mut drawn, by > 0)?;
        }
    }

    #[test]
    fn a_small_move_moves_the_list_by_as_much(start in any_ruler(), at in 0..LONGEST, by in -240..240_i64) {
        let mut ruler = start;
        ruler.scrolled(at);
        let (top, at) = (ruler.top(), ruler.at());
        let room = (ruler.height() - ruler.view()).max(0);
        let to = at + by;
        let near = 2 * ruler.view() + MOST_DRAWN * ruler.row();
        prop_assume!(to > near && to < room - near);
        ruler.scrolled(to);
        prop_assert_eq!(ruler.top() - top, by);
    }

    #[test]
    fn the_scrollbar_is_proportional_and_its_ends_are_the_lists_ends(count in 1_000_000..2_000_000_i64, percent in 5..95_i64) {
        let mut long = ruler(40, 800, count);
        let room = long.height() - long.view();
        long.scrolled(room * percent / 100);
        let share = long.top() * 1000 / (count * 40);
        prop_assert!((share - percent * 10).abs() <= 5, "{share} of {percent}");
        long.scrolled(room);
        prop_assert_eq!(Window::seen(&long).end, count);
        long.scrolled(0);
        prop_assert_eq!(Window::seen(&long).start, 0);
    }

    #[test]
    fn no_row_is_skipped_by_the_wheel(count in 400_000..1_200_000_i64, from in 0..1_200_000_i64, up in any::<bool>()) {
        let mut long = ruler(40, 800, count);
        long.goes_to((from % count) * 40);
        let mut last = Window::seen(&long);
        for step in 0..400 {
            let by = if up { -120 } else { 120 };
            long.scrolled(long.at() + by);
            if step % 40 == 0 {
                long.settle();
            }
            let seen = Window::seen(&long);
            prop_assert!(seen.start <= last.end && last.start <= seen.end, "{last:?} then {seen:?}");
            last = seen;
        }
    }

    #[test]
    fn both_ends_are_reached_by_the_wheel(count in 400_000..1_200_000_i64, rows_away in 1..2_000_i64, up in any::<bool>()) {
        let mut long = ruler(40, 800, count);
        long.goes_to(if up { rows_away * 40 } else { (count - rows_away) * 40 - 800 });
        // A scrollbar that stands elsewhere than the rows want it, as after a long way by wheel.
        let away = if up { -120 } else { 120 };
        for _ in 0..(rows_away * 40 / 120 + 30) {
            long.scrolled((long.at() + away).clamp(0, long.height() - long.view()));
        }
        let seen = Window::seen(&long);
        prop_assert_eq!(if up { seen.start } else { count - seen.end }, 0);
    }

    #[test]
    fn rows_that_come_above_do_not_move_what_is_in_sight(start in any_ruler(), at in 0..LONGEST, more in 1..300_i64) {
        let mut ruler = start;
        prop_assume!(ruler.rows() > 200);
        ruler.scrolled(at);
        let (seen, inset) = (Window::seen(&ruler), ruler.top() % ruler.row());
        ruler.counted(ruler.rows() + more, more);
        let now = Window::seen(&ruler);
        prop_assert_eq!(now.start, seen.start + more);
        prop_assert_eq!(ruler.top() % ruler.row(), inset);
        holds(&ruler, &mut Window::default(), true)?;
    }

    #[test]
    fn a_row_that_is_asked_for_comes_into_sight_whole(start in any_ruler(), index in 0..2_000_000_i64) {
        let mut ruler = start;
        prop_assume!(ruler.rows() > 0 && ruler.view() >= ruler.row());
        let index = index % ruler.rows();
        ruler.shows(index);
        prop_assert!(ruler.top() <= index * ruler.row());
        prop_assert!(ruler.top() + ruler.view() >= (index + 1) * ruler.row());
    }

    #[test]
    fn walking_down_and_up_loads_every_row_once(count in 1..3_000_i64, page in 1..200_usize, most in 600..2_000_usize) {
        let mut stretch = Stretch::new(0, rows(0, count.min(50)), true, count <= 50);
        let page = i64::try_from(page).unwrap();
        let fetch = |stretch: &mut Stretch<Row>, want: Want| match want {
            Want::Behind => {
                let next = stretch.iter().next_back().unwrap().0 + 1;
                let end = (next + page).min(count);
                stretch.append(rows(next, end), end == count);
            }
            Want::Front => {
                let first = stretch.iter().next().unwrap().0;
                let from = (first - page).max(0);
                assert_eq!(stretch.prepend(rows(from, first).into_iter(), from == 0), 0);
            }
            Want::Elsewhere => panic!("a walk never leaves the stretch"),
        };
        let walk: Vec<i64> = (0..count).step_by(7).chain((0..count).rev().step_by(7)).collect();
        let mut down = true;
        for (step, first) in walk.iter().copied().enumerate() {
            down = if step > 0 { first >= walk[step - 1] } else { down };
            let window = Window { first, count: 30.min(count - first) };
            for _ in 0..200 {
                let wants = stretch.wants(window, down, 60, 200);
                let Some(want) = wants.first() else { break };
                fetch(&mut stretch, *want);
                stretch.trim(window, most);
            }
            for index in window.first..window.end() {
                prop_assert_eq!(stretch.get(index), Some(&Row(index)));
            }
            prop_assert!(stretch.iter().count() <= most);
        }
    }

    #[test]
    fn a_place_leads_to_a_day_and_back(counts in vec((0..2_000_i64, 1..400_i64), 1..60), pick in any::<prop::sample::Index>(), descending in any::<bool>()) {
        let counts: std::collections::BTreeMap<i64, i64> = counts.into_iter().collect();
        let days = Days::new(counts.clone(), descending);
        let total: i64 = counts.values().sum();
        prop_assert_eq!(days.total(), total);
        // The list itself: the orders of a day spread evenly over it.
        let mut list: Vec<i64> = counts.iter().flat_map(|(day, n)| (0..*n).map(move |i| day * DAY + DAY * i / n)).collect();
        if descending {
            list.reverse();
        }
        let index = pick.index(list.len());
        let place = i64::try_from(index).unwrap();
        let (at, told, exact) = days.instant(place).unwrap();
        prop_assert_eq!(told, place);
        let begin = list.iter().position(|t| if descending { *t < at.0 } else { *t >= at.0 }).unwrap();
        if exact {
            prop_assert_eq!(begin, index);
        }
        let page: Vec<Timestamp> = list[begin..].iter().take(500).map(|t| Timestamp(*t)).collect();
        let (base, certain) = days.place_of(page.iter().copied(), place).unwrap();
        if certain {
            prop_assert_eq!(base, i64::try_from(begin).unwrap());
        }
        let (start, first, exact) = days.day_start(place).unwrap();
        prop_assert!(exact && first <= place);
        prop_assert_eq!(list.iter().position(|t| if descending { *t < start.0 } else { *t >= start.0 }), usize::try_from(first).ok());
        prop_assert!(days.instant(total).is_none() && days.instant(-1).is_none());
    }
}

#[test]
fn an_order_that_moved_between_two_pages_is_shown_once() {
    let mut stretch = Stretch::new(0, rows(0, 10), true, false);
    assert_eq!(stretch.append([Row(9), Row(10), Row(3)], false), 1);
    assert_eq!(stretch.iter().map(|r| r.0).collect::<Vec<_>>(), (0..11).collect::<Vec<_>>());
    assert_eq!(stretch.append([Row(10)], false), 0);
    assert!(stretch.ends(), "a page that brings nothing new ends the list");
}

#[test]
fn the_beginning_of_the_list_sets_an_estimate_right() {
    let mut stretch = Stretch::new(150, rows(1000, 1100), false, false);
    assert_eq!(stretch.prepend(rows(900, 1000).into_iter(), false), 0);
    assert_eq!(stretch.base(), 50);
    assert_eq!(stretch.prepend(rows(880, 900).into_iter(), true), -30, "there were 30 fewer than told");
    assert_eq!((stretch.base(), stretch.place_of(1000)), (0, Some(120)));
    let mut short = Stretch::new(10, rows(500, 600), false, false);
    assert_eq!(short.prepend(rows(400, 500).into_iter(), false), 90, "there were more than told");
    assert_eq!((short.base(), short.place_of(500)), (0, Some(100)));
}

#[test]
fn a_far_place_is_asked_for_at_once_and_a_near_one_through_its_neighbours() {
    let stretch = Stretch::new(1_000, rows(0, 100), false, false);
    let at = |first| Window { first, count: 40 };
    assert_eq!(stretch.wants(at(5_000), true, 200, 200), [Want::Elsewhere]);
    assert_eq!(stretch.wants(at(10), false, 200, 200), [Want::Elsewhere]);
    assert_eq!(stretch.wants(at(1_150), true, 200, 200), [Want::Behind]);
    assert_eq!(stretch.wants(at(1_050), true, 200, 200), [Want::Behind, Want::Front]);
    assert_eq!(stretch.wants(at(1_050), false, 200, 200), [Want::Front, Want::Behind]);
    let whole = Stretch::new(0, rows(0, 100), true, true);
    assert!(whole.wants(at(50), true, 200, 200).is_empty());
}

proptest! {
    #[test]
    fn a_row_put_among_others_stands_in_order_and_hides_nothing_that_follows(
        keys in proptest::collection::btree_set(0..200_i64, 2..40),
        puts in vec(0..200_i64, 0..30),
        (starts, ends) in (any::<bool>(), any::<bool>()),
    ) {
        let loaded: Vec<i64> = keys.iter().copied().collect();
        let mut stretch = Stretch::new(50, loaded.iter().copied().map(Row), starts, ends);
        let (first, last) = (loaded[0], *loaded.last().unwrap());
        // The ends are what is asked for next begins at: they stay.
        for put in puts.into_iter().filter(|put| *put != first && *put != last) {
            if stretch.place_of(put).is_some() {
                prop_assert_eq!(stretch.remove(put), Some(Row(put)));
                prop_assert_eq!(stretch.place_of(put), None);
            }
            stretch.insert(Row(put), |row| row.0 > put);
            prop_assert!(stretch.place_of(put).is_some());
            let now: Vec<i64> = stretch.iter().map(|row| row.0).collect();
            prop_assert!(starts || now.first() == Some(&first));
            prop_assert!(ends || now.last() == Some(&last));
            let known = |key: &i64| (starts || *key > first) && (ends || *key < last);
            let within: Vec<i64> = now.iter().copied().filter(known).collect();
            let mut sorted = within.clone();
            sorted.sort_unstable();
            prop_assert_eq!(within, sorted);
        }
    }
}

/// A list of 600 pixels in sight that moves by so many pixels in each frame, a few rows of which are drawn unless it is
/// too fast.
struct Scrolled {
    pace: Pace,
    now: i64,
    top: i64,
    drawn: usize,
}

impl Scrolled {
    fn by(&mut self, frames: i64, by: i64, a_frame: i64) -> usize {
        self.drawn = 0;
        for _ in 0..frames {
            self.top += by;
            if !self.pace.begins(self.now, self.top, 600) {
                self.pace.drew(self.now, 4);
                self.drawn += 1;
            }
            self.now += if self.drawn > 0 { a_frame } else { 16 };
        }
        self.drawn
    }
}

#[test]
fn what_is_too_fast_to_read_is_not_drawn_where_drawing_is_slow() {
    let mut list = Scrolled { pace: Pace::default(), now: 1_000_000, top: 0, drawn: 0 };
    assert_eq!(list.by(60, 240, 16), 60, "a machine that draws fast enough draws");
    assert!((1..8).contains(&list.by(60, 240, 60)), "one that does not ceases to");
    assert_eq!(list.by(60, 240, 60), 0, "and remembers");
    assert!(list.by(60, 16, 60) > 50, "the hand slows down");
    assert!(list.by(60, -240, 60) < 6, "as much on the way up");
    assert!(list.by(9, 0, 60) > 0, "and stops");
    list.by(40, 8, 16);
    assert_eq!(list.by(60, 240, 16), 60, "what was slow for a moment is not slow for ever");
}

#[test]
fn a_jump_is_drawn_at_once() {
    let mut list = Scrolled { pace: Pace::default(), now: 50_000, top: 0, drawn: 0 };
    list.by(20, 40, 200);
    list.now += 10_000;
    assert_eq!(list.by(1, 8_000_000, 200), 1);
    // The clock of the machine is put back by an hour.
    list.now -= 3_600_000;
    assert_eq!(list.by(1, 40, 200), 1);
}
