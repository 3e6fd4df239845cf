//! What is chosen and what can be done with it: a bar that takes the place of the second control bar meanwhile.
//!
//! Whoever may only read can still copy. More than twenty orders are looked over first. Without the client: `bulk_form`.

use super::{
    api::total_orders,
    changing::Changing,
    choose::{Chooser, use_chooser},
    copying, due,
    edit::{action, elsewhere, makes, managers, stages},
    page::Screen,
    review::{Pending, Review},
    settle::{self, Left},
};
use crate::{
    context::{use_boot, use_words},
    format,
    i18n::Words,
    ui::{
        choices::{Asked, Choice, Choices, focus_later},
        icon::Icon,
        root,
        toast::Toasts,
    },
};
use domain::{
    Listing,
    filter::Archived,
    gather,
    order::{
        Action, Targets,
        change::{CHOSEN_MAX, Known, REVIEW_OVER},
    },
};
use icondata_core::Icon as IconData;
use icondata_lu::{LuArchive, LuArchiveRestore, LuCircleDot, LuCopy, LuTag, LuUser, LuX};
use leptos::{prelude::*, task::spawn_local};
use std::sync::Arc;

/// The filter of a listing alone, as a link writes it.
pub(super) fn filter_query(listing: &Listing) -> String {
    Listing { filter: listing.filter.clone(), ..Listing::default() }.to_query()
}

/// The stages of the funnels that a listing is about.
pub(super) fn stages_of(words: Words, known: &Known, listing: &Listing) -> Vec<Choice> {
    let funnels = known.funnels.0.iter().map(|f| &f.slug).filter(|slug| listing.filter.funnel.lets(slug));
    let funnels = gather::set(funnels);
    let mut choices = stages(words, known, &funnels, None);
    choices.extend(elsewhere(words, known, &funnels));
    choices
}

/// A tag to give and to take away, each.
pub(super) fn tags_of(words: Words, known: &Known) -> Vec<Choice> {
    let choice = |value: String, text: String| Choice { value, text, chosen: false, icon: None };
    let given = known.tags.values().map(|t| choice(format!("tag:{}", t.slug), words.tag_add(&t.name)));
    let taken = known.tags.values().map(|t| choice(format!("untag:{}", t.slug), words.tag_take(&t.name)));
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

/// The bar.
#[component]
pub fn BulkBar(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let words = use_words();
    let chooser = use_chooser();
    let selection = chooser.selection;
    let told = move || match (selection.everything.get(), chooser.count()) {
        (true, Some(all)) => words.chosen_everything(all),
        (true, None) => words.chosen_all().to_owned(),
        (false, some) => words.chosen_count(some.unwrap_or_default()),
    };
    let everything = move || {
        chooser.rows.changed.track();
        let all = chooser.rows.count();
        all.map_or(words.choose_everything().to_owned(), |all| words.choose_all_of(&format::integer(words.0, all)))
    };
    root::says("data-choosing", move || selection.is_any());
    let changes = Changing::find(screen).map(|changing| view! { <Changes screen=screen changing=changing/> });
    view! {
        <section class="bulk needs-client" aria-label=words.bulk_title() hidden=move || !selection.is_any()>
            <strong class="bulk__count">{told}</strong>
            <button
                type="button"
                class="button"
                hidden=move || selection.everything.get()
                on:click=move |_| chooser.everything()
            >
                {everything}
            </button>
            <div class="bulk__actions">
                {changes}
                <Copy screen=screen chooser=chooser/>
                <button
                    type="button"
                    class="button button--icon"
                    aria-label=words.choose_none()
                    title=words.choose_none()
                    on:click=move |_| chooser.clear()
                >
                    <Icon icon=LuX/>
                </button>
            </div>
        </section>
    }
    .into_any()
}

/// The buttons that change what is chosen.
#[component]
fn Changes(
    /// The screen.
    screen: Screen,
    /// How it is done and told.
    changing: Changing,
) -> impl IntoView {
    let words = use_words();
    let chooser = use_chooser();
    let selection = chooser.selection;
    let open = RwSignal::new(None::<Question>);
    let pending = RwSignal::new(None::<Pending>);
    let targets = move || match selection.everything.get_untracked() {
        true => Targets::Everything(screen.listing.with_untracked(filter_query)),
        false => Targets::Chosen(selection.chosen.with_untracked(|c| c.iter().map(|(id, v)| (*id, *v)).collect())),
    };
    let send = move |action: Action| changing.many(targets(), action, untrack(|| chooser.count()));
    let wanted = move |action: Action| {
        let orders = untrack(|| chooser.count());
        let by_name = !selection.everything.get_untracked();
        let known = changing.known();
        match orders {
            Some(orders) if by_name && orders > i64::try_from(CHOSEN_MAX).unwrap_or(i64::MAX) => {
                changing.say(words.problem_too_many_orders());
            }
            Some(orders) if orders <= REVIEW_OVER && by_name => {
                let named = chooser.orders();
                let done = action.clone();
                let yes: due::Yes = Arc::new(move |settled| send(due::answered(done.clone(), settled)));
                let wanted = named.iter().map(|order| (&action, &**order));
                due::first_asking(screen, words, &known, wanted, (yes, Arc::new(|| ())));
            }
            Some(orders) if orders <= REVIEW_OVER && !action.may_finish(&known) && !action.may_leave(&known) => {
                send(action);
            }
            _ if !by_name && (action.may_finish(&known) || action.may_leave(&known)) => {
                asks_of_all(screen, changing, action, pending);
            }
            _ => {
                let named = if by_name { chooser.orders() } else { Vec::new() };
                let due = due::owed(named.iter().map(|order| &**order), &action, &known);
                let left = settle::left(named.iter().map(|order| (&action, &**order)), &known, screen.now());
                pending.set(Some(Pending { action, orders, due, left }));
            }
        }
    };
    let ask = move |question: Question, icon: IconData, label: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                id=question.control()
                title=label
                aria-haspopup="listbox"
                aria-expanded=move || (open.get() == Some(question)).to_string()
                on:click=move |_| open.set(Some(question))
            >
                <Icon icon=icon/>
                <span class="button__label">{label}</span>
            </button>
        }
    };
    let act = move |archive: bool, icon: IconData, label: &'static str| {
        view! {
            <button type="button" class="button" title=label on:click=move |_| wanted(Action::Archive(archive))>
                <Icon icon=icon/>
                <span class="button__label">{label}</span>
            </button>
        }
    };
    let close = move |question: Question| {
        open.set(None);
        focus_later(question.control().to_owned());
    };
    let list = move |question: Question| {
        let choose = move |value: String| {
            close(question);
            match action(&value) {
                Some(action) => wanted(action),
                None => changing.say(words.problem_tag_name()),
            }
        };
        let asked = screen.listing.with_untracked(|listing| asked(words, question, &changing.known(), listing));
        let on_close = Callback::new(move |()| close(question));
        view! { <Choices asked=asked on_choose=Callback::new(choose) on_close=on_close/> }
    };
    view! {
        {ask(Question::Stage, LuCircleDot, words.column_status())}
        {ask(Question::Manager, LuUser, words.column_manager())}
        {ask(Question::Tags, LuTag, words.column_tags())}
        {move || {
            let archived = screen.listing.with(|l| l.filter.archived);
            let put_away = (archived != Archived::Only).then(|| act(true, LuArchive, words.archive_do()));
            let take_out = (archived != Archived::No).then(|| act(false, LuArchiveRestore, words.archive_undo()));
            view! {
                {put_away}
                {take_out}
            }
        }}
        {move || open.get().map(list)}
        <Review changing=changing pending=pending on_yes=Callback::new(send)/>
    }
    .into_any()
}

