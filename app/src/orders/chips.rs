//! The filter in force, as chips that each can be taken away, and that lead to where the filter is set.

use super::{filter_fields::place, in_force::in_force};
use crate::{context::use_words, routes, ui::chip::Chip};
use domain::{Funnels, Listing, OrderFilter, listing::Directory};
use leptos::{html::Ul, prelude::*};

/// Which chip a key has just taken away: the one that follows gets the focus once the list is there.
#[derive(Clone, Copy)]
pub struct TakenAway(RwSignal<Option<usize>>);

impl TakenAway {
    /// None yet. Given by context to the chips of a screen, which are made anew with each page.
    pub fn nothing() -> Self {
        Self(RwSignal::new(None))
    }
}

/// The chips.
#[component]
pub fn Chips(
    /// What the URL says.
    listing: Listing,
    /// Names of what the filter names.
    directory: Directory,
    /// Names of stages and funnels.
    funnels: Funnels,
) -> impl IntoView {
    let words = use_words();
    let lost = listing.filter.kept_search.is_some() && directory.searched.is_none();
    let chips = in_force(words, &listing.filter, &directory, &funnels);
    if chips.is_empty() {
        return ().into_any();
    }
    let taken = use_context::<TakenAway>();
    let list = NodeRef::<Ul>::new();
    Effect::new(move |_| {
        if let (Some(taken), Some(list)) = (taken, list.get())
            && let Some(at) = taken.0.get_untracked()
        {
            taken.0.set(None);
            focus_chip(&list, at);
        }
    });
    let clear = routes::orders(&listing.with_filter(OrderFilter::default()));
    let chips = chips
        .into_iter()
        .enumerate()
        .map(|(at, chip)| {
            let text = match chip.negated {
                true => words.filter_chip_not(chip.name, &chip.values),
                false => words.filter_chip(chip.name, &chip.values),
            };
            let href = routes::orders(&listing.with_filter(chip.without));
            let on_key = Callback::new(move |()| {
                if let Some(taken) = taken {
                    taken.0.set(Some(at));
                }
            });
            view! {
                <Chip
                    label=words.filter_remove(&text)
                    text=text
                    place=place(chip.key)
                    edit=words.filter_edit()
                    href=href
                    on_key=on_key
                />
            }
        })
        .collect_view();
    view! {
        <ul class="chips" aria-label=words.filters() node_ref=list>
            {chips}
            <li><a class="link" href=clear>{words.filters_clear()}</a></li>
        </ul>
        {lost.then(|| view! { <p class="notice notice--danger" role="alert">{words.search_lost()}</p> })}
    }
    .into_any()
}

/// Puts the focus on the chip of this place, or on "clear" behind the last one. Nothing on the server.
#[cfg(feature = "hydrate")]
fn focus_chip(list: &web_sys::HtmlUListElement, at: usize) {
    use wasm_bindgen::JsCast;
    let Ok(links) = list.query_selector_all(".chip__remove, .link") else { return };
    let last = links.length().saturating_sub(1);
    let link = links.item(u32::try_from(at).unwrap_or(last).min(last));
    if let Some(link) = link.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

#[cfg(not(feature = "hydrate"))]
fn focus_chip<T>(_: &T, _: usize) {}
