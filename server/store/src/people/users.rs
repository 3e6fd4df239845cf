//! Users: made, listed, found by e-mail, given a password, their profile and preferences.

use super::sessions;
use crate::{
    db::{Db, Tx},
    error::{Result, StoreError},
    events::{self, Actor, NewEvent, Subject},
    ids,
    sql::{Sql, Value},
};
use domain::{
    Density, Locale, Role, Timestamp, User,
    event::EventKind,
    ids::UserId,
    user::{Theme, email_key, profile::Profile},
};

/// A user who is to be made. Without a password hash nobody can sign in with a password.
#[derive(Clone, Copy, Debug)]
pub struct NewUser<'a> {
    /// E-mail as typed.
    pub email: &'a str,
    /// Full name.
    pub name: &'a str,
    /// Role.
    pub role: Role,
    /// PHC text of the password.
    pub password_hash: Option<&'a str>,
}

/// A user with what signs them in.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Who.
    pub user: User,
    /// PHC text of the password; `None` until one has been set.
    pub password_hash: Option<String>,
}

/// A row of `users`; other modules of `people` select the same columns.
#[derive(sqlx::FromRow, serde::Deserialize)]
pub(super) struct UserRow {
    id: i64,
    email: String,
    name: String,
    role: String,
    password_hash: Option<String>,
    locale: Option<String>,
    theme: String,
    density: String,
    single_keys: i64,
    disabled_at: Option<i64>,
}

const LIST: &str = "select id, email, name, role, null as password_hash, locale, theme, density, single_keys, \
    disabled_at from users order by email_key";
const BY_EMAIL: &str = "select id, email, name, role, password_hash, locale, theme, density, single_keys, disabled_at \
    from users where email_key = $1";
const NAME: &str = "select name, version from users where id = $1";
const HAS_OWNER: &str = "select count(*) from users where role = 'owner'";
const COUNT: &str = "select count(*) from users";
const INSERT: &str = "insert into users \
    (id, email, email_key, name, role, password_hash, locale, theme, created_at, updated_at, version) \
    values ($1, $2, $3, $4, $5, $6, null, 'auto', $7, $7, 1)";
const SET_PASSWORD: &str = "update users set password_hash = $2, updated_at = $3, version = version + 1 where id = $1";
const PREFER: &str = "update users set locale = coalesce($2, locale), theme = coalesce($3, theme), \
    density = coalesce($4, density), updated_at = $5 where id = $1";
const SAVE_PROFILE: &str = "update users set name = $3, locale = $4, theme = $5, density = $6, single_keys = $7, \
    updated_at = $8, version = version + 1 where id = $1 and version = $2 and disabled_at is null";
const SAME_PROFILE: &str = "select version from users where id = $1 and version = $2 + 1 and name = $3 \
    and coalesce(locale, '') = coalesce($4, '') and theme = $5 and density = $6 and single_keys = $7";

impl UserRow {
    /// Since when the user may not sign in.
    pub(super) const fn disabled_at(&self) -> Option<i64> {
        self.disabled_at
    }

    pub(super) fn into_credentials(self) -> Result<Credentials> {
        let locale = match self.locale {
            Some(code) => Some(Locale::parse(&code).ok_or_else(|| StoreError::corrupt("locale", &code))?),
            None => None,
        };
        let user = User {
            id: UserId(self.id),
            email: self.email,
            name: self.name,
            role: Role::parse(&self.role).ok_or_else(|| StoreError::corrupt("role", &self.role))?,
            locale,
            theme: Theme::parse(&self.theme).ok_or_else(|| StoreError::corrupt("theme", &self.theme))?,
            density: Density::parse(&self.density).ok_or_else(|| StoreError::corrupt("density", &self.density))?,
            single_keys: self.single_keys != 0,
            disabled: self.disabled_at.is_some(),
        };
        Ok(Credentials { user, password_hash: self.password_hash })
    }
}

/// Every user, by e-mail.
pub async fn list(db: &Db) -> Result<Vec<User>> {
    let rows: Vec<UserRow> = db.read().await?.all(Sql::new(LIST)).await?;
    rows.into_iter().map(|row| row.into_credentials().map(|c| c.user)).collect()
}

/// The user with this e-mail, disabled or not. `None` also for what cannot be an e-mail.
pub async fn by_email(db: &Db, email: &str) -> Result<Option<Credentials>> {
    let Some(key) = email_key(email) else { return Ok(None) };
    let row: Option<UserRow> = db.read().await?.optional(Sql::with(BY_EMAIL, [key.into()])).await?;
    row.map(UserRow::into_credentials).transpose()
}

/// Whether the desk has an owner, disabled or not.
pub async fn has_owner(db: &Db) -> Result<bool> {
    has_owner_in(&mut db.read().await?).await
}

pub(super) async fn has_owner_in(tx: &mut Tx) -> Result<bool> {
    let (owners,): (i64,) = tx.one(Sql::new(HAS_OWNER)).await?;
    Ok(owners > 0)
}

