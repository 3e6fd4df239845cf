//! The same orders as cards, in columns of stages. Drawn as text by the server and the client alike (`html`); once the
//! client is alive each column scrolls through all of its orders (`lane`), and cards are moved (`moving`) by mouse,
//! finger and keys (`alive`). Without it cards have boxes for the form below, and columns links to the rest.

#[cfg(feature = "hydrate")]
mod ago;
#[cfg(feature = "hydrate")]
mod alive;
mod html;
#[cfg(feature = "hydrate")]
mod keys;
#[cfg(feature = "hydrate")]
mod lane;
mod menu;
mod moving;
#[cfg(feature = "hydrate")]
mod news;

use super::{page::Screen, totals::Fresh};
use crate::context::{use_boot, use_words};
use domain::{
    Listing, Totals,
    board::{self, LaneCards},
    funnel::Funnels,
    user::Permission,
};
use leptos::{html::Div, prelude::*};
use menu::CardMenu;
use moving::Mover;

/// How many cards of a column are drawn at first, by its place: all that came.
#[cfg(not(feature = "hydrate"))]
fn first_drawn() -> impl Fn(usize) -> usize {
    |_| board::CARDS
}

/// How many cards of a column are drawn at first, by its place: those that are in sight, so that they are there soonest. The
/// others come with the frame after.
#[cfg(feature = "hydrate")]
fn first_drawn() -> impl Fn(usize) -> usize {
    // Unlike the window's, the size of the screen is known without laying the page out. A column is 256 pixels wide with 12 to
    // the next, a card about 120 high; some of the screen is never either: the menu, what stands above.
    let screen = window().screen().ok();
    let fit = |length: Option<i32>, around: i32, one: i32| {
        length.map_or(10, |length| usize::try_from((length - around) / one + 1).unwrap_or(1))
    };
    let columns = fit(screen.as_ref().and_then(|screen| screen.width().ok()), 260, 268);
    let cards = fit(screen.as_ref().and_then(|screen| screen.height().ok()), 330, 120);
    move |place| if place < columns { cards } else { 0 }
}

/// The board.
#[component]
pub fn BoardView(
    /// The screen.
    screen: Screen,
    /// What the URL says.
    listing: Listing,
    /// The cards of each column, every funnel, and the totals where they came with the page.
    parts: (Vec<LaneCards>, Funnels, Option<Totals>),
    /// Totals that were asked for later.
    fresh: Fresh,
) -> impl IntoView {
    let (words, boot) = (use_words(), use_boot());
    let (cards, funnels, totals) = parts;
    let may_move = boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders));
    let page = html::Page::new(&listing, &boot, may_move);
    let lanes = board::lanes(&listing.filter, &funnels);
    let head = |lane: &board::Lane| lane.head(totals.as_ref()?, &listing.filter, &funnels).ok();
    let columns: Vec<html::Section<'_>> = lanes
        .iter()
        .filter_map(|lane| {
            let cards = cards.iter().find(|cards| cards.lane == lane.code())?;
            Some(html::Section { lane, cards, head: head(lane) })
        })
        .collect();
    #[cfg(feature = "hydrate")]
    let ago = ago::Ago::new(boot.locale);
    #[cfg(feature = "hydrate")]
    let when = |at| ago.of(at);
    #[cfg(not(feature = "hydrate"))]
    let when = |_| None;
    let drawn = page.board(&columns, first_drawn(), when);
    let area = NodeRef::<Div>::new();
    let mover = Mover::find(screen, funnels.clone());
    let menu = RwSignal::new(None);
    let card_menu = mover.map(|mover| view! { <CardMenu open=menu funnels=funnels.clone() mover=mover/> });
    #[cfg(feature = "hydrate")]
    alive::comes_alive(alive::Alive { screen, listing, cards, funnels, totals, fresh, ago, area, mover, menu });
    #[cfg(not(feature = "hydrate"))]
    let _ = fresh;
    view! {
        <div class="board" role="group" aria-label=words.board_columns() node_ref=area inner_html=drawn></div>
        {card_menu}
    }
    .into_any()
}
