//! What people decide about themselves: from the profile's form to a profile that the desk can keep. Pure.

use super::{Density, Theme, check_name};
use crate::{FieldErrors, Languages, Locale};

/// A profile as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProfileDraft {
    /// Full name.
    pub name: String,
    /// Code of a language; empty follows the browser.
    pub locale: String,
    /// Code of a theme.
    pub theme: String,
    /// Code of a density.
    pub density: String,
    /// Whether single keys are shortcuts.
    pub single_keys: bool,
}

/// What people decide about themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Full name.
    pub name: String,
    /// Language; `None` follows the browser.
    pub locale: Option<Locale>,
    /// Theme.
    pub theme: Theme,
    /// Density of lists.
    pub density: Density,
    /// Whether single keys are shortcuts.
    pub single_keys: bool,
}

impl ProfileDraft {
    /// The profile, or what is wrong: names of fields and stable codes.
    pub fn check(&self, languages: &Languages) -> Result<Profile, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = check_name(&self.name).map_err(|code| errors.push(("name", code))).unwrap_or_default();
        let locale = Locale::ALL.into_iter().find(|l| l.code() == self.locale && languages.offers(*l));
        if locale.is_none() && !self.locale.is_empty() {
            errors.push(("locale", "language_not_offered"));
        }
        let theme = Theme::parse(&self.theme);
        if theme.is_none() {
            errors.push(("theme", "choice_unknown"));
        }
        let density = Density::parse(&self.density);
        if density.is_none() {
            errors.push(("density", "choice_unknown"));
        }
        match (theme, density, errors.is_empty()) {
            (Some(theme), Some(density), true) => {
                Ok(Profile { name, locale, theme, density, single_keys: self.single_keys })
            }
            _ => Err(errors),
        }
    }
}
