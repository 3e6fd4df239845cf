//! The languages that a desk offers, and the one for whoever asks for none of them. Pure.
//!
//! Invariant: at least one language is offered, each once, and the default is one of them. Written as `fr,en,uk`, the
//! default first.

use crate::Locale;
use serde::{Deserialize, Serialize};

/// The languages of a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Languages {
    offered: Vec<Locale>,
    fallback: Locale,
}

/// Why languages cannot be those of a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LanguagesError {
    /// None is offered.
    #[error("no language is offered")]
    None,
    /// The default is not offered.
    #[error("the default language is not offered")]
    DefaultNotOffered,
    /// A text names a language that there is not.
    #[error("unknown language")]
    Unknown,
}

impl Default for Languages {
    /// All of them, French for whoever asks for another one.
    fn default() -> Self {
        Self { offered: Locale::ALL.to_vec(), fallback: Locale::Fr }
    }
}

impl Languages {
    /// These languages, in whatever order and however often they are named.
    pub fn new(offered: &[Locale], fallback: Locale) -> Result<Self, LanguagesError> {
        let offered: Vec<Locale> = Locale::ALL.into_iter().filter(|l| offered.contains(l)).collect();
        if offered.is_empty() {
            return Err(LanguagesError::None);
        }
        if !offered.contains(&fallback) {
            return Err(LanguagesError::DefaultNotOffered);
        }
        Ok(Self { offered, fallback })
    }

    /// Reads `fr,en,uk`; the first one is the default.
    pub fn parse(codes: &str) -> Result<Self, LanguagesError> {
        let read = |code| Locale::ALL.into_iter().find(|l| l.code() == code).ok_or(LanguagesError::Unknown);
        let named = codes.split(',').map(read).collect::<Result<Vec<_>, _>>()?;
        Self::new(&named, named.first().copied().ok_or(LanguagesError::None)?)
    }

    /// `fr,en,uk`, the default first.
    pub fn codes(&self) -> String {
        let others = self.offered.iter().filter(|l| **l != self.fallback);
        std::iter::once(&self.fallback).chain(others).map(|l| l.code()).collect::<Vec<_>>().join(",")
    }

    /// The languages in the order of the language menu.
    pub fn offered(&self) -> &[Locale] {
        &self.offered
    }

    /// Whether this language is offered.
    pub fn offers(&self, locale: Locale) -> bool {
        self.offered.contains(&locale)
    }

    /// The language for whoever asks for none that is offered.
    pub const fn fallback(&self) -> Locale {
        self.fallback
    }

    /// The best offered language for an `Accept-Language` header (RFC 9110 §12.5.4); the default when none fits.
    pub fn negotiate(&self, accept_language: &str) -> Locale {
        let mut ranked: Vec<(u32, usize, Locale)> = accept_language
            .split(',')
            .enumerate()
            .filter_map(|(position, part)| {
                let mut pieces = part.split(';');
                let locale = Locale::parse(pieces.next()?).filter(|l| self.offers(*l))?;
                let quality = pieces.find_map(|p| p.trim().strip_prefix("q=")).map_or(1000, thousandths);
                (quality > 0).then_some((1000 - quality.min(1000), position, locale))
            })
            .collect();
        ranked.sort();
        ranked.first().map_or(self.fallback, |best| best.2)
    }
}

impl TryFrom<String> for Languages {
    type Error = LanguagesError;
    fn try_from(codes: String) -> Result<Self, Self::Error> {
        Self::parse(&codes)
    }
}

impl From<Languages> for String {
    fn from(languages: Languages) -> Self {
        languages.codes()
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
