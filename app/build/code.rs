//! Writes a checked catalogue as Rust: one method of `Words` for each message. Called by the build script. Pure.
//!
//! Fixed texts become `const fn … -> &'static str`; texts with variables are glued with `concat`, which costs less wasm than
//! `format!`. A number is written out and classified once, however often a text names it.

use super::catalogue::{Case, Catalogue, Entries, Piece};
use std::fmt::Write;

/// The file that `i18n/mod.rs` includes.
///
/// `columns` are the keys that name a column: `column-x-y` is the column `XY`.
pub fn write(catalogue: &Catalogue, columns: &[&str]) -> String {
    let mut code = String::from("impl Words {\n");
    for (key, entries) in catalogue {
        method(&mut code, key, entries);
    }
    lookup(&mut code, catalogue);
    name_columns(&mut code, columns);
    code.push_str("}\n");
    code
}

fn method(code: &mut String, key: &str, entries: &Entries) {
    let name = key.replace('-', "_");
    let source = entries.texts.first().map_or_else(String::new, |(_, pieces)| example(pieces));
    let _ = writeln!(code, "#[doc = {:?}]", source.replace('[', "\\[").replace('<', "\\<"));
    if is_fixed(entries) {
        let _ = writeln!(code, "pub const fn {name}(self) -> &'static str {{ match self.0 {{");
        for (language, pieces) in &entries.texts {
            let _ = writeln!(code, "{} => {:?},", locale(language), example(pieces));
        }
    } else {
        let numbers = entries.numbers.iter().map(|name| format!(", {}: i64", snake(name)));
        let strings = entries.strings.iter().map(|name| format!(", {}: &str", snake(name)));
        let arguments: String = numbers.chain(strings).collect();
        let _ = writeln!(code, "pub fn {name}(self{arguments}) -> String {{");
        for number in &entries.numbers {
            let argument = snake(number);
            let _ = writeln!(code, "let {argument}_form = category(self.0, {argument});");
            if entries.texts.iter().any(|(_, pieces)| writes(pieces, number)) {
                let _ = writeln!(code, "let {argument}_text = integer(self.0, {argument});");
            }
        }
        code.push_str("match self.0 {\n");
        for (language, pieces) in &entries.texts {
            let _ = writeln!(code, "{} => {},", locale(language), joined(pieces, entries));
        }
    }
    code.push_str("}}\n");
}

/// `KEYS` and `get`, for tests and the server.
fn lookup(code: &mut String, catalogue: &Catalogue) {
    let gate = "#[cfg(any(test, feature = \"ssr\"))]";
    let _ = writeln!(code, "/// Every key, in alphabetical order.\n{gate}\npub const KEYS: &[&str] = &[");
    for key in catalogue.keys() {
        let _ = writeln!(code, "{key:?},");
    }
    code.push_str("];\n");
    let _ = writeln!(code, "/// The text of a key that needs no variables.\n{gate}");
    code.push_str("pub fn get(self, key: &str) -> Option<&'static str> { match key {\n");
    for (key, _) in catalogue.iter().filter(|(_, entries)| is_fixed(entries)) {
        let _ = writeln!(code, "{key:?} => Some(self.{}()),", key.replace('-', "_"));
    }
    code.push_str("_ => None,\n}}\n");
}

/// `column`, a match over every column: one without a word does not compile.
fn name_columns(code: &mut String, keys: &[&str]) {
    code.push_str(
        "/// What a column is called.\npub const fn column(self, column: domain::Column) -> &'static str {\n",
    );
    code.push_str("match column {\n");
    for key in keys {
        let variant: String = key.split('-').skip(1).map(capital).collect();
        let _ = writeln!(code, "domain::Column::{variant} => self.{}(),", snake(key));
    }
    code.push_str("}}\n");
}

fn capital(word: &str) -> String {
    let (head, tail) = word.split_at(word.len().min(1));
    format!("{}{tail}", head.to_ascii_uppercase())
}

fn is_fixed(entries: &Entries) -> bool {
    entries.numbers.is_empty() && entries.strings.is_empty()
}

/// The text as a person would read it in the catalogue: variables by name, plurals in their default form.
fn example(pieces: &[Piece]) -> String {
    let part = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Variable(name) => format!("{{${name}}}"),
        Piece::Plural { cases, .. } => cases.last().map_or_else(String::new, |(_, pieces)| example(pieces)),
    };
    pieces.iter().map(part).collect()
}

/// An expression of type `String`.
fn joined(pieces: &[Piece], entries: &Entries) -> String {
    match pieces {
        [Piece::Text(text)] => format!("String::from({text:?})"),
        [plural @ Piece::Plural { .. }] => chosen(plural, entries),
        _ => {
            let parts: Vec<String> = pieces.iter().map(|piece| part(piece, entries)).collect();
            format!("[{}].concat()", parts.join(", "))
        }
    }
}

/// An expression of type `&str`.
fn part(piece: &Piece, entries: &Entries) -> String {
    match piece {
        Piece::Text(text) => format!("{text:?}"),
        Piece::Variable(name) if entries.numbers.contains(name) => format!("{}_text.as_str()", snake(name)),
        Piece::Variable(name) => snake(name),
        Piece::Plural { .. } => format!("({}).as_str()", chosen(piece, entries)),
    }
}

/// A `match` over the forms of a plural, of type `String`.
fn chosen(piece: &Piece, entries: &Entries) -> String {
    let Piece::Plural { variable, cases } = piece else { return joined(std::slice::from_ref(piece), entries) };
    let number = snake(variable);
    let mut exact = String::new();
    let mut forms = String::new();
    for (case, pieces) in cases {
        let text = joined(pieces, entries);
        let _ = match case {
            Case::Exactly(value) => write!(exact, "{value} => {text}, "),
            Case::Category(name) if name == "other" => write!(forms, "_ => {text} "),
            Case::Category(name) => write!(forms, "Category::{} => {text}, ", capital(name)),
        };
    }
    let by_form = format!("match {number}_form {{ {forms} }}");
    if exact.is_empty() { by_form } else { format!("match {number} {{ {exact} _ => {by_form} }}") }
}

fn writes(pieces: &[Piece], number: &str) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Text(_) => false,
        Piece::Variable(name) => name == number,
        Piece::Plural { cases, .. } => cases.iter().any(|(_, pieces)| writes(pieces, number)),
    })
}

fn snake(name: &str) -> String {
    name.replace('-', "_")
}

fn locale(language: &str) -> String {
    format!("Locale::{}", capital(language))
}