/// What is due on everything that the filter lets through, and what it may leave behind, as it is now: that is looked over
/// first. Which of these orders are open to clients is not known here.
fn asks_of_all(screen: Screen, changing: Changing, action: Action, pending: RwSignal<Option<Pending>>) {
    let query = screen.listing.with_untracked(filter_query);
    spawn_local(async move {
        let totals = match total_orders(query).await {
            Ok((totals, _)) => totals,
            Err(error) => return changing.not_known(&error),
        };
        let known = changing.known();
        let due = if action.may_finish(&known) { totals.due() } else { Vec::new() };
        let left = action.may_leave(&known).then(|| Left { access: true, received: totals.received(), one: false });
        let _ = pending.try_set(Some(Pending { action, orders: Some(totals.orders), due, left }));
    });
}

/// What is asked of many orders.
fn asked(words: Words, question: Question, known: &Known, listing: &Listing) -> Asked {
    let (label, choices) = match question {
        Question::Stage => (words.edit_status(), stages_of(words, known, listing)),
        Question::Manager => (words.edit_manager(), managers(words, known, None)),
        Question::Tags => (words.edit_tags(), tags_of(words, known)),
    };
    let filter = match question {
        Question::Stage => None,
        Question::Manager => Some(words.edit_filter()),
        Question::Tags => Some(words.edit_tag_filter()),
    };
    let makes = (question == Question::Tags).then_some(makes(words));
    Asked { beside: question.control().to_owned(), label: label.to_owned(), choices, several: false, filter, makes }
}

/// The button that copies, and what is said of it.
#[component]
fn Copy(
    /// The screen.
    screen: Screen,
    /// How rows are chosen.
    chooser: Chooser,
) -> impl IntoView {
    let words = use_words();
    let boot = StoredValue::new(use_boot());
    let toasts = use_context::<Toasts>();
    let text = Callback::new(move |()| {
        screen.listing.with_untracked(|listing| boot.with_value(|boot| copying::text(chooser, &listing.columns, boot)))
    });
    let said = Callback::new(move |done: bool| {
        let count = i64::try_from(chooser.orders().len()).unwrap_or_default();
        let all = untrack(|| chooser.count());
        let text = match done {
            false => words.copy_failed().to_owned(),
            true if all == Some(count) => words.copied_rows(count),
            true => words.copied_some(count),
        };
        if let Some(toasts) = toasts {
            toasts.show(text, None);
        }
    });
    copying::on_key(chooser, text, said);
    view! {
        <button type="button" class="button" title=words.copy_rows() on:click=move |_| copying::write(text.run(()), said)>
            <Icon icon=LuCopy/>
            <span class="button__label">{words.copy_rows()}</span>
        </button>
    }
    .into_any()
}
