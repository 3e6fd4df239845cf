//! The palette's field with its list: the focus stays in the field, arrows and the pointer move the choice, Enter or a
//! press makes it.

use super::{
    ALL,
    commands::{Act, Group, Item},
    finder::{Finder, Stage},
};
use crate::{
    context::use_words,
    marks::StagePill,
    shell::shortcuts::caps,
    ui::{combobox::reveal, icon::Icon, keys::Keys},
};
use icondata_lu::LuSearch;
use leptos::{ev::KeyboardEvent, prelude::*};

const LIST: &str = "palette-list";

/// The field, the list, and what is said of it.
#[component]
pub fn List(
    /// What is typed and found.
    finder: Finder,
    /// What is offered.
    groups: Signal<Vec<Group>>,
    /// Told what is chosen.
    act: Callback<Act>,
    /// What stands beside the field.
    children: Children,
) -> impl IntoView {
    let words = use_words();
    // By name, not by place: lines come in above it while an answer arrives.
    let pointed = RwSignal::new(None::<String>);
    let lines = Signal::derive(move || groups.with(|all| all.iter().flat_map(|g| g.items.clone()).collect::<Vec<_>>()));
    let active = Memo::new(move |_| {
        let at = pointed.with(|id| lines.with(|lines| lines.iter().position(|line| Some(&line.id) == id.as_ref())));
        let first =
            |lines: &Vec<Item>| lines.iter().position(|line| line.id != ALL).or((!lines.is_empty()).then_some(0));
        at.or_else(|| lines.with(first))
    });
    let point = move |at: usize| {
        pointed.set(lines.with_untracked(|lines| lines.get(at).map(|line| line.id.clone())));
        reveal(&option_id(at));
    };
    let choose = move |at: usize| {
        if let Some(line) = lines.with_untracked(|lines| lines.get(at).cloned()) {
            act.run(line.act);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        let last = lines.with_untracked(Vec::len).checked_sub(1);
        let at = active.get_untracked();
        let to = match event.key().as_str() {
            "ArrowDown" => at.filter(|at| Some(*at) != last).map_or(last.map(|_| 0), |at| Some(at + 1)),
            "ArrowUp" => at.and_then(|at| at.checked_sub(1)).or(last),
            "Enter" => {
                event.prevent_default();
                return at.into_iter().for_each(choose);
            }
            _ => return,
        };
        event.prevent_default();
        to.into_iter().for_each(point);
    };
    let typed = move |event| {
        pointed.set(None);
        finder.typed(&event_target_value(&event));
    };
    let drawn = move || {
        let mut at = 0;
        let group = |group: Group| {
            let items = group.items.into_iter();
            let options = items
                .map(|item| {
                    at += 1;
                    option(at - 1, item, active, pointed, choose)
                })
                .collect_view();
            view! {
                <div class="palette__group" role="group" aria-label=group.title>
                    <p class="palette__title" aria-hidden="true">{group.title}</p>
                    {options}
                </div>
            }
        };
        groups.get().into_iter().map(group).collect_view()
    };
    let found = move || i64::try_from(lines.with(Vec::len)).unwrap_or(i64::MAX);
    let said = move || match finder.stage.get() {
        Stage::Failed => words.palette_failed().to_owned(),
        Stage::Pending => words.palette_searching().to_owned(),
        Stage::Found(_) if found() == 0 => words.palette_none(&finder.text.get()),
        Stage::Found(_) => words.palette_count(found()),
    };
    let is_said = move || finder.stage.with(|stage| matches!(stage, Stage::Failed)) || found() == 0;
    let is_pending = move || finder.stage.with(|stage| matches!(stage, Stage::Pending));
    let caps = caps(words.0);
    view! {
        <div class="palette__field" aria-busy=move || is_pending().to_string()>
            <Icon icon=LuSearch/>
            <input
                class="palette__input"
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-controls=LIST
                aria-autocomplete="list"
                aria-activedescendant=move || active.get().map(option_id)
                aria-label=words.palette()
                placeholder=words.palette_placeholder()
                maxlength=domain::search::MAX_LENGTH.to_string()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="go"
                on:input=typed
                on:keydown=keys
            />
            {children()}
        </div>
        <p class="palette__said" class:visually-hidden=move || !is_said() role="status">{said}</p>
        <div class="palette__list" id=LIST role="listbox" aria-label=words.results()>{drawn}</div>
        <p class="palette__foot" aria-hidden="true">
            <span class="palette__way"><Keys keys=vec!["↑", "↓"]/>{words.palette_move()}</span>
            <span class="palette__way"><Keys keys=vec![caps.enter]/>{words.palette_choose()}</span>
            <span class="palette__way"><Keys keys=vec![caps.escape]/>{words.close()}</span>
        </p>
    }
    .into_any()
}

fn option_id(at: usize) -> String {
    format!("palette-{at}")
}

fn option(
    at: usize,
    item: Item,
    active: Memo<Option<usize>>,
    pointed: RwSignal<Option<String>>,
    choose: impl Fn(usize) + Copy + 'static,
) -> impl IntoView {
    let Item { id, icon, label, detail, stage, keys, .. } = item;
    let under_pointer = move |_| {
        if pointed.with_untracked(|now| now.as_ref() != Some(&id)) {
            pointed.set(Some(id.clone()));
        }
    };
    view! {
        <div
            id=option_id(at)
            class="palette__option"
            role="option"
            aria-selected=move || (active.get() == Some(at)).to_string()
            // The focus stays in the field.
            on:pointerdown=|event| event.prevent_default()
            on:pointermove=under_pointer
            on:click=move |_| choose(at)
        >
            <Icon icon=icon/>
            <span class="palette__label">{label}</span>
            {(!detail.is_empty()).then(|| view! { <span class="palette__detail">{detail}</span> })}
            {stage.map(|(name, kind)| view! { <span class="palette__stage"><StagePill name=name kind=kind/></span> })}
            {(!keys.is_empty()).then(|| view! { <Keys keys=keys/> })}
        </div>
    }
}
