//! One funnel: its name and who sees it, its stages in their order, and what else can be done with it.

use super::{about, about_stage, address, back, facts, movers, name_of, name_of_stage};
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    marks::StagePill,
    names,
    routes::funnel_settings,
    ui::{fields::Field, icon::Icon},
};
use domain::{
    Role,
    funnel::{
        FunnelAccess,
        shape::{Fate, FunnelSheet},
        templates::typed_name,
    },
};
use icondata_lu::LuGripVertical;
use leptos::prelude::*;

pub(super) fn page(sheets: &[FunnelSheet], sheet: &FunnelSheet) -> AnyView {
    let words = use_words();
    let used = sheets.iter().filter(|s| !s.archived).count();
    view! {
        {back(words.funnel_all().to_owned(), funnel_settings(None))}
        <h2 class="settings__subtitle">{name_of(words, &sheet.funnel)}</h2>
        {stages(words, sheet)}
        {itself(words, sheet)}
        {(!sheet.archived && used > 1 && !sheet.funnel.is_default).then(|| more(words, sheet))}
    }
    .into_any()
}

fn stages(words: Words, sheet: &FunnelSheet) -> AnyView {
    let funnel = &sheet.funnel;
    let n = funnel.stages.len();
    let items = funnel
        .stages
        .iter()
        .zip(&sheet.stages)
        .enumerate()
        .map(|(at, (stage, count))| {
            let name = name_of_stage(words, stage);
            let change = address(&funnel.slug, "stage", stage.slug.as_str());
            let about = || about_stage(stage, sheet.version);
            let id = stage.id.to_string();
            view! {
                <li class="shape" data-drag-item=id.clone()>
                    <span class="place__grip needs-client"><Icon icon=LuGripVertical/></span>
                    <div class="shape__what">
                        <p class="shape__name"><StagePill name=name.clone() kind=stage.kind colour=stage.colour/></p>
                        <p class="shape__detail">{facts(words, stage, *count)}</p>
                    </div>
                    <div class="shape__actions">
                        {movers(words, "/settings/stages/place", (&id, &name), about, at, n)}
                        <a class="button" href=change rel="external" aria-label=words.stage_change_named(&name)>
                            {words.stage_change()}
                        </a>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="panel" aria-labelledby="stages-title">
            <h3 class="panel__title" id="stages-title">{words.funnel_stages()}</h3>
            <ol data-drag-list="stages">{items}</ol>
            <div class="form__actions">
                <a class="button" href=address(&funnel.slug, "add", "stage") rel="external">{words.stage_add()}</a>
            </div>
        </section>
    }
    .into_any()
}

fn itself(words: Words, sheet: &FunnelSheet) -> AnyView {
    let funnel = &sheet.funnel;
    let flash = use_boot().flash.unwrap_or_default();
    // A box that is not ticked is not sent: the name, which always is, tells that the form was.
    let sent = flash.field("name").is_some();
    let FunnelAccess { managers, viewers } = funnel.access;
    let boxes = [(Role::Manager, managers), (Role::Viewer, viewers)]
        .map(|(role, sees)| {
            let checked = if sent { flash.holds("roles", role.code()) } else { sees };
            view! {
                <label class="check">
                    <input type="checkbox" name="roles" value=role.code() checked=checked/>
                    <span>{names::role(words, role)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <form class="settings__form" action="/settings/funnels/save" method="post">
            {about(sheet)}
            <section class="panel" aria-labelledby="funnel-title">
                <h3 class="panel__title" id="funnel-title">{words.funnel_settings()}</h3>
                <Field
                    name="name"
                    label=words.funnel_name()
                    kind="text"
                    autocomplete="off"
                    value=typed_name(funnel.name.as_deref())
                    hint=words.funnel_name_hint()
                    optional=true
                />
                <fieldset class="field" id="roles" aria-describedby="roles-note">
                    <legend class="field__label">{words.funnel_access()}</legend>
                    {boxes}
                    <p class="field__hint" id="roles-note">{words.funnel_access_hint()}</p>
                </fieldset>
                <div class="form__actions"><button class="button button--primary">{words.save()}</button></div>
            </section>
        </form>
    }
    .into_any()
}

fn more(words: Words, sheet: &FunnelSheet) -> AnyView {
    let retire = |fate: Fate| address(&sheet.funnel.slug, "retire", fate.code());
    view! {
        <section class="panel" aria-labelledby="more-title">
            <h3 class="panel__title" id="more-title">{words.funnel_more()}</h3>
            <div class="form__actions">
                <form action="/settings/funnels/default" method="post">
                    {about(sheet)}
                    <button class="button">{words.funnel_make_default()}</button>
                </form>
                <a class="button" href=retire(Fate::Archive) rel="external">{words.funnel_archive()}</a>
                <a class="button" href=retire(Fate::Delete) rel="external">{words.funnel_delete()}</a>
            </div>
        </section>
    }
    .into_any()
}
