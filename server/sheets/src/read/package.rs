//! Proves that the archive of a workbook is harmless before calamine opens it: everything is really decompressed once,
//! while counting, because the sizes that an archive declares may lie.
//!
//! Called by `xlsx`. Bounds the number of parts, the bytes of each and of all, the ratio to the compressed bytes, and
//! has `xml_scan` look at every part of XML. Memory: one buffer and one tag. Nothing is kept.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{FileKind, Quantity};
use super::xml_scan::XmlScan;
use super::{Limits, ReadError};

const CHUNK: usize = 64 * 1024;
/// Real sheets compress 5 to 60 times, bombs 1 000 times.
const RATIO: u64 = 200;
/// Bytes before the ratio counts.
const RATIO_FLOOR: u64 = 4 << 20;
/// Bytes of a part that is read as a whole, or that is no XML.
const SMALL_PART: u64 = 32 << 20;
/// Bytes of the shared texts, which calamine keeps in memory.
const TEXTS_PART: u64 = 256 << 20;
/// `<si/>`, the least that a shared text takes.
const SHORTEST_TEXT: u64 = 5;
/// Each cell format gets copies of the texts in the styles: formats × longest text may not pass this.
const STYLE_COPIES: u64 = 128 << 20;

/// Why a file in the container of old Office formats is refused: protected by a password, or an old workbook.
pub fn ole_error(file: File) -> Result<ReadError, ReadError> {
    let mut start = Vec::new();
    file.take(4 << 20).read_to_end(&mut start)?;
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        start.windows(wide.len()).any(|window| window == wide)
    };
    if !named("EncryptedPackage") && (named("Workbook") || named("Book")) {
        return Ok(ReadError::NotASpreadsheet { found: FileKind::OldExcel });
    }
    Ok(ReadError::Encrypted)
}

/// Checks the whole archive.
pub fn check(file: &mut File, limits: &Limits) -> Result<(), ReadError> {
    count_parts(file, limits.parts)?;
    let consumed = Rc::new(Cell::new(0));
    let counted = Counted { inner: &mut *file, consumed: Rc::clone(&consumed) };
    let mut archive = ZipArchive::new(counted).map_err(explain)?;
    identify(&archive)?;
    let mut left = limits.inflated_bytes;
    let mut declared: u64 = 0;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(explain)?;
        if part.encrypted() {
            return Err(ReadError::Encrypted);
        }
        declared = declared.saturating_add(part.size());
        if declared > left {
            return Err(ReadError::too_large(Quantity::InflatedBytes, limits.inflated_bytes));
        }
    }
    for index in 0..archive.len() {
        consumed.set(0);
        let mut part = archive.by_index(index).map_err(explain)?;
        let kind = Kind::of(&part.name().map_err(explain)?);
        left -= inflate(&mut part, kind, left, &consumed, limits)?;
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(())
}

/// What a part may be and cost.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Texts,
    Styles,
    Small,
    Sheet,
    Binary,
}

impl Kind {
    fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase().replace('\\', "/");
        match name.rsplit('/').next().unwrap_or_default() {
            "sharedstrings.xml" => Self::Texts,
            "styles.xml" => Self::Styles,
            "workbook.xml" => Self::Small,
            file if file.ends_with(".rels") || name.contains("/theme/") => Self::Small,
            file if file.ends_with(".xml") => Self::Sheet,
            _ => Self::Binary,
        }
    }

    fn limit(self) -> u64 {
        match self {
            Self::Texts => TEXTS_PART,
            Self::Styles | Self::Small | Self::Binary => SMALL_PART,
            Self::Sheet => u64::MAX,
        }
    }
}

