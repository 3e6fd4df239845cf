//! The measuring program of `cargo xtask bench`: one figure of one desk, on a fresh process, as one line.
//!
//! `--list` names the figures; `--figure NAME --database URL` measures one; `--seed N --database URL` makes the desk and
//! says how long it took. Every figure comes from at least 200 parameter sets drawn from what is really in the desk.

mod board;
mod card;
mod client;
mod draw;
mod export;
mod figure;
mod process;
mod queries;
mod raw;
mod seeding;
mod web;

use figure::{Figure, Outcome};
use std::{env, process::ExitCode};

/// What the program was told.
struct Told {
    words: Vec<String>,
}

impl Told {
    fn value(&self, flag: &str) -> Option<&str> {
        let at = self.words.iter().position(|word| word == flag)?;
        self.words.get(at + 1).map(String::as_str)
    }

    fn needed(&self, flag: &str) -> Outcome<&str> {
        self.value(flag).ok_or_else(|| format!("{flag} is missing").into())
    }
}

fn main() -> ExitCode {
    let told = Told { words: env::args().skip(1).collect() };
    if told.words.iter().any(|word| word == "--list") {
        figure::ALL.iter().for_each(|figure| println!("{}", figure.name));
        return ExitCode::SUCCESS;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build();
    match runtime.map_err(Into::into).and_then(|runtime| runtime.block_on(run(&told))) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(told: &Told) -> Outcome<String> {
    let database = told.needed("--database")?;
    if let Some(orders) = told.value("--seed") {
        return seeding::seed(database, orders.parse()?).await;
    }
    let name = told.needed("--figure")?;
    let figure = figure::ALL.iter().find(|figure| figure.name == name).ok_or("there is no such figure")?;
    let measured = measure(figure, database, told.value("--binary").unwrap_or_default()).await?;
    Ok(figure.line(&measured))
}

async fn measure(figure: &Figure, database: &str, binary: &str) -> Outcome<figure::Measured> {
    match figure.name.split_once(' ').unwrap_or((figure.name, "")) {
        ("page", what) => queries::pages(database, what).await,
        ("totals", what) => queries::totals(database, what).await,
        ("request", _) => web::requests(database).await,
        ("export", what) => export::time(database, what).await,
        ("board", _) => board::pages(database).await,
        ("card", _) => card::pages(database).await,
        ("order", _) => card::creation(database).await,
        ("search", _) => card::clients(database).await,
        ("move", _) => board::moves(database).await,
        ("throughput", "of moves") => board::throughput(database).await,
        ("throughput", _) => web::throughput(database).await,
        ("change", _) => board::seen(database).await,
        ("memory", "of a stream") => board::stream_memory(database, binary).await,
        ("memory", what) => export::memory(database, what).await,
        ("start", _) => process::start(database, binary).await,
        ("idle", _) => process::idle(database, binary).await,
        _ => Err("no such figure".into()),
    }
}
