//! Dragging an item to another place of its list, or to another list: mouse, pen and finger, by Pointer Events.
//!
//! It knows no order and no column. Lists below an area carry `data-drag-list="KEY"`, their items `data-drag-item="KEY"`;
//! controls inside an item are pressed, never dragged. Nothing of the page moves while an item is held: a picture of it
//! follows the hand, and a mark says where it would go. Without the client there is nothing to drag, and whoever uses
//! this has buttons that do the same.

#[cfg(feature = "hydrate")]
mod ground;
#[cfg(feature = "hydrate")]
mod hand;
#[cfg(feature = "hydrate")]
mod picture;
pub mod place;

use leptos::{html::ElementType, prelude::*};
pub use place::{Axis, Place};

/// What dragging means to a list.
#[derive(Clone, Copy)]
pub struct Drag {
    /// Which way the items of a list follow each other.
    pub axis: Axis,
    /// Which way what lies around the items scrolls.
    pub scrolls: Axis,
    /// Whether a line marks the place between two items; else the list alone counts and is outlined, and every place in it
    /// is the first.
    pub marks: bool,
    /// Whether the item of this key may go there.
    pub may: Callback<(String, Place), bool>,
    /// Told each new place of the item that is held, and `None` when it is let go of without a move. Says whether the item
    /// is welcome there, which a list is outlined by.
    pub over: Callback<(String, Option<Place>), bool>,
    /// Told where the item was put; its index counts the other items of the list.
    pub moved: Callback<(String, Place)>,
}

/// Lets the items below an element be dragged for as long as the caller lives.
#[cfg(feature = "hydrate")]
pub fn drag_within<E>(area: NodeRef<E>, drag: Drag)
where
    E: ElementType,
    E::Output: wasm_bindgen::JsCast + AsRef<web_sys::Element> + Clone + 'static,
{
    let hand = StoredValue::new_local(None::<hand::Hand>);
    Effect::new(move |_| {
        if let Some(area) = area.get() {
            hand.set_value(Some(hand::Hand::over(area.as_ref(), drag)));
        }
    });
    on_cleanup(move || {
        // What is held is let go of.
        let _ = hand.try_update_value(Option::take);
    });
}

/// Nothing is dragged on the server.
#[cfg(not(feature = "hydrate"))]
pub fn drag_within<E: ElementType>(_: NodeRef<E>, _: Drag) {}
