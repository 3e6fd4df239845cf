//! The search by contact or order number: as one types, or by Enter without the client.

use super::page::Screen;
use crate::{
    context::use_words,
    ui::{get_form::GetForm, icon::Icon},
};
use domain::{Listing, OrderFilter, filter::Pairs};
use icondata_lu::LuSearch;
use leptos::{html::Input, prelude::*};
use std::time::Duration;

/// How long typing rests before the list follows.
const PAUSE: Duration = Duration::from_millis(250);

/// The search field. It keeps the focus while the list below changes.
#[component]
pub fn Search(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let words = use_words();
    let input = NodeRef::<Input>::new();
    let first = screen.listing.with_untracked(|l| l.filter.search.clone());
    let search = move |text: String, replace: bool| {
        let now = screen.listing.get_untracked();
        let text = text.trim().to_owned();
        if now.filter.search != text {
            screen.go.run((now.with_filter(OrderFilter { search: text, ..now.filter.clone() }), replace));
        }
    };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let typed = move |event| {
        let text = event_target_value(&event);
        if let Some(waiting) = timer.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        timer.set_value(set_timeout_with_handle(move || search(text, true), PAUSE).ok());
    };
    // The field follows the URL (Back, a cleared chip) unless somebody is typing in it.
    Effect::new(move |_| {
        let wanted = screen.listing.with(|l| l.filter.search.clone());
        if let Some(field) = input.get_untracked()
            && field.value().trim() != wanted
            && !is_focused(&field)
        {
            field.set_value(&wanted);
        }
    });
    let submitted = Callback::new(move |pairs: Pairs| {
        let text = pairs.into_iter().find(|(key, _)| key == "q").map(|(_, text)| text).unwrap_or_default();
        search(text, false);
    });
    view! {
        <GetForm action="/orders" class="search" role="search" on_pairs=submitted>
            <KeptFields listing=screen.listing without=&["q"]/>
            <span class="search__icon"><Icon icon=LuSearch/></span>
            <input
                class="input search__input"
                type="search"
                name="q"
                value=first
                placeholder=words.search_placeholder()
                aria-label=words.search_label()
                maxlength=domain::search::MAX_LENGTH.to_string()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                node_ref=input
                on:input=typed
            />
            <button class="visually-hidden">{words.search_submit()}</button>
        </GetForm>
    }
    .into_any()
}

/// What the URL says beside a form's own fields, as hidden ones, so that sending the form keeps it.
#[component]
pub fn KeptFields(
    /// What the URL says.
    listing: Memo<Listing>,
    /// Keys that the form has fields for, and so are not kept.
    without: &'static [&'static str],
) -> impl IntoView {
    move || {
        let pairs = listing.get().with_cursor(domain::listing::Cursor::Start).to_pairs();
        pairs
            .into_iter()
            .filter(|(key, _)| !without.contains(&key.as_str()))
            .map(|(key, value)| view! { <input type="hidden" name=key value=value/> })
            .collect_view()
    }
}

#[cfg(feature = "hydrate")]
fn is_focused(field: &web_sys::HtmlInputElement) -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active.is_same_node(Some(field)))
}

#[cfg(not(feature = "hydrate"))]
fn is_focused<T>(_: &T) -> bool {
    false
}
