//! What is shown when somebody else has changed an order meanwhile: who did what since it was seen, and what one wanted;
//! one keeps theirs or one's own. Without the client a notice says the same.

use super::review::opens;
use crate::{context::use_words, ui::toast::Deed};
use domain::order::change::Met;
use leptos::{html::Dialog, prelude::*};
use std::collections::VecDeque;

/// What is asked.
#[derive(Clone)]
pub struct Asked {
    /// What one wanted, with the number of the order.
    pub mine: String,
    /// What others did.
    pub met: Met,
    /// Does it all the same, to the order as it is now.
    pub again: Deed,
    /// Leaves the order as it is.
    pub leave: Deed,
}

/// What is asked, and what is asked after that.
#[derive(Clone, Copy)]
pub struct Questions {
    asked: RwSignal<Option<Asked>>,
    waiting: StoredValue<VecDeque<Asked>>,
}

impl Questions {
    /// Nothing yet.
    pub fn none() -> Self {
        Self { asked: RwSignal::new(None), waiting: StoredValue::new(VecDeque::new()) }
    }

    /// Asks; while another question is open, after that.
    pub fn ask(self, question: Asked) {
        if self.asked.with_untracked(Option::is_none) {
            self.asked.set(Some(question));
        } else {
            self.waiting.update_value(|waiting| waiting.push_back(question));
        }
    }

    fn next(self) {
        self.asked.set(self.waiting.try_update_value(VecDeque::pop_front).flatten());
    }
}

/// The question; the safe answer has the focus.
#[component]
pub fn Conflict(
    /// What is asked, if anything is.
    questions: Questions,
) -> impl IntoView {
    let words = use_words();
    let dialog = NodeRef::<Dialog>::new();
    let asked = questions.asked;
    opens(dialog, asked);
    let answer = move |again: bool| {
        if let Some(said) = asked.get_untracked() {
            asked.set(None);
            if again { (said.again)() } else { (said.leave)() }
        }
    };
    // An answer closes it, and so does Escape, which leaves theirs; closed, it asks what waits.
    let closed = move |_| {
        answer(false);
        questions.next();
    };
    let what = move || {
        asked.get().map(|said| {
            let title = said.met.who.map_or(words.met_title_unknown().to_owned(), |who| words.met_title(&who));
            let theirs = said.met.theirs.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! {
                <h2 class="review__title" id="conflict">{title}</h2>
                <ul class="review__list">{theirs}</ul>
                <p>{words.met_mine(&said.mine)}</p>
            }
        })
    };
    view! {
        <dialog class="review" aria-labelledby="conflict" node_ref=dialog on:close=closed>
            {what}
            <p class="review__actions">
                <button type="button" class="button" autofocus=true on:click=move |_| answer(false)>
                    {words.met_theirs()}
                </button>
                <button type="button" class="button button--primary" on:click=move |_| answer(true)>
                    {words.met_keep_mine()}
                </button>
            </p>
        </dialog>
    }
    .into_any()
}
