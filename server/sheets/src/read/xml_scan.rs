//! Looks at the XML of one part of a workbook before calamine does, in one pass and in constant memory. Pure; called
//! by `package` with the bytes as they are decompressed.
//!
//! Refuses what could make calamine reserve memory or panic: entity declarations, encodings other than UTF-8, endless
//! tags and texts, bottomless nesting, forged counts, references outside of a sheet. It is stricter than XML, never
//! laxer: where quick-xml might see another token than this scanner, the part is refused.

use super::ReadError;
use super::error::Quantity;

const DEPTH: u32 = 256;
const ENTRIES: u64 = 100_000;

/// What one part contains, known at its end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary {
    /// Bytes of the longest tag or text after the root.
    pub longest: u64,
    /// Cell formats.
    pub formats: u64,
    /// The number of shared texts that the part claims to have.
    pub claimed_texts: u64,
}

enum State {
    Text,
    Markup,
    Tag { quote: Option<u8> },
    Special { end: &'static [u8] },
}

/// A scan in progress.
pub struct XmlScan {
    state: State,
    token: Vec<u8>,
    text: u64,
    depth: u32,
    started: bool,
    limit: u64,
    names: u64,
    root: Option<&'static str>,
    summary: Summary,
}

impl XmlScan {
    /// A scan of a part whose root must have this local name, if one is given; `limit` bounds a tag or text in bytes.
    pub fn new(root: Option<&'static str>, limit: u64) -> Self {
        Self {
            state: State::Text,
            token: Vec::with_capacity(256),
            text: 0,
            depth: 0,
            started: false,
            limit,
            names: 0,
            root,
            summary: Summary::default(),
        }
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, mut bytes: &[u8]) -> Result<(), ReadError> {
        while let Some(&first) = bytes.first() {
            match self.state {
                State::Text => {
                    let end = bytes.iter().position(|byte| *byte == b'<');
                    self.text += end.unwrap_or(bytes.len()) as u64;
                    self.within_limit(self.text)?;
                    let Some(end) = end else { return Ok(()) };
                    self.summary.longest = self.summary.longest.max(self.text);
                    self.text = 0;
                    self.token.clear();
                    self.state = State::Markup;
                    bytes = &bytes[end + 1..];
                }
                State::Markup => {
                    self.recognise(first)?;
                    // A tag is looked at from its first byte on: it may already be its end or a quote.
                    if !matches!(self.state, State::Tag { .. }) {
                        self.token.push(first);
                        bytes = &bytes[1..];
                    }
                }
                State::Tag { quote } => {
                    let stop = |byte: &u8| quote.map_or(matches!(byte, b'>' | b'"' | b'\''), |quote| *byte == quote);
                    let end = bytes.iter().position(stop);
                    let taken = end.map_or(bytes.len(), |end| end + 1);
                    self.token.extend_from_slice(&bytes[..taken]);
                    self.within_limit(self.token.len() as u64)?;
                    if let Some(end) = end {
                        self.state = match (quote, bytes[end]) {
                            (None, b'>') => {
                                self.token.pop();
                                self.tag()?;
                                State::Text
                            }
                            (None, mark) => State::Tag { quote: Some(mark) },
                            (Some(_), _) => State::Tag { quote: None },
                        };
                    }
                    bytes = &bytes[taken..];
                }
                State::Special { end } => {
                    self.token.push(first);
                    self.within_limit(self.token.len() as u64)?;
                    if self.token.ends_with(end) {
                        self.special()?;
                        self.state = State::Text;
                    }
                    bytes = &bytes[1..];
                }
            }
        }
        Ok(())
    }

    /// What the part contains, once all its bytes were taken.
    pub fn finish(self) -> Result<Summary, ReadError> {
        if !self.started || self.depth > 0 || !matches!(self.state, State::Text) {
            return Err(ReadError::Truncated);
        }
        Ok(self.summary)
    }

    fn within_limit(&self, length: u64) -> Result<(), ReadError> {
        if length > self.limit { Err(ReadError::too_large(Quantity::RecordBytes, self.limit)) } else { Ok(()) }
    }

    /// Decides what stands after `<`, from the bytes so far and the next one.
    fn recognise(&mut self, next: u8) -> Result<(), ReadError> {
        self.state = match (self.token.as_slice(), next) {
            (b"", b'?') => State::Special { end: b"?>" },
            (b"", b'!') => State::Markup,
            (b"", _) => State::Tag { quote: None },
            (b"!", b'-' | b'[') => State::Markup,
            (b"!-", b'-') => State::Special { end: b"-->" },
            (b"![CDATA", b'[') => State::Special { end: b"]]>" },
            (b"![" | b"![C" | b"![CD" | b"![CDA" | b"![CDAT", _) => State::Markup,
            _ => return Err(ReadError::malformed("it declares a document type, which workbooks never do")),
        };
        Ok(())
    }

