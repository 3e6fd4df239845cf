//! The client: the `frontend` crate as WebAssembly, the style sheet, the fonts and the icon, written to `target/site`.
//! Called by `server`, `test` and `dev`. Does nothing after cargo's own check while neither the wasm, nor the style, nor
//! xtask itself has changed, so that a second start takes seconds.

use crate::{
    assets,
    machine::ensure_wasm_target,
    shell::{Outcome, cargo, root, run, step, target},
    slim::slim,
    style,
};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;

/// The client's files are named after the product; `LEPTOS_OUTPUT_NAME` says the same to Leptos.
pub const NAME: &str = "comptoir";
const PROFILE: &str = "wasm-release";

/// Builds what has changed and leaves a complete site.
pub fn build() -> Outcome {
    ensure_wasm_target()?;
    step("compile the client", || {
        let arguments =
            ["build", "--locked", "-p", "frontend", "--target", "wasm32-unknown-unknown", "--profile", PROFILE];
        run(&mut cargo(&arguments))
    })?;
    let wasm = fs::read(target().join("wasm32-unknown-unknown").join(PROFILE).join("frontend.wasm"))?;
    let mut sources = BTreeMap::new();
    collect(&root().join("style"), &mut sources)?;
    let driver = fs::metadata(env::current_exe()?)?.modified()?;
    let stamp = assets::fingerprint((&wasm, &sources, driver));
    let stamp_file = root().join("target/site.stamp");
    if assets::site().join("pkg").is_dir() && fs::read_to_string(&stamp_file).is_ok_and(|last| last == stamp) {
        return Ok(());
    }
    step("bind and compress the client", || write_site(&wasm))?;
    fs::write(stamp_file, stamp)?;
    Ok(())
}

/// Writes a new site beside the old one and takes its place at the end: a failure leaves the old one whole.
fn write_site(wasm: &[u8]) -> Outcome {
    let fresh = root().join("target/site.fresh");
    remove(&fresh)?;
    let folder = fresh.join("pkg");
    fs::create_dir_all(&folder)?;
    write_code(&folder, wasm)?;
    write_style(&folder, assets::put)?;
    remove(&assets::site())?;
    fs::rename(fresh, assets::site())?;
    Ok(())
}

fn write_code(folder: &Path, wasm: &[u8]) -> Outcome {
    let (script, module) = bind(slim(wasm)?)?;
    assets::put(folder, NAME, "js", script.as_bytes())?;
    assets::put(folder, NAME, "wasm", &module)?;
    Ok(())
}

/// The JavaScript and the WebAssembly that a browser runs, of a compiled client.
pub fn bind(wasm: Vec<u8>) -> Outcome<(String, Vec<u8>)> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(NAME, wasm)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The server writes the module's hashed address into the page.
        .omit_default_module_path(true);
    let mut bound = bindgen.generate_output()?;
    // Every crate that uses wasm-bindgen has an entry; only those with inline JavaScript have something in it.
    let inline: Vec<&String> = bound.snippets().iter().filter(|(_, files)| !files.is_empty()).map(|(c, _)| c).collect();
    if !inline.is_empty() || !bound.local_modules().is_empty() {
        return Err(
            format!("crates bring their own JavaScript files, which the site does not carry: {inline:?}").into()
        );
    }
    let module = bound.wasm_mut().emit_wasm();
    Ok((bound.js().to_owned(), module))
}

/// Writes the style sheet, its fonts and the icon with `put`.
pub fn write_style(folder: &Path, put: assets::Put) -> Outcome {
    let styles = root().join("style");
    let mut fonts = BTreeMap::new();
    if styles.join("fonts").is_dir() {
        for entry in fs::read_dir(styles.join("fonts"))? {
            let path = entry?.path();
            let (Some(stem), Some(name)) = (path.file_stem(), path.file_name()) else { continue };
            if path.extension().is_some_and(|extension| extension == "woff2") {
                let hashed = put(folder, &stem.to_string_lossy(), "woff2", &fs::read(&path)?)?;
                fonts.insert(name.to_string_lossy().into_owned(), hashed);
            }
        }
    }
    let bundle = style::bundle(&styles.join("main.css"))?;
    put(folder, NAME, "css", style::link_fonts(&bundle, &fonts)?.as_bytes())?;
    let icon = styles.join("favicon.svg");
    if icon.exists() {
        put(folder, "favicon", "svg", &fs::read(icon)?)?;
    }
    Ok(())
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.insert(path.clone(), fs::read(&path)?);
        }
    }
    Ok(())
}

/// Removes a folder, if it is there.
pub fn remove(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}
