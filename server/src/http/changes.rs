//! Changing orders by plain forms: one, those that are ticked, or all of a filter; and taking a change back.
//!
//! Every answer leads back to the page that the form was on, with a flash that says what happened. More than twenty
//! orders, and orders that are finished while money is due, are looked over first: the flash then carries the form once
//! more, to be confirmed. So it does where others have changed the order meanwhile, and while a long change goes on.

use super::{next, problem::Problem, session::back};
use crate::AppState;
use app::{
    context::{Boot, ChangeNotice, Flash},
    i18n::Words,
    orders::{
        due, request,
        settle::{self, Left},
    },
    outcome,
};
use axum::{Extension, Form, extract::State, http::HeaderMap, response::Response};
use domain::{
    Money, User,
    filter::Pairs,
    funnel::Sight,
    ids::{BatchId, OrderId},
    order::{
        Action, ChangeRequest, FormProblem, IdempotencyKey, Targets, UserLabel,
        change::{CHOSEN_MAX, Known, Met, REVIEW_OVER},
    },
};
use std::time::Duration;
use store::{StoreError, directory, funnels, orders, people::users};

/// How long a change is waited for before a notice tells how far it has come.
const PATIENCE: Duration = Duration::from_secs(5);

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
        let Stakes { orders, due, left } = at_stake(&state, &request, user, &boot).await?;
        if orders > REVIEW_OVER || !due.is_empty() || left.is_some() {
            let what = in_words(&state, &request.action, user, &boot).await?;
            return said(ChangeNotice::Review { orders, request: Box::new(request), what, due, left });
        }
    }
    let (outcome, done) = match unless_refused(orders::go_on(&state.db, &change, PATIENCE).await)? {
        Ok(far) => far,
        Err(notice) => return said(notice),
    };
    if !done {
        let mut form = request.to_pairs();
        form.push(("confirmed".into(), "yes".into()));
        return said(ChangeNotice::UnderWay { so_far: so_far(&outcome), undoes: false, form });
    }
    if let Some(met) = request::met(&state.db, &request, &outcome, &boot).await? {
        return said(conflict(&state, request, met, user, &boot).await?);
    }
    said(ChangeNotice::done(outcome))
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
            let change = orders::undoing(signed_in(&boot)?.id, key, batch, only);
            match unless_refused(orders::go_on(&state.db, &change, PATIENCE).await)? {
                Ok((outcome, true)) => ChangeNotice::done(outcome),
                Ok((outcome, false)) => {
                    let form =
                        ["idempotency_key", "batch", "order"].map(|name| (name.into(), field(&pairs, name).into()));
                    ChangeNotice::UnderWay { so_far: so_far(&outcome), undoes: true, form: form.into() }
                }
                Err(notice) => notice,
            }
        }
        None => ChangeNotice::Refused(FormProblem::Broken.code().into()),
    };
    Ok(back(&state, &home, &told(notice)))
}

/// What a change came to, or what a form says of why it was refused; failures that no form can help are problems.
fn unless_refused<T>(result: store::Result<T>) -> Result<Result<T, ChangeNotice>, Problem> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(StoreError::KeyReused) => Ok(Err(ChangeNotice::Refused("key_reused".into()))),
        Err(StoreError::Money(_)) => Ok(Err(ChangeNotice::Refused("too_large".into()))),
        Err(error) => Err(error.into()),
    }
}

const fn so_far(outcome: &domain::order::Outcome) -> i64 {
    outcome.changed + outcome.already + outcome.refused
}

/// What others did meanwhile, and the form once more, for the order as it is now.
async fn conflict(
    state: &AppState,
    request: ChangeRequest,
    met: Met,
    user: &User,
    boot: &Boot,
) -> Result<ChangeNotice, Problem> {
    let now = orders::by_ids(&state.db, &request::named(&request), Sight::Of(user.role)).await?;
    let Some(order) = now.first() else { return Ok(ChangeNotice::Refused("no_order".into())) };
    let what = in_words(state, &request.action, user, boot).await?;
    let key = IdempotencyKey::of(&format!("{}-{}", boot.request_id, request.key.as_str()));
    let request = ChangeRequest { key, targets: Targets::Chosen(vec![(order.id, order.version)]), ..request };
    Ok(ChangeNotice::Conflict { met, request: Box::new(request), what })
}

/// What an action does, in the words of whoever asks: what it names is called as they see it.
async fn in_words(state: &AppState, action: &Action, user: &User, boot: &Boot) -> Result<String, Problem> {
    let funnels = funnels::list(&state.db).await?.seen_by(Sight::Of(user.role));
    let (_, tags) = directory::choices(&state.db).await?;
    let users = users::list(&state.db).await?;
    let known = Known {
        funnels,
        users: users.into_iter().map(|user| (user.id, UserLabel { id: user.id, name: user.name })).collect(),
        tags: tags.into_iter().map(|tag| (tag.slug.clone(), tag)).collect(),
    };
    Ok(outcome::action(Words(boot.locale), action, &known))
}

/// What is looked over before a request is done.
struct Stakes {
    /// How many orders it is about.
    orders: i64,
    /// What is due on those that it finishes.
    due: Vec<Money>,
    /// What they leave behind.
    left: Option<Left>,
}

async fn at_stake(state: &AppState, request: &ChangeRequest, user: &User, boot: &Boot) -> Result<Stakes, Problem> {
    let known = Known { funnels: funnels::list(&state.db).await?, ..Known::default() };
    let (finishes, leaves) = (request.action.may_finish(&known), request.action.may_leave(&known));
    match &request.targets {
        Targets::Chosen(chosen) => {
            let named = request::named(request);
            let sight = Sight::Of(user.role);
            let found = if finishes || leaves { orders::by_ids(&state.db, &named, sight).await? } else { Vec::new() };
            let count = i64::try_from(chosen.len()).unwrap_or(CHOSEN_MAX as i64);
            let wanted = found.iter().map(|order| (&request.action, order));
            let left = settle::left(wanted, &known, store::ids::now());
            Ok(Stakes { orders: count, due: due::owed(&found, &request.action, &known), left })
        }
        Targets::Everything(query) => match request::conditions(&state.db, query, user, boot).await? {
            Some(conditions) => {
                let totals = orders::totals(&state.db, &conditions).await?;
                // Which of them are open to clients is not looked up for all: it is asked all the same.
                let left = leaves.then(|| Left { access: true, received: totals.received(), one: false });
                let due = if finishes { totals.due() } else { Vec::new() };
                Ok(Stakes { orders: totals.orders, due, left: left.filter(|_| totals.orders > 0) })
            }
            None => Ok(Stakes { orders: 0, due: Vec::new(), left: None }),
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
