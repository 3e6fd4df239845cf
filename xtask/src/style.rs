//! One style sheet out of many: `@import`s written out in place, comments gone, fonts under their hashed names.
//! Called by `client`. Knows just as much CSS as that takes: comments, strings and the statements at a file's head.
//! The order of rules is the order of the files; an import's layer and media condition become blocks around it.

use crate::shell::Outcome;
use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

/// The file with everything it imports, layers kept, without comments and indentation.
pub fn bundle(file: &Path) -> Outcome<String> {
    let mut sheet = String::new();
    append(file, &mut sheet, &mut Vec::new())?;
    let lines = sheet.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}

/// Writes the hashed names into `url(fonts/…)`. Any other file is an error: the site carries nothing else.
pub fn link_fonts(sheet: &str, hashed: &BTreeMap<String, String>) -> Outcome<String> {
    let mut linked = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("url(") {
        let (inside, tail) = after.split_once(')').ok_or("a url( in the style is never closed")?;
        let address = unquote(inside);
        linked.push_str(before);
        if address.starts_with("data:") || address.starts_with('#') {
            write!(linked, "url({inside})")?;
        } else {
            let font = address.rsplit_once("fonts/").map_or("", |(_, name)| name);
            let name =
                hashed.get(font).ok_or_else(|| format!("the style names `{address}`, which is not in style/fonts"))?;
            write!(linked, "url({name})")?;
        }
        rest = tail;
    }
    linked.push_str(rest);
    Ok(linked)
}

fn append(file: &Path, sheet: &mut String, open: &mut Vec<String>) -> Outcome {
    let name = file.display().to_string();
    if open.contains(&name) {
        return Err(format!("{name} imports itself").into());
    }
    let source = fs::read_to_string(file).map_err(|error| match open.last() {
        Some(importer) => format!("{importer} imports {name}: {error}"),
        None => format!("{name}: {error}"),
    })?;
    open.push(name);
    let source = without_comments(&source);
    let mut body = source.trim_start();
    while let Some((statement, after)) = head_statement(body) {
        match statement.strip_prefix("@import") {
            Some(import) => append_import(file, import, sheet, open)?,
            None => writeln!(sheet, "{statement};")?,
        }
        body = after.trim_start();
    }
    if body.contains("@import") {
        return Err(format!("{}: @import stands after other rules, where browsers ignore it", file.display()).into());
    }
    sheet.push_str(body);
    sheet.push('\n');
    open.pop();
    Ok(())
}

fn append_import(file: &Path, import: &str, sheet: &mut String, open: &mut Vec<String>) -> Outcome {
    let wrong = || format!("{}: cannot read `@import{import}`", file.display());
    let import = import.trim();
    let quote = import.chars().next().filter(|first| matches!(first, '"' | '\'')).ok_or_else(wrong)?;
    let (address, mut condition) = import[1..].split_once(quote).ok_or_else(wrong)?;
    condition = condition.trim();
    let mut layer = None;
    if let Some(named) = condition.strip_prefix("layer(") {
        let (name, after) = named.split_once(')').ok_or_else(wrong)?;
        (layer, condition) = (Some(name.trim()), after.trim());
    }
    let mut blocks = 0;
    if !condition.is_empty() {
        writeln!(sheet, "@media {condition} {{")?;
        blocks += 1;
    }
    if let Some(layer) = layer {
        writeln!(sheet, "@layer {layer} {{")?;
        blocks += 1;
    }
    append(&file.parent().unwrap_or(Path::new("")).join(address), sheet, open)?;
    for _ in 0..blocks {
        sheet.push_str("}\n");
    }
    Ok(())
}

/// The `@import` or `@layer a, b` at the very beginning, without its semicolon, and what follows. A layer *block* is none.
fn head_statement(source: &str) -> Option<(&str, &str)> {
    if !source.starts_with("@import") && !source.starts_with("@layer") {
        return None;
    }
    let end = source.find([';', '{'])?;
    let after = source[end..].strip_prefix(';')?;
    Some((source[..end].trim_end(), after))
}

/// Comments become a space; what looks like one inside a string stays.
fn without_comments(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    let mut characters = source.chars().peekable();
    let mut quote = None;
    while let Some(character) = characters.next() {
        if quote.is_none() && character == '/' && characters.peek() == Some(&'*') {
            let mut previous = '\0';
            characters.next();
            for inside in characters.by_ref() {
                if previous == '*' && inside == '/' {
                    break;
                }
                previous = inside;
            }
            kept.push(' ');
            continue;
        }
        kept.push(character);
        match quote {
            Some(_) if character == '\\' => kept.extend(characters.next()),
            Some(open) if character == open => quote = None,
            None if matches!(character, '"' | '\'') => quote = Some(character),
            _ => {}
        }
    }
    kept
}

fn unquote(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str, files: &[(&str, &str)]) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("comptoir-style-{}-{name}", std::process::id()));
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn bundled(name: &str, files: &[(&str, &str)]) -> Outcome<String> {
        let folder = folder(name, files);
        let sheet = bundle(&folder.join("main.css")).map_err(|error| error.to_string().into());
        fs::remove_dir_all(folder).unwrap();
        sheet
    }

    #[test]
    fn imports_are_written_out_inside_their_layers() {
        let main =
            "/* order */\n@layer base, ui;\n@import \"base.css\" layer(base);\n@import 'ui/all.css' layer(ui) print;\n";
        let files = [
            ("main.css", main),
            ("base.css", "@layer reset { p { margin: 0; } }\n"),
            ("ui/all.css", "@import \"button.css\";\n.x { color: red; }"),
            ("ui/button.css", ".button {\n  content: \"/* kept */\";\n}\n"),
        ];
        let expected = "@layer base, ui;\n@layer base {\n@layer reset { p { margin: 0; } }\n}\n@media print {\n@layer ui {\n\
            .button {\ncontent: \"/* kept */\";\n}\n.x { color: red; }\n}\n}\n";
        assert_eq!(bundled("layers", &files).unwrap(), expected);
    }

    #[test]
    fn a_missing_import_names_the_file_that_asks_for_it() {
        let error = bundled("missing", &[("main.css", "@import \"gone.css\";")]).unwrap_err().to_string();
        assert!(error.contains("main.css imports") && error.contains("gone.css"), "{error}");
    }

    #[test]
    fn an_import_that_browsers_would_ignore_is_refused() {
        let error = bundled("late", &[("main.css", "p { margin: 0; }\n@import \"a.css\";")]).unwrap_err().to_string();
        assert!(error.contains("after other rules"), "{error}");
    }

    #[test]
    fn fonts_get_their_hashed_names_and_other_files_are_refused() {
        let fonts = BTreeMap::from([("inter.woff2".to_owned(), "inter.0f.woff2".to_owned())]);
        let sheet =
            "src: url(\"fonts/inter.woff2\") format(\"woff2\"); mask: url(#m); a: url(data:image/png;base64,AA)";
        let expected = "src: url(inter.0f.woff2) format(\"woff2\"); mask: url(#m); a: url(data:image/png;base64,AA)";
        assert_eq!(link_fonts(sheet, &fonts).unwrap(), expected);
        assert!(link_fonts("a { b: url(logo.png) }", &fonts).is_err());
    }
}
