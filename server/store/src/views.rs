//! Saved views of the list of orders, and how each person arranges its columns. Preferences leave no event.
//!
//! An own view is its owner's alone. A shared one is seen by everybody and changed by its owner or an owner of the desk:
//! the caller says whether the person is one.

use crate::{
    db::Db,
    error::{Result, StoreError},
    ids,
    sql::Sql,
};
use domain::{
    CardFields, Columns, Listing,
    ids::{UserId, ViewId},
    view::SavedView,
};

#[derive(sqlx::FromRow, serde::Deserialize)]
struct ViewRow {
    id: i64,
    version: i64,
    name: String,
    query: String,
    shared: i64,
    owner_id: i64,
    is_default: i64,
}

const LIST: &str = "select v.id, v.version, v.name, v.query, v.shared, v.owner_id, \
    cast(case when u.default_view_id = v.id then 1 else 0 end as bigint) as is_default \
    from views v left join users u on u.id = $1 where v.owner_id = $1 or v.shared = 1 \
    order by v.shared desc, v.created_at, v.id";
const SAME_NAME: &str = "select id from views where owner_id = $1 and name = $2 and query = $3 and shared = $4";
const INSERT: &str = "insert into views (id, owner_id, shared, name, query, created_at, updated_at, version) \
    values ($1, $2, $3, $4, $5, $6, $6, 1)";
const UPDATE: &str = "update views set name = $4, query = $5, shared = $6, updated_at = $7, version = version + 1 \
    where id = $1 and version = $2 and (owner_id = $3 or (shared = 1 and $8 = 1))";
const DELETE: &str = "delete from views where id = $1 and version = $2 and (owner_id = $3 or (shared = 1 and $4 = 1))";
const REPEATED: &str = "select version from views where id = $1 and version = $2 + 1 and owner_id = $3 and name = $4 \
    and query = $5 and shared = $6";
const SEEN: &str = "select version from views where id = $1 and (owner_id = $2 or shared = 1)";
const BEGIN_WITH: &str = "update users set default_view_id = $2 where id = $1";
const ARRANGE: &str = "update users set columns = $2 where id = $1";
const ARRANGE_CARDS: &str = "update users set card = $2 where id = $1";
const ARRANGE_TEAM: &str = "update desk set columns = $1, updated_at = $2, version = version + 1 where id = 1";

/// Who changes a view.
#[derive(Clone, Copy, Debug)]
pub struct Editor {
    /// The person.
    pub user: UserId,
    /// Whether they may change shared views of others.
    pub manages: bool,
}

/// What a view is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewDraft {
    /// A name that `domain::view::name` let through.
    pub name: String,
    /// What it shows.
    pub listing: Listing,
    /// Whether everybody sees it.
    pub shared: bool,
}

