//! What is known of a contact, and two that are one.

use super::{asker, done, refused, text};
use crate::{AppState, http::problem::Problem};
use app::{context::Boot, routes};
use axum::{Extension, Form, extract::State, response::Response};
use domain::{contact::ContactFacts, filter::Pairs, funnel::Sight, ids::ContactId};
use store::{StoreError, clients, ids};

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
