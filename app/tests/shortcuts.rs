//! Which key means what, on any keyboard.

use app::shell::shortcuts::{Deed, Press, deed};

fn alone(key: &str, code: &str) -> Option<Deed> {
    deed(Press { key, code, ..Press::default() }, false)
}

#[test]
fn keys_mean_what_they_type() {
    assert_eq!(alone("?", "Slash"), Some(Deed::Help));
    assert_eq!(alone("/", "Slash"), Some(Deed::Search));
    assert_eq!(alone("g", "KeyG"), Some(Deed::Go));
    assert_eq!(alone("t", "KeyT"), None);
    assert_eq!(deed(Press { key: "t", code: "KeyT", ..Press::default() }, true), Some(Deed::Orders));
    assert_eq!(deed(Press { key: "k", code: "KeyK", ..Press::default() }, true), Some(Deed::Board));
    assert_eq!(alone("k", "KeyK"), None);
}

#[test]
fn keys_of_other_alphabets_are_known_by_their_place() {
    assert_eq!(alone("п", "KeyG"), Some(Deed::Go));
    assert_eq!(deed(Press { key: "е", code: "KeyT", ..Press::default() }, true), Some(Deed::Orders));
    assert_eq!(deed(Press { key: "л", code: "KeyK", command: true, ..Press::default() }, false), Some(Deed::Palette));
    // A layout that types Latin letters elsewhere is believed.
    assert_eq!(alone("g", "KeyI"), Some(Deed::Go));
    assert_eq!(alone("i", "KeyG"), None);
}

#[test]
fn punctuation_counts_with_shift_and_letters_do_not() {
    let shifted = |key, code| deed(Press { key, code, shift: true, ..Press::default() }, false);
    assert_eq!(shifted("?", "Comma"), Some(Deed::Help));
    assert_eq!(shifted("/", "Period"), Some(Deed::Search));
    assert_eq!(shifted("G", "KeyG"), None);
    // Caps Lock makes no shortcut of its own.
    assert_eq!(alone("G", "KeyG"), Some(Deed::Go));
}

#[test]
fn with_alt_or_ctrl_no_single_key_counts() {
    for key in ["?", "/", "g", "t"] {
        assert_eq!(deed(Press { key, alt: true, ..Press::default() }, true), None, "Alt+{key}");
        assert_eq!(deed(Press { key, command: true, ..Press::default() }, true), None, "Ctrl+{key}");
    }
    let with_ctrl = |key| deed(Press { key, command: true, ..Press::default() }, false).expect("a deed");
    assert!(!with_ctrl("k").is_single() && !with_ctrl("Enter").is_single());
    assert_eq!(deed(Press { key: "k", command: true, alt: true, ..Press::default() }, false), None);
}
