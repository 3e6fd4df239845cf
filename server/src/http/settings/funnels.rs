//! Funnels: made, changed, put in order, put away, deleted. What an owner may do is the domain's to say.

use super::{asker, done, refused};
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
        FunnelDraft, Template,
        shape::{Fate, FunnelSheet, ShapeRefusal},
    },
    ids::{FunnelId, StageId},
    order::IdempotencyKey,
};
use store::{
    StoreError,
    funnels::{self, Progress, shape},
    ids,
};

/// The fields of a form, which may come several times.
pub struct Sent(pub Pairs);

impl Sent {
    /// The first value of a field.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// A whole number; what is none is one that nothing has.
    pub fn number<N: std::str::FromStr + Default>(&self, name: &str) -> N {
        self.one(name).parse().unwrap_or_default()
    }

    /// A stage that is named; none where nothing is.
    pub fn stage(&self, name: &str) -> Option<StageId> {
        self.one(name).parse().ok().map(StageId)
    }

    /// What had been typed, without what no person types.
    pub fn typed(&self) -> Vec<(&str, &str)> {
        let fields = self.0.iter().filter(|(key, _)| key != "version" && key != "idempotency_key");
        fields.map(|(key, value)| (key.as_str(), value.as_str())).collect()
    }

    fn funnel(&self) -> FunnelId {
        FunnelId(self.number("funnel"))
    }
}

/// `POST /settings/funnels`: makes a funnel from a ready-made one.
pub async fn create(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let wrong = |errors: &[(&str, &str)]| Ok(refused(&state, SETTINGS_FUNNELS, errors, &sent.typed()));
    let Some(key) = IdempotencyKey::parse(sent.one("idempotency_key")) else {
        return wrong(&[("", "choice_unknown")]);
    };
    let Some(template) = Template::parse(sent.one("template")) else { return wrong(&[("template", "choice_unknown")]) };
    let draft = FunnelDraft { name: sent.one("name").to_owned(), roles: Vec::new() };
    let name = match draft.check() {
        Ok(settings) => settings.name,
        Err(errors) => return wrong(&errors),
    };
    match shape::create(&state.db, actor.id, &key, template, name, ids::now()).await {
        Ok(slug) => Ok(done(&state, &funnel_settings(Some(slug.as_str())), "funnel_created", &[])),
        Err(StoreError::Shape(ShapeRefusal::NameTaken)) => wrong(&[("name", "funnel_name_taken")]),
        Err(StoreError::Shape(refusal)) => wrong(&[("", refusal.code())]),
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/funnels/save`: another name, or others who see its orders.
pub async fn save(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let home = home(&state, &sent).await?;
    let draft = FunnelDraft { name: sent.one("name").to_owned(), roles: sent.all("roles") };
    let settings = match draft.check() {
        Ok(settings) => settings,
        Err(errors) => return Ok(refused(&state, &home, &errors, &sent.typed())),
    };
    let now = ids::now();
    match shape::change(&state.db, actor.id, sent.funnel(), sent.number("version"), &settings, now).await {
        Ok(()) => Ok(done(&state, &home, "saved", &[])),
        Err(StoreError::Conflict) => Ok(refused(&state, &home, &[("", "conflict")], &sent.typed())),
        Err(StoreError::Shape(refusal @ (ShapeRefusal::NameTaken | ShapeRefusal::NameMissing))) => {
            Ok(refused(&state, &home, &[("name", refusal.code())], &sent.typed()))
        }
        Err(error) => not_done(&state, &home, error),
    }
}

/// `POST /settings/funnels/place`: puts a funnel at another place.
pub async fn place(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let (version, to) = (sent.number("version"), sent.number("to"));
    match shape::place(&state.db, actor.id, sent.funnel(), version, to, ids::now()).await {
        Ok(()) => Ok(done(&state, SETTINGS_FUNNELS, "saved", &[])),
        Err(error) => not_done(&state, SETTINGS_FUNNELS, error),
    }
}

/// `POST /settings/funnels/default`: new orders land here.
pub async fn make_default(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let home = home(&state, &sent).await?;
    match shape::make_default(&state.db, actor.id, sent.funnel(), sent.number("version"), ids::now()).await {
        Ok(()) => Ok(done(&state, &home, "saved", &[])),
        Err(error) => not_done(&state, &home, error),
    }
}

/// `POST /settings/funnels/restore`: takes a funnel out of the archive.
pub async fn restore(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let words = Words(boot.locale);
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let sheets = funnels::sheets(&state.db).await?;
    let who = named(words, &sheets, sent.funnel());
    match shape::restore(&state.db, actor.id, sent.funnel(), sent.number("version"), ids::now()).await {
        Ok(()) => Ok(done(&state, SETTINGS_FUNNELS, "funnel_restored", &[("who", &who)])),
        Err(error) => not_done(&state, SETTINGS_FUNNELS, error),
    }
}

/// `POST /settings/funnels/retire`: puts a funnel away or deletes it; its orders go where the form says.
pub async fn retire(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let words = Words(boot.locale);
    let (sent, actor) = (Sent(pairs), asker(boot)?);
    let Some(fate) = Fate::parse(sent.one("fate")) else {
        return Ok(refused(&state, SETTINGS_FUNNELS, &[("", "choice_unknown")], &[]));
    };
    let sheets = funnels::sheets(&state.db).await?;
    let Some(slug) = slug_of(&sheets, sent.funnel()) else {
        return not_done(&state, SETTINGS_FUNNELS, StoreError::NotFound);
    };
    let who = named(words, &sheets, sent.funnel());
    let home = funnel_settings(Some(slug.as_str()));
    match funnels::retire(&state.db, actor.id, sent.funnel(), sent.number("version"), fate, sent.stage("to")).await {
        Ok(Progress::Done) => {
            let notice = if fate == Fate::Archive { "funnel_archived" } else { "funnel_deleted" };
            Ok(done(&state, SETTINGS_FUNNELS, notice, &[("who", &who)]))
        }
        Ok(Progress::UnderWay) => Ok(done(&state, &home, "under_way", &[])),
        Err(StoreError::Shape(refusal @ (ShapeRefusal::HoldsOrders | ShapeRefusal::NoSuchPlace))) => {
            let ask = address(&slug, "retire", fate.code());
            Ok(refused(&state, &ask, &[("to", refusal.code())], &sent.typed()))
        }
        Err(error) => not_done(&state, &home, error),
    }
}

/// The page of the funnel that a form names.
async fn home(state: &AppState, sent: &Sent) -> Result<String, Problem> {
    let sheets = funnels::sheets(&state.db).await?;
    Ok(funnel_settings(slug_of(&sheets, sent.funnel()).as_ref().map(Slug::as_str)))
}

fn slug_of(sheets: &[FunnelSheet], id: FunnelId) -> Option<Slug> {
    sheets.iter().find(|sheet| sheet.funnel.id == id).map(|sheet| sheet.funnel.slug.clone())
}

fn named(words: Words, sheets: &[FunnelSheet], id: FunnelId) -> String {
    let sheet = sheets.iter().find(|sheet| sheet.funnel.id == id);
    sheet.map_or_else(String::new, |sheet| names::funnel(words, sheet.funnel.name.as_deref()))
}

/// The page shows the funnels as they are now.
pub(super) fn not_done(state: &AppState, location: &str, error: StoreError) -> Result<Response, Problem> {
    let code = match error {
        StoreError::Conflict => "funnel_changed",
        StoreError::NotFound => "funnel_gone",
        StoreError::Shape(refusal) => refusal.code(),
        error => return Err(error.into()),
    };
    Ok(refused(state, location, &[("", code)], &[]))
}
