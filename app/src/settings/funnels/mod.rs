//! Funnels and their stages: a page for all of them, for one, for a stage, and for what goes, which asks where its orders
//! go. For the desk's owner. One form a page has fields that are typed into; the others are buttons.

mod leave;
mod list;
mod one;
mod stage;

use crate::{i18n::Words, names, routes};
use domain::{
    Funnel, Slug, Stage,
    filter::{Pairs, encode_component},
    funnel::shape::{Fate, FunnelSheet, StageCount},
    ids::{FunnelId, StageId},
};
use leptos::prelude::*;

/// What of the funnels is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// All of them.
    All,
    /// One, with its stages.
    One(FunnelId),
    /// A stage, to be changed.
    Stage(StageId),
    /// A stage that is to be made.
    NewStage(FunnelId),
    /// A stage that is to go: where do its orders go?
    LeaveStage(StageId),
    /// A funnel that is to go.
    LeaveFunnel(FunnelId, Fate),
}

impl Shown {
    /// What a query asks for; what is no longer there leads to the nearest that is.
    pub fn asked(query: &Pairs, sheets: &[FunnelSheet]) -> Self {
        let value = |key: &str| query.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
        let Some(sheet) = value("funnel").and_then(|slug| sheets.iter().find(|s| s.funnel.slug.as_str() == slug))
        else {
            return Self::All;
        };
        let id = sheet.funnel.id;
        let stage = |key| {
            value(key).and_then(|slug| sheet.funnel.stages.iter().find(|s| s.slug.as_str() == slug)).map(|s| s.id)
        };
        match (stage("stage"), stage("remove"), value("add"), value("retire").and_then(Fate::parse)) {
            (Some(stage), ..) => Self::Stage(stage),
            (_, Some(stage), ..) => Self::LeaveStage(stage),
            (_, _, Some(_), _) => Self::NewStage(id),
            (.., Some(fate)) => Self::LeaveFunnel(id, fate),
            _ => Self::One(id),
        }
    }
}

/// The address of what is shown of a funnel: `key` with `value` says what.
pub fn address(funnel: &Slug, key: &str, value: &str) -> String {
    format!("{}&{key}={}", routes::funnel_settings(Some(funnel.as_str())), encode_component(value))
}

/// The page.
pub(super) fn page(sheets: &[FunnelSheet], shown: Shown) -> AnyView {
    let sheet = |id: FunnelId| sheets.iter().find(|sheet| sheet.funnel.id == id);
    let found = |id: StageId| sheets.iter().find_map(|sheet| sheet.stage(id).map(|(stage, n)| (sheet, stage, n)));
    match shown {
        Shown::All => Some(list::page(sheets)),
        Shown::One(id) => sheet(id).map(|sheet| one::page(sheets, sheet)),
        Shown::NewStage(id) => sheet(id).map(stage::new),
        Shown::Stage(id) => found(id).map(|(sheet, stage, count)| stage::edit(sheet, stage, count)),
        Shown::LeaveStage(id) => found(id).map(|(sheet, stage, count)| leave::stage(sheets, sheet, stage, count)),
        Shown::LeaveFunnel(id, fate) => sheet(id).map(|sheet| leave::funnel(sheets, sheet, fate)),
    }
    .unwrap_or_else(|| list::page(sheets))
}

fn name_of(words: Words, funnel: &Funnel) -> String {
    names::funnel(words, funnel.name.as_deref())
}

fn name_of_stage(words: Words, stage: &Stage) -> String {
    names::stage(words, stage.name.as_deref(), stage.kind)
}

/// The way back to a funnel's page, or to all of them.
fn back(text: String, href: String) -> AnyView {
    view! { <p class="settings__back"><a class="link" href=href rel="external">{text}</a></p> }.into_any()
}

/// The fields by which a form names a funnel.
fn about(sheet: &FunnelSheet) -> AnyView {
    view! {
        <input type="hidden" name="funnel" value=sheet.funnel.id.to_string()/>
        <input type="hidden" name="version" value=sheet.version/>
    }
    .into_any()
}

/// The fields by which a form names a stage. `version` is the stage's, or the funnel's where places are changed.
fn about_stage(stage: &Stage, version: i64) -> AnyView {
    view! {
        <input type="hidden" name="stage" value=stage.id.to_string()/>
        <input type="hidden" name="version" value=version/>
    }
    .into_any()
}

/// The buttons that put something one place up or down, from the place it has among `n`. Once it was moved, the focus is
/// on the same button again, or on the other one where it goes no further.
fn movers(
    words: Words,
    action: &'static str,
    (id, name): (&str, &str),
    about: impl Fn() -> AnyView,
    at: usize,
    n: usize,
) -> AnyView {
    use crate::{context::use_boot, ui::icon::Icon};
    use icondata_lu::{LuArrowDown, LuArrowUp};
    let flash = use_boot().flash.unwrap_or_default();
    let moved = flash.field("moved") == Some(id);
    let goes_on_down = at == 0 || (at + 1 < n && flash.field("way") == Some("down"));
    let up = at.checked_sub(1).map(|to| ("up", to, LuArrowUp, words.columns_move_up_named(name)));
    let down = (at + 1 < n).then(|| ("down", at + 1, LuArrowDown, words.columns_move_down_named(name)));
    let mover = |(way, to, icon, label): (&'static str, usize, icondata_core::Icon, String)| {
        let focused = moved && goes_on_down == (way == "down");
        view! {
            <form action=action method="post">
                {about()}
                <input type="hidden" name="to" value=to.to_string()/>
                <button
                    class="button button--icon"
                    name="way"
                    value=way
                    aria-label=label.clone()
                    title=label
                    autofocus=focused
                >
                    <Icon icon=icon/>
                </button>
            </form>
        }
    };
    view! { {up.map(mover)}{down.map(mover)} }.into_any()
}

/// What a stage holds and how it is limited, in a few words.
fn facts(words: Words, stage: &Stage, count: StageCount) -> String {
    let named = (stage.name.is_some()).then(|| names::stage_kind(words, stage.kind).to_owned());
    let limit = stage.wip_limit.map(|n| words.stage_limit_of(&crate::format::integer(words.0, n)));
    let stale = stage.stale_days.map(|days| words.stage_stale_after(days));
    let parts = [named, Some(words.orders_count(count.orders)), limit, stale];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
