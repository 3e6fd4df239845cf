//! The values of one key in a link: a list with commas between, each wanted or, with `!` in front, excluded. Pure.
//!
//! A backslash takes the next character as it is, so that any text can be a value: `\,`, `\!` in front, `\ ` at an end.
//! Slugs and codes hold nothing that needs one, so their lists read as plainly as ever.

/// A value of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Whether `!` stood in front.
    pub negated: bool,
    /// The value.
    pub text: String,
}

/// A character of a list, and whether a backslash stood in front.
type Char = (char, bool);

/// Splits a list. Blanks around values say nothing; values without text are left out.
pub fn split(list: &str) -> Vec<Value> {
    let mut parts = Vec::new();
    let mut part: Vec<Char> = Vec::new();
    let mut chars = list.chars();
    while let Some(c) = chars.next() {
        match c {
            ',' => parts.push(std::mem::take(&mut part)),
            // A backslash at the very end is itself.
            '\\' => part.push((chars.next().unwrap_or(c), true)),
            c => part.push((c, false)),
        }
    }
    parts.push(part);
    parts.iter().filter_map(|part| value(part)).collect()
}

fn value(part: &[Char]) -> Option<Value> {
    let is_blank = |(c, meant): &Char| !meant && c.is_whitespace();
    let trim = |chars: &[Char]| {
        let first = chars.iter().position(|c| !is_blank(c)).unwrap_or(chars.len());
        let last = chars.iter().rposition(|c| !is_blank(c)).map_or(first, |at| at + 1);
        first..last
    };
    let part = part.get(trim(part)).unwrap_or_default();
    let (negated, part) = match part.split_first() {
        Some((('!', false), rest)) => (true, rest.get(trim(rest)).unwrap_or_default()),
        _ => (false, part),
    };
    (!part.is_empty()).then(|| Value { negated, text: part.iter().map(|c| c.0).collect() })
}

/// Writes values so that `split` reads them back.
pub fn join(values: impl IntoIterator<Item = Value>) -> String {
    values.into_iter().map(|value| written(&value)).collect::<Vec<_>>().join(",")
}

fn written(value: &Value) -> String {
    let mut text = if value.negated { "!".to_owned() } else { String::new() };
    let last = value.text.chars().count().saturating_sub(1);
    for (at, c) in value.text.chars().enumerate() {
        let at_an_end = at == 0 || at == last;
        if matches!(c, ',' | '\\') || (c == '!' && at == 0) || (c.is_whitespace() && at_an_end) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
