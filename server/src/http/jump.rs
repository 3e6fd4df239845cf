//! `GET /jump`: the list from a named place on. The form's fields say which list; `from` says the place, as somebody
//! typed it, and becomes the cursor of an ordinary link. What cannot be read is said on the list itself.

use super::{next, problem::Problem};
use crate::AppState;
use app::{context::Boot, orders::request, routes};
use axum::{
    Extension,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    Listing,
    filter::{Moment, decode, encode_pairs},
    listing::Cursor,
};

/// Leads to the page that begins at the place.
pub async fn jump(
    State(state): State<AppState>,
    Extension(boot): Extension<Boot>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let pairs = decode(query.as_deref().unwrap_or_default());
    let from = pairs.iter().find(|(key, _)| key == "from").map(|(_, text)| text.trim().to_owned()).unwrap_or_default();
    let (listing, _) = Listing::from_form(&pairs, boot.locale);
    let listing = listing.with_cursor(Cursor::Start);
    let user = boot.user.as_ref().ok_or(Problem(StatusCode::UNAUTHORIZED))?;
    let filter = store::searches::open(&state.db, user.id, listing.filter.clone(), boot.now).await?;
    let moment = Moment { now: boot.now, zone: &boot.zone, me: Some(user.id) };
    let conditions = filter.resolve(&moment).seen_by(user.role);
    let Some(place) = request::place(&state.db, (&listing, conditions.sight), &from, &boot).await? else {
        let mut pairs = listing.to_pairs();
        if !from.is_empty() {
            pairs.push(("from".to_owned(), from));
        }
        return Ok(next::see_other(&format!("/orders?{}", encode_pairs(pairs))));
    };
    let cursor = store::orders::seek(&state.db, &conditions, listing.sort, &place).await?;
    Ok(next::see_other(&routes::orders(&listing.with_cursor(cursor))))
}
