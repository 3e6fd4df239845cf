//! The language of a page follows what the browser prefers among those that the desk offers; its default when nothing fits.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::{Languages, Locale, languages::LanguagesError};
use proptest::prelude::*;

#[test]
fn the_highest_quality_wins_and_then_the_first() {
    for (header, expected) in [
        ("", Locale::Fr),
        ("de", Locale::Fr),
        ("*", Locale::Fr),
        ("uk-UA,uk;q=0.9,en-US;q=0.8", Locale::Uk),
        ("de-DE, en;q=0.7, fr;q=0.3", Locale::En),
        ("fr;q=0.5, EN-gb ; q=0.9", Locale::En),
        ("en;q=0.8, uk;q=0.8", Locale::En),
        ("fr;q=0, en;q=0.001", Locale::En),
        ("uk;q=0", Locale::Fr),
        ("en;q=x, uk;q=0.1", Locale::Uk),
        ("en;q=1.000, uk", Locale::En),
        ("uk_UA", Locale::Uk),
    ] {
        assert_eq!(Languages::default().negotiate(header), expected, "{header:?}");
    }
}

proptest! {
    #[test]
    fn no_header_makes_the_reader_panic(header in "\\PC{0,40}|([a-z]{2}(;q=[0-9.]{0,12})?,?){0,6}") {
        let _ = Languages::default().negotiate(&header);
    }

    #[test]
    fn a_desk_speaks_only_what_it_offers(
        mask in 0_usize..8,
        fallback in 0_usize..3,
        header in "((fr|en|uk|de)(;q=[01](\\.[0-9])?)?,?){0,6}",
    ) {
        let offered: Vec<Locale> =
            Locale::ALL.into_iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1).map(|(_, l)| l).collect();
        let fallback = Locale::ALL[fallback];
        match Languages::new(&offered, fallback) {
            Err(LanguagesError::None) => prop_assert!(offered.is_empty()),
            Err(_) => prop_assert!(!offered.contains(&fallback)),
            Ok(languages) => {
                prop_assert_eq!(languages.offered(), &offered[..]);
                prop_assert!(languages.offers(languages.fallback()));
                prop_assert!(languages.offers(languages.negotiate(&header)));
                prop_assert_eq!(languages.negotiate("de"), fallback);
                prop_assert_eq!(Languages::parse(&languages.codes()), Ok(languages));
            }
        }
    }
}

#[test]
fn a_language_that_is_not_offered_is_passed_over() {
    let languages = Languages::new(&[Locale::Uk, Locale::En, Locale::Uk], Locale::Uk).unwrap();
    assert_eq!(languages.offered(), [Locale::En, Locale::Uk], "in the order of the menu, each once");
    assert_eq!(languages.codes(), "uk,en");
    for (header, expected) in [("fr, en;q=0.2", Locale::En), ("fr", Locale::Uk), ("", Locale::Uk)] {
        assert_eq!(languages.negotiate(header), expected, "{header:?}");
    }
}

#[test]
fn stored_languages_that_say_nothing_are_refused() {
    for text in ["", ",", "fr,", "fr,xx", "FR"] {
        assert!(Languages::parse(text).is_err(), "{text:?}");
    }
    assert!(serde_json::from_str::<Languages>("\"xx\"").is_err());
}
