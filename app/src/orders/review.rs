//! Looks over a change of many orders before it is done. In the browser; without it the server asks by a notice.

use super::{
    changing::Changing,
    due,
    settle::{self, Left},
};
use crate::{context::use_words, outcome};
use domain::{Money, order::Action};
use leptos::{html::Dialog, prelude::*};

/// What is to be done.
#[derive(Clone)]
pub struct Pending {
    /// What.
    pub action: Action,
    /// To how many orders, where that is known.
    pub orders: Option<i64>,
    /// What is due on those that it finishes.
    pub due: Vec<Money>,
    /// What they leave behind.
    pub left: Option<Left>,
}

/// Looks over a change of many orders before it is done. The focus begins on the button that does nothing.
#[component]
pub fn Review(
    /// How it is told.
    changing: Changing,
    /// What is to be done, and to how many orders.
    pending: RwSignal<Option<Pending>>,
    /// Does it.
    on_yes: Callback<Action>,
) -> impl IntoView {
    let words = use_words();
    let dialog = NodeRef::<Dialog>::new();
    opens(dialog, pending);
    let title = move || match pending.get() {
        Some(Pending { orders: Some(orders), .. }) => words.review_title(orders),
        _ => words.review_title_all().to_owned(),
    };
    let what = move || pending.get().map(|pending| outcome::action(words, &pending.action, &changing.known()));
    let owed = move || pending.get().and_then(|pending| due::told(words, &pending.due));
    let left = move || pending.get().and_then(|pending| pending.left).map(|left| settle::fields(words, &left));
    let yes = move |_| {
        if let Some(wanted) = pending.get_untracked() {
            let settled = wanted.left.as_ref().and_then(|_| due::settled(words, dialog));
            pending.set(None);
            on_yes.run(due::answered(wanted.action, settled));
        }
    };
    view! {
        <dialog class="review" aria-labelledby="bulk-review" node_ref=dialog on:close=move |_| pending.set(None)>
            <h2 class="review__title" id="bulk-review">{title}</h2>
            <p>{what}</p>
            <p>{owed}</p>
            <div inner_html=move || left().unwrap_or_default()></div>
            <p class="review__actions">
                <button type="button" class="button" autofocus=true on:click=move |_| pending.set(None)>{words.back()}</button>
                <button type="button" class="button button--primary" on:click=yes>{words.review_do()}</button>
            </p>
        </dialog>
    }
}

/// Shows the dialog while something is pending.
#[cfg(feature = "hydrate")]
pub fn opens<T: Send + Sync + 'static>(dialog: NodeRef<Dialog>, pending: RwSignal<Option<T>>) {
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (pending.with(Option::is_some), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
}

/// Nothing opens on the server.
#[cfg(not(feature = "hydrate"))]
pub fn opens<T: Send + Sync + 'static>(_: NodeRef<Dialog>, _: RwSignal<Option<T>>) {}
