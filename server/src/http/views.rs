//! `POST /views` and `POST /orders/columns`: saved views and the arrangement of columns, by plain forms.
//!
//! A refused form comes back to the list that it was sent from, with what had been typed and what is wrong with it.

use super::{flash, next, problem::Problem, session::back};
use crate::AppState;
use app::{context::Boot, routes};
use axum::{
    Extension, Form, RequestExt,
    body::Bytes,
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    Columns, Listing, Role, User,
    filter::{Pairs, decode},
    ids::ViewId,
    user::Permission,
    view::{self, SavedView},
};
use serde::Deserialize;
use store::{
    StoreError,
    views::{self, Editor, ViewDraft},
};

/// What the forms about views send.
#[derive(Deserialize)]
pub struct ViewForm {
    #[serde(rename = "do")]
    act: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    shared: String,
    #[serde(default)]
    begin: String,
    #[serde(default)]
    query: String,
    #[serde(default)]
    back: String,
}

/// Why a form about a view is refused: a code for the form, or a problem of the whole request.
enum Refused {
    Form(&'static str),
    Problem(Problem),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Form("view_conflict"),
            error => Self::Problem(error.into()),
        }
    }
}

/// `POST /views`: makes, changes, removes a view, or makes somebody begin with it.
pub async fn change(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(form): Form<ViewForm>,
) -> Result<Response, Problem> {
    let user = boot.user.ok_or(Problem(StatusCode::UNAUTHORIZED))?;
    match act(&state, &user, &form).await {
        Ok(link) => Ok(next::see_other(&link)),
        Err(Refused::Problem(problem)) => Err(problem),
        Err(Refused::Form(code)) => {
            let list = Listing::from_query(&form.back).0;
            let typed = [("view_name", form.name.as_str())];
            Ok(back(&state, &routes::orders(&list), &flash::refusal(&[("view_name", code)], &typed)))
        }
    }
}

async fn act(state: &AppState, user: &User, form: &ViewForm) -> Result<String, Refused> {
    let db = &state.db;
    let editor = Editor { user: user.id, manages: Role::may(user.role, Permission::ManageDesk) };
    let (listing, _) = Listing::from_query(&form.query);
    let wants_shared = form.shared == "yes" && Role::may(user.role, Permission::EditOrders);
    if form.act == "create" {
        let draft = draft(form, listing, wants_shared)?;
        let known = views::list(db, user.id).await?;
        if known.iter().any(|v| v.own && v.name == draft.name && v.query != draft.listing.lasting().to_query()) {
            return Err(Refused::Form("view_taken"));
        }
        if known.iter().filter(|v| v.own).count() >= view::VIEWS_MAX {
            return Err(Refused::Form("view_many"));
        }
        let id = views::create(db, user.id, &draft).await?;
        if form.begin == "yes" {
            views::begin_with(db, user.id, Some(id)).await?;
        }
        return Ok(routes::orders(&Listing { saved: Some(id), ..draft.listing }));
    }
    let missing = || Refused::Problem(Problem(StatusCode::NOT_FOUND));
    let id: ViewId = form.id.parse().map_err(|_| missing())?;
    let version: i64 = form.version.parse().map_err(|_| missing())?;
    let seen: SavedView = match views::find(db, user.id, id).await {
        // The same form again.
        Err(StoreError::NotFound) if form.act == "delete" => return Ok(next::HOME.to_owned()),
        found => found?,
    };
    if matches!(form.act.as_str(), "replace" | "delete") && !seen.may_change(user.role) {
        return Err(Refused::Problem(Problem(StatusCode::FORBIDDEN)));
    }
    match form.act.as_str() {
        "replace" => {
            // A shared view stays shared whoever of its editors changes it.
            let draft = draft(form, listing, wants_shared || seen.shared)?;
            views::update(db, editor, id, version, &draft).await?;
            Ok(routes::orders(&Listing { saved: Some(id), ..draft.listing }))
        }
        "delete" => {
            views::delete(db, editor, id, version).await?;
            Ok(routes::orders(&seen.listing().lasting()))
        }
        "begin" => {
            views::begin_with(db, user.id, Some(id)).await?;
            Ok(routes::orders(&seen.listing()))
        }
        "begin_with_all" => {
            views::begin_with(db, user.id, None).await?;
            Ok(routes::orders(&seen.listing()))
        }
        _ => Err(Refused::Problem(Problem(StatusCode::UNPROCESSABLE_ENTITY))),
    }
}

fn draft(form: &ViewForm, listing: Listing, shared: bool) -> Result<ViewDraft, Refused> {
    let name = view::name(&form.name).ok_or(Refused::Form("view_name"))?;
    Ok(ViewDraft { name, listing, shared })
}

/// `POST /orders/cards`: keeps what the reader's cards say, and leads to the board with them. With a saved view open they
/// change what is looked at only.
pub async fn arrange_cards(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = boot.user.ok_or(Problem(StatusCode::UNAUTHORIZED))?;
    let (asked, _) = Listing::from_form(&pairs, boot.locale);
    if asked.saved.is_none() {
        views::arrange_cards(&state.db, user.id, Some(&asked.card)).await?;
    }
    Ok(next::see_other(&routes::orders(&asked)))
}

/// `POST /orders/columns`: keeps the columns of the form, for the reader or for the team, and leads to the list with them.
/// With a saved view open they change what is looked at only: the view has columns of its own.
pub async fn arrange(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    request: Request,
) -> Result<Response, Problem> {
    let user = boot.user.ok_or(Problem(StatusCode::UNAUTHORIZED))?;
    let body: Bytes = request.extract().await.map_err(|_| Problem(StatusCode::BAD_REQUEST))?;
    let pairs = decode(&String::from_utf8_lossy(&body));
    let (asked, _) = Listing::from_form(&pairs, boot.locale);
    let said = |key: &str, value: &str| pairs.iter().any(|(k, v)| k == key && v == value);
    let team = said("scope", "team");
    if team && !Role::may(user.role, Permission::ManageDesk) {
        return Err(Problem(StatusCode::FORBIDDEN));
    }
    let reset = said("do", "reset");
    let kept = (!reset).then_some(&asked.columns);
    if team {
        views::arrange_team(&state.db, kept).await?;
        views::arrange(&state.db, user.id, None).await?;
    } else if asked.saved.is_none() {
        views::arrange(&state.db, user.id, kept).await?;
    }
    let columns = match reset {
        true if team => Columns::default(),
        true => store::desk::fetch(&state.db).await?.columns,
        false => asked.columns.clone(),
    };
    Ok(next::see_other(&routes::orders(&Listing { columns, ..asked })))
}
