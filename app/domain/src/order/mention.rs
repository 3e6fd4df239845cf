//! Colleagues who are named in comments: `@Olena`, `@Olena Koval`, in any case and with or without accents. Pure.
//!
//! The whole name counts, and its first word where nobody else begins with it; of two names that fit the longer one is
//! meant. A name that several people bear tells all of them. An `@` inside a word, as in an e-mail, names nobody.

use super::{Comment, OrderNumber, UserLabel};
use crate::{Timestamp, ids::UserId, search::fold};
use serde::{Deserialize, Serialize};

/// How many people one comment tells at most.
pub const MENTIONS_MAX: usize = 50;
/// How many `@` of a text are looked at.
const LOOKED_AT: usize = 200;

/// Somebody whom a comment names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Who.
    pub user: UserId,
    /// The name behind the `@` as it was written: people may be renamed.
    pub written: String,
    /// Whether they have seen it.
    pub seen: bool,
}

/// A part of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// A name with its `@`.
    Name(&'a str),
}

/// A comment that names the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The order that it is about.
    pub order: OrderNumber,
    /// The order's client.
    pub client: String,
    /// The comment, with this reader's mention alone.
    pub comment: Comment,
    /// When the reader was named.
    pub at: Timestamp,
    /// Whether they have seen it.
    pub seen: bool,
}

/// The newest comments that name a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldSheet {
    /// Newest first.
    pub told: Vec<Told>,
    /// How many are not seen yet, as far as they are counted.
    pub unseen: i64,
    /// Where the older ones begin.
    pub older: Option<(Timestamp, i64)>,
}

/// Whom a text names among these people, each once, in the order in which they are named. None has seen it yet.
pub fn named(body: &str, team: &[UserLabel]) -> Vec<Mention> {
    let names = known(team);
    let mut found: Vec<Mention> = Vec::new();
    for (start, end) in marks(body, names.iter().map(|(name, _)| name.as_str())) {
        let written = &body[start + 1..end];
        let key = fold(written);
        for (_, user) in names.iter().filter(|(name, _)| *name == key) {
            if found.len() < MENTIONS_MAX && found.iter().all(|mention| mention.user != *user) {
                found.push(Mention { user: *user, written: written.to_owned(), seen: false });
            }
        }
    }
    found
}

/// A text in parts, the names of these mentions apart. All parts together are the text.
pub fn pieces<'a>(body: &'a str, mentions: &[Mention]) -> Vec<Piece<'a>> {
    let names: Vec<String> = mentions.iter().map(|mention| fold(&mention.written)).collect();
    let (mut pieces, mut done) = (Vec::new(), 0);
    for (start, end) in marks(body, names.iter().map(String::as_str)) {
        if start > done {
            pieces.push(Piece::Text(&body[done..start]));
        }
        pieces.push(Piece::Name(&body[start..end]));
        done = end;
    }
    if done < body.len() {
        pieces.push(Piece::Text(&body[done..]));
    }
    pieces
}

/// The text with somebody's name in front, unless it names them already.
pub fn addressed(body: &str, to: &UserLabel, team: &[UserLabel]) -> String {
    if named(body, team).iter().any(|mention| mention.user == to.id) {
        return body.to_owned();
    }
    let name = tidy(&to.name);
    let text = format!("@{name} {body}");
    // What follows may read like the rest of somebody else's name.
    let names_them = named(&text, team).iter().any(|mention| mention.user == to.id);
    if names_them { text } else { format!("@{name} – {body}") }
}

fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What each person is called, folded: the whole name, and its first word where it is nobody else's.
fn known(team: &[UserLabel]) -> Vec<(String, UserId)> {
    let whole = |user: &UserLabel| fold(&tidy(&user.name));
    let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
    let mut names: Vec<(String, UserId)> = team.iter().map(|user| (whole(user), user.id)).collect();
    let firsts: Vec<(String, UserId)> = names.iter().map(|(name, user)| (first(name), *user)).collect();
    for (name, user) in &firsts {
        if firsts.iter().filter(|(other, _)| other == name).count() == 1 {
            names.push((name.clone(), *user));
        }
    }
    names.retain(|(name, _)| !name.is_empty());
    names.sort();
    names.dedup();
    names
}

/// From where to where each name with its `@` reaches.
fn marks<'n>(body: &str, names: impl Iterator<Item = &'n str>) -> Vec<(usize, usize)> {
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let Some(longest) = names.iter().map(|name| name.chars().count()).max() else { return Vec::new() };
    let (mut found, mut done) = (Vec::new(), 0);
    for (start, _) in body.match_indices('@').take(LOOKED_AT) {
        let before = body[..start].chars().next_back();
        if start < done || before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        // Marks stand apart in some texts: what is folded is shorter than what was written.
        let behind = body[start + 1..].char_indices().take(2 * longest + 2);
        let ends = behind.map(|(at, c)| start + 1 + at + c.len_utf8());
        let fits = |end: &usize| ends_a_word(&body[*end..]) && names.contains(&fold(&body[start + 1..*end]).as_str());
        if let Some(end) = ends.filter(fits).last() {
            found.push((start, end));
            done = end;
        }
    }
    found
}

/// Whether a word ends before this rest: a hyphen or an apostrophe with a letter behind it goes on with it, and so does a
/// mark of the letter before.
fn ends_a_word(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        None => true,
        Some('-' | '\'' | '’' | 'ʼ' | '‑') => !rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => !(c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)),
    }
}
