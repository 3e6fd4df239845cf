//! Has the server compiled again when the site that it embeds has changed. A clean checkout has no site yet: an empty
//! folder lets it compile and be checked, and the binary then refuses to serve.

use std::{env, fs, path::Path};

fn main() {
    for folder in ["../target/site", "../target/dev-site"] {
        let site = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join(folder);
        if let Err(error) = fs::create_dir_all(&site) {
            println!("cargo::error=cannot create {}: {error}", site.display());
        }
    }
    println!("cargo::rerun-if-changed=../target/site");
    println!("cargo::rerun-if-changed=build.rs");
}
