//! The product: `target/release/comptoir`, one file with the client inside. Commands `build` and `serve`.
//!
//! The server's build script watches the site folder, so cargo itself knows when to embed it again.

use crate::{
    assets::Weight,
    client, rustc,
    shell::{Outcome, become_it, cargo, kib, program, root, run, step, target},
};
use std::{env, fs, path::PathBuf, process::Command};

/// The packages of the product and of its tests. Named alike in every command, or cargo would choose other features for
/// what they are made of and compile all of it again.
pub const PACKAGES: [&str; 5] = ["--workspace", "--exclude", "frontend", "--exclude", "xtask"];

/// Where the product is, once built.
pub fn binary() -> PathBuf {
    target().join("release/comptoir").with_extension(env::consts::EXE_EXTENSION)
}

/// `cargo xtask build`: the product and its weights; fails when the browser would have to download too much.
pub fn build() -> Outcome {
    compile()?;
    let weight = Weight::of_site()?;
    println!("{}", weight.describe());
    println!("{}: {}", binary().display(), kib(fs::metadata(binary())?.len()));
    weight.check_budget()
}

/// `cargo xtask serve`: the product on a demo desk of its own, unless the arguments or the environment name a database.
pub fn serve(arguments: &[String]) -> Outcome {
    compile()?;
    let arguments = arguments.strip_prefix(&["--".to_owned()]).unwrap_or(arguments);
    become_it(&mut desk(binary(), arguments)?)
}

/// A program that serves: on a demo desk of its own, unless the arguments or the environment name a database.
pub fn desk(binary: PathBuf, arguments: &[String]) -> Outcome<Command> {
    let given = |flag: &str| arguments.iter().any(|argument| argument.split('=').next() == Some(flag));
    let mut desk = program(binary);
    desk.arg("serve");
    if !given("--demo") && env::var_os("COMPTOIR_DEMO").is_none() {
        desk.arg("--demo");
    }
    if !given("--database") && env::var_os("COMPTOIR_DATABASE_URL").is_none() {
        let folder = root().join("target/demo");
        fs::create_dir_all(&folder)?;
        desk.arg("--database").arg(format!("sqlite://{}", folder.join("comptoir.db").display()));
    }
    desk.args(arguments);
    Ok(desk)
}

/// The product and one small test: only with a test does cargo choose the features that all tests are compiled with, so
/// that what ships is made of the very libraries that were tested, and of none twice.
fn compile() -> Outcome {
    client::build()?;
    step("compile the server", || {
        let mut build = cargo(&["build", "--locked", "--release"]);
        rustc::spare_tests(&mut build);
        run(build.args(PACKAGES).args(["--bin", "comptoir", "--test", "house"]))
    })
}
