//! The list of contacts, what is known of one, and two that are one.

use super::{asker, done, refused, text};
use crate::{
    AppState,
    http::{next, problem::Problem},
};
use app::{context::Boot, routes};
use axum::{Extension, Form, extract::State, response::Response};
use domain::{
    User,
    contact::{ContactFacts, ContactList, ContactQuery},
    filter::Pairs,
    funnel::Sight,
    ids::ContactId,
    search::is_personal,
};
use store::{Db, StoreError, clients, ids, searches};

/// A page of the list; `searched` is the text of its kept search.
pub(super) async fn list(db: &Db, user: &User, query: &str, searched: Option<&str>) -> store::Result<ContactList> {
    let mut query = ContactQuery::from_query(query);
    if query.kept.is_some() {
        query.search = searched.unwrap_or_default().to_owned();
    }
    let lost = query.kept.is_some() && searched.is_none();
    store::list_contacts(db, query, lost, Sight::Of(user.role)).await
}

/// `POST /contacts/search`: leads to the list with the search and the tag of the form. What names a person stands in no
/// address.
pub async fn search(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let mut query = ContactQuery { kept: None, after: None, ..ContactQuery::from_pairs(&pairs) };
    if is_personal(&query.search) {
        query.kept = Some(searches::keep(&state.db, user.id, &query.search, boot.now).await?);
    }
    Ok(next::see_other(&routes::contacts(&query)))
}

/// `POST /contacts/save`: changes what is known of a contact.
pub async fn save(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let id = id(&pairs, "contact")?;
    let page = routes::contact(id);
    let version = text(&pairs, "version").parse().unwrap_or(0);
    let facts = match ContactFacts::read(&pairs) {
        Ok(facts) => facts,
        Err(errors) => return refused(&state, user, &page, &errors, &pairs).await,
    };
    // Whoever does not see the contact does not change it either.
    clients::page(&state.db, id, Sight::Of(user.role)).await?;
    match clients::change(&state.db, user.id, id, version, &facts, ids::now()).await {
        Ok(()) => Ok(done(&state, &page, "contact_saved")),
        Err(StoreError::Conflict) => refused(&state, user, &page, &[("", "conflict")], &pairs).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /contacts/merge`: one contact of two.
pub async fn merge(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let (from, into) = (id(&pairs, "from")?, id(&pairs, "into")?);
    for contact in [from, into] {
        match clients::page(&state.db, contact, Sight::Of(user.role)).await? {
            clients::Page::Of(_) => {}
            // The same form twice: it was done.
            clients::Page::Moved(to) if contact == from && to == into => {
                return Ok(done(&state, &routes::contact(into), "contact_merged"));
            }
            clients::Page::Moved(_) => {
                return refused(&state, user, &routes::contact(into), &[("", "sheet_gone")], &Pairs::new()).await;
            }
        }
    }
    match clients::merge(&state.db, user.id, from, into, ids::now()).await {
        Ok(()) => Ok(done(&state, &routes::contact(into), "contact_merged")),
        Err(StoreError::Conflict) => {
            refused(&state, user, &routes::contact(into), &[("", "sheet_gone")], &Pairs::new()).await
        }
        Err(error) => Err(error.into()),
    }
}

fn id(pairs: &Pairs, name: &str) -> Result<ContactId, Problem> {
    text(pairs, name).parse().map(ContactId).map_err(|_| StoreError::NotFound.into())
}
