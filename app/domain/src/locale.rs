//! The three languages that every screen exists in. French is the source language. Which of them a desk offers is
//! `Languages`. Pure.

use serde::{Deserialize, Serialize};

/// A language that every screen exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// French, the source language.
    #[default]
    Fr,
    /// British English.
    En,
    /// Ukrainian.
    Uk,
}

impl Locale {
    /// Every language, in the order of the language menu.
    pub const ALL: [Self; 3] = [Self::Fr, Self::En, Self::Uk];

    /// The BCP 47 primary subtag: `fr`, `en`, `uk`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Uk => "uk",
        }
    }

    /// The language's own name for itself, the same in every locale.
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
            Self::Uk => "Українська",
        }
    }

    /// Reads a BCP 47 tag by its primary subtag: `uk-UA` is Ukrainian.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.trim();
        Self::ALL.into_iter().find(|l| l.code().eq_ignore_ascii_case(primary))
    }
}
