//! Slugs: the stable names that URLs use for funnels, stages, products and tags. Pure.

use serde::{Deserialize, Serialize};

/// A lower-case name of letters, digits and hyphens, at most 64 characters, that survives renaming.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// Makes a slug of any text: letters and digits of every script stay, everything else becomes a hyphen.
    /// `None` when nothing is left.
    pub fn of(text: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in crate::search::fold(text).chars() {
            if c.is_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.chars().count() == 64 {
                break;
            }
        }
        let slug = slug.trim_end_matches('-');
        (!slug.is_empty()).then(|| Self(slug.to_owned()))
    }

    /// Reads a slug that somebody else wrote, a link for instance. Unlike [`Slug::of`] it changes nothing. It may be 75
    /// characters long: 64, a hyphen, and the largest number of [`Slug::numbered`].
    pub fn parse(text: &str) -> Option<Self> {
        let fine = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let length = text.chars().count();
        ((1..=75).contains(&length) && text.chars().all(fine)).then(|| Self(text.to_owned()))
    }

    /// The slug with a number behind it, for a name that is taken.
    #[must_use]
    pub fn numbered(&self, n: u32) -> Self {
        Self(format!("{}-{n}", self.0))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
