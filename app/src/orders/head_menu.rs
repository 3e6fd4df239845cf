//! The menu of a head: sort, move, fit, hide. A native popover, which the browser opens, closes and lays above the page;
//! its items are drawn when it opens. Without the client sorting is the head's link, the rest the columns form.

use super::{head, page::Screen};
use crate::{context::use_words, i18n::Words, names, routes, ui::icon::Icon};
use domain::{Column, Columns, Listing, Sort};
use icondata_core::Icon as IconData;
use icondata_lu::{LuArrowDown, LuArrowLeft, LuArrowRight, LuArrowUp, LuEyeOff, LuMoveHorizontal};
use leptos::{ev::KeyboardEvent, html::Div, prelude::*};

/// The popover of a column; its button's name ends with `-button`.
pub fn menu_id(column: Column) -> String {
    format!("head-{}", column.code())
}

/// The popover.
#[component]
pub fn HeadMenu(
    /// The column.
    column: Column,
    /// What the URL says.
    listing: Listing,
    /// Whether it is open, set by its button.
    open: RwSignal<bool>,
) -> impl IntoView {
    let words = use_words();
    let panel = NodeRef::<Div>::new();
    let screen = use_context::<Screen>();
    // Placed before the browser shows it, once its items are there.
    Effect::new(move |_| {
        if open.get() {
            beside_its_button(panel, column);
        }
    });
    let toggled = move |_| {
        if is_open(panel) {
            step(panel, Step::First);
        } else {
            open.set(false);
        }
    };
    let keys = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowDown" => Step::Next,
            "ArrowUp" => Step::Previous,
            "Home" => Step::First,
            "End" => Step::Last,
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                close(panel);
                focus_button(column);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        step(panel, to);
    };
    let listing = StoredValue::new(listing);
    let items = move || {
        let screen = screen.filter(|_| open.get())?;
        Some(listing.with_value(|listing| items(words, column, listing, screen, panel)))
    };
    view! {
        <div
            id=menu_id(column)
            class="head-menu"
            popover="auto"
            role="menu"
            aria-label=words.head_menu(names::column(words, column))
            node_ref=panel
            on:toggle=toggled
            on:keydown=keys
        >
            {items}
        </div>
    }
    .into_any()
}

fn items(
    words: Words,
    column: Column,
    listing: &Listing,
    screen: Screen,
    panel: NodeRef<Div>,
) -> impl IntoView + use<> {
    let sorts = column.sort().map(|key| {
        let one = |descending: bool, label: &'static str, icon: IconData| {
            let sort = Sort { key, descending };
            let href = routes::orders(&listing.with_sort(sort));
            let on = listing.sort == sort;
            view! {
                <a class="option" role="menuitemradio" aria-checked=on.to_string() tabindex="-1" href=href
                    on:click=move |_| close(panel)
                >
                    <span class="option__mark"><Icon icon=icon/></span>
                    <span class="option__name">{label}</span>
                </a>
            }
        };
        view! {
            {one(false, words.sort_ascending(), LuArrowUp)}
            {one(true, words.sort_descending(), LuArrowDown)}
            <hr class="head-menu__line"/>
        }
    });
    let place = listing.columns.place(column).unwrap_or_default();
    let last = listing.columns.iter().len().saturating_sub(1);
    let shift = move |forward: bool| {
        let next = screen.listing.with_untracked(|l| l.columns.shifted(column, forward));
        said(words, screen, column, &next);
        screen.arranging.focus_next(format!("{}-button", menu_id(column)));
        screen.arrange(next);
    };
    let fit = move || {
        screen.arranging.focus_next(format!("{}-button", menu_id(column)));
        head::fit(screen, column);
    };
    let hide = move || {
        let before = screen.listing.get_untracked().columns;
        let next = before.with(column, false);
        let neighbour = next.iter().nth(place.min(next.iter().len().saturating_sub(1)));
        if let Some(neighbour) = neighbour {
            screen.arranging.focus_next(format!("{}-button", menu_id(neighbour)));
        }
        screen.arranging.say(words.head_hidden_said(names::column(words, column)));
        screen.arrange(next);
    };
    let act = move |label: &'static str, icon: IconData, disabled: bool, act: Callback<()>| {
        let pressed = move |_| {
            close(panel);
            act.run(());
        };
        view! {
            <button type="button" class="option" role="menuitem" tabindex="-1" disabled=disabled on:click=pressed>
                <span class="option__mark"><Icon icon=icon/></span>
                <span class="option__name">{label}</span>
            </button>
        }
    };
    let hidable = column != Column::Number;
    view! {
        {sorts}
        {act(words.head_move_left(), LuArrowLeft, place == 0, Callback::new(move |()| shift(false)))}
        {act(words.head_move_right(), LuArrowRight, place == last, Callback::new(move |()| shift(true)))}
        <hr class="head-menu__line"/>
        {act(words.head_fit(), LuMoveHorizontal, false, Callback::new(move |()| fit()))}
        {hidable.then(|| act(words.head_hide(), LuEyeOff, false, Callback::new(move |()| hide())))}
    }
}

