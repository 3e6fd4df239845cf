//! A hand over an area: pressed, then dragging, then put down or given up.
//!
//! A mouse or a pen drags once it has moved, a finger once it was held down; until then a press is a click or a scroll.
//! Listeners of a press live as long as the press. Escape, a lost pointer and an area that goes away give up.

use super::{
    Axis, Drag, Place,
    ground::{Ground, all, along, closest},
    picture::Picture,
    place::{LONG_PRESS, SLOP, TREMBLE, mark_at, scroll_step, went_further},
};
use gloo::{
    events::{EventListener, EventListenerOptions},
    timers::callback::Timeout,
};
use leptos::{leptos_dom::helpers::AnimationFrameRequestHandle, prelude::*};
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, KeyboardEvent, PointerEvent};

/// What is pressed inside an item is no handle of it.
const CONTROLS: &str = "button, input, select, textarea, summary, [role=separator], [popover]";

/// Listens to an area; when dropped, nothing is listened to any more and what is held is let go of.
pub struct Hand {
    area: Rc<Area>,
    _listeners: Vec<EventListener>,
}

impl Hand {
    /// Begins to listen.
    pub fn over(element: &Element, drag: Drag) -> Self {
        let area = Rc::new(Area { element: element.clone(), drag, held: RefCell::new(None) });
        let on = |name: &'static str, act: fn(&Rc<Area>, &Event)| {
            let area = Rc::clone(&area);
            listen(element, name, false, move |event| act(&area, event))
        };
        let listeners = vec![
            on("pointerdown", |area, event| area.pressed(event)),
            // There before the finger comes: a browser asks only those listeners whether it may scroll.
            on("touchmove", |area, event| {
                if area.is_dragging() && event.cancelable() {
                    event.prevent_default();
                }
            }),
            on("contextmenu", |area, event| {
                if area.held.borrow().as_ref().is_some_and(|held| held.finger) {
                    event.prevent_default();
                }
            }),
            on("dragstart", |area, event| {
                if area.held.borrow().is_some() {
                    event.prevent_default();
                }
            }),
        ];
        Self { area, _listeners: listeners }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.area.give_up();
    }
}

struct Area {
    element: Element,
    drag: Drag,
    held: RefCell<Option<Held>>,
}

struct Held {
    pointer: i32,
    finger: bool,
    item: HtmlElement,
    key: String,
    from: (i32, i32),
    at: (i32, i32),
    flight: Option<Flight>,
    _long_press: Option<Timeout>,
    _listeners: Vec<EventListener>,
}

/// What a press has once it is a drag.
struct Flight {
    picture: Picture,
    scrolls: Option<Element>,
    begun_at: Option<Place>,
    /// Where everything lies, until something is scrolled.
    ground: Option<Ground>,
    /// The place under the hand, whether or not the item may go there.
    under: Option<Place>,
    place: Option<Place>,
    frame: Option<AnimationFrameRequestHandle>,
}

impl Drop for Flight {
    fn drop(&mut self) {
        if let Some(frame) = self.frame.take() {
            frame.cancel();
        }
    }
}

impl Area {
    fn pressed(self: &Rc<Self>, event: &Event) {
        let Some(press) = event.dyn_ref::<PointerEvent>().filter(|p| p.is_primary() && p.button() == 0) else { return };
        let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let Some(item) = closest(&target, "[data-drag-item]").filter(|item| self.element.contains(Some(item))) else {
            return;
        };
        if closest(&target, CONTROLS).is_some_and(|control| item.contains(Some(&control))) {
            return;
        }
        let (Some(key), Ok(item)) = (item.get_attribute("data-drag-item"), item.dyn_into::<HtmlElement>()) else {
            return;
        };
        self.give_up();
        let finger = press.pointer_type() == "touch";
        let here = Rc::downgrade(self);
        let long_press = finger.then(|| Timeout::new(LONG_PRESS, move || with(&here, |area| area.begin())));
        let at = (press.client_x(), press.client_y());
        let held = Held {
            pointer: press.pointer_id(),
            finger,
            item,
            key,
            from: at,
            at,
            flight: None,
            _long_press: long_press,
            _listeners: self.listeners(),
        };
        *self.held.borrow_mut() = Some(held);
    }