/// How many users there are.
pub async fn count(db: &Db) -> Result<i64> {
    let (users,): (i64,) = db.read().await?.one(Sql::new(COUNT)).await?;
    Ok(users)
}

/// Makes a user; `Taken` when the e-mail belongs to somebody, `Setup` when it cannot be one.
pub async fn insert_in(tx: &mut Tx, actor: &Actor, new: NewUser<'_>, now: Timestamp) -> Result<User> {
    let NewUser { email, name, role, password_hash } = new;
    let key = email_key(email).ok_or_else(|| StoreError::Setup(format!("{email:?} is not an e-mail address")))?;
    let id = UserId(ids::next());
    let values = [
        id.0.into(),
        email.trim().into(),
        key.into(),
        name.into(),
        role.code().into(),
        password_hash.into(),
        now.0.into(),
    ];
    match tx.execute(Sql::with(INSERT, values)).await {
        Err(error) if error.is_unique_violation() => return Err(StoreError::Taken(email.trim().to_owned())),
        outcome => outcome?,
    };
    let kind = EventKind::UserAdded { role: role.code().to_owned() };
    let personal = Some(format!("{name} <{}>", email.trim()));
    events::append_in(tx, vec![NewEvent { subject: Subject::User(id), actor: actor.clone(), at: now, kind, personal }])
        .await?;
    let (email, name) = (email.trim().to_owned(), name.to_owned());
    let (theme, density) = (Theme::default(), Density::default());
    Ok(User { id, email, name, role, locale: None, theme, density, single_keys: true, disabled: false })
}

/// Sets a password, and ends every session that began with the old one.
pub(super) async fn set_password_in(
    tx: &mut Tx,
    actor: &Actor,
    user: UserId,
    hash: &str,
    now: Timestamp,
) -> Result<()> {
    if tx.execute(Sql::with(SET_PASSWORD, [user.0.into(), hash.into(), now.0.into()])).await? == 0 {
        return Err(StoreError::NotFound);
    }
    sessions::end_all_in(tx, user).await?;
    let (subject, actor, kind) = (Subject::User(user), actor.clone(), EventKind::UserReset);
    events::append_in(tx, vec![NewEvent { subject, actor, at: now, kind, personal: None }]).await
}

/// Choices that are made in menus, one at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Language.
    pub locale: Option<Locale>,
    /// Theme.
    pub theme: Option<Theme>,
    /// Density of lists.
    pub density: Option<Density>,
}

/// Keeps a user's own choices; `None` leaves the one that is there. Preferences leave no event, and the version stays:
/// the last choice holds, and whoever is about to change the user's role is not stopped by it.
pub async fn prefer(db: &Db, user: UserId, choices: Choices) -> Result<()> {
    let Choices { locale, theme, density } = choices;
    let mut tx = db.write().await?;
    let values = [
        user.0.into(),
        locale.map(Locale::code).into(),
        theme.map(Theme::code).into(),
        density.map(Density::code).into(),
        ids::now().0.into(),
    ];
    tx.execute(Sql::with(PREFER, values)).await?;
    tx.commit().await
}

/// A user's name, disabled or not.
pub async fn name(db: &Db, user: UserId) -> Result<String> {
    let (name, _): (String, i64) = db.read().await?.one(Sql::with(NAME, [user.0.into()])).await?;
    Ok(name)
}

/// The version of a user's row, for the guard of their profile.
pub async fn version(db: &Db, user: UserId) -> Result<i64> {
    let (_, version): (String, i64) = db.read().await?.one(Sql::with(NAME, [user.0.into()])).await?;
    Ok(version)
}

/// Keeps a user's profile; `Conflict` when the row is no longer of this version. Only another name leaves an event.
pub async fn save_profile(db: &Db, user: UserId, version: i64, profile: &Profile, now: Timestamp) -> Result<()> {
    let Profile { name, locale, theme, density, single_keys } = profile;
    let mut tx = db.write().await?;
    // The event's lock comes first everywhere: two who wait for each other would both fail.
    if let Some(lock) = tx.dialect().lock_orders() {
        tx.execute(Sql::new(lock)).await?;
    }
    let (before, _): (String, i64) = tx.one(Sql::with(NAME, [user.0.into()])).await?;
    let values = || -> [Value; 7] {
        [
            user.0.into(),
            version.into(),
            name.as_str().into(),
            locale.map(Locale::code).into(),
            theme.code().into(),
            density.code().into(),
            (*single_keys).into(),
        ]
    };
    if tx.execute(Sql::with(SAVE_PROFILE, values().into_iter().chain([now.0.into()]))).await? == 0 {
        // The same form again is no conflict.
        let same: Option<(i64,)> = tx.optional(Sql::with(SAME_PROFILE, values())).await?;
        return same.map(drop).ok_or(StoreError::Conflict);
    }
    if before != *name {
        let (subject, actor, kind) = (Subject::User(user), Actor::User(user), EventKind::UserRenamed);
        let personal = Some(format!("{before} → {name}"));
        events::append_in(&mut tx, vec![NewEvent { subject, actor, at: now, kind, personal }]).await?;
    }
    tx.commit().await
}
