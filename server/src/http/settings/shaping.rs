//! A form that shapes funnels, with whoever sent it; and the answers that all such forms share.

use super::{asker, done, refused};
use crate::{AppState, http::problem::Problem};
use app::{
    context::Boot,
    i18n::Words,
    names,
    routes::{SETTINGS_FUNNELS, funnel_settings},
};
use axum::{
    Form,
    extract::{FromRequest, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    User,
    filter::Pairs,
    funnel::shape::{FunnelSheet, ShapeRefusal},
    ids::{FunnelId, StageId},
};
use store::{Db, StoreError, funnels};

/// What a handler of these forms is given.
pub struct Shaping {
    state: AppState,
    /// Who sent it.
    pub actor: User,
    /// Their language.
    pub words: Words,
    sent: Pairs,
}

impl FromRequest<AppState> for Shaping {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Response> {
        let boot = request.extensions().get::<Boot>().cloned();
        let boot = boot.ok_or_else(|| Problem(StatusCode::UNAUTHORIZED).into_response())?;
        let words = Words(boot.locale);
        let actor = asker(boot).map_err(IntoResponse::into_response)?;
        let Form(sent) = Form::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self { state: state.clone(), actor, words, sent })
    }
}

impl Shaping {
    /// The desk's database.
    pub fn db(&self) -> &Db {
        &self.state.db
    }

    /// Every funnel, as it is now.
    pub async fn sheets(&self) -> Result<Vec<FunnelSheet>, Problem> {
        Ok(funnels::sheets(self.db()).await?)
    }

    /// The first value of a field.
    pub fn one(&self, name: &str) -> &str {
        self.sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// A whole number; what is none is one that nothing has.
    pub fn number<N: std::str::FromStr + Default>(&self, name: &str) -> N {
        self.one(name).parse().unwrap_or_default()
    }

    /// The version that was seen.
    pub fn version(&self) -> i64 {
        self.number("version")
    }

    /// The funnel that the form is about.
    pub fn funnel(&self) -> FunnelId {
        FunnelId(self.number("funnel"))
    }

    /// A stage that is named; none where nothing is.
    pub fn stage(&self, name: &str) -> Option<StageId> {
        self.one(name).parse().ok().map(StageId)
    }

    /// The page of a funnel among these, or that of all.
    pub fn home(&self, sheets: &[FunnelSheet]) -> String {
        let sheet = sheets.iter().find(|sheet| sheet.funnel.id == self.funnel());
        funnel_settings(sheet.map(|sheet| sheet.funnel.slug.as_str()))
    }

    /// What the funnel is called.
    pub fn name(&self, sheets: &[FunnelSheet]) -> String {
        let sheet = sheets.iter().find(|sheet| sheet.funnel.id == self.funnel());
        sheet.map_or_else(String::new, |sheet| names::funnel(self.words, sheet.funnel.name.as_deref()))
    }

    /// Leads to a page that says once what was done, and to whom.
    pub fn done(&self, location: &str, notice: &str, who: &str) -> Response {
        let fields: &[(&str, &str)] = if who.is_empty() { &[] } else { &[("who", who)] };
        done(&self.state, location, notice, fields)
    }

    /// Leads back to the form as it was typed, with what is wrong.
    pub fn wrong(&self, form: &str, errors: &[(&str, &str)]) -> Response {
        let typed = self.sent.iter().filter(|(key, _)| key != "version" && key != "idempotency_key");
        let typed: Vec<(&str, &str)> = typed.map(|(key, value)| (key.as_str(), value.as_str())).collect();
        refused(&self.state, form, errors, &typed)
    }

    /// It was not done: the page shows the funnels as they are now, and says why.
    pub fn not_done(&self, location: &str, error: StoreError) -> Result<Response, Problem> {
        self.not_done_with(location, error, &[])
    }

    fn not_done_with(&self, location: &str, error: StoreError, fields: &[(&str, &str)]) -> Result<Response, Problem> {
        let code = match error {
            StoreError::Conflict => "funnel_changed",
            StoreError::NotFound => "funnel_gone",
            StoreError::Shape(refusal) => refusal.code(),
            error => return Err(error.into()),
        };
        Ok(refused(&self.state, location, &[("", code)], fields))
    }

    /// What the form names is not there.
    pub fn gone(&self) -> Result<Response, Problem> {
        self.not_done(SETTINGS_FUNNELS, StoreError::NotFound)
    }

    /// It was saved, or not; either way the page that follows says so.
    pub fn saved(&self, location: &str, result: store::Result<()>) -> Result<Response, Problem> {
        match result {
            Ok(()) => Ok(self.done(location, "saved", "")),
            Err(error) => self.not_done(location, error),
        }
    }

    /// What a field names was put at another place, or not; either way the focus stays on the button that was pressed, or
    /// comes to one of the row that was dragged.
    pub fn placed(&self, location: &str, field: &str, result: store::Result<()>) -> Result<Response, Problem> {
        let fields = [("moved", self.one(field)), ("way", self.one("way"))];
        match result {
            Ok(()) => Ok(done(&self.state, location, "saved", &fields)),
            Err(error) => self.not_done_with(location, error, &fields),
        }
    }

    /// What is wrong with a typed field leads back to it; anything else is told on the page.
    pub fn saved_or_wrong(
        &self,
        form: &str,
        home: &str,
        result: store::Result<&str>,
        field: impl Fn(ShapeRefusal) -> Option<&'static str>,
    ) -> Result<Response, Problem> {
        match result {
            Ok(notice) => Ok(self.done(home, notice, "")),
            Err(StoreError::Conflict) => Ok(self.wrong(form, &[("", "conflict")])),
            Err(StoreError::KeyReused) => Ok(self.wrong(form, &[("", "key_reused")])),
            Err(StoreError::Shape(refusal)) if field(refusal).is_some() => {
                Ok(self.wrong(form, &[(field(refusal).unwrap_or_default(), refusal.code())]))
            }
            Err(error) => self.not_done(home, error),
        }
    }
}
