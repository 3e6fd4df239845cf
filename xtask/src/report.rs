//! What the test runners said: reads libtest's and Playwright's own lines and adds them up. Pure.
//! Called by `test`, which shows it every line. Counts what ran, so that a suite that silently did not run is seen.

use std::time::Duration;

/// One row of the summary.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Suite {
    /// The test binary, or the tool.
    pub name: String,
    /// How many passed.
    pub passed: u32,
    /// How many failed; for a step that is not made of tests, 1.
    pub failed: u32,
    /// How many were ignored or left out.
    pub skipped: u32,
    /// How long it took, where the runner says so.
    pub took: Duration,
}

/// Reads the output of `cargo test`.
#[derive(Debug, Default)]
pub struct CargoReader {
    /// Finished test binaries, in order.
    pub suites: Vec<Suite>,
    /// Store tests that ran on SQLite.
    pub on_sqlite: u32,
    /// Store tests that ran on PostgreSQL.
    pub on_postgres: u32,
    current: String,
}

impl CargoReader {
    /// Takes in one line.
    pub fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(running) = line.strip_prefix("Running ") {
            self.current = binary_name(running);
        } else if let Some(documented) = line.strip_prefix("Doc-tests ") {
            self.current = format!("{documented} (documentation)");
        } else if let Some(result) = line.strip_prefix("test result: ") {
            self.suites.push(Suite {
                name: self.current.clone(),
                passed: count(result, "passed"),
                failed: count(result, "failed"),
                skipped: count(result, "ignored") + count(result, "filtered out"),
                took: result.rsplit_once("finished in ").map_or(Duration::ZERO, |(_, took)| parse_seconds(took)),
            });
        } else if line.starts_with("test ") && (line.ends_with("... ok") || line.ends_with("... FAILED")) {
            if line.contains(" sqlite::") || line.contains("::sqlite::") {
                self.on_sqlite += 1;
            } else if line.contains(" postgres::") || line.contains("::postgres::") {
                self.on_postgres += 1;
            }
        }
    }
}

/// Takes in one line of Playwright's closing lines: "3 passed (5.2s)", "1 failed", "2 skipped", "4 did not run".
pub fn read_playwright(suite: &mut Suite, line: &str) {
    let mut words = line.trim().splitn(2, ' ');
    let (Some(Ok(number)), Some(what)) = (words.next().map(str::parse::<u32>), words.next()) else { return };
    if what == "passed" || what.starts_with("passed (") {
        suite.passed += number;
    } else if matches!(what, "failed" | "flaky" | "interrupted") {
        suite.failed += number;
    } else if matches!(what, "skipped" | "did not run") {
        suite.skipped += number;
    }
}

/// The table of all suites, with their sum; suites in which nothing was to be run are left out.
pub fn table(suites: &[Suite]) -> String {
    let mut sum = Suite { name: "all".to_owned(), ..Suite::default() };
    for suite in suites {
        sum.passed += suite.passed;
        sum.failed += suite.failed;
        sum.skipped += suite.skipped;
        sum.took += suite.took;
    }
    let mut lines = vec![format!("{:<28}{:>8}{:>8}{:>9}{:>10}", "suite", "passed", "failed", "skipped", "seconds")];
    for suite in suites.iter().filter(|suite| suite.passed + suite.failed + suite.skipped > 0).chain([&sum]) {
        let took = format!("{:.1}", suite.took.as_secs_f32());
        lines.push(format!("{:<28}{:>8}{:>8}{:>9}{took:>10}", suite.name, suite.passed, suite.failed, suite.skipped));
    }
    lines.join("\n")
}

/// "unittests src/lib.rs (target/release/deps/store-0f3a)" is the binary `store`; its folder may have any name.
fn binary_name(running: &str) -> String {
    let path = running.rsplit_once('(').map_or(running, |(_, path)| path.trim_end_matches(')'));
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    file.rsplit_once('-').map_or(file, |(name, _)| name).to_owned()
}

fn count(result: &str, what: &str) -> u32 {
    let parts = result.split([';', '.']).map(str::trim);
    parts.filter_map(|part| part.strip_suffix(what)?.trim().parse().ok()).next().unwrap_or(0)
}

fn parse_seconds(text: &str) -> Duration {
    let seconds = text.trim().trim_end_matches('s').parse().unwrap_or(0.0);
    Duration::try_from_secs_f32(seconds).unwrap_or(Duration::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "\
   Compiling store v0.1.0
     Running tests/every_db.rs (target/release/deps/every_db-0f3a)
test sqlite::orders::a_number_is_never_reused ... ok
test postgres::orders::a_number_is_never_reused ... FAILED
test schema::both_agree ... ok
test result: FAILED. 2 passed; 1 failed; 3 ignored; 0 measured; 4 filtered out; finished in 1.50s
   Doc-tests domain
test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";

    #[test]
    fn cargo_output_becomes_suites_and_store_tests_are_counted_per_database() {
        let mut reader = CargoReader::default();
        CARGO.lines().for_each(|line| reader.read(line));
        let names: Vec<_> = reader.suites.iter().map(|suite| suite.name.as_str()).collect();
        assert_eq!(names, ["every_db", "domain (documentation)"]);
        let store = &reader.suites[0];
        assert_eq!((store.passed, store.failed, store.skipped), (2, 1, 7));
        assert_eq!(store.took, Duration::from_millis(1500));
        assert_eq!((reader.on_sqlite, reader.on_postgres), (1, 1));
    }

    #[test]
    fn playwright_closing_lines_are_added_up_and_others_ignored() {
        let mut suite = Suite::default();
        for line in
            ["Running 9 tests using 2 workers", "  1 failed", "  2 skipped", "  3 did not run", "  4 passed (5.2s)"]
        {
            read_playwright(&mut suite, line);
        }
        assert_eq!((suite.passed, suite.failed, suite.skipped), (4, 1, 5));
    }
}
