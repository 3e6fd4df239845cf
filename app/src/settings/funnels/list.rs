//! All funnels in their order, those in the archive, and the form that makes one.

use super::{about, movers, name_of};
use crate::{
    context::{use_boot, use_words},
    i18n::Words,
    names,
    routes::{SETTINGS_FUNNELS, funnel_settings},
    ui::{
        fields::{Field, Select},
        icon::Icon,
    },
};
use domain::{
    Role,
    funnel::{Template, shape::FunnelSheet},
};
use icondata_lu::LuGripVertical;
use leptos::prelude::*;

pub(super) fn page(sheets: &[FunnelSheet]) -> AnyView {
    let words = use_words();
    let used: Vec<&FunnelSheet> = sheets.iter().filter(|s| !s.archived).collect();
    let items = used.iter().enumerate().map(|(at, sheet)| item(words, sheet, at, used.len())).collect_view();
    let archived: Vec<_> = sheets.iter().filter(|s| s.archived).map(|sheet| put_away(words, sheet)).collect();
    view! {
        <section class="panel" aria-labelledby="funnels-title">
            <h2 class="panel__title" id="funnels-title">{words.funnels()}</h2>
            <p class="panel__none">{words.funnels_hint()}</p>
            <ul data-drag-list="funnels">{items}</ul>
        </section>
        {(!archived.is_empty())
            .then(|| {
                view! {
                    <section class="panel" aria-labelledby="archived-title">
                        <h2 class="panel__title" id="archived-title">{words.funnels_archived()}</h2>
                        <ul>{archived}</ul>
                    </section>
                }
            })}
        {creation(words)}
    }
    .into_any()
}

fn item(words: Words, sheet: &FunnelSheet, at: usize, n: usize) -> AnyView {
    let funnel = &sheet.funnel;
    let (id, name) = (funnel.id.to_string(), name_of(words, funnel));
    let roles: Vec<&str> =
        Role::ALL.into_iter().filter(|role| funnel.access.lets(*role)).map(|role| names::role(words, role)).collect();
    let seen = (roles.len() < Role::ALL.len()).then(|| words.funnel_seen_by(&roles.join(", ")));
    let holds = [Some(words.stages_count(funnel.stages.len() as i64)), Some(words.orders_count(sheet.orders())), seen];
    let holds = holds.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li class="shape" data-drag-item=id.clone()>
            <span class="place__grip needs-client"><Icon icon=LuGripVertical/></span>
            <div class="shape__what">
                <p class="shape__name">
                    <a class="link" href=funnel_settings(Some(funnel.slug.as_str())) rel="external">{name.clone()}</a>
                    {funnel.is_default.then(|| view! { <span class="tag">{words.funnel_is_default()}</span> })}
                </p>
                <p class="shape__detail">{holds}</p>
            </div>
            <div class="shape__actions">
                {movers(words, "/settings/funnels/place", (&id, &name), || about(sheet), at, n)}
            </div>
        </li>
    }
    .into_any()
}

fn put_away(words: Words, sheet: &FunnelSheet) -> AnyView {
    let name = name_of(words, &sheet.funnel);
    let remove = super::address(&sheet.funnel.slug, "retire", "delete");
    view! {
        <li class="shape">
            <div class="shape__what">
                <p class="shape__name">{name.clone()}</p>
                <p class="shape__detail">{words.stages_count(sheet.funnel.stages.len() as i64)}</p>
            </div>
            <div class="shape__actions">
                <form action="/settings/funnels/restore" method="post">
                    {about(sheet)}
                    <button class="button" aria-label=words.funnel_restore_named(&name)>{words.funnel_restore()}</button>
                </form>
                <a class="button" href=remove rel="external" aria-label=words.leave_delete_title(&name)>
                    {words.funnel_delete()}
                </a>
            </div>
        </li>
    }
    .into_any()
}

fn creation(words: Words) -> AnyView {
    let key = format!("{}-funnel", use_boot().request_id);
    let templates = Template::ALL
        .map(|template| (template.code().to_owned(), names::funnel(words, template.name().as_deref())))
        .to_vec();
    view! {
        <section class="panel" aria-labelledby="create-title">
            <h2 class="panel__title" id="create-title">{words.funnel_new()}</h2>
            <form class="form" action=SETTINGS_FUNNELS method="post">
                <input type="hidden" name="idempotency_key" value=key/>
                <Select
                    name="template"
                    label=words.funnel_template()
                    options=templates
                    value=Template::Courses.code()
                    hint=words.funnel_template_hint()
                />
                <Field
                    name="name"
                    label=words.funnel_name()
                    kind="text"
                    autocomplete="off"
                    hint=words.funnel_name_hint()
                    optional=true
                />
                <div class="form__actions"><button class="button button--primary">{words.funnel_create()}</button></div>
            </form>
        </section>
    }
    .into_any()
}