/// Decompresses one part to nowhere; gives its real size.
fn inflate(
    part: &mut impl Read,
    kind: Kind,
    left: u64,
    consumed: &Cell<u64>,
    limits: &Limits,
) -> Result<u64, ReadError> {
    let root = (kind == Kind::Texts).then_some("sst");
    let mut scan = (kind != Kind::Binary).then(|| XmlScan::new(root, limits.record_bytes));
    let mut buffer = vec![0; CHUNK];
    let mut size: u64 = 0;
    loop {
        let read = part.read(&mut buffer).map_err(damaged)?;
        if read == 0 {
            break;
        }
        size += read as u64;
        if size > left.min(kind.limit()) {
            let limit = limits.inflated_bytes.min(kind.limit());
            return Err(ReadError::too_large(Quantity::InflatedBytes, limit));
        }
        if size > RATIO_FLOOR && size / RATIO > consumed.get() {
            return Err(ReadError::too_large(Quantity::Ratio, RATIO));
        }
        if let Some(scan) = &mut scan {
            scan.feed(&buffer[..read])?;
        }
    }
    let Some(scan) = scan.filter(|_| size > 0) else { return Ok(size) };
    let summary = scan.finish()?;
    if summary.claimed_texts > size / SHORTEST_TEXT {
        return Err(ReadError::too_large(Quantity::Entries, size / SHORTEST_TEXT));
    }
    if kind == Kind::Styles && summary.formats.saturating_mul(summary.longest) > STYLE_COPIES {
        return Err(ReadError::too_large(Quantity::InflatedBytes, STYLE_COPIES));
    }
    Ok(size)
}

/// Counts directory headers by their signature: the zip crate reserves memory for as many parts as the end record
/// claims, so this happens before it.
fn count_parts(file: &mut File, limit: u64) -> Result<(), ReadError> {
    const OVERLAP: usize = 40;
    file.seek(SeekFrom::Start(0))?;
    let mut buffer = vec![0; CHUNK + OVERLAP];
    let (mut kept, mut parts) = (0, 0);
    loop {
        let read = file.read(&mut buffer[kept..])?;
        let filled = kept + read;
        let searched = if read == 0 { filled } else { filled.saturating_sub(OVERLAP) };
        let window = &buffer[..filled];
        let mut from = 0;
        while let Some(found) = window[from..searched].iter().position(|byte| *byte == b'P') {
            let at = &window[from + found..];
            if at.starts_with(b"PK\x01\x02") {
                parts += 1;
            }
            let claimed = at.get(32..40).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes);
            if parts > limit || (at.starts_with(b"PK\x06\x06") && claimed.is_none_or(|claimed| claimed > limit)) {
                return Err(ReadError::too_large(Quantity::Parts, limit));
            }
            from += found + 1;
        }
        if read == 0 {
            file.seek(SeekFrom::Start(0))?;
            return Ok(());
        }
        buffer.copy_within(searched..filled, 0);
        kept = filled - searched;
    }
}

fn identify<R: Read + Seek>(archive: &ZipArchive<R>) -> Result<(), ReadError> {
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.map(|name| name.replace('\\', "/").to_ascii_lowercase()))
        .collect::<Result<_, _>>()
        .map_err(explain)?;
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let found = if has("xl/workbook.bin") {
        FileKind::BinaryExcel
    } else if has("mimetype") {
        FileKind::OpenDocument
    } else if has("word/document.xml") || has("ppt/presentation.xml") {
        FileKind::OfficeDocument
    } else if !has("_rels/.rels") {
        FileKind::Archive
    } else {
        return Ok(());
    };
    Err(ReadError::NotASpreadsheet { found })
}

/// The error for a broken archive.
pub fn explain(error: ZipError) -> ReadError {
    match error {
        ZipError::Io(error) => damaged(error),
        ZipError::UnsupportedArchive(text) if text == ZipError::PASSWORD_REQUIRED => ReadError::Encrypted,
        ZipError::InvalidPassword => ReadError::Encrypted,
        ZipError::InvalidArchive(_) => ReadError::Truncated,
        other => ReadError::malformed(other.to_string()),
    }
}

/// A checksum or a compressed stream that does not hold is damage, not a failure of the system.
fn damaged(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => ReadError::Truncated,
        _ => ReadError::from(error),
    }
}

/// Counts the compressed bytes that were taken.
struct Counted<'a> {
    inner: &'a mut File,
    consumed: Rc<Cell<u64>>,
}

impl Read for Counted<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.consumed.set(self.consumed.get() + read as u64);
        Ok(read)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
