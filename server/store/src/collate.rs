//! Keys whose byte order is a dictionary's order, the same on both databases and in tests.
//!
//! The root collation of CLDR: Latin before Cyrillic, accents and case after letters, digits as numbers.

use icu_collator::{
    Collator, CollatorBorrowed,
    options::{AlternateHandling, CollatorOptions},
    preferences::CollationNumericOrdering,
};
use std::sync::OnceLock;

/// The longest text that is looked at, in characters: keys stay short enough to index.
const LIMIT: usize = 80;

fn collator() -> Option<&'static CollatorBorrowed<'static>> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    COLLATOR
        .get_or_init(|| {
            let mut preferences = icu_collator::CollatorPreferences::default();
            preferences.numeric_ordering = Some(CollationNumericOrdering::True);
            let mut options = CollatorOptions::default();
            options.alternate_handling = Some(AlternateHandling::NonIgnorable);
            Collator::try_new(preferences, options).ok()
        })
        .as_ref()
}

/// The sort key of a text. An empty text sorts last: who has no name is not first in a list of names.
pub fn key(text: &str) -> Vec<u8> {
    let text: String = text.trim().chars().take(LIMIT).collect();
    if text.is_empty() {
        return vec![0xFF];
    }
    let mut key = Vec::new();
    if let Some(collator) = collator() {
        // Writing into a vector cannot fail.
        let _ = collator.write_sort_key_to(&text, &mut key);
    }
    key
}

/// The key at which a list begins that shall start with everything that begins with `text`; descending, all of that comes
/// behind it.
pub(crate) fn prefix_key(text: &str, descending: bool) -> Vec<u8> {
    if descending { key(&format!("{text}\u{FFFF}")) } else { key(text) }
}
