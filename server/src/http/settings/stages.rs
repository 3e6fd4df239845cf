//! Stages of funnels: added anywhere, changed, put in order, deleted.

use super::shaping::Shaping;
use crate::http::problem::Problem;
use app::{names, routes::funnel_settings, settings::funnels::address};
use axum::response::Response;
use domain::{
    Slug, Stage,
    funnel::{
        StageDraft,
        shape::{FunnelSheet, ShapeRefusal},
    },
    order::IdempotencyKey,
};
use store::{
    StoreError,
    funnels::{self, Progress},
    ids,
};

fn draft(form: &Shaping) -> StageDraft {
    let field = |name: &str| form.one(name).to_owned();
    StageDraft {
        name: field("name"),
        kind: field("kind"),
        colour: field("colour"),
        wip_limit: field("wip_limit"),
        stale_days: field("stale_days"),
    }
}

/// The field that a refusal is about; an empty one speaks of the whole form.
const fn field_of(refusal: ShapeRefusal) -> &'static str {
    match refusal {
        ShapeRefusal::NameTaken => "name",
        ShapeRefusal::LastOpen | ShapeRefusal::LastClosing => "kind",
        ShapeRefusal::HoldsOrders | ShapeRefusal::NoSuchPlace => "to",
        _ => "",
    }
}

/// `POST /settings/stages`: adds a stage to a funnel, anywhere.
pub async fn add(form: Shaping) -> Result<Response, Problem> {
    let sheets = form.sheets().await?;
    let Some(sheet) = sheets.iter().find(|sheet| sheet.funnel.id == form.funnel()) else { return form.gone() };
    let (page, home) = (address(&sheet.funnel.slug, "add", "stage"), form.home(&sheets));
    let Some(key) = IdempotencyKey::parse(form.one("idempotency_key")) else {
        return Ok(form.wrong(&page, &[("", "choice_unknown")]));
    };
    let settings = match draft(&form).check() {
        Ok(settings) => settings,
        Err(errors) => return Ok(form.wrong(&page, &errors)),
    };
    let (db, actor, id) = (form.db(), form.actor.id, form.funnel());
    let (version, at, now) = (form.version(), form.number("to"), ids::now());
    let added = funnels::add_stage(db, actor, &key, id, version, &settings, at, &form.words, now).await;
    form.saved_or_wrong(&page, &home, added.map(|()| "saved"), |refusal| Some(field_of(refusal)))
}

/// `POST /settings/stages/save`: changes a stage.
pub async fn save(form: Shaping) -> Result<Response, Problem> {
    let sheets = form.sheets().await?;
    let Some((funnel, stage)) = named(&sheets, &form) else { return form.gone() };
    let page = address(funnel, "stage", stage.slug.as_str());
    let settings = match draft(&form).check() {
        Ok(settings) => settings,
        Err(errors) => return Ok(form.wrong(&page, &errors)),
    };
    let home = funnel_settings(Some(funnel.as_str()));
    let (db, actor, version) = (form.db(), form.actor.id, form.version());
    let changed = funnels::change_stage(db, actor, stage.id, version, &settings, &form.words, ids::now()).await;
    let notice = changed.map(|progress| said(progress, "saved"));
    form.saved_or_wrong(&page, &home, notice, |refusal| Some(field_of(refusal)))
}

/// `POST /settings/stages/place`: puts a stage at another place of its funnel.
pub async fn place(form: Shaping) -> Result<Response, Problem> {
    let sheets = form.sheets().await?;
    let Some((funnel, stage)) = named(&sheets, &form) else { return form.gone() };
    let (version, to) = (form.version(), form.number("to"));
    let placed = funnels::place_stage(form.db(), form.actor.id, stage.id, version, to, ids::now()).await;
    form.placed(&funnel_settings(Some(funnel.as_str())), "stage", placed)
}

/// `POST /settings/stages/delete`: deletes a stage; its orders go where the form says.
pub async fn delete(form: Shaping) -> Result<Response, Problem> {
    let sheets = form.sheets().await?;
    let Some((funnel, stage)) = named(&sheets, &form) else { return form.gone() };
    let who = names::stage(form.words, stage.name.as_deref(), stage.kind);
    let home = funnel_settings(Some(funnel.as_str()));
    match funnels::remove_stage(form.db(), form.actor.id, stage.id, form.version(), form.stage("to")).await {
        Ok(progress) => Ok(form.done(&home, said(progress, "stage_deleted"), &who)),
        Err(StoreError::Shape(refusal @ (ShapeRefusal::HoldsOrders | ShapeRefusal::NoSuchPlace))) => {
            let page = address(funnel, "remove", stage.slug.as_str());
            Ok(form.wrong(&page, &[(field_of(refusal), refusal.code())]))
        }
        Err(error) => form.not_done(&home, error),
    }
}

/// The stage that a form names, and its funnel.
fn named<'a>(sheets: &'a [FunnelSheet], form: &Shaping) -> Option<(&'a Slug, &'a Stage)> {
    let id = form.stage("stage")?;
    sheets.iter().find_map(|sheet| sheet.stage(id).map(|(stage, _)| (&sheet.funnel.slug, stage)))
}

const fn said(progress: Progress, done: &'static str) -> &'static str {
    match progress {
        Progress::Done => done,
        Progress::UnderWay => "under_way",
    }
}
