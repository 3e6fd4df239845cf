//! Users of the desk and what each role may do. Pure. Called by every server function and route.

pub mod profile;
pub mod team;

use crate::{
    Locale, Timestamp,
    ids::{SessionId, UserId},
};
use serde::{Deserialize, Serialize};

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything.
    Owner,
    /// Everything on orders, contacts and offers, but no deletion, funnels, users or settings.
    Manager,
    /// Reads and exports.
    Viewer,
}

impl Role {
    /// Every role, the strongest first.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Manager, Self::Viewer];

    /// The stable name: `owner`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Viewer => "viewer",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    /// Whether this role may do what `permission` names.
    pub const fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::ReadOrders | Permission::ExportOrders | Permission::OwnPreferences => true,
            Permission::EditOrders => matches!(self, Self::Owner | Self::Manager),
            Permission::ManageDesk => matches!(self, Self::Owner),
        }
    }
}

/// Something that a route or server function lets people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// See orders, contacts and totals.
    ReadOrders,
    /// Take orders away as a file.
    ExportOrders,
    /// Change orders, contacts and offers.
    EditOrders,
    /// Change one's own name, language, theme and the like, end one's own sessions.
    OwnPreferences,
    /// Users, funnels and settings.
    ManageDesk,
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the operating system says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The stable name: `auto`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }
}

/// How much air the rows of lists have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// Rows of 32 px.
    Compact,
    /// Rows of 40 px.
    #[default]
    Normal,
    /// Rows of 48 px.
    Relaxed,
}

impl Density {
    /// Every density, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Normal, Self::Relaxed];

    /// The stable name: `compact`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Normal => "normal",
            Self::Relaxed => "relaxed",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|d| d.code() == code)
    }
}

/// A user who is signed in, or is listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Identifier.
    pub id: UserId,
    /// E-mail as typed; compared normalised.
    pub email: String,
    /// Full name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Chosen language; `None` follows the browser.
    pub locale: Option<Locale>,
    /// Chosen theme.
    pub theme: Theme,
    /// Chosen density of lists.
    pub density: Density,
    /// Whether single keys are shortcuts.
    pub single_keys: bool,
    /// Whether the user may no longer sign in.
    pub disabled: bool,
}

/// A session as its user sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionLabel {
    /// Identifier; opens nothing.
    pub id: SessionId,
    /// Browser and system: `Firefox · Windows`; empty when they are not known.
    pub agent: String,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was used last, to the minute.
    pub seen_at: Timestamp,
}

/// The longest name of a person, in characters.
pub const NAME_MAX: usize = 200;
/// The shortest password, in characters.
pub const PASSWORD_MIN: usize = 12;
/// The longest password, in characters: hashing more only costs time.
pub const PASSWORD_MAX: usize = 256;

/// An e-mail address in the form in which two of them are compared; `None` when it cannot be one.
pub fn email_key(email: &str) -> Option<String> {
    let key = crate::contact::email_key(email)?;
    (key.chars().count() <= 254).then_some(key)
}

/// A person's name as it is kept; the code of what is wrong when it cannot be one.
pub fn check_name(typed: &str) -> Result<String, &'static str> {
    match typed.trim() {
        "" => Err("name_missing"),
        name if name.chars().count() > NAME_MAX => Err("name_long"),
        name if name.chars().any(char::is_control) => Err("name_strange"),
        name => Ok(name.to_owned()),
    }
}