/// Says where a column stands among these.
fn said(words: Words, screen: Screen, column: Column, columns: &Columns) {
    let place = columns.place(column).map_or(0, |place| place + 1);
    let count = columns.iter().len();
    screen.arranging.say(words.head_place_said(names::column(words, column), &count.to_string(), &place.to_string()));
}

/// Which item gets the focus.
#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Next,
    Previous,
}

#[cfg(feature = "hydrate")]
mod client {
    use super::{Column, Div, NodeRef, Step, menu_id};
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;
    use web_sys::HtmlElement;

    /// Pixels between the button and its menu, and between the menu and the edge of the window.
    const GAP: i32 = 4;

    pub fn is_open(panel: NodeRef<Div>) -> bool {
        // A menu that is gone still hears that it was closed.
        panel.try_get_untracked().flatten().is_some_and(|panel| panel.matches(":popover-open").unwrap_or(false))
    }

    pub fn close(panel: NodeRef<Div>) {
        if let Some(panel) = panel.try_get_untracked().flatten().filter(|_| is_open(panel)) {
            let _ = panel.hide_popover();
        }
    }

    pub fn focus_button(column: Column) {
        if let Some(button) = button(column) {
            let _ = button.focus();
        }
    }

    fn button(column: Column) -> Option<HtmlElement> {
        document().get_element_by_id(&format!("{}-button", menu_id(column)))?.dyn_into().ok()
    }

    /// Below the button, begun at its head where the window has room for it, else ended there.
    #[expect(clippy::cast_possible_truncation, reason = "lengths of a page are far below 2³¹")]
    pub fn beside_its_button(panel: NodeRef<Div>, column: Column) {
        let (Some(panel), Some(button)) = (panel.get_untracked(), button(column)) else { return };
        let rect = button.get_bounding_client_rect();
        let (left, right, below) = (rect.left() as i32, rect.right() as i32, rect.bottom() as i32);
        let room = document().document_element().map_or(0, |root| root.client_width());
        let panel: &HtmlElement = &panel;
        let style = panel.style();
        let _ = style.set_property("top", &format!("{}px", below + GAP));
        let to_the_left = left > room / 2;
        let _ =
            style.set_property("left", &if to_the_left { "auto".to_owned() } else { format!("{}px", left.max(GAP)) });
        let _ = style.set_property(
            "right",
            &if to_the_left { format!("{}px", (room - right).max(GAP)) } else { "auto".to_owned() },
        );
    }

    pub fn step(panel: NodeRef<Div>, step: Step) {
        let Some(panel) = panel.try_get_untracked().flatten() else { return };
        let Ok(found) = panel.query_selector_all("[role^=menuitem]:not(:disabled)") else { return };
        let items: Vec<HtmlElement> = (0..found.length()).filter_map(|n| found.item(n)?.dyn_into().ok()).collect();
        let active = document().active_element();
        let at = items.iter().position(|item| Some(item.as_ref()) == active.as_ref());
        let last = items.len().saturating_sub(1);
        let to = match (step, at) {
            (Step::First, _) | (Step::Next, None) => 0,
            (Step::Next, Some(at)) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            (Step::Previous, Some(at)) => at.checked_sub(1).unwrap_or(last),
            (Step::Last, _) | (Step::Previous, None) => last,
        };
        if let Some(item) = items.get(to) {
            let _ = item.focus();
        }
    }
}
#[cfg(feature = "hydrate")]
use client::{beside_its_button, close, focus_button, is_open, step};

#[cfg(not(feature = "hydrate"))]
mod client {
    //! No menu opens on the server.

    use super::{Column, Div, NodeRef, Step};

    pub const fn is_open(_: NodeRef<Div>) -> bool {
        false
    }

    pub const fn close(_: NodeRef<Div>) {}

    pub const fn focus_button(_: Column) {}

    pub const fn beside_its_button(_: NodeRef<Div>, _: Column) {}

    pub const fn step(_: NodeRef<Div>, _: Step) {}
}
#[cfg(not(feature = "hydrate"))]
use client::{beside_its_button, close, focus_button, is_open, step};
