//! Doing something to many orders: those that are chosen, or all of the filter.
//!
//! With the client a bar takes the place of the second control bar while something is chosen. Without it the boxes of
//! the rows are fields of one plain form at the end of the page. More than twenty orders are looked over first.

use super::{
    changing::Changing,
    edit::{action, makes, managers, said, stages},
    page::Screen,
    rows::use_rows,
    selection::Selection,
};
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    ui::{
        choices::{Asked, Choice, Choices, focus_later},
        icon::Icon,
    },
};
use domain::{
    Listing, Slug,
    filter::Archived,
    order::{
        Action, Targets,
        change::{CHOSEN_MAX, Known, REVIEW_OVER, TAG_NAME_MAX},
    },
    user::Permission,
};
use icondata_lu::{LuArchive, LuArchiveRestore, LuCircleDot, LuTag, LuUser, LuX};
use leptos::{html::Dialog, prelude::*};
use std::collections::BTreeSet;

/// The filter of a listing alone, as a link writes it.
fn filter_query(listing: &Listing) -> String {
    Listing { filter: listing.filter.clone(), ..Listing::default() }.to_query()
}

/// The stages of the funnels that a listing is about.
fn stages_of(words: Words, known: &Known, listing: &Listing) -> Vec<Choice> {
    let funnels: BTreeSet<&Slug> =
        known.funnels.0.iter().map(|f| &f.slug).filter(|slug| listing.filter.funnel.lets(slug)).collect();
    stages(words, known, &funnels, None)
}

/// A tag to give and to take away, each.
fn tags_of(words: Words, known: &Known) -> Vec<Choice> {
    let choice = |value: String, text: String| Choice { value, text, chosen: false, icon: None };
    let given = known.tags.values().map(|t| choice(format!("tag:{}", t.slug), words.action_tag(&t.name)));
    let taken = known.tags.values().map(|t| choice(format!("untag:{}", t.slug), words.action_untag(&t.name)));
    given.chain(taken).collect()
}

/// What the bar is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Stage,
    Manager,
    Tags,
}

impl Question {
    const fn control(self) -> &'static str {
        match self {
            Self::Stage => "bulk-stage",
            Self::Manager => "bulk-manager",
            Self::Tags => "bulk-tags",
        }
    }
}

