//! Which columns are shown, and in which order: boxes to tick and places to number, which needs no client.
//!
//! Once hydrated, buttons and Alt+↑/↓ move a column and renumber the places.

use super::{page::Screen, search::KeptFields};
use crate::{
    context::use_words,
    names, routes,
    ui::{get_form::GetForm, icon::Icon},
};
use domain::{Column, Columns, Listing, filter::Pairs};
use icondata_lu::{LuArrowDown, LuArrowUp};
use leptos::{ev::KeyboardEvent, prelude::*};

/// The form.
#[component]
pub fn ColumnsForm(
    /// The screen.
    screen: Screen,
    /// Told when the form is done.
    close: WriteSignal<u32>,
) -> impl IntoView {
    let words = use_words();
    let locale = words.0;
    let order = RwSignal::new(screen.listing.with_untracked(|l| l.columns.shown_then_hidden()));
    Effect::new(move |_| order.set(screen.listing.with(|l| l.columns.shown_then_hidden())));
    let chosen = Callback::new(move |pairs: Pairs| {
        let now = screen.listing.get_untracked();
        let (asked, _) = Listing::from_form(&pairs, locale);
        screen.go.run((Listing { columns: asked.columns, ..now }, false));
        close.update(|n| *n += 1);
    });
    let reset = move || routes::orders(&Listing { columns: Columns::default(), ..screen.listing.get() });
    view! {
        <GetForm action="/orders" class="form" on_pairs=chosen>
            <p class="menu__note">{words.columns_intro()}</p>
            <KeptFields listing=screen.listing without=&["cols"]/>
            <ol class="places">
                <For each=move || order.get() key=|c| *c let:column>
                    <Place column=column order=order listing=screen.listing/>
                </For>
            </ol>
            <div class="form__actions">
                <button class="button button--primary">{words.columns_apply()}</button>
                <a class="button" href=reset>{words.columns_reset()}</a>
            </div>
        </GetForm>
    }
    .into_any()
}

/// One column: whether it is shown, and its place.
#[component]
fn Place(
    /// The column.
    column: Column,
    /// All columns as they are arranged now.
    order: RwSignal<Vec<Column>>,
    /// What the URL says.
    listing: Memo<Listing>,
) -> impl IntoView {
    let words = use_words();
    let name = names::column(words, column);
    let shown = listing.with_untracked(|l| l.columns.contains(column));
    let place = move || order.with(|o| o.iter().position(|c| *c == column).map_or(0, |i| i + 1)).to_string();
    let first = order.with_untracked(|o| o.iter().position(|c| *c == column).map_or(0, |i| i + 1)).to_string();
    let shift = move |down: bool| {
        let moved = |o: &mut Vec<Column>| {
            if let Some(at) = o.iter().position(|c| *c == column) {
                let to = if down { at + 1 } else { at.wrapping_sub(1) };
                if to < o.len() {
                    o.swap(at, to);
                }
            }
        };
        keeping_focus(|| order.update(moved));
    };
    let keys = move |event: KeyboardEvent| {
        if event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") {
            event.prevent_default();
            shift(event.key() == "ArrowDown");
        }
    };
    let id = format!("col-{}", column.code());
    let number = column == Column::Number;
    view! {
        <li class="place" on:keydown=keys>
            <input class="place__box" type="checkbox" id=id.clone() name="col" value=column.code() checked=shown disabled=number/>
            {number.then(|| view! { <input type="hidden" name="col" value=column.code()/> })}
            <label class="place__name" for=id>{name}</label>
            <input
                class="input place__number"
                type="number"
                name=format!("place_{}", column.code())
                min="1"
                max=Column::ALL.len().to_string()
                value=first
                prop:value=place
                aria-label=format!("{} — {name}", words.columns_position())
            />
            <button type="button" class="button button--icon needs-client" aria-label=words.columns_move_up_named(name) on:click=move |_| shift(false)>
                <Icon icon=LuArrowUp/>
            </button>
            <button type="button" class="button button--icon needs-client" aria-label=words.columns_move_down_named(name) on:click=move |_| shift(true)>
                <Icon icon=LuArrowDown/>
            </button>
        </li>
    }
    .into_any()
}

/// What is moved leaves the page for a moment and loses the focus: it gets it back before the next key is heard.
#[cfg(feature = "hydrate")]
fn keeping_focus(change: impl FnOnce()) {
    use wasm_bindgen::JsCast;
    let focused = document().active_element().and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
    change();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        if let Some(focused) = focused {
            let _ = focused.focus();
        }
    });
}

/// Nothing has the focus on the server.
#[cfg(not(feature = "hydrate"))]
fn keeping_focus(change: impl FnOnce()) {
    change();
}
