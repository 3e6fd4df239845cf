//! The three languages of the desk. French is the source language and the default. Pure.

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

    /// The best language for an `Accept-Language` header (RFC 9110 §12.5.4); French when none fits.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut ranked: Vec<(u32, usize, Self)> = accept_language
            .split(',')
            .enumerate()
            .filter_map(|(position, part)| {
                let mut pieces = part.split(';');
                let locale = Self::parse(pieces.next()?)?;
                let quality = pieces.find_map(|p| p.trim().strip_prefix("q=")).map_or(1000, thousandths);
                (quality > 0).then_some((1000 - quality.min(1000), position, locale))
            })
            .collect();
        ranked.sort();
        ranked.first().map(|r| r.2).unwrap_or_default()
    }
}

/// A quality value such as `0.8` in thousandths; malformed ones count as 0.
fn thousandths(text: &str) -> u32 {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), fraction.parse::<u32>()) {
        (Ok(w), Ok(f)) => w.saturating_mul(1000).saturating_add(f),
        _ => 0,
    }
}
