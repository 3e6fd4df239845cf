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

use super::{page::Screen, totals::Fresh};
use crate::context::{use_boot, use_words};
use domain::{
    Listing, Totals,
    board::{self, CARDS, LaneCards},
    funnel::Funnels,
    user::Permission,
};
use leptos::{html::Div, prelude::*};
use menu::CardMenu;
use moving::Mover;

/// How many cards of a column the client draws before it knows how many are in sight.
const FIRST_DRAWN: usize = 10;

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
    // The client takes over what the server has drawn, all of it; what it draws itself is trimmed at once.
    let most = if cfg!(feature = "ssr") { CARDS } else { FIRST_DRAWN };
    let drawn = page.board(&columns, most);
    let area = NodeRef::<Div>::new();
    let mover = Mover::find(screen, funnels.clone());
    let menu = RwSignal::new(None);
    let card_menu = mover.map(|mover| view! { <CardMenu open=menu funnels=funnels.clone() mover=mover/> });
    #[cfg(feature = "hydrate")]
    alive::comes_alive(alive::Alive { listing, cards, funnels, totals, fresh, area, mover, menu });
    #[cfg(not(feature = "hydrate"))]
    let _ = fresh;
    view! {
        <div class="board" role="group" aria-label=words.board_columns() node_ref=area inner_html=drawn></div>
        {card_menu}
    }
    .into_any()
}
