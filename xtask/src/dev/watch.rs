//! Which files were saved: by looking at all of them again and again, a few hundred, which works on every file system
//! (containers, network drives) and needs nothing of the system.

use crate::shell::root;
use std::{collections::BTreeMap, fs, path::Path, time::SystemTime};

/// Where sources lie.
const PLACES: [&str; 7] = ["app", "frontend", "server", "style", "migrations", "Cargo.toml", "Cargo.lock"];
/// Saved beside a file by editors, and made by tools.
const NOT_SOURCES: [&str; 5] = ["~", ".swp", ".tmp", ".orig", ".snap.new"];

/// Every source with when it was saved and how long it is; its path is written with `/`.
pub type Seen = BTreeMap<String, (SystemTime, u64)>;

/// Looks at all sources. What vanishes meanwhile is not there.
pub fn look() -> Seen {
    let mut seen = Seen::new();
    for place in PLACES {
        add(&root(), place, &mut seen);
    }
    seen
}

fn add(folder: &Path, path: &str, seen: &mut Seen) {
    let at = folder.join(path);
    let Ok(metadata) = fs::metadata(&at) else { return };
    if metadata.is_dir() {
        for entry in fs::read_dir(&at).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') && name != "target" {
                add(folder, &format!("{path}/{name}"), seen);
            }
        }
    } else if !NOT_SOURCES.iter().any(|ending| path.ends_with(ending)) {
        let saved = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        seen.insert(path.to_owned(), (saved, metadata.len()));
    }
}

/// The files that were saved, made or removed from one look to the next.
pub fn changed(before: &Seen, after: &Seen) -> Vec<String> {
    let saved = after.iter().filter(|(path, what)| before.get(*path) != Some(what)).map(|(path, _)| path);
    let removed = before.keys().filter(|path| !after.contains_key(*path));
    saved.chain(removed).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_new_and_removed_files_are_told_and_no_others() {
        let at = |seconds| (SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds), 1);
        let seen = |files: &[(&str, u64)]| files.iter().map(|(path, time)| ((*path).to_owned(), at(*time))).collect();
        let before: Seen = seen(&[("same", 1), ("saved", 1), ("gone", 1)]);
        let after: Seen = seen(&[("same", 1), ("saved", 2), ("new", 1)]);
        assert_eq!(changed(&before, &after), ["new", "saved", "gone"]);
        assert!(changed(&after, &after).is_empty());
    }

    #[test]
    fn files_of_editors_are_no_sources() {
        let folder = std::env::temp_dir().join(format!("comptoir-watch-{}", std::process::id()));
        fs::create_dir_all(folder.join("app/target")).unwrap();
        for name in ["lib.rs", ".lib.rs.swp", "lib.rs~", "target/made.rs"] {
            fs::write(folder.join("app").join(name), "").unwrap();
        }
        let mut seen = Seen::new();
        add(&folder, "app", &mut seen);
        fs::remove_dir_all(folder).unwrap();
        assert_eq!(seen.into_keys().collect::<Vec<_>>(), ["app/lib.rs"]);
    }
}
