//! Funnels: made, changed, put in order, put away, deleted. What an owner may do is the domain's to say.

use super::shaping::Shaping;
use crate::http::problem::Problem;
use app::{
    routes::{SETTINGS_FUNNELS, funnel_settings},
    settings::funnels::address,
};
use axum::response::Response;
use domain::{
    funnel::{
        FunnelDraft, Template,
        shape::{Fate, ShapeRefusal},
    },
    order::IdempotencyKey,
};
use store::{
    StoreError,
    funnels::{self, Progress, shape},
    ids,
};

/// `POST /settings/funnels`: makes a funnel from a ready-made one.
pub async fn create(form: Shaping) -> Result<Response, Problem> {
    let wrong = |errors: &[(&str, &str)]| Ok(form.wrong(SETTINGS_FUNNELS, errors));
    let Some(key) = IdempotencyKey::parse(form.one("idempotency_key")) else {
        return wrong(&[("", "choice_unknown")]);
    };
    let Some(template) = Template::parse(form.one("template")) else { return wrong(&[("template", "choice_unknown")]) };
    let draft = FunnelDraft { name: form.one("name").to_owned(), roles: Vec::new() };
    let name = match draft.check() {
        Ok(settings) => settings.name,
        Err(errors) => return wrong(&errors),
    };
    match shape::create(form.db(), form.actor.id, &key, template, name, &form.words, ids::now()).await {
        Ok(slug) => Ok(form.done(&funnel_settings(Some(slug.as_str())), "funnel_created", "")),
        Err(StoreError::Shape(ShapeRefusal::NameTaken)) => wrong(&[("name", "funnel_name_taken")]),
        Err(StoreError::Shape(refusal)) => wrong(&[("", refusal.code())]),
        Err(StoreError::KeyReused) => wrong(&[("", "key_reused")]),
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/funnels/save`: another name, or others who see its orders.
pub async fn save(form: Shaping) -> Result<Response, Problem> {
    let home = form.home(&form.sheets().await?);
    let draft = FunnelDraft { name: form.one("name").to_owned(), roles: form.all("roles") };
    let settings = match draft.check() {
        Ok(settings) => settings,
        Err(errors) => return Ok(form.wrong(&home, &errors)),
    };
    let (id, version) = (form.funnel(), form.version());
    let saved = shape::change(form.db(), form.actor.id, id, version, &settings, &form.words, ids::now()).await;
    form.saved_or_wrong(&home, &home, saved.map(|()| "saved"), |refusal| {
        matches!(refusal, ShapeRefusal::NameTaken | ShapeRefusal::NameMissing).then_some("name")
    })
}

/// `POST /settings/funnels/place`: puts a funnel at another place.
pub async fn place(form: Shaping) -> Result<Response, Problem> {
    let (version, to) = (form.version(), form.number("to"));
    let placed = shape::place(form.db(), form.actor.id, form.funnel(), version, to, ids::now()).await;
    form.placed(SETTINGS_FUNNELS, "funnel", placed)
}

/// `POST /settings/funnels/default`: new orders land here.
pub async fn make_default(form: Shaping) -> Result<Response, Problem> {
    let home = form.home(&form.sheets().await?);
    form.saved(&home, shape::make_default(form.db(), form.actor.id, form.funnel(), form.version(), ids::now()).await)
}

/// `POST /settings/funnels/restore`: takes a funnel out of the archive.
pub async fn restore(form: Shaping) -> Result<Response, Problem> {
    let who = form.name(&form.sheets().await?);
    match shape::restore(form.db(), form.actor.id, form.funnel(), form.version(), ids::now()).await {
        Ok(()) => Ok(form.done(SETTINGS_FUNNELS, "funnel_restored", &who)),
        Err(error) => form.not_done(SETTINGS_FUNNELS, error),
    }
}

/// `POST /settings/funnels/retire`: puts a funnel away or deletes it; its orders go where the form says.
pub async fn retire(form: Shaping) -> Result<Response, Problem> {
    let Some(fate) = Fate::parse(form.one("fate")) else {
        return Ok(form.wrong(SETTINGS_FUNNELS, &[("", "choice_unknown")]));
    };
    let sheets = form.sheets().await?;
    let Some(sheet) = sheets.iter().find(|sheet| sheet.funnel.id == form.funnel()) else { return form.gone() };
    let (who, home) = (form.name(&sheets), form.home(&sheets));
    let retired =
        funnels::retire(form.db(), form.actor.id, form.funnel(), form.version(), fate, form.stage("to")).await;
    match retired {
        Ok(Progress::Done) => {
            let notice = if fate == Fate::Archive { "funnel_archived" } else { "funnel_deleted" };
            Ok(form.done(SETTINGS_FUNNELS, notice, &who))
        }
        Ok(Progress::UnderWay) => Ok(form.done(&home, "under_way", "")),
        Err(StoreError::Shape(refusal @ (ShapeRefusal::HoldsOrders | ShapeRefusal::NoSuchPlace))) => {
            Ok(form.wrong(&address(&sheet.funnel.slug, "retire", fate.code()), &[("to", refusal.code())]))
        }
        Err(error) => form.not_done(&home, error),
    }
}
