//! What happens frame by frame while a list moves, and when it rests.

use super::{super::now, Engine, FIRST};
use domain::scroll::{MOST_DRAWN, Ruler, Window};
use leptos::prelude::*;
use std::{rc::Rc, time::Duration};

/// How long the scrollbar rests before the place is remembered.
const REST: Duration = Duration::from_millis(150);
/// How long the label stays after the last move.
const LABEL: Duration = Duration::from_millis(900);

impl Engine {
    /// The list was scrolled: draws it with the next frame.
    pub fn scrolled(self: &Rc<Self>) {
        if !self.queued.replace(true) {
            let engine = Rc::clone(self);
            request_animation_frame(move || engine.frame());
        }
    }

    fn frame(self: &Rc<Self>) {
        self.queued.set(false);
        if self.gone.get() {
            return;
        }
        self.heed();
        let (now, was_blurred) = (now(), self.is_blurred());
        let blurred = {
            let ruler = self.ruler.borrow();
            self.pace.borrow_mut().begins(now, ruler.top(), ruler.view())
        };
        match blurred {
            // Looked at again until it is slow enough to be read.
            true => self.scrolled(),
            // Rows that came meanwhile are drawn now.
            false if was_blurred => self.redraw(),
            false => self.draw_a_few(now),
        }
        self.put_scrollbar();
        self.rests();
    }

    /// Draws what has come into sight, or a few rows more where the list is going. Most frames show other parts of the
    /// same rows.
    fn draw_a_few(self: &Rc<Self>, now: i64) {
        let (mut window, offset) = self.next();
        let drawn = self.elements.window();
        if window == drawn {
            let ruler = self.ruler.borrow();
            window = drawn.ahead(&ruler, most(&ruler), self.down.get());
        }
        if window == drawn && offset == self.offset.get() {
            return;
        }
        let filled = self.place(window);
        self.pace.borrow_mut().drew(now, filled);
        // There may be more to draw, and it is seen how long this took.
        self.scrolled();
    }

    /// The rows to draw now, and where those that are drawn must lie.
    pub(super) fn next(&self) -> (Window, i64) {
        let ruler = self.ruler.borrow();
        let window = self.elements.window().next(&ruler, most(&ruler));
        (window, ruler.place(window.first))
    }

    /// Whether rows pass too fast to be drawn.
    pub(super) fn is_blurred(&self) -> bool {
        self.pace.borrow().is_blurred()
    }

    /// Waits for rest: then the scrollbar is put right and the place remembered.
    pub(super) fn rests(self: &Rc<Self>) {
        for timer in [self.rest.take(), self.hide.take()].into_iter().flatten() {
            timer.clear();
        }
        let (rested, hidden) = (Rc::clone(self), Rc::clone(self));
        let rest = move || {
            if !rested.gone.get() {
                rested.heed();
                rested.ruler.borrow_mut().settle();
                rested.redraw();
                rested.put_scrollbar();
                rested.remember();
            }
        };
        self.rest.set(set_timeout_with_handle(rest, REST).ok());
        let hide = move || {
            let _ = hidden.moving.try_set(None);
        };
        self.hide.set(set_timeout_with_handle(hide, LABEL).ok());
    }
}

/// How many rows are drawn at most where a list stands.
const fn most(ruler: &Ruler) -> i64 {
    if ruler.top() == 0 { FIRST } else { MOST_DRAWN }
}
