//! Asks before an order is put among the finished ones while money is due.

use crate::{context::use_words, orders::review::opens, ui::toast::Deed};
use leptos::{html::Dialog, prelude::*};

/// What is asked.
#[derive(Clone)]
pub struct Asked {
    /// What is due, and of how many orders.
    pub text: String,
    /// Done when the answer is yes.
    pub yes: Deed,
    /// Done when it is no.
    pub no: Deed,
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
