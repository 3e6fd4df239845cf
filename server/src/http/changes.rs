//! Changing orders by plain forms: one, those that are ticked, or all of a filter; and taking a change back.
//!
//! Every answer leads back to the page that the form was on, with a flash that says what happened. More than twenty
//! orders are looked over first: the flash then carries the form once more, to be confirmed.

use super::{next, problem::Problem, session::back};
use crate::AppState;
use app::{
    context::{Boot, ChangeNotice, Flash},
    orders::request,
};
use axum::{Extension, Form, extract::State, http::HeaderMap, response::Response};
use domain::{
    User,
    filter::Pairs,
    ids::{BatchId, OrderId},
    order::{
        Action, ChangeRequest, FormProblem, IdempotencyKey, Targets,
        change::{CHOSEN_MAX, REVIEW_OVER},
    },
};
use store::{StoreError, orders, people::users};

/// `POST /orders/change`: changes orders.
pub async fn change(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let home = home(&pairs, &headers);
    let said = |notice| Ok(back(&state, &home, &told(notice)));
    let request = match ChangeRequest::from_pairs(&pairs) {
        Ok(request) => request,
        Err(problem) => return said(ChangeNotice::Refused(problem.code().into())),
    };
    let user = signed_in(&boot)?;
    let Some(change) = request::change(&state.db, &request, user, &boot).await? else {
        return said(ChangeNotice::Refused(FormProblem::Broken.code().into()));
    };
    let confirmed = pairs.iter().any(|(name, value)| name == "confirmed" && !value.is_empty());
    if !confirmed {
        let orders = count(&state, &request, user, &boot).await?;
        if orders > REVIEW_OVER {
            let manager = match &request.action {
                Action::Assign(Some(id)) => {
                    users::list(&state.db).await?.into_iter().find(|u| u.id == *id).map(|u| u.name)
                }
                _ => None,
            };
            return said(ChangeNotice::Review { orders, request: Box::new(request), manager });
        }
    }
    said(outcome(orders::change(&state.db, change).await)?)
}

/// `POST /orders/undo`: takes a change back.
pub async fn undo(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let home = home(&pairs, &headers);
    let key = IdempotencyKey::parse(field(&pairs, "idempotency_key"));
    let batch = field(&pairs, "batch").parse().ok().map(BatchId);
    let only = field(&pairs, "order").parse().ok().map(OrderId);
    let notice = match key.zip(batch) {
        Some((key, batch)) => {
            let user = signed_in(&boot)?;
            outcome(orders::undo(&state.db, user.id, key, batch, only).await)?
        }
        None => ChangeNotice::Refused(FormProblem::Broken.code().into()),
    };
    Ok(back(&state, &home, &told(notice)))
}

/// What a finished change says; failures that no form can help are problems.
fn outcome(result: store::Result<domain::order::Outcome>) -> Result<ChangeNotice, Problem> {
    match result {
        Ok(outcome) => Ok(ChangeNotice::done(outcome)),
        Err(StoreError::KeyReused) => Ok(ChangeNotice::Refused("key_reused".into())),
        Err(StoreError::Money(_)) => Ok(ChangeNotice::Refused("too_large".into())),
        Err(error) => Err(error.into()),
    }
}

/// How many orders a request is about.
async fn count(state: &AppState, request: &ChangeRequest, user: &User, boot: &Boot) -> Result<i64, Problem> {
    match &request.targets {
        Targets::Chosen(chosen) => Ok(i64::try_from(chosen.len()).unwrap_or(CHOSEN_MAX as i64)),
        Targets::Everything(query) => match request::conditions(&state.db, query, user, boot).await? {
            Some(conditions) => Ok(orders::totals(&state.db, &conditions).await?.orders),
            None => Ok(0),
        },
    }
}

fn signed_in(boot: &Boot) -> Result<&User, Problem> {
    boot.user.as_ref().ok_or(Problem(axum::http::StatusCode::UNAUTHORIZED))
}

/// The page that the form was on.
fn home(pairs: &Pairs, headers: &HeaderMap) -> String {
    next::local(field(pairs, "next")).or_else(|| next::referring(headers)).unwrap_or_else(|| next::HOME.into())
}

fn field<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

fn told(notice: ChangeNotice) -> Flash {
    Flash { change: Some(notice), ..Flash::default() }
}
