//! The build driver: `cargo xtask serve | dev | build | test | check | bench`.
//!
//! Answers "what does a fresh machine need to run, ship and test Comptoir", with rustup's cargo and a C compiler
//! (and Node for the browser tests). Each command is one module; `shell` runs programs and shows progress.

mod assets;
mod bench;
mod browser;
mod check;
mod client;
mod dev;
mod machine;
mod postgres;
mod report;
mod rustc;
mod server;
mod shell;
mod slim;
mod style;
mod test;

use std::{env, process::ExitCode};

const USAGE: &str = "usage: cargo xtask <command>

  serve [-- args of `comptoir serve`]   build everything and start a demo desk on http://127.0.0.1:3000
  dev [-- args of `comptoir serve`]     the same from debug builds: rebuilds, restarts and reloads pages on each save
  build                                 build target/release/comptoir, one file with everything in it
  test [--full] [filter…]               run every test there is, or those whose name contains a filter; with --full also
                                        every combination that is else looked at in pairs
  check                                 formatting, lints, documentation, dependency and house rules
  bench [--orders N] [--only NAME]      how fast a desk of a million orders is, figure by figure";

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    if let Some((compiler, rest)) = rustc::called_for(&arguments) {
        return rustc::run(compiler, rest);
    }
    let arguments: Vec<String> = arguments.into_iter().map(|text| text.to_string_lossy().into_owned()).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let outcome = match arguments.first().map(String::as_str) {
        Some("serve") => server::serve(rest),
        Some("dev") => dev::run(rest),
        Some("build") if rest.is_empty() => server::build(),
        Some("test") => test::run(rest),
        Some("check") if rest.is_empty() => check::run_all(),
        Some("bench") => bench::run_all(rest),
        Some("help" | "--help" | "-h") => {
            println!("{USAGE}");
            Ok(())
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}