    /// What ends a press, or makes it a drag, may happen anywhere in the window.
    fn listeners(self: &Rc<Self>) -> Vec<EventListener> {
        let window = window();
        let pointer = |name: &'static str, act: fn(&Rc<Self>, &PointerEvent)| {
            let here = Rc::downgrade(self);
            listen(&window, name, true, move |event| {
                let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
                with(&here, |area| {
                    if area.held.borrow().as_ref().is_some_and(|held| held.pointer == event.pointer_id()) {
                        act(area, event);
                    }
                });
            })
        };
        let (keys, left) = (Rc::downgrade(self), Rc::downgrade(self));
        let moved = |name: &'static str| {
            let here = Rc::downgrade(self);
            listen(&window, name, true, move |_| with(&here, |area| area.look_again()))
        };
        vec![
            moved("scroll"),
            moved("resize"),
            pointer("pointermove", |area, event| area.went((event.client_x(), event.client_y()))),
            pointer("pointerup", |area, _| area.put_down()),
            pointer("pointercancel", |area, _| area.give_up()),
            pointer("lostpointercapture", |area, event| {
                let kept = |held: &Held| held.flight.is_none() || held.item.has_pointer_capture(event.pointer_id());
                if !area.held.borrow().as_ref().is_some_and(kept) {
                    area.give_up();
                }
            }),
            listen(&window, "keydown", true, move |event| {
                let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
                with(&keys, |area| {
                    if escape && area.is_dragging() {
                        event.prevent_default();
                        event.stop_propagation();
                        swallow_click_to_come();
                        area.give_up();
                    }
                });
            }),
            listen(&window, "blur", false, move |_| with(&left, |area| area.give_up())),
        ]
    }

    fn is_dragging(&self) -> bool {
        self.held.borrow().as_ref().is_some_and(|held| held.flight.is_some())
    }

    fn went(self: &Rc<Self>, at: (i32, i32)) {
        enum Next {
            Wait,
            Begin,
            GiveUp,
            Follow,
        }
        let next = match self.held.borrow_mut().as_mut() {
            None => Next::Wait,
            Some(held) => {
                held.at = at;
                match (held.flight.is_some(), held.finger) {
                    (true, _) => Next::Follow,
                    (false, true) if went_further(held.from, at, TREMBLE) => Next::GiveUp,
                    (false, false) if went_further(held.from, at, SLOP) => Next::Begin,
                    (false, _) => Next::Wait,
                }
            }
        };
        match next {
            Next::Wait => {}
            Next::Begin => self.begin(),
            Next::GiveUp => self.give_up(),
            Next::Follow => self.next_frame(),
        }
    }

    /// A press becomes a drag.
    fn begin(self: &Rc<Self>) {
        {
            let mut held = self.held.borrow_mut();
            let Some(held) = held.as_mut().filter(|held| held.flight.is_none()) else { return };
            // Looked at before anything is written, here and below: else the page would be laid out anew for it.
            let begun_at = place_of(&held.item, self.drag.marks);
            let scrolls = scroller(&held.item, self.drag.scrolls);
            let ground = Some(Ground::of(&self.element, &held.item, self.drag, scrolls.as_ref()));
            let Some(picture) = Picture::of(&held.item) else { return };
            let _ = held.item.set_pointer_capture(held.pointer);
            let flight = Flight { picture, scrolls, begun_at, ground, under: None, place: None, frame: None };
            held.flight = Some(flight);
        }
        self.next_frame();
    }

    fn next_frame(self: &Rc<Self>) {
        let mut held = self.held.borrow_mut();
        let Some(flight) = held.as_mut().and_then(|held| held.flight.as_mut()).filter(|f| f.frame.is_none()) else {
            return;
        };
        let here = Rc::downgrade(self);
        flight.frame = request_animation_frame_with_handle(move || with(&here, |area| area.draw())).ok();
    }

    /// Draws a frame of the drag: scrolls, moves the picture, marks the place.
    fn draw(self: &Rc<Self>) {
        let (changed, goes_on) = {
            let mut held = self.held.borrow_mut();
            let Some(Held { flight: Some(flight), item, key, from, at, .. }) = held.as_mut() else { return };
            flight.frame = None;
            flight.picture.arrives();
            let axis = self.drag.scrolls;
            let ground = flight
                .ground
                .take()
                .unwrap_or_else(|| Ground::of(&self.element, item, self.drag, flight.scrolls.as_ref()));
            let step = ground.view.map_or(0, |view| scroll_step(view, along(axis, *at)));
            let under = ground.under(self.drag.axis, *at);
            let place = if under == flight.under {
                flight.place.clone()
            } else {
                self.enter(&ground, under.as_ref(), key, flight)
            };
            flight.under = under;
            flight.picture.move_by((at.0 - from.0, at.1 - from.1));
            match (&flight.scrolls, ground.view) {
                (Some(scrolls), Some(view)) if step != 0 => {
                    match axis {
                        Axis::Across => scrolls.set_scroll_left(view.before + step),
                        Axis::Down => scrolls.set_scroll_top(view.before + step),
                    }
                    flight.under = None;
                }
                _ => flight.ground = Some(ground),
            }
            let changed = (place != flight.place).then(|| (key.clone(), place.clone()));
            flight.place = place;
            (changed, step != 0 || flight.picture.is_on_its_way())
        };
        if let Some((key, Some(place))) = changed {
            let welcome = self.drag.over.run((key, Some(place)));
            if let Some(flight) = self.held.borrow().as_ref().and_then(|held| held.flight.as_ref()) {
                flight.picture.welcomes(welcome);
            }
        }
        if goes_on {
            self.next_frame();
        }
    }

    /// Something was scrolled, or has another size.
    fn look_again(self: &Rc<Self>) {
        if let Some(flight) = self.held.borrow_mut().as_mut().and_then(|held| held.flight.as_mut()) {
            (flight.ground, flight.under) = (None, None);
        }
        self.next_frame();
    }

    /// The hand comes to a place: it is marked, if the item may go there.
    fn enter(&self, ground: &Ground, under: Option<&Place>, key: &str, flight: &Flight) -> Option<Place> {
        let place = under.filter(|place| self.drag.may.run((key.to_owned(), (*place).clone())));
        let list = place.and_then(|place| ground.lists.iter().find(|list| list.key == place.list));
        let (Some(place), Some(list)) = (place, list) else {
            flight.picture.unmark();
            return None;
        };
        let axis = self.drag.axis;
        match self.drag.marks {
            true => flight.picture.mark(axis, mark_at(&list.items, list.span(axis), place.index), list.long),
            false => flight.picture.outline(list.across, list.down),
        }
        Some(place.clone())
    }

    fn put_down(self: &Rc<Self>) {
        if self.is_dragging() {
            self.draw();
        }
        let Some(mut held) = self.held.borrow_mut().take() else { return };
        let Some(mut flight) = held.flight.take() else { return };
        swallow_click();
        let place = flight.place.take().filter(|place| Some(place) != flight.begun_at.as_ref());
        let key = std::mem::take(&mut held.key);
        drop((flight, held));
        if let Some(place) = place {
            self.drag.moved.run((key, place));
        }
    }

    fn give_up(&self) {
        let Some(held) = self.held.borrow_mut().take() else { return };
        let was_dragged = held.flight.is_some();
        let key = held.key.clone();
        drop(held);
        if was_dragged {
            self.drag.over.try_run((key, None));
        }
    }
}

