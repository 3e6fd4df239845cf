//! Import, as far as both sides need it: the words for why a row is refused.

mod words;

pub use words::reason_text;