/// The views that a person sees: the shared ones first, then their own, the oldest first.
pub async fn list(db: &Db, user: UserId) -> Result<Vec<SavedView>> {
    let rows: Vec<ViewRow> = db.read().await?.all(Sql::with(LIST, [user.0.into()])).await?;
    let view = |row: ViewRow| SavedView {
        id: ViewId(row.id),
        version: row.version,
        name: row.name,
        query: row.query,
        shared: row.shared != 0,
        own: row.owner_id == user.0,
        is_default: row.is_default != 0,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// One view that a person sees.
pub async fn find(db: &Db, user: UserId, id: ViewId) -> Result<SavedView> {
    list(db, user).await?.into_iter().find(|view| view.id == id).ok_or(StoreError::NotFound)
}

/// Makes a view; the same one again is the one that is there.
pub async fn create(db: &Db, user: UserId, draft: &ViewDraft) -> Result<ViewId> {
    let mut tx = db.write().await?;
    let (name, query, shared) = (draft.name.as_str(), draft.listing.lasting().to_query(), draft.shared);
    let same = [user.0.into(), name.into(), query.as_str().into(), shared.into()];
    if let Some((id,)) = tx.optional::<(i64,)>(Sql::with(SAME_NAME, same)).await? {
        return Ok(ViewId(id));
    }
    let (id, now) = (ids::next(), ids::now());
    let values = [id.into(), user.0.into(), shared.into(), name.into(), query.into(), now.0.into()];
    tx.execute(Sql::with(INSERT, values)).await?;
    tx.commit().await?;
    Ok(ViewId(id))
}

/// Changes a view whose version the caller has seen.
pub async fn update(db: &Db, editor: Editor, id: ViewId, version: i64, draft: &ViewDraft) -> Result<()> {
    let mut tx = db.write().await?;
    let (name, query) = (draft.name.as_str(), draft.listing.lasting().to_query());
    let same =
        [id.0.into(), version.into(), editor.user.0.into(), name.into(), query.as_str().into(), draft.shared.into()];
    if tx.optional::<(i64,)>(Sql::with(REPEATED, same)).await?.is_some() {
        return Ok(());
    }
    let values = [
        id.0.into(),
        version.into(),
        editor.user.0.into(),
        name.into(),
        query.into(),
        draft.shared.into(),
        ids::now().0.into(),
        editor.manages.into(),
    ];
    let changed = tx.execute(Sql::with(UPDATE, values)).await?;
    settle(tx, editor, id, version, changed).await
}

/// Removes a view whose version the caller has seen; who began with it begins with everything.
pub async fn delete(db: &Db, editor: Editor, id: ViewId, version: i64) -> Result<()> {
    let mut tx = db.write().await?;
    let values = [id.0.into(), version.into(), editor.user.0.into(), editor.manages.into()];
    let changed = tx.execute(Sql::with(DELETE, values)).await?;
    settle(tx, editor, id, version, changed).await
}

/// Commits a change of one row, or says why there was none.
async fn settle(mut tx: crate::Tx, editor: Editor, id: ViewId, version: i64, changed: u64) -> Result<()> {
    if changed == 0 {
        let seen: Option<(i64,)> = tx.optional(Sql::with(SEEN, [id.0.into(), editor.user.0.into()])).await?;
        return Err(match seen {
            Some((now,)) if now != version => StoreError::Conflict,
            _ => StoreError::NotFound,
        });
    }
    tx.commit().await
}

/// Makes a person begin with a view that they see, or with none.
pub async fn begin_with(db: &Db, user: UserId, view: Option<ViewId>) -> Result<()> {
    let mut tx = db.write().await?;
    if let Some(id) = view {
        let seen: Option<(i64,)> = tx.optional(Sql::with(SEEN, [id.0.into(), user.0.into()])).await?;
        seen.ok_or(StoreError::NotFound)?;
    }
    tx.execute(Sql::with(BEGIN_WITH, [user.0.into(), view.map(|id| id.0).into()])).await?;
    tx.commit().await
}

/// Keeps a person's columns; `None` gives them the team's.
pub async fn arrange(db: &Db, user: UserId, columns: Option<&Columns>) -> Result<()> {
    let mut tx = db.write().await?;
    tx.execute(Sql::with(ARRANGE, [user.0.into(), columns.map(Columns::code).into()])).await?;
    tx.commit().await
}

/// Keeps what a person's cards say; `None` is the built-in choice.
pub async fn arrange_cards(db: &Db, user: UserId, card: Option<&CardFields>) -> Result<()> {
    let mut tx = db.write().await?;
    tx.execute(Sql::with(ARRANGE_CARDS, [user.0.into(), card.map(CardFields::code).into()])).await?;
    tx.commit().await
}

/// Sets the columns of everybody who has not arranged their own; `None` is the built-in ones.
pub async fn arrange_team(db: &Db, columns: Option<&Columns>) -> Result<()> {
    let mut tx = db.write().await?;
    tx.execute(Sql::with(ARRANGE_TEAM, [columns.map(Columns::code).into(), ids::now().0.into()])).await?;
    tx.commit().await
}