fn with(area: &Weak<Area>, act: impl FnOnce(&Rc<Area>)) {
    if let Some(area) = area.upgrade() {
        act(&area);
    }
}

fn listen(target: &EventTarget, name: &'static str, capture: bool, act: impl Fn(&Event) + 'static) -> EventListener {
    let mut options = EventListenerOptions::enable_prevent_default();
    if capture {
        options.phase = gloo::events::EventListenerPhase::Capture;
    }
    EventListener::new_with_options(target, name, options, act)
}

/// The click that the browser makes of a drag's end is nobody's. It comes with the end, or never.
fn swallow_click() {
    let listener = listen(&window(), "click", true, |event| {
        event.prevent_default();
        event.stop_propagation();
    });
    Timeout::new(0, move || drop(listener)).forget();
}

/// The hand still holds the button: its click comes when it lets go, which the item hears wherever that is.
fn swallow_click_to_come() {
    EventListener::once(&window(), "pointerup", |_| swallow_click()).forget();
}

/// Where an item lies now, among the others of its list where they are told apart.
fn place_of(item: &HtmlElement, among: bool) -> Option<Place> {
    let list = closest(item, "[data-drag-list]")?;
    let item: &Element = item;
    let items = if among { all(&list, "[data-drag-item]") } else { Vec::new() };
    let index = if among { items.iter().position(|one| one == item)? } else { 0 };
    Some(Place { list: list.get_attribute("data-drag-list")?, index })
}

/// What around an item scrolls along the axis, if anything does.
fn scroller(item: &HtmlElement, axis: Axis) -> Option<Element> {
    let mut around = item.parent_element();
    while let Some(element) = around {
        let (whole, seen, name) = match axis {
            Axis::Across => (element.scroll_width(), element.client_width(), "overflow-x"),
            Axis::Down => (element.scroll_height(), element.client_height(), "overflow-y"),
        };
        let style = window().get_computed_style(&element).ok().flatten();
        let overflow = style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
        if whole > seen && matches!(overflow.as_str(), "auto" | "scroll") {
            return Some(element);
        }
        around = element.parent_element();
    }
    None
}
