//! Asks before orders are put among the finished ones while money is due, and before they are cancelled while access is open
//! or money was received: from the row, the card, and for a few at once. What is done to many is looked over by `review`.

use super::{
    page::Screen,
    review::opens,
    settle::{self, Left},
};
use crate::{context::use_words, format, i18n::Words, ui::toast::Deed};
use domain::{
    Money, Order,
    order::{Action, change::Known, settle::Settlement},
};
use leptos::{html::Dialog, prelude::*};
use std::{collections::BTreeMap, sync::Arc};

/// How many orders that owe something are named.
const NAMED: usize = 20;

/// Done when the answer is yes, with what becomes of what orders leave behind, where that was asked.
pub type Yes = Arc<dyn Fn(Option<Settlement>) + Send + Sync>;

/// What is asked.
#[derive(Clone)]
pub struct Asked {
    /// What is due, and of which orders.
    text: String,
    /// What they leave behind.
    left: Option<Left>,
    /// Done when the answer is yes.
    yes: Yes,
    /// Done when it is no.
    no: Deed,
}

/// Does it; first asks where these actions would finish these orders while money is due, or leave something behind.
pub fn first_asking<'a>(
    screen: Screen,
    words: Words,
    known: &Known,
    wanted: impl IntoIterator<Item = (&'a Action, &'a Order), IntoIter: Clone>,
    (yes, no): (Yes, Deed),
) {
    let wanted = wanted.into_iter();
    let left = settle::left(wanted.clone(), known, screen.now());
    let owing: Vec<String> = wanted
        .filter_map(|(action, order)| {
            let due = action.finishes_owing(order, known)?;
            Some(words.due_one(&format::money(words.0, due), order.number.as_str()))
        })
        .collect();
    if owing.is_empty() && left.is_none() {
        return yes(None);
    }
    let mut text = owing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(" · ");
    if owing.len() > NAMED {
        text.push_str(" …");
    }
    screen.due.set(Some(Asked { text, left, yes, no }));
}

/// An action with what was answered.
pub fn answered(action: Action, settled: Option<Settlement>) -> Action {
    match settled {
        Some(settled) => action.settled(settled),
        None => action,
    }
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
            let settled = said.left.as_ref().filter(|_| yes).and_then(|_| settled(words, dialog));
            asked.set(None);
            if yes { (said.yes)(settled) } else { (said.no)() }
        }
    };
    let leaves = move || asked.with(|said| said.as_ref().is_some_and(|said| said.left.is_some()));
    let fields = move || {
        asked.with(|said| said.as_ref().and_then(|said| said.left.as_ref()).map(|left| settle::fields(words, left)))
    };
    view! {
        <dialog class="review" aria-labelledby="due-review" node_ref=dialog on:close=move |_| answer(false)>
            <h2 class="review__title" id="due-review">{move || if leaves() { words.settle_title() } else { words.due_title() }}</h2>
            <p>{move || asked.get().map(|said| said.text)}</p>
            <div inner_html=move || fields().unwrap_or_default()></div>
            <p class="review__actions">
                <button type="button" class="button" autofocus=true on:click=move |_| answer(false)>{words.back()}</button>
                <button type="button" class="button button--primary" on:click=move |_| answer(true)>{move || if leaves() { words.settle_do() } else { words.due_do() }}</button>
            </p>
        </dialog>
    }
    .into_any()
}

/// What was answered in the fields of a dialog.
#[cfg(feature = "hydrate")]
pub fn settled(words: Words, dialog: NodeRef<Dialog>) -> Option<Settlement> {
    dialog.get_untracked().map(|dialog| settle::answer(words, &dialog))
}

/// Nothing is answered on the server.
#[cfg(not(feature = "hydrate"))]
pub const fn settled(_: Words, _: NodeRef<Dialog>) -> Option<Settlement> {
    None
}
