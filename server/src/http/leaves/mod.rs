//! Pages whose content the server writes alone: what they show is read before they are drawn, and their forms lead back to
//! them. A refused form comes back as it was typed.

pub mod catalogue;
pub mod contacts;
pub mod mentions;
pub mod new_order;

use super::{flash, next, problem::Problem, session::back};
use crate::AppState;
use app::{
    catalogue::{Edited, Section, Sheet},
    context::{Boot, Flash, server::Searched},
    leaf::Leaf,
    order::new,
    routes::{self, CONTACTS, MENTIONS, NEW_ORDER},
};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    User,
    filter::{Pairs, decode},
    funnel::Sight,
    ids::ContactId,
    user::Permission,
};
use store::{StoreError, clients, drafts, funnels, orders::create::FORM, promos, shop};

/// What a page turns out to be.
enum Read {
    Leaf(Leaf),
    /// It is at another address now.
    Elsewhere(String),
}

/// The layer that reads what such a page shows, for `axum::middleware::from_fn_with_state`. Stands inside the guard.
pub async fn leaf(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(boot) = request.extensions().get::<Boot>()
        && let Some(user) = boot.user.as_ref()
    {
        let searched = request.extensions().get::<Searched>().map(|searched| searched.0.as_str());
        let query = request.uri().query().unwrap_or_default();
        match read(&state, request.uri().path(), query, searched, user, boot).await {
            Ok(Some(Read::Leaf(leaf))) => drop(request.extensions_mut().insert(leaf)),
            Ok(Some(Read::Elsewhere(address))) => return next::see_other(&address),
            Ok(None) => {}
            Err(error) => return Problem::from_store(&error).into_response(),
        }
    }
    next.run(request).await
}

async fn read(
    state: &AppState,
    path: &str,
    query: &str,
    searched: Option<&str>,
    user: &User,
    boot: &Boot,
) -> store::Result<Option<Read>> {
    let db = &state.db;
    let edits = user.role.may(Permission::EditOrders);
    if path == NEW_ORDER && edits {
        let draft = drafts::find(db, user.id, FORM).await?;
        let sheet = new::read::sheet(db, user, boot, draft.pairs, draft.generation).await?;
        return Ok(Some(Read::Leaf(Leaf::NewOrder(Box::new(sheet)))));
    }
    if path == CONTACTS {
        let list = contacts::list(db, user, query, searched).await?;
        return Ok(Some(Read::Leaf(Leaf::Contacts(Box::new(list)))));
    }
    if path == MENTIONS {
        let sheet = mentions::sheet(db, user, &decode(query)).await?;
        return Ok(Some(Read::Leaf(Leaf::Mentions(Box::new(sheet)))));
    }
    if let Some(id) = path.strip_prefix("/contacts/") {
        let Ok(id) = id.parse() else { return Err(StoreError::NotFound) };
        return Ok(Some(match clients::page(db, ContactId(id), Sight::Of(user.role)).await? {
            clients::Page::Of(sheet) => Read::Leaf(Leaf::Contact(sheet)),
            clients::Page::Moved(to) => Read::Elsewhere(routes::contact(to)),
        }));
    }
    if !path.starts_with("/catalogue/") {
        return Ok(None);
    }
    let section = Section::at(path).ok_or(StoreError::NotFound)?;
    let edited = match text(&decode(query), "edit") {
        "" => None,
        "new" => Some(Edited::New),
        id => Some(Edited::Id(id.parse().map_err(|_| StoreError::NotFound)?)),
    };
    let promos = if section == Section::Promos { promos::list(db).await? } else { Vec::new() };
    let sheet = Sheet {
        section,
        edited,
        offers: shop::offers(db).await?,
        products: shop::products(db).await?,
        promos,
        funnels: funnels::list(db).await?.seen_by(Sight::Of(user.role)),
        may: edits,
    };
    Ok(Some(Read::Leaf(Leaf::Catalogue(Box::new(sheet)))))
}

/// Whoever is signed in; the route table lets nobody else come here.
fn asker(boot: &Boot) -> Result<&User, Problem> {
    boot.user.as_ref().ok_or(Problem(StatusCode::UNAUTHORIZED))
}

fn text<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// Leads to a page that says once what was done.
fn done(state: &AppState, location: &str, notice: &str) -> Response {
    back(state, location, &Flash { notice: Some(notice.to_owned()), ..Flash::default() })
}

/// Leads back to a form with what is wrong and what was typed.
async fn refused(
    state: &AppState,
    user: &User,
    location: &str,
    errors: &[(&str, &str)],
    pairs: &Pairs,
) -> Result<Response, Problem> {
    Ok(back(state, location, &flash::refused(&state.db, user.id, errors, pairs, None).await?))
}
