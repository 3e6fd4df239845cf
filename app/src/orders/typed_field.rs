//! A field of the filter form into which a name is typed, with completion. What is chosen is ticked, and joins the filter
//! when the form is sent; without the client the server finds what a name means.

use super::{complete::Completion, suggestions::offer};
use crate::{
    context::use_words,
    ui::combobox::{Combobox, Offer},
};
use domain::filter::decode;
use leptos::prelude::*;

/// The field and the values that were chosen with it.
#[component]
pub fn TypedField(
    /// The key of the filter's field.
    key: &'static str,
    /// What the field is called.
    name: &'static str,
) -> impl IntoView {
    let words = use_words();
    let completion = Completion::new();
    let chosen = RwSignal::new(Vec::<(String, String)>::new());
    let offers = Signal::derive(move || {
        completion.found.with(|found| {
            found.iter().map(|value| Offer { kind: String::new(), ..offer(words, value) }).collect::<Vec<_>>()
        })
    });
    let on_type = Callback::new(move |text: String| completion.ask(key, text));
    let on_choose = Callback::new(move |offer: Offer| {
        completion.clear();
        let code = decode(&offer.id).into_iter().next().map(|(_, code)| code).unwrap_or_default();
        chosen.update(|chosen| {
            if !chosen.iter().any(|(known, _)| *known == code) {
                chosen.push((code, offer.label));
            }
        });
    });
    let count = Callback::new(move |n: usize| words.filter_suggestions(i64::try_from(n).unwrap_or(i64::MAX)));
    let ticked = move || {
        let tick = |(code, label): (String, String)| {
            view! {
                <label class="check">
                    <input type="checkbox" name=key value=code checked=true/>
                    <span>{label}</span>
                </label>
            }
        };
        chosen.get().into_iter().map(tick).collect_view()
    };
    view! {
        {ticked}
        <Combobox
            id=format!("filter-{key}-typed")
            label=words.filter_type_name(name)
            placeholder=words.filter_type_placeholder()
            name=format!("{key}_text")
            offers=offers
            on_type=on_type
            on_choose=on_choose
            count=count
        />
    }
    .into_any()
}
