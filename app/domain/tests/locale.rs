//! The language of a page follows what the browser prefers; French when nothing fits.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use domain::Locale;
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
        assert_eq!(Locale::negotiate(header), expected, "{header:?}");
    }
}

proptest! {
    #[test]
    fn no_header_makes_the_reader_panic(header in "\\PC{0,40}|([a-z]{2}(;q=[0-9.]{0,12})?,?){0,6}") {
        let _ = Locale::negotiate(&header);
    }
}
