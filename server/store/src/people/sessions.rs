//! Sessions: begun at sign-in, found at every request, ended by the person, by time, or with the user.

use super::{
    secret::{Secret, digest},
    users::UserRow,
};
use crate::{
    db::{Db, Tx},
    error::Result,
    sql::Sql,
};
use domain::{
    Columns, Listing, Timestamp, User,
    ids::{UserId, ViewId},
};

/// A session that nobody used for this long is over, in milliseconds: one hour.
pub const IDLE: i64 = 60 * 60 * 1000;
/// A session is over this long after it began, in milliseconds: twelve hours.
pub const LIFETIME: i64 = 12 * 60 * 60 * 1000;
/// How often at most it is written down that a session is in use, in milliseconds.
const TOUCH_EVERY: i64 = 60 * 1000;

/// A session in force.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose it is, as their row says now.
    pub user: User,
    /// Whether its use should be written down again.
    pub wants_touch: bool,
    /// The view that the user begins with.
    pub view: Option<Listing>,
    /// The user's own columns.
    pub columns: Option<Columns>,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    seen_at: i64,
    columns: Option<String>,
    view_id: Option<i64>,
    view_query: Option<String>,
    #[sqlx(flatten)]
    user: UserRow,
}

const INSERT: &str = "insert into sessions (token_digest, user_id, created_at, seen_at, expires_at) \
    values ($1, $2, $3, $3, $4)";
const SWEEP: &str = "delete from sessions where expires_at <= $1 or seen_at <= $2";
const FIND: &str = "select s.seen_at, u.id, u.email, u.name, u.role, null as password_hash, u.locale, u.theme, \
    u.disabled_at, u.columns, v.id as view_id, v.query as view_query \
    from sessions s join users u on u.id = s.user_id \
    left join views v on v.id = u.default_view_id and (v.shared = 1 or v.owner_id = u.id) \
    where s.token_digest = $1 and s.expires_at > $2 and s.seen_at > $3 and u.disabled_at is null";
const TOUCH: &str = "update sessions set seen_at = $2 where token_digest = $1 and seen_at <= $3";
const END: &str = "delete from sessions where token_digest = $1";

/// Begins a session and forgets the ones that are over: the secret for the cookie.
pub async fn begin_in(tx: &mut Tx, user: UserId, now: Timestamp) -> Result<Secret> {
    tx.execute(Sql::with(SWEEP, [now.0.into(), (now.0 - IDLE).into()])).await?;
    let secret = Secret::new()?;
    let values = [secret.digest().into(), user.0.into(), now.0.into(), (now.0 + LIFETIME).into()];
    tx.execute(Sql::with(INSERT, values)).await?;
    Ok(secret)
}

/// The session of a cookie, if it is in force and its user may sign in.
pub async fn find(db: &Db, secret: &str, now: Timestamp) -> Result<Option<Session>> {
    let values = [digest(secret).into(), now.0.into(), (now.0 - IDLE).into()];
    let row: Option<SessionRow> = db.read().await?.optional(Sql::with(FIND, values)).await?;
    row.map(|row| {
        let view = row.view_id.zip(row.view_query).map(|(id, query)| {
            let listing = Listing::from_query(&query).0;
            Listing { saved: Some(ViewId(id)), ..listing }
        });
        Ok(Session {
            user: row.user.into_credentials()?.user,
            wants_touch: row.seen_at <= now.0 - TOUCH_EVERY,
            view,
            columns: row.columns.as_deref().and_then(Columns::parse),
        })
    })
    .transpose()
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
