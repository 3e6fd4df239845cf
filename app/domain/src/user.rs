//! Users of the desk and what each role may do. Pure. Called by every server function and route.

use crate::{Locale, ids::UserId};
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
    /// Change one's own language and theme, end one's own session.
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
    /// Whether the user may no longer sign in.
    pub disabled: bool,
}

/// The shortest password, in characters.
pub const PASSWORD_MIN: usize = 12;
/// The longest password, in characters: hashing more only costs time.
pub const PASSWORD_MAX: usize = 256;

/// An e-mail address in the form in which two of them are compared; `None` when it cannot be one.
pub fn email_key(email: &str) -> Option<String> {
    let key = crate::contact::email_key(email)?;
    (key.chars().count() <= 254).then_some(key)
}
