//! `POST /orders/search` and `POST /orders/filter`: what people type into the forms of `/orders` leads to a canonical
//! link, by plain forms. And the watch over links that somebody wrote by hand.
//!
//! A search that names a person is kept for whoever searched, and the link holds a token in its place: nothing of it
//! stands in an address, in a history, in a referrer or in a log. Bodies of forms stand in none of them.

use super::{flash, next, problem::Problem, session::back};
use crate::AppState;
use app::{
    context::{Boot, server::Searched},
    routes,
};
use axum::{
    Extension, Form,
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    Listing, OrderFilter,
    filter::{Pairs, SearchToken, decode, encode_pairs},
    funnel::Sight,
    ids::UserId,
    listing::NAMED,
    search::is_personal,
};
use store::{
    searches,
    suggest::{self, Field},
};

/// How many typed names a form may hold: each is looked for.
const NAMES_MOST: usize = 20;

/// `POST /orders/search`: leads to the list with the search of the form.
pub async fn search(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let user = boot.user.as_ref().ok_or(Problem(StatusCode::UNAUTHORIZED))?.id;
    let (listing, _) = Listing::from_form(&pairs, boot.locale);
    Ok(next::see_other(&routes::orders(&without_names(&state, &boot, user, listing).await?)))
}

/// `POST /orders/filter`: leads to the list with the filter of the form. Names that were typed become what they name;
/// one that names nothing is said on the page, and what was typed stands in no address.
pub async fn filter(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Problem> {
    let (user, role) = boot.user.as_ref().map(|u| (u.id, u.role)).ok_or(Problem(StatusCode::UNAUTHORIZED))?;
    if pairs.iter().filter(|(key, _)| key.ends_with("_text")).count() > NAMES_MOST {
        return Err(Problem(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let (mut plain, mut missing): (Pairs, Pairs) = (Vec::new(), Vec::new());
    for (key, value) in pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
        let named = key.strip_suffix("_text").filter(|key| NAMED.contains(key)).and_then(Field::parse);
        match named {
            None => plain.push((key, value)),
            Some(field) => match suggest::best(&state.db, field, &value, Sight::Of(role)).await? {
                Some(found) => plain.push((found.key, found.code)),
                None => missing.push((key, value)),
            },
        }
    }
    let (listing, problems) = Listing::from_form(&plain, boot.locale);
    let listing = without_names(&state, &boot, user, listing).await?;
    let link = if problems.is_empty() {
        routes::orders(&listing)
    } else {
        // The address keeps what was typed, and the page says what is wrong with it.
        plain.retain(|(key, value)| key != "q" || !is_personal(value));
        plain.extend(listing.filter.kept_search.iter().map(|token| ("s".to_owned(), token.as_str().to_owned())));
        format!("{}?{}", next::HOME, encode_pairs(plain))
    };
    if missing.is_empty() {
        return Ok(next::see_other(&link));
    }
    let errors: Vec<(&str, &str)> = missing.iter().map(|(key, _)| (key.as_str(), "not_found")).collect();
    let typed: Vec<(&str, &str)> = missing.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    Ok(back(&state, &link, &flash::refusal(&errors, &typed)))
}

/// The listing with a token in place of a search that names a person.
async fn without_names(state: &AppState, boot: &Boot, user: UserId, listing: Listing) -> Result<Listing, Problem> {
    if !is_personal(&listing.filter.search) {
        return Ok(listing);
    }
    let token = searches::keep(&state.db, user, &listing.filter.search, boot.now).await?;
    let filter = OrderFilter { kept_search: Some(token), ..listing.filter.without_search() };
    Ok(listing.with_filter(filter))
}

/// The layer behind the guard: a link that names a person leads to one that does not, and the page of a kept search
/// knows its text.
pub async fn hide(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let user = request.extensions().get::<Boot>().and_then(|boot| boot.user.as_ref().map(|user| (user.id, boot.now)));
    let (true, Some((user, now)), Some(query)) = (reads, user, request.uri().query()) else {
        return next.run(request).await;
    };
    let mut pairs = decode(query);
    let Some(text) = pairs.iter().find(|(key, value)| key == "q" && is_personal(value)).map(|(_, text)| text.clone())
    else {
        let filter = OrderFilter { kept_search: kept(&pairs), ..OrderFilter::default() };
        return match searches::open(&state.db, user, filter, now).await {
            Ok(opened) => {
                if !opened.search.is_empty() {
                    request.extensions_mut().insert(Searched(opened.search));
                }
                next.run(request).await
            }
            Err(error) => Problem::from(error).into_response(),
        };
    };
    match searches::keep(&state.db, user, &text, now).await {
        Ok(token) => {
            pairs.retain(|(key, _)| key != "q" && key != "s");
            pairs.push(("s".to_owned(), token.as_str().to_owned()));
            let path = next::local(request.uri().path()).unwrap_or_else(|| next::HOME.to_owned());
            next::see_other(&format!("{path}?{}", encode_pairs(pairs)))
        }
        Err(error) => Problem::from(error).into_response(),
    }
}

fn kept(pairs: &[(String, String)]) -> Option<SearchToken> {
    pairs.iter().rfind(|(key, _)| key == "s").and_then(|(_, token)| SearchToken::parse(token.trim()))
}
