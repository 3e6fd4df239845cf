//! Changing an order on its page: plain forms for status, manager, tags and the archive, which need no client.

use crate::{
    context::{use_boot, use_words},
    names,
};
use domain::{
    Order,
    order::{Choices, change::TAG_NAME_MAX},
    user::Permission,
};
use leptos::prelude::*;

/// The forms; nothing for whoever may only read.
#[component]
pub fn Edit<'a>(
    /// The order.
    order: &'a Order,
    /// What may be chosen.
    choices: Choices,
) -> impl IntoView + use<> {
    let words = use_words();
    let boot = use_boot();
    if !boot.user.as_ref().is_some_and(|user| user.role.may(Permission::EditOrders)) {
        return ().into_any();
    }
    let seen = format!("{}:{}", order.id, order.version);
    // The version is part of the key: the same form of a later page is another request.
    let key = format!("{}-{}-{}", boot.request_id, order.id, order.version);
    let form = move |part: &'static str, fields: AnyView, button: &'static str| {
        view! {
            <form class="edit__form" action="/orders/change" method="post">
                <input type="hidden" name="idempotency_key" value=format!("{key}-{part}")/>
                <input type="hidden" name="order" value=seen.clone()/>
                {fields}
                <button class="button">{button}</button>
            </form>
        }
    };
    if order.archived_at.is_some() {
        let fields = view! { <input type="hidden" name="action" value="archive:no"/> }.into_any();
        return view! { <section class="panel" id="edit" tabindex="-1"><h2 class="panel__title">{words.edit_title()}</h2>{form("archive", fields, words.archive_undo())}</section> }
            .into_any();
    }
    let stages = choices.stages.iter().map(|stage| {
        let name = names::stage(words, stage.name.as_deref(), stage.kind);
        view! { <option value=format!("stage:{}", stage.slug) selected=stage.id == order.stage.id>{name}</option> }
    });
    let elsewhere = choices.elsewhere.iter().map(|funnel| {
        let options = funnel.stages.iter().map(|stage| {
            let name = names::stage(words, stage.name.as_deref(), stage.kind);
            view! { <option value=format!("funnel:{}/{}", funnel.slug, stage.slug)>{name}</option> }
        });
        let label = names::funnel(words, funnel.name.as_deref());
        view! { <optgroup label=label>{options.collect_view()}</optgroup> }
    });
    let stages = view! {
        <label class="edit__field">
            <span>{words.column_status()}</span>
            <select class="input" name="action">{stages.collect_view()}{elsewhere.collect_view()}</select>
        </label>
    };
    let manager = order.manager.as_ref().map(|m| m.id);
    // Who has left may still be there: what is chosen is always offered.
    let mut managers = choices.managers;
    managers.extend(order.manager.clone().filter(|m| managers.iter().all(|other| other.id != m.id)));
    let managers = managers.into_iter().map(|user| {
        let chosen = manager == Some(user.id);
        view! { <option value=format!("manager:{}", user.id) selected=chosen>{user.name}</option> }
    });
    let managers = view! {
        <label class="edit__field">
            <span>{words.column_manager()}</span>
            <select class="input" name="action">
                <option value="manager:none" selected=manager.is_none()>{words.order_no_manager()}</option>
                {managers.collect_view()}
            </select>
        </label>
    };
    let had = order.tags.iter().map(|tag| view! { <input type="hidden" name="had" value=tag.slug.to_string()/> });
    let has = |slug: &domain::Slug| order.tags.iter().any(|t| t.slug == *slug);
    let mut all = choices.tags;
    all.extend(order.tags.iter().filter(|t| all.iter().all(|other| other.slug != t.slug)).cloned().collect::<Vec<_>>());
    let boxes = all.iter().map(|tag| {
        view! {
            <label class="check">
                <input type="checkbox" name="tag" value=tag.slug.to_string() checked=has(&tag.slug)/>
                <span>{tag.name.clone()}</span>
            </label>
        }
    });
    let tags = view! {
        <input type="hidden" name="action" value="tags"/>
        {had.collect_view()}
        <fieldset class="edit__field">
            <legend>{words.column_tags()}</legend>
            <div class="edit__tags">{boxes.collect_view()}</div>
        </fieldset>
        <label class="edit__field">
            <span>{words.tag_new()}</span>
            <input class="input" name="new_tag" maxlength=TAG_NAME_MAX.to_string() autocomplete="off"/>
        </label>
    };
    let archive = view! { <input type="hidden" name="action" value="archive:yes"/> };
    view! {
        <section class="panel" id="edit" tabindex="-1">
            <h2 class="panel__title">{words.edit_title()}</h2>
            {form("stage", stages.into_any(), words.edit_status())}
            {form("manager", managers.into_any(), words.edit_manager())}
            {form("tags", tags.into_any(), words.edit_tags())}
            {form("archive", archive.into_any(), words.archive_do())}
        </section>
    }
    .into_any()
}
