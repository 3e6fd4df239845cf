//! A row of the table: a box to choose it, and a cell for each column. Its element is used again for other orders.

use super::{
    cell::{Cell, column_class},
    rows::Rows,
    scroll::Drawn,
    selection::Selection,
};
use crate::{
    context::{Boot, use_words},
    i18n::Words,
};
use domain::{Column, Listing, Order};
use leptos::{either::Either, prelude::*};

/// What all rows of a table share.
#[derive(Clone, Copy)]
pub struct Shared {
    /// The columns in order.
    pub columns: StoredValue<Vec<Column>>,
    /// What the URL says.
    pub listing: StoredValue<Listing>,
    /// The page's request.
    pub boot: StoredValue<Boot>,
    /// The desk's present year, which dates leave out.
    pub year: i32,
    /// The loaded orders.
    pub rows: Rows,
    /// What is chosen.
    pub selection: Selection,
}

/// A row.
#[component]
pub fn Row(
    /// What it shows.
    drawn: ArcRwSignal<Drawn>,
    /// What all rows share.
    shared: Shared,
) -> impl IntoView {
    let words = use_words();
    let Shared { rows, selection, .. } = shared;
    let [hidden, place, marked, noted, chosen] = std::array::from_fn(|_| drawn.clone());
    let index = move || rows.live.get().then(|| place.with(|drawn| drawn.index));
    let number = {
        let index = index.clone();
        // The head is the first row.
        move || index().filter(|_| rows.is_placed()).map(|index| index + 2)
    };
    let is_chosen = move || {
        let id = chosen.with(|drawn| drawn.order.as_ref().map(|order| order.id));
        id.is_some_and(|id| selection.everything.get() || selection.chosen.with(|chosen| chosen.contains_key(&id)))
    };
    view! {
        <tr
            class="row"
            hidden=move || hidden.with(|drawn| drawn.hidden)
            aria-rowindex=number
            data-index=index
            title=move || noted.with(|drawn| drawn.stays.then(|| words.row_stays()))
            data-stays=move || marked.with(|drawn| drawn.stays).then_some("")
            data-chosen=move || is_chosen().then_some("")
        >
            {
                let (mut last, mut turned) = (None, false);
                move || {
                    let drawn = drawn.get();
                    let id = drawn.order.as_ref().map(|order| order.id);
                    turned ^= last != id;
                    last = id;
                    let cells = match drawn.order {
                        Some(order) => filled(words, &order, drawn.stays, shared),
                        None => waiting(shared),
                    };
                    // Another order has cells of its own: filled anew, their words would move, which counts as a shift.
                    if turned { Either::Left(cells) } else { Either::Right(cells) }
                }
            }
        </tr>
    }
    .into_any()
}

fn filled(words: Words, order: &Order, stays: bool, shared: Shared) -> Vec<AnyView> {
    let mut cells = vec![view! { <Choose words=words order=order stays=stays selection=shared.selection/> }.into_any()];
    shared.columns.with_value(|columns| {
        shared.listing.with_value(|listing| {
            cells.extend(columns.iter().map(|column| {
                let (boot, year) = (shared.boot, shared.year);
                view! { <Cell column=*column order=order listing=listing boot=boot year=year/> }.into_any()
            }));
        });
    });
    cells
}

/// The cells of an order that is not loaded yet: as high as others.
fn waiting(shared: Shared) -> Vec<AnyView> {
    let blank = |class: &'static str| {
        view! { <td class=class><span class="skeleton" aria-hidden="true"></span></td> }.into_any()
    };
    let first = view! { <td class="col--select"></td> }.into_any();
    let columns =
        shared.columns.with_value(|columns| columns.iter().map(|c| blank(column_class(*c))).collect::<Vec<_>>());
    std::iter::once(first).chain(columns).collect()
}

/// The box that chooses a row. Without the client it is a field of the form that does something with the chosen ones.
#[component]
fn Choose<'a>(
    /// The words.
    words: Words,
    /// The order.
    order: &'a Order,
    /// Whether the filter no longer lets it through.
    stays: bool,
    /// What is chosen.
    selection: Selection,
) -> impl IntoView + use<> {
    let id = order.id;
    let value = format!("{id}:{}", order.version);
    let checked = move || selection.everything.get() || selection.chosen.with(|chosen| chosen.contains_key(&id));
    view! {
        <td class="col--select">
            <label class="choose">
                <input
                    type="checkbox"
                    name="order"
                    form="bulk"
                    value=value
                    autocomplete="off"
                    aria-label=words.choose_order(order.number.as_str())
                    prop:checked=checked
                />
            </label>
            {stays.then(|| view! { <span class="visually-hidden">{words.row_stays()}</span> })}
        </td>
    }
}
