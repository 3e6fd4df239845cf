//! Reads the Fluent files of all languages and checks that they say the same things.
//!
//! Called by the build script and by `tests/words.rs`. Pure. The first language is the source: every other one has
//! exactly its keys and variables, and each plural has exactly the forms of its language (CLDR, whole and broken numbers).
//! Deliberately absent: terms, references, attributes, functions and selects on text; using one is an error.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message as Parsed, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;
use std::collections::{BTreeMap, BTreeSet};

/// A part of a text.
#[derive(Debug, PartialEq)]
pub enum Piece {
    /// Fixed words.
    Text(String),
    /// `{ $name }`
    Variable(String),
    /// `{ $count -> … }`
    Plural {
        /// The number that selects.
        variable: String,
        /// The texts, the default (`other`) last.
        cases: Vec<(Case, Vec<Piece>)>,
    },
}

/// When a plural text is used.
#[derive(Clone, Debug, PartialEq)]
pub enum Case {
    /// For this very number: `[0] Aucune commande`.
    Exactly(i64),
    /// For a CLDR category.
    Category(String),
}

/// One text in every language, in the order the languages were given.
#[derive(Debug, Default)]
pub struct Entries {
    /// Variables that select a plural form in some language: numbers.
    pub numbers: BTreeSet<String>,
    /// All other variables: text.
    pub strings: BTreeSet<String>,
    /// The text, per language.
    pub texts: Vec<(String, Vec<Piece>)>,
}

/// Every key with its texts.
pub type Catalogue = BTreeMap<String, Entries>;

/// Words that a method cannot be called.
const RESERVED: [&str; 24] = [
    "as", "box", "break", "const", "do", "else", "enum", "fn", "for", "get", "if", "in", "let", "loop", "match", "mod",
    "move", "pub", "ref", "return", "self", "type", "use", "where",
];

/// Reads `(language, file text)` pairs, the source language first; otherwise everything that is wrong, as
/// `fr.ftl: key: reason`.
pub fn read(sources: &[(&str, String)]) -> Result<Catalogue, Vec<String>> {
    let mut catalogue = Catalogue::new();
    let mut problems = Vec::new();
    for (language, source) in sources {
        for (key, pieces) in messages(language, source, &mut problems) {
            if let Some(pieces) = pieces {
                catalogue.entry(key).or_default().texts.push(((*language).to_owned(), pieces));
            }
        }
    }
    if problems.is_empty() {
        for (key, entries) in &mut catalogue {
            agree(key, entries, sources, &mut problems);
        }
    }
    if problems.is_empty() { Ok(catalogue) } else { Err(problems) }
}

/// What a file that has all languages side by side says in one of them, as a file of that language: `key =` with an
/// attribute for each language becomes a message.
pub fn in_language(side_by_side: &str, language: &str) -> String {
    let mut text = String::new();
    let mut key = "";
    for line in side_by_side.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('.').and_then(|attribute| attribute.split_once(" = ")) {
            Some((known, words)) if known == language => text.extend([key, " = ", words, "\n"]),
            Some(_) => {}
            // What is no head of a message is refused by the parser.
            None => key = line.strip_suffix(" =").unwrap_or(line),
        }
    }
    text
}

/// The keys that name a column, in a file that has all languages side by side.
pub fn columns(side_by_side: &str) -> Vec<&str> {
    side_by_side.lines().filter(|line| line.starts_with("column-")).filter_map(|line| line.strip_suffix(" =")).collect()
}

/// The messages of one file; `None` for one that was refused.
fn messages(language: &str, source: &str, problems: &mut Vec<String>) -> BTreeMap<String, Option<Vec<Piece>>> {
    let resource = parser::parse(source).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let line = source.get(..error.pos.start).unwrap_or(source).lines().count().max(1);
            problems.push(format!("{language}.ftl, line {line}: {}", error.kind));
        }
        resource
    });
    let mut found = BTreeMap::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(parsed) => {
                let key = parsed.id.name;
                let pieces = text(language, parsed);
                if let Err(reason) = &pieces {
                    problems.push(format!("{language}.ftl: {key}: {reason}"));
                }
                if found.insert(key.to_owned(), pieces.ok()).is_some() {
                    problems.push(format!("{language}.ftl: {key}: written twice"));
                }
            }
            Entry::Term(term) => problems.push(format!("{language}.ftl: -{}: terms are not supported", term.id.name)),
            _ => {}
        }
    }
    found
}

fn text(language: &str, message: &Parsed<&str>) -> Result<Vec<Piece>, String> {
    let key = message.id.name;
    let kebab =
        key.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    if !kebab || RESERVED.contains(&key) {
        return Err("cannot be the name of a method: use lower-case-words that Rust does not reserve".to_owned());
    }
    if !message.attributes.is_empty() {
        return Err("attributes are not supported".to_owned());
    }
    pieces(language, message.value.as_ref().ok_or("has no text")?)
}

