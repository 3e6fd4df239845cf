//! The ways in, each one transaction: what it changes, its event, and the session that begins with it. `agent` is the
//! browser and system of that session, shortened.

use super::{
    attempts, links,
    links::Purpose,
    secret::Secret,
    sessions,
    users::{self, NewUser},
};
use crate::{
    db::Db,
    error::{Result, StoreError},
    events::{self, Actor, NewEvent, Subject},
    ids,
    sql::Sql,
};
use domain::{Role, Timestamp, User, event::EventKind, ids::UserId, user::email_key};

/// How long links hold, in milliseconds: a day.
pub const LINK_LIFETIME: i64 = domain::time::DAY;
/// A demo desk's link holds until the next start replaces it; a year is as good as that.
const DEMO_LIFETIME: i64 = 365 * domain::time::DAY;

/// The first owner, as the setup form names them.
#[derive(Clone, Copy, Debug)]
pub struct FirstOwner<'a> {
    /// Full name.
    pub name: &'a str,
    /// E-mail.
    pub email: &'a str,
    /// PHC text of the password.
    pub password_hash: &'a str,
    /// What the desk is to be called; `None` leaves its name.
    pub desk: Option<&'a str>,
}

const NAME_DESK: &str = "update desk set name = $1, updated_at = $2, version = version + 1 where id = 1";
const HOLDS_ORDERS: &str = "select cast(case when exists (select 1 from orders) then 1 else 0 end as bigint)";
const HOLDS: &str = "select cast(case when exists (select 1 from users) or exists (select 1 from orders) \
    then 1 else 0 end as bigint)";

/// Whether the desk holds users or orders.
pub async fn holds_anything(db: &Db) -> Result<bool> {
    let (holds,): (i64,) = db.read().await?.one(Sql::new(HOLDS)).await?;
    Ok(holds != 0)
}

/// Whether the desk holds orders.
pub async fn holds_orders(db: &Db) -> Result<bool> {
    let (holds,): (i64,) = db.read().await?.one(Sql::new(HOLDS_ORDERS)).await?;
    Ok(holds != 0)
}

/// Takes the links of earlier starts back and, while there is no owner, makes the link that creates one.
pub async fn owner_link(db: &Db, now: Timestamp) -> Result<Option<Secret>> {
    let mut tx = db.write().await?;
    links::revoke_in(&mut tx, Purpose::Demo, None).await?;
    links::revoke_in(&mut tx, Purpose::Owner, None).await?;
    let link = if users::has_owner_in(&mut tx).await? {
        None
    } else {
        Some(links::issue_in(&mut tx, Purpose::Owner, None, LINK_LIFETIME, now).await?)
    };
    tx.commit().await?;
    Ok(link)
}

/// Makes a demo desk's one-click link for its owner, who is made too when there is none.
pub async fn demo_link(db: &Db, owner: NewUser<'_>, now: Timestamp) -> Result<Secret> {
    let there = users::by_email(db, owner.email).await?;
    let mut tx = db.write().await?;
    let user = match there {
        Some(credentials) => credentials.user,
        None => users::insert_in(&mut tx, &Actor::System, owner, now).await?,
    };
    links::revoke_in(&mut tx, Purpose::Demo, None).await?;
    let link = links::issue_in(&mut tx, Purpose::Demo, Some(user.id), DEMO_LIFETIME, now).await?;
    tx.commit().await?;
    Ok(link)
}

/// Makes a link with which a user sets a password.
pub async fn password_link(db: &Db, user: UserId, now: Timestamp) -> Result<Secret> {
    let mut tx = db.write().await?;
    let link = links::issue_in(&mut tx, Purpose::Password, Some(user), LINK_LIFETIME, now).await?;
    tx.commit().await?;
    Ok(link)
}

/// Makes a user who still has to set a password, and the link for that.
pub async fn invite(db: &Db, actor: &Actor, new: NewUser<'_>, now: Timestamp) -> Result<(User, Secret)> {
    let mut tx = db.write().await?;
    let user = users::insert_in(&mut tx, actor, new, now).await?;
    let link = links::issue_in(&mut tx, Purpose::Password, Some(user.id), LINK_LIFETIME, now).await?;
    tx.commit().await?;
    Ok((user, link))
}

/// Uses an owner link: the owner, the desk's name, and a session. `NotFound` when the link is not in force.
pub async fn create_owner(db: &Db, link: &str, owner: FirstOwner<'_>, agent: &str, now: Timestamp) -> Result<Secret> {
    let mut tx = db.write().await?;
    links::consume_in(&mut tx, link, Purpose::Owner, now).await?;
    if users::has_owner_in(&mut tx).await? {
        return Err(StoreError::NotFound);
    }
    let FirstOwner { name, email, password_hash, desk } = owner;
    let new = NewUser { email, name, role: Role::Owner, password_hash: Some(password_hash) };
    let user = users::insert_in(&mut tx, &Actor::System, new, now).await?;
    if let Some(desk) = desk {
        tx.execute(Sql::with(NAME_DESK, [desk.into(), now.0.into()])).await?;
    }
    let (subject, actor, kind) = (Subject::Desk, Actor::User(user.id), EventKind::DeskCreated);
    events::append_in(&mut tx, vec![NewEvent { subject, actor, at: now, kind, personal: None }]).await?;
    let session = sessions::begin_in(&mut tx, user.id, agent, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Uses a password link: the password, and a session. `NotFound` when the link is not in force.
pub async fn set_password(db: &Db, link: &str, password_hash: &str, agent: &str, now: Timestamp) -> Result<Secret> {
    let mut tx = db.write().await?;
    let link = links::consume_in(&mut tx, link, Purpose::Password, now).await?;
    let user = link.user.ok_or(StoreError::NotFound)?;
    users::set_password_in(&mut tx, &Actor::User(user), user, password_hash, now).await?;
    if let Some(key) = link.email.as_deref().and_then(email_key) {
        attempts::forgive_in(&mut tx, &key).await?;
    }
    let session = sessions::begin_in(&mut tx, user, agent, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Signs a user in whose password was right, in place of the session that the browser had. `NotFound` when the user was
/// disabled in the meantime.
pub async fn sign_in(db: &Db, user: &User, old_session: Option<&str>, agent: &str, now: Timestamp) -> Result<Secret> {
    if user.disabled {
        return Err(StoreError::NotFound);
    }
    let mut tx = db.write().await?;
    if let Some(old) = old_session {
        sessions::end_in(&mut tx, old).await?;
    }
    if let Some(key) = email_key(&user.email) {
        attempts::forgive_in(&mut tx, &key).await?;
    }
    let session = sessions::begin_in(&mut tx, user.id, agent, now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Signs the owner of a demo desk in. `NotFound` when the link is not one of this start.
pub async fn enter_demo(db: &Db, link: &str, old_session: Option<&str>, agent: &str) -> Result<Secret> {
    let now = ids::now();
    let mut tx = db.write().await?;
    let link = links::find_in(&mut tx, link, now).await?.filter(|link| link.purpose == Purpose::Demo);
    let user = link.and_then(|link| link.user).ok_or(StoreError::NotFound)?;
    if let Some(old) = old_session {
        sessions::end_in(&mut tx, old).await?;
    }
    let session = sessions::begin_in(&mut tx, user, agent, now).await?;
    tx.commit().await?;
    Ok(session)
}
