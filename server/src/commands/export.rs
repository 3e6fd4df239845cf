//! `comptoir export`: the orders of a link's query into a file, whole or not at all.
//!
//! Called by `main`. The file is written beside its place and moved there when it is complete. Exit codes: 0 done, 1 the
//! file could not be written, 2 wrong usage (a query that is not understood among it).

use super::ExitKind;
use crate::export::{ExportError, Format, Reader, Source, file};
use app::i18n::Words;
use clap::Args;
use domain::{Listing, Locale};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};
use store::{Db, desk, ids};
use tempfile::NamedTempFile;

/// Export the filtered orders to a spreadsheet file.
#[derive(Args, Clone, Debug)]
pub struct ExportArgs {
    /// Kind of file: xlsx or csv
    #[arg(long, value_name = "FORMAT", env = "COMPTOIR_EXPORT_FORMAT", value_parser = format)]
    pub format: Format,
    /// Filter, sort and columns, as in the address of the orders page: 'payment=unpaid&sort=client'
    #[arg(long, value_name = "URL QUERY", env = "COMPTOIR_EXPORT_QUERY", default_value = "", hide_default_value = true)]
    pub query: String,
    /// Where the file goes; - is standard output
    #[arg(long, value_name = "FILE", env = "COMPTOIR_EXPORT_OUT")]
    pub out: PathBuf,
    /// Language of the headers and words: fr, en or uk [default: that of the program]
    #[arg(long, value_name = "LANGUAGE", env = "COMPTOIR_EXPORT_LANG", value_parser = language)]
    pub lang: Option<Locale>,
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| "one of xlsx, csv".to_owned())
}

fn language(text: &str) -> Result<Locale, String> {
    Locale::parse(text).ok_or_else(|| "one of fr, en, uk".to_owned())
}

/// Exports; says how many orders there were on standard error when the file itself goes to standard output.
pub async fn run(args: &ExportArgs, db: &Db, words: Words) -> store::Result<ExitKind> {
    run_into(args, db, words, &mut io::stdout(), &mut io::stderr()).await
}

/// Exports; `out` and `err` stand for standard output and error.
pub async fn run_into(
    args: &ExportArgs,
    db: &Db,
    words: Words,
    out: &mut (dyn Write + Send),
    err: &mut (dyn Write + Send),
) -> store::Result<ExitKind> {
    // People paste the whole link.
    let query = args.query.split_once('?').map_or(args.query.as_str(), |(_, query)| query);
    let (listing, problems) = Listing::from_query(query);
    if !problems.is_empty() {
        for problem in problems {
            drop(writeln!(err, "{}", words.not_understood(&format!("{}={}", problem.key, problem.value))));
        }
        return Ok(ExitKind::Usage);
    }
    let reader = Reader {
        locale: args.lang.unwrap_or(words.0),
        zone: desk::fetch(db).await?.zone,
        now: ids::now(),
        me: None,
    };
    let to_stdout = args.out.as_os_str() == "-";
    let written = match Source::open(db, &listing, &reader).await {
        Ok(source) if to_stdout => write_out(args.format, source, out).await,
        Ok(source) => write_file(args.format, source, &args.out).await,
        Err(error) => Err(error),
    };
    match written {
        Ok(rows) => {
            let count = words.orders_count(i64::try_from(rows).unwrap_or(i64::MAX));
            // The file is complete: a closed pipe under the report changes nothing.
            drop(if to_stdout { writeln!(err, "{count}") } else { writeln!(out, "{} : {count}", args.out.display()) });
            Ok(ExitKind::Done)
        }
        Err(ExportError::Store(error)) => Err(error),
        Err(error) => {
            drop(writeln!(err, "{}: {error}", args.out.display()));
            Ok(ExitKind::Refused)
        }
    }
}

async fn write_out(format: Format, source: Source, out: &mut (dyn Write + Send)) -> Result<u64, ExportError> {
    match format {
        Format::Csv => file::csv(source, out).await,
        Format::Xlsx => {
            let (mut workbook, rows) = file::xlsx(source, &std::env::temp_dir()).await?;
            io::copy(&mut workbook, out)?;
            out.flush()?;
            Ok(rows)
        }
    }
}

async fn write_file(format: Format, source: Source, path: &Path) -> Result<u64, ExportError> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temporary = beside(folder)?;
    let rows = match format {
        Format::Csv => {
            let mut buffered = io::BufWriter::new(temporary.as_file_mut());
            file::csv(source, &mut buffered).await?
        }
        Format::Xlsx => {
            let (mut workbook, rows) = file::xlsx(source, folder).await?;
            io::copy(&mut workbook, temporary.as_file_mut())?;
            rows
        }
    };
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|e| e.error)?;
    Ok(rows)
}

/// A file of its own in the folder, with the rights that any new file has there.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".comptoir-export-");
    #[cfg(unix)]
    let rights: std::fs::Permissions = std::os::unix::fs::PermissionsExt::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(rights);
    builder.tempfile_in(folder)
}