fn pieces(language: &str, pattern: &Pattern<&str>) -> Result<Vec<Piece>, String> {
    let mut pieces: Vec<Piece> = Vec::new();
    for element in &pattern.elements {
        let piece = match element {
            PatternElement::TextElement { value } => Piece::Text((*value).to_owned()),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(InlineExpression::VariableReference { id }) => Piece::Variable(id.name.to_owned()),
                Expression::Inline(InlineExpression::StringLiteral { value }) => {
                    Piece::Text(fluent_syntax::unicode::unescape_unicode_to_string(value).into_owned())
                }
                Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                    let mut cases = Vec::new();
                    for variant in variants {
                        cases.push((case(&variant.key)?, self::pieces(language, &variant.value)?, variant.default));
                    }
                    Piece::Plural { variable: id.name.to_owned(), cases: complete(language, id.name, cases)? }
                }
                _ => return Err("only { $variable }, { \"text\" } and { $count -> … } are supported".to_owned()),
            },
        };
        match (pieces.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(more)) => before.push_str(&more),
            (_, piece) => pieces.push(piece),
        }
    }
    Ok(pieces)
}

fn case(key: &VariantKey<&str>) -> Result<Case, String> {
    match key {
        VariantKey::Identifier { name } => Ok(Case::Category((*name).to_owned())),
        VariantKey::NumberLiteral { value } => {
            value.parse().map(Case::Exactly).map_err(|_| format!("[{value}] is not a whole number"))
        }
    }
}

/// Exactly the categories of the language, `other` as the default; it is moved to the end.
fn complete(
    language: &str,
    variable: &str,
    cases: Vec<(Case, Vec<Piece>, bool)>,
) -> Result<Vec<(Case, Vec<Piece>)>, String> {
    let wanted: &[&str] = match language {
        "fr" => &["one", "many", "other"],
        "en" => &["one", "other"],
        "uk" => &["one", "few", "many", "other"],
        _ => return Err(format!("the plural forms of {language} are not known to build/catalogue.rs")),
    };
    let has = |name: &str| cases.iter().any(|(case, ..)| *case == Case::Category(name.to_owned()));
    if let Some(missing) = wanted.iter().find(|name| !has(name)) {
        return Err(format!("${variable} lacks the plural form [{missing}]"));
    }
    let mut kept: Vec<(Case, Vec<Piece>)> = Vec::new();
    let mut last = None;
    for (case, pieces, default) in cases {
        match &case {
            Case::Category(name) if !wanted.contains(&name.as_str()) => {
                return Err(format!("${variable} has [{name}], which {language} does not use"));
            }
            _ if kept.iter().any(|(known, _)| *known == case) => return Err(format!("${variable} has a form twice")),
            Case::Category(name) if name == "other" && default => last = Some((case, pieces)),
            _ if default => return Err(format!("the default form of ${variable} must be *[other]")),
            _ => kept.push((case, pieces)),
        }
    }
    kept.extend(last);
    Ok(kept)
}

/// Fills in the variables of a key and notes in which languages it is missing or needs other variables.
fn agree(key: &str, entries: &mut Entries, sources: &[(&str, String)], problems: &mut Vec<String>) {
    let Some((source, _)) = sources.first() else { return };
    let has = |language: &str| entries.texts.iter().any(|(known, _)| known == language);
    if !has(source) {
        let extra = entries.texts.iter().map(|(language, _)| format!("{language}.ftl: {key}: not in {source}.ftl"));
        problems.extend(extra);
        return;
    }
    let missing = sources.iter().filter(|(language, _)| !has(language));
    problems.extend(missing.map(|(language, _)| format!("{language}.ftl: {key}: missing")));

    let mut expected: Option<BTreeSet<String>> = None;
    for (language, pieces) in &entries.texts {
        let (mut numbers, mut all) = (BTreeSet::new(), BTreeSet::new());
        variables(pieces, &mut numbers, &mut all);
        let expected = expected.get_or_insert_with(|| all.clone());
        if *expected != all {
            problems.push(format!("{language}.ftl: {key}: variables {all:?}, but {expected:?} in {source}.ftl"));
        }
        entries.numbers.extend(numbers);
        entries.strings.extend(all);
    }
    entries.strings = &entries.strings - &entries.numbers;
}

fn variables(pieces: &[Piece], numbers: &mut BTreeSet<String>, all: &mut BTreeSet<String>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Variable(name) => _ = all.insert(name.clone()),
            Piece::Plural { variable, cases } => {
                numbers.insert(variable.clone());
                all.insert(variable.clone());
                cases.iter().for_each(|(_, pieces)| variables(pieces, numbers, all));
            }
        }
    }
}
