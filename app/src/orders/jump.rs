//! The field that begins the list at a value of what it is sorted by: a day, an amount, the beginning of a name.

use super::{api::seek_order, page::Screen, search::KeptFields};
use crate::{context::use_words, i18n::Words, names, routes, ui::get_form::GetForm};
use domain::{
    Listing, OrderKind, PaymentStatus, SortKey, StageKind,
    filter::Pairs,
    listing::{Cursor, Named},
};
use leptos::{prelude::*, task::spawn_local};

/// The field. A plain form; the client asks by itself.
#[component]
pub fn Jump(
    /// What the URL says.
    listing: Listing,
    /// The name of the field's element.
    #[prop(default = "jump")]
    id: &'static str,
) -> impl IntoView {
    let words = use_words();
    let sort = listing.sort;
    let described = format!("{id}-wrong");
    let (wrong, set_wrong) = signal(false);
    let screen = use_context::<Screen>();
    let now = StoredValue::new(listing.clone());
    let submitted = Callback::new(move |pairs: Pairs| {
        let from = pairs.into_iter().find(|(key, _)| key == "from").map(|(_, text)| text).unwrap_or_default();
        spawn_local(async move {
            let Some(listing) = now.try_get_value() else { return };
            match seek_order(listing.with_cursor(Cursor::Start).to_query(), from).await {
                Ok(Some(cursor)) => {
                    let _ = set_wrong.try_set(false);
                    if let Some(screen) = screen {
                        screen.go.run((listing.with_cursor(cursor), false));
                    }
                }
                Ok(None) | Err(_) => drop(set_wrong.try_set(true)),
            }
        });
    });
    let kept = Memo::new(move |_| now.get_value());
    let hint = match sort.key.named() {
        Named::Day => words.jump_day(),
        Named::Amount => words.jump_amount(),
        Named::Text | Named::Choice => words.jump_text(),
    };
    let field = match sort.key.named() {
        Named::Choice => {
            let options = choices(words, sort.key)
                .into_iter()
                .map(|(code, name)| view! { <option value=code>{name}</option> })
                .collect_view();
            view! { <select class="input jump__field" id=id name="from">{options}</select> }.into_any()
        }
        _ => view! {
            <input
                class="input jump__field"
                id=id
                name="from"
                type="text"
                required=true
                maxlength="80"
                autocomplete="off"
                placeholder=hint
                aria-invalid=move || wrong.get().then_some("true")
                aria-describedby=described.clone()
            />
        }
        .into_any(),
    };
    view! {
        <GetForm action=routes::JUMP class="jump" on_pairs=submitted>
            <KeptFields listing=kept without=&["from"]/>
            <label class="jump__label" for=id>{words.jump_label()}</label>
            {field}
            <button class="button">{words.jump_go()}</button>
            <span class="field__error" id=described.clone() role="status">{move || wrong.get().then(|| words.jump_wrong())}</span>
        </GetForm>
    }
    .into_any()
}

/// The few values of an order by rank.
fn choices(words: Words, key: SortKey) -> Vec<(&'static str, &'static str)> {
    match key {
        SortKey::Kind => OrderKind::ALL.iter().map(|kind| (kind.code(), names::kind(words, *kind))).collect(),
        SortKey::Payment => PaymentStatus::ALL.iter().map(|p| (p.code(), names::payment(words, *p))).collect(),
        _ => StageKind::ALL.iter().map(|kind| (kind.code(), names::stage_kind(words, *kind))).collect(),
    }
}
