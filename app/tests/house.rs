//! The house rules: what no compiler checks. Each rule has its reason beside it.

use domain::{
    Column,
    filter::{AmountField, DateField, Flag, TextField},
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Every file below a folder of the repository with one of these endings, with its text.
fn files(below: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for path in entries.flatten().map(|e| e.path()) {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() && !["target", "node_modules", "test-results", ".git"].contains(&name.as_str()) {
                walk(&path, endings, found);
            } else if endings.iter().any(|e| name.ends_with(e)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(below), endings, &mut found);
    found.sort();
    let relative = |path: &Path| path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/");
    found.iter().map(|path| (relative(path), fs::read_to_string(path).unwrap_or_default())).collect()
}

fn assert_none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}\n{}", broken.join("\n"));
}

/// The words inside `class="…"`, `class=format!("…{` and `class: &'static str` values of the source.
fn used_classes() -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (_, text) in files("app/src", &[".rs"]) {
        for literal in text.split('"').skip(1).step_by(2) {
            let words = literal.split(|c: char| c.is_whitespace() || "{}'".contains(c));
            used.extend(words.filter(|w| !w.is_empty()).map(str::to_owned));
        }
    }
    used
}

fn class_attributes() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (file, text) in files("app/src", &[".rs"]) {
        // Views set their attributes in double quotes, HTML that is written as text in single ones.
        for (start, end) in [("class=\"", '"'), ("class='", '\'')] {
            for part in text.split(start).skip(1) {
                let value = part.split(end).next().unwrap_or_default();
                found.extend(value.split_whitespace().map(|class| (file.clone(), class.to_owned())));
            }
        }
    }
    found
}

/// Class names that the style sheets know.
fn styled_classes() -> BTreeSet<String> {
    let mut styled = BTreeSet::new();
    for (_, text) in files("style", &[".css"]) {
        for part in text.split('.').skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                styled.insert(name);
            }
        }
    }
    styled
}

#[test]
fn every_class_of_a_view_is_styled() {
    let styled = styled_classes();
    let broken: Vec<String> = class_attributes()
        .into_iter()
        .filter(|(_, class)| !styled.contains(class))
        .map(|(file, class)| format!("{file}: .{class}"))
        .collect();
    assert_none(&broken, "a class without a style says nothing: add it to style/ or drop it");
}

#[test]
fn every_styled_class_is_used() {
    let used = used_classes();
    let broken: Vec<String> = styled_classes()
        .into_iter()
        .filter(|class| !["css", "woff2", "svg"].contains(&class.as_str()))
        .filter(|class| {
            // Variants are written with the end filled in: "pill--{tone}".
            let stem = class.rsplit_once("--").map(|(stem, _)| format!("{stem}--"));
            !used.contains(class) && !stem.is_some_and(|stem| used.contains(&stem))
        })
        .collect();
    assert_none(&broken, "style that nothing wears is dead: remove it from style/");
}

#[test]
fn no_view_has_an_inline_style() {
    let broken: Vec<String> = files("app/src", &[".rs"])
        .into_iter()
        .filter(|(_, text)| text.contains(" style=") || text.contains("style:"))
        .map(|(file, _)| file)
        .collect();
    assert_none(&broken, "the content security policy blocks inline styles");
}

#[test]
fn no_file_is_longer_than_four_hundred_lines() {
    let mut broken = Vec::new();
    for folder in ["app", "server", "frontend", "xtask", "style", "end2end"] {
        for (file, text) in files(folder, &[".rs", ".css", ".ts"]) {
            let lines = text.lines().count();
            if lines > 400 {
                broken.push(format!("{file}: {lines} lines"));
            }
        }
    }
    assert_none(&broken, "a file is read in one go: split it by what it answers");
}

/// The largest crates are not compiled a second time only to look for tests in them, nor read for examples.
#[test]
fn tests_stand_where_cargo_looks_for_them() {
    let mut sources = files("app/src", &[".rs"]);
    sources.extend(files("app/domain/src", &[".rs"]));
    sources.extend(files("server/src", &["main.rs"]));
    let holds_tests = |text: &str| text.contains("#[cfg(test)]") || text.contains("#[test]");
    let mut broken: Vec<String> = sources.into_iter().filter(|(_, text)| holds_tests(text)).map(|(f, _)| f).collect();
    for folder in ["app/src", "app/domain/src", "server/src", "server/store/src", "server/sheets/src"] {
        let example = |line: &str| ["/// ```", "//! ```"].iter().any(|fence| line.trim_start().starts_with(fence));
        let with_examples = files(folder, &[".rs"]).into_iter().filter(|(_, text)| text.lines().any(example));
        broken.extend(with_examples.map(|(file, _)| file));
    }
    assert_none(&broken, "tests that never run: put them into the crate's tests folder");
}

