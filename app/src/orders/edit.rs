//! Status, manager and tags, edited in the row. Cells are written by `cell`; without the client they are links to the
//! order's own form.
//!
//! One list serves all cells: it floats beside the one that asked, and the focus goes back to it.

use super::{changing::Changing, due, page::Screen};
use crate::{
    context::use_words,
    i18n::Words,
    marks, names, outcome,
    ui::{
        choices::{Asked, Choice, Choices, MADE, focus_later},
        toast::Deed,
    },
};
use domain::{
    Column, Funnel, Order, Slug, Stage, StageKind, gather,
    ids::UserId,
    order::{Action, change::Known, change::TagName},
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// More choices than this get a field that filters.
const FEW: usize = 9;

/// What of an order can be edited in its row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// The stage it is in.
    Status,
    /// Who looks after it.
    Manager,
    /// The words it is found by.
    Tags,
}

impl Edited {
    /// The id of the control in an order's cell.
    pub fn cell(column: Column, order: &Order) -> String {
        format!("edit-{}-{}", column.code(), order.id)
    }

    /// What the control is for.
    pub fn title(self, words: Words) -> &'static str {
        match self {
            Self::Status => words.edit_status(),
            Self::Manager => words.edit_manager(),
            Self::Tags => words.edit_tags(),
        }
    }

    /// Whether an order has nothing of it.
    pub fn is_empty(self, order: &Order) -> bool {
        match self {
            Self::Status => false,
            Self::Manager => order.manager.is_none(),
            Self::Tags => order.tags.is_empty(),
        }
    }
}

/// A cell that is being edited.
#[derive(Clone)]
struct Open {
    order: Order,
    edited: Edited,
    cell: String,
}

/// What is being edited. Cheap to copy; given by context where orders may be changed.
#[derive(Clone, Copy)]
pub struct Editing {
    open: RwSignal<Option<Open>>,
}

impl Editing {
    /// Opens the list of a cell, whose control has this id.
    #[cfg(feature = "hydrate")]
    pub fn open(self, order: &Order, cell: &str) {
        let column = cell.strip_prefix("edit-").and_then(|rest| Column::parse(rest.split('-').next()?));
        if let Some(edited) = column.and_then(super::cell::edited) {
            self.open.set(Some(Open { order: order.clone(), edited, cell: cell.to_owned() }));
        }
    }
}

/// Gives `Editing` to the table below, where the reader may change orders.
pub fn provide_editing(screen: Screen) {
    if Changing::find(screen).is_some() {
        provide_context(Editing { open: RwSignal::new(None) });
    }
}

/// The list beside the cell that is being edited.
#[component]
pub fn EditMenu(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let (Some(editing), Some(changing)) = (use_context::<Editing>(), Changing::find(screen)) else {
        return ().into_any();
    };
    let words = use_words();
    let close = move || {
        if let Some(open) = editing.open.get_untracked() {
            editing.open.set(None);
            focus_later(open.cell);
        }
    };
    view! {
        {move || {
            editing
                .open
                .get()
                .map(|open| {
                    let asked = asked(words, &open, &changing.known());
                    let choose = move |value: String| {
                        editing.open.set(None);
                        match action(&value) {
                            Some(action) => {
                                let known = changing.known();
                                let what = outcome::action(words, &action, &known);
                                let text = words.change_one(open.order.number.as_str(), &what);
                                let (wanted, beside) = (open.clone(), open.cell.clone());
                                let done = action.clone();
                                let yes: due::Yes = Arc::new(move |settled| {
                                    let action = due::answered(done.clone(), settled);
                                    changing.one(&wanted.order, action, text.clone(), wanted.cell.clone());
                                });
                                let no: Deed = Arc::new(move || focus_later(beside.clone()));
                                due::first_asking(screen, words, &known, [(&action, &open.order)], (yes, no));
                            }
                            None => changing.say(words.problem_tag_name()),
                        }
                    };
                    view! { <Choices asked=asked on_choose=Callback::new(choose) on_close=Callback::new(move |()| close())/> }
                })
        }}
    }
    .into_any()
}

