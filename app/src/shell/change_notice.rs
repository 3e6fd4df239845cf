//! What a form that changes orders says on the page that follows: done, with a way back; or to be looked over first.
//!
//! Plain forms: it is how undo and review work without the client.

use crate::{
    context::{ChangeNotice, use_boot, use_words},
    outcome,
};
use domain::order::{ChangeRequest, Outcome};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The notice, if there is one.
#[component]
pub fn Notice() -> impl IntoView {
    let words = use_words();
    match use_boot().flash.and_then(|flash| flash.change) {
        None => ().into_any(),
        Some(ChangeNotice::Refused(code)) => {
            view! { <p class="notice notice--danger" role="alert">{outcome::problem(words, &code)}</p> }.into_any()
        }
        Some(ChangeNotice::Done(outcome)) => view! { <Done outcome=outcome/> }.into_any(),
        Some(ChangeNotice::Review { orders, request, manager }) => {
            view! { <Review orders=orders request=*request manager=manager/> }.into_any()
        }
    }
}

#[component]
fn Done(
    /// What was done.
    outcome: Outcome,
) -> impl IntoView {
    let words = use_words();
    let key = format!("{}-undo", use_boot().request_id);
    view! {
        <div class="notice notice--change" role="status">
            <p>{outcome::told(words, &outcome)}</p>
            {(outcome.changed > 0)
                .then(|| {
                    view! {
                        <form action="/orders/undo" method="post">
                            <input type="hidden" name="idempotency_key" value=key/>
                            <input type="hidden" name="batch" value=outcome.batch.to_string()/>
                            <button class="button">{words.undo()}</button>
                        </form>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn Review(
    /// How many orders.
    orders: i64,
    /// What is then done to them.
    request: ChangeRequest,
    /// Who then looks after them, where it names somebody.
    manager: Option<String>,
) -> impl IntoView {
    let words = use_words();
    let location = use_location();
    let here = location.pathname.with_untracked(Clone::clone)
        + &location.search.with_untracked(|s| match s.as_str() {
            "" => String::new(),
            query => format!("?{}", query.trim_start_matches('?')),
        });
    let what = outcome::action(words, &request.action, |_| manager.clone());
    let fields = request
        .to_pairs()
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <section class="notice notice--change" aria-labelledby="review-title">
            <div>
                <h2 class="notice__title" id="review-title">{words.review_title(orders)}</h2>
                <p>{what}</p>
            </div>
            <form action="/orders/change" method="post">
                {fields}
                <input type="hidden" name="confirmed" value="yes"/>
                <button class="button button--primary">{words.review_do()}</button>
            </form>
            <a class="button" href=here rel="external">{words.back()}</a>
        </section>
    }
    .into_any()
}
