//! `cargo xtask bench`: every figure of a desk of a million orders, on SQLite and on PostgreSQL, and in Chromium; one line
//! each. Fails when one misses its budget.
//!
//! Figures of the server come from `server/benches/desk`, one process each; those of the browser from `end2end/bench`.
//! Seeded desks are kept under `target/bench`, by what they are made of and how many orders they hold, together with the
//! time that seeding took.

use crate::{
    assets::{Weight, fingerprint},
    browser::Browser,
    client,
    postgres::Postgres,
    server::{self, PACKAGES},
    shell::{Outcome, cargo, heading, output, program, root, run, seconds, step},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// What seeding a desk may take, for each order, in microseconds: three minutes for a million.
const SEEDING: u64 = 180;
/// Heaviest allowed for the client's code, in KiB.
const CODE: u64 = 300;

/// What was asked for.
struct Wanted {
    orders: u64,
    only: Option<String>,
}

impl Wanted {
    fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut wanted = Self { orders: 1_000_000, only: None };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let value = words.next().ok_or_else(|| format!("bench: {word} needs a value"))?;
            match word.as_str() {
                "--orders" => wanted.orders = value.replace('_', "").parse()?,
                "--only" => wanted.only = Some(value.clone()),
                _ => return Err(format!("bench knows --orders and --only, not {word}").into()),
            }
        }
        Ok(wanted)
    }

    fn names(&self, figure: &str) -> bool {
        self.only.as_ref().is_none_or(|only| figure.contains(only.as_str()))
    }
}

/// A seeded desk.
struct Desk {
    label: &'static str,
    url: String,
    /// Where its time of seeding is kept; there only when seeding came to its end.
    seeded: PathBuf,
}

/// Measures everything, or what was named.
pub fn run_all(arguments: &[String]) -> Outcome {
    let wanted = Wanted::parse(arguments)?;
    client::build()?;
    let bench = step("compile the server and its bench", compile)?;
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let stamp = format!("{}-{}", wanted.orders, made_of()?);
    let file = folder.join(format!("{stamp}.db"));
    let sqlite = Desk {
        label: "sqlite",
        url: format!("sqlite://{}", file.display()),
        seeded: folder.join(format!("{stamp}.db.seeded")),
    };
    let names = output(program(&bench).arg("--list"))?;
    let mut table = Table::default();
    heading("figures");
    println!("{}", Table::HEAD);
    measure(&mut table, &wanted, &bench, &sqlite, names.lines())?;
    // Beside SQLite, one figure of the browser needs no second database.
    match Postgres::kept(&folder.join(format!("{stamp}.postgres"))) {
        Ok(server) => {
            let desk = Desk {
                label: "postgres",
                url: server.url.clone(),
                seeded: folder.join(format!("{stamp}.postgres.seeded")),
            };
            measure(&mut table, &wanted, &bench, &desk, names.lines())?;
        }
        Err(error) => println!("postgres  not measured: {error}"),
    }
    if wanted.names("weight of wasm and js") {
        let weight = Weight::of_site()?;
        let kib = (weight.wasm + weight.script).div_ceil(1024);
        let verdict = if kib <= CODE { "ok" } else { "MISS" };
        table.show("client", &format!("weight of wasm and js | {kib} | {kib} | KiB | {CODE} | {verdict} | brotli"));
    }
    if wanted.names("browser") {
        match Browser::get() {
            Ok(browser) => browser.run_bench(&sqlite.url, |line| {
                if let Some(figure) = line.trim().strip_prefix("figure: ") {
                    table.show("browser", figure);
                }
            })?,
            Err(error) => println!("browser   not measured: {error}"),
        }
    }
    table.conclude()
}

