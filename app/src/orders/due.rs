//! Asks before orders are put among the finished ones while money is due: from the row, the card, and for a few at once.
//! What is done to many is looked over by `review`.

use super::{page::Screen, review::opens};
use crate::{context::use_words, format, i18n::Words, ui::toast::Deed};
use domain::{
    Money, Order,
    order::{Action, change::Known},
};
use leptos::{html::Dialog, prelude::*};
use std::collections::BTreeMap;

/// How many orders that owe something are named.
const NAMED: usize = 20;

/// What is asked.
#[derive(Clone)]
pub struct Asked {
    /// What is due, and of which orders.
    text: String,
    /// Done when the answer is yes.
    yes: Deed,
    /// Done when it is no.
    no: Deed,
}

/// Does it; first asks where these actions would finish these orders while money is due.
pub fn first_asking<'a>(
    screen: Screen,
    words: Words,
    known: &Known,
    wanted: impl IntoIterator<Item = (&'a Action, &'a Order)>,
    (yes, no): (Deed, Deed),
) {
    let owing: Vec<String> = wanted
        .into_iter()
        .filter_map(|(action, order)| {
            let due = action.finishes_owing(order, known)?;
            Some(words.due_one(&format::money(words.0, due), order.number.as_str()))
        })
        .collect();
    if owing.is_empty() {
        return yes();
    }
    let mut text = owing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(" · ");
    if owing.len() > NAMED {
        text.push_str(" …");
    }
    screen.due.set(Some(Asked { text, yes, no }));
}

/// What is due, in each currency, on those of these orders that an action finishes.
pub fn owed<'a>(orders: impl IntoIterator<Item = &'a Order>, action: &Action, known: &Known) -> Vec<Money> {
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for due in orders.into_iter().filter_map(|order| action.finishes_owing(order, known)) {
        let none = Money { minor: 0, ..due };
        let sum = sums.entry(due.currency.code()).or_insert(none);
        sum.minor = sum.minor.saturating_add(due.minor);
    }
    sums.into_values().collect()
}

/// What is due on orders that are to be finished, in words; nothing where nothing is.
pub fn told(words: Words, due: &[Money]) -> Option<String> {
    let amounts: Vec<String> = due.iter().map(|money| format::money(words.0, *money)).collect();
    (!amounts.is_empty()).then(|| words.review_due(&amounts.join(" · ")))
}

/// The question; the safe answer has the focus.
#[component]
pub fn DueReview(
    /// What is asked, if anything is.
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let words = use_words();
    let dialog = NodeRef::<Dialog>::new();
    opens(dialog, asked);
    let answer = move |yes: bool| {
        if let Some(said) = asked.get_untracked() {
            asked.set(None);
            if yes { (said.yes)() } else { (said.no)() }
        }
    };
    view! {
        <dialog class="review" aria-labelledby="due-review" node_ref=dialog on:close=move |_| answer(false)>
            <h2 class="review__title" id="due-review">{words.due_title()}</h2>
            <p>{move || asked.get().map(|said| said.text)}</p>
            <p class="review__actions">
                <button type="button" class="button" autofocus=true on:click=move |_| answer(false)>{words.back()}</button>
                <button type="button" class="button button--primary" on:click=move |_| answer(true)>{words.due_do()}</button>
            </p>
        </dialog>
    }
    .into_any()
}
