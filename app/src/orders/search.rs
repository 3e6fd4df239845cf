//! The search by contact or order number: as one types, or by Enter without the client.
//!
//! What names a person stands in no address: the server keeps it, and the link holds a token in its place.

use super::{api::keep_search, page::Screen};
use crate::{
    context::{use_searched, use_words},
    ui::{icon::Icon, post_form::PostForm},
};
use domain::{Listing, OrderFilter, filter::Pairs, search::is_personal};
use icondata_lu::LuSearch;
use leptos::{html::Input, prelude::*, task::spawn_local};
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
    let first = use_searched().unwrap_or_else(|| screen.listing.with_untracked(|l| l.filter.search.clone()));
    // The text that the list was asked for, whichever way the link says it.
    let asked = StoredValue::new(first.clone());
    let search = move |text: String, replace: bool| {
        let text: String = text.trim().chars().take(domain::search::MAX_LENGTH).collect();
        if asked.get_value() == text {
            return;
        }
        asked.set_value(text.clone());
        if !is_personal(&text) {
            let now = screen.listing.get_untracked();
            let filter = OrderFilter { search: text, ..now.filter.without_search() };
            return screen.go.run((now.with_filter(filter), replace));
        }
        spawn_local(async move {
            let Ok(token) = keep_search(text.clone()).await else {
                // Typing on, or Enter, asks again.
                asked.try_update_value(String::clear);
                return;
            };
            // Whoever has typed on meanwhile wants another search.
            if asked.try_get_value().is_some_and(|now| now == text) {
                let now = screen.listing.get_untracked();
                let filter = OrderFilter { kept_search: Some(token), ..now.filter.without_search() };
                screen.go.run((now.with_filter(filter), replace));
            }
        });
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
        let (text, kept) = screen.listing.with(|l| (l.filter.search.clone(), l.filter.kept_search.is_some()));
        let found = || screen.page.get().and_then(Result::ok).and_then(|page| page.directory.searched);
        let Some(wanted) = (if kept { found() } else { Some(text) }) else { return };
        if let Some(field) = input.get_untracked()
            && !is_focused(&field)
        {
            asked.set_value(wanted.clone());
            if field.value().trim() != wanted {
                field.set_value(&wanted);
            }
        }
    });
    let submitted = Callback::new(move |pairs: Pairs| {
        let text = pairs.into_iter().find(|(key, _)| key == "q").map(|(_, text)| text).unwrap_or_default();
        search(text, false);
        true
    });
    view! {
        <PostForm action="/orders/search" class="search" role="search" on_pairs=submitted>
            <KeptFields listing=screen.listing without=&["q", "s"]/>
            <span class="search__icon"><Icon icon=LuSearch/></span>
            <input
                id="filter-search"
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
        </PostForm>
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
