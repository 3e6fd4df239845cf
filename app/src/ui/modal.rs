//! A dialog over the page, which is out of reach meanwhile: the native one, so focus stays in it and returns afterwards.
//!
//! Escape, a press beside it and whatever sets `open` to false close it. Its content is made anew each time; the server
//! writes an empty one.

use leptos::{ev::MouseEvent, html::Dialog, prelude::*};

/// The dialog.
#[component]
pub fn Modal(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its block.
    class: &'static str,
    /// What it is called.
    label: &'static str,
    /// What is in it; the first control has the focus.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    shows(dialog, open);
    // It closes after the page that it stood on may have gone.
    let closed = move |_| {
        open.try_set(false);
    };
    let beside = move |event: MouseEvent| {
        if is_beside(&event) {
            open.set(false);
        }
    };
    view! {
        <dialog class=format!("modal {class}") aria-label=label node_ref=dialog on:close=closed on:click=beside>
            {move || open.get().then(|| view! { <div class="modal__content">{children()}</div> })}
        </dialog>
    }
    .into_any()
}

/// Shows and hides the dialog. Nothing on the server.
fn shows(dialog: NodeRef<Dialog>, open: RwSignal<bool>) {
    #[cfg(feature = "hydrate")]
    use wasm_bindgen::JsCast;
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = dialog.get_untracked() else { return };
        if !wanted {
            return dialog.close();
        }
        leptos::task::spawn_local(async move {
            // The focus goes to what is in it, which is there after a tick or two.
            for _ in 0..10 {
                leptos::task::tick().await;
                if dialog.child_element_count() > 0 {
                    break;
                }
            }
            if !dialog.open() && open.try_get_untracked() == Some(true) {
                let _ = dialog.show_modal();
                // A part that scrolls would come before the first control.
                let first = dialog.query_selector("input, select, textarea, button, a[href]").ok().flatten();
                if let Some(first) = first.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
                    let _ = first.focus();
                }
            }
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (dialog, open);
}

/// Whether what was pressed is the dialog itself: its content covers it, so it is the ground around it.
#[cfg(feature = "hydrate")]
fn is_beside(event: &MouseEvent) -> bool {
    use wasm_bindgen::JsCast;
    event.target().is_some_and(|target| target.has_type::<web_sys::HtmlDialogElement>())
}

/// Nothing is pressed on the server.
#[cfg(not(feature = "hydrate"))]
const fn is_beside(_: &MouseEvent) -> bool {
    false
}
