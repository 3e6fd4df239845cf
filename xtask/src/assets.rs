//! The site's files as the browser gets them: hashed names, brotli and gzip beside the original, and their budget.
//! Called by `client` (writes) and `server` (weighs). A name changes exactly when its content does, so that the server
//! may send it with an unlimited lifetime.

use crate::shell::{Outcome, kib, root};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
    path::{Path, PathBuf},
};

const KIB: u64 = 1024;
/// Heaviest allowed: wasm and its JavaScript together (with the page of an order), then the style, both as brotli;
/// then all fonts. The code should weigh 300 KiB and misses it (README, decisions): it is held at what it weighs now.
const CODE_BUDGET: u64 = 645 * KIB;
const STYLE_BUDGET: u64 = 20 * KIB;
const FONT_BUDGET: u64 = 120 * KIB;

/// The folder that the server embeds; always in the workspace, wherever cargo's target folder is.
pub fn site() -> PathBuf {
    root().join("target/site")
}

/// A fingerprint of some content, short enough for a file name.
pub fn fingerprint(content: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Writes `stem.HASH.extension` into `folder`, with its `.br` and `.gz` unless the format is compressed already.
/// Returns the file's name.
pub fn put(folder: &Path, stem: &str, extension: &str, content: &[u8]) -> Outcome<String> {
    let name = put_plain(folder, stem, extension, content)?;
    if extension != "woff2" {
        fs::write(folder.join(format!("{name}.br")), brotli(content)?)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(content)?;
        fs::write(folder.join(format!("{name}.gz")), gzip.finish()?)?;
    }
    Ok(name)
}

/// The same without the compressed copies, which take longer than everything else.
pub fn put_plain(folder: &Path, stem: &str, extension: &str, content: &[u8]) -> Outcome<String> {
    let name = format!("{stem}.{}.{extension}", fingerprint(content));
    fs::write(folder.join(&name), content)?;
    Ok(name)
}

/// How a file is written: `put` or `put_plain`.
pub type Put = fn(&Path, &str, &str, &[u8]) -> Outcome<String>;

fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

/// What the browser downloads on a first visit, in bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// The WebAssembly module, as brotli.
    pub wasm: u64,
    /// Its JavaScript glue, as brotli.
    pub script: u64,
    /// The one style sheet, as brotli.
    pub style: u64,
    /// All fonts, in their own compressed format.
    pub fonts: u64,
}

impl Weight {
    /// Weighs the files of the site.
    pub fn of_site() -> Outcome<Self> {
        let mut weight = Self::default();
        for entry in fs::read_dir(site().join("pkg"))? {
            let entry = entry?;
            let (name, bytes) = (entry.file_name(), entry.metadata()?.len());
            let name = name.to_string_lossy();
            for (ending, sum) in [
                (".wasm.br", &mut weight.wasm),
                (".js.br", &mut weight.script),
                (".css.br", &mut weight.style),
                (".woff2", &mut weight.fonts),
            ] {
                if name.ends_with(ending) {
                    *sum += bytes;
                }
            }
        }
        Ok(weight)
    }

    /// One line for each part.
    pub fn describe(&self) -> String {
        [
            format!("wasm   {:>10} brotli", kib(self.wasm)),
            format!("js     {:>10} brotli", kib(self.script)),
            format!("css    {:>10} brotli", kib(self.style)),
            format!("fonts  {:>10} woff2", kib(self.fonts)),
        ]
        .join("\n")
    }

    /// Names every part that is too heavy.
    pub fn check_budget(&self) -> Outcome {
        let parts = [
            ("wasm and js as brotli", self.wasm + self.script, CODE_BUDGET),
            ("css as brotli", self.style, STYLE_BUDGET),
            ("fonts", self.fonts, FONT_BUDGET),
        ];
        let heavy: Vec<_> = parts
            .into_iter()
            .filter(|(_, bytes, budget)| bytes > budget)
            .map(|(part, bytes, budget)| format!("{part}: {}, more than {}", kib(bytes), kib(budget)))
            .collect();
        if heavy.is_empty() { Ok(()) } else { Err(format!("over budget: {}", heavy.join("; ")).into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_changes_exactly_when_the_content_does() {
        assert_eq!(fingerprint(b"a"), fingerprint(b"a"));
        assert_ne!(fingerprint(b"a"), fingerprint(b"b"));
    }

    #[test]
    fn the_budget_names_what_is_too_heavy() {
        assert!(Weight::default().check_budget().is_ok());
        let heavy = Weight { wasm: CODE_BUDGET - 10 * KIB, script: 11 * KIB, style: 20 * KIB, fonts: 0 };
        let message = heavy.check_budget().unwrap_err().to_string();
        assert_eq!(message, "over budget: wasm and js as brotli: 646.0 KiB, more than 645.0 KiB");
    }
}
