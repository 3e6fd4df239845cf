//! What is sold: offers, products and promo codes are saved, and put on sale or off it.

use super::{asker, done, refused, text};
use crate::{AppState, http::problem::Problem};
use app::{
    context::Boot,
    routes::{OFFERS, PRODUCTS, PROMOS},
};
use axum::{Extension, Form, extract::State, response::Response};
use domain::{
    User,
    catalogue::{OfferTerms, ProductTerms},
    filter::Pairs,
    ids::{OfferId, ProductId, PromoId},
    promo,
};
use store::{StoreError, ids, promos, shop, shop::Which};

/// `POST /catalogue/products/save`: makes or changes a product.
pub async fn product(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let seen = seen(&pairs);
    let terms = match ProductTerms::read(&pairs) {
        Ok(terms) => terms,
        Err(errors) => return refused(&state, user, &form(PRODUCTS, seen), &errors, &pairs).await,
    };
    let which = which(&pairs, seen, ProductId);
    let saved = shop::save_product(&state.db, user.id, which, &terms, ids::now()).await;
    answer(&state, user, PRODUCTS, seen, &pairs, saved.map(drop)).await
}

/// `POST /catalogue/offers/save`: makes or changes an offer.
pub async fn offer(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let seen = seen(&pairs);
    let terms = match OfferTerms::read(&pairs, boot.locale) {
        Ok(terms) => terms,
        Err(errors) => return refused(&state, user, &form(OFFERS, seen), &errors, &pairs).await,
    };
    let which = which(&pairs, seen, OfferId);
    let saved = shop::save_offer(&state.db, user.id, which, &terms, ids::now()).await;
    answer(&state, user, OFFERS, seen, &pairs, saved.map(drop)).await
}

/// `POST /catalogue/promo-codes/save`: makes or changes a promo code.
pub async fn promo(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let (seen, now) = (seen(&pairs), ids::now());
    let terms = match promo::read(&pairs, boot.locale, &boot.zone, now) {
        Ok(terms) => terms,
        Err(errors) => return refused(&state, user, &form(PROMOS, seen), &errors, &pairs).await,
    };
    let which = which(&pairs, seen, PromoId);
    let saved = promos::save(&state.db, user.id, which, &terms, now).await;
    answer(&state, user, PROMOS, seen, &pairs, saved.map(drop)).await
}

/// `POST /catalogue/promo-codes/archive`: puts a promo code away, or takes it out again.
pub async fn archive(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = asker(&boot)?;
    let Some((id, version)) = seen(&pairs) else { return Err(StoreError::NotFound.into()) };
    let away = text(&pairs, "archive") == "yes";
    let saved = promos::archive(&state.db, user.id, (PromoId(id), version), away, ids::now()).await;
    match saved {
        // Whatever it is now stands in the list.
        Err(StoreError::Conflict) => refused(&state, user, PROMOS, &[("", "conflict")], &Pairs::new()).await,
        saved => answer(&state, user, PROMOS, None, &Pairs::new(), saved).await,
    }
}

/// What is changed, in the version that was seen; nothing where it is new.
fn seen(pairs: &Pairs) -> Option<(i64, i64)> {
    Some((text(pairs, "id").parse().ok()?, text(pairs, "version").parse().ok()?))
}

/// What is saved: something new under the id that its form was given, so that the same form makes one of it; or what was
/// seen, in its version.
fn which<Id>(pairs: &Pairs, seen: Option<(i64, i64)>, id: impl Fn(i64) -> Id) -> Which<Id> {
    let fresh = || text(pairs, "fresh").parse().ok().filter(|id| *id > 0).unwrap_or_else(ids::next);
    seen.map_or_else(|| Which::New(id(fresh())), |(of, version)| Which::Seen(id(of), version))
}

/// The page with the form on it.
fn form(page: &str, seen: Option<(i64, i64)>) -> String {
    let edited = seen.map_or_else(|| "new".to_owned(), |(id, _)| id.to_string());
    format!("{page}?edit={edited}")
}

async fn answer(
    state: &AppState,
    user: &User,
    page: &str,
    seen: Option<(i64, i64)>,
    pairs: &Pairs,
    saved: store::Result<()>,
) -> Result<Response, Problem> {
    match saved {
        Ok(()) => Ok(done(state, page, "saved")),
        Err(StoreError::Conflict) => refused(state, user, &form(page, seen), &[("", "conflict")], pairs).await,
        Err(StoreError::Taken(_)) => refused(state, user, &form(page, seen), &[("code", "promo_taken")], pairs).await,
        Err(error) => Err(error.into()),
    }
}
