//! Which character separates the columns of a CSV file, judged by its first rows. Pure; called by `csv`.
//!
//! The judge parses the rows with each candidate, quotes respected: the one that gives most rows as many columns as
//! the header wins, then the one that gives more columns. An Excel `sep=;` line decides at once.

use csv::ReaderBuilder;

const CANDIDATES: [u8; 3] = [b',', b';', b'\t'];
const ROWS: usize = 50;

/// The separator, and the length of the `sep=` line in front of the header (0 without one).
pub fn detect(sample: &str, whole: bool) -> (u8, usize) {
    if let Some(found) = announced(sample) {
        return found;
    }
    let mut best = (b',', (0, 0));
    for candidate in CANDIDATES {
        let score = score(sample, whole, candidate);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    (best.0, 0)
}

/// `sep=;`, with or without quotes, as Excel writes and reads it.
fn announced(sample: &str) -> Option<(u8, usize)> {
    let line = sample.split_inclusive('\n').next()?;
    let bare = line.trim_end_matches('\n').trim_matches('"');
    let value = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &bare[4..])?;
    match value.as_bytes() {
        [separator] if separator.is_ascii() => Some((*separator, line.len())),
        _ => None,
    }
}

/// How many rows are as wide as the header, and how wide it is; nothing when there is a single column.
fn score(sample: &str, whole: bool, separator: u8) -> (usize, usize) {
    let mut reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(sample.as_bytes());
    let mut widths: Vec<usize> =
        reader.byte_records().take(ROWS).map_while(Result::ok).map(|record| record.len()).collect();
    if !whole && widths.len() < ROWS && widths.len() > 1 {
        widths.pop();
    }
    match widths.first() {
        Some(&header) if header > 1 => (widths.iter().filter(|width| **width == header).count(), header),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_follows_the_rows() {
        for (sample, expected) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b;c\n1,5;2,5;3\n", b';'),
            ("a\tb\n1,5\t2;5\n", b'\t'),
            ("\"a;b\",c\n\"x;y;z\",1\n", b','),
            ("number;\"last, first\";total\n1;\"Doe, Jane\";1,50\n", b';'),
            ("single\nvalue\n", b','),
        ] {
            assert_eq!(detect(sample, true), (expected, 0), "{sample}");
        }
    }

    #[test]
    fn an_announced_separator_is_believed() {
        assert_eq!(detect("sep=;\na,b;c\n", true), (b';', 6));
        assert_eq!(detect("\"SEP=\t\"\na,b\tc\n", true), (b'\t', 8));
        assert_eq!(detect("sep=\n", true), (b',', 0));
    }
}
