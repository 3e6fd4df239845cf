//! `comptoir import FILE`: a file's orders into the desk, all of them or none.
//!
//! Called by `main`. Opens the file (`sheets`), has it understood (`domain::import`), prints what was understood, writes
//! it (`store::import`). Exit codes: 0 done, 1 refused, 2 wrong usage.

mod args;
mod errors_file;
mod json;
mod map_file;
mod report;

pub use args::ImportArgs;

use super::ExitKind;
use app::i18n::Words;
use domain::{
    Funnel, Slug,
    import::{Options, Reading, Row, read},
    search::fold,
};
use std::io::Write;
use store::{Db, desk, funnels, import};

/// Imports a file; reports on standard output, refusals on standard error.
pub async fn run(args: &ImportArgs, db: &Db, words: Words) -> store::Result<ExitKind> {
    let mut out = std::io::stdout();
    let mut err = std::io::stderr();
    run_into(args, db, words, &mut out, &mut err).await
}

/// Imports a file; reports into `out`, refusals into `err`.
pub async fn run_into(
    args: &ImportArgs,
    db: &Db,
    words: Words,
    out: &mut (dyn Write + Send),
    err: &mut (dyn Write + Send),
) -> store::Result<ExitKind> {
    // A closed pipe is no reason to stop half-way through an import: what cannot be printed is not.
    let mut say = |text: &str| drop(writeln!(err, "{text}"));
    let map = match args.map.as_deref().map(map_file::read).transpose() {
        Ok(map) => map.unwrap_or_default(),
        Err(problem) => {
            say(&problem);
            return Ok(ExitKind::Usage);
        }
    };
    let funnels = funnels::list(db).await?.0;
    let Some(funnel) = chosen(&funnels, args.funnel.as_deref()) else {
        let names: Vec<String> =
            funnels.iter().map(|f| format!("{} ({})", f.slug, app::names::funnel(words, f.name.as_deref()))).collect();
        say(&words.import_no_funnel(&names.join(", "), args.funnel.as_deref().unwrap_or_default()));
        return Ok(ExitKind::Usage);
    };
    let (rows, date1904) = match rows_of(args) {
        Ok(found) => found,
        Err(error) => {
            say(&format!("{}: {error}", args.file.display()));
            let usage = matches!(error, sheets::ReadError::NotFound | sheets::ReadError::NoSuchSheet { .. });
            return Ok(if usage { ExitKind::Usage } else { ExitKind::Refused });
        }
    };
    let options = Options {
        currency: args.currency,
        date_order: args.date_order,
        zone: match &args.timezone {
            Some(zone) => zone.clone(),
            None => desk::fetch(db).await?.zone,
        },
        date1904,
        create_stages: args.create_stages,
        map,
    };
    let reading = read(rows, funnel, &options);
    if !args.json {
        drop(write!(out, "{}", report::understood(words, &args.file_name(), &reading.understood, funnel)));
    }
    let outcome = import::write(db, &reading, funnel.id, args.dry_run).await?;
    let text = match (args.json, outcome.bad.is_empty()) {
        (true, _) => json::text(words, &reading, funnel, &outcome, args.dry_run),
        (false, true) => report::outcome(words, &outcome, args.dry_run),
        (false, false) => String::new(),
    };
    drop(write!(out, "{text}"));
    Ok(finish(args, words, &reading, &outcome, err))
}

/// Lists the bad rows, if there are any, and says how the command ends.
fn finish(
    args: &ImportArgs,
    words: Words,
    reading: &Reading,
    outcome: &import::Outcome,
    err: &mut (dyn Write + Send),
) -> ExitKind {
    let refused = !outcome.bad.is_empty();
    let mut exit = if refused { ExitKind::Refused } else { ExitKind::Done };
    let mut listed = None;
    if let Some(path) = &args.errors {
        match errors_file::write(path, words, &outcome.bad) {
            Ok(()) => listed = Some(path),
            Err(problem) => {
                drop(writeln!(err, "{}: {problem}", path.display()));
                exit = ExitKind::Usage;
            }
        }
    }
    if refused {
        drop(write!(err, "{}", report::refusal(words, reading, &outcome.bad, listed.map(|p| p.as_path()))));
    }
    exit
}

/// The funnel of this name or slug; without one, the desk's default.
fn chosen<'a>(funnels: &'a [Funnel], wanted: Option<&str>) -> Option<&'a Funnel> {
    let Some(wanted) = wanted else { return funnels.iter().find(|f| f.is_default).or(funnels.first()) };
    let named = |f: &&Funnel| f.name.as_deref().is_some_and(|name| fold(name) == fold(wanted));
    let slugged = |f: &&Funnel| f.slug.as_str() == wanted || Slug::of(wanted).as_ref() == Some(&f.slug);
    funnels.iter().find(named).or_else(|| funnels.iter().find(slugged))
}

/// Every row of the file, and whether its serial dates count from 1904.
fn rows_of(args: &ImportArgs) -> Result<(Vec<Row>, bool), sheets::ReadError> {
    let options = sheets::ReadOptions { sheet: args.sheet.clone(), ..sheets::ReadOptions::default() };
    let mut reader = sheets::open(&args.file, &options)?;
    let date1904 = reader.format().date1904();
    let rows = reader
        .rows()?
        .map(|row| row.map(|row| Row { number: row.number, cells: row.cells }))
        .collect::<Result<Vec<Row>, _>>()?;
    Ok((rows, date1904))
}