    fn special(&mut self) -> Result<(), ReadError> {
        if self.token == b"?>" || self.token.starts_with(b"!-->") || self.token.starts_with(b"!--->") {
            return Err(ReadError::malformed("a comment or instruction is not well-formed"));
        }
        if self.token.starts_with(b"![") && !self.token.starts_with(b"![CDATA[") {
            return Err(ReadError::malformed("a section is not well-formed"));
        }
        let declaration = self.token.strip_prefix(b"?xml").and_then(|rest| rest.strip_suffix(b"?>"));
        if let Some(declaration) = declaration.filter(|rest| rest.first().is_some_and(u8::is_ascii_whitespace)) {
            for attribute in attributes(declaration) {
                let (name, value) = attribute?;
                let plain = value.eq_ignore_ascii_case(b"utf-8") || value.eq_ignore_ascii_case(b"us-ascii");
                if name == b"encoding" && !plain {
                    return Err(ReadError::malformed("its XML is not UTF-8"));
                }
            }
        }
        self.summary.longest = self.summary.longest.max(self.token.len() as u64);
        Ok(())
    }

    fn tag(&mut self) -> Result<(), ReadError> {
        if let Some(name) = self.token.strip_prefix(b"/") {
            if name.contains(&b'"') || name.contains(&b'\'') || self.depth == 0 {
                return Err(ReadError::malformed("an end tag is not well-formed"));
            }
            self.depth -= 1;
            return Ok(());
        }
        let (body, closed) = match self.token.strip_suffix(b"/") {
            Some(body) => (body, true),
            None => (self.token.as_slice(), false),
        };
        let name_end = body.iter().position(u8::is_ascii_whitespace).unwrap_or(body.len());
        let (name, rest) = body.split_at(name_end);
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
        if !self.started {
            self.started = true;
            if self.root.is_some_and(|root| root.as_bytes() != local) {
                return Err(ReadError::malformed("a part is not what its name says"));
            }
        } else {
            self.summary.longest = self.summary.longest.max(self.token.len() as u64);
        }
        match local {
            b"c" | b"row" => check_references(rest, b"r", false)?,
            b"dimension" => check_references(rest, b"ref", true)?,
            b"sst" => self.summary.claimed_texts = self.summary.claimed_texts.max(claimed_count(rest)?),
            b"xf" => self.summary.formats += 1,
            b"sheet" | b"Relationship" | b"definedName" => self.names += 1,
            _ => {}
        }
        if self.names > ENTRIES || self.summary.formats > ENTRIES {
            return Err(ReadError::too_large(Quantity::Entries, ENTRIES));
        }
        if !closed {
            self.depth += 1;
            if self.depth > DEPTH {
                return Err(ReadError::malformed("its XML is nested too deep"));
            }
        }
        Ok(())
    }
}

/// `name="value"` pairs, or an error at anything else.
fn attributes(mut rest: &[u8]) -> impl Iterator<Item = Result<(&[u8], &[u8]), ReadError>> {
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return None;
        }
        match attribute(rest) {
            Some((name, value, after)) => {
                rest = after;
                Some(Ok((name, value)))
            }
            None => {
                rest = &[];
                Some(Err(ReadError::malformed("an attribute is not well-formed")))
            }
        }
    })
}

/// The first pair and what follows it.
fn attribute(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let equals = text.iter().position(|byte| *byte == b'=')?;
    let (name, after) = (text[..equals].trim_ascii_end(), text[equals + 1..].trim_ascii_start());
    if name.is_empty() || name.iter().any(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'')) {
        return None;
    }
    let quote = *after.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let end = after[1..].iter().position(|byte| *byte == quote)?;
    Some((name, &after[1..=end], &after[end + 2..]))
}

/// Every reference must be a cell or row of a sheet: calamine multiplies and subtracts them unchecked.
fn check_references(tag: &[u8], wanted: &[u8], range: bool) -> Result<(), ReadError> {
    for attribute in attributes(tag) {
        let (name, value) = attribute?;
        if name != wanted {
            continue;
        }
        let mut corners = value.split(|byte| *byte == b':').map(reference);
        let valid = match (corners.next().flatten(), corners.next(), corners.next()) {
            (Some(_), None, _) => true,
            (Some(from), Some(Some(to)), None) => range && from.0 <= to.0 && from.1 <= to.1,
            _ => false,
        };
        if !valid {
            return Err(ReadError::malformed("a cell reference lies outside of the sheet"));
        }
    }
    Ok(())
}

/// Row and column of `A1`, from 1; the column is 0 in `1`.
fn reference(text: &[u8]) -> Option<(u32, u32)> {
    let letters = text.iter().position(|byte| !byte.is_ascii_alphabetic())?;
    let (column, row) = text.split_at(letters);
    if column.len() > 3 || row.len() > 7 {
        return None;
    }
    let column = column.iter().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = std::str::from_utf8(row).ok()?.parse().ok()?;
    (column <= 16_384 && (1..=1_048_576).contains(&row)).then_some((row, column))
}

fn claimed_count(tag: &[u8]) -> Result<u64, ReadError> {
    let mut most = 0;
    for attribute in attributes(tag) {
        let (name, value) = attribute?;
        if name == b"uniqueCount" {
            let count = std::str::from_utf8(value).ok().and_then(|value| value.trim().parse::<u64>().ok());
            most = most.max(count.ok_or_else(|| ReadError::malformed("the number of texts is not a number"))?);
        }
    }
    Ok(most)
}
