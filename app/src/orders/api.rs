//! The doorways to the list of orders: one page of it, its totals, and changes of its orders.

#![allow(missing_docs, reason = "the macro makes an argument struct whose fields cannot be documented")]

use crate::{error::AppError, wire::Json};
use domain::{
    Chart, Timestamp, Totals,
    filter::SearchToken,
    ids::{BatchId, OrderId},
    listing::{Cursor, OrdersPage, RowsPage, Suggestion},
    order::{ChangeRequest, Changed, IdempotencyKey},
    view::SavedView,
};
use leptos::prelude::*;

/// What a query string asks for, with the text of the search that the reader kept, if it holds one.
#[cfg(feature = "ssr")]
pub struct Asked {
    /// The store.
    pub db: store::Db,
    /// The listing of the link.
    pub listing: domain::Listing,
    /// What its filter means now, to whoever asks.
    pub conditions: domain::Conditions,
    /// The text of its kept search.
    pub searched: Option<String>,
}

/// Reads a query string for whoever may read orders.
#[cfg(feature = "ssr")]
pub async fn asked(query: &str) -> Result<Asked, AppError> {
    use domain::{Listing, filter::Moment, user::Permission};
    let (server, user, boot) = crate::context::server::authorise(Permission::ReadOrders)?;
    let (listing, _) = Listing::from_query(query);
    let now = store::ids::now();
    let opened = store::searches::open(&server.db, user.id, listing.filter.clone(), now).await;
    let filter = opened.map_err(|e| AppError::from_store(&e))?;
    let conditions = filter.resolve(&Moment { now, zone: &boot.zone, me: Some(user.id) }).seen_by(user.role);
    let searched = listing.filter.kept_search.as_ref().filter(|_| filter.kept_search.is_none()).map(|_| filter.search);
    Ok(Asked { db: server.db, listing, conditions, searched })
}

/// One page of the listing that this query string (of a canonical link) names, with menus, and totals where they are quick.
#[server(endpoint = "orders/list", input = Json, output = Json)]
pub async fn list_orders(query: String) -> Result<OrdersPage, AppError> {
    let Asked { db, listing, conditions, searched } = asked(&query).await?;
    let mut page = store::orders::page(&db, &listing, &conditions).await.map_err(|e| AppError::from_store(&e))?;
    page.directory.searched = searched;
    Ok(page)
}

/// How long a change is waited for before it is told how far it has come.
#[cfg(feature = "ssr")]
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(1_500);

/// Changes orders: once for each key. Answers with the orders that were named one by one, as they are now. What takes long
/// goes on: the same request says how far it has come.
#[server(endpoint = "orders/change", input = Json, output = Json)]
pub async fn change_orders(request: ChangeRequest) -> Result<Changed, AppError> {
    let (server, user, boot) = crate::context::server::authorise(domain::user::Permission::EditOrders)?;
    let named = super::request::named(&request);
    let change = super::request::change(&server.db, &request, &user, &boot).await;
    let change = change.map_err(|e| AppError::from_store(&e))?.ok_or(AppError::Invalid(Vec::new()))?;
    let (outcome, done) =
        store::orders::go_on(&server.db, &change, PATIENCE).await.map_err(|e| AppError::from_store(&e))?;
    let met = super::request::met(&server.db, &request, &outcome, &boot).await.map_err(|e| AppError::from_store(&e))?;
    let sight = domain::funnel::Sight::Of(user.role);
    let orders = store::orders::by_ids(&server.db, &named, sight).await.map_err(|e| AppError::from_store(&e))?;
    Ok(Changed { outcome, done, met: met.filter(|_| !orders.is_empty()), orders })
}

/// Takes a change back, of one order only where it is named. Answers with the orders that are `shown`, as they are now.
#[server(endpoint = "orders/undo", input = Json, output = Json)]
pub async fn undo_change(
    key: IdempotencyKey,
    batch: BatchId,
    only: Option<OrderId>,
    shown: Vec<OrderId>,
) -> Result<Changed, AppError> {
    let (server, user, _) = crate::context::server::authorise(domain::user::Permission::EditOrders)?;
    let shown: Vec<OrderId> = shown.into_iter().take(domain::order::change::CHOSEN_MAX).collect();
    let change = store::orders::undoing(user.id, key, batch, only);
    let (outcome, done) =
        store::orders::go_on(&server.db, &change, PATIENCE).await.map_err(|e| AppError::from_store(&e))?;
    let sight = domain::funnel::Sight::Of(user.role);
    let orders = store::orders::by_ids(&server.db, &shown, sight).await.map_err(|e| AppError::from_store(&e))?;
    Ok(Changed { outcome, done, orders, met: None })
}

/// The totals of everything that the filter of this query string lets through, however long that takes; and how many orders
/// need somebody, whatever the filter.
#[server(endpoint = "orders/totals", input = Json, output = Json)]
pub async fn total_orders(query: String) -> Result<(Totals, i64), AppError> {
    let Asked { db, conditions, .. } = asked(&query).await?;
    store::orders::totals_and_attention(&db, &conditions).await.map_err(|e| AppError::from_store(&e))
}

