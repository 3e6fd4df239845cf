//! The edge of something whose width people choose: a separator that a hand drags and arrows move.
//!
//! While it is moved whoever owns the edge shows the width; it is kept when the hand lets go or the key comes up.
//! Escape and a lost pointer bring the old width back.

use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    html::Span,
    prelude::*,
};

/// Pixels of an arrow, and with Shift.
const STEP: (i32, i32) = (8, 32);

/// What the owner of an edge does.
#[derive(Clone, Copy)]
pub struct Edged {
    /// How wide it is drawn now, in pixels.
    pub measure: Callback<(), i32>,
    /// Shows a width that is not kept yet.
    pub show: Callback<i32>,
    /// Keeps a width.
    pub keep: Callback<i32>,
    /// Shows the width that is kept.
    pub restore: Callback<()>,
    /// Makes it as wide as its content asks for.
    pub fit: Callback<()>,
}

/// What moves an edge.
#[derive(Clone, Copy)]
struct Moving {
    /// The pointer and where it was pressed; none for a key.
    pointer: Option<(i32, i32)>,
    /// The width before.
    from: i32,
}

/// The separator.
#[component]
pub fn Edge(
    /// Unique on the page.
    id: String,
    /// What the width is of.
    label: String,
    /// Whether it lies inside what it is the edge of: where what follows covers it, or nothing follows.
    within: bool,
    /// The width that is kept.
    width: u16,
    /// The narrowest and the widest.
    bounds: (u16, u16),
    /// Says a width, in pixels.
    said: Callback<i32, String>,
    /// What its owner does.
    edged: Edged,
) -> impl IntoView {
    let (least, most) = (i32::from(bounds.0), i32::from(bounds.1));
    let now = RwSignal::new(i32::from(width));
    let moving = RwSignal::new(None::<Moving>);
    let show = move |pixels: i32| {
        now.set(pixels.clamp(least, most));
        edged.show.run(now.get_untracked());
    };
    let end = move || {
        let Some(moved) = moving.try_update(Option::take).flatten() else { return };
        match now.get_untracked() {
            same if same == moved.from => edged.restore.run(()),
            pixels => edged.keep.run(pixels),
        }
    };
    let give_up = move || {
        if let Some(moved) = moving.try_update(Option::take).flatten() {
            now.set(moved.from);
            edged.restore.run(());
        }
    };
    let begin = move |pointer| {
        let from = edged.measure.run(());
        now.set(from);
        moving.set(Some(Moving { pointer, from }));
    };
    let edge = NodeRef::<Span>::new();
    let down = move |event: PointerEvent| {
        if event.is_primary() && event.button() == 0 {
            take(edge, event.pointer_id());
            begin(Some((event.pointer_id(), event.client_x())));
        }
    };
    let held = move |event: &PointerEvent| {
        let moving = moving.try_get_untracked().flatten()?;
        let (pointer, x) = moving.pointer.filter(|(pointer, _)| *pointer == event.pointer_id())?;
        Some((pointer, moving.from + event.client_x() - x))
    };
    let moved = move |event: PointerEvent| {
        if let Some((_, pixels)) = held(&event) {
            show(pixels);
        }
    };
    let up = move |event: PointerEvent| {
        if held(&event).is_some() {
            end();
        }
    };
    let lost = move |event: PointerEvent| {
        if held(&event).is_some() {
            give_up();
        }
    };
    let keys = move |event: KeyboardEvent| {
        let step = if event.shift_key() { STEP.1 } else { STEP.0 };
        let to = |pixels: fn(i32, i32) -> i32| {
            event.prevent_default();
            if moving.get_untracked().is_none() {
                begin(None);
            }
            show(pixels(now.get_untracked(), step));
        };
        match event.key().as_str() {
            "ArrowLeft" => to(|now, step| now - step),
            "ArrowRight" => to(|now, step| now + step),
            "Home" => to(|_, _| 0),
            "End" => to(|_, _| i32::MAX),
            "Enter" => edged.fit.run(()),
            "Escape" if moving.get_untracked().is_some() => {
                event.prevent_default();
                event.stop_propagation();
                give_up();
            }
            _ => {}
        }
    };
    // An edge that is gone still hears that it lost the focus.
    let by_key = move || moving.try_get_untracked().flatten().is_some_and(|moving| moving.pointer.is_none());
    view! {
        <span
            id=id
            class=if within { "edge edge--within needs-client" } else { "edge needs-client" }
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=label
            aria-valuemin=bounds.0.to_string()
            aria-valuemax=bounds.1.to_string()
            aria-valuenow=move || now.get().to_string()
            aria-valuetext=move || said.run(now.get())
            data-moving=move || moving.with(Option::is_some).then_some("")
            node_ref=edge
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=lost
            on:lostpointercapture=lost
            on:keydown=keys
            on:keyup=move |_| if by_key() { end() }
            on:blur=move |_| if by_key() { end() }
            on:dblclick=move |_| edged.fit.run(())
        ></span>
    }
    .into_any()
}

/// The pointer is the edge's until it is let go of, wherever it is; so is the focus. Nothing on the server.
fn take(edge: NodeRef<Span>, pointer: i32) {
    #[cfg(feature = "hydrate")]
    if let Some(edge) = edge.get_untracked() {
        let _ = edge.set_pointer_capture(pointer);
        let _ = edge.focus();
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (edge, pointer);
}
