//! `cargo xtask check`: everything that is wrong without running the product. Goes through all checks, then fails with
//! the names of those that did not pass. Uses the release profile, so that tests and checks share what they compile.

use crate::{
    machine::{ensure_component, ensure_wasm_target},
    rustc,
    server::PACKAGES,
    shell::{Outcome, cargo, output, root, run, step},
};
use std::fs;

/// What must never reach the browser: databases, the server's runtime, spreadsheets.
const SERVER_ONLY: [&str; 5] = ["axum", "calamine", "sqlx", "store", "tokio"];
/// The only place that cargo may download from.
const DEFAULT_REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

type Check = (&'static str, fn() -> Outcome);

/// Runs every check.
pub fn run_all() -> Outcome {
    let checks: [Check; 7] = [
        ("formatting", formatting),
        ("lock files", lock_files),
        ("dependencies of the client", client_dependencies),
        ("lints, native", native_lints),
        ("lints, wasm", wasm_lints),
        ("documentation", documentation),
        ("house rules", house_rules),
    ];
    let mut failed = Vec::new();
    for (name, check) in checks {
        if let Err(error) = step(name, check) {
            eprintln!("{error}");
            failed.push(name);
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", ")).into()) }
}

fn formatting() -> Outcome {
    ensure_component("rustfmt", "fmt")?;
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

/// Lock files name versions and checksums, and no place to download from but the default one.
fn lock_files() -> Outcome {
    let cargo_lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let sources = cargo_lock.lines().filter_map(|line| line.strip_prefix("source = "));
    if let Some(other) = sources.map(|source| source.trim_matches('"')).find(|source| *source != DEFAULT_REGISTRY) {
        return Err(format!("Cargo.lock names another source: {other}").into());
    }
    let npm_lock = fs::read_to_string(root().join("end2end/package-lock.json"))?;
    if npm_lock.contains("\"resolved\"") {
        return Err("end2end/package-lock.json names download addresses: write it with the .npmrc beside it".into());
    }
    Ok(())
}

fn client_dependencies() -> Outcome {
    let arguments = [
        "tree",
        "--locked",
        "-p",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "-e",
        "normal",
        "--prefix",
        "none",
    ];
    let tree = output(&mut cargo(&arguments))?;
    let names = tree.lines().filter_map(|line| line.split_whitespace().next());
    let mut wrong: Vec<_> = names
        .filter(|name| SERVER_ONLY.contains(name) || SERVER_ONLY.iter().any(|ban| name.starts_with(&format!("{ban}-"))))
        .collect();
    wrong.sort_unstable();
    wrong.dedup();
    if wrong.is_empty() { Ok(()) } else { Err(format!("the client depends on {}", wrong.join(", ")).into()) }
}

fn native_lints() -> Outcome {
    ensure_component("clippy", "clippy")?;
    let arguments = [
        "clippy",
        "--locked",
        "--release",
        "--workspace",
        "--exclude",
        "frontend",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    run(&mut cargo(&arguments))
}

fn wasm_lints() -> Outcome {
    ensure_component("clippy", "clippy")?;
    ensure_wasm_target()?;
    let target = ["--target", "wasm32-unknown-unknown", "--profile", "wasm-release"];
    run(cargo(&["clippy", "--locked", "-p", "frontend"]).args(target).args(["--", "-D", "warnings"]))
}

/// There are no examples; asking for them makes cargo choose the features of the lints, whose dependencies then serve.
fn documentation() -> Outcome {
    let mut doc = cargo(&["doc", "--locked", "--release", "--workspace", "--exclude", "frontend", "--no-deps"]);
    run(doc.args(["--lib", "--bins", "--examples"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn house_rules() -> Outcome {
    let mut test = cargo(&["test", "--locked", "--release"]);
    rustc::spare_tests(&mut test);
    run(test.args(PACKAGES).args(["--test", "house"]))
}
