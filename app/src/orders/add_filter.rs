//! One field for the whole filter: it offers fields and values as one types, and a choice is in force at once.

use super::{
    complete::Completion,
    page::Screen,
    suggestions::{known, matching, offer},
};
use crate::{
    context::use_words,
    ui::combobox::{Combobox, Offer},
};
use domain::{filter::decode, listing::Suggestion};
use leptos::prelude::*;

/// The field. It needs the client; without it the form has every field.
#[component]
pub fn AddFilter(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let words = use_words();
    let completion = Completion::new();
    let near = RwSignal::new(Vec::<Offer>::new());
    let offers = Signal::derive(move || {
        let found = completion.found.get();
        let far: Vec<Offer> = found.iter().map(|value| offer(words, value)).collect();
        let mut all = near.get();
        all.extend(far.into_iter().filter(|offer| !near.with(|near| near.contains(offer))));
        all
    });
    let on_type = Callback::new(move |text: String| {
        let page = screen.page.get_untracked().and_then(Result::ok).unwrap_or_default();
        near.set(matching(words, &known(words, &page), &text));
        if text.trim().is_empty() {
            completion.clear();
        } else {
            completion.ask("", text);
        }
    });
    let on_choose = Callback::new(move |chosen: Offer| {
        completion.clear();
        near.set(Vec::new());
        if let Some((key, code)) = decode(&chosen.id).into_iter().next() {
            let value = Suggestion { key, code, label: chosen.label };
            screen.go.run((screen.listing.get_untracked().with_suggestion(&value), false));
        }
    });
    let count = Callback::new(move |n: usize| words.filter_suggestions(i64::try_from(n).unwrap_or(i64::MAX)));
    view! {
        <div class="add-filter needs-client">
            <Combobox
                id="add-filter".to_owned()
                label=words.filter_add().to_owned()
                placeholder=words.filter_add_placeholder()
                offers=offers
                first=true
                on_type=on_type
                on_choose=on_choose
                count=count
            />
        </div>
    }
    .into_any()
}