#[test]
fn every_module_says_what_it_answers() {
    let mut broken = Vec::new();
    for folder in ["app", "server", "frontend", "xtask"] {
        for (file, text) in files(folder, &[".rs"]) {
            let header = text.lines().take_while(|l| l.starts_with("//!")).count();
            if !(1..=12).contains(&header) {
                broken.push(format!("{file}: {header} header lines"));
            }
        }
    }
    assert_none(&broken, "a module begins with 1 to 12 lines that say what it answers");
}

/// The domain has an `order` too.
fn without_uses_of_the_domain(text: &str) -> String {
    let mut parts = text.split("use domain::{");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| part.split_once("};").map(|(_, rest)| rest));
    rest.fold(first, |all, part| all + part)
}

#[test]
fn a_screen_never_uses_another_screen() {
    let screens = ["orders", "order", "session", "settings"];
    let mut broken = Vec::new();
    for screen in screens {
        for (file, text) in files(&format!("app/src/{screen}"), &[".rs"]) {
            let text = without_uses_of_the_domain(&text);
            for other in screens.iter().filter(|o| **o != screen) {
                if text.contains(&format!("crate::{other}::")) || text.contains(&format!("    {other}::")) {
                    broken.push(format!("{file} uses {other}"));
                }
            }
        }
    }
    assert_none(&broken, "what two screens share belongs to ui, marks or shell");
}

#[test]
fn widgets_know_no_route_and_no_server_function() {
    let broken: Vec<String> = files("app/src/ui", &[".rs"])
        .into_iter()
        .filter(|(_, text)| ["crate::routes", "#[server", "store::", "::api::"].iter().any(|t| text.contains(t)))
        .map(|(file, _)| file)
        .collect();
    assert_none(&broken, "a widget that knows an address serves one screen only");
}

#[test]
fn sqlx_is_named_in_the_store_only_and_spreadsheet_crates_in_sheets_only() {
    let mut broken = Vec::new();
    for folder in ["app", "server/src", "frontend"] {
        for (file, text) in files(folder, &[".rs"]) {
            let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
            for line in code {
                for name in ["sqlx::", "calamine::", "rust_xlsxwriter::"] {
                    if line.contains(name) && !file.ends_with("house.rs") {
                        broken.push(format!("{file}: {}", line.trim()));
                    }
                }
            }
        }
    }
    assert_none(&broken, "databases are behind the store, file formats behind sheets");
}

