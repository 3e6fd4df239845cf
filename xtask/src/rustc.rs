//! The compiler, in front of which xtask stands when cargo builds tests: the crates of tests are left unoptimised.
//!
//! A test runs for a second and is compiled for minutes: half of what `cargo xtask test` once did was optimising the
//! tests' own code. What they test stays as it ships. Cargo knows profiles for packages only, not for their tests.

use std::{
    env,
    ffi::OsString,
    path::Path,
    process::{Command, ExitCode},
};

/// Has this cargo command build its tests so, unless somebody has put another program in front of the compiler.
pub fn spare_tests(cargo: &mut Command) {
    if let (Ok(own), None) = (env::current_exe(), env::var_os("RUSTC_WRAPPER")) {
        cargo.env("RUSTC_WRAPPER", own);
    }
}

/// The compiler and its arguments, when cargo has called xtask in its place.
pub fn called_for(arguments: &[OsString]) -> Option<(&OsString, &[OsString])> {
    let (compiler, rest) = arguments.split_first()?;
    (Path::new(compiler).file_stem()? == "rustc" && env::var_os("RUSTC_WRAPPER").is_some()).then_some((compiler, rest))
}

/// Compiles. Everything around is passed on as it is: cargo says much in variables.
pub fn run(compiler: &OsString, arguments: &[OsString]) -> ExitCode {
    let mut rustc = Command::new(compiler);
    rustc.args(arguments);
    if arguments.iter().any(|argument| argument == "--test") {
        // Without debug assertions, as the product is: at this level they would come along.
        rustc.args(["-C", "opt-level=0", "-C", "debug-assertions=off"]);
    }
    match rustc.status() {
        Ok(status) => status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("cannot start {}: {error}", compiler.to_string_lossy());
            ExitCode::FAILURE
        }
    }
}
