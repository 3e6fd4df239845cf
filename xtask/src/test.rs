//! `cargo xtask test`: every test there is, then a summary that also names what did not run.
//!
//! The client comes first, because the server's tests embed it; a failing suite does not stop the next ones. What
//! cannot be had on this machine is a warning for a person and a failure in CI. The store suite must have run as many
//! tests on PostgreSQL as on SQLite.

use crate::{
    browser::Browser,
    client,
    machine::is_ci,
    postgres::Postgres,
    report::{CargoReader, Suite, read_playwright, table},
    rustc, server,
    shell::{Outcome, cargo, heading, watched},
};
use std::{
    process::{Command, ExitStatus},
    time::Instant,
};

#[derive(Default)]
struct Run {
    full: bool,
    suites: Vec<Suite>,
    not_run: Vec<String>,
    on_sqlite: u32,
    on_postgres: u32,
}

/// Runs everything, or the tests whose names contain one of the filters; with `--full` in every combination.
pub fn run(arguments: &[String]) -> Outcome {
    let (full, filters): (Vec<_>, Vec<_>) = arguments.iter().cloned().partition(|argument| argument == "--full");
    let filters = &filters[..];
    let mut run = Run { full: !full.is_empty(), ..Run::default() };
    heading("client");
    run.step("client", client::build);
    heading("PostgreSQL");
    let postgres = Postgres::get();
    if let Err(error) = &postgres {
        eprintln!("{error}");
        run.not_run.push(format!("the store suite on PostgreSQL: {error}"));
    }
    heading("Rust tests");
    run.rust(postgres.as_ref().ok(), filters);
    heading("tests of the build driver");
    run.cargo(cargo(&["test", "--locked", "--package", "xtask", "--"]).args(filters));
    heading("release artefact");
    if run.step("release artefact", server::build) {
        heading("browser tests on the release artefact");
        run.browser(filters);
    } else {
        run.not_run.push("the browser tests: there is no release artefact".to_owned());
    }
    drop(postgres);
    run.conclude(filters.is_empty())
}

impl Run {
    fn rust(&mut self, postgres: Option<&Postgres>, filters: &[String]) {
        let mut command = cargo(&["test", "--locked", "--release", "--no-fail-fast"]);
        rustc::spare_tests(&mut command);
        command.args(server::PACKAGES).arg("--").args(filters);
        match postgres {
            Some(server) => command.env("TEST_POSTGRES_URL", &server.url),
            None => command.args(["--skip", "postgres::"]),
        };
        let reader = self.cargo(&mut command);
        (self.on_sqlite, self.on_postgres) = (reader.on_sqlite, reader.on_postgres);
    }

    fn cargo(&mut self, command: &mut Command) -> CargoReader {
        let mut reader = CargoReader::default();
        let status = watched(command, |line| reader.read(line));
        let explained = reader.suites.iter().any(|suite| suite.failed > 0);
        self.suites.append(&mut reader.suites);
        self.judge("cargo test", status, explained);
        reader
    }

    fn browser(&mut self, filters: &[String]) {
        let browser = match Browser::get() {
            Ok(browser) => browser,
            Err(error) => {
                eprintln!("{error}");
                return self.not_run.push(format!("the browser tests: {error}"));
            }
        };
        let started = Instant::now();
        let mut suite = Suite { name: "browser".to_owned(), ..Suite::default() };
        let status = browser.run_specs(filters, self.full, |line| read_playwright(&mut suite, line));
        suite.took = started.elapsed();
        let explained = suite.failed > 0;
        self.suites.push(suite);
        self.judge("playwright", status, explained);
    }

    /// A step that is not made of tests becomes a row only when it fails.
    fn step(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> bool {
        let outcome = work();
        if let Err(error) = &outcome {
            eprintln!("{error}");
            self.suites.push(Suite { name: name.to_owned(), failed: 1, ..Suite::default() });
        }
        outcome.is_ok()
    }

    /// A runner that failed without a failed test (it did not compile, say) gets a row of its own.
    fn judge(&mut self, name: &str, status: Outcome<ExitStatus>, explained: bool) {
        let problem = match status {
            Ok(status) if status.success() || explained => return,
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        eprintln!("{name}: {problem}");
        self.suites.push(Suite { name: name.to_owned(), failed: 1, ..Suite::default() });
    }

    fn conclude(self, everything: bool) -> Outcome {
        heading("summary");
        println!("{}", table(&self.suites));
        let mut problems = Vec::new();
        let failed: u32 = self.suites.iter().map(|suite| suite.failed).sum();
        if failed > 0 {
            problems.push(format!("{failed} failed"));
        }
        let Self { on_sqlite, on_postgres, .. } = self;
        println!("store suite: {on_sqlite} tests ran on SQLite, {on_postgres} tests ran on PostgreSQL");
        for missing in &self.not_run {
            println!("did not run: {missing}");
        }
        if !self.not_run.is_empty() && is_ci() {
            problems.push("some tests did not run, and CI is set".to_owned());
        }
        if everything && on_sqlite == 0 {
            problems.push("the store suite did not run at all".to_owned());
        }
        if everything && self.not_run.is_empty() && on_sqlite != on_postgres {
            problems.push("the store suite ran a different number of tests on the two databases".to_owned());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems.join("; ").into()) }
    }
}
