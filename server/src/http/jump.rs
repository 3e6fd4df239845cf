//! `GET /jump`: the list from a named place on. The form's fields say which list; `from` says the place, as somebody
//! typed it, and becomes the cursor of an ordinary link. What cannot be read is said on the list itself.

use super::{next, problem::Problem};
use crate::AppState;
use app::{context::Boot, routes};
use axum::{
    Extension,
    extract::{RawQuery, State},
    response::Response,
};
use domain::{
    Listing,
    filter::{Moment, decode, encode_pairs},
    listing::{Cursor, Place, Reader},
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
    let reader = Reader { locale: boot.locale, zone: &boot.zone, currency: boot.currency };
    let Some(place) = Place::parse(&from, listing.sort, &reader) else {
        let mut pairs = listing.to_pairs();
        if !from.is_empty() {
            pairs.push(("from".to_owned(), from));
        }
        return Ok(next::see_other(&format!("/orders?{}", encode_pairs(pairs))));
    };
    let me = boot.user.as_ref().map(|user| user.id);
    let mut filter = listing.filter.clone();
    if let Some(me) = me {
        filter = store::searches::open(&state.db, me, filter, boot.now).await?;
    }
    let conditions = filter.resolve(&Moment { now: boot.now, zone: &boot.zone, me });
    let cursor = store::orders::seek(&state.db, &conditions, listing.sort, &place).await?;
    Ok(next::see_other(&routes::orders(&listing.with_cursor(cursor))))
}
