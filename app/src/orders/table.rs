//! The table of orders: a native one, with a head that sorts and stays in sight, as does the number.
//!
//! The server draws a page of it. Once the client is alive it scrolls through all orders (`scroll`), and its rows are
//! walked and chosen by keyboard (`keys`).

use super::{
    choose::{Chooser, use_chooser},
    edit::Editing,
    foot::Foot,
    head::HeadRow,
    label::Label,
    row::Pen,
    rows::Rows,
    scroll::{Alive, Parts},
    selection::Selection,
    widths,
};
use crate::context::{use_boot, use_words};
use domain::{Columns, Listing, Order};
use leptos::prelude::*;

/// The table.
#[component]
pub fn Table(
    /// What the URL says.
    listing: Listing,
    /// The orders of this page.
    orders: Vec<Order>,
    /// Whether orders lie in front of them, and behind.
    #[prop(optional)]
    more: (bool, bool),
    /// How many orders the list has, where that is known.
    #[prop(optional_no_strip)]
    total: Option<i64>,
) -> impl IntoView {
    let words = use_words();
    let chooser = use_chooser();
    let Chooser { rows, selection, .. } = chooser;
    let boot = use_boot();
    let editing = use_context::<Editing>();
    let pen = Pen::new(&listing, &boot, editing.is_some());
    // The client fills rows by itself, and takes over those of the server.
    let drawn = if cfg!(feature = "ssr") { pen.rows(&orders) } else { String::new() };
    let (key, columns) = (key(&listing), pen.columns.len());
    let kept = kept(&key);
    let top = match kept {
        Some((list, top)) => {
            rows.restore(list);
            Some(top)
        }
        None => {
            rows.begin(&lasting(&listing), orders, more, total);
            None
        }
    };
    let parts = Parts::new();
    let moving = RwSignal::new(None);
    comes_alive(Alive { parts, pen, editing, moving, chooser, top, key });
    let (cols, width) = (widths::cols(&listing.columns), widths::table_width(&listing.columns));
    let all = move || {
        rows.changed.track();
        rows.live.get().then(|| rows.count().map_or(-1, |count| count + 1))
    };
    view! {
        <div class="rows">
            <div
                class="table-region"
                role="region"
                aria-label=words.orders_table()
                tabindex="0"
                data-drag-mark=""
                node_ref=parts.region
            >
                <div class="sizer" node_ref=parts.sizer>
                    <table
                        class="table"
                        aria-rowcount=all
                        node_ref=parts.table
                        {..leptos::attr::width(width.to_string())}
                    >
                        <caption class="visually-hidden">{words.orders_table()}</caption>
                        <colgroup>{cols}</colgroup>
                        <thead>
                            <HeadRow listing=listing.clone()>
                                <ChooseAll chooser=chooser rows=rows selection=selection/>
                            </HeadRow>
                        </thead>
                        <tbody node_ref=parts.body inner_html=drawn></tbody>
                        <tfoot>
                            <tr class="spacer" aria-hidden="true">
                                <td colspan=(columns + 1).to_string()></td>
                            </tr>
                        </tfoot>
                    </table>
                </div>
            </div>
            <Label moving=moving rows=rows sort=listing.sort boot=StoredValue::new(boot)/>
            <Foot listing=listing.clone()/>
        </div>
    }
    .into_any()
}

/// What of a listing its rows depend on, page and all.
fn lasting(listing: &Listing) -> Listing {
    Listing { columns: Columns::default(), saved: None, chart: None, waits: false, ..listing.clone() }
}

/// The name of a list under which its place is kept.
fn key(listing: &Listing) -> String {
    lasting(listing).to_query()
}

/// The box in the head: all loaded rows, or none.
#[component]
fn ChooseAll(
    /// How rows are chosen.
    chooser: Chooser,
    /// The loaded orders.
    rows: Rows,
    /// What is chosen.
    selection: Selection,
) -> impl IntoView {
    let words = use_words();
    let all = move || {
        rows.changed.track();
        selection.everything.get()
            || selection
                .chosen
                .with(|chosen| !chosen.is_empty() && rows.loaded().iter().all(|order| chosen.contains_key(&order.id)))
    };
    let some = move || selection.is_any() && !all();
    view! {
        <th scope="col" class="head col--select">
            <span class="visually-hidden">{words.choose_column()}</span>
            <label class="choose needs-client">
                <input
                    type="checkbox"
                    autocomplete="off"
                    aria-label=words.choose_loaded()
                    prop:checked=all
                    prop:indeterminate=some
                    on:change=move |event| chooser.all_loaded(event_target_checked(&event))
                />
            </label>
        </th>
    }
    .into_any()
}

/// The same list as it was left in this browser. None on the server and while its page is taken over.
#[cfg(feature = "hydrate")]
fn kept(key: &str) -> Option<(super::rows::List, i64)> {
    super::scroll::kept::take(key)
}

/// The same list as it was left in this browser. None on the server and while its page is taken over.
#[cfg(not(feature = "hydrate"))]
fn kept(_: &str) -> Option<(super::rows::List, i64)> {
    None
}

/// Takes the table over, once its elements are there. Nothing on the server.
#[cfg(feature = "hydrate")]
fn comes_alive(alive: Alive) {
    super::scroll::alive::comes_alive(alive);
}

/// Takes the table over, once its elements are there. Nothing on the server.
#[cfg(not(feature = "hydrate"))]
fn comes_alive(alive: Alive) {
    drop(alive);
}
