//! What goes: a stage or a funnel. Where it holds orders, the page asks where they go; the safe way out comes first.

use super::{about, about_stage, back, name_of, name_of_stage};
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    routes::funnel_settings,
};
use domain::{
    Stage,
    funnel::shape::{self, Fate, FunnelSheet, StageCount},
    ids::{FunnelId, StageId},
};
use leptos::prelude::*;

pub(super) fn stage(sheets: &[FunnelSheet], sheet: &FunnelSheet, stage: &Stage, count: StageCount) -> AnyView {
    let words = use_words();
    let title = words.leave_delete_title(&name_of_stage(words, stage));
    let hidden = about_stage(stage, count.version);
    // The stages beside it come first: most orders stay in their funnel.
    let mut sheets = sheets.to_vec();
    sheets.sort_by_key(|other| other.funnel.id != sheet.funnel.id);
    let places = places(words, &sheets, None, Some(stage.id), (count.orders > 0).then_some(count.orders));
    form(words, sheet, "/settings/stages/delete", hidden, title, places, words.leave_for_good(), words.stage_delete())
}

pub(super) fn funnel(sheets: &[FunnelSheet], sheet: &FunnelSheet, fate: Fate) -> AnyView {
    let words = use_words();
    let name = name_of(words, &sheet.funnel);
    let (title, note, button) = match fate {
        Fate::Archive => (words.leave_archive_title(&name), words.leave_keeps(), words.funnel_archive()),
        Fate::Delete => (words.leave_delete_title(&name), words.leave_for_good(), words.funnel_delete()),
    };
    let hidden = view! { {about(sheet)} <input type="hidden" name="fate" value=fate.code()/> }.into_any();
    let orders = sheet.orders();
    let places = places(words, sheets, Some(sheet.funnel.id), None, (orders > 0).then_some(orders));
    form(words, sheet, "/settings/funnels/retire", hidden, title, places, note, button)
}

#[expect(clippy::too_many_arguments, reason = "the two forms of what goes, which differ in these")]
fn form(
    words: Words,
    sheet: &FunnelSheet,
    action: &'static str,
    hidden: AnyView,
    title: String,
    places: AnyView,
    note: &'static str,
    button: &'static str,
) -> AnyView {
    let home = || funnel_settings(Some(sheet.funnel.slug.as_str()));
    view! {
        {back(name_of(words, &sheet.funnel), home())}
        <form class="settings__form" action=action method="post">
            {hidden}
            <section class="panel" aria-labelledby="leave-title">
                <h2 class="panel__title" id="leave-title">{title}</h2>
                {places}
                <p>{note}</p>
                <div class="form__actions">
                    <a class="button" href=home() rel="external">{words.back()}</a>
                    <button class="button button--danger">{button}</button>
                </div>
            </section>
        </form>
    }
    .into_any()
}

/// The stages where orders may go, funnel by funnel; that there is nothing to ask where there are no orders.
fn places(
    words: Words,
    sheets: &[FunnelSheet],
    gone_funnel: Option<FunnelId>,
    gone_stage: Option<StageId>,
    orders: Option<i64>,
) -> AnyView {
    let Some(orders) = orders else { return view! { <p>{words.leave_none()}</p> }.into_any() };
    let flash = use_boot().flash.unwrap_or_default();
    let wrong = flash.error("to").is_some();
    let all: Vec<_> = shape::places(sheets, gone_funnel, gone_stage).collect();
    let groups = sheets
        .iter()
        .filter_map(|sheet| {
            let stages = all.iter().filter(|(funnel, _)| funnel.id == sheet.funnel.id);
            let options: Vec<_> = stages
                .map(|(_, stage)| {
                    let chosen = flash.holds("to", &stage.id.to_string());
                    view! { <option value=stage.id.to_string() selected=chosen>{name_of_stage(words, stage)}</option> }
                })
                .collect();
            let label = name_of(words, &sheet.funnel);
            (!options.is_empty()).then(|| view! { <optgroup label=label>{options}</optgroup> })
        })
        .collect_view();
    view! {
        <p>{words.leave_holds(orders)}</p>
        <div class="field">
            <label class="field__label" for="to">{words.leave_to()}</label>
            <select
                class="input"
                id="to"
                name="to"
                required=true
                aria-invalid=wrong.then_some("true")
                aria-describedby=wrong.then_some("to-note")
            >
                <option value="">{words.leave_choose()}</option>
                {groups}
            </select>
            {wrong.then(|| view! { <p class="field__error" id="to-note">{words.funnel_holds_orders()}</p> })}
        </div>
    }
    .into_any()
}