/// The bench's program; the product lies beside it.
fn compile() -> Outcome<PathBuf> {
    let build = || {
        let mut build = cargo(&["build", "--locked", "--release", "--bin", "comptoir", "--bench", "desk"]);
        build.args(PACKAGES);
        build
    };
    run(&mut build())?;
    let printed = output(build().args(["--message-format", "json"]))?;
    let artefact =
        printed.lines().find(|line| line.contains(r#""kind":["bench"]"#) && line.contains(r#""name":"desk""#));
    let path =
        artefact.and_then(|line| line.split_once(r#""executable":""#)).and_then(|(_, rest)| rest.split_once('"'));
    let (path, _) = path.ok_or("cargo does not say where the bench is")?;
    Ok(path.into())
}

/// A fingerprint of what decides what a seeded desk holds.
fn made_of() -> Outcome<String> {
    let mut sources: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    for folder in ["migrations/sqlite", "migrations/postgres", "server/src/seed"] {
        for entry in fs::read_dir(root().join(folder))? {
            let path = entry?.path();
            sources.insert(path.strip_prefix(root())?.to_owned(), fs::read(&path)?);
        }
    }
    Ok(fingerprint(sources))
}

fn measure<'a>(
    table: &mut Table,
    wanted: &Wanted,
    bench: &Path,
    desk: &Desk,
    names: impl Iterator<Item = &'a str>,
) -> Outcome {
    let micros = seed(bench, desk, wanted.orders)?;
    if wanted.names("seeding") {
        let budget = SEEDING * wanted.orders;
        let verdict = if micros <= budget { "ok" } else { "MISS" };
        let took = |micros: u64| seconds(Duration::from_micros(micros)).replace(" s", "");
        let (took, budget) = (took(micros), took(budget));
        let orders = wanted.orders;
        table.show(desk.label, &format!("seeding | {took} | {took} | s | {budget} | {verdict} | {orders} orders"));
    }
    for name in names.filter(|name| wanted.names(name)) {
        let mut command = told(bench, desk);
        command.args(["--figure", name, "--binary"]).arg(server::binary());
        match output(&mut command) {
            Ok(line) => table.show(desk.label, line.trim()),
            Err(error) => table.fail(desk.label, name, &error.to_string()),
        }
    }
    Ok(())
}

/// Seeds a desk that is not there yet; the microseconds that it took, now or then.
fn seed(bench: &Path, desk: &Desk, orders: u64) -> Outcome<u64> {
    if let Ok(kept) = fs::read_to_string(&desk.seeded) {
        return Ok(kept.trim().parse()?);
    }
    if let Some(file) = desk.url.strip_prefix("sqlite://") {
        // What an interrupted run left.
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{file}{ending}"));
        }
    }
    let took = step(&format!("seed {orders} orders on {}", desk.label), || {
        output(told(bench, desk).args(["--seed", &orders.to_string()]))
    })?;
    fs::write(&desk.seeded, &took)?;
    Ok(took.trim().parse()?)
}

fn told(bench: &Path, desk: &Desk) -> Command {
    let mut command = program(bench);
    command.args(["--database", &desk.url]);
    command
}

/// What was printed so far.
#[derive(Default)]
struct Table {
    missed: Vec<String>,
}

impl Table {
    const HEAD: &str = "where     figure                              median       p95  unit      budget        ";

    /// One line, of the parts that a measuring program gives: name, median, p95, unit, budget, verdict, note.
    fn show(&mut self, label: &str, line: &str) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let &[name, median, p95, unit, budget, verdict, note] = parts.as_slice() else {
            return self.fail(label, line, "is no figure");
        };
        println!("{label:<10}{name:<32}{median:>10}{p95:>10}  {unit:<6}{budget:>10}  {verdict:<5} {note}");
        if verdict != "ok" {
            self.missed.push(format!("{label} {name}"));
        }
    }

    fn fail(&mut self, label: &str, name: &str, why: &str) {
        println!("{label:<10}{name:<32}{:>10}{:>10}  {:<6}{:>10}  MISS  {why}", "-", "-", "", "");
        self.missed.push(format!("{label} {name}"));
    }

    fn conclude(self) -> Outcome {
        if self.missed.is_empty() { Ok(()) } else { Err(format!("missed: {}", self.missed.join(", ")).into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_figure_fails_the_run_and_a_broken_line_is_a_miss() {
        let mut table = Table::default();
        table.show("sqlite", "page first | 0.50 | 0.90 | ms | 2.00 | ok | 240 samples");
        assert!(table.missed.is_empty());
        table.show("sqlite", "page deep | 2.50 | 3.90 | ms | 2.00 | MISS | 240 samples");
        table.show("sqlite", "page");
        assert_eq!(table.conclude().unwrap_err().to_string(), "missed: sqlite page deep, sqlite page");
    }

    #[test]
    fn a_figure_is_chosen_by_a_part_of_its_name() {
        let wanted = Wanted::parse(&["--only".into(), "totals".into(), "--orders".into(), "100_000".into()]).unwrap();
        assert!(wanted.names("totals by day") && !wanted.names("page first"));
        assert_eq!(wanted.orders, 100_000);
        assert!(Wanted::parse(&["--quick".into()]).is_err());
    }
}
