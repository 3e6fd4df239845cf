//! Text without compatibility forms and marks (Unicode NFKD, general category M). Pure.
//!
//! The tables for it are a tenth of what the client would weigh, and every browser has them: there its own are asked.

/// Decomposed, without combining marks.
#[cfg(not(target_arch = "wasm32"))]
pub fn without_marks(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    text.nfkd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Decomposed, without combining marks.
#[cfg(target_arch = "wasm32")]
pub fn without_marks(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let marks = js_sys::RegExp::new("\\p{M}", "gu");
    let plain = js_sys::JsString::from(text).normalize("NFKD");
    String::from(plain.replace_by_pattern(&marks, ""))
}