/// The bar of the client.
#[component]
pub fn BulkBar(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let (Some(changing), Some(selection)) = (Changing::find(screen), use_context::<Selection>()) else {
        return ().into_any();
    };
    let (words, rows) = (use_words(), use_rows());
    let open = RwSignal::new(None::<Question>);
    let pending = RwSignal::new(None::<(Action, Option<i64>)>);
    let count = move || match selection.everything.get() {
        true => rows.count().or_else(|| total(screen)),
        false => i64::try_from(selection.chosen.with(|chosen| chosen.len())).ok(),
    };
    let told = move || count().map_or(words.chosen_all().to_owned(), |count| words.chosen_count(count));
    let targets = move || match selection.everything.get_untracked() {
        true => Targets::Everything(screen.listing.with_untracked(filter_query)),
        false => Targets::Chosen(selection.chosen.with_untracked(|c| c.iter().map(|(id, v)| (*id, *v)).collect())),
    };
    let send = move |action: Action| changing.many(targets(), action);
    let wanted = move |action: Action| {
        let orders = untrack(count);
        let by_name = !selection.everything.get_untracked();
        match orders {
            Some(orders) if by_name && orders > i64::try_from(CHOSEN_MAX).unwrap_or(i64::MAX) => {
                changing.say(words.problem_too_many_orders());
            }
            Some(orders) if orders <= REVIEW_OVER => send(action),
            _ => pending.set(Some((action, orders))),
        }
    };
    let ask = move |question: Question, icon, label: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                id=question.control()
                aria-haspopup="listbox"
                aria-expanded=move || (open.get() == Some(question)).to_string()
                on:click=move |_| open.set(Some(question))
            >
                <Icon icon=icon/>
                <span class="button__label">{label}</span>
            </button>
        }
    };
    let act = move |archive: bool, icon, label: &'static str| {
        view! {
            <button type="button" class="button" on:click=move |_| wanted(Action::Archive(archive))>
                <Icon icon=icon/>
                <span class="button__label">{label}</span>
            </button>
        }
    };
    let asked = move |question: Question| {
        let known = changing.known();
        let (label, choices) = match question {
            Question::Stage => (words.edit_status(), screen.listing.with_untracked(|l| stages_of(words, &known, l))),
            Question::Manager => (words.edit_manager(), managers(words, &known, None)),
            Question::Tags => (words.edit_tags(), tags_of(words, &known)),
        };
        let is_tags = question == Question::Tags;
        let filter = match question {
            Question::Stage => None,
            Question::Manager => Some(words.edit_filter()),
            Question::Tags => Some(words.edit_tag_filter()),
        };
        let (beside, label) = (question.control().to_owned(), label.to_owned());
        Asked { beside, label, choices, several: false, filter, makes: is_tags.then_some(makes(words)) }
    };
    let close = move |question: Question| {
        open.set(None);
        focus_later(question.control().to_owned());
    };
    view! {
        <section class="bulk needs-client" aria-label=words.bulk_title() hidden=move || !selection.is_any()>
            <strong class="bulk__count">{told}</strong>
            {ask(Question::Stage, LuCircleDot, words.column_status())}
            {ask(Question::Manager, LuUser, words.column_manager())}
            {ask(Question::Tags, LuTag, words.column_tags())}
            {move || match screen.listing.with(|l| l.filter.archived) {
                Archived::No => act(true, LuArchive, words.archive_do()).into_any(),
                Archived::Only => act(false, LuArchiveRestore, words.archive_undo()).into_any(),
                Archived::All => view! {
                    {act(true, LuArchive, words.archive_do())}
                    {act(false, LuArchiveRestore, words.archive_undo())}
                }
                .into_any(),
            }}
            <button
                type="button"
                class="button button--icon"
                aria-label=words.bulk_none()
                title=words.bulk_none()
                on:click=move |_| selection.clear()
            >
                <Icon icon=LuX/>
            </button>
        </section>
        {move || {
            open.get()
                .map(|question| {
                    let choose = move |value: String| {
                        close(question);
                        match action(&value) {
                            Some(action) => wanted(action),
                            None => changing.say(words.problem_tag_name()),
                        }
                    };
                    view! {
                        <Choices
                            asked=asked(question)
                            on_choose=Callback::new(choose)
                            on_close=Callback::new(move |()| close(question))
                        />
                    }
                })
        }}
        <Review changing=changing pending=pending on_yes=Callback::new(send)/>
    }
    .into_any()
}

/// How many orders the filter lets through, where the page came with it.
fn total(screen: Screen) -> Option<i64> {
    screen.page.get_untracked()?.ok()?.totals.map(|totals| totals.orders)
}

/// Looks over a change of many orders before it is done. The focus begins on the button that does nothing.
#[component]
fn Review(
    /// How it is told.
    changing: Changing,
    /// What is to be done, and to how many orders.
    pending: RwSignal<Option<(Action, Option<i64>)>>,
    /// Does it.
    on_yes: Callback<Action>,
) -> impl IntoView {
    let words = use_words();
    let dialog = NodeRef::<Dialog>::new();
    opens(dialog, pending);
    let title = move || match pending.get() {
        Some((_, Some(orders))) => words.review_title(orders),
        _ => words.review_title_all().to_owned(),
    };
    let what = move || pending.get().map(|(action, _)| said(words, &action, &changing.known()));
    let yes = move |_| {
        if let Some((action, _)) = pending.get_untracked() {
            pending.set(None);
            on_yes.run(action);
        }
    };
    view! {
        <dialog class="review" aria-labelledby="bulk-review" node_ref=dialog on:close=move |_| pending.set(None)>
            <h2 class="review__title" id="bulk-review">{title}</h2>
            <p>{what}</p>
            <p class="review__actions">
                <button type="button" class="button" autofocus=true on:click=move |_| pending.set(None)>{words.back()}</button>
                <button type="button" class="button button--primary" on:click=yes>{words.review_do()}</button>
            </p>
        </dialog>
    }
}

/// Shows the dialog while something is pending.
#[cfg(feature = "hydrate")]
fn opens(dialog: NodeRef<Dialog>, pending: RwSignal<Option<(Action, Option<i64>)>>) {
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
fn opens(_: NodeRef<Dialog>, _: RwSignal<Option<(Action, Option<i64>)>>) {}

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
