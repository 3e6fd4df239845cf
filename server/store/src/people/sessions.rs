//! Sessions: begun at sign-in, found at every request, listed for and ended by the person, by time, or with the user.
//!
//! A session is known to its browser by a secret, of which a digest is kept, and to people by an id that opens nothing.

use super::{
    secret::{Secret, digest},
    users::UserRow,
};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    ids,
    sql::Sql,
};
use domain::{
    CardFields, Columns, Listing, Role, Timestamp, User,
    ids::{SessionId, UserId, ViewId},
    user::SessionLabel,
};
use std::collections::HashMap;

/// A session that nobody used for this long is over, in milliseconds: one hour.
pub const IDLE: i64 = 60 * 60 * 1000;
/// A session is over this long after it began, in milliseconds: twelve hours.
pub const LIFETIME: i64 = 12 * 60 * 60 * 1000;
/// How often at most it is written down that a session is in use, in milliseconds.
const TOUCH_EVERY: i64 = 60 * 1000;
/// How many sessions one statement looks up.
const STANDING_AT_ONCE: usize = 500;

/// A session in force.
#[derive(Clone, Debug)]
pub struct Session {
    /// What it is called in the list of sessions.
    pub id: SessionId,
    /// Whose it is, as their row says now.
    pub user: User,
    /// Whether its use should be written down again.
    pub wants_touch: bool,
    /// The view that the user begins with.
    pub view: Option<Listing>,
    /// The user's own columns.
    pub columns: Option<Columns>,
    /// What the user's cards say.
    pub card: CardFields,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct SessionRow {
    session_id: i64,
    seen_at: i64,
    columns: Option<String>,
    card: Option<String>,
    view_id: Option<i64>,
    view_query: Option<String>,
    #[sqlx(flatten)]
    #[serde(flatten)]
    user: UserRow,
}

const INSERT: &str = "insert into sessions (token_digest, id, user_id, agent, created_at, seen_at, expires_at) \
    values ($1, $2, $3, $4, $5, $5, $6)";
const SWEEP: &str = "delete from sessions where expires_at <= $1 or seen_at <= $2";
const FIND: &str = "select s.id as session_id, s.seen_at, u.id, u.email, u.name, u.role, null as password_hash, \
    u.locale, u.theme, u.density, u.single_keys, u.disabled_at, u.columns, u.card, v.id as view_id, v.query as view_query \
    from sessions s join users u on u.id = s.user_id \
    left join views v on v.id = u.default_view_id and (v.shared = 1 or v.owner_id = u.id) \
    where s.token_digest = $1 and s.expires_at > $2 and s.seen_at > $3 and u.disabled_at is null";
const STANDING: &str = "select s.id, u.role from sessions s join users u on u.id = s.user_id \
    where s.expires_at > $1 and s.seen_at > $2 and u.disabled_at is null and s.id in (";
const TOUCH: &str = "update sessions set seen_at = $2 where token_digest = $1 and seen_at <= $3";
const END: &str = "delete from sessions where token_digest = $1";
const LIST: &str = "select id, agent, created_at, seen_at from sessions \
    where user_id = $1 and expires_at > $2 and seen_at > $3 order by seen_at desc, id desc";
const END_ONE: &str = "delete from sessions where user_id = $1 and id = $2";
const END_OTHERS: &str = "delete from sessions where user_id = $1 and id <> $2";
const END_ALL: &str = "delete from sessions where user_id = $1";

/// Begins a session in a browser (`agent`, as `domain::agent` shortens it) and forgets the ones that are over: the secret
/// for the cookie.
pub async fn begin_in(tx: &mut Tx, user: UserId, agent: &str, now: Timestamp) -> Result<Secret> {
    tx.execute(Sql::with(SWEEP, [now.0.into(), (now.0 - IDLE).into()])).await?;
    let secret = Secret::new()?;
    let values = [
        secret.digest().into(),
        ids::next().into(),
        user.0.into(),
        agent.into(),
        now.0.into(),
        (now.0 + LIFETIME).into(),
    ];
    tx.execute(Sql::with(INSERT, values)).await?;
    Ok(secret)
}

/// The session of a cookie, if it is in force and its user may sign in.
pub async fn find_in(tx: &mut Tx, secret: &str, now: Timestamp) -> Result<Option<Session>> {
    let values = [digest(secret).into(), now.0.into(), (now.0 - IDLE).into()];
    let row: Option<SessionRow> = tx.optional(Sql::with(FIND, values)).await?;
    row.map(|row| {
        let view = row.view_id.zip(row.view_query).map(|(id, query)| {
            let listing = Listing::from_query(&query).0;
            Listing { saved: Some(ViewId(id)), ..listing }
        });
        Ok(Session {
            id: SessionId(row.session_id),
            user: row.user.into_credentials()?.user,
            wants_touch: row.seen_at <= now.0 - TOUCH_EVERY,
            view,
            columns: row.columns.as_deref().and_then(Columns::parse),
            card: row.card.as_deref().and_then(CardFields::parse).unwrap_or_default(),
        })
    })
    .transpose()
}

/// Those of these sessions that are in force, with what their user may do now.
pub async fn standing_in(tx: &mut Tx, sessions: &[SessionId], now: Timestamp) -> Result<HashMap<SessionId, Role>> {
    let mut standing = HashMap::with_capacity(sessions.len());
    for some in sessions.chunks(STANDING_AT_ONCE) {
        let mut sql = Sql::with(STANDING, [now.0.into(), (now.0 - IDLE).into()]);
        sql.bind_list(some.iter().map(|id| id.0)).push(")");
        let rows: Vec<(i64, String)> = tx.all(sql).await?;
        for (id, role) in rows {
            let role = Role::parse(&role).ok_or_else(|| StoreError::corrupt("role", &role))?;
            standing.insert(SessionId(id), role);
        }
    }
    Ok(standing)
}

/// Writes down that a session is in use, unless that was done within the last minute.
pub async fn touch(db: &Db, secret: &str, now: Timestamp) -> Result<()> {
    let mut tx = db.write().await?;
    tx.execute(Sql::with(TOUCH, [digest(secret).into(), now.0.into(), (now.0 - TOUCH_EVERY).into()])).await?;
    tx.commit().await
}

/// Ends a session; nothing happens when there is none.
pub async fn end(db: &Db, secret: &str) -> Result<()> {
    let mut tx = db.write().await?;
    end_in(&mut tx, secret).await?;
    tx.commit().await
}

/// Ends a session, in a transaction.
pub async fn end_in(tx: &mut Tx, secret: &str) -> Result<()> {
    tx.execute(Sql::with(END, [digest(secret).into()])).await.map(drop)
}

/// A user's sessions in force, the one used last first.
pub async fn list(db: &Db, user: UserId, now: Timestamp) -> Result<Vec<SessionLabel>> {
    let values = [user.0.into(), now.0.into(), (now.0 - IDLE).into()];
    let rows: Vec<(i64, String, i64, i64)> = db.read().await?.all(Sql::with(LIST, values)).await?;
    let label = |(id, agent, began, seen)| SessionLabel {
        id: SessionId(id),
        agent,
        began_at: Timestamp(began),
        seen_at: Timestamp(seen),
    };
    Ok(rows.into_iter().map(label).collect())
}

/// Ends one session of a user; nothing happens when it is over already, or is not theirs.
pub async fn end_one(db: &Db, user: UserId, session: SessionId) -> Result<()> {
    run(db, Sql::with(END_ONE, [user.0.into(), session.0.into()])).await
}

/// Ends every session of a user but one.
pub async fn end_others(db: &Db, user: UserId, kept: SessionId) -> Result<()> {
    run(db, Sql::with(END_OTHERS, [user.0.into(), kept.0.into()])).await
}

/// Ends every session of a user.
pub(super) async fn end_all_in(tx: &mut Tx, user: UserId) -> Result<()> {
    tx.execute(Sql::with(END_ALL, [user.0.into()])).await.map(drop)
}

async fn run(db: &Db, sql: Sql) -> Result<()> {
    let mut tx = db.write().await?;
    tx.execute(sql).await?;
    tx.commit().await
}
