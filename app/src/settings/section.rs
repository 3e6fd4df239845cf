//! The settings pages: where they are, what they are called, who may see them. Pure.

use crate::{
    i18n::Words,
    routes::{SETTINGS_DESK, SETTINGS_FUNNELS, SETTINGS_PROFILE, SETTINGS_USERS},
};
use domain::user::Permission;

/// A settings page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// One's own profile.
    Profile,
    /// The desk.
    Desk,
    /// The team.
    Users,
    /// Funnels and their stages.
    Funnels,
}

impl Section {
    /// Every page, in the order of the tabs.
    pub const ALL: [Self; 4] = [Self::Profile, Self::Desk, Self::Users, Self::Funnels];

    /// The page at an address.
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.path() == path)
    }

    /// Its address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Profile => SETTINGS_PROFILE,
            Self::Desk => SETTINGS_DESK,
            Self::Users => SETTINGS_USERS,
            Self::Funnels => SETTINGS_FUNNELS,
        }
    }

    /// What it is called.
    pub const fn name(self, words: Words) -> &'static str {
        match self {
            Self::Profile => words.settings_profile(),
            Self::Desk => words.settings_desk(),
            Self::Users => words.settings_users(),
            Self::Funnels => words.funnels(),
        }
    }

    /// What one must be allowed to do to see it.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Profile => Permission::OwnPreferences,
            Self::Desk | Self::Users | Self::Funnels => Permission::ManageDesk,
        }
    }
}
