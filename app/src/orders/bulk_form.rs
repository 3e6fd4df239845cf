//! Doing something to many orders without the client: the boxes of the rows are fields of one plain form below them.
//!
//! More than twenty orders are looked over first, by a notice that carries the form once more.

use super::bulk::{filter_query, stages_of, tags_of};
use super::edit::managers;
use crate::{
    context::{use_boot, use_words},
    ui::choices::Choice,
};
use domain::{
    Listing,
    order::change::{Known, TAG_NAME_MAX},
    user::Permission,
};
use leptos::prelude::*;

/// The form of those who have no client: its boxes are in the rows of the table.
#[component]
pub fn BulkForm(
    /// What the URL says.
    listing: Listing,
    /// The funnels, people and tags of the page.
    known: Known,
    /// How many orders the filter lets through, where that is known.
    total: Option<i64>,
) -> impl IntoView {
    let (words, boot) = (use_words(), use_boot());
    if !boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders)) {
        return ().into_any();
    }
    let option = |choice: Choice| view! { <option value=choice.value>{choice.text}</option> };
    let group = move |label: &'static str, choices: Vec<Choice>| {
        (!choices.is_empty())
            .then(|| view! { <optgroup label=label>{choices.into_iter().map(option).collect_view()}</optgroup> })
    };
    let archive =
        |value: &str, text: &str| Choice { value: value.into(), text: text.into(), chosen: false, icon: None };
    let everything = total.map_or(words.choose_everything().to_owned(), |all| words.bulk_everything(all));
    view! {
        <form class="bulk-form without-client" id="bulk" action="/orders/change" method="post" aria-label=words.bulk_title()>
            <input type="hidden" name="idempotency_key" value=format!("{}-bulk", boot.request_id)/>
            <input type="hidden" name="query" value=filter_query(&listing)/>
            <h2 class="bulk-form__title">{words.bulk_title()}</h2>
            <label class="check"><input type="checkbox" name="everything" value="yes"/><span>{everything}</span></label>
            <label class="bulk-form__field">
                <span>{words.bulk_action()}</span>
                <select class="input" name="action">
                    <option value="">{words.bulk_choose()}</option>
                    {group(words.column_status(), stages_of(words, &known, &listing))}
                    {group(words.column_manager(), managers(words, &known, None))}
                    {group(words.column_tags(), tags_of(words, &known))}
                    {group(
                        words.archive_group(),
                        vec![archive("archive:yes", words.archive_do()), archive("archive:no", words.archive_undo())],
                    )}
                </select>
            </label>
            <label class="bulk-form__field">
                <span>{words.tag_new()}</span>
                <input class="input" name="new_tag" maxlength=TAG_NAME_MAX.to_string() autocomplete="off"/>
            </label>
            <button class="button">{words.bulk_apply()}</button>
        </form>
    }
    .into_any()
}
