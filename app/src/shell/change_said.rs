//! The words and forms of the notice of a change of orders: done, with a way back; or to be looked over first. Written by the
//! server alone.

use crate::{
    context::{ChangeNotice, use_boot, use_words},
    orders::{due, settle},
    outcome,
};
use domain::{
    filter::Pairs,
    order::{ChangeRequest, Outcome},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What it says, if there is something.
#[component]
pub fn ChangeSaid() -> impl IntoView {
    let words = use_words();
    match use_boot().flash.and_then(|flash| flash.change) {
        None => ().into_any(),
        Some(ChangeNotice::Refused(code)) => {
            view! { <p class="notice notice--danger" role="alert">{outcome::problem(words, &code)}</p> }.into_any()
        }
        Some(ChangeNotice::Done(outcome)) => view! { <Done outcome=outcome/> }.into_any(),
        Some(ChangeNotice::Review { orders, request, what, due, left }) => {
            let lines = [Some(what), due::told(words, &due)].into_iter().flatten().collect();
            let title = words.review_title(orders);
            let fields = left.map(|left| settle::fields(words, &left)).unwrap_or_default();
            view! { <Asked title=title lines=lines request=*request fields=fields yes=words.review_do() no=words.back()/> }
                .into_any()
        }
        Some(ChangeNotice::Conflict { met, request, what }) => {
            let title = met.who.map_or(words.met_title_unknown().to_owned(), |who| words.met_title(&who));
            let lines = met.theirs.into_iter().chain([words.met_mine(&what)]).collect();
            let (yes, no) = (words.met_keep_mine(), words.met_theirs());
            view! { <Asked title=title lines=lines request=*request fields=String::new() yes=yes no=no/> }.into_any()
        }
        Some(ChangeNotice::UnderWay { so_far, undoes, form }) => {
            let action = if undoes { "/orders/undo" } else { "/orders/change" };
            view! {
            <div class="notice notice--change" role="status">
                <p>{words.change_so_far(so_far)}" "{words.change_goes_on()}</p>
                <form action=action method="post">{hidden(form)}<button class="button">{words.change_how_far()}</button></form>
            </div>
        }
        .into_any()
        }
    }
}

fn hidden(pairs: Pairs) -> impl IntoView {
    pairs.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
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

/// A change that is looked over once more before it is done.
#[component]
fn Asked(
    /// What is asked.
    title: String,
    /// What there is to know.
    lines: Vec<String>,
    /// What is then done.
    request: ChangeRequest,
    /// Fields that are filled in with it, as HTML.
    fields: String,
    /// The button that does it.
    yes: &'static str,
    /// The way back.
    no: &'static str,
) -> impl IntoView {
    let location = use_location();
    let here = location.pathname.with_untracked(Clone::clone)
        + &location.search.with_untracked(|s| match s.as_str() {
            "" => String::new(),
            query => format!("?{}", query.trim_start_matches('?')),
        });
    let lines = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    view! {
        <section class="notice notice--change" aria-labelledby="review-title">
            <div>
                <h2 class="notice__title" id="review-title">{title}</h2>
                {lines}
            </div>
            <form action="/orders/change" method="post">
                {hidden(request.to_pairs())}
                <input type="hidden" name="confirmed" value="yes"/>
                <div inner_html=fields></div>
                <button class="button button--primary">{yes}</button>
            </form>
            <a class="button" href=here rel="external">{no}</a>
        </section>
    }
    .into_any()
}
