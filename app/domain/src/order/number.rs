//! Order numbers: text of up to 64 characters, unique, never reused, sorted naturally. Pure.

use serde::{Deserialize, Serialize};

/// An order number: `10482`, `#1001`, `CA-2012-124891`. Imports keep theirs.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderNumber(String);

/// Why a text is no order number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Nothing is left after trimming.
    #[error("the order number is missing")]
    Missing,
    /// Longer than 64 characters.
    #[error("the order number is longer than 64 characters")]
    TooLong,
    /// Control characters cannot be typed or linked to.
    #[error("the order number holds a control character")]
    Control,
}

impl OrderNumber {
    /// Reads a number; white space at the ends does not count.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let text = text.trim();
        match text.chars().count() {
            0 => Err(NumberError::Missing),
            65.. => Err(NumberError::TooLong),
            _ if text.chars().any(char::is_control) => Err(NumberError::Control),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A key whose byte order is the natural order: runs of digits compare as numbers, `#9` before `#10`.
    pub fn sort_key(&self) -> String {
        let mut key = String::new();
        let mut digits = String::new();
        for c in self.0.chars().flat_map(char::to_lowercase).map(Some).chain([None]) {
            match c.filter(char::is_ascii_digit) {
                Some(d) => digits.push(d),
                None => {
                    if !digits.is_empty() {
                        let significant = digits.trim_start_matches('0');
                        // The length in front makes longer numbers sort later; "0" has no significant digit.
                        key.push_str(&format!("{:02}{significant}", significant.len()));
                        digits.clear();
                    }
                    key.extend(c);
                }
            }
        }
        key
    }
}

impl std::fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
