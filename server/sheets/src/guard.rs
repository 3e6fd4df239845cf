//! The leading `'` that keeps a spreadsheet program from running a text of a CSV file as a formula. Pure.
//!
//! Called by `write::csv` (puts it on) and `read::csv` (takes it off). Quotes do not stop formulas, hence this mark.
//! `off(on(text)) == text` for every text: one that already looks guarded gets one more `'`.

use std::borrow::Cow;

/// Characters that make a spreadsheet program read a text as a formula, or drop into the next cell.
const DANGEROUS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// The text as it may stand in a CSV file.
pub fn on(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches('\'').starts_with(DANGEROUS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text without the mark, if it carries one.
pub fn off(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(DANGEROUS) => rest,
        _ => text,
    }
}

/// Whether a telephone number can do no harm: an optional `+`, then digits and the usual separators only.
pub fn is_plain_phone(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    rest.starts_with(|first: char| first.is_ascii_digit() || first == '(')
        && rest.chars().all(|c| c.is_ascii_digit() || " .()-/\u{a0}".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_comes_off_as_it_went_on() {
        for text in ["=1+1", "'=1", "''@x", "\tx", "plain", "'quoted'", "'", "", "-5", "=", "'''"] {
            assert_eq!(off(&on(text)), text);
            assert!(!on(text).starts_with(DANGEROUS));
        }
    }

    #[test]
    fn only_a_real_phone_is_plain() {
        assert!(is_plain_phone("+33 6 12-34-56"));
        assert!(is_plain_phone("(044) 123-45-67"));
        for text in ["+1+cmd|'/C calc'!A0", "=1", "-1", "@1", "+", "", "+A1"] {
            assert!(!is_plain_phone(text), "{text}");
        }
    }
}
