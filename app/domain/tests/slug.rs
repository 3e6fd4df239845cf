//! Slugs survive links: what was made can be read, and nothing in them has to be escaped away.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::Slug;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_slug_of_any_text_can_be_read_again(text in "\\PC{0,90}") {
        if let Some(slug) = Slug::of(&text) {
            prop_assert_eq!(Slug::parse(slug.as_str()), Some(slug.clone()));
            prop_assert!(slug.as_str().chars().count() <= 64);
            prop_assert!(!slug.as_str().starts_with('-') && !slug.as_str().ends_with('-') && !slug.as_str().contains("--"));
            prop_assert_eq!(Slug::of(slug.as_str()), Some(slug));
        }
    }

    #[test]
    fn a_numbered_slug_can_be_read_again(text in "[a-z]{1,80}", n in any::<u32>()) {
        let slug = Slug::of(&text).unwrap().numbered(n);
        prop_assert_eq!(Slug::parse(slug.as_str()), Some(slug));
    }

    #[test]
    fn no_slug_holds_what_separates_values_in_a_link(text in "\\PC{0,40}") {
        if let Some(slug) = Slug::parse(&text) {
            prop_assert!(!slug.as_str().contains([',', '!', '&', '=', ' ', '/', '?', '#']));
        }
    }
}

#[test]
fn letters_of_every_script_stay() {
    let of = |text| Slug::of(text).map(|s| s.to_string());
    assert_eq!(of("On Hold"), Some("on-hold".into()));
    assert_eq!(of("  Курс: ХАРЧУВАННЯ!"), Some("курс-харчування".into()));
    assert_eq!(of("Expédié — €"), Some("expedie".into()));
    assert_eq!(of("…!"), None);
    assert_eq!(Slug::parse(""), None);
    assert_eq!(Slug::parse("a b"), None);
}
