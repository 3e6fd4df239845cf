//! Which columns are shown, and in which order: boxes to tick and places to number, which needs no client.
//!
//! Once hydrated a column is dragged, or moved by buttons and Alt+↑/↓ (with Shift: to the end), and the places follow.

use super::{page::Screen, search::KeptFields};
use crate::{
    context::{use_boot, use_words},
    names,
    ui::{
        drag::{Axis, Drag, Place as Spot, drag_within},
        get_form::pairs_of,
        icon::Icon,
    },
};
use domain::{
    Column, Listing,
    user::{Permission, Role},
};
use icondata_core::Icon as IconData;
use icondata_lu::{LuArrowDown, LuArrowDownToLine, LuArrowUp, LuArrowUpToLine, LuGripVertical};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html::Ol,
    prelude::*,
};

/// Where a column goes from its place, counted from 0.
const FIRST: fn(usize) -> usize = |_| 0;
const BACK: fn(usize) -> usize = |at| at.saturating_sub(1);
const FORTH: fn(usize) -> usize = |at| at + 1;
const LAST: fn(usize) -> usize = |_| usize::MAX;

/// The form. Without the client it is sent; with it the columns follow at once.
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
    let submit = move |event: SubmitEvent| {
        // What concerns more than these columns is the server's: the team's, and what they are reset to.
        if submitter(&event).is_some_and(|button| button != "apply") {
            return;
        }
        event.prevent_default();
        let mut pairs = pairs_of(&event);
        pairs.push(("cols".to_owned(), screen.listing.with_untracked(|l| l.columns.code())));
        screen.arrange(Listing::from_form(&pairs, locale).0.columns);
        close.update(|n| *n += 1);
    };
    let places = NodeRef::<Ol>::new();
    drag_within(places, dragging(screen, order));
    let owner = use_boot().user.is_some_and(|user| Role::may(user.role, Permission::ManageDesk));
    view! {
        <form action="/orders/columns" method="post" class="form" on:submit=submit>
            <p class="menu__note">{words.columns_intro()}</p>
            <KeptFields listing=screen.listing without=&[]/>
            <ol class="places" data-drag-list="places" node_ref=places>
                <For each=move || order.get() key=|c| *c let:column>
                    <Place column=column order=order listing=screen.listing/>
                </For>
            </ol>
            <div class="form__actions">
                <button class="button button--primary" name="do" value="apply">{words.columns_apply()}</button>
                <button class="button" name="do" value="reset">{words.columns_reset()}</button>
                {owner
                    .then(|| view! { <button class="button" name="scope" value="team">{words.columns_for_team()}</button> })}
            </div>
        </form>
    }
    .into_any()
}

/// What dragging a row does: the others make room, and nothing is kept before the form is sent.
fn dragging(screen: Screen, order: RwSignal<Vec<Column>>) -> Drag {
    let words = use_words();
    let said = move |(key, spot): (String, Option<Spot>)| {
        let Some(column) = Column::parse(&key) else { return false };
        screen.arranging.say(match spot {
            Some(spot) => words.head_place_said(
                names::column(words, column),
                &Column::ALL.len().to_string(),
                &(spot.index + 1).to_string(),
            ),
            None => words.drag_cancelled().to_owned(),
        });
        true
    };
    let moved = move |(key, spot): (String, Spot)| {
        let Some(column) = Column::parse(&key) else { return };
        order.update(|order| {
            order.retain(|known| *known != column);
            order.insert(spot.index.min(order.len()), column);
        });
    };
    Drag {
        axis: Axis::Down,
        scrolls: Axis::Down,
        marks: true,
        may: Callback::new(|_| true),
        over: Callback::new(said),
        moved: Callback::new(moved),
    }
}

/// The value of the button that sent a form. Nothing on the server.
#[cfg(feature = "hydrate")]
fn submitter(event: &SubmitEvent) -> Option<String> {
    use wasm_bindgen::JsCast;
    event.submitter()?.dyn_into::<web_sys::HtmlButtonElement>().ok().map(|button| button.value())
}

/// The value of the button that sent a form. Nothing on the server.
#[cfg(not(feature = "hydrate"))]
fn submitter(_: &SubmitEvent) -> Option<String> {
    None
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
    let go = move |to: fn(usize) -> usize| {
        let moved = |o: &mut Vec<Column>| {
            if let Some(at) = o.iter().position(|c| *c == column) {
                let taken = o.remove(at);
                o.insert(to(at).min(o.len()), taken);
            }
        };
        keeping_focus(|| order.update(moved));
    };
    let keys = move |event: KeyboardEvent| {
        let to: fn(usize) -> usize = match (event.key().as_str(), event.shift_key()) {
            ("ArrowUp", false) => BACK,
            ("ArrowUp", true) => FIRST,
            ("ArrowDown", false) => FORTH,
            ("ArrowDown", true) => LAST,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            go(to);
        }
    };
    let id = format!("col-{}", column.code());
    let number = column == Column::Number;
    let step = move |label: String, icon: IconData, to: fn(usize) -> usize| {
        view! {
            <button type="button" class="place__step needs-client" aria-label=label.clone() title=label on:click=move |_| go(to)>
                <Icon icon=icon/>
            </button>
        }
    };
    view! {
        <li class="place" data-drag-item=column.code() on:keydown=keys>
            <span class="place__grip needs-client"><Icon icon=LuGripVertical/></span>
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
            {step(words.columns_move_first_named(name), LuArrowUpToLine, FIRST)}
            {step(words.columns_move_up_named(name), LuArrowUp, BACK)}
            {step(words.columns_move_down_named(name), LuArrowDown, FORTH)}
            {step(words.columns_move_last_named(name), LuArrowDownToLine, LAST)}
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
