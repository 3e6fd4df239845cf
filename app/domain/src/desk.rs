//! The desk's settings: what its owner decides for everybody. Pure.
//!
//! Called by the settings form and by the store. What a time zone is only the server knows: it comes in as a function.

use crate::{Currency, FieldErrors, Languages, Locale, Zone, event::EventKind};
use serde::{Deserialize, Serialize};

/// The longest name of a desk, in characters.
pub const NAME_MAX: usize = 200;

/// The settings as their form sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeskDraft {
    /// Name.
    pub name: String,
    /// IANA name of the time zone.
    pub zone: String,
    /// Code of the currency.
    pub currency: String,
    /// Codes of the languages that are offered.
    pub languages: Vec<String>,
    /// Code of the language for whoever asks for none of them.
    pub default_language: String,
}

/// Settings that a desk can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskSettings {
    /// Name, shown in the head.
    pub name: String,
    /// Time zone in which days begin and end.
    pub zone: Zone,
    /// Currency offered first.
    pub currency: Currency,
    /// Languages offered to people.
    pub languages: Languages,
}

/// What an event tells of a desk; its name, which may be somebody's, is not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskFacts {
    /// IANA name of the time zone.
    pub zone: String,
    /// Currency offered first.
    pub currency: Currency,
    /// Languages offered to people.
    pub languages: Languages,
}

impl DeskDraft {
    /// The settings, or what is wrong: names of fields and stable codes.
    pub fn check(&self, zone_named: impl FnOnce(&str) -> Option<Zone>) -> Result<DeskSettings, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = self.name.trim();
        match name.chars().count() {
            0 => errors.push(("name", "name_missing")),
            1..=NAME_MAX if name.chars().any(char::is_control) => errors.push(("name", "name_strange")),
            1..=NAME_MAX => {}
            _ => errors.push(("name", "name_long")),
        }
        let zone = zone_named(self.zone.trim());
        if zone.is_none() {
            errors.push(("zone", "zone_unknown"));
        }
        let currency = Currency::parse(&self.currency);
        if currency.is_none() {
            errors.push(("currency", "currency_unknown"));
        }
        let languages = self.check_languages().map_err(|error| errors.push(error)).ok();
        match (zone, currency, languages) {
            (Some(zone), Some(currency), Some(languages)) if errors.is_empty() => {
                Ok(DeskSettings { name: name.to_owned(), zone, currency, languages })
            }
            _ => Err(errors),
        }
    }

    fn check_languages(&self) -> Result<Languages, (&'static str, &'static str)> {
        let read = |code: &str| Locale::ALL.into_iter().find(|l| l.code() == code);
        let offered: Vec<Locale> = self.languages.iter().filter_map(|code| read(code)).collect();
        if offered.is_empty() {
            return Err(("languages", "languages_none"));
        }
        let fallback = read(&self.default_language).ok_or(("languages", "language_default_missing"))?;
        Languages::new(&offered, fallback).map_err(|_| ("languages", "language_default_missing"))
    }
}

impl DeskSettings {
    /// What an event tells of them.
    pub fn facts(&self) -> DeskFacts {
        let Self { name: _, zone, currency, languages } = self;
        DeskFacts { zone: zone.name().to_owned(), currency: *currency, languages: languages.clone() }
    }

    /// The event that tells the change to other settings; `None` when they are the same.
    pub fn changed_to(&self, after: &Self) -> Option<EventKind> {
        let renamed = self.name != after.name;
        let (before, after) = (self.facts(), after.facts());
        (renamed || before != after).then_some(EventKind::DeskChanged { before, after, renamed })
    }
}
