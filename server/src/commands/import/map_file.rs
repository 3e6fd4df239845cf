//! Map files: TOML with `[columns]`, `[stages]`, `[kinds]` and `[numbers]`. What is wrong is said with what to do.

use domain::{
    OrderKind,
    import::{Field, ImportMap},
    money::DecimalMark,
};
use std::path::Path;

/// Reads a map file. Everything in it must mean something: a slip of the pen would silently change an import.
pub fn read(path: &Path) -> Result<ImportMap, String> {
    let told = |problem: &dyn std::fmt::Display| format!("{}: {problem}", path.display());
    let text = std::fs::read_to_string(path).map_err(|e| told(&e))?;
    parse(&text).map_err(|e| told(&e))
}

/// Reads the text of a map file.
pub fn parse(text: &str) -> Result<ImportMap, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut map = ImportMap::default();
    for (section, value) in &table {
        let Some(entries) = value.as_table() else {
            return Err(format!("{section:?} is no section; write [columns], [stages], [kinds] or [numbers]"));
        };
        for (key, value) in entries {
            let text = value.as_str().ok_or_else(|| format!("[{section}] {key:?} needs a text in quotes"))?;
            entry(&mut map, section, key, text)?;
        }
    }
    Ok(map)
}

fn entry(map: &mut ImportMap, section: &str, key: &str, text: &str) -> Result<(), String> {
    match section {
        "columns" => {
            let field = Field::parse(key).ok_or_else(|| {
                let known: Vec<&str> = Field::ALL.iter().map(|f| f.code()).collect();
                format!("[columns] {key:?} is no field; fields are: {}", known.join(", "))
            })?;
            map.columns.push((field, text.to_owned()));
        }
        "stages" => map.stages.push((key.to_owned(), text.to_owned())),
        "kinds" => {
            let kind = OrderKind::parse(text)
                .ok_or_else(|| format!("[kinds] {text:?} is none of standard, subscription, instalments"))?;
            map.kinds.push((key.to_owned(), kind));
        }
        "numbers" if key == "decimal" => {
            map.decimal = Some(match text {
                "." => DecimalMark::Point,
                "," => DecimalMark::Comma,
                other => return Err(format!("[numbers] decimal = {other:?}: write \".\" or \",\"")),
            });
        }
        _ => {
            return Err(format!(
                "[{section}] {key:?} means nothing; sections are [columns], [stages], [kinds], [numbers]"
            ));
        }
    }
    Ok(())
}