/// The chart of everything that the filter of this query string lets through, however long that takes; none when the
/// query names no period.
#[server(endpoint = "orders/chart", input = Json, output = Json)]
pub async fn chart_orders(query: String) -> Result<Option<Chart>, AppError> {
    let Asked { db, listing, conditions, .. } = asked(&query).await?;
    let Some(period) = listing.chart else { return Ok(None) };
    store::orders::chart(&db, &conditions, period).await.map(Some).map_err(|e| AppError::from_store(&e))
}

/// The saved views that the reader sees.
#[server(endpoint = "views/list", input = Json, output = Json)]
pub async fn list_views() -> Result<Vec<SavedView>, AppError> {
    use domain::user::Permission;
    let (server, user, _) = crate::context::server::authorise(Permission::ReadOrders)?;
    store::views::list(&server.db, user.id).await.map_err(|e| AppError::from_store(&e))
}

/// Keeps the reader's columns, written as in a link.
#[server(endpoint = "orders/arrange", input = Json, output = Json)]
pub async fn arrange_columns(columns: String) -> Result<(), AppError> {
    use domain::{Columns, user::Permission};
    let (server, user, _) = crate::context::server::authorise(Permission::OwnPreferences)?;
    let columns = Columns::parse(&columns).ok_or_else(|| AppError::Invalid(Vec::new()))?;
    store::views::arrange(&server.db, user.id, Some(&columns)).await.map_err(|e| AppError::from_store(&e))
}

/// Keeps what the reader's cards say, written as in a link.
#[server(endpoint = "orders/arrange_cards", input = Json, output = Json)]
pub async fn arrange_cards(fields: String) -> Result<(), AppError> {
    use domain::{CardFields, user::Permission};
    let (server, user, _) = crate::context::server::authorise(Permission::OwnPreferences)?;
    let fields = CardFields::parse(&fields).ok_or_else(|| AppError::Invalid(Vec::new()))?;
    store::views::arrange_cards(&server.db, user.id, Some(&fields)).await.map_err(|e| AppError::from_store(&e))
}

/// Values of a field (or of every field, when the key is empty) that contain what is typed.
#[server(endpoint = "orders/suggest", input = Json, output = Json)]
pub async fn suggest(key: String, text: String) -> Result<Vec<Suggestion>, AppError> {
    use domain::user::Permission;
    let (server, user, _) = crate::context::server::authorise(Permission::ReadOrders)?;
    let field = store::suggest::Field::parse(&key);
    if field.is_none() && !key.is_empty() {
        return Err(AppError::Invalid(Vec::new()));
    }
    let sight = domain::funnel::Sight::Of(user.role);
    store::suggest::find(&server.db, field, &text, sight).await.map_err(|e| AppError::from_store(&e))
}

/// Keeps a search that names a person, for whoever searches; links hold the token.
#[server(endpoint = "orders/keep_search", input = Json, output = Json)]
pub async fn keep_search(text: String) -> Result<SearchToken, AppError> {
    use domain::user::Permission;
    let (server, user, boot) = crate::context::server::authorise(Permission::ReadOrders)?;
    store::searches::keep(&server.db, user.id, &text, boot.now).await.map_err(|e| AppError::from_store(&e))
}

/// Up to `limit` orders of the listing, in the direction of its cursor; by creation also from an instant on.
#[server(endpoint = "orders/rows", input = Json, output = Json)]
pub async fn list_rows(query: String, at: Option<Timestamp>, limit: u32) -> Result<RowsPage, AppError> {
    use domain::listing::MOST_ROWS;
    let Asked { db, listing, conditions, .. } = asked(&query).await?;
    let limit = usize::try_from(limit).unwrap_or(MOST_ROWS).clamp(1, MOST_ROWS);
    store::orders::rows(&db, &listing, &conditions, at, limit).await.map_err(|e| AppError::from_store(&e))
}

/// How many orders of the listing each day has (days since 1970, in UTC).
#[server(endpoint = "orders/histogram", input = Json, output = Json)]
pub async fn count_days(query: String) -> Result<Vec<(i64, i64)>, AppError> {
    let Asked { db, conditions, .. } = asked(&query).await?;
    store::orders::histogram(&db, &conditions).await.map_err(|e| AppError::from_store(&e))
}

/// The page of the listing that begins at a value of what it is sorted by, as somebody typed it; none where it names no
/// value.
#[server(endpoint = "orders/seek", input = Json, output = Json)]
pub async fn seek_order(query: String, from: String) -> Result<Option<Cursor>, AppError> {
    let Asked { db, listing, conditions, .. } = asked(&query).await?;
    let boot = crate::context::use_boot();
    let place = super::request::place(&db, (&listing, conditions.sight), &from, &boot).await;
    let Some(place) = place.map_err(|e| AppError::from_store(&e))? else { return Ok(None) };
    let found = store::orders::seek(&db, &conditions, listing.sort, &place).await;
    found.map(Some).map_err(|e| AppError::from_store(&e))
}
