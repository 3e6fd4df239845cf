//! Reads the command line, opens the database, starts the runtime, runs the command.

use super::{
    Desk, Exit, export::ExportArgs, import::ImportArgs, misused, refuse, seed::SeedArgs, totals::TotalsArgs,
    user::UserArgs,
};
use crate::serve::{self, ServeArgs};
use app::i18n::Words;
use clap::{Parser, Subcommand};
use domain::Locale;
use std::{env, process::ExitCode};
use store::{Db, StoreError};
use tracing_subscriber::EnvFilter;

/// An order desk in one file: serve it, fill it, ask it.
#[derive(Parser)]
#[command(name = "comptoir", version, about, propagate_version = true)]
struct Cli {
    /// Database: sqlite://FILE or postgres://USER@HOST/NAME
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "COMPTOIR_DATABASE_URL",
        default_value = "sqlite://comptoir.db",
        hide_env_values = true
    )]
    database: String,
    /// Language of what is printed: fr, en or uk [default: as LANG says, else en]
    #[arg(long, global = true, value_name = "LANG", env = "COMPTOIR_LANG", value_parser = locale)]
    lang: Option<Locale>,
    /// What goes to the log: error, warn, info, debug [default: info for serve, warn otherwise]
    #[arg(long, global = true, value_name = "LEVEL", env = "COMPTOIR_LOG")]
    log: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the desk to browsers
    Serve(ServeArgs),
    /// Bring the database's schema up to date
    Migrate,
    /// Fill a desk with believable orders, the same ones for the same seed
    Seed(SeedArgs),
    /// Import the orders of a file: all of them, or none with every bad row listed
    Import(ImportArgs),
    /// Write the filtered orders into a file
    Export(ExportArgs),
    /// Print the totals of the filtered orders
    Totals(TotalsArgs),
    /// Add, list and reset the users of the desk
    User(UserArgs),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let Cli { database, lang, log, command } = Cli::parse();
    let level = log.unwrap_or_else(|| if matches!(command, Command::Serve(_)) { "info" } else { "warn" }.to_owned());
    let exit = match EnvFilter::try_new(&level) {
        Err(error) => misused(format!("--log {level}: {error}")),
        Ok(filter) => {
            let ansi = std::io::IsTerminal::is_terminal(&std::io::stderr());
            tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(ansi).init();
            start(&database, lang.unwrap_or_else(system_locale), command)
        }
    };
    ExitCode::from(exit as u8)
}

/// Runs a command on a runtime of at least four threads: rendering pages may block one of them for a moment.
fn start(database: &str, locale: Locale, command: Command) -> Exit {
    let threads = std::thread::available_parallelism().map_or(4, |n| n.get().max(4));
    match tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build() {
        Ok(runtime) => runtime.block_on(run(database, Words(locale), command)),
        Err(error) => refuse(format!("the program's threads cannot be started: {error}")),
    }
}

async fn run(database: &str, words: Words, command: Command) -> Exit {
    let command = match command {
        Command::Serve(args) => return serve::run(args, database).await,
        other => other,
    };
    let db = match open(database).await {
        Ok(db) => db,
        Err(exit) => return exit,
    };
    let exit = run_on(Desk { db: db.clone(), words }, command).await;
    db.close().await;
    exit
}

async fn run_on(desk: Desk, command: Command) -> Exit {
    match command {
        // Opening the database did it.
        Command::Migrate | Command::Serve(_) => {
            println!("The schema is up to date.");
            Exit::Done
        }
        Command::Seed(args) => super::seed::run(args, &desk.db).await,
        Command::Import(args) => super::import::run(&args, &desk.db, desk.words).await.unwrap_or_else(refuse),
        Command::Export(args) => super::export::run(args, &desk.db, desk.words).await,
        Command::Totals(args) => super::totals::run(args, &desk).await,
        Command::User(args) => super::user::run(args, &desk).await,
    }
}

/// Opens a database and brings its schema up to date; says what to do when it cannot be had.
pub(crate) async fn open(database: &str) -> Result<Db, Exit> {
    Db::open(database).await.map_err(|error| match error {
        StoreError::Setup(_) => refuse(format!("{error}\nName the database with --database or COMPTOIR_DATABASE_URL.")),
        StoreError::Unavailable(_) | StoreError::Database(_) => refuse(format!(
            "{error}\nIs it running, and are its address and password right? See --database or COMPTOIR_DATABASE_URL."
        )),
        _ => refuse(error),
    })
}

fn locale(text: &str) -> Result<Locale, String> {
    Locale::parse(text).ok_or_else(|| "one of fr, en, uk".to_owned())
}

/// The language of the system, where it is one of ours; English where it names none, as the C locale does.
fn system_locale() -> Locale {
    let of = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let wished = of("LC_ALL").or_else(|| of("LC_MESSAGES")).or_else(|| of("LANG"));
    wished.and_then(|tag| Locale::parse(&tag)).unwrap_or(Locale::En)
}