#[test]
fn migrations_have_the_same_names_on_both_databases() {
    let names = |db: &str| -> Vec<String> {
        let files = files(&format!("migrations/{db}"), &[".sql"]);
        files.iter().filter_map(|(f, _)| f.rsplit('/').next().map(str::to_owned)).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

/// The files of the product, tests apart, that hold one of these words.
fn naming(words: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in ["app", "server", "frontend", "style", "migrations"] {
        for (file, text) in files(folder, &[".rs", ".ftl", ".css", ".sql"]) {
            let is_test = file.contains("/tests/") || file.contains("/testing/") || file.contains("/benches/");
            let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric() && !"_:-".contains(c));
            if !is_test && parts.any(|part| words.contains(&part)) {
                found.insert(file);
            }
        }
    }
    found
}

#[test]
fn a_column_is_named_in_four_files_at_most() {
    let definitions = fs::read_to_string(root().join("app/domain/src/columns.rs")).unwrap_or_default();
    let mut broken = Vec::new();
    // The number is the way in: its checkbox cannot be cleared, which the form of columns says.
    for column in Column::ALL.iter().filter(|column| **column != Column::Number) {
        let line =
            definitions.lines().find(|line| line.contains(&format!(" = {:?}", column.code()))).unwrap_or_default();
        let variant = line.split_whitespace().next().unwrap_or_default();
        let (path, key) = (format!("Column::{variant}"), format!("column-{}", column.code().replace('_', "-")));
        let mut found = naming(&[&path, &key]);
        found.insert("app/domain/src/columns.rs".to_owned());
        assert!(
            found.contains("app/locales/fields.ftl") && found.contains("app/src/orders/cell.rs"),
            "{path}: {found:?}"
        );
        if found.len() > 4 {
            broken.push(format!("{path}: {found:?}"));
        }
    }
    assert_none(&broken, "a column is made of its definition, its word, its cell and what a file holds of it");
}

/// Sums are kept by day of creation and by currency, and what needs somebody has a tab: these decide more than what
/// passes.
const MORE_THAN_FILTERS: [&str; 3] = ["Flag::Attention", "DateField::Created", "AmountField::Total"];

#[test]
fn a_filter_is_named_in_four_files_at_most() {
    let mut fields: Vec<(String, &str, &str)> = Vec::new();
    fields.extend(TextField::ALL.map(|field| (format!("TextField::{field:?}"), "texts.rs", "text_fields.rs")));
    fields.extend(Flag::ALL.map(|field| (format!("Flag::{field:?}"), "flags.rs", "fields.rs")));
    fields.extend(DateField::ALL.map(|field| (format!("DateField::{field:?}"), "dates.rs", "fields.rs")));
    fields.extend(AmountField::ALL.map(|field| (format!("AmountField::{field:?}"), "amounts.rs", "fields.rs")));
    let mut broken = Vec::new();
    for (variant, table, sql) in fields {
        let mut found = naming(&[&variant]);
        found.insert(format!("app/domain/src/filter/{table}"));
        found.insert("app/locales/fields.ftl".to_owned());
        for needed in [format!("server/store/src/orders/{sql}"), "app/src/orders/suggestions.rs".to_owned()] {
            assert!(found.contains(&needed), "{variant}: {found:?}");
        }
        if found.len() > 4 && !MORE_THAN_FILTERS.contains(&variant.as_str()) {
            broken.push(format!("{variant}: {found:?}"));
        }
    }
    assert_none(&broken, "a filter is made of its row in the table, its word, its SQL and its name");
}

#[test]
fn a_fact_of_an_order_is_named_in_two_files() {
    // Where its data is new, the type of the order and its row come to it: four.
    let fields = fs::read_to_string(root().join("app/locales/fields.ftl")).unwrap_or_default();
    let keys: Vec<&str> =
        fields.lines().filter_map(|l| l.strip_suffix(" =")).filter(|k| k.starts_with("order-")).collect();
    assert!(keys.len() > 5, "{keys:?}");
    for key in keys {
        let found = naming(&[key, &format!("words.{}", key.replace('-', "_")), &key.replace('-', "_")]);
        let shown = found.iter().filter(|file| file.starts_with("app/src/order/")).count();
        assert_eq!((found.len(), shown), (2, 1), "{key}: {found:?}");
    }
}

#[test]
fn people_are_simulated_with_real_input() {
    let broken: Vec<String> = files("end2end", &[".ts"])
        .into_iter()
        .filter(|(_, text)| {
            text.contains("dispatchEvent(") || text.contains("test.only") || text.contains("test.fixme")
        })
        .map(|(file, _)| file)
        .collect();
    assert_none(&broken, "an event that no finger made proves nothing; a test that is set aside neither");
}

#[test]
fn no_word_that_people_read_stands_in_a_view() {
    let mut broken = Vec::new();
    for (file, text) in files("app/src", &[".rs"]) {
        // Text between tags: `>"…"<`, and labels given as literals.
        for (start, end) in [(">\"", "\"<"), ("aria-label=\"", "\""), ("title=\"", "\""), ("placeholder=\"", "\"")] {
            for part in text.split(start).skip(1) {
                let literal = part.split(end).next().unwrap_or_default();
                // In HTML that is written as text the quote ends a string: what follows is the program.
                let is_code = start == ">\"" && literal.starts_with(')');
                let letters = literal.chars().filter(|c| c.is_alphabetic()).count();
                if letters > 1 && !is_code && !literal.contains('\n') {
                    broken.push(format!("{file}: {literal:?}"));
                }
            }
        }
    }
    assert_none(&broken, "every word goes through app/locales");
}
