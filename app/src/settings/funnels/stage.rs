//! A stage: the form that makes one anywhere in its funnel, and the one that changes it.

use super::{about, about_stage, address, back, name_of, name_of_stage};
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    names,
    routes::funnel_settings,
    ui::fields::{Field, Select},
};
use domain::{
    Stage, StageKind,
    funnel::{
        Colour, StageSettings,
        shape::{FunnelSheet, StageCount},
        templates::typed_name,
    },
};
use leptos::prelude::*;

pub(super) fn new(sheet: &FunnelSheet) -> AnyView {
    let words = use_words();
    let key = format!("{}-stage", use_boot().request_id);
    let before = sheet
        .funnel
        .stages
        .iter()
        .enumerate()
        .map(|(at, stage)| (at.to_string(), words.stage_place_before(&name_of_stage(words, stage))));
    let end = (sheet.funnel.stages.len().to_string(), words.stage_place_end().to_owned());
    let places: Vec<(String, String)> = before.chain([end]).collect();
    // Work that closes stands at the end: what is added most often goes in front of it.
    let closing = sheet.funnel.stages.iter().position(|s| !s.kind.is_open());
    let place = closing.unwrap_or(sheet.funnel.stages.len()).to_string();
    let place = view! { <Select name="to" label=words.stage_place() options=places value=place/> }.into_any();
    let hidden = view! { {about(sheet)} <input type="hidden" name="idempotency_key" value=key/> }.into_any();
    let settings = StageSettings::of(StageKind::InProgress);
    form(words, sheet, "/settings/stages", hidden, words.stage_add().to_owned(), &settings, Some(place), None)
}

pub(super) fn edit(sheet: &FunnelSheet, stage: &Stage, count: StageCount) -> AnyView {
    let words = use_words();
    let Stage { name, kind, colour, wip_limit, stale_days, .. } = stage.clone();
    let settings = StageSettings { name, kind, colour, wip_limit, stale_days };
    let title = words.stage_change_named(&name_of_stage(words, stage));
    let remove = address(&sheet.funnel.slug, "remove", stage.slug.as_str());
    let remove = view! { <a class="button" href=remove rel="external">{words.stage_delete()}</a> }.into_any();
    let hidden = about_stage(stage, count.version);
    form(words, sheet, "/settings/stages/save", hidden, title, &settings, None, Some(remove))
}

#[expect(clippy::too_many_arguments, reason = "the two forms of a stage, which differ in these")]
fn form(
    words: Words,
    sheet: &FunnelSheet,
    action: &'static str,
    hidden: AnyView,
    title: String,
    settings: &StageSettings,
    place: Option<AnyView>,
    remove: Option<AnyView>,
) -> AnyView {
    let number = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
    let kinds = StageKind::ALL.map(|kind| (kind.code().to_owned(), names::stage_kind(words, kind).to_owned()));
    let own = (String::new(), words.stage_colour_own().to_owned());
    let colours = Colour::ALL.map(|colour| (colour.code().to_owned(), called(words, colour).to_owned()));
    let colours: Vec<(String, String)> = std::iter::once(own).chain(colours).collect();
    view! {
        {back(name_of(words, &sheet.funnel), funnel_settings(Some(sheet.funnel.slug.as_str())))}
        <form class="settings__form" action=action method="post">
            {hidden}
            <section class="panel" aria-labelledby="stage-title">
                <h2 class="panel__title" id="stage-title">{title}</h2>
                <Field
                    name="name"
                    label=words.stage_name()
                    kind="text"
                    autocomplete="off"
                    value=typed_name(settings.name.as_deref())
                    hint=words.stage_name_hint()
                    optional=true
                />
                <Select
                    name="kind"
                    label=words.stage_meaning()
                    options=kinds.to_vec()
                    value=settings.kind.code()
                    hint=words.stage_meaning_hint()
                />
                {place}
                <Select
                    name="colour"
                    label=words.stage_colour()
                    options=colours
                    value=settings.colour.map_or("", Colour::code)
                />
                <Field
                    name="wip_limit"
                    label=words.stage_limit()
                    kind="number"
                    autocomplete="off"
                    value=number(settings.wip_limit)
                    hint=words.stage_limit_hint()
                    optional=true
                />
                <Field
                    name="stale_days"
                    label=words.stage_stale_days()
                    kind="number"
                    autocomplete="off"
                    value=number(settings.stale_days)
                    hint=words.stage_stale_hint()
                    optional=true
                />
                <div class="form__actions">
                    <button class="button button--primary">{words.save()}</button>
                    {remove}
                </div>
            </section>
        </form>
    }
    .into_any()
}

const fn called(words: Words, colour: Colour) -> &'static str {
    match colour {
        Colour::Blue => words.colour_blue(),
        Colour::Amber => words.colour_amber(),
        Colour::Violet => words.colour_violet(),
        Colour::Green => words.colour_green(),
        Colour::Grey => words.colour_grey(),
        Colour::Red => words.colour_red(),
        Colour::Pink => words.colour_pink(),
    }
}
