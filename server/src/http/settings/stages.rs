//! Stages of funnels: added anywhere, changed, put in order, deleted.

use super::{
    asker, done,
    funnels::{Sent, not_done},
    refused,
};
use crate::{AppState, http::problem::Problem};
use app::{
    context::Boot,
    i18n::Words,
    names,
    routes::{SETTINGS_FUNNELS, funnel_settings},
    settings::funnels::address,
};
use axum::{Extension, Form, extract::State, response::Response};
use domain::{
    Slug,
    filter::Pairs,
    funnel::{
        StageDraft,
        shape::{FunnelSheet, ShapeRefusal},
    },
    ids::{FunnelId, StageId},
    order::IdempotencyKey,
};
use store::{
    StoreError,
    funnels::{self, Progress},
    ids,
};

fn draft(sent: &Sent) -> StageDraft {
    let field = |name: &str| sent.one(name).to_owned();
    StageDraft {
        name: field("name"),
        kind: field("kind"),
        colour: field("colour"),
        wip_limit: field("wip_limit"),
        stale_days: field("stale_days"),
    }
}

/// What is wrong with a form, at its fields where it is about one.
fn wrong_with(refusal: ShapeRefusal) -> (&'static str, &'static str) {
    let field = match refusal {
        ShapeRefusal::NameTaken => "name",
        ShapeRefusal::LastOpen | ShapeRefusal::LastClosing => "kind",
        ShapeRefusal::HoldsOrders | ShapeRefusal::NoSuchPlace => "to",
        _ => "",
    };
    (field, refusal.code())
}

/// `POST /settings/stages`: adds a stage to a funnel, anywhere.
pub async fn add(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let id = FunnelId(sent.number("funnel"));
    let sheets = funnels::sheets(&state.db).await?;
    let Some(funnel) = sheets.iter().find(|s| s.funnel.id == id).map(|s| &s.funnel.slug) else {
        return not_done(&state, SETTINGS_FUNNELS, StoreError::NotFound);
    };
    let form = address(funnel, "add", "stage");
    let wrong = |errors: &[(&str, &str)]| Ok(refused(&state, &form, errors, &sent.typed()));
    let Some(key) = IdempotencyKey::parse(sent.one("idempotency_key")) else {
        return wrong(&[("", "choice_unknown")]);
    };
    let settings = match draft(&sent).check() {
        Ok(settings) => settings,
        Err(errors) => return wrong(&errors),
    };
    let (version, at, now) = (sent.number("version"), sent.number("to"), ids::now());
    match funnels::add_stage(&state.db, actor.id, &key, id, version, &settings, at, now).await {
        Ok(()) => Ok(done(&state, &funnel_settings(Some(funnel.as_str())), "saved", &[])),
        Err(StoreError::Conflict) => wrong(&[("", "conflict")]),
        Err(StoreError::Shape(refusal)) => wrong(&[wrong_with(refusal)]),
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/stages/save`: changes a stage.
pub async fn save(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let sheets = funnels::sheets(&state.db).await?;
    let Some((funnel, stage, id)) = named(&sheets, &sent) else {
        return not_done(&state, SETTINGS_FUNNELS, StoreError::NotFound);
    };
    let form = address(funnel, "stage", stage.as_str());
    let wrong = |errors: &[(&str, &str)]| Ok(refused(&state, &form, errors, &sent.typed()));
    let settings = match draft(&sent).check() {
        Ok(settings) => settings,
        Err(errors) => return wrong(&errors),
    };
    let home = funnel_settings(Some(funnel.as_str()));
    match funnels::change_stage(&state.db, actor.id, id, sent.number("version"), &settings, ids::now()).await {
        Ok(progress) => Ok(done(&state, &home, said(progress, "saved"), &[])),
        Err(StoreError::Conflict) => wrong(&[("", "conflict")]),
        Err(StoreError::Shape(refusal)) => wrong(&[wrong_with(refusal)]),
        Err(error) => not_done(&state, &home, error),
    }
}

/// `POST /settings/stages/place`: puts a stage at another place of its funnel.
pub async fn place(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let sheets = funnels::sheets(&state.db).await?;
    let Some((funnel, _, id)) = named(&sheets, &sent) else {
        return not_done(&state, SETTINGS_FUNNELS, StoreError::NotFound);
    };
    let home = funnel_settings(Some(funnel.as_str()));
    let (version, to) = (sent.number("version"), sent.number("to"));
    match funnels::place_stage(&state.db, actor.id, id, version, to, ids::now()).await {
        Ok(()) => Ok(done(&state, &home, "saved", &[])),
        Err(error) => not_done(&state, &home, error),
    }
}

/// `POST /settings/stages/delete`: deletes a stage; its orders go where the form says.
pub async fn delete(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let words = Words(boot.locale);
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let sheets = funnels::sheets(&state.db).await?;
    let Some((funnel, stage, id)) = named(&sheets, &sent) else {
        return not_done(&state, SETTINGS_FUNNELS, StoreError::NotFound);
    };
    let found = sheets.iter().find_map(|sheet| sheet.stage(id));
    let who = found.map_or_else(String::new, |(s, _)| names::stage(words, s.name.as_deref(), s.kind));
    let home = funnel_settings(Some(funnel.as_str()));
    match funnels::remove_stage(&state.db, actor.id, id, sent.number("version"), sent.stage("to")).await {
        Ok(progress) => Ok(done(&state, &home, said(progress, "stage_deleted"), &[("who", &who)])),
        Err(StoreError::Shape(refusal @ (ShapeRefusal::HoldsOrders | ShapeRefusal::NoSuchPlace))) => {
            let ask = address(funnel, "remove", stage.as_str());
            Ok(refused(&state, &ask, &[wrong_with(refusal)], &sent.typed()))
        }
        Err(error) => not_done(&state, &home, error),
    }
}

/// The funnel and the stage that a form names.
fn named<'a>(sheets: &'a [FunnelSheet], sent: &Sent) -> Option<(&'a Slug, &'a Slug, StageId)> {
    let id = sent.stage("stage")?;
    sheets.iter().find_map(|sheet| sheet.stage(id).map(|(stage, _)| (&sheet.funnel.slug, &stage.slug, id)))
}

const fn said(progress: Progress, done: &'static str) -> &'static str {
    match progress {
        Progress::Done => done,
        Progress::UnderWay => "under_way",
    }
}
