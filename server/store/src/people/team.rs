//! The team as its owners see and change it: who is invited, which role each has, who may sign in.
//!
//! Every change is guarded by the version of the user's row and leaves an event of its actor. What is already so is
//! done: a form that is sent twice changes nothing and makes no second user.

use super::{
    entry,
    links::{self, Purpose},
    secret::Secret,
    sessions,
    users::{self, NewUser, UserRow},
};
use crate::{
    collate,
    db::{Db, Tx},
    error::{Result, StoreError},
    events::{self, Actor, NewEvent, Subject},
    sql::Sql,
};
use domain::{
    Timestamp, User,
    event::EventKind,
    ids::UserId,
    user::team::{self, Invite, Member, MemberAccess, MemberChange, MemberRefusal},
};

#[derive(sqlx::FromRow, serde::Deserialize)]
struct MemberRow {
    version: i64,
    link_until: Option<i64>,
    demo_links: i64,
    #[sqlx(flatten)]
    #[serde(flatten)]
    user: UserRow,
}

const LIST: &str = "select u.id, u.email, u.name, u.role, case when u.password_hash is null then null else '' end \
    as password_hash, u.locale, u.theme, u.density, u.single_keys, u.disabled_at, u.version, \
    (select max(l.expires_at) from links l where l.user_id = u.id and l.purpose = 'password' \
    and l.used_at is null and l.expires_at > $1) as link_until, \
    cast((select count(*) from links l where l.user_id = u.id and l.purpose = 'demo') as bigint) as demo_links \
    from users u";
const FETCH: &str = "select u.id, u.email, u.name, u.role, null as password_hash, u.locale, u.theme, u.density, \
    u.single_keys, u.disabled_at, u.version, cast(null as bigint) as link_until, cast(0 as bigint) as demo_links \
    from users u where u.id = $1";
/// Those who can sign in, as who does this has: somebody invited may never come.
const OTHER_OWNERS: &str = "select cast(count(*) as bigint) from users u where u.role = 'owner' \
    and u.disabled_at is null and u.id <> $1 and (u.id = $2 or u.password_hash is not null \
    or exists (select 1 from links l where l.user_id = u.id and l.purpose = 'demo'))";
const CHANGE: &str = "update users set role = $3, disabled_at = $4, updated_at = $5, version = version + 1 \
    where id = $1 and version = $2";

/// Everybody: those who may sign in first, each group by name.
pub async fn list(db: &Db, now: Timestamp) -> Result<Vec<Member>> {
    let rows: Vec<MemberRow> = db.read().await?.all(Sql::with(LIST, [now.0.into()])).await?;
    let mut members = rows.into_iter().map(MemberRow::into_member).collect::<Result<Vec<_>>>()?;
    members.sort_by_cached_key(|m| (m.user.disabled, collate::key(&m.user.name), m.user.id));
    Ok(members)
}

impl MemberRow {
    fn into_member(self) -> Result<Member> {
        let Self { version, link_until, demo_links, user } = self;
        let credentials = user.into_credentials()?;
        let access = match link_until {
            _ if credentials.user.disabled => MemberAccess::Disabled,
            // The owner of a demo desk gets in by its link.
            _ if credentials.password_hash.is_some() || demo_links > 0 => MemberAccess::Active,
            Some(until) => MemberAccess::Invited { until: Timestamp(until) },
            None => MemberAccess::Waiting,
        };
        Ok(Member { user: credentials.user, version, access })
    }
}

/// Makes a user and the link with which they choose a password. The same invitation again makes a new link in place of
/// the first, as long as nobody used that. `Taken` when the e-mail is somebody else's.
pub async fn invite(db: &Db, actor: UserId, invite: &Invite, now: Timestamp) -> Result<(User, Secret)> {
    let Invite { name, email, role } = invite;
    let new = NewUser { email, name, role: *role, password_hash: None };
    match entry::invite(db, &Actor::User(actor), new, now).await {
        Err(StoreError::Taken(taken)) => {
            let there = users::by_email(db, email).await?;
            let same = there.filter(|c| c.user.name == *name && c.user.role == *role && c.password_hash.is_none());
            let user = same.map(|c| c.user).filter(|user| !user.disabled).ok_or(StoreError::Taken(taken))?;
            let mut tx = db.write().await?;
            let link = link_in(&mut tx, actor, user.id, now).await?;
            tx.commit().await?;
            Ok((user, link))
        }
        outcome => outcome,
    }
}

/// Makes a link with which a user chooses a password, in place of the ones before. `Conflict` when the row is no longer
/// of this version.
pub async fn make_link(db: &Db, actor: UserId, user: UserId, version: i64, now: Timestamp) -> Result<(User, Secret)> {
    let mut tx = db.write().await?;
    let row = fetch_in(&mut tx, user).await?;
    if row.version != version {
        return Err(StoreError::Conflict);
    }
    let found = row.user.into_credentials()?.user;
    if found.disabled {
        return Err(MemberRefusal::Disabled.into());
    }
    let link = link_in(&mut tx, actor, user, now).await?;
    tx.commit().await?;
    Ok((found, link))
}

/// Gives a user another role, or takes the right to sign in away or gives it back. Felt at their next request.
pub async fn change(
    db: &Db,
    actor: UserId,
    user: UserId,
    version: i64,
    change: MemberChange,
    now: Timestamp,
) -> Result<()> {
    let mut tx = db.write().await?;
    let row = fetch_in(&mut tx, user).await?;
    let (version_now, disabled_at) = (row.version, row.user.disabled_at());
    let (others,): (i64,) = tx.one(Sql::with(OTHER_OWNERS, [user.0.into(), actor.0.into()])).await?;
    let others = usize::try_from(others).unwrap_or(0);
    let outcome = team::change(&row.user.into_credentials()?.user, change, others, actor == user);
    if outcome == Ok(None) {
        return Ok(());
    }
    if version_now != version {
        return Err(StoreError::Conflict);
    }
    let Some((after, kind)) = outcome? else { return Ok(()) };
    let disabled_at = after.disabled.then(|| disabled_at.unwrap_or(now.0));
    let values = [user.0.into(), version.into(), after.role.code().into(), disabled_at.into(), now.0.into()];
    if tx.execute(Sql::with(CHANGE, values)).await? == 0 {
        return Err(StoreError::Conflict);
    }
    if after.disabled {
        sessions::end_all_in(&mut tx, user).await?;
        links::revoke_in(&mut tx, Purpose::Password, Some(user)).await?;
    }
    event_in(&mut tx, actor, user, kind, now).await?;
    tx.commit().await
}

/// The row of a user, in a transaction that changes one after the other: two owners who demote each other at once would
/// each see the other one left.
async fn fetch_in(tx: &mut Tx, user: UserId) -> Result<MemberRow> {
    if let Some(lock) = tx.dialect().lock_orders() {
        tx.execute(Sql::new(lock)).await?;
    }
    tx.one(Sql::with(FETCH, [user.0.into()])).await
}

async fn link_in(tx: &mut Tx, actor: UserId, user: UserId, now: Timestamp) -> Result<Secret> {
    let link = links::issue_in(tx, Purpose::Password, Some(user), entry::LINK_LIFETIME, now).await?;
    event_in(tx, actor, user, EventKind::UserLinkMade, now).await?;
    Ok(link)
}

async fn event_in(tx: &mut Tx, actor: UserId, user: UserId, kind: EventKind, now: Timestamp) -> Result<()> {
    let (subject, actor) = (Subject::User(user), Actor::User(actor));
    events::append_in(tx, vec![NewEvent { subject, actor, at: now, kind, personal: None }]).await
}
