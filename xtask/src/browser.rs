//! What the browser tests need: npm packages and a Chromium; and running them on the product. Called by `test`.
//!
//! Playwright downloads no browser where the system has one or can install one.

use crate::{
    machine::{apt_install, can_apt_install, find_program, is_ci},
    server,
    shell::{Outcome, output, program, root, run, step, watched},
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

/// Debian's Chromium without windows: it starts sooner and draws the same. In CI it is installed beside another one.
const WITHOUT_WINDOWS: &str = "chromium-headless-shell";
const CHROMIUMS: [&str; 6] =
    [WITHOUT_WINDOWS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC_CHROME: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Ready to run: packages installed, and the browser's path, or none when Playwright has its own.
pub struct Browser {
    chromium: Option<PathBuf>,
}

impl Browser {
    /// Finds or installs everything; the error says what cannot be had.
    pub fn get() -> Outcome<Self> {
        if find_program("npm").is_none() || find_program("node").is_none() {
            return Err("no Node here: install it with npm".into());
        }
        install_packages()?;
        let found = find_chromium();
        if can_apt_install() && find_program(WITHOUT_WINDOWS).is_none() && (found.is_none() || is_ci()) {
            for package in [WITHOUT_WINDOWS, "chromium"] {
                if let Err(error) = apt_install(&[package]) {
                    eprintln!("{error}");
                }
                if let Some(chromium) = find_chromium() {
                    return Ok(Self { chromium: Some(chromium) });
                }
            }
        }
        if found.is_some() {
            return Ok(Self { chromium: found });
        }
        step("download Chromium", || {
            run(in_end2end("npx").args(["--no-install", "playwright", "install", "chromium"]))
        })?;
        Ok(Self { chromium: None })
    }

    /// Runs the specs whose titles contain one of `filters`, or all, in every combination or in pairs; shows every line
    /// to `watch`.
    pub fn run_specs(&self, filters: &[String], full: bool, watch: impl FnMut(&str)) -> Outcome<ExitStatus> {
        let mut playwright = in_end2end("npx");
        playwright.args(["--no-install", "playwright", "test"]).env("COMPTOIR_BINARY", server::binary());
        if let Some(chromium) = &self.chromium {
            playwright.env("CHROMIUM", chromium);
        }
        if full {
            playwright.env("COMPTOIR_FULL", "1");
        }
        if !filters.is_empty() {
            let words: Vec<_> = filters.iter().map(|filter| as_pattern(filter)).collect();
            playwright.args(["--pass-with-no-tests", "--grep", &words.join("|")]);
        }
        watched(&mut playwright, watch)
    }
}

impl Browser {
    /// Measures the product on the desk at `database`, by the scripts of `end2end/bench`; shows every line to `watch`.
    pub fn run_bench(&self, database: &str, watch: impl FnMut(&str)) -> Outcome {
        let mut playwright = in_end2end("npx");
        playwright.args(["--no-install", "playwright", "test", "--config", "bench/playwright.config.ts"]);
        playwright.env("COMPTOIR_BINARY", server::binary()).env("COMPTOIR_BENCH_DATABASE", database);
        if let Some(chromium) = &self.chromium {
            playwright.env("CHROMIUM", chromium);
        }
        let status = watched(&mut playwright, watch)?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("the browser figures could not be measured ({status})").into())
        }
    }
}

/// Runs npm only when the lock file differs from the one that was installed last.
fn install_packages() -> Outcome {
    let lock = fs::read(root().join("end2end/package-lock.json"))?;
    let installed = root().join("end2end/node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|last| last == lock) {
        return Ok(());
    }
    step("npm ci", || run(in_end2end("npm").arg("ci").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))?;
    fs::write(installed, lock)?;
    Ok(())
}

/// `$CHROMIUM`, or one on the PATH that really starts: on some systems the program is a stub that asks for another package.
fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let installed = CHROMIUMS.iter().filter_map(|name| find_program(name)).chain([Path::new(MAC_CHROME).to_path_buf()]);
    installed.into_iter().find(|path| path.exists() && output(program(path).arg("--version")).is_ok())
}

fn in_end2end(name: &str) -> Command {
    let mut command = program(name);
    command.current_dir(root().join("end2end"));
    command
}

/// Playwright's filter is a regular expression, cargo's is plain text: everything special is taken literally.
fn as_pattern(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            (!character.is_alphanumeric() && character != ' ').then_some('\\').into_iter().chain([character])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::as_pattern;

    #[test]
    fn a_filter_is_taken_literally() {
        assert_eq!(as_pattern("sign in (owner)"), r"sign in \(owner\)");
    }
}
