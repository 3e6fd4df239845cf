//! Search by contact or order number, in any script. Pure.
//!
//! Every order carries one normalised text: its words, each behind two spaces. A term of three characters or more is
//! found anywhere in it; a shorter one only where a word begins, which is a three-character piece too ("  к", " ки").
//! So a trigram index answers every search on both databases, and `matches` says the same in memory.

use crate::{contact::Contact, gather, unicode::without_marks};

/// The longest search that is looked at, in characters.
pub const MAX_LENGTH: usize = 200;

/// Lower case without marks; every apostrophe and every hyphen the same; white space of any width one space.
pub fn fold(text: &str) -> String {
    // A free-standing acute accent is typed as an apostrophe; decomposed, it would be a space.
    let typed: String = text.chars().map(|c| if c == '´' { '\'' } else { c }).collect();
    let plain = without_marks(&typed);
    let plain = plain.chars().flat_map(char::to_lowercase).map(|c| match c {
        '’' | 'ʼ' | '‘' | '`' | 'ʹ' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    });
    // Ligatures are two letters to whoever types them.
    let plain = plain.flat_map(|c| match c {
        'œ' => [Some('o'), Some('e')],
        'æ' => [Some('a'), Some('e')],
        'ß' => [Some('s'), Some('s')],
        c => [Some(c), None],
    });
    // Lower-casing brings one mark of its own: İ becomes i and a dot.
    plain.flatten().filter(|c| *c != '\u{307}').collect()
}

/// The text that an order is found by: number, names, company, e-mail, phone as written and as digits. A number that
/// reads like a phone number (`2024.10482`) is there as digits too, because that is how it is searched for.
pub fn text_of(number: &str, contact: &Contact) -> String {
    let number_digits = phone_digits(&fold(number)).unwrap_or_default();
    let phone_digits: String = contact.phone.chars().filter(char::is_ascii_digit).collect();
    let parts = [
        number,
        &number_digits,
        &contact.first_name,
        &contact.last_name,
        &contact.company,
        &contact.email,
        &contact.phone,
        &phone_digits,
    ];
    let mut text = String::new();
    for part in parts {
        for word in fold(part).split(' ').filter(|w| !w.is_empty()) {
            text.push_str("  ");
            text.push_str(word);
        }
    }
    text.push(' ');
    text
}

/// The pieces of text that must all occur in an order's search text. Empty for an empty search.
pub fn needles(query: &str) -> Vec<String> {
    let limited: String = query.chars().take(MAX_LENGTH).collect();
    let folded = fold(&limited);
    if let Some(digits) = phone_digits(&folded) {
        return vec![digits];
    }
    let needles = folded.split(' ').filter(|w| !w.is_empty()).map(|word| match word.chars().count() {
        1 => format!("  {word}"),
        2 => format!(" {word}"),
        _ => word.to_owned(),
    });
    gather::set(needles).into_iter().collect()
}

/// The digits of a search that is written like a phone number with its separators: `+33 1 46 62 75 55`.
fn phone_digits(folded: &str) -> Option<String> {
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let like_phone = folded.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
    let separated = folded.trim().starts_with('+') || folded.trim().contains([' ', '.', '(']);
    (like_phone && separated && digits.len() >= 6).then_some(digits)
}

/// Whether a search names a person: it reads like an e-mail or like a phone number, or like the beginning of one. Such a
/// text belongs in no address, no history and no log.
pub fn is_personal(query: &str) -> bool {
    let folded = fold(query);
    let text = folded.trim();
    let like_email = text.split_once('@').is_some_and(|(local, host)| !local.is_empty() || !host.is_empty());
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let like_phone = digits > 0 && text.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
    // Order numbers are shorter than phone numbers, or hold letters; a number with separators may be either.
    let international = text.starts_with('+');
    let long = digits >= 9 || (digits >= 6 && (text.starts_with('0') || text.contains([' ', '.', '('])));
    like_email || (like_phone && (international || long))
}

/// Whether every needle occurs in the search text.
pub fn matches(text: &str, needles: &[String]) -> bool {
    needles.iter().all(|needle| text.contains(needle.as_str()))
}
