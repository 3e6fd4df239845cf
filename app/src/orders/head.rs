//! The heads of the columns: links that sort, dragged to another place, each with a menu and an edge.

use super::{
    cell::column_class,
    head_menu::{HeadMenu, menu_id},
    page::Screen,
    widths,
};
use crate::{
    context::use_words,
    names, routes,
    ui::{
        drag::{Axis, Drag, Place, drag_within},
        edge::{Edge, Edged},
        icon::Icon,
    },
};
use domain::{Column, Columns, Listing, columns::Width};
use icondata_lu::{LuArrowDown, LuArrowUp, LuChevronDown};
use leptos::{html::Tr, prelude::*};

/// Wider than this no column becomes by itself, in pixels.
const FITS: i32 = 480;

/// The row of heads.
#[component]
pub fn HeadRow(
    /// What the URL says.
    listing: Listing,
    /// What stands in front of them.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let row = NodeRef::<Tr>::new();
    let screen = use_context::<Screen>();
    if let Some(screen) = screen {
        screen.arranging.drawn();
        drag_within(row, dragging(screen, &listing.columns));
    }
    let heads = listing.columns.iter().map(|c| view! { <Head column=c listing=listing.clone()/> }).collect_view();
    view! {
        <tr class="heads" data-drag-list="columns" node_ref=row>
            {children.map(|children| children())}
            {heads}
        </tr>
    }
    .into_any()
}

/// What dragging a head does: the columns follow at once.
fn dragging(screen: Screen, columns: &Columns) -> Drag {
    let words = use_words();
    let arranging = screen.arranging;
    let count = i64::try_from(columns.iter().len()).unwrap_or_default();
    let said = move |(key, place): (String, Option<Place>)| {
        let Some(column) = Column::parse(&key) else { return false };
        arranging.say(match place {
            Some(place) => {
                words.head_place_said(names::column(words, column), &count.to_string(), &(place.index + 1).to_string())
            }
            None => words.drag_cancelled().to_owned(),
        });
        true
    };
    let moved = move |(key, place): (String, Place)| {
        if let Some(column) = Column::parse(&key) {
            let columns = screen.listing.with_untracked(|l| l.columns.moved(column, place.index));
            screen.arrange(columns);
        }
    };
    Drag {
        axis: Axis::Across,
        scrolls: Axis::Across,
        marks: true,
        may: Callback::new(|_| true),
        over: Callback::new(said),
        moved: Callback::new(moved),
    }
}

/// A head.
#[component]
fn Head(
    /// The column.
    column: Column,
    /// What the URL says.
    listing: Listing,
) -> impl IntoView {
    let words = use_words();
    let name = names::column(words, column);
    let class = format!("head {}", column_class(column));
    let sort = listing.sort;
    // Two columns may sort by one key; only the first of them says so.
    let first = |key| listing.columns.iter().find(|c| c.sort() == Some(key)) == Some(column);
    let active = column.sort().is_some_and(|key| sort.key == key && first(key));
    let direction = active.then_some(if sort.descending { "descending" } else { "ascending" });
    let shown = match column.sort() {
        Some(key) => {
            let href = routes::orders(&listing.with_sort(sort.clicked(key)));
            view! {
                <a class="head__sort" href=href title=words.sort_by(name) draggable="false">
                    <span class="head__name">{name}</span>
                    {active.then(|| view! { <Icon icon=if sort.descending { LuArrowDown } else { LuArrowUp }/> })}
                </a>
            }
            .into_any()
        }
        None => view! { <span class="head__name" title=name>{name}</span> }.into_any(),
    };
    let open = RwSignal::new(false);
    let wide = listing.columns.width(column).unwrap_or_else(|| column.usual_width());
    let label = words.head_menu(name);
    // The number stays in sight above its neighbours, their edges too.
    let next = listing.columns.place(column).and_then(|at| listing.columns.iter().nth(at + 1));
    let within = next.is_none_or(|next| next == Column::Number);
    view! {
        <th scope="col" class=class aria-sort=direction aria-label=name data-drag-item=column.code()>
            {shown}
            <button
                id=format!("{}-button", menu_id(column))
                type="button"
                class="head__more needs-client"
                popovertarget=menu_id(column)
                aria-haspopup="menu"
                aria-label=label.clone()
                title=label
                on:click=move |_| open.set(true)
            >
                <Icon icon=LuChevronDown/>
            </button>
            <HeadMenu column=column listing=listing open=open/>
            <Edge
                id=format!("edge-{}", column.code())
                label=words.head_width(name)
                within=within
                width=wide.pixels()
                bounds=(Width::MIN, Width::MAX)
                said=Callback::new(move |pixels: i32| words.head_width_pixels(&pixels.to_string()))
                edged=edged(column, wide)
            />
        </th>
    }
    .into_any()
}

/// What the edge of a column does.
fn edged(column: Column, wide: Width) -> Edged {
    let screen = use_context::<Screen>();
    let keep = move |pixels: i32| {
        widths::settle(column, true);
        if let Some(screen) = screen {
            screen.arranging.focus_next(format!("edge-{}", column.code()));
            screen.arrange(screen.listing.with_untracked(|l| l.columns.with_width(column, Some(Width::of(pixels)))));
        }
    };
    Edged {
        measure: Callback::new(move |()| widths::drawn(column).unwrap_or_else(|| i32::from(wide.pixels()))),
        show: Callback::new(move |pixels| widths::show(column, pixels)),
        keep: Callback::new(keep),
        restore: Callback::new(move |()| widths::settle(column, false)),
        fit: Callback::new(move |()| {
            if let Some(screen) = screen {
                screen.arranging.focus_next(format!("edge-{}", column.code()));
                fit(screen, column);
            }
        }),
    }
}

/// Makes a column as wide as its content asks for.
pub fn fit(screen: Screen, column: Column) {
    if let Some(pixels) = widths::natural(column) {
        let width = Some(Width::of(pixels.min(FITS)));
        screen.arrange(screen.listing.with_untracked(|l| l.columns.with_width(column, width)));
    }
}
