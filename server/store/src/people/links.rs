//! Links that let somebody in without a password: to make the first owner, to set a password, into a demo desk.

use super::secret::{Secret, digest};
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    sql::Sql,
};
use domain::{Timestamp, ids::UserId};

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Makes the desk's first owner. Once.
    Owner,
    /// Sets the password of a user. Once.
    Password,
    /// Signs the owner of a demo desk in, as often as somebody clicks it.
    Demo,
}

impl Purpose {
    const ALL: [Self; 3] = [Self::Owner, Self::Password, Self::Demo];

    const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Password => "password",
            Self::Demo => "demo",
        }
    }
}

/// A link in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is for.
    pub purpose: Purpose,
    /// Whom it is for; nobody yet when it makes the owner.
    pub user: Option<UserId>,
    /// That user's e-mail.
    pub email: Option<String>,
}

#[derive(sqlx::FromRow, serde::Deserialize)]
struct LinkRow {
    purpose: String,
    user_id: Option<i64>,
    email: Option<String>,
}

const REVOKE: &str = "delete from links where purpose = $1 and (user_id = $2 or cast($2 as bigint) is null)";
const INSERT: &str = "insert into links (token_digest, purpose, user_id, created_at, expires_at) \
    values ($1, $2, $3, $4, $5)";
const FIND: &str = "select l.purpose, l.user_id, u.email from links l left join users u on u.id = l.user_id \
    where l.token_digest = $1 and l.used_at is null and l.expires_at > $2 and u.disabled_at is null";
const CONSUME: &str = "update links set used_at = $2 \
    where token_digest = $1 and used_at is null and expires_at > $2 and purpose = $3";

/// Takes back every link of this purpose: for one user, or for all when none is named.
pub async fn revoke_in(tx: &mut Tx, purpose: Purpose, user: Option<UserId>) -> Result<()> {
    tx.execute(Sql::with(REVOKE, [purpose.code().into(), user.map(|u| u.0).into()])).await.map(drop)
}

/// Makes a link that holds for `lifetime` milliseconds, in place of the ones with the same purpose and user.
pub async fn issue_in(
    tx: &mut Tx,
    purpose: Purpose,
    user: Option<UserId>,
    lifetime: i64,
    now: Timestamp,
) -> Result<Secret> {
    revoke_in(tx, purpose, user).await?;
    let secret = Secret::new()?;
    let values = [
        secret.digest().into(),
        purpose.code().into(),
        user.map(|u| u.0).into(),
        now.0.into(),
        (now.0 + lifetime).into(),
    ];
    tx.execute(Sql::with(INSERT, values)).await?;
    Ok(secret)
}

/// The link that a secret opens, if it is in force.
pub async fn find(db: &Db, secret: &str, now: Timestamp) -> Result<Option<Link>> {
    find_in(&mut db.read().await?, secret, now).await
}

pub(super) async fn find_in(tx: &mut Tx, secret: &str, now: Timestamp) -> Result<Option<Link>> {
    let row: Option<LinkRow> = tx.optional(Sql::with(FIND, [digest(secret).into(), now.0.into()])).await?;
    row.map(|row| {
        let purpose = Purpose::ALL.into_iter().find(|p| p.code() == row.purpose);
        let purpose = purpose.ok_or_else(|| StoreError::corrupt("purpose of a link", &row.purpose))?;
        Ok(Link { purpose, user: row.user_id.map(UserId), email: row.email })
    })
    .transpose()
}

/// Uses a link up; `NotFound` when it is not in force, also because somebody else just used it.
pub(super) async fn consume_in(tx: &mut Tx, secret: &str, purpose: Purpose, now: Timestamp) -> Result<Link> {
    let link = find_in(tx, secret, now).await?.filter(|link| link.purpose == purpose).ok_or(StoreError::NotFound)?;
    let values = [digest(secret).into(), now.0.into(), purpose.code().into()];
    match tx.execute(Sql::with(CONSUME, values)).await? {
        0 => Err(StoreError::NotFound),
        _ => Ok(link),
    }
}

/// What the link that a secret opens is for, if it is in force now.
pub async fn purpose(db: &Db, secret: &str) -> Result<Option<Purpose>> {
    Ok(find(db, secret, crate::ids::now()).await?.map(|link| link.purpose))
}
