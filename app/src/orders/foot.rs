//! The line below the table: what is chosen and what can be done with it, and the way to a place of the list.

use super::{
    choose::Chooser,
    copying,
    jump::Jump,
    rows::{Rows, use_rows},
    selection::Selection,
};
use crate::{
    context::{use_boot, use_words},
    format,
    i18n::Words,
    ui::icon::Icon,
};
use domain::{Column, Listing};
use icondata_lu::{LuCopy, LuX};
use leptos::prelude::*;

/// The line.
#[component]
pub fn Foot(
    /// What the URL says.
    listing: Listing,
    /// How rows are chosen.
    chooser: Chooser,
    /// What is chosen.
    selection: Selection,
) -> impl IntoView {
    let rows = use_rows();
    let columns = listing.columns.iter().collect::<Vec<_>>();
    view! {
        <div class="foot">
            <Chosen chooser=chooser selection=selection columns=columns/>
            <Failed rows=rows/>
            <Jump listing=listing/>
        </div>
    }
    .into_any()
}

/// How many rows are chosen; all of the filter, copying, and none.
#[component]
fn Chosen(
    /// How rows are chosen.
    chooser: Chooser,
    /// What is chosen.
    selection: Selection,
    /// The shown columns.
    columns: Vec<Column>,
) -> impl IntoView {
    let words = use_words();
    let rows = use_rows();
    let boot = StoredValue::new(use_boot());
    let columns = StoredValue::new(columns);
    let (copied, set_copied) = signal(String::new());
    let count = move || {
        rows.changed.track();
        match selection.everything.get() {
            true => rows.count(),
            false => i64::try_from(selection.chosen.with(|chosen| chosen.len())).ok(),
        }
    };
    let told = move || match (selection.everything.get(), count()) {
        (true, Some(all)) => words.chosen_everything(all),
        (true, None) => words.chosen_all().to_owned(),
        (false, some) => words.chosen_count(some.unwrap_or_default()),
    };
    let everything = move || {
        rows.changed.track();
        rows.count()
            .map_or(words.choose_everything().to_owned(), |all| words.choose_all_of(&format::integer(words.0, all)))
    };
    let copy = move |_| {
        let text = columns.with_value(|columns| boot.with_value(|boot| copying::text(chooser, columns, boot)));
        copying::write(text, Callback::new(move |done| set_copied.set(said(words, chooser, done))));
    };
    copying::on_key(chooser, columns, boot, Callback::new(move |done| set_copied.set(said(words, chooser, done))));
    view! {
        <div class="foot__chosen" hidden=move || !selection.is_any()>
            <strong>{told}</strong>
            <button
                type="button"
                class="button"
                hidden=move || selection.everything.get()
                on:click=move |_| chooser.everything()
            >
                {everything}
            </button>
            <button type="button" class="button" on:click=copy>
                <Icon icon=LuCopy/>
                {words.copy_rows()}
            </button>
            <button type="button" class="button" on:click=move |_| selection.clear()>
                <Icon icon=LuX/>
                {words.choose_none()}
            </button>
        </div>
        <p class="visually-hidden" role="status">{copied}</p>
    }
    .into_any()
}

fn said(words: Words, chooser: Chooser, done: bool) -> String {
    let count = i64::try_from(chooser.orders().len()).unwrap_or_default();
    if done { words.copied_rows(count) } else { words.copy_failed().to_owned() }
}

/// Rows that did not come, and asking once more.
#[component]
fn Failed(
    /// The loaded orders.
    rows: Rows,
) -> impl IntoView {
    let words = use_words();
    move || {
        rows.failed.get().map(|_| {
            view! {
                <p class="notice notice--danger foot__failed" role="alert">
                    {words.rows_failed()}
                    <button type="button" class="button" on:click=move |_| rows.retry()>{words.rows_retry()}</button>
                </p>
            }
        })
    }
}