/// What is asked of an order.
fn asked(words: Words, open: &Open, known: &Known) -> Asked {
    let order = &open.order;
    let choices = match open.edited {
        Edited::Status => {
            let own = [&order.funnel.slug].into();
            let mut choices = stages(words, known, &own, Some(&order.stage.slug));
            choices.extend(elsewhere(words, known, &own));
            choices
        }
        Edited::Manager => managers(words, known, Some(order.manager.as_ref().map(|m| m.id))),
        Edited::Tags => tags(known, &gather::set(order.tags.iter().map(|t| &t.slug))),
    };
    let is_tags = open.edited == Edited::Tags;
    Asked {
        beside: open.cell.clone(),
        label: format!("{} · {}", open.edited.title(words), words.order_title(order.number.as_str())),
        filter: (is_tags || (open.edited == Edited::Manager && choices.len() > FEW))
            .then(|| if is_tags { words.edit_tag_filter() } else { words.edit_filter() }),
        choices,
        several: is_tags,
        makes: is_tags.then_some(makes(words)),
    }
}

/// The words for making a tag of what was typed.
pub(super) fn makes(words: Words) -> fn(&str) -> Option<String> {
    use domain::Locale;
    fn of(words: Words, text: &str) -> Option<String> {
        TagName::parse(text).map(|name| words.tag_make(&String::from(name)))
    }
    match words.0 {
        Locale::Fr => |text| of(Words(Locale::Fr), text),
        Locale::En => |text| of(Words(Locale::En), text),
        Locale::Uk => |text| of(Words(Locale::Uk), text),
    }
}

/// The stages of these funnels; those that share a name in links are one.
pub(super) fn stages(words: Words, known: &Known, funnels: &BTreeSet<&Slug>, now: Option<&Slug>) -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    for stage in known.funnels.0.iter().filter(|f| funnels.contains(&f.slug)).flat_map(|f| &f.stages) {
        let value = format!("stage:{}", stage.slug);
        if found.iter().all(|c| c.value != value) {
            found.push(Choice {
                value,
                text: names::stage(words, stage.name.as_deref(), stage.kind),
                chosen: now == Some(&stage.slug),
                icon: Some(mark(stage.kind)),
            });
        }
    }
    found
}

/// The stages of other funnels than the one of these, where it is one: each is named with its funnel.
pub(super) fn elsewhere(words: Words, known: &Known, funnels: &BTreeSet<&Slug>) -> Vec<Choice> {
    let others = known.funnels.0.iter().filter(|f| funnels.len() > 1 || !funnels.contains(&f.slug));
    let mut found = Vec::new();
    for funnel in others {
        found.extend(funnel.stages.iter().map(|stage| Choice {
            value: format!("funnel:{}/{}", funnel.slug, stage.slug),
            text: place(words, funnel, stage),
            chosen: false,
            icon: Some(mark(stage.kind)),
        }));
    }
    found
}

fn place(words: Words, funnel: &Funnel, stage: &Stage) -> String {
    let funnel = names::funnel(words, funnel.name.as_deref());
    format!("{funnel} · {}", names::stage(words, stage.name.as_deref(), stage.kind))
}

fn mark(kind: StageKind) -> (icondata_core::Icon, &'static str) {
    (marks::stage_icon(kind), marks::stage_mark(kind))
}

/// Everybody who can look after orders, and nobody.
pub(super) fn managers(words: Words, known: &Known, now: Option<Option<UserId>>) -> Vec<Choice> {
    let nobody = Choice {
        value: "manager:none".into(),
        text: words.order_no_manager().to_owned(),
        chosen: now == Some(None),
        icon: None,
    };
    let people = gather::sorted(known.users.values(), |a, b| a.name.cmp(&b.name));
    let choice = |user: &domain::order::UserLabel| Choice {
        value: format!("manager:{}", user.id),
        text: user.name.clone(),
        chosen: now == Some(Some(user.id)),
        icon: None,
    };
    std::iter::once(nobody).chain(people.into_iter().map(choice)).collect()
}

/// Every tag; choosing one that is there takes it away.
fn tags(known: &Known, has: &BTreeSet<&Slug>) -> Vec<Choice> {
    let choice = |tag: &domain::order::TagLabel| {
        let chosen = has.contains(&tag.slug);
        let value = format!("{}:{}", if chosen { "untag" } else { "tag" }, tag.slug);
        Choice { value, text: tag.name.clone(), chosen, icon: None }
    };
    known.tags.values().map(choice).collect()
}

/// The action of a value of the list.
pub(super) fn action(value: &str) -> Option<Action> {
    match value.strip_prefix(MADE) {
        Some(name) => Some(Action::Tag { add: vec![], remove: vec![], new: vec![TagName::parse(name)?] }),
        None => Action::parse(value),
    }
}
