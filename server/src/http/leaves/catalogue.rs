//! What is sold: offers, products and promo codes are saved, and put on sale or off it.

use super::{asker, done, refused, text};
use crate::{AppState, http::problem::Problem};
use app::{
    context::Boot,
    routes::{OFFERS, PRODUCTS, PROMOS},
};
use axum::{Extension, Form, extract::State, response::Response};
use domain::{
    catalogue::{OfferTerms, ProductTerms},
    filter::Pairs,
    ids::{OfferId, ProductId, PromoId},
    promo,
};
use store::{StoreError, ids, promos, shop};

/// `POST /catalogue/products/save`: makes or changes a product.
pub async fn product(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    asker(&boot)?;
    let seen = seen(&pairs);
    let terms = match ProductTerms::read(&pairs) {
        Ok(terms) => terms,
        Err(errors) => return Ok(refused(&state, &form(PRODUCTS, seen), &errors, &pairs)),
    };
    let seen_product = seen.map(|(id, version)| (ProductId(id), version));
    let saved = shop::save_product(&state.db, seen_product, &terms, ids::now()).await;
    answer(&state, PRODUCTS, seen, &pairs, saved.map(drop))
}

/// `POST /catalogue/offers/save`: makes or changes an offer.
pub async fn offer(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    asker(&boot)?;
    let seen = seen(&pairs);
    let terms = match OfferTerms::read(&pairs, boot.locale) {
        Ok(terms) => terms,
        Err(errors) => return Ok(refused(&state, &form(OFFERS, seen), &errors, &pairs)),
    };
    let seen_offer = seen.map(|(id, version)| (OfferId(id), version));
    let saved = shop::save_offer(&state.db, seen_offer, &terms, ids::now()).await;
    answer(&state, OFFERS, seen, &pairs, saved.map(drop))
}

/// `POST /catalogue/promo-codes/save`: makes or changes a promo code.
pub async fn promo(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    asker(&boot)?;
    let (seen, now) = (seen(&pairs), ids::now());
    let terms = match promo::read(&pairs, boot.locale, &boot.zone, now) {
        Ok(terms) => terms,
        Err(errors) => return Ok(refused(&state, &form(PROMOS, seen), &errors, &pairs)),
    };
    let seen_promo = seen.map(|(id, version)| (PromoId(id), version));
    let saved = promos::save(&state.db, seen_promo, &terms, now).await;
    answer(&state, PROMOS, seen, &pairs, saved.map(drop))
}

/// `POST /catalogue/promo-codes/archive`: puts a promo code away, or takes it out again.
pub async fn archive(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    asker(&boot)?;
    let Some((id, version)) = seen(&pairs) else { return Err(StoreError::NotFound.into()) };
    let away = text(&pairs, "archive") == "yes";
    let saved = promos::archive(&state.db, PromoId(id), version, away, ids::now()).await;
    answer(&state, PROMOS, None, &Vec::new(), saved)
}

/// What is changed, in the version that was seen; nothing where it is new.
fn seen(pairs: &Pairs) -> Option<(i64, i64)> {
    Some((text(pairs, "id").parse().ok()?, text(pairs, "version").parse().ok()?))
}

/// The page with the form on it.
fn form(page: &str, seen: Option<(i64, i64)>) -> String {
    let edited = seen.map_or_else(|| "new".to_owned(), |(id, _)| id.to_string());
    format!("{page}?edit={edited}")
}

fn answer(
    state: &AppState,
    page: &str,
    seen: Option<(i64, i64)>,
    pairs: &Pairs,
    saved: store::Result<()>,
) -> Result<Response, Problem> {
    match saved {
        Ok(()) => Ok(done(state, page, "saved")),
        Err(StoreError::Conflict) => Ok(refused(state, &form(page, seen), &[("", "changed")], pairs)),
        Err(StoreError::Taken(_)) => Ok(refused(state, &form(page, seen), &[("code", "promo_taken")], pairs)),
        Err(error) => Err(error.into()),
    }
}
