//! `comptoir export`: the orders of a link's query into a file, whole or not at all.
//!
//! Called by `main`. The file is written beside its place and moved there when it is complete. Exit codes: 0 done, 1 the
//! file could not be written, 2 wrong usage (a query that is not understood among it).

use super::{Exit, listing, refuse};
use crate::export::{ExportError, Format, Reader, Source, file};
use app::i18n::Words;
use clap::Args;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};
use store::{Db, desk, ids};
use tempfile::NamedTempFile;

/// What `export` is told.
#[derive(Args, Clone, Debug)]
pub struct ExportArgs {
    /// Kind of file: xlsx or csv
    #[arg(long, value_name = "FORMAT", env = "COMPTOIR_EXPORT_FORMAT", value_parser = format)]
    pub format: Format,
    /// Which orders, in which order and columns: the query of a link to the screen, such as 'stage=done&sort=client'
    #[arg(long, value_name = "QUERY", env = "COMPTOIR_QUERY", default_value = "", hide_default_value = true)]
    pub query: String,
    /// Where the file goes; - is standard output
    #[arg(long, value_name = "FILE", env = "COMPTOIR_EXPORT_OUT")]
    pub out: PathBuf,
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| "one of xlsx, csv".to_owned())
}

/// Exports; says how many orders there were (on standard error when the file goes to standard output).
pub async fn run(args: ExportArgs, db: &Db, words: Words) -> Exit {
    // People paste the whole link.
    let query = args.query.split_once('?').map_or(args.query.as_str(), |(_, query)| query);
    let listing = match listing(query) {
        Ok(listing) => listing,
        Err(exit) => return exit,
    };
    let to_stdout = args.out.as_os_str() == "-";
    let written = match source(db, &listing, words).await {
        Ok(source) if to_stdout => write_out(args.format, source, &mut io::stdout()).await,
        Ok(source) => write_file(args.format, source, &args.out).await,
        Err(error) => Err(error),
    };
    match written {
        Ok(rows) => {
            let count = words.orders_count(i64::try_from(rows).unwrap_or(i64::MAX));
            let (mut out, mut err) = (io::stdout(), io::stderr());
            let report: &mut dyn Write = if to_stdout { &mut err } else { &mut out };
            // The file is complete: a closed pipe under the report changes nothing.
            drop(writeln!(report, "{count} → {}", args.out.display()));
            Exit::Done
        }
        Err(ExportError::Store(error)) => refuse(error),
        Err(error) => refuse(format!("{}: {error}", args.out.display())),
    }
}

async fn source(db: &Db, listing: &domain::Listing, words: Words) -> Result<Source, ExportError> {
    // Nobody is signed in on the command line: "me" is nobody.
    let reader = Reader {
        locale: words.0,
        zone: desk::fetch(db).await?.zone,
        now: ids::now(),
        me: None,
        sight: domain::funnel::Sight::Everything,
    };
    Source::open(db, listing, &reader).await
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
