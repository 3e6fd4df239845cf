//! Which bytes mean which letters in a CSV file, and the stream of clean UTF-8 text that the CSV parser sees.
//!
//! Called by `csv`. A byte order mark decides; else the whole file is UTF-8 or it is not; else a Windows code page.
//! The stream has `\n` for every line break and one at its end, and refuses a record longer than its budget.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, DecoderResult};

use super::ReadError;
use super::error::FileKind;

const CHUNK: usize = 64 * 1024;

/// How the bytes of a text file were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// The code page of Western European Windows; covers Latin-1.
    Windows1252,
    /// The code page of Cyrillic Windows, chosen when most letters beyond ASCII stand side by side.
    Windows1251,
}

impl Encoding {
    /// The usual name, to show to people.
    pub fn name(self) -> &'static str {
        self.codec().name()
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Windows1251 => encoding_rs::WINDOWS_1251,
        }
    }
}

/// Decides the encoding from the content, or says that the content is no text.
pub fn detect(file: &mut File) -> Result<Encoding, ReadError> {
    file.seek(SeekFrom::Start(0))?;
    let mut utf8 = Some(encoding_rs::UTF_8.new_decoder_without_bom_handling());
    let mut letters = Letters::default();
    let (mut input, mut output) = (vec![0; CHUNK], vec![0; CHUNK * 3 + 16]);
    let mut first = true;
    loop {
        let read = file.read(&mut input)?;
        let bytes = &input[..read];
        if first {
            match bytes {
                [0xff, 0xfe, ..] => return Ok(Encoding::Utf16Le),
                [0xfe, 0xff, ..] => return Ok(Encoding::Utf16Be),
                _ => refuse_other_kinds(bytes)?,
            }
            first = false;
        }
        if bytes.contains(&0) {
            return Err(ReadError::NotASpreadsheet { found: FileKind::Binary });
        }
        letters.count(bytes);
        if let Some(decoder) = &mut utf8 {
            let (result, ..) = decoder.decode_to_utf8_without_replacement(bytes, &mut output, read == 0);
            if matches!(result, DecoderResult::Malformed(..)) {
                utf8 = None;
            }
        }
        if read == 0 {
            return Ok(match utf8 {
                Some(_) => Encoding::Utf8,
                None if letters.look_cyrillic() => Encoding::Windows1251,
                None => Encoding::Windows1252,
            });
        }
    }
}

fn refuse_other_kinds(start: &[u8]) -> Result<(), ReadError> {
    let text = start.trim_ascii_start();
    let found = if text.starts_with(b"%PDF-") {
        FileKind::Pdf
    } else if text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).starts_with(b"<") {
        FileKind::Markup
    } else {
        return Ok(());
    };
    Err(ReadError::NotASpreadsheet { found })
}

/// Cyrillic words in a code page are runs of high letters; accented Latin letters stand alone.
#[derive(Default)]
struct Letters {
    alone: u64,
    side_by_side: u64,
    before: bool,
}

impl Letters {
    fn count(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let high = *byte >= 0xc0;
            if high && self.before {
                self.side_by_side += 1;
            } else if high {
                self.alone += 1;
            }
            self.before = high;
        }
    }

    fn look_cyrillic(&self) -> bool {
        self.side_by_side > self.alone
    }
}

/// The text of a file as UTF-8.
pub struct Utf8Text<'a> {
    file: &'a File,
    decoder: Decoder,
    input: Vec<u8>,
    decoded: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    after_return: bool,
    last: u8,
    ended: bool,
    budget: u64,
    left: u64,
}

/// Marks the error of a record that is longer than its budget.
#[derive(Debug, thiserror::Error)]
#[error("the record is too long")]
pub struct RecordTooLong;

impl<'a> Utf8Text<'a> {
    /// Starts at the beginning of the file.
    pub fn new(mut file: &'a File, encoding: Encoding, budget: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(0))?;
        let decoder = encoding.codec().new_decoder_with_bom_removal();
        let room = decoder.max_utf8_buffer_length(CHUNK).unwrap_or(CHUNK * 3 + 16);
        Ok(Self {
            file,
            decoder,
            input: vec![0; CHUNK],
            decoded: vec![0; room],
            ready: Vec::with_capacity(room),
            taken: 0,
            after_return: false,
            last: b'\n',
            ended: false,
            budget,
            left: budget,
        })
    }

    /// Says that a record has been taken: the next one has the whole budget again.
    pub fn renew_budget(&mut self) {
        self.left = self.budget;
    }

    fn refill(&mut self) -> io::Result<()> {
        let read = self.file.read(&mut self.input)?;
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.input[..read], &mut self.decoded, read == 0);
        self.ready.clear();
        self.taken = 0;
        for byte in &self.decoded[..written] {
            match byte {
                b'\n' if self.after_return => {}
                b'\r' => self.ready.push(b'\n'),
                other => self.ready.push(*other),
            }
            self.after_return = *byte == b'\r';
        }
        if read == 0 {
            self.ended = true;
            let last = self.ready.last().copied().unwrap_or(self.last);
            if last != b'\n' {
                self.ready.push(b'\n');
            }
        }
        self.last = self.ready.last().copied().unwrap_or(self.last);
        Ok(())
    }
}

impl Read for Utf8Text<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() && !self.ended {
            self.refill()?;
        }
        let count = out.len().min(self.ready.len() - self.taken);
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| io::Error::other(RecordTooLong))?;
        out[..count].copy_from_slice(&self.ready[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}
