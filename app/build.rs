//! Turns the Fluent files in `locales/` into typed methods, and refuses to build when they disagree.
//!
//! Run by cargo when one of them changes. `build/catalogue.rs` reads and checks, `build/code.rs` writes Rust.

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/code.rs"]
mod code;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=locales");
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                println!("cargo::error=locales/{problem}");
            }
            ExitCode::FAILURE
        }
    }
}

fn file(name: &str) -> Result<String, Vec<String>> {
    let text = fs::read_to_string(Path::new("locales").join(name).with_extension("ftl"));
    text.map_err(|error| vec![format!("{name}.ftl cannot be read: {error}")])
}

fn generate() -> Result<(), Vec<String>> {
    let fields = file("fields")? + "\n" + &file("card")?;
    let sources: [Result<_, Vec<String>>; 3] = ["fr", "en", "uk"].map(|language| {
        let text = file(language)?;
        Ok((language, text + "\n" + &catalogue::in_language(&fields, language)))
    });
    let mut texts = Vec::new();
    for source in sources {
        texts.push(source?);
    }
    let catalogue = catalogue::read(&texts)?;
    let directory = env::var("OUT_DIR").map_err(|error| vec![format!("no OUT_DIR: {error}")])?;
    fs::write(Path::new(&directory).join("words.rs"), code::write(&catalogue, &catalogue::columns(&fields)))
        .map_err(|error| vec![format!("words.rs cannot be written: {error}")])
}
